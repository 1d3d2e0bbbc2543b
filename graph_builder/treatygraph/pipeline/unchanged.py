"""Whether a build would make the graph that is published already.

A graph follows from its inputs and from the program that makes it.  Their hash stands in
the manifest; while it is the same and the graph is whole, there is nothing to do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from treatygraph import __version__
from treatygraph.iris import default_minter
from treatygraph.pipeline.report import BuildReport
from treatygraph.resources import locate
from treatygraph.store.manifest import is_intact, read_manifest

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

__all__ = ["inputs_key", "program_key", "unchanged_report"]

#: Packages whose versions can change what is built.
_ENGINES = ("pyoxigraph", "pyrudof", "reasonable", "networkx", "rdflib", "jsonschema-rs", "pyyaml")
_PROGRAM = Path(__file__).resolve().parent.parent


def program_key() -> str:
    """Return the hash of what makes a graph, whatever it is made from.

    That is every file of the ontology, of the queries and of the program; the base of what
    is minted; the versions of Python and of the engines.
    """
    said = [__version__, default_minter().base, sys.version]
    said += [f"{name} {metadata.version(name)}" for name in _ENGINES]
    digest = sha256("\n".join(said).encode())
    for root in (locate("ontology"), locate("queries"), _PROGRAM):
        _add(digest, root)
    return digest.hexdigest()


def inputs_key(folders: Iterable[Path], own: Path) -> str:
    """Return the hash of all that a build depends on.

    That is `program_key`, and every file of the data folders and of the folder of own
    readings.
    """
    digest = sha256(program_key().encode())
    for root in (*folders, own):
        _add(digest, root)
    return digest.hexdigest()


def unchanged_report(folder: Path, key: str) -> BuildReport | None:
    """Return the report of the published graph if it was made from the same, and is whole."""
    place = (folder / "current").resolve()
    manifest = read_manifest(place)
    if manifest.get("inputs") != key or "report" not in manifest or not is_intact(place):
        return None
    return BuildReport.of_plain(manifest["report"], place)


def _add(digest: Hash, root: Path) -> None:
    digest.update(b"\0folder")
    for path in _files(root):
        content = path.read_bytes()
        digest.update(f"\0{path.relative_to(root)}\0{len(content)}\0".encode())
        digest.update(content)


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path
