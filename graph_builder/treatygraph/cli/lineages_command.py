"""`lineages`: how the articles of a treaty went through its drafts, as a table or drawn."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.output import format_option, open_graph, show
from treatygraph.draw.alluvial import COLOURINGS, draw_courses
from treatygraph.draw.courses import Course, Courses, courses_of, treaty_named
from treatygraph.errors import UsageError
from treatygraph.table import Table
from treatygraph.textfile import write_whole

__all__ = ["command"]


@click.command(name="lineages")
@click.option("--treaty", default="", help="Key of the treaty; the one negotiated if left out.")
@click.option(
    "--colour",
    type=click.Choice(COLOURINGS),
    default=COLOURINGS[0],
    show_default=True,
    help="With --write: what the colours of the drawing say.",
)
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the drawing too, as SVG.",
)
@format_option
def command(treaty: str, colour: str, target: Path | None, form: str) -> None:
    """Show how the articles of a treaty went through its drafts, or draw them.

    One line for each lineage, with its number in each draft and what happened there; the
    drawing shows each article as a band that splits, joins, moves, ends and begins.

    \b
    Example: treatygraph lineages
             treatygraph lineages --write drafts.svg
             treatygraph lineages --treaty my-treaty --colour asked --write asked.svg
    """
    rows = open_graph().records
    iri = treaty_named(rows, treaty)
    if not iri:
        raise UsageError(
            "No treaty of this graph has two drafts that lineages join.",
            remedy="begin one with `treatygraph start`, or see `treatygraph match`",
        )
    courses = courses_of(rows, iri)
    key = iri.rpartition("/")[2]
    if target is not None:
        drawn = draw_courses(courses, colouring=colour, alone=True, title=f"Drafts of {key}")
        write_whole(target, f"{drawn}\n")
    show(_table(courses, key), form)


def _table(courses: Courses, key: str) -> Table:
    columns = ("lineage", *(column.name for column in courses.columns), "asked")
    rows = tuple((c.label, *_line(c), c.asked) for c in courses.courses)
    partly = [column.name for column in courses.columns if not column.whole]
    notes = (
        f"Not all articles are known, or in a lineage, of {', '.join(partly)}: nothing is new or "
        "dropped by them.",
    )
    return Table(columns, rows, f"Lineages of {key}", notes if partly else ())


def _line(course: Course) -> list[str]:
    """Return for each draft the numbers of a lineage, and what happened there."""
    found = []
    for here, events in zip(course.places, course.events, strict=True):
        numbers = ", ".join(article.number or article.label for article in here)
        said = ", ".join(events)
        found.append(f"{numbers} ({said})" if numbers and said else numbers or said)
    return found
