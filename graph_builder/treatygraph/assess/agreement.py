"""Who agrees with whom: by saying so, or by holding the same of the same thing.

That two want a change of one article does not make them agree; so a demand counts only
where both ask for the same concept in the same part or want the same change of it, and a
stance on the whole treaty or on a whole chapter does not count at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatygraph.asker import Source
from treatygraph.assess.reference_network import Measure, measures
from treatygraph.catalogue import catalogue
from treatygraph.table import Cell, Table
from treatygraph.travaux import Travaux

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Agreement", "agreement", "agreement_graph", "agreements", "members"]


def _held() -> str:
    """Return the pattern of the question `agreement`, asked for its single statements."""
    asked = catalogue()["agreement"].query
    prefixes = asked[: asked.index("SELECT")]
    pattern = asked[asked.index("WHERE") + len("WHERE") : asked.rindex("GROUP BY")]
    return f"""{prefixes}
SELECT DISTINCT ?one ?two ?way ?ground ?place ?p ?q
WHERE {{
  {pattern}
  FILTER(BOUND(?way))
}}
ORDER BY ?one ?two ?way ?ground ?place ?p ?q
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


def agreements(travaux: Travaux) -> list[Agreement]:
    """Return all pairs that agree, each once, in order."""
    grounds: dict[tuple[str, str], dict[str, None]] = {}
    statements: dict[tuple[str, str], dict[str, None]] = {}

    def add(one: str, other: str, ground: str, *said: str) -> None:
        pair = (min(one, other), max(one, other))
        grounds.setdefault(pair, {})[ground] = None
        statements.setdefault(pair, {}).update(dict.fromkeys(said))

    for one, other, first in travaux.texts("agreement/said"):
        add(one, other, "says so", first)
    held = travaux.texts(_held())
    named = sorted({iri for _, _, _, ground, place, *_ in held for iri in (ground, place) if iri})
    labels = travaux.mapping("things/labels-of", named=named) if named else {}
    for one, other, way, ground, place, first, second in held:
        part = f" in {labels.get(place, place)}" if place else ""
        add(one, other, f"{way} {labels.get(ground, ground)}{part}", first, second)
    return [
        Agreement(*pair, tuple(grounds[pair]), tuple(sorted(statements[pair])))
        for pair in sorted(grounds)
    ]


def agreement_graph(travaux: Travaux) -> nx.Graph[str]:
    """Return stakeholders who agree with somebody as nodes, agreements as weighted edges."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for pair in agreements(travaux):
        graph.add_edge(pair.one, pair.other, weight=pair.weight)
    return graph


_NOTE = (
    "Computed: both favour or both reject the same thing, both ask for the same there or for the "
    "same change of it, or somebody says so. A stance on the whole treaty or on a whole chapter "
    "does not count."
)


def agreement(source: Source) -> Table:
    """Return pairs of stakeholders that agree, with what they agree on."""
    travaux = Travaux.of(source)
    names = travaux.mapping("stakeholders/names")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (names.get(p.one, p.one), names.get(p.other, p.other), p.weight, "; ".join(p.grounds))
        for p in agreements(travaux)
    )
    return Table(("one", "other", "weight", "on"), rows, "Who agrees with whom", (_NOTE,))


def members(source: Source) -> Table:
    """Return one row per stakeholder: with how many it agrees, how central, which community."""
    travaux = Travaux.of(source)
    graph = agreement_graph(travaux)
    names, found = travaux.mapping("stakeholders/names"), agreement_measures(graph)
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
