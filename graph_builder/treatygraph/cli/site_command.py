"""`treatygraph site`: the whole site as files that any static host serves."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import language_option
from treatygraph.errors import UsageError
from treatygraph.home import current_graph
from treatygraph.languages import language_named, speaking

__all__ = ["command"]


@click.command(name="site")
@click.option(
    "-o",
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write into; made where it is not there.",
)
@click.option("--texts", is_flag=True, help="Publish the texts of your own documents as well.")
@click.option(
    "--address",
    default="",
    metavar="URL",
    help="Where the site will stand; pages then have a preview picture and their address.",
)
@language_option
def command(folder: Path, texts: bool, address: str, language: str) -> None:
    """Write the whole site as files: it works without a server, SPARQL in the browser.

    Texts that you read from your own copies are left out, unless --texts is given.

    \b
    Example: treatygraph site --out public
             python -m http.server --directory public
    """
    from treatygraph.http.frozen.writing import Freezer
    from treatygraph.http.site import open_site
    from treatygraph.vocab import expand

    if address and not address.startswith(("https://", "http://")):
        raise UsageError(
            f"{address!r} is no address of a site.", expected="one that begins with https://"
        )
    marker = folder / ".nojekyll"
    if folder.exists() and any(folder.iterdir()) and not marker.exists():
        raise UsageError(
            f"The folder {str(folder)!r} holds something else.",
            expected="an empty folder, or one that `treatygraph site` wrote",
        )
    graph = current_graph() / "graph.nq"
    with tempfile.TemporaryDirectory() as place:
        source = graph
        if not texts:
            source = Path(place) / "graph.nq"
            mark = f"> <{expand('tg:text')}> "
            with graph.open(encoding="utf-8") as whole, source.open("w", encoding="utf-8") as kept:
                kept.writelines(line for line in whole if mark not in line)
        site = open_site([source])
        freezer = Freezer(site, folder, lambda step: echo(step, err=True), address=address)
        with speaking(language_named(language).code):
            freezer.write()
    echo(f"{freezer.count} files in {folder}; `python -m http.server` there shows them.")
