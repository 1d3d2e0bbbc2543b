"""`treatygraph ingest` and `treatygraph verify`: the user's own copy of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from shlex import quote

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, show
from treatygraph.cli.read_command import read_file
from treatygraph.curated.own_readings import (
    as_facts,
    check_key,
    draft_file,
    load_drafts,
    save_draft,
)
from treatygraph.curated.records import Library
from treatygraph.curated.yamlfile import is_known_date
from treatygraph.documents import Reading
from treatygraph.documents.lookalikes import find_lookalikes
from treatygraph.documents.verify import compare, confirmed, displaced, of_excerpt
from treatygraph.errors import UsageError
from treatygraph.home import data_folders, drafts_folder, graph_folder
from treatygraph.model import DraftFacts
from treatygraph.pipeline.builder import build
from treatygraph.pipeline.collect import collect
from treatygraph.table import Table

__all__ = ["ingest", "verify"]


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_known_date(value):
        raise UsageError(
            f"There is no day {value!r}.",
            expected="a year, a month or a day that is in the calendar, such as 2030-02-28",
        )
    return value


def _key(_: click.Context, parameter: click.Parameter, value: str) -> str:
    return check_key(str(parameter.name), value)


@click.command(name="ingest")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--treaty",
    default="un-cybercrime",
    show_default=True,
    callback=_key,
    help="Key of the treaty.",
)
@click.option("--draft", required=True, callback=_key, help="Key of the draft, such as rev-2.")
@click.option("--title", help="Title, where the registered one is not to be kept.")
@click.option("--symbol", help="Symbol of the document, kept in the place of the evidence.")
@click.option("--date", callback=_day, help="Date of the document, YYYY-MM-DD.")
@click.option("--language", metavar="CODE", help="Which version to read, of several in one file.")
@click.option("--excerpt", is_flag=True, help="The file holds a part of the document only.")
@click.option("--no-build", is_flag=True, help="Do not build the graph anew afterwards.")
def ingest(
    file: Path,
    treaty: str,
    draft: str,
    title: str | None,
    symbol: str | None,
    date: str | None,
    language: str | None,
    excerpt: bool,
    no_build: bool,
) -> int:
    """Read an official document and add it to your graph, with its text.

    The text stays in your data directory.  A draft that was ingested before is replaced.

    \b
    Example: treatygraph ingest A_AC.291_22_Rev.2-E.pdf --draft rev-2
    """
    reading = read_file(file, language)
    if not reading.provisions:
        raise UsageError(
            f"No provision was found in {str(file)!r}.",
            expected="a treaty text with articles",
            remedy="see `treatygraph read` for the findings",
        )
    library = collect(data_folders())
    known = _registered(library, treaty, draft)
    if known:
        _doubt(known, reading, file)
    for false in find_lookalikes(reading, treaty, str(reading.document.get("sha256"))):
        echo(f"{false.code} {false.place}: {false.message} {false.remedy}.", err=True)
    facts = as_facts(
        reading,
        treaty=treaty,
        draft=draft,
        document=known.document if known else None,
        title=title or (known.title if known else None),
        date=date or (known.date if known else None),
        place=", ".join(filter(None, (symbol, "a part" if excerpt else "whole text"))),
        whole=not excerpt,
    )
    saved = save_draft(facts, drafts_folder())
    levels = Counter(p.level for p in facts.provisions)
    echo(f"{levels['article']} articles, {len(facts.references)} references → {saved}")
    if no_build:
        echo("Next: `treatygraph build`.", err=True)
        return 0
    report = build(data_folders(), graph_folder(), own=load_drafts(drafts_folder()))
    for finding in report.violations:
        echo(f"{finding.code} {finding.place}: {finding.message}", err=True)
    echo(f"graph: {report.quads} quads" if report.place else "The graph was not published.")
    if report.place:
        drafts = (*library.drafts, *load_drafts(drafts_folder()))
        echo(_next_step(drafts, known, facts, file), err=True)
    return 0 if report.place else 1


def _doubt(known: DraftFacts, reading: Reading, file: Path) -> None:
    """Say where a document has several articles under other numbers than are registered."""
    found = list(displaced(known, reading))
    if len(found) < 2:
        return
    shown = "; ".join(f"{c.document!r} is {c.fact}, registered: {c.data}" for c in found[:5])
    echo(
        f"articles-elsewhere {file.name}: {len(found)} articles of {known.treaty}/{known.draft} "
        f"stand under other numbers than are registered ({shown}). It may be another draft, or "
        "no official text: there are texts written by language models that pass for this treaty. "
        "Compare it with a copy from the publisher.",
        err=True,
    )


def _next_step(
    drafts: Iterable[DraftFacts], known: DraftFacts | None, facts: DraftFacts, file: Path
) -> str:
    """Return what to do after a draft was added: confirm its facts, join its articles."""
    steps = []
    key = facts.draft
    if known:
        steps.append(
            f"`treatygraph verify {quote(str(file))} --treaty {facts.treaty} --draft {key} --write`"
            " holds the registered facts against it"
        )
    neighbour = _neighbour(drafts, facts)
    if neighbour:
        steps.append(
            f"`treatygraph match {neighbour} {key} --write proposals.yaml` proposes which "
            "articles go on from which; go through the file, then "
            '`treatygraph accept proposals.yaml --by "YOUR NAME"` and `treatygraph build`'
        )
    return "\n".join(f"Next: {step}." for step in steps)


def _neighbour(drafts: Iterable[DraftFacts], facts: DraftFacts) -> str | None:
    """Return the draft of the treaty before this one by date; where none is, the first other."""
    others = sorted(
        (d.date or "", d.draft)
        for d in drafts
        if d.treaty == facts.treaty and d.draft != facts.draft
    )
    earlier = [key for date, key in others if date and date < (facts.date or "9999")]
    return earlier[-1] if earlier else next((key for _, key in others), None)


@click.command(name="verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--treaty", default="un-cybercrime", show_default=True, help="Key of the treaty.")
@click.option("--draft", required=True, help="Key of the draft, such as zero-draft.")
@click.option("--language", metavar="CODE", help="Which version to read, of several in one file.")
@click.option("--all", "every", is_flag=True, help="Show agreements too, not only the rest.")
@click.option("--excerpt", is_flag=True, help="The file holds a part of the document only.")
@click.option("--write", is_flag=True, help="Raise the basis of the facts that agree.")
@format_option
def verify(
    file: Path,
    treaty: str,
    draft: str,
    language: str | None,
    every: bool,
    excerpt: bool,
    write: bool,
    form: str,
) -> int:
    """Compare the facts of a draft with its official document, fact by fact.

    \b
    Exit status: 0 nothing differs, 1 something differs.
    Example: treatygraph verify A_AC.291_22-E.pdf --draft zero-draft
             treatygraph verify chapter-4.txt --draft zero-draft --excerpt
    """
    facts = _registered(collect(data_folders()), treaty, draft)
    if facts is None:
        raise UsageError(
            f"There are no facts of {treaty}/{draft}.", expected="a draft that the graph has"
        )
    reading = read_file(file, language)
    found = list(compare(facts, reading))
    if excerpt:
        found = list(of_excerpt(found, reading))
    counts = Counter(c.result for c in found)
    shown = [c for c in found if every or c.result != "agrees"]
    rows = tuple((c.fact, c.aspect, c.result, c.data, c.document) for c in shown)
    notes = (", ".join(f"{counts[r]} {r}" for r in sorted(counts)) + f" of {len(found)} facts.",)
    columns = ("fact", "aspect", "result", "data", "document")
    show(Table(columns, rows, f"{treaty}/{draft} and {file.name}", notes), form)
    if write:
        kept = confirmed(facts, reading, found)
        _keep_reading(kept)
        saved = save_draft(kept, drafts_folder())
        count = len(kept.provisions) + len(kept.references)
        echo(f"{count} facts confirmed → {saved}; build the graph to use them", err=True)
    return 1 if counts["differs"] else 0


def _keep_reading(kept: DraftFacts) -> None:
    """Raise `UsageError` where a whole reading stands in the file to write, which has more."""
    place = draft_file(kept, drafts_folder())
    own = load_drafts(drafts_folder()) if place.exists() else ()
    if any(draft_file(d, drafts_folder()) == place and _is_reading(d) for d in own):
        raise UsageError(
            f"Your own reading of {kept.treaty}/{kept.draft} stands in {place}.",
            expected="a draft of which no text was ingested, since a reading confirms by itself",
            remedy=f"leave out --write, or first treatygraph forget {quote(kept.draft)} "
            f"--treaty {quote(kept.treaty)} --language {quote(kept.language)}",
        )


def _is_reading(facts: DraftFacts) -> bool:
    return any(p.references_read for p in facts.provisions)


def _registered(library: Library, treaty: str, draft: str) -> DraftFacts | None:
    found = [d for d in library.drafts if (d.treaty, d.draft) == (treaty, draft)]
    return found[0] if found else None
