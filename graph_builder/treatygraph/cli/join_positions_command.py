"""`treatygraph join-positions`: two people's readings of one paper made one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.readings_given import paper_text, reading_in
from treatygraph.documents.papers.annotations import annotations_of
from treatygraph.documents.papers.cards import cards_yaml
from treatygraph.documents.papers.joining import joined
from treatygraph.documents.papers.positionsfile import Frame
from treatygraph.errors import UsageError
from treatygraph.textfile import write_whole

__all__ = ["command"]


@click.command(name="join-positions")
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File to write; a name in .jsonld gives Web Annotations.  Printed if left out.",
)
@click.option(
    "--prefer",
    type=click.Choice(["first", "second"]),
    help="Whose word stands where the two differ; if left out, each difference is kept to settle.",
)
@click.option(
    "--paper",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAPER",
    help="The paper itself; needed where annotations are read or written.",
)
def command(
    first: Path, second: Path, out: Path | None, prefer: str | None, paper: Path | None
) -> int:
    """Join two people's readings of one paper into one position file.

    Each is a position file, or Web Annotations (.json, .jsonld) of Hypothes.is, INCEpTION or
    `curate`.  Every statement of either is in the result; lists hold what either has.  Where
    the two differ the first one's word stands, with a comment that says the other's:
    `treatygraph curate PAPER --out FILE` shows these and settles them.

    \b
    Exit status: 0 nothing is left to settle, 1 something is.
    Example: treatygraph join-positions anna.yaml ben.yaml --out eff-2024.yaml
             treatygraph join-positions anna.yaml ben.jsonld --paper paper.pdf --out both.jsonld
    """
    text = paper_text(paper)
    both = joined(reading_in(first, text), reading_in(second, text), prefer=prefer)
    frame = both.frame if both.frame.document else replace(both.frame, document=first.stem)
    frame = frame if frame.treaty else Frame("to-name", frame.document, "to-name", frame.draft)
    if out is not None and out.suffix.lower() in (".json", ".jsonld"):
        if text is None:
            raise UsageError(
                "Annotations quote the paper.", expected="the paper", remedy="name it with --paper"
            )
        page = annotations_of(both.cards, text, f"urn:treatygraph:{frame.document}")
        made = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
    else:
        made = cards_yaml(both.cards, frame, text or "", digest=None if text else both.digest)
    if out is None:
        echo(made, nl=False)
    else:
        write_whole(out, made)
    differing = sum(bool(card.differs) for card in both.cards)
    echo(f"{len(both.cards)} statements, {differing} to settle.", err=True)
    return 1 if differing else 0
