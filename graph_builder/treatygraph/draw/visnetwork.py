"""The one door to pyvis: a scene becomes nodes, edges and options for vis-network.

pyvis keeps the network and its options; its page is not used, since it takes labels as
HTML and fetches scripts from elsewhere.  Labels here are drawn on a canvas, as text.
"""

from __future__ import annotations

import json
from typing import Any

from treatygraph.draw.layout import lay_out
from treatygraph.draw.scene import Edge, Node, Scene, plain
from treatygraph.draw.style import look
from treatygraph.draw.wording import shorten, told_apart
from treatygraph.languages import said

__all__ = ["OPTIONS", "network_of", "short_label"]

#: Things stand still: no physics, straight quiet edges, everything reachable by keyboard.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "multiselect": False,
        "navigationButtons": False,
        "tooltipDelay": 100000,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": False,
    },
    "nodes": {
        "borderWidth": 1,
        "labelHighlightBold": False,
        "shapeProperties": {"interpolation": False},
    },
    "edges": {"smooth": False, "width": 1, "selectionWidth": 1.5, "hoverWidth": 0.5},
}

#: Widths of the boxes, by kind.
_BOX = {
    "article": 114,
    "point": 92,
    "safeguard": 290,
    "crime": 290,
    "power": 290,
    "instrument": 290,
    "stakeholder": 186,
}
#: Kinds whose boxes hold more words seen from near than from afar.
_LONGER = ("safeguard", "crime", "power", "instrument", "stakeholder")
#: Kinds that are marks on the map of a draft, and boxes with words anywhere else.
_MARKS = ("recommendation", "position", "reason", "lineage", "other", "value")


def network_of(scene: Scene) -> dict[str, Any]:
    """Return the picture of a scene as plain data: nodes, edges, options, details."""
    from pyvis.network import Network

    places = lay_out(scene)
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    numbers = {node.iri: number for number, node in enumerate(scene.nodes)}
    near, afar = (told_apart({n.iri: n.label for n in scene.nodes}, most) for most in (58, 34))
    for node in scene.nodes:
        drawn = _drawn(node, places.get(node.iri), scene.form)
        if scene.form != "draft":
            drawn |= {"label": plain(near[node.iri]), "afar": plain(afar[node.iri])}
        network.add_node(numbers[node.iri], **drawn)
        network.nodes[-1]["label"] = drawn["label"]  # pyvis puts the number for an empty label
    kinds = look()["edges"]
    for edge in scene.edges:
        if edge.source in numbers and edge.target in numbers:
            known = edge.kind if edge.kind in kinds else "links"
            arrows = "to" if kinds[known].get("arrow") or known == "links" else ""
            more = {
                "kind": known,
                "basis": edge.basis,
                "fact": edge.fact,
                "words": _words(edge, "label"),
                "back": _words(edge, "back"),
            }
            network.add_edge(numbers[edge.source], numbers[edge.target], arrows=arrows, **more)
    return {
        "title": plain(scene.title),
        "form": scene.form,
        "centre": numbers.get(scene.centre),
        "notes": [plain(note) for note in scene.notes],
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "words": _said_of(scene),
        "details": {numbers[node.iri]: _details(node) for node in scene.nodes},
        "look": look(),
    }


def _said_of(scene: Scene) -> dict[str, str]:
    """Return the bases, roles and outcomes of a scene in the language that is spoken."""
    used = {word for n in scene.nodes for word in (n.basis, n.role, n.outcome)}
    used |= {edge.basis for edge in scene.edges}
    used |= {proof.basis for node in scene.nodes for proof in node.evidence}
    return {word: said(word) for word in sorted(used) if word and said(word) != word}


def _words(edge: Edge, side: str) -> str:
    known = look()["edges"].get(edge.kind)
    if known:
        return plain(known[side])
    return plain(edge.kind if side == "label" else f"is named under “{edge.kind}” by")


def _drawn(node: Node, place: tuple[float, float] | None, form: str) -> dict[str, Any]:
    style = look()["kinds"][node.kind]
    words = form != "draft"
    shape = "box" if words and node.kind in _MARKS else style["shape"]
    drawn: dict[str, Any] = {
        "label": plain(short_label(node)),
        "long": plain(shorten(node.label, 42)) if node.kind in _LONGER and not words else "",
        "shape": shape,
        "kind": node.kind,
        "key": node.iri,
        "name": plain(node.label),
        "number": plain(node.number),
        "block": node.block,
        "role": node.role,
        "basis": node.basis,
        "outcome": node.outcome,
        "strong": node.strong,
    }
    if place is None:
        drawn["hidden"] = True
    else:
        drawn["x"], drawn["y"] = round(place[0], 1), round(place[1], 1)
    width = 232 if words else {"chapter": 512, **_BOX}.get(node.kind)
    if width and shape in ("box", "ellipse"):
        drawn["widthConstraint"] = {"minimum": width, "maximum": width}
    if node.kind == "article" and not words:
        drawn["heightConstraint"] = {"minimum": 38}
    if shape not in ("box", "ellipse"):
        drawn["size"] = 15 if node.strong else 9
    if shape == "box":
        drawn["shapeProperties"] = {"borderRadius": style.get("radius", 6)}
    return drawn


def short_label(node: Node) -> str:
    """Return what stands in the picture itself; the whole name is in the panel.

    >>> short_label(Node(iri="x", kind="article", label="Article 24. Conditions", number="24"))
    '24  Conditions'
    """
    name = node.label
    if node.kind in ("article", "chapter"):
        heading = name.partition(". ")[2]
        name = f"{node.number}  {heading}".strip() if heading or node.number else name
    if node.kind in ("recommendation", "position", "reason"):
        return ""
    if node.kind == "stakeholder" and node.short:
        name = node.short
    return shorten(name, {"article": 36, "chapter": 60, "stakeholder": 18}.get(node.kind, 26))


def _details(node: Node) -> dict[str, Any]:
    return {
        "facts": [[name, plain(value)] for name, value in node.facts],
        "evidence": [
            [plain(part) for part in (e.basis, e.document, e.place, e.note)] for e in node.evidence
        ],
    }
