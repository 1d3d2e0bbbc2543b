"""The process that runs other people's queries, so that one can be ended in mid-run.

pyoxigraph cannot cancel a query; a process can be killed.  The worker loads the graph
once, answers one job at a time over a pipe, and keeps the limits on rows and size.
What it sends: first one `Head`, then chunks of bytes, then `b""`; or one `Refusal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Dataset", "Head", "Job", "Limits", "Refusal", "run"]

#: Bytes held back before the answer begins, so that most limits still give a status.
HOLD = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows (or triples), bytes of the answer."""

    seconds: float = 20.0
    rows: int = 100_000
    size: int = 64 << 20
    query_length: int = 1 << 17


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a request names; both empty means all graphs, the default their union."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    union: bool = True


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


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an answer: the short name of the form that follows."""

    form: str
    family: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: a stable code and a sentence."""

    code: str
    message: str


class _TooMuch(Exception):  # the job's own end, never seen outside
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.message)


class _Sink:
    """A file to serialise into: holds back the first bytes, then sends as it goes."""

    def __init__(self, connection: Connection, head: Head, limit: int) -> None:
        self.connection, self.head, self.limit = connection, head, limit
        self.held, self.sent, self.open = bytearray(), 0, False

    def write(self, data: bytes) -> int:
        self.held += data
        if self.sent + len(self.held) > self.limit:
            message = f"The answer has more than {self.limit:,} bytes; add a LIMIT."
            raise _TooMuch(Refusal("answer-too-large", message))
        if len(self.held) > HOLD:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if not self.open:
            self.connection.send(self.head)
            self.open = True
        if self.held:
            self.connection.send_bytes(bytes(self.held))
            self.sent += len(self.held)
            self.held.clear()

    def close(self) -> None:
        self.flush()
        self.connection.send_bytes(b"")


def run(connection: Connection, files: tuple[str, ...]) -> None:
    """Load the N-Quads files, say that this is done, and answer jobs until told to end."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    for file in files:
        store.bulk_load(path=file, format=RdfFormat.N_QUADS)
    connection.send("ready")
    while True:
        try:
            job = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        if job is None:
            return
        _answer(store, job, connection)


def _answer(store: Any, job: Job, connection: Connection) -> None:
    sink: _Sink | None = None
    try:
        results = _query(store, job)
        sink = _Sink(connection, _head(results, job), job.limits.size)
        _serialize(results, sink, store, job)
        sink.close()
    except _TooMuch as error:
        _refuse(connection, sink, error.refusal)
    except SyntaxError as error:
        _refuse(connection, sink, Refusal("malformed-query", str(error).splitlines()[0][:400]))
    except (OSError, ValueError, RuntimeError) as error:
        _refuse(connection, sink, Refusal("query-failed", str(error)[:400]))


def _refuse(connection: Connection, sink: _Sink | None, refusal: Refusal) -> None:
    """Send the refusal; after the first byte it tells the other side to cut the answer."""
    connection.send_bytes(b"!") if sink and sink.open else connection.send(refusal)


def _query(store: Any, job: Job) -> Any:
    from pyoxigraph import NamedNode

    from treatygraph.vocab import PREFIXES

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
        use_default_graph_as_union=dataset.union,
    )


def _head(results: Any, job: Job) -> Head:
    from pyoxigraph import QueryTriples

    family = "graph" if isinstance(results, QueryTriples) else "result"
    form = job.graph_form if family == "graph" else job.result_form
    if form is None:
        message = f"None of the accepted media types can carry a {family} answer."
        raise _TooMuch(Refusal("not-acceptable", message))
    return Head(form, family)


def _serialize(results: Any, sink: _Sink, store: Any, job: Job) -> None:
    from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, serialize

    from treatygraph.vocab import PREFIXES

    if sink.head.family == "graph":
        form = RdfFormat.from_media_type(_MEDIA[sink.head.form])
        prefixes = PREFIXES if sink.head.form in ("turtle", "trig", "rdfxml", "jsonld") else None
        serialize(
            _counted(results, job.limits.rows), cast("IO[bytes]", sink), form, prefixes=prefixes
        )
        return
    if not isinstance(results, QueryBoolean):
        if sum(1 for _ in islice(results, job.limits.rows + 1)) > job.limits.rows:
            raise _TooMuch(_too_many(job.limits.rows))
        results = _query(store, job)
    results.serialize(sink, QueryResultsFormat.from_media_type(_MEDIA[sink.head.form]))


def _counted(triples: Iterable[Any], limit: int) -> Iterator[Any]:
    for count, triple in enumerate(triples):
        if count >= limit:
            raise _TooMuch(_too_many(limit))
        yield triple


def _too_many(limit: int) -> Refusal:
    return Refusal("too-many-rows", f"The answer has more than {limit:,} rows; add a LIMIT.")


def _media() -> dict[str, str]:
    from treatygraph.http.negotiation import GRAPH_FORMS, RESULT_FORMS

    return {form.key: form.media for form in (*RESULT_FORMS, *GRAPH_FORMS)}


_MEDIA = _media()
