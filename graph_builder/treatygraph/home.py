"""Where the user's graph and readings lie: one folder, one setting."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from treatygraph.errors import ResourceMissing
from treatygraph.resources import checkout, locate

__all__ = [
    "Hold",
    "current_graph",
    "data_folders",
    "drafts_folder",
    "graph_folder",
    "home",
    "is_held",
    "own_data",
]


def home() -> Path:
    """Return the folder of the user's data.

    That is `TREATYGRAPH_HOME`; else, in a checkout where `make` has built a graph, the
    folder that it was built in; else the system's usual place.
    """
    setting = os.environ.get("TREATYGRAPH_HOME")
    if setting:
        return Path(setting).expanduser()
    root = checkout()
    made = root / "build" / "home" if root else None
    if made and (made / "graph" / "current").exists():
        return made
    return user_data_path("treatygraph", appauthor=False)


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
            remedy="run `treatygraph build` (in a checkout `make build`), or set "
            "TREATYGRAPH_HOME to the folder that the graph was built in",
        )
    return link.resolve()


class Hold:
    """A claim on a published graph: while it lasts, no build clears the graph away.

    It is a shared lock on the folder itself, so that it ends with the process that has it.
    """

    def __init__(self, folder: Path) -> None:
        import fcntl

        self._file: int | None = os.open(folder, os.O_RDONLY)
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def close(self) -> None:
        """Give the claim up."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def is_held(folder: Path) -> bool:
    """Tell whether somebody reads a published graph; nobody can say so on Windows."""
    try:
        import fcntl

        file = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False
