"""The reference network of a draft: centrality, what depends on a provision, communities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from treatygraph.asker import Source
from treatygraph.errors import UsageError
from treatygraph.nearest import nearest
from treatygraph.table import Table
from treatygraph.travaux import Travaux

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "PALETTE",
    "Measure",
    "impact",
    "measures",
    "network",
    "reference_graph",
    "references_read",
]

#: Okabe and Ito's colours, without black: https://jfly.uni-koeln.de/color/
PALETTE = ("#56B4E9", "#E69F00", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
_ALONE = "#BBBBBB"
#: A centrality of one third or more gets the largest size.
_STRETCH = 3


def reference_graph(travaux: Travaux, draft: str) -> nx.DiGraph[str]:
    """Return the articles of a draft as nodes and their references as edges."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    iri = travaux.draft(draft).iri
    articles = [
        p for p, (owner, key) in travaux.keys.items() if owner == iri and key.startswith("art-")
    ]
    graph.add_nodes_from(
        p for p in sorted(articles, key=travaux.order) if "/" not in travaux.keys[p][1]
    )
    for source, target in travaux.texts("references/network", draft=iri):
        graph.add_edge(source, target)
    return graph


@dataclass(frozen=True, slots=True)
class Measure:
    """What a network says of one of its nodes, with a size and a colour for pictures."""

    iri: str
    referred_to_by: int
    refers_to: int
    centrality: float
    betweenness: float
    depends: int
    community: int

    @property
    def size(self) -> int:
        """A diameter for pictures, from 10 for none to 40 for the most central."""
        return round(10 + 30 * min(1.0, self.centrality * _STRETCH))

    @property
    def colour(self) -> str:
        """A colour for pictures, one a community, told apart by colour-blind people too."""
        return PALETTE[self.community % len(PALETTE)] if self.community else _ALONE


def measures(graph: nx.DiGraph[str]) -> dict[str, Measure]:
    """Return the measures of every node of a network.

    `depends` counts the nodes from which a chain of edges leads to one; `community` is 0
    for a node without edges.
    """
    import networkx as nx

    between = nx.betweenness_centrality(graph)
    central = nx.in_degree_centrality(graph) if len(graph) > 1 else dict.fromkeys(graph, 0.0)
    community = _communities(graph)
    return {
        node: Measure(
            node,
            int(graph.in_degree(node)),
            int(graph.out_degree(node)),
            round(central[node], 4),
            round(between[node], 4),
            len(nx.ancestors(graph, node)),
            community[node],
        )
        for node in graph
    }


def network(source: Source, draft: str) -> Table:
    """Return one row per provision: degrees, centrality, what depends on it, its community."""
    travaux = Travaux.of(source)
    graph = reference_graph(travaux, draft)
    found = measures(graph)
    rows = tuple(
        (
            travaux.keys.get(node, ("", node))[1],
            travaux.name(node),
            found[node].referred_to_by,
            found[node].refers_to,
            found[node].centrality,
            found[node].betweenness,
            found[node].depends,
            found[node].community,
            found[node].size,
            found[node].colour,
        )
        for node in sorted(graph, key=travaux.order)
    )
    columns = (
        "key",
        "provision",
        "referred_to_by",
        "refers_to",
        "centrality",
        "betweenness",
        "depends",
        "community",
        "size",
        "colour",
    )
    edges = graph.number_of_edges()
    read, total = references_read(travaux, draft)
    notes = (
        f"{edges} references between {len(graph)} provisions.",
        f"References were read in {read} of {total} articles: what others refer to is not counted."
        if read < total
        else f"References were read in all {total} articles.",
    )
    return Table(columns, rows, f"Reference network of {draft}", notes)


def references_read(travaux: Travaux, draft: str) -> tuple[int, int]:
    """Return in how many articles of a draft the references were read, and of how many."""
    ((total, read),) = travaux.texts("references/articles-read", draft=travaux.draft(draft).iri)
    return int(read or 0), int(total or 0)


def _communities(graph: nx.DiGraph[str]) -> dict[str, int]:
    """Return the number of each node's community; 0 for a node without references."""
    import networkx as nx

    linked = graph.to_undirected().subgraph([n for n in graph if graph.degree(n)])
    groups: list[Any] = []
    if linked.number_of_edges():
        found = nx.community.greedy_modularity_communities(linked)
        groups = sorted(found, key=lambda group: (-len(group), min(group)))
    numbered = {node: i for i, group in enumerate(groups, start=1) for node in group}
    return {node: numbered.get(node, 0) for node in graph}


def impact(source: Source, draft: str, provision: str) -> Table:
    """Return what depends on a provision, with the number of steps to it.

    The provision is given by key, by number or by IRI; a point stands for its article.
    """
    import networkx as nx

    travaux = Travaux.of(source)
    graph = reference_graph(travaux, draft)
    iri = _node(travaux, graph, draft, provision)
    steps = nx.single_source_shortest_path_length(graph.reverse(), iri)
    rows = tuple(
        (travaux.keys.get(node, ("", node))[1], travaux.name(node), steps[node])
        for node in sorted(steps, key=lambda node: (steps[node], travaux.order(node)))
        if node != iri
    )
    read, total = references_read(travaux, draft)
    notes = [] if rows else ["Nothing depends on it, as far as references are known."]
    if read < total:
        notes.append(f"References were read in {read} of {total} articles.")
    title = f"What depends on {travaux.name(iri)}"
    return Table(("key", "provision", "steps"), rows, title, tuple(notes))


def _node(travaux: Travaux, graph: nx.DiGraph[str], draft: str, provision: str) -> str:
    owner = travaux.draft(draft).iri
    article = provision.removeprefix(f"{owner}/").partition("/")[0]
    for key in (provision.removeprefix(f"{owner}/"), article, f"art-{article}"):
        if f"{owner}/{key}" in graph:
            return f"{owner}/{key}"
    keys = [travaux.keys[node][1] for node in graph if node in travaux.keys]
    near = nearest(provision, keys)
    raise UsageError(
        f"{draft!r} has no provision {provision!r}.",
        expected=f"one such as {', '.join(near)}" if near else "a draft with articles",
    )
