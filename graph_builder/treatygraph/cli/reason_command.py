"""`treatygraph reason`: has the graph a model, and what follows from its definitions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatygraph.cli.output import format_option, open_memory, show
from treatygraph.errors import DataError
from treatygraph.iris import default_minter
from treatygraph.quality.reasoning import ENGINES, as_table, defined_classes, reason

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["command"]


@click.command(name="reason")
@click.option(
    "--reasoner",
    "engine",
    type=click.Choice(ENGINES),
    default="hermit",
    show_default=True,
    help="hermit and pellet need Java; rl is the part of OWL 2 that the build uses, without.",
)
@click.option(
    "--add",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="RDF file with facts or axioms to reason with besides the graph.  May be repeated.",
)
@click.option("--all", "everything", is_flag=True, help="Memberships in every class.")
@format_option
def command(engine: str, files: tuple[Path, ...], everything: bool, form: str) -> int:
    """Ask a reasoner whether the graph has a model, and what follows from it.

    Shows memberships in the defined classes and subclasses that nobody stated.  Where
    the graph has no model, it shows the few facts and axioms that exclude each other.

    \b
    Exit status: 0 consistent (rl: no contradiction shown), 1 inconsistent,
    3 cannot run (Java is missing).
    Example: treatygraph reason
             treatygraph reason --reasoner rl --all --format csv
             treatygraph reason --add what-if.ttl
    """
    store = open_memory().inner
    minter = default_minter()
    chosen = next(one for one in ENGINES if one == engine)
    outcome = reason(
        store,
        chosen,
        ontology=minter.graph("ontology"),
        derived=minter.graph("inferences-owl"),
        added=[triple for path in files for triple in _triples(path)],
    )
    only = frozenset() if everything else defined_classes(store)
    show(as_table(outcome, only=only), form)
    return 1 if outcome.consistent is False else 0


def _triples(path: Path) -> Iterator[Triple]:
    from pyoxigraph import RdfFormat, parse

    form = RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE
    try:
        for quad in parse(path.read_bytes(), format=form, rename_blank_nodes=True):
            yield quad.triple
    except SyntaxError as cause:
        raise DataError(
            f"The file is not well-formed: {cause}",
            place=str(path),
            expected="RDF such as Turtle, N-Triples or RDF/XML, named by the file's ending",
            remedy="mend the line that is named",
        ) from cause
