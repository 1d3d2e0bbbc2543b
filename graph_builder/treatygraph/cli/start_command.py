"""`treatygraph start`: another treaty, from two or more of its drafts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import click

from treatygraph.assess.beginning import ABOVE, document_row, lineage_file, treaty_row, with_row
from treatygraph.cli.echo import echo
from treatygraph.cli.read_command import read_file
from treatygraph.curated.own_readings import as_facts, check_key, load_drafts, save_draft
from treatygraph.curated.yamlfile import is_known_date
from treatygraph.documents.reading import Reading
from treatygraph.errors import UsageError
from treatygraph.home import data_folders, drafts_folder, graph_folder, own_data
from treatygraph.model import DraftFacts
from treatygraph.pipeline import build
from treatygraph.textfile import write_whole

__all__ = ["command"]

_FILES = {
    "treaties": "treaties:\n",
    "sources": "evidence: [{basis: unverified, note: Named by its file.}]\n"
    "licences:\n  - {key: own-copy, label: Own copy, note: As it was received.}\ndocuments:\n",
}


@click.command(name="start")
@click.argument("treaty")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--title", help="Title of the treaty; that of the last document where left out.")
@click.option("--date", "dates", multiple=True, help="Date of each file, in their order.")
@click.option(
    "--accept-above",
    "above",
    default=ABOVE,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Score from which articles are joined without anybody having looked.",
)
def command(
    treaty: str, files: tuple[Path, ...], title: str | None, dates: tuple[str, ...], above: float
) -> int:
    """Begin another treaty with its drafts, oldest first: read, match and build them.

    The treaty is registered in your own data, with its documents and with lineages on the
    basis `unverified`; nothing has to be written by hand.

    \b
    Example: treatygraph start lamp-treaty first-draft.pdf second-draft.docx
    after it treatygraph compare lamp-treaty/first-draft lamp-treaty/second-draft
             treatygraph serve
    """
    _check(treaty, files, dates)
    keys = _keys(files, dates)
    readings = [_read(file) for file in files]
    facts = [
        replace(
            as_facts(
                reading,
                treaty=treaty,
                draft=key,
                document=f"{treaty}-{key}",
                date=dates[n] if dates else None,
            ),
            revises=(keys[n - 1],) if n else (),
        )
        for n, (key, reading) in enumerate(zip(keys, readings, strict=True))
    ]
    _register(treaty, title, facts, readings, above)
    for draft in facts:
        save_draft(draft, drafts_folder())
        articles = sum(p.level == "article" for p in draft.provisions)
        echo(f"{treaty}/{draft.draft}: {articles} articles, {len(draft.references)} references")
    report = build(data_folders(), graph_folder(), own=load_drafts(drafts_folder()))
    for finding in report.violations:
        echo(f"{finding.code} {finding.place}: {finding.message}", err=True)
    if not report.place:
        echo("The graph was not published.")
        return 1
    echo(f"graph: {report.quads} quads")
    if len(keys) > 1:
        echo(f"next: treatygraph compare {treaty}/{keys[0]} {treaty}/{keys[-1]}")
    return 0


def _check(treaty: str, files: tuple[Path, ...], dates: tuple[str, ...]) -> None:
    """Raise `UsageError` for what is wrong where it was typed."""
    check_key("treaty", treaty)
    if dates and len(dates) != len(files):
        raise UsageError(
            f"{len(files)} files have {len(dates)} dates.", expected="a date for each, or none"
        )
    for date in dates:
        if not is_known_date(date):
            raise UsageError(
                f"There is no day {date!r}.",
                expected="a year, a month or a day, such as 2030-02-28",
            )
    if (own_data() / "lineage" / f"{treaty}.yaml").exists():
        raise UsageError(
            f"The treaty {treaty!r} was started before.",
            expected="a treaty that is new",
            remedy="add a draft with `treatygraph ingest`, or remove its files from "
            f"{own_data()} and {drafts_folder()}",
        )


def _keys(files: tuple[Path, ...], dates: tuple[str, ...]) -> list[str]:
    """Return the key of each draft, from its file's name; they sort as they were given."""
    keys = [re.sub(r"[^a-z0-9]+", "-", f.stem.casefold()).strip("-") or "draft" for f in files]
    if len(set(keys)) < len(keys) or (not dates and sorted(keys) != keys):
        keys = [f"{n}-{key}" for n, key in enumerate(keys, 1)]
    return keys


def _read(file: Path) -> Reading:
    reading = read_file(file, None)
    if not any(p.level == "article" for p in reading.provisions):
        raise UsageError(
            f"No article was found in {str(file)!r}.",
            expected="a treaty text with articles",
            remedy="see `treatygraph read` for the findings",
        )
    return reading


def _register(
    treaty: str,
    title: str | None,
    facts: list[DraftFacts],
    readings: list[Reading],
    above: float,
) -> None:
    """Write treaty, documents and lineages into the user's own data."""
    last = facts[-1]
    rows = [
        ("treaties", "treaties", treaty, treaty_row(treaty, title or last.title, last.document))
    ]
    rows += [
        ("sources", "documents", draft.document, document_row(draft, reading.document))
        for draft, reading in reversed([*zip(facts, readings, strict=True)])
    ]
    folder = own_data()
    (folder / "lineage").mkdir(parents=True, exist_ok=True)
    for name, section, key, entry in rows:
        path = folder / f"{name}.yaml"
        text = path.read_text("utf-8") if path.exists() else _FILES[name]
        write_whole(path, with_row(text, section, key, entry))
    write_whole(folder / "lineage" / f"{treaty}.yaml", lineage_file(facts, above=above))
