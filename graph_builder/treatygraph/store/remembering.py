"""A store in memory that remembers what earlier builds answered.

An answer is remembered with what its query reads of the graph (`treatygraph.store.reads`),
so that it stands as long as these triples are the same and came in the same order; what
else the graph holds does not matter.  A query that may read everything is always asked.
What was made of answers is remembered with them (`recalled`): where a graph that changed
gives the same answers, the same would be made.  Quads are put into the engine when a
query is first asked that nobody remembers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

import pyoxigraph
from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from treatygraph.archive import Archive
from treatygraph.errors import StoreError
from treatygraph.store.base import Bindings, Solutions, bind
from treatygraph.store.oxigraph import OxigraphStore, is_stated, other_form, solutions
from treatygraph.store.parts import Part
from treatygraph.store.reads import TYPE, reads

__all__ = ["RememberingStore", "nquads_of"]

_TYPE = TYPE.encode()
_RESULTS = QueryResultsFormat.JSON
#: A query that was asked: its text, what it reads, the key of its answer, the hash of that.
_Asked = tuple[str, list[str] | None, str, str]


class RememberingStore(OxigraphStore):
    """A store in memory; whatever is put into it is to be put in through it."""

    def __init__(self, archive: Archive) -> None:
        self._engine = pyoxigraph.Store()
        self._waiting: list[bytes] = []
        super().__init__(self._engine)
        self.archive = archive
        self._marks: dict[str, list[str]] = {}
        self._chunks: dict[str, list[bytes]] = {}
        self._parts: dict[str, Part] = {}
        self._asked: dict[str, _Asked] = {}

    @property
    def inner(self) -> pyoxigraph.Store:
        """The engine, with all that was added."""
        if self._waiting:
            waiting, self._waiting = b"".join(self._waiting), []
            self._engine.load(waiting, format=RdfFormat.N_QUADS)
        return self._engine

    @inner.setter
    def inner(self, engine: pyoxigraph.Store) -> None:
        """Take another engine."""
        self._engine = engine

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction."""
        self.add_nquads(nquads_of(quads))

    def add_nquads(self, nquads: bytes) -> None:
        """Add quads given as N-Quads, each line whole."""
        self._waiting.append(nquads)
        told = json.loads(self.archive.made("marks", [nquads], lambda: _told_of(nquads)))
        for name, mark in told["marks"].items():
            self._marks.setdefault(name, []).append(mark)
        whole = len(told["graphs"]) == 1
        for name in told["graphs"]:
            lines = nquads if whole else _of_graph(nquads, name)
            self._chunks.setdefault(name, []).append(lines)

    def parts(self) -> list[Part]:
        """Return the named graphs of what was added, in order of their names."""
        for name, chunks in self._chunks.items():
            if name not in self._parts or len(self._parts[name].chunks) != len(chunks):
                self._parts[name] = Part(name, tuple(chunks))
        return [self._parts[name] for name in sorted(self._parts)]

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query."""
        text = self._told(query, bindings)
        if not text.startswith(b"{"):
            raise other_form("SELECT")
        return solutions(parse_query_results(text, format=_RESULTS))

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer to an ASK query."""
        text = self._told(query, bindings)
        if text not in (b"yes", b"no"):
            raise other_form("ASK")
        return text == b"yes"

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT query."""
        text = self._told(query, bindings)
        if text[:1] not in (b"", b"<", b"_"):
            raise other_form("CONSTRUCT or DESCRIBE")
        for quad in parse(text, format=RdfFormat.N_TRIPLES):
            yield quad.triple

    def _told(self, query: str, bindings: Bindings | None) -> bytes:
        bound = bind(query, bindings)
        return self.known(bound, lambda: self._answered(bound))

    def update(self, update: str) -> None:
        """Refuse an update, which would change the graph past what is remembered of it."""
        raise StoreError("A graph in the making is not updated.", expected="quads that are added")

    def known(self, query: str, ask: Callable[[], bytes]) -> bytes:
        """Return the answer that was given when what the query reads was the same."""
        names = self._names(query)
        key = self._key(query, names)
        found = self.archive.get(key) if key else None
        if found is None:
            found = ask()
            if key:
                self.archive.keep(key, found)
        self._asked[query] = query, names, key, sha256(found).hexdigest()
        return found

    def recalled(
        self, maker: str, inputs: Iterable[str | bytes], make: Callable[[], bytes]
    ) -> bytes:
        """Return what a maker made of the same inputs before, where all it asked is answered so.

        `make` must read the graph by SELECT, ASK and CONSTRUCT of this store alone, and must
        not be told by anything else what was answered.
        """
        entry = self.archive.key(f"recalled {maker}", inputs)
        kept = self.archive.get(entry)
        outer, self._asked = self._asked, {}
        if kept is not None:
            told, _, made = kept.partition(b"\n")
            if all(self._as_before(*asked) for asked in json.loads(told)):
                self._asked = {**outer, **self._asked}
                return made
            self._asked = {}
        made = make()
        told = json.dumps(list(self._asked.values())).encode()
        self.archive.keep(entry, told + b"\n" + made)
        self._asked = {**outer, **self._asked}
        return made

    def _as_before(self, query: str, names: list[str] | None, before: str, digest: str) -> bool:
        """Tell whether a query is answered as before; it is asked where that is not known."""
        if before and self._key(query, names) == before and self.archive.get(before) is not None:
            self._asked[query] = query, names, before, digest
            return True
        self.known(query, lambda: self._answered(query))
        return self._asked[query][3] == digest

    def _answered(self, query: str) -> bytes:
        """Return the engine's answer to a query of any form, as it is remembered."""
        answer = self._query(query, None)
        if isinstance(answer, QuerySolutions):
            return answer.serialize(format=_RESULTS) or b""
        if isinstance(answer, QueryBoolean):
            return b"yes" if answer else b"no"
        return serialize(answer, format=RdfFormat.N_TRIPLES) or b""

    def _names(self, query: str) -> list[str] | None:
        def read() -> bytes:
            found = reads(query)
            return json.dumps(None if found is None else sorted(found)).encode()

        names: list[str] | None = json.loads(self.archive.made("reads", [query], read))
        return names

    def derive(self, query: str, graph: str) -> int:
        """Add to a graph what a CONSTRUCT gives and nothing states; return how many triples."""
        found = dict.fromkeys(self._told(query, None).splitlines())
        names = sorted({line.split(b" ", 2)[1].decode() for line in found})

        def new() -> bytes:
            ended = f" <{graph}> .".encode()
            triples = parse(b"\n".join(found), format=RdfFormat.N_TRIPLES)
            stated = (is_stated(self.inner, quad.triple) for quad in triples)
            return (
                b"\n".join(
                    line[:-2] + ended
                    for line, is_known in zip(found, stated, strict=True)
                    if not is_known
                )
                + b"\n"
            )

        told: list[str | bytes] = [graph, *found]
        told += [f"{name} {self.mark(name)}" for name in names]
        lines = self.archive.made("derived", told, new)
        self.add_nquads(lines.lstrip())
        return len(lines.split(b"\n")) - 1 if lines.strip() else 0

    def _key(self, query: str, names: Iterable[str] | None) -> str:
        if names is None:
            return ""
        return self.archive.key("query", [query, *(f"{n} {self.mark(n)}" for n in names)])

    def mark(self, name: str) -> str:
        """Return the mark of the triples of a property or class, and of their order."""
        return " ".join(self._marks.get(name, ()))


def nquads_of(quads: Iterable[Quad]) -> bytes:
    """Return quads as lines of N-Quads, as a store gives them out again.

    An engine keeps the value of a number or a date, and writes it in one way.
    """
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    for n, line in enumerate(lines):
        if b'"^^<' in line:
            lines[n] = _as_kept(line)
    return b"".join(lines)


def _as_kept(line: bytes) -> bytes:
    store = pyoxigraph.Store()
    store.load(line, format=RdfFormat.N_QUADS)
    return serialize(store, format=RdfFormat.N_QUADS) or b""


def _told_of(nquads: bytes) -> bytes:
    """Return which graphs some lines are of, and their marks, as JSON."""
    names = sorted({line.rpartition(b" <")[2] for line in nquads.splitlines() if line})
    graphs = [name.removesuffix(b"> .").decode() for name in names]
    return json.dumps({"graphs": graphs, "marks": _marks(nquads)}).encode()


def _of_graph(nquads: bytes, name: str) -> bytes:
    ended = f" <{name}> .".encode()
    return b"".join(b"%b\n" % line for line in nquads.splitlines() if line.endswith(ended))


def _marks(nquads: bytes) -> dict[str, str]:
    """Return the mark of the lines of each property, and of each class."""
    told: dict[bytes, list[bytes]] = {}
    for line in nquads.splitlines():
        _, predicate, value = line.split(b" ", 2)
        told.setdefault(predicate, []).append(line)
        if predicate == _TYPE:
            told.setdefault(b"%b %b" % (_TYPE, value.split(b" ", 1)[0]), []).append(line)
    return {name.decode(): sha256(b"\n".join(lines)).hexdigest() for name, lines in told.items()}
