"""`treatygraph serve`: the graph in the browser, on this machine only."""

from __future__ import annotations

import socket

import click

from treatygraph.errors import StoreError
from treatygraph.home import current_graph

__all__ = ["command"]

_TRY = """treatygraph is at {address}  (Ctrl+C ends it)

Three things to try:
  {address}/explore                      the graph: type 24, press Enter
  {address}/questions                    questions with a table each
  curl -L -H 'Accept: text/turtle' {address}/id/un-cybercrime
"""


@click.command(name="serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8025,
    show_default=True,
    help="TCP port; 0 takes a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser at the first page.")
@click.option(
    "--time-limit",
    type=float,
    default=20.0,
    show_default=True,
    help="Seconds a SPARQL query may take.",
)
@click.option(
    "--row-limit",
    type=int,
    default=100_000,
    show_default=True,
    help="Rows a SPARQL query may give.",
)
def command(port: int, host: str, open_browser: bool, time_limit: float, row_limit: int) -> None:
    """Show the graph in the browser and answer SPARQL, read-only.

    \b
    Example: treatygraph serve
             treatygraph serve --port 8100 --open
    """
    import uvicorn

    from treatygraph.http.app import create_app
    from treatygraph.http.site import open_site
    from treatygraph.http.worker import Limits

    limits = Limits(seconds=time_limit, rows=row_limit)
    site = open_site([current_graph() / "graph.nq"], limits=limits)
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}"
    click.echo(_TRY.format(address=address))
    if open_browser:
        click.launch(address)
    config = uvicorn.Config(create_app(site, warm=True), log_level="warning")
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; a port that is taken is said so, with a remedy."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise StoreError(
            f"Cannot listen on {host}:{port}: {error.strerror or error}.",
            expected="an address of this machine and a free port",
            remedy="try another --port, or --port 0 for any free one",
        ) from error
    listener.listen()
    return listener
