"""Publishing: the graph is written aside and switched in whole, or not at all.

What is published is a list of named graphs, each in a file of its own that is named by its
hash (`parts/`).  A part that did not change is the file of the graph before, linked; from
those that did, the store on disk is made.  `graph.nq` is all of them in one, sorted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from treatygraph.home import is_held
from treatygraph.store.manifest import is_intact, read_manifest
from treatygraph.store.parts import Part, parts_of
from treatygraph.textfile import bring_to_disk, write_whole

__all__ = ["publish", "sorted_nquads"]

#: A store is made from the one before it where no more than this part of the quads differs.
_PATCHED = 0.2


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, each once, in order of their bytes."""
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    lines = set(text.splitlines())
    return b"\n".join(sorted(lines)) + b"\n"


def publish(
    graph: bytes | Sequence[Part],
    folder: Path,
    manifest: dict[str, Any],
    makers: Mapping[str, str] | None = None,
) -> Path:
    """Write a graph below `folder` and make `current` point to it; return its place.

    A graph is N-Quads or its parts; `makers` says for each of them what made it.

    The new graph is complete on disk, and known to be (fsync), before the link is replaced
    in one step (POSIX rename).  The one it replaces is kept until the next build, and each
    one as long as a server holds it.  What a build that was killed left behind is cleared,
    and a graph that was damaged is written anew.  One publishes at a time.
    """
    parts = parts_of(graph) if isinstance(graph, bytes) else graph
    lines = sorted(line for part in parts for line in part.lines)
    nquads = b"".join(b"%b\n" % line for line in lines)
    table = [
        {
            "name": part.name,
            "sha256": part.sha256,
            "quads": len(part.lines),
            "maker": (makers or {}).get(part.name, ""),
            "inputs": part.key,
        }
        for part in parts
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        told = {**manifest, "sha256": sha256(nquads).hexdigest(), "graphs": table}
        mark = told["sha256"][:16]
        target = next(place for place in _places(folder / mark) if _fits(place, told))
        if not target.exists():
            _write_aside(nquads, parts, target, told, before=folder / "current")
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


def _write_aside(
    nquads: bytes, parts: Sequence[Part], target: Path, manifest: dict[str, Any], *, before: Path
) -> None:
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        (aside / "parts").mkdir(parents=True)
        (aside / "graph.nq").write_bytes(nquads)
        for part in parts:
            _put(part, before / "parts", aside / "parts")
        if not _patch_store(parts, before, aside / "store"):
            shutil.rmtree(aside / "store", ignore_errors=True)
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


def _put(part: Part, before: Path, folder: Path) -> None:
    """Put a part into a folder: the file of the graph before, where it is whole, else anew."""
    name = f"{part.sha256}.nq"
    old, text = before / name, part.text
    if old.is_file() and old.read_bytes() == text:
        os.link(old, folder / name)
    else:
        (folder / name).write_bytes(text)


def _write_manifest(place: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    write_whole(place / "manifest.json", text + "\n")


def _patch_store(parts: Sequence[Part], before: Path, target: Path) -> bool:
    """Make a store from the one of an earlier graph where little differs; tell whether.

    The tables of the earlier store (RocksDB's .sst files never change) are linked, its few
    other files copied, and the quads that differ taken out and put in; they are looked for
    in the named graphs that differ.
    """
    manifest = read_manifest(before)
    if "graphs" not in manifest or not _holds(before / "store", manifest):
        return False
    old = {row["name"]: row["sha256"] for row in manifest["graphs"]}
    new = {part.name: part for part in parts}
    gone, come = set[bytes](), set[bytes]()
    for name in old.keys() | new.keys():
        if name not in new or old.get(name) != new[name].sha256:
            was = _lines(before / "parts", old.get(name))
            if was is None:
                return False
            now = set(new[name].lines) if name in new else set()
            gone |= was - now
            come |= now - was
    if len(gone) + len(come) > _PATCHED * sum(len(part.lines) for part in parts):
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
    return len(store) == sum(len(part.lines) for part in parts)


def _holds(store: Path, manifest: dict[str, Any]) -> bool:
    """Tell whether a store can be opened and holds as many quads as its manifest says."""
    try:
        return len(Store.read_only(str(store))) == manifest.get("quads")
    except (OSError, RuntimeError):
        return False


def _lines(folder: Path, mark: str | None) -> set[bytes] | None:
    """Return the lines of a part; none where there was none, None where it is damaged."""
    if mark is None:
        return set()
    try:
        text = (folder / f"{mark}.nq").read_bytes()
    except OSError:
        return None
    return set(text.splitlines()) if sha256(text).hexdigest() == mark else None


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
