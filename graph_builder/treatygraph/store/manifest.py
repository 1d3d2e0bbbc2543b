"""What a published graph says of itself, and whether it still holds that.

A store must not answer from less than its manifest says: each is held to it when opened.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from treatygraph.errors import StoreError

__all__ = ["is_intact", "must_hold", "must_match", "read_manifest"]


def read_manifest(place: Path) -> dict[str, Any]:
    """Return what a published graph says of itself; empty where it cannot be read."""
    try:
        found = json.loads((place / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_intact(place: Path) -> bool:
    """Tell whether a published graph holds what its manifest says: hash and number of quads."""
    from pyoxigraph import Store

    manifest = read_manifest(place)
    try:
        mark, held = _hash(place / "graph.nq"), len(Store.read_only(str(place / "store")))
    except (OSError, RuntimeError):
        return False
    return (mark, held) == (manifest.get("sha256"), manifest.get("quads"))


def must_match(nquads: Path) -> None:
    """Raise `StoreError` where a published file is not the one that its manifest names."""
    wanted = read_manifest(nquads.parent).get("sha256") if nquads.name == "graph.nq" else None
    if wanted is not None and _hash(nquads) != wanted:
        raise _damaged(nquads)


def must_hold(folder: Path, quads: int) -> None:
    """Raise `StoreError` where a published store holds another number of quads than is named."""
    wanted = read_manifest(folder.parent).get("quads") if folder.name == "store" else None
    if wanted is not None and quads != wanted:
        raise _damaged(folder)


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"The graph {str(path)!r} is damaged: it is not what its manifest.json says.",
        expected="the graph as it was published",
        remedy="run `treatygraph build`, which makes it anew",
    )


def _hash(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
