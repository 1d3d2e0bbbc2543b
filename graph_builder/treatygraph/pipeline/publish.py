"""Publishing: the graph is written aside and switched in whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from treatygraph.home import is_held
from treatygraph.store.manifest import is_intact, read_manifest
from treatygraph.textfile import bring_to_disk, write_whole

__all__ = ["publish", "sorted_nquads"]

#: A store is made from the one before it where no more than this part of the quads differs.
_PATCHED = 0.2


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, each once, in order of their bytes."""
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    lines = set(text.splitlines())
    return b"\n".join(sorted(lines)) + b"\n"


def publish(nquads: bytes, folder: Path, manifest: dict[str, Any]) -> Path:
    """Write a graph below `folder` and make `current` point to it; return its place.

    The new graph is complete on disk, and known to be (fsync), before the link is replaced
    in one step (POSIX rename).  The one it replaces is kept until the next build, and each
    one as long as a server holds it.  What a build that was killed left behind is cleared,
    and a graph that was damaged is written anew.  One publishes at a time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        told = {**manifest, "sha256": sha256(nquads).hexdigest()}
        mark = told["sha256"][:16]
        target = next(place for place in _places(folder / mark) if _fits(place, told))
        if not target.exists():
            _write_aside(nquads, target, told, before=folder / "current")
        elif read_manifest(target) != told:
            _write_manifest(target, told)
        previous = _current(folder)
        link = folder / f".current-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(target.name, target_is_directory=True)
        link.replace(folder / "current")
        bring_to_disk(folder)
        _prune(folder, keep={target.name, previous})
    return target


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other build publishes below a folder, and keep others waiting."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / ".lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        lock.truncate()
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _places(first: Path) -> Iterator[Path]:
    """Yield where a graph may lie: a damaged one keeps its place while it is read."""
    yield first
    number = 1
    while True:
        number += 1
        yield first.with_name(f"{first.name}-{number}")


def _fits(place: Path, manifest: dict[str, Any]) -> bool:
    if not place.exists():
        return True
    return is_intact(place) and read_manifest(place).get("sha256") == manifest["sha256"]


def _write_aside(nquads: bytes, target: Path, manifest: dict[str, Any], *, before: Path) -> None:
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir()
        (aside / "graph.nq").write_bytes(nquads)
        if not _patch_store(nquads, before, aside / "store"):
            store = Store(str(aside / "store"))
            store.bulk_load(nquads, format=RdfFormat.N_QUADS)
            store.flush()
            del store
        _write_manifest(aside, manifest)
        for path in (*sorted(aside.rglob("*")), aside):
            bring_to_disk(path)
        aside.rename(target)
        bring_to_disk(target.parent)  # before the link that names it
    except OSError:
        # A full disk is given back what was taken from it.
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _write_manifest(place: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    write_whole(place / "manifest.json", text + "\n")


def _patch_store(nquads: bytes, before: Path, target: Path) -> bool:
    """Make a store from the one of an earlier graph where little differs; tell whether.

    The tables of the earlier store (RocksDB's .sst files never change) are linked, its few
    other files copied, and the quads that differ taken out and put in.
    """
    if not is_intact(before):
        return False
    old, new = set((before / "graph.nq").read_bytes().splitlines()), set(nquads.splitlines())
    gone, come = old - new, new - old
    if len(gone) + len(come) > _PATCHED * len(new):
        return False
    target.mkdir()
    for path in (before / "store").iterdir():
        if path.suffix == ".sst":
            os.link(path, target / path.name)
        elif path.name not in ("LOCK", "LOG"):
            shutil.copyfile(path, target / path.name)
    store = Store(str(target))
    for quad in _quads(gone):
        store.remove(quad)
    store.extend(_quads(come))
    store.flush()
    return True


def _quads(lines: Iterable[bytes]) -> Iterator[Quad]:
    yield from parse(b"\n".join(sorted(lines)), format=RdfFormat.N_QUADS)


def _current(folder: Path) -> str:
    link = folder / "current"
    return link.readlink().name if link.is_symlink() else ""


def _prune(folder: Path, keep: set[str]) -> None:
    """Clear graphs that nobody needs, and what builds left that did not come to their end."""
    for path in folder.iterdir():
        if path.is_symlink():
            if path.name.startswith(".current-"):
                path.unlink(missing_ok=True)
        elif path.is_dir() and path.name not in keep and not is_held(path):
            shutil.rmtree(path, ignore_errors=True)
