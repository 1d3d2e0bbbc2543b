"""`treatygraph search`: find words in headings, statements and texts."""

from __future__ import annotations

import click

from treatygraph.cli.output import endpoint_option, format_option, open_asked, show

__all__ = ["command"]


@click.command(name="search")
@click.argument("words", nargs=-1, required=True)
@click.option("--draft", default="", help="Only in one draft, as zero-draft.")
@click.option("--limit", default=20, show_default=True, help="How many things at most.")
@endpoint_option
@format_option
def command(words: tuple[str, ...], draft: str, limit: int, endpoint: str, form: str) -> None:
    """Find words in headings, statements, names, and in texts that were read.

    \b
    Example: treatygraph search judicial review
             treatygraph search '"personal data"' --draft zero-draft
    """
    show(open_asked(endpoint).search(" ".join(words), draft=draft, limit=limit), form)
