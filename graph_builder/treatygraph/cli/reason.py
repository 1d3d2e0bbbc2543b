"""`treatygraph reason`: has the graph a model, and what follows from its definitions."""

from __future__ import annotations

import click

from treatygraph.cli.output import format_option, open_graph, show
from treatygraph.iris import default_minter
from treatygraph.quality.reasoning import ENGINES, as_table, defined_classes, reason

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
@click.option("--all", "everything", is_flag=True, help="Memberships in every class.")
@format_option
def command(engine: str, everything: bool, form: str) -> int:
    """Ask a reasoner whether the graph has a model, and what follows from it.

    Shows memberships in the defined classes and subclasses that nobody stated.  Where
    the graph has no model, it shows the few facts and axioms that exclude each other.

    \b
    Exit status: 0 consistent, 1 inconsistent, 3 cannot run (Java is missing).
    Example: treatygraph reason
             treatygraph reason --reasoner rl --all --format csv
    """
    store = open_graph().inner
    minter = default_minter()
    chosen = next(one for one in ENGINES if one == engine)
    outcome = reason(
        store,
        chosen,
        ontology=minter.graph("ontology"),
        derived=minter.graph("inferences-owl"),
    )
    only = frozenset() if everything else defined_classes(store)
    show(as_table(outcome, only=only), form)
    return 1 if outcome.consistent is False else 0
