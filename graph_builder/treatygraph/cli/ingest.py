"""`treatygraph ingest` and `treatygraph verify`: the user's own copy of a document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from treatygraph.build.builder import build
from treatygraph.build.collect import collect
from treatygraph.cli.output import format_option, show
from treatygraph.cli.read import read_file
from treatygraph.errors import UsageError
from treatygraph.home import data_folders, drafts_folder, graph_folder
from treatygraph.model import DraftFacts
from treatygraph.readers.local import as_facts, load_drafts, save_draft
from treatygraph.readers.verify import compare, confirmed
from treatygraph.table import Table

__all__ = ["ingest", "verify"]


@click.command(name="ingest")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--treaty", default="un-cybercrime", show_default=True, help="Key of the treaty.")
@click.option("--draft", required=True, help="Key of the draft, such as rev-2.")
@click.option("--title", help="Title, where the registered one is not to be kept.")
@click.option("--symbol", help="Symbol of the document, kept in the place of the evidence.")
@click.option("--date", help="Date of the document, YYYY-MM-DD.")
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
    known = _registered(treaty, draft)
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
    click.echo(f"{levels['article']} articles, {len(facts.references)} references → {saved}")
    if no_build:
        return 0
    report = build(data_folders(), graph_folder(), own=load_drafts(drafts_folder()))
    for finding in report.violations:
        click.echo(f"{finding.code} {finding.place}: {finding.message}", err=True)
    click.echo(f"graph: {report.quads} quads" if report.place else "The graph was not published.")
    return 0 if report.place else 1


@click.command(name="verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--treaty", default="un-cybercrime", show_default=True, help="Key of the treaty.")
@click.option("--draft", required=True, help="Key of the draft, such as zero-draft.")
@click.option("--language", metavar="CODE", help="Which version to read, of several in one file.")
@click.option("--all", "every", is_flag=True, help="Show agreements too, not only the rest.")
@click.option("--write", is_flag=True, help="Raise the basis of the facts that agree.")
@format_option
def verify(
    file: Path, treaty: str, draft: str, language: str | None, every: bool, write: bool, form: str
) -> int:
    """Compare the facts of a draft with its official document, fact by fact.

    \b
    Exit status: 0 nothing differs, 1 something differs.
    Example: treatygraph verify A_AC.291_22-E.pdf --draft zero-draft
    """
    facts = _registered(treaty, draft)
    if facts is None:
        raise UsageError(
            f"There are no facts of {treaty}/{draft}.", expected="a draft that the graph has"
        )
    reading = read_file(file, language)
    found = list(compare(facts, reading))
    counts = Counter(c.result for c in found)
    shown = [c for c in found if every or c.result != "agrees"]
    rows = tuple((c.fact, c.aspect, c.result, c.data, c.document) for c in shown)
    notes = (", ".join(f"{counts[r]} {r}" for r in sorted(counts)) + f" of {len(found)} facts.",)
    columns = ("fact", "aspect", "result", "data", "document")
    show(Table(columns, rows, f"{treaty}/{draft} and {file.name}", notes), form)
    if write:
        kept = confirmed(facts, reading, found)
        saved = save_draft(kept, drafts_folder())
        count = len(kept.provisions) + len(kept.references)
        click.echo(f"{count} facts confirmed → {saved}; build the graph to use them", err=True)
    return 1 if counts["differs"] else 0


def _registered(treaty: str, draft: str) -> DraftFacts | None:
    library = collect(data_folders())
    found = [d for d in library.drafts if (d.treaty, d.draft) == (treaty, draft)]
    return found[0] if found else None
