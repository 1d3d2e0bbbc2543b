"""Who agrees with whom: by saying so, or by holding the same of the same thing.

That two want a change of one article does not make them agree; so a demand counts only
where both call for the same, and what is said of the whole treaty or of a whole chapter
does not count at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatygraph.assess.network import Measure, measures
from treatygraph.assess.world import World
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Agreement", "agreement", "agreement_graph", "agreements", "members"]

_SAID = """
SELECT DISTINCT ?one ?other ?first
WHERE { ?first tg:heldBy ?one ; tg:agreesWith ?other }
ORDER BY ?one ?other ?first
"""
_HELD = """
SELECT DISTINCT ?one ?other ?stance ?ground ?first ?second
WHERE {
  ?first tg:heldBy ?one ; tg:stance ?held ; tg:target ?target .
  ?second tg:heldBy ?other ; tg:stance ?held ; tg:target ?target2 .
  FILTER(STR(?one) < STR(?other))
  ?held skos:notation ?stance .
  FILTER NOT EXISTS { ?target a tg:Treaty }
  FILTER NOT EXISTS { ?target a tg:ChapterRole }
  OPTIONAL { ?target tg:inArticle/tg:ofLineage ?of }
  OPTIONAL { ?target2 tg:inArticle/tg:ofLineage ?of2 }
  BIND(COALESCE(?of, ?target) AS ?ground)
  BIND(COALESCE(?of2, ?target2) AS ?ground2)
  FILTER(?ground = ?ground2)
  FILTER(
    ?stance IN ("supports", "opposes", "asks-to-delete")
    || EXISTS { ?first tg:callsFor ?asked . ?second tg:callsFor ?asked }
  )
  FILTER(?stance != "neutral")
}
ORDER BY ?one ?other ?stance ?ground ?first ?second
"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two stakeholders and what they agree on: words for each ground, the statements."""

    one: str
    other: str
    grounds: tuple[str, ...]
    statements: tuple[str, ...]

    @property
    def weight(self) -> int:
        """On how many things the two agree."""
        return len(self.grounds)


def agreements(world: World) -> list[Agreement]:
    """Return all pairs that agree, each once, in order."""
    grounds: dict[tuple[str, str], dict[str, None]] = {}
    statements: dict[tuple[str, str], dict[str, None]] = {}

    def add(one: str, other: str, ground: str, *said: str) -> None:
        pair = (min(one, other), max(one, other))
        grounds.setdefault(pair, {})[ground] = None
        statements.setdefault(pair, {}).update(dict.fromkeys(said))

    for row in world.store.select(_SAID).rows:
        one, other, first = (_value(term) for term in row)
        add(one, other, "says so", first)
    for row in world.store.select(_HELD).rows:
        one, other, stance, ground, first, second = (_value(term) for term in row)
        add(one, other, f"{stance} {_thing(world, ground)}", first, second)
    return [
        Agreement(*pair, tuple(grounds[pair]), tuple(sorted(statements[pair])))
        for pair in sorted(grounds)
    ]


def _thing(world: World, iri: str) -> str:
    """Return the name of what is agreed on; of a concept, its key in words."""
    known = iri in world.labels or iri in world.names
    return world.name(iri) if known else iri.rpartition("/")[2].replace("-", " ")


def agreement_graph(world: World) -> nx.Graph[str]:
    """Return stakeholders who agree with somebody as nodes, agreements as weighted edges."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for pair in agreements(world):
        graph.add_edge(pair.one, pair.other, weight=pair.weight)
    return graph


_NOTE = (
    "Computed: the same stance on the same thing, or somebody says so. A demand counts only where "
    "both call for the same; what is said of the whole treaty or of a chapter does not count."
)


def agreement(store: Store) -> Table:
    """Return pairs of stakeholders that agree, with what they agree on."""
    world = World.of(store)
    names = _names(store)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (names.get(p.one, p.one), names.get(p.other, p.other), p.weight, "; ".join(p.grounds))
        for p in agreements(world)
    )
    return Table(("one", "other", "weight", "on"), rows, "Who agrees with whom", (_NOTE,))


def members(store: Store) -> Table:
    """Return one row per stakeholder: with how many it agrees, how central, which community."""
    world = World.of(store)
    graph = agreement_graph(world)
    names, found = _names(store), agreement_measures(graph)
    weights = dict(graph.degree(weight="weight"))
    rows = tuple(
        (
            names.get(node, node),
            m.referred_to_by,
            int(weights[node]),
            m.centrality,
            m.betweenness,
            m.community,
            m.size,
            m.colour,
        )
        for node, m in sorted(found.items(), key=lambda pair: names.get(pair[0], pair[0]))
    )
    columns = (
        "stakeholder",
        "agrees_with",
        "weight",
        "centrality",
        "betweenness",
        "community",
        "size",
        "colour",
    )
    return Table(columns, rows, "Agreement network of stakeholders", (_NOTE,))


def agreement_measures(graph: nx.Graph[str]) -> dict[str, Measure]:
    """Return the measures of each stakeholder; an agreement counts in both directions."""
    return measures(graph.to_directed())


def _names(store: Store) -> dict[str, str]:
    query = "SELECT ?s ?n WHERE { ?s a tg:Stakeholder ; rdfs:label ?n } ORDER BY ?s ?n"
    return {_value(s): _value(n) for s, n in store.select(query).rows}


def _value(term: object) -> str:
    return str(getattr(term, "value", "") or "")
