"""`matrix`, `compare`: drafts looked at whole, and side by side."""

from __future__ import annotations

import click

from treatygraph import assess
from treatygraph.cli.output import format_option, open_graph, show

__all__ = ["compare", "matrix"]


@click.command(name="matrix")
@click.option("--draft", required=True, help="Key of the draft, such as zero-draft.")
@click.option(
    "--rows",
    type=click.Choice(["powers", "cooperation", "articles"]),
    default="powers",
    show_default=True,
)
@click.option(
    "--columns", default="safeguards", show_default=True, help="Safeguards, joined by commas."
)
@click.option("--evidence", is_flag=True, help="One row per cell, with the facts it rests on.")
@format_option
def matrix(draft: str, rows: str, columns: str, evidence: bool, form: str) -> None:
    """Show which provision has which safeguard: direct, via a clause, none, cannot tell.

    \b
    Example: treatygraph matrix --draft zero-draft --rows powers
             treatygraph matrix --draft rev-1 --columns necessity,proportionality --evidence
    """
    store = open_graph()
    if evidence:
        show(assess.evidence_table(store, draft, rows, columns), form)
    else:
        show(assess.matrix(store, draft, rows, columns), form)


@click.command(name="compare")
@click.argument("before")
@click.argument("after")
@format_option
def compare(before: str, after: str, form: str) -> None:
    """Compare two drafts by lineage: numbers, places, headings, references, safeguards, words.

    \b
    Example: treatygraph compare zero-draft adopted
    """
    show(assess.compare(open_graph(), before, after), form)
