"""The graph for programs that draw networks: GraphML, GEXF, Cytoscape JSON.

Nodes are the things that have a label, edges the statements between them; what only
says how a fact is known (evidence) and what only defines terms is left out.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.vocab import TG, compact, expand

if TYPE_CHECKING:
    import networkx

__all__ = ["as_cytoscape", "as_gexf", "as_graphml"]

_TYPE = expand("rdf:type")
_LABEL = expand("rdfs:label")
_LEFT_OUT = (expand("tg:hasEvidence"), expand("skos:inScheme"), expand("skos:topConceptOf"))


def as_graphml(quads: Iterable[Quad]) -> bytes:
    """Return GraphML, with label and type of every node and edge."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(_network(quads), out)
    return out.getvalue()


def as_gexf(quads: Iterable[Quad]) -> bytes:
    """Return GEXF 1.2; the day of writing is left out, so that bytes stay the same."""
    import networkx

    out = io.BytesIO()
    networkx.write_gexf(_network(quads), out)
    text = out.getvalue().decode()
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode()


def as_cytoscape(quads: Iterable[Quad]) -> bytes:
    """Return the JSON that Cytoscape and Cytoscape.js read."""
    import networkx

    body = networkx.cytoscape_data(_network(quads))
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _network(quads: Iterable[Quad]) -> networkx.MultiDiGraph[str]:
    import networkx

    quads = sorted({Quad(*quad.triple) for quad in quads}, key=str)
    labels: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for quad in quads:
        subject, value = str(getattr(quad.subject, "value", "")), quad.object
        if quad.predicate.value == _LABEL and isinstance(value, Literal):
            labels.setdefault(subject, value.value)
        kind = str(getattr(value, "value", "")) if quad.predicate.value == _TYPE else ""
        if kind.startswith(TG):
            kinds.setdefault(subject, kind.removeprefix(TG))
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    shown = sorted(set(labels) & set(kinds))
    for name in shown:
        network.add_node(name, label=labels[name], type=kinds[name])
    for quad in quads:
        subject = str(getattr(quad.subject, "value", ""))
        target = str(getattr(quad.object, "value", ""))
        if subject not in network or not isinstance(quad.object, NamedNode):
            continue
        if target in network and quad.predicate.value not in _LEFT_OUT:
            kind = compact(quad.predicate.value)
            network.add_edge(subject, target, label=kind, type=kind)
    return network
