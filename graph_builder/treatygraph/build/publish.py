"""Publishing: the graph is written aside and switched in whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, serialize

__all__ = ["publish", "sorted_nquads"]


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, each once, in order of their bytes."""
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    lines = set(text.splitlines())
    return b"\n".join(sorted(lines)) + b"\n"


def publish(nquads: bytes, folder: Path, manifest: dict[str, Any]) -> Path:
    """Write a graph below `folder` and make `current` point to it; return its place.

    The new graph is complete on disk before the link is replaced in one step (POSIX
    rename); the one it replaces is kept until the next build, for those who read it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mark = sha256(nquads).hexdigest()[:16]
    target = folder / mark
    if not (target / "manifest.json").exists():
        _write_aside(nquads, target, {**manifest, "sha256": sha256(nquads).hexdigest()})
    previous = _current(folder)
    link = folder / f".current-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(mark, target_is_directory=True)
    link.replace(folder / "current")
    _prune(folder, keep={mark, previous})
    return target


def _write_aside(nquads: bytes, target: Path, manifest: dict[str, Any]) -> None:
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    (aside / "graph.nq").write_bytes(nquads)
    store = Store(str(aside / "store"))
    store.bulk_load(nquads, format=RdfFormat.N_QUADS)
    store.flush()
    del store
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
    (aside / "manifest.json").write_text(text + "\n", "utf-8")
    shutil.rmtree(target, ignore_errors=True)
    aside.rename(target)


def _current(folder: Path) -> str:
    link = folder / "current"
    return link.readlink().name if link.is_symlink() else ""


def _prune(folder: Path, keep: set[str]) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink() and path.name not in keep:
            if path.name.startswith(".") and not path.name.endswith(f"-{os.getpid()}"):
                continue
            shutil.rmtree(path, ignore_errors=True)
