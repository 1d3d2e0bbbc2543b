"""The published graph, as the server takes it: this module alone knows how it is laid out.

Promise: what was opened stays on disk until it is let go, however often is built meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from treatygraph.errors import ResourceMissing
from treatygraph.home import Hold, current_graph, graph_folder

__all__ = ["Published", "newest", "open_published"]


@dataclass(frozen=True, slots=True)
class Published:
    """A published graph that is held open: its N-Quads files, its mark, since when it is.

    `mark` differs for each graph; `since` is the time of publishing, in UTC.
    """

    files: tuple[Path, ...]
    mark: str
    since: str
    held: Hold

    def close(self) -> None:
        """Let the graph go; a later build may clear it away."""
        self.held.close()


def newest() -> str:
    """Return what changes when a graph is published; empty where there is none. Cheap."""
    link = graph_folder() / "current"
    try:
        return f"{link.readlink()} {link.lstat().st_mtime_ns}"
    except OSError:
        return ""


def open_published() -> Published:
    """Return the newest graph, held; a graph that is cleared away meanwhile is passed over."""
    for _ in range(5):
        folder = current_graph()
        try:
            held = Hold(folder)
        except OSError:
            continue
        if (folder / "graph.nq").exists():
            changed = (graph_folder() / "current").lstat().st_mtime
            since = datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds")
            return Published((folder / "graph.nq",), folder.name, since, held)
        held.close()
    raise ResourceMissing(
        f"The graph at {str(graph_folder() / 'current')!r} is replaced faster than it can be read.",
        expected="a graph that stays for a moment",
        remedy="end other builds, and try again",
    )
