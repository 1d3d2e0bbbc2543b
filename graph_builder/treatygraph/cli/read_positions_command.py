"""`treatygraph read-positions`: a draft file of candidate recommendations, for a curator."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from treatygraph.cli.echo import echo
from treatygraph.curated.positionkeys import Keys, nearest
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents.apart import open_apart
from treatygraph.documents.citations.name_keys import slug
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.papers import Candidate, guess_holder, propose_in
from treatygraph.documents.papers.addressed import draft_named
from treatygraph.documents.papers.positionsfile import (
    Frame,
    positions_yaml,
    rows_in,
    rows_of,
    table_of,
)
from treatygraph.documents.papers.wording import languages
from treatygraph.documents.structure.language import guess_language
from treatygraph.errors import UsageError
from treatygraph.home import data_folders, drafts_folder
from treatygraph.resources import locate
from treatygraph.textfile import read_bytes, read_text, write_whole

__all__ = ["command", "frame_of", "paper_of", "paper_options"]


def _names() -> dict[str, str]:
    """Return the names of registered stakeholders that are not States, each with its key."""
    path = locate("data", "stakeholders.yaml")
    rows = parse_yaml(path.read_text("utf-8"), name=path.name).data["stakeholders"]
    return {
        name: row["key"]
        for row in rows
        if row.get("kind") != "state"
        for name in [row["name"], *row.get("aliases", [])]
    }


_OPTIONS = (
    click.argument("file", type=click.Path(path_type=Path)),
    click.option("--treaty", default="un-cybercrime", show_default=True, metavar="KEY"),
    click.option(
        "--draft",
        metavar="KEY",
        help="The draft that the paper speaks of; read from it if left out.",
    ),
    click.option("--document", metavar="KEY", help="Key of the paper in data/sources.yaml."),
    click.option(
        "--holder", metavar="KEY", help="Who speaks; guessed from the text where left out."
    ),
    click.option(
        "--language", metavar="CODE", help="Language of the paper; told from it if left out."
    ),
)


def paper_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the paper itself and what may be said of it, for all commands that read one."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@click.command(name="read-positions")
@paper_options
@click.option(
    "--write",
    "table",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TABLE.csv",
    help="Write a table for a spreadsheet instead; give it as FILE to read it back.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="yaml in the form of data/positions; json for programs.",
)
def command(
    file: Path,
    treaty: str,
    draft: str | None,
    document: str | None,
    holder: str | None,
    language: str | None,
    table: Path | None,
    form: str,
) -> int:
    """Propose recommendations found in a position paper, for a person to go over.

    Reads papers in the languages of data/lexicon/papers.  Prints a draft of a file for
    data/positions: where each demand stands, the provisions and safeguards it names, the
    change it seems to ask for.  Nothing is put into the graph, and no sentence of the
    paper is copied.

    \b
    Exit status: 0 candidates found, 1 none, 2 unknown draft or holder, 3 cannot be opened.
    Example: treatygraph read-positions paper.pdf --draft zero-draft > paper-2023.yaml
             treatygraph read-positions paper.pdf --write table.csv
             treatygraph read-positions table.csv --holder eff > paper-2023.yaml
    """
    keys = Keys(data_folders(), drafts_folder())
    _check_known(keys, treaty, draft, holder)
    key = document or slug(file.stem)
    if file.suffix.lower() == ".csv":
        rows = rows_in(read_text(file), name=file.name)
        frame = Frame(treaty, key, holder or "to-name", draft)
        echo(positions_yaml(rows, frame), nl=False)
        return 0 if rows else 1
    source, found = paper_of(file, language)
    if form == "json":
        echo(json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=1))
        return 0 if found else 1
    frame, named = frame_of(keys, source.text, file.stem, treaty, draft, document, holder)
    rows = rows_of(found, frame)
    if table is not None:
        write_whole(table, f"\ufeff{table_of(rows)}")
    else:
        echo(positions_yaml(rows, frame), nl=False)
    said = f" (it says {named!r})" if named else ""
    told = f"draft {frame.draft}{said}" if frame.draft else "no draft named in it: give --draft"
    echo(f"{len(found)} candidates; holder {frame.holder}; {told}: please check.", err=True)
    return 0 if found else 1


def paper_of(file: Path, language: str | None) -> tuple[SourceText, tuple[Candidate, ...]]:
    """Return the text of a paper and what is proposed of it."""
    data = read_bytes(file, expected="a position paper: PDF, DOCX, HTML, Markdown or text")
    _, source = open_apart(data, name=file.name)
    _tell(source)
    return source, propose_in(source, language=_language(file, source, language))


def frame_of(
    keys: Keys,
    text: str,
    stem: str,
    treaty: str,
    draft: str | None,
    document: str | None,
    holder: str | None,
) -> tuple[Frame, str]:
    """Return what all statements of a paper share, and the words that name its draft."""
    _check_known(keys, treaty, draft, holder)
    named = None if draft else draft_named(text, keys.names(treaty))
    spoken = draft or (named[0] if named else None)
    frame = Frame(
        treaty,
        document or slug(stem),
        holder or guess_holder(text, _names()) or "to-name",
        spoken,
        keys.members(treaty, spoken) if spoken else {},
        keys.provisions(treaty, spoken) if spoken else None,
    )
    return frame, named[1] if named else ""


def _check_known(keys: Keys, treaty: str, draft: str | None, holder: str | None) -> None:
    _known("draft", draft, keys.drafts(treaty) if draft else ())
    _known("holder", holder, keys.of("stakeholders") if holder else ())


def _tell(source: SourceText) -> None:
    """Say what of the paper could not be read."""
    for found in source.findings:
        if found.severity == "violation":
            echo(f"{found.code} at {found.place}: {found.message} {found.remedy}", err=True)


def _known(what: str, key: str | None, known: Sequence[str]) -> None:
    if key is not None and key not in known:
        raise UsageError(
            f"There is no {what} {key!r}.",
            expected=f"the key of a registered {what}",
            remedy=nearest(key, known),
        )


def _language(file: Path, source: SourceText, language: str | None) -> str:
    spoken = language or guess_language(source.text) or "en"
    if spoken not in languages():
        raise UsageError(
            f"{file}: the words of papers in {spoken!r} are not kept.",
            expected=f"a paper in one of {', '.join(languages())}",
            remedy="name its language with --language if it was taken for another",
        )
    return spoken
