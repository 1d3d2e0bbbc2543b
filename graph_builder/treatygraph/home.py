"""Where the user's graph and readings lie: one folder, one setting."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from treatygraph.errors import ResourceMissing
from treatygraph.resources import locate

__all__ = ["current_graph", "data_folders", "drafts_folder", "graph_folder", "home", "own_data"]


def home() -> Path:
    """Return the folder of the user's data: `TREATYGRAPH_HOME`, or the system's usual place."""
    setting = os.environ.get("TREATYGRAPH_HOME")
    return Path(setting).expanduser() if setting else user_data_path("treatygraph", appauthor=False)


def graph_folder() -> Path:
    """Return the folder that built graphs are published in."""
    return home() / "graph"


def drafts_folder() -> Path:
    """Return the folder of the user's own readings of drafts, with text."""
    return home() / "drafts"


def own_data() -> Path:
    """Return the folder of what the user curated: files as in `data/`."""
    return home() / "data"


def data_folders() -> tuple[Path, ...]:
    """Return the folders that a build reads: the shipped data, then the user's own."""
    own = own_data()
    return (locate("data"), own) if own.is_dir() else (locate("data"),)


def current_graph() -> Path:
    """Return the published graph: a folder with `graph.nq`, `store/` and `manifest.json`.

    Raises `ResourceMissing` where nothing was built yet.
    """
    link = graph_folder() / "current"
    if not (link / "graph.nq").exists():
        raise ResourceMissing(
            f"There is no graph at {str(link)!r}.",
            expected="a graph that was built before",
            remedy="run `treatygraph build`, or set TREATYGRAPH_HOME to where the graph is",
        )
    return link.resolve()
