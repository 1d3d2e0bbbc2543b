"""The graph for programs that draw networks: GraphML, GEXF, Cytoscape JSON.

Nodes are the things that have a label, edges the statements between them; what only
says how a fact is known (evidence) and what only defines terms is left out.  One edge is
one statement, so edges have no weight; a date is a text, since many are known to the month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.export.network_files import write_cytoscape, write_gexf, write_graphml
from treatygraph.vocab import TG, compact, expand

if TYPE_CHECKING:
    import networkx

__all__ = ["as_cytoscape", "as_gexf", "as_graphml"]

_TYPE = expand("rdf:type")
#: Property → the attribute that says it.
_SHOWN = {
    expand("rdfs:label"): "label",
    expand("eli:date_document"): "date",
    expand("tg:datePrinted"): "date",
    expand("tg:startDate"): "date",
}
_LEFT_OUT = (expand("tg:hasEvidence"), expand("skos:inScheme"), expand("skos:topConceptOf"))


def as_graphml(quads: Iterable[Quad]) -> bytes:
    """Return GraphML, with label and class of every node, and label of every edge."""
    return write_graphml(_network(quads))


def as_gexf(quads: Iterable[Quad]) -> bytes:
    """Return GEXF 1.3."""
    return write_gexf(_network(quads))


def as_cytoscape(quads: Iterable[Quad]) -> bytes:
    """Return the JSON that Cytoscape and Cytoscape.js read."""
    return write_cytoscape(_network(quads)).encode()


def _network(quads: Iterable[Quad]) -> networkx.MultiDiGraph[str]:
    import networkx

    quads = sorted({Quad(*quad.triple) for quad in quads}, key=str)
    facts = _facts(quads)
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for name, values in sorted(facts.items()):
        if {"label", "kind"} <= set(values):
            network.add_node(name, **{key: values.get(key) for key in ("label", "kind", "date")})
    for quad in quads:
        subject = str(getattr(quad.subject, "value", ""))
        target = str(getattr(quad.object, "value", ""))
        if subject not in network or not isinstance(quad.object, NamedNode):
            continue
        if target in network and quad.predicate.value not in _LEFT_OUT:
            network.add_edge(subject, target, label=compact(quad.predicate.value))
    return network


def _facts(quads: Iterable[Quad]) -> dict[str, dict[str, str]]:
    """Return thing → its label, class of ours, and date as far as it is known."""
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        subject, value = str(getattr(quad.subject, "value", "")), quad.object
        if isinstance(value, Literal) and (key := _SHOWN.get(quad.predicate.value)):
            facts[subject].setdefault(key, value.value)
        kind = str(getattr(value, "value", "")) if quad.predicate.value == _TYPE else ""
        if kind.startswith(TG):
            facts[subject].setdefault("kind", kind.removeprefix(TG))
    return facts
