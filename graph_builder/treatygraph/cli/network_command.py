"""`network`: how provisions hang together by reference, and stakeholders by agreement."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.assess.agreement import agreement_graph, agreement_measures
from treatygraph.assess.reference_network import Measure, measures, reference_graph
from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, open_graph, show
from treatygraph.draw.ring import Dot, draw_network
from treatygraph.graph import Graph
from treatygraph.textfile import write_whole

__all__ = ["command"]


@click.command(name="network")
@click.option("--draft", help="Key of the draft; needed unless --stakeholders is given.")
@click.option("--depends-on", "provision", help="Show what depends on one provision, as art-24.")
@click.option("--stakeholders", is_flag=True, help="Show who agrees with whom, and on what.")
@click.option("--members", is_flag=True, help="With --stakeholders: one row each, measured.")
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the picture too: a file that ends in svg, gexf, graphml or json.",
)
@format_option
def command(
    draft: str | None,
    provision: str | None,
    stakeholders: bool,
    members: bool,
    target: Path | None,
    form: str,
) -> None:
    """Show how provisions hang together by reference, or who agrees with whom.

    Each comes with its centrality, its community, and a size and a colour for pictures;
    the built graph holds the measures too (graph/networks).

    \b
    Example: treatygraph network --draft adopted
             treatygraph network --draft adopted --depends-on art-23
             treatygraph network --stakeholders --members
             treatygraph network --draft untoc/2000 --write untoc.svg
    """
    if stakeholders and (draft or provision):
        raise click.UsageError("--stakeholders stands without --draft and --depends-on.")
    if members and not stakeholders:
        raise click.UsageError("--members goes with --stakeholders.")
    if not stakeholders and draft is None:
        raise click.UsageError("Give --draft, or --stakeholders.")
    graph = open_graph()
    if target is not None:
        _write(graph, draft, target)
    if stakeholders:
        show(graph.agreement(members=members), form)
    else:
        show(graph.network(draft or "", depends_on=provision or ""), form)


def _write(source: Graph, draft: str | None, target: Path) -> None:
    found: dict[str, Measure]
    if draft is None:
        graph = agreement_graph(source)
        found, title = agreement_measures(graph), "Who agrees with whom"
    else:
        graph = reference_graph(source, draft)
        found, title = measures(graph), f"References of {draft}"
    names = source.mapping("stakeholders/names")
    dots = {
        node: Dot(names.get(node) or source.name(node), m.size, m.colour, m.community, m.centrality)
        for node, m in found.items()
    }
    made = draw_network(graph, dots, title, target.suffix.removeprefix("."))
    write_whole(target, made)
    echo(f"Picture written to {target}.", err=True)
