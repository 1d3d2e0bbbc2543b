"""Pictures as pages: what the template of the picture needs, and the page as one file."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from treatygraph import __version__
from treatygraph.draw.look import look
from treatygraph.draw.network import network_of
from treatygraph.draw.scene import Scene
from treatygraph.draw.templates import asset_text, environment, script_json

__all__ = ["GRAPH_SCRIPTS", "picture_context", "standalone"]

#: Our scripts of the picture, in the order they are loaded after vis-network.
GRAPH_SCRIPTS = ("graph-core.js", "graph-state.js", "graph-panel.js", "graph-export.js")

#: Rows of the table, and relations in one row, that a page lists.
ROWS, RELATIONS = 2000, 12


def picture_context(scene: Scene, *, base: str) -> dict[str, Any]:
    """Return what `_graph.html` needs to show a scene."""
    picture = network_of(scene)
    return {
        "picture": picture,
        "data": script_json(picture),
        "rows": _rows(picture, base),
        "base": base,
        "graph_scripts": GRAPH_SCRIPTS,
    }


def _rows(picture: dict[str, Any], base: str) -> list[dict[str, Any]]:
    names = {node["id"]: node["name"] for node in picture["nodes"]}
    relations: dict[int, list[str]] = defaultdict(list)
    for edge in picture["edges"]:
        relations[edge["from"]].append(f"{edge['words']} {names[edge['to']]}")
        relations[edge["to"]].append(f"{edge['back']} {names[edge['from']]}")
    kinds = look()["kinds"]
    return [
        {
            "name": node["name"],
            "short": node["key"].removeprefix(base),
            "kind": kinds[node["kind"]]["label"],
            "basis": node["basis"],
            "relations": relations[node["id"]][:RELATIONS],
            "more": max(len(relations[node["id"]]) - RELATIONS, 0),
        }
        for node in picture["nodes"][:ROWS]
    ]


def standalone(scene: Scene, *, base: str) -> str:
    """Return a page that shows the scene from one file, without a network."""
    template = environment().get_template("view.html")
    return template.render(
        **picture_context(scene, base=base),
        offline=True,
        caption=look()["caption"] if scene.form == "draft" else "",
        version=__version__,
        style=asset_text("site.css") + asset_text("graph.css"),
        theme=asset_text("theme.js"),
        vis=asset_text("vendor/vis-network.min.js"),
        scripts=[asset_text(name) for name in GRAPH_SCRIPTS],
    )
