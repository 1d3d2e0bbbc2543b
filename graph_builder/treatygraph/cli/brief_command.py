"""`treatygraph brief`: one to three pages on an article, a stakeholder or a chapter."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import language_option, open_graph
from treatygraph.dossier.brief_forms import FORMS, brief_bytes
from treatygraph.dossier.chosen import brief_of
from treatygraph.dossier.library import Library
from treatygraph.errors import UsageError
from treatygraph.home import current_graph
from treatygraph.languages import gettext, language_named, speaking
from treatygraph.textfile import write_whole

__all__ = ["command"]


@click.command(name="brief")
@click.argument("name")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="Form; by the ending of --out, else Markdown.",
)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write into."
)
@language_option
@click.option("--draft", default="zero-draft", show_default=True, help="The draft of a chapter.")
def command(name: str, form: str | None, out: Path | None, draft: str, language: str) -> None:
    """Write a brief of an article, a stakeholder or a chapter, each line with its source.

    NAME is a number (24, art-24, zero-draft/5), a key or name of an article, a stakeholder
    (gi-toc), or a chapter (ch-4, of the draft that --draft names).

    \b
    Example: treatygraph brief art-24 --format docx --out article-24.docx
             treatygraph brief gi-toc --language fr
             treatygraph brief ch-4 --draft zero-draft --out chapter-4.pdf
    """
    ending = out.suffix.removeprefix(".") if out else ""
    chosen = form or (ending if ending in FORMS else "md")
    if out is None and chosen in ("docx", "pdf") and sys.stdout.isatty():
        raise UsageError(f"A {chosen} file is nothing for a terminal.", remedy="add --out FILE")
    graph = current_graph().resolve().name
    with speaking(language_named(language).code):
        day = f"{datetime.now(UTC):%Y-%m-%d}"
        source = gettext(
            "Made by treatygraph from graph %(graph)s on %(day)s.", graph=graph, day=day
        )
        brief = brief_of(Library(open_graph()), name, draft=draft, source=source)
        content = brief_bytes(brief, chosen)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    write_whole(out, content)
    echo(f"{out}: {len(content):,} bytes")
