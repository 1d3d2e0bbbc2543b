"""`treatygraph mcp`: the graph for assistants, over standard input and output."""

from __future__ import annotations

import click

from treatygraph.cli.limits import limit_options

__all__ = ["command"]


@click.command(name="mcp")
@limit_options
def command(time_limit: float, row_limit: int, memory_limit: int) -> None:
    """Serve the graph to assistants (Model Context Protocol), read-only.

    Questions, search, SPARQL, verdicts with evidence, and coverage, as tools and resources;
    every answer says what is not known.  Needs `pip install 'treatygraph[mcp]'`; the
    assistant starts this command itself.

    \b
    Example: treatygraph mcp
             treatygraph mcp --time-limit 5
    """
    from treatygraph.home import current_graph
    from treatygraph.http.assistant_server import assistant_server
    from treatygraph.http.worker import Limits

    limits = Limits(seconds=time_limit, rows=row_limit, memory=memory_limit << 20)
    assistant_server(current_graph() / "graph.nq", limits).run("stdio")
