"""`treatygraph sources`: the registered documents, and fetching them."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click
from rich.progress import Progress

from treatygraph.build.collect import collect
from treatygraph.cli.output import format_option, show
from treatygraph.errors import UsageError
from treatygraph.home import home
from treatygraph.model import Document
from treatygraph.readers.download import Download, download
from treatygraph.resources import locate
from treatygraph.table import Table

__all__ = ["sources"]

_ENDINGS = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
}


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

    \b
    Example: treatygraph sources fetch zero-draft
    """
    document = _find(key)
    if not document.url:
        raise UsageError(
            f"No address is registered for {key!r}.",
            expected="a document with `url` in data/sources.yaml",
            remedy="see `treatygraph sources list`",
        )
    kind = media_type or document.media_type
    target = (folder or _folder()) / f"{key}{_ENDINGS.get(kind or '', '.document')}"
    done = _with_progress(document, target, kind)
    again = f", gone on from byte {done.resumed_at}" if done.resumed_at else ""
    click.echo(f"{done.path} ({done.media_type}, {done.bytes} bytes{again}, SHA-256 {done.sha256})")
    if not document.sha256:
        click.echo("No hash is registered for this document, so none was compared.", err=True)
    return 0


def _with_progress(document: Document, target: Path, kind: str | None) -> Download:
    from rich.console import Console

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(document.key, total=None)
        return download(
            document.url or "",
            target,
            media_type=kind,
            digest=document.sha256,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _documents() -> tuple[Document, ...]:
    return collect([locate("data")]).registry.documents


def _find(key: str) -> Document:
    known = {d.key: d for d in _documents()}
    if key not in known:
        near = get_close_matches(key, known, n=1)
        raise UsageError(
            f"There is no document {key!r}.",
            expected="a key of data/sources.yaml",
            remedy=f"did you mean {near[0]!r}?" if near else "see `treatygraph sources list`",
        )
    return known[key]


def _folder() -> Path:
    return home() / "documents"


def _fetched(document: Document) -> Path | None:
    return next(
        (p for p in sorted(_folder().glob(f"{document.key}.*")) if p.suffix != ".part"), None
    )
