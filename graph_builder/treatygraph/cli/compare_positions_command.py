"""`treatygraph compare-positions`: two people's readings of one paper, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, show
from treatygraph.cli.readings_given import paper_text, reading_in
from treatygraph.documents.papers.agreement import Meeting, agreement, meetings
from treatygraph.table import Table

__all__ = ["command"]


@click.command(name="compare-positions")
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option(
    "--paper",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAPER",
    help="The paper itself; needed where one reading is Web Annotations.",
)
@format_option
def command(first: Path, second: Path, paper: Path | None, form: str) -> int:
    """Compare two people's readings of one paper: what only one found, and what differs.

    Statements meet where their passages overlap (files that `curate` wrote say which), or
    where they name the same place.  The last lines count how often the two agree.

    \b
    Exit status: 0 they agree, 1 they differ.
    Example: treatygraph compare-positions anna/eff-2024.yaml ben/eff-2024.yaml
    """
    text = paper_text(paper)
    rows = meetings(reading_in(first, text).cards, reading_in(second, text).cards)
    differing = [line for row in rows for line in _lines(row)]
    counts = agreement(rows)
    told = "; ".join(f"{name} {same} of {of}" for name, (same, of) in counts.items())
    columns = ("first", "second", "place", "differs", "says", "other_says")
    show(Table(columns, tuple(differing), f"{first.name} and {second.name}"), form)
    echo(f"They agree: {told}.", err=True)
    return 1 if differing else 0


def _lines(row: Meeting) -> Iterator[tuple[str, ...]]:
    one, other = row.first, row.second
    place = (one or other).place if one or other else ""  # type: ignore[union-attr]
    keys = (one.key if one else "", other.key if other else "", place)
    if one is None or other is None:
        yield (*keys, "found", "yes" if one else "no", "yes" if other else "no")
    for name, (says, other_says) in row.differing().items():
        yield (*keys, name, says, other_says)
