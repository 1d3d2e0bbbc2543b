"""`treatygraph serve`: the graph in the browser, on this machine only."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.limits import limit_options

__all__ = ["command"]

_TRY = """treatygraph is at {address}  (Ctrl+C ends it)

Three things to try:
  {address}/explore                      the graph: type 24, press Enter
  {address}/questions                    questions with a table each
  curl -L -H 'Accept: text/turtle' {address}/id/un-cybercrime

In another terminal (`official` loads the official texts, which are not shipped):
  {program} ask "which Chapter IV provisions lack an Article 36 link?"
  {program} official
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
@limit_options
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="SPARQL queries that run at once.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Answer to this name too, as behind a proxy. May be repeated.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let pages of this site (* for all) read a graph that holds texts of your own.",
)
@click.option(
    "--rate-limit",
    type=click.FloatRange(0),
    default=0,
    metavar="N",
    help="Requests a second that one client may send in the long run; any number where 0.",
)
def command(
    port: int,
    host: str,
    open_browser: bool,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    rate_limit: float,
    workers: int,
    time_limit: float,
    row_limit: int,
    memory_limit: int,
) -> None:
    """Show the graph in the browser and answer SPARQL, read-only.

    \b
    Example: treatygraph serve
             treatygraph serve --port 8100 --open
    """
    from treatygraph.http.app import create_app
    from treatygraph.http.guard import LOOPBACK, Access, holds_texts, is_loopback
    from treatygraph.http.listening import listen, server
    from treatygraph.http.site import Newest
    from treatygraph.http.worker import Limits

    limits = Limits(seconds=time_limit, rows=row_limit, memory=memory_limit << 20)
    graphs = Newest(limits=limits, workers=workers)
    site = graphs.open()
    listener = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}"
    echo(_TRY.format(address=address, program=_program()))
    if open_browser:
        click.launch(address)
    if not is_loopback(host):
        echo(_exposed(host, holds_texts(site)), err=True)
    names = (*LOOPBACK, host, *hosts) if is_loopback(host) or hosts else ()
    access = Access(hosts=names, origins=origins, rate=rate_limit)
    app = create_app(site, warm=True, follow=graphs.follow, access=access)
    server(app).run(sockets=[listener])


def _program() -> str:
    """Return what to type to call this program again, from the folder we stand in."""
    started = Path(sys.argv[0])
    if started.name != "treatygraph":
        return "treatygraph"
    try:
        return str(started.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(started)


def _exposed(host: str, texts: bool) -> str:
    """Return what it means to listen on an address that others reach."""
    own = ", and the texts of documents that you took in" if texts else ""
    return (
        f"{host} is reached from other machines: whoever reaches it can read the whole graph{own}, "
        "and run queries. Nothing can be written. docs/threats.md says what is promised."
    )
