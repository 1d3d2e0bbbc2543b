"""Keys that name nothing: found in the graph, reported with the file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Store

from treatygraph.findings import Finding
from treatygraph.iris import Minter
from treatygraph.nearest import did_you_mean
from treatygraph.vocab import compact, expand

__all__ = ["dangling_keys"]

_TYPE = NamedNode(expand("rdf:type"))
#: A demand that points to nothing would be told of nothing: it is never published.
_TARGET = expand("tg:target")


def dangling_keys(store: Store, minter: Minter, folders: Iterable[Path]) -> Iterator[Finding]:
    """Yield one finding per thing that is pointed to and described nowhere.

    A target of a position that names nothing is a violation; the rest are warnings.

    A thing is described when it has a class.  References to other instruments may point
    outside; their targets are literals and not looked at here.
    """
    known = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, _TYPE, None, None)
        if isinstance(quad.subject, NamedNode)
    }
    search = _Search(tuple(folders))
    seen: set[str] = set()
    for quad in store:
        iri = quad.object.value if isinstance(quad.object, NamedNode) else ""
        if iri in known or iri in seen or quad.predicate == _TYPE:
            continue
        parsed = minter.parse(iri)
        if parsed is None or parsed[0] == "graph":
            continue
        seen.add(iri)
        yield _finding(parsed, quad.subject.value, quad.predicate.value, known, minter, search)


def _finding(
    parsed: tuple[str, str],
    subject: str,
    predicate: str,
    known: set[str],
    minter: Minter,
    search: _Search,
) -> Finding:
    kind, key = parsed
    family = key.rpartition("/")[0]
    prefix = f"{minter.base}{kind}/"
    candidates = [
        iri[len(prefix) :]
        for iri in known
        if iri.startswith(f"{prefix}{family}/" if family else prefix)
    ]
    what = minter.parse(subject)
    return Finding(
        "violation" if predicate == _TARGET else "warning",
        "unknown-key",
        search.place(key),
        f"{key!r} is named ({compact(predicate)} of {what[1] if what else subject}) "
        "but described nowhere.",
        did_you_mean(key, candidates) or "describe it in its file, or correct the key",
    )


class _Search:
    """Finds the first line of the curated files that names a key."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def place(self, key: str) -> str:
        """Return `file:line` of the most telling part of a key, else the key itself."""
        for part in (key, key.rpartition("/")[2]):
            pattern = re.compile(rf"(?<![\w/-]){re.escape(part)}(?![\w-])")
            for name, text in _texts(self.folders):
                match = pattern.search(text)
                if match:
                    return f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
        return key


@cache
def _texts(folders: tuple[Path, ...]) -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(folder)), path.read_text("utf-8"))
        for folder in folders
        for path in sorted(folder.rglob("*.yaml"))
        if "sample" not in path.relative_to(folder).parts
    ]
