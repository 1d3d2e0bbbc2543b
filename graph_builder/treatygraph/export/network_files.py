"""Networks as files: GraphML, GEXF 1.3, and the JSON of Cytoscape and Cytoscape.js.

What each program needs to see the whole network and nothing else in it: every edge has an
identifier of its own (Gephi keeps one edge of those that share one), attributes keep our
names and stay clear of words that a format has given a meaning (`type` of a GEXF edge is
its direction), a label is where the program looks for it, and one attribute has one type
in the whole file.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from treatygraph.export.xml_text import xml_text

if TYPE_CHECKING:
    import networkx

    Network = networkx.Graph[str]

__all__ = ["Look", "write_cytoscape", "write_gexf", "write_graphml"]

_GEXF = "http://gexf.net/1.3"
_VIZ = f"{_GEXF}/viz"
#: Names of types of attributes in GEXF.
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
#: Attribute of a GEXF edge → what we say there.  Edges of one kind between two nodes count
#: as one in Gephi, so a statement's kind is its predicate.
_PLACES = {"kind": "label", "label": "label", "weight": "weight"}
_OWN_PLACE = ("label", "weight")

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn: its size, and its colour as `#RRGGBB`."""

    size: float
    colour: str


def write_graphml(network: Network) -> bytes:
    """Return GraphML; nodes get names that its schema allows, `iri` says what they are."""
    import networkx

    names = _tokens(network.nodes)
    nodes = [{"iri": node, **values} for node, values in network.nodes(data=True)]
    edges = [values for _, _, _, values in _edges(network)]
    made: Any = networkx.MultiDiGraph() if network.is_directed() else networkx.MultiGraph()
    made.add_nodes_from(zip(names.values(), _alike(nodes), strict=True))
    for (name, start, end, _), values in zip(_edges(network), _alike(edges), strict=True):
        made.add_edge(names[start], names[end], name, **values)
    out = io.BytesIO()
    networkx.write_graphml_xml(made, out)
    return out.getvalue()


def write_gexf(network: Network, looks: Mapping[str, Look] | None = None) -> bytes:
    """Return GEXF 1.3; without a day of writing, so that bytes stay the same."""
    root = Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    if looks:
        root.set("xmlns:viz", _VIZ)
    SubElement(SubElement(root, "meta"), "creator").text = "treatygraph"
    kind = "directed" if network.is_directed() else "undirected"
    graph = SubElement(root, "graph", {"defaultedgetype": kind, "mode": "static"})
    node_values = _alike(dict(values) for _, values in network.nodes(data=True))
    edge_values = _alike(values for _, _, _, values in _edges(network))
    node_keys = _declare(graph, "node", node_values)
    edge_keys = _declare(graph, "edge", edge_values)
    nodes = SubElement(graph, "nodes", {"count": str(len(node_values))})
    for node, values in zip(network.nodes, node_values, strict=True):
        element = SubElement(nodes, "node", {"id": node, "label": str(values.get("label", node))})
        _attributes(element, values, node_keys)
        if looks and node in looks:
            _look(element, looks[node])
    edges = SubElement(graph, "edges", {"count": str(len(edge_values))})
    for (name, start, end, _), values in zip(_edges(network), edge_values, strict=True):
        element = SubElement(edges, "edge", {"id": name, "source": start, "target": end})
        for place, name in _PLACES.items():
            if name in values:
                element.set(place, _text(values[name]))
        _attributes(element, values, edge_keys)
    indent(root)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def write_cytoscape(network: Network) -> str:
    """Return the JSON of Cytoscape and Cytoscape.js; `name` is what they show."""
    import networkx

    body = networkx.cytoscape_data(network)
    for node in body["elements"]["nodes"]:
        node["data"]["name"] = node["data"].get("label", node["data"]["id"])
    for number, edge in enumerate(body["elements"]["edges"]):
        said = edge["data"].get("label", "")
        edge["data"] |= {"id": f"e{number}", "name": said, "interaction": said}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _edges(network: Network) -> Iterable[tuple[str, str, str, Values]]:
    """Yield name, start, end and attributes of each edge."""
    for number, (start, end, values) in enumerate(network.edges(data=True)):
        yield f"e{number}", start, end, dict(values)


def _tokens(names: Iterable[str]) -> dict[str, str]:
    """Return for each name a token of XML (`NMTOKEN`) that nothing else has."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        last = re.sub(r"^\w+://[^/]*/(treatygraph/)?", "", name)
        token = start = re.sub(r"[^\w.-]", ".", last) or "node"
        count = 1
        while token in taken:
            count += 1
            token = f"{start}..{count}"
        taken.add(token)
        found[name] = token
    return found


def _alike(rows: Iterable[Values]) -> list[Values]:
    """Return the rows with each attribute in one type; what has no value is left out."""
    rows = [{k: v for k, v in row.items() if v is not None} for row in rows]
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    kinds = {name: _kind(met) for name, met in types.items()}
    return [{name: _cast(value, kinds[name]) for name, value in row.items()} for row in rows]


def _cast(value: Any, kind: type) -> Any:
    return xml_text(str(value)) if kind is str else kind(value)


def _kind(types: set[type]) -> type:
    if len(types) == 1 and types <= set(_TYPES):
        return next(iter(types))
    return float if types == {int, float} else str


def _declare(graph: Element, scope: str, rows: list[Values]) -> list[str]:
    """Declare the attributes of nodes or edges and return their names."""
    names = list(dict.fromkeys(name for row in rows for name in row if name not in _OWN_PLACE))
    kinds = {name: type(value) for row in rows for name, value in row.items()}
    if not names:
        return names
    declared = SubElement(graph, "attributes", {"class": scope, "mode": "static"})
    for name in names:
        SubElement(declared, "attribute", {"id": name, "title": name, "type": _TYPES[kinds[name]]})
    return names


def _attributes(element: Element, values: Values, names: list[str]) -> None:
    given = [name for name in names if name in values]
    if given:
        below = SubElement(element, "attvalues")
        for name in given:
            SubElement(below, "attvalue", {"for": name, "value": _text(values[name])})


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _look(element: Element, look: Look) -> None:
    red, green, blue = (str(int(look.colour[at : at + 2], 16)) for at in (1, 3, 5))
    SubElement(element, "viz:color", {"r": red, "g": green, "b": blue, "a": "1.0"})
    SubElement(element, "viz:size", {"value": str(float(look.size))})
