"""`treatygraph sources`: the registered documents, and fetching them."""

from __future__ import annotations

from pathlib import Path

import click
from rich.progress import Progress

from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, show
from treatygraph.errors import UsageError
from treatygraph.home import home
from treatygraph.model import Document
from treatygraph.nearest import did_you_mean
from treatygraph.pipeline.collect import collect
from treatygraph.resources import locate
from treatygraph.table import Table
from treatygraph.web.download import Download
from treatygraph.web.symbols import fetch_document, ways_to

__all__ = ["sources"]


@click.group(name="sources")
def sources() -> None:
    """List the registered documents, or fetch one from its official address.

    \b
    Example: treatygraph sources list
             treatygraph sources fetch rev-2 --type application/pdf
    """


@sources.command(name="list")
@format_option
def list_documents(form: str) -> int:
    """Show the documents of data/sources.yaml that have an address or were fetched.

    \b
    Example: treatygraph sources list --format csv
    """
    rows = tuple(
        (d.key, d.kind, d.symbol, d.date, d.url, str(_fetched(d) or ""))
        for d in _documents()
        if d.url or _fetched(d)
    )
    show(Table(("key", "kind", "symbol", "date", "url", "file"), rows, "Documents"), form)
    return 0


@sources.command(name="fetch")
@click.argument("key")
@click.option("--type", "media_type", help="Media type to hold it to, where none is registered.")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Folder to put it in.")
def fetch(key: str, media_type: str | None, folder: Path | None) -> int:
    """Download a registered document to your data directory; go on where it stopped.

    A document with a symbol of the United Nations is asked for at its document service
    first, Word before PDF.  It is kept only where page 1 bears the symbol.

    \b
    Example: treatygraph sources fetch zero-draft
    """
    document = _find(key)
    if not ways_to(document, media_type):
        raise UsageError(
            f"No address is registered for {key!r}.",
            expected="a document with `url`, or a symbol of the United Nations, in sources.yaml",
            remedy="see `treatygraph sources list`",
        )
    done = _with_progress(document, folder or _folder(), media_type)
    again = f", gone on from byte {done.resumed_at}" if done.resumed_at else ""
    echo(f"{done.path} ({done.media_type}, {done.bytes} bytes{again}, SHA-256 {done.sha256})")
    echo(f"from {done.url}")
    if done.earlier:
        echo(f"It differs from the copy fetched before, kept as {done.earlier}.", err=True)
    if not document.sha256:
        echo("No hash is registered for this document, so none was compared.", err=True)
    return 0


def _with_progress(document: Document, folder: Path, kind: str | None) -> Download:
    from rich.console import Console

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(document.key, total=None)
        return fetch_document(
            document,
            folder,
            media_type=kind,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _documents() -> tuple[Document, ...]:
    return collect([locate("data")]).registry.documents


def _find(key: str) -> Document:
    known = {d.key: d for d in _documents()}
    if key not in known:
        raise UsageError(
            f"There is no document {key!r}.",
            expected="a key of data/sources.yaml",
            remedy=did_you_mean(key, known) or "see `treatygraph sources list`",
        )
    return known[key]


def _folder() -> Path:
    return home() / "documents"


def _fetched(document: Document) -> Path | None:
    return next(
        (p for p in sorted(_folder().glob(f"{document.key}.*")) if ".part" not in p.suffixes), None
    )
