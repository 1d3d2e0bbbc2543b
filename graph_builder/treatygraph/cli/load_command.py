"""`treatygraph load`: push the published graph to a SPARQL server."""

from __future__ import annotations

import sys

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, show
from treatygraph.home import current_graph
from treatygraph.store import Endpoint, OxigraphStore, RemoteStore
from treatygraph.store.loading import LoadedGraph, load
from treatygraph.store.opening import credentials_for
from treatygraph.table import Table

__all__ = ["command"]


@click.command(name="load")
@click.option("--endpoint", required=True, metavar="URL", help="Where the server is asked.")
@click.option("--update-endpoint", default="", metavar="URL", help="Where it is updated.")
@click.option(
    "--graph-store",
    default="",
    metavar="URL",
    help="Where it speaks the Graph Store Protocol; updates are sent where left out.",
)
@click.option("--timeout", default=120.0, show_default=True, help="Seconds for one request.")
@format_option
def command(
    endpoint: str, update_endpoint: str, graph_store: str, timeout: float, form: str
) -> None:
    """Load the graph into a server, graph by graph; run it again to go on after a break.

    User and password, or a token, come from the environment (TREATYGRAPH_USER,
    TREATYGRAPH_PASSWORD, TREATYGRAPH_TOKEN, TREATYGRAPH_AUTH=digest) or the keyring.

    \b
    Example: treatygraph load --endpoint http://localhost:7878/query \\
               --graph-store http://localhost:7878/store
    """
    server = RemoteStore(
        Endpoint(
            query=endpoint,
            update=update_endpoint,
            graphs=graph_store,
            credentials=credentials_for(endpoint),
            timeout=timeout,
        )
    )
    source = OxigraphStore.load(current_graph() / "graph.nq")
    done = load(source.dump(), server, tell=_tell if sys.stderr.isatty() else _silence)
    rows = tuple((one.graph, one.triples, one.state, one.sha256) for one in done)
    total = sum(one.triples for one in done)
    note = f"{total} triples in {len(done)} graphs, counts and hashes as in the source."
    show(Table(("graph", "triples", "state", "sha256"), rows, notes=(note,)), form)


def _tell(one: LoadedGraph) -> None:
    echo(f"{one.state}: {one.graph}", err=True)


def _silence(one: LoadedGraph) -> None:
    pass
