"""`matrix`, `sides`, `compare`: drafts and stakeholders looked at whole, and side by side."""

from __future__ import annotations

import click

from treatygraph.cli.output import format_option, open_graph, show

__all__ = ["compare", "matrix", "sides"]


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
    show(open_graph().matrix(draft, rows, columns, evidence=evidence), form)


@click.command(name="sides")
@click.option("--lineage", default="", help="Number, key or name of one article.")
@click.option("--wider", is_flag=True, help="Chapters, the whole convention and concepts instead.")
@format_option
def sides(lineage: str, wider: bool, form: str) -> None:
    """Show who favours, rejects or asks a change of what: stakeholders against articles.

    Rows stand by alliance, of one article by camp. An empty cell means that nothing is
    recorded, never that somebody has no view.

    \b
    Example: treatygraph sides --format csv
             treatygraph sides --lineage respect-for-human-rights
    """
    show(open_graph().sides(lineage, wider=wider), form)


@click.command(name="compare")
@click.argument("before")
@click.argument("after")
@format_option
def compare(before: str, after: str, form: str) -> None:
    """Compare two drafts by lineage: numbers, places, headings, references, safeguards, words.

    \b
    Example: treatygraph compare zero-draft adopted
    """
    show(open_graph().compare(before, after), form)
