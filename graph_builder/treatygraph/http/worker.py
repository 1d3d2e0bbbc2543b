"""What runs other people's queries: one job at a time, in a process that can be ended.

pyoxigraph cannot cancel a query; a process can be killed.  An answer is made whole, in
memory or in a file that has no name, before any of it is given out: so it has the right
status whatever limit it meets, and no client holds a worker by reading slowly.
"""

from __future__ import annotations

import os
import resource
import socket
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    serialize,
)

from treatygraph.http.lexing import UNSTABLE, depth, keywords
from treatygraph.http.negotiation import GRAPH_FORMS, RESULT_FORMS
from treatygraph.http.wire import Inbox, receive, send
from treatygraph.store.query_advice import syntax_trouble, undeclared_prefix
from treatygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Dataset", "Head", "Job", "Limits", "Refusal", "Whole", "answer", "confine", "work"]

#: Bytes of an answer that go over the wire; a longer one goes in a file.
HOLD = 1 << 18
#: Brackets and signs that may nest: the engine's parser descends once for each.
DEEPEST = 500

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_MEDIA = {form.key: form.media for form in (*RESULT_FORMS, *GRAPH_FORMS)}
_WITH_PREFIXES = ("turtle", "trig", "rdfxml", "jsonld")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows (or triples), bytes of the answer, memory."""

    seconds: float = 20.0
    rows: int = 100_000
    size: int = 64 << 20
    query_length: int = 1 << 17
    memory: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a request names; both empty means those of the query, else the union."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One query, with the short names of the forms its answer may take.

    Relative IRIs in it are resolved against `base`.
    """

    query: str
    dataset: Dataset
    result_form: str | None
    graph_form: str | None
    limits: Limits
    base: str | None = None

    def packed(self) -> dict[str, Any]:
        """Return the job as plain data."""
        return asdict(self)

    @classmethod
    def unpacked(cls, data: dict[str, Any]) -> Job:
        """Return the job that was packed."""
        graphs = {name: tuple(iris) for name, iris in data["dataset"].items()}
        made = {"dataset": Dataset(**graphs), "limits": Limits(**data["limits"])}
        return cls(**{**data, **made})


@dataclass(frozen=True, slots=True)
class Head:
    """The form of an answer, and whether the same query gives the same again."""

    form: str
    family: str
    stable: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: a stable code and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole answer: its bytes, or a file that holds them."""

    head: Head
    size: int
    body: bytes = b""
    file: IO[bytes] | None = None


class _Stop(Exception):  # the job's own end, never seen outside
    def __init__(self, code: str, message: str) -> None:
        self.refusal = Refusal(code, message)
        super().__init__(message)


class _Sink:
    """A file to serialise into: in memory at first, on disk where it grows."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.held = bytearray()
        self.file: IO[bytes] | None = None

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.size > self.limit:
            raise _Stop(
                "answer-too-large", f"The answer has more than {self.limit:,} bytes; add a LIMIT."
            )
        self.held += data
        if len(self.held) > HOLD:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Do nothing: the serialiser flushes at the end, and small answers need no file."""

    def _spill(self) -> None:
        if self.file is None:
            self.file = _nameless()
        self.file.write(self.held)
        self.held.clear()

    def whole(self, head: Head) -> Whole:
        if self.file is None:
            return Whole(head, self.size, bytes(self.held))
        self._spill()
        self.file.flush()
        return Whole(head, self.size, file=self.file)


def _trouble(query: str, error: SyntaxError) -> str:
    if undeclared_prefix(query):
        met, expected, _ = syntax_trouble(query, str(error))
        return f"{met} Expected: {expected}"
    return str(error).splitlines()[0][:400]


def _nameless() -> IO[bytes]:
    """Return a file without a name; only for it may a confined process open anything."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        return tempfile.TemporaryFile()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def confine(memory: int) -> None:
    """Hold this process to what it has now and `memory` bytes more, and to no new file.

    Without a free descriptor no connection can be opened, so no query reaches a host.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and memory:
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
    free = os.dup(0)
    os.close(free)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, most))


def work(sock: socket.socket, store: Store) -> None:
    """Answer the jobs that come over a socket until the other side is gone.

    A process that has grown ends after its answer; another one is forked for it.
    """
    inbox = Inbox()
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while True:
        try:
            job = Job.unpacked(receive(sock, inbox).head)
        except (EOFError, OSError, KeyboardInterrupt):
            return
        found = answer(store, job)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun
        spent = grown * 1024 > job.limits.memory // 4
        _say(sock, found, spent=spent)
        if spent:
            return


def _say(sock: socket.socket, found: Whole | Refusal, *, spent: bool) -> None:
    if isinstance(found, Refusal):
        send(sock, {"refusal": asdict(found), "spent": spent})
        return
    said = {"head": asdict(found.head), "size": found.size, "spent": spent}
    if found.file is None:
        send(sock, said, found.body)
    else:
        with found.file as file:
            send(sock, said, file=file.fileno())


def answer(store: Store, job: Job) -> Whole | Refusal:
    """Return the whole answer to a job, or why there is none."""
    sink = _Sink(job.limits.size)
    try:
        words = _judged(job.query)
        results = _query(store, job, words)
        head = _head(results, job, stable=not words & UNSTABLE)
        _serialize(results, sink, head, job, lambda: _query(store, job, words))
        return sink.whole(head)
    except _Stop as stop:
        refusal = stop.refusal
    except SyntaxError as error:
        refusal = Refusal("malformed-query", _trouble(job.query, error))
    except MemoryError:
        refusal = Refusal("memory-limit", "The query took more memory than it may.")
    except (OSError, ValueError, RuntimeError) as error:
        refusal = Refusal("query-failed", str(error)[:400])
    if sink.file is not None:
        sink.file.close()
    return refusal


def _judged(query: str) -> frozenset[str]:
    """Return the query's words; raise where it asks for what is not served."""
    words = keywords(query)
    if "SERVICE" in words:
        raise _Stop("no-service", "SERVICE is not served here: no other host is called.")
    if not words.intersection(_QUERIES) and words.intersection(_UPDATES):
        raise _Stop("read-only", "This is an update; the endpoint answers queries only.")
    if depth(query) > DEEPEST:
        raise _Stop("query-too-deep", f"The query nests more than {DEEPEST} brackets or signs.")
    return words


def _query(store: Store, job: Job, words: frozenset[str]) -> Any:
    dataset = job.dataset
    if dataset.default or dataset.named:
        return store.query(
            job.query,
            base_iri=job.base,
            prefixes=PREFIXES,
            default_graph=[NamedNode(iri) for iri in dataset.default],
            named_graphs=[NamedNode(iri) for iri in dataset.named],
        )
    return store.query(
        job.query,
        base_iri=job.base,
        prefixes=PREFIXES,
        use_default_graph_as_union="FROM" not in words,
    )


def _head(results: Any, job: Job, *, stable: bool) -> Head:
    family = "graph" if isinstance(results, QueryTriples) else "result"
    form = job.graph_form if family == "graph" else job.result_form
    if form is None:
        raise _Stop(
            "not-acceptable", f"None of the accepted media types can carry a {family} answer."
        )
    return Head(form, family, stable)


def _serialize(results: Any, sink: _Sink, head: Head, job: Job, again: Any) -> None:
    """Write the answer; rows are counted where so many bytes could hold too many."""
    media, rows = _MEDIA[head.form], job.limits.rows
    if head.family == "graph":
        form = RdfFormat.from_media_type(media)
        prefixes = PREFIXES if head.form in _WITH_PREFIXES else None
        serialize(_counted(results, rows), cast("IO[bytes]", sink), form, prefixes=prefixes)
        return
    try:
        results.serialize(sink, QueryResultsFormat.from_media_type(media))
    except _Stop:
        _count(again(), rows)
        raise
    if sink.size > rows and not isinstance(results, QueryBoolean):
        _count(again(), rows)


def _count(rows: Iterable[Any], limit: int) -> None:
    if sum(1 for _ in islice(rows, limit + 1)) > limit:
        raise _too_many(limit)


def _counted(triples: Iterable[Any], limit: int) -> Iterator[Any]:
    for count, triple in enumerate(triples):
        if count >= limit:
            raise _too_many(limit)
        yield triple


def _too_many(limit: int) -> _Stop:
    return _Stop("too-many-rows", f"The answer has more than {limit:,} rows; add a LIMIT.")
