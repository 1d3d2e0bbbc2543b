"""A network as a ring, for a page or a paper, and as files for programs that draw.

Nodes stand on a circle by community, sized by centrality and coloured by community;
the words are text in the picture, so that it can be searched and read aloud.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from treatygraph.draw.scene import plain
from treatygraph.draw.wording import shorten
from treatygraph.errors import UsageError
from treatygraph.export.network_files import Look, write_cytoscape, write_gexf, write_graphml

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FORMS", "Dot", "draw_network"]


@dataclass(frozen=True, slots=True)
class Dot:
    """What a node looks like: its name, diameter, colour, and numbers for programs."""

    label: str
    size: int
    colour: str
    community: int
    centrality: float


def draw_network(
    graph: nx.Graph[str], dots: Mapping[str, Dot], title: str, form: str
) -> str | bytes:
    """Return a network in one of `FORMS`: svg, graphml, gexf, or json for Cytoscape."""
    if form not in FORMS:
        raise UsageError(
            f"There is no picture of the form {form!r}.",
            expected=f"a file that ends in {', '.join(FORMS)}",
        )
    drawn: str | bytes = FORMS[form](graph, dots, title)
    return drawn


def _svg(graph: nx.Graph[str], dots: Mapping[str, Dot], title: str) -> str:
    linked = [n for n in graph if graph.degree(n)] or list(graph)
    order = sorted(linked, key=lambda n: (dots[n].community, -dots[n].centrality, n))
    radius = max(160.0, len(order) * 16 / (2 * math.pi))
    side = 2 * (radius + 260)
    places = {node: (i / len(order) * 2 * math.pi - math.pi / 2) for i, node in enumerate(order)}
    left_out = len(graph) - len(order)
    note = f" {left_out} without links are left out." if left_out else ""
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side:.0f} {side:.0f}" '
        f'role="img" font-family="sans-serif" font-size="11">',
        f"<title>{escape(plain(title))}</title>",
        f"<desc>Lines: links. Size: centrality. Colour: community.{note}</desc>",
        f'<g transform="translate({side / 2:.0f} {side / 2:.0f})">',
        *(_edge(places[a], places[b], radius) for a, b in sorted(graph.edges()) if a != b),
        *(_node(dots[node], places[node], radius) for node in order),
        "</g>",
        "</svg>",
    ]
    return "\n".join(body) + "\n"


def _point(angle: float, radius: float) -> str:
    return f"{radius * math.cos(angle):.1f} {radius * math.sin(angle):.1f}"


def _edge(start: float, end: float, radius: float) -> str:
    path = f"M {_point(start, radius)} Q 0 0 {_point(end, radius)}"
    return f'<path d="{path}" fill="none" stroke="#8886" stroke-width="1"/>'


def _node(dot: Dot, angle: float, radius: float) -> str:
    degrees = math.degrees(angle)
    turned = math.cos(angle) < -1e-9
    anchor, turn = ("end", degrees + 180) if turned else ("start", degrees)
    name = plain(dot.label)
    return (
        f"<g><title>{escape(name)}: centrality {dot.centrality}</title>"
        f'<circle cx="{radius * math.cos(angle):.1f}" cy="{radius * math.sin(angle):.1f}" '
        f'r="{dot.size / 4:.1f}" fill="{dot.colour}" stroke="#444"/>'
        f'<text transform="translate({_point(angle, radius + 14)}) rotate({turn:.1f})" '
        f'text-anchor="{anchor}" dominant-baseline="middle" fill="currentColor">'
        f"{escape(shorten(name, 40))}</text></g>"
    )


def _with_looks(graph: nx.Graph[str], dots: Mapping[str, Dot]) -> Any:
    looked = graph.copy()
    for node, dot in dots.items():
        if node in looked:
            looked.nodes[node].update(
                label=dot.label,
                size=dot.size,
                colour=dot.colour,
                community=dot.community,
                centrality=dot.centrality,
            )
    return looked


def _graphml(graph: nx.Graph[str], dots: Mapping[str, Dot], title: str) -> bytes:
    return write_graphml(_with_looks(graph, dots))


def _gexf(graph: nx.Graph[str], dots: Mapping[str, Dot], title: str) -> bytes:
    looks = {node: Look(dot.size, dot.colour) for node, dot in dots.items()}
    return write_gexf(_with_looks(graph, dots), looks)


def _cytoscape(graph: nx.Graph[str], dots: Mapping[str, Dot], title: str) -> str:
    return write_cytoscape(_with_looks(graph, dots))


#: How a network is written, by the ending of the file.
FORMS: dict[str, Any] = {"svg": _svg, "graphml": _graphml, "gexf": _gexf, "json": _cytoscape}
