"""Pictures as pages: what the template of the picture needs, and the page as one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from treatygraph import __version__
from treatygraph.draw.scene import Scene
from treatygraph.draw.style import look
from treatygraph.draw.templates import asset_text, environment, script_json
from treatygraph.draw.visnetwork import network_of
from treatygraph.textfile import write_whole

__all__ = ["GRAPH_SCRIPTS", "Picture", "picture_context", "standalone"]

#: Our scripts of the picture, in the order they are loaded after vis-network.
GRAPH_SCRIPTS = ("graph-core.js", "graph-state.js", "graph-panel.js", "graph-export.js")

#: Rows of the table, and relations in one row, that a page lists.
ROWS, RELATIONS = 2000, 12


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene with the base of its things; `html` is a page that needs no network."""

    scene: Scene
    base: str

    @property
    def html(self) -> str:
        """The picture as one page."""
        return standalone(self.scene, base=self.base)

    def save(self, path: str | Path) -> int:
        """Write the page to a file; return its size in bytes."""
        page = self.html
        write_whole(Path(path), page)
        return len(page.encode())

    def _repr_html_(self) -> str:
        """Return the picture as notebooks show it, in a frame of its own."""
        return f'<iframe srcdoc="{escape(self.html)}" width="100%" height="620"></iframe>'


def picture_context(
    scene: Scene, *, base: str, marks: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return what `_graph.html` needs to show a scene.

    `marks` draws an answer on it: IRIs `found` and asked `about`, and the `words` for both.
    """
    picture = network_of(scene)
    if marks:
        picture["marks"] = dict(marks)
    return {
        "picture": picture,
        "data": script_json(picture),
        "rows": _rows(picture, base),
        "outcomes": any(node["outcome"] for node in picture["nodes"]),
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
            "outcome": node["outcome"],
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
