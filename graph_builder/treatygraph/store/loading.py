"""Loading a server: graph by graph, so that a broken load goes on where it stopped.

A graph that the server holds already, triple for triple, is left alone.  Each graph that
was sent is read back: the count and the hash of its triples must be those of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from treatygraph.errors import StoreError
from treatygraph.store.remote import RemoteStore, by_graph

__all__ = ["LoadedGraph", "digest", "load"]


@dataclass(frozen=True, slots=True)
class LoadedGraph:
    """What became of one named graph: `loaded` now, or `there already`."""

    graph: str
    triples: int
    state: str
    sha256: str


def load(
    quads: Iterable[Quad],
    server: RemoteStore,
    *,
    tell: Callable[[LoadedGraph], None] = lambda _: None,
) -> tuple[LoadedGraph, ...]:
    """Put every named graph on a server and return what became of each.

    Raises `StoreError` where the server does not give back what was sent.
    """
    done = []
    for graph, triples in sorted(by_graph(quads).items()):
        done.append(_load_one(graph, triples, server))
        tell(done[-1])
    return tuple(done)


def digest(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 of triples as sorted N-Triples, each once."""
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return sha256(b"\n".join(sorted(set(text.splitlines())))).hexdigest()


def _load_one(graph: str, triples: list[Triple], server: RemoteStore) -> LoadedGraph:
    mark, count = digest(triples), len(set(triples))
    if server.count(graph) == count and digest(server.get(graph)) == mark:
        return LoadedGraph(graph, count, "there already", mark)
    server.put(graph, triples)
    there = server.count(graph)
    if there != count:
        raise StoreError(
            f"The server holds {there} triples of {graph!r} after {count} were sent.",
            expected=f"{count} triples",
            remedy="run the same command again; graphs that are whole are left alone",
        )
    if digest(server.get(graph)) != mark:
        raise StoreError(
            f"The server changed triples of {graph!r}.",
            expected=f"the SHA-256 {mark} over its sorted N-Triples",
            remedy="compare the graph with the published one; some servers rewrite literals",
        )
    return LoadedGraph(graph, count, "loaded", mark)
