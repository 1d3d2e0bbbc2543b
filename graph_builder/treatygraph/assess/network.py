"""Networks: how provisions hang together by reference, and stakeholders by agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from treatygraph.assess.matrix import find_draft
from treatygraph.assess.world import World
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["agreement", "impact", "network", "reference_graph"]

_REFERENCES = """
SELECT DISTINCT ?from ?to
WHERE {
  ?reference tg:referenceFrom ?source ; tg:referenceTo ?target ; tg:inDraft ?draft .
  OPTIONAL { ?source tg:inArticle ?sourceArticle }
  OPTIONAL { ?target tg:inArticle ?targetArticle }
  BIND(COALESCE(?sourceArticle, ?source) AS ?from)
  BIND(COALESCE(?targetArticle, ?target) AS ?to)
  FILTER(?from != ?to)
}
ORDER BY ?from ?to
"""
_AGREEMENT = """
SELECT ?one ?other (COUNT(DISTINCT ?ground) AS ?weight)
WHERE {
  {
    ?ground tg:heldBy ?one ; tg:agreesWith ?other .
  }
  UNION
  {
    ?first tg:heldBy ?one ; tg:stance ?stance ; tg:target ?ground .
    ?second tg:heldBy ?other ; tg:stance ?stance ; tg:target ?ground .
    FILTER(STR(?one) < STR(?other) && !STRENDS(STR(?stance), "/neutral"))
  }
}
GROUP BY ?one ?other
ORDER BY ?one ?other
"""


def reference_graph(world: World, draft: str) -> nx.DiGraph[str]:
    """Return the articles of a draft as nodes and their references as edges."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    iri = find_draft(world, draft)
    articles = [
        p for p, (owner, key) in world.keys.items() if owner == iri and key.startswith("art-")
    ]
    graph.add_nodes_from(
        p for p in sorted(articles, key=world.order) if "/" not in world.keys[p][1]
    )
    for source, target in world.store.select(_REFERENCES.replace("?draft", f"<{iri}>")).rows:
        graph.add_edge(str(getattr(source, "value", "")), str(getattr(target, "value", "")))
    return graph


def network(store: Store, draft: str) -> Table:
    """Return one row per provision: degrees, centrality, what depends on it, its community.

    `depends` counts the provisions from which a chain of references leads here.
    """
    import networkx as nx

    world = World.of(store)
    graph = reference_graph(world, draft)
    between = nx.betweenness_centrality(graph)
    central = nx.in_degree_centrality(graph) if len(graph) > 1 else dict.fromkeys(graph, 0.0)
    community = _communities(graph)
    rows = tuple(
        (
            world.keys.get(node, ("", node))[1],
            world.name(node),
            int(graph.in_degree(node)),
            int(graph.out_degree(node)),
            round(central[node], 4),
            round(between[node], 4),
            len(nx.ancestors(graph, node)),
            community[node],
        )
        for node in sorted(graph, key=world.order)
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
    )
    edges = graph.number_of_edges()
    note = f"{edges} references between {len(graph)} provisions, as far as references are known."
    return Table(columns, rows, f"Reference network of {draft}", (note,))


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


def impact(store: Store, draft: str, provision: str) -> Table:
    """Return what depends on a provision, with the number of steps to it."""
    import networkx as nx

    world = World.of(store)
    graph = reference_graph(world, draft)
    iri = f"{find_draft(world, draft)}/{provision}" if "://" not in provision else provision
    steps = nx.single_source_shortest_path_length(graph.reverse(), iri) if iri in graph else {}
    rows = tuple(
        (world.keys.get(node, ("", node))[1], world.name(node), steps[node])
        for node in sorted(steps, key=lambda node: (steps[node], world.order(node)))
        if node != iri
    )
    return Table(("key", "provision", "steps"), rows, f"What depends on {world.name(iri)}")


def agreement(store: Store) -> Table:
    """Return pairs of stakeholders that agree: by word, or by the same stance on a thing."""
    labels = {
        str(getattr(s, "value", "")): str(getattr(n, "value", ""))
        for s, n in store.select(
            "SELECT ?s ?n WHERE { ?s a tg:Stakeholder ; rdfs:label ?n } ORDER BY ?s ?n"
        ).rows
    }
    rows: list[tuple[Cell, ...]] = []
    for one, other, weight in store.select(_AGREEMENT).rows:
        pair = [str(getattr(x, "value", "")) for x in (one, other)]
        if all(pair):
            rows.append((*(labels.get(x, x) for x in pair), int(getattr(weight, "value", 0))))
    return Table(("one", "other", "weight"), tuple(rows), "Who agrees with whom")
