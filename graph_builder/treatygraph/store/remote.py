"""The remote store: any SPARQL 1.1 server, through SPARQLWrapper.

Queries go as GET while they are short and as POST after that; those that change nothing
are tried again when a server is busy.  Answers are pyoxigraph's terms, as everywhere.
"""

from __future__ import annotations

import ast
import io
import json
import re
import time
import urllib.error
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
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

from treatygraph.errors import QueryError, StoreError
from treatygraph.store.base import Bindings, Solutions, Term, bind, refuse_outside
from treatygraph.store.graph_store_protocol import ANONYMOUS, Credentials, GraphStore
from treatygraph.vocab import PREFIXES

__all__ = ["Endpoint", "RemoteStore", "by_graph", "declare_prefixes"]

#: Queries longer than this go as POST: servers cut addresses at 4 to 8 kB.
LONGEST_GET = 2000
#: What a server answers when the same request may succeed a little later.
BUSY = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server is asked, updated and loaded, by whom, and how patiently."""

    query: str
    update: str = ""
    graphs: str = ""
    credentials: Credentials = ANONYMOUS
    timeout: float = 60
    tries: int = 3
    allow_service: tuple[str, ...] = ()


class RemoteStore:
    """A store on a server; implements `treatygraph.store.base.Store`."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.graphs = (
            GraphStore(endpoint.graphs, endpoint.credentials, endpoint.timeout)
            if endpoint.graphs
            else None
        )

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads, graph by graph."""
        for graph, triples in by_graph(quads).items():
            if self.graphs is not None and graph:
                self.graphs.post(graph, _ntriples(triples))
            else:
                self._insert(graph, triples)

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query."""
        answer = self.query(query, bindings)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("The query has another form.", expected="SELECT query")
        names = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(_canonical(row[name]) for name in names) for row in answer)
        return Solutions(names, rows)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer to an ASK query."""
        answer = self.query(query, bindings)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("The query has another form.", expected="ASK query")
        return bool(answer)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE query."""
        answer = self.query(query, bindings)
        if isinstance(answer, QuerySolutions | QueryBoolean):
            raise QueryError("The query has another form.", expected="CONSTRUCT or DESCRIBE query")
        yield from answer

    def query(
        self, query: str, bindings: Bindings | None = None
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Return the answer to a query of any form."""
        refuse_outside(query, self.endpoint.allow_service)
        text = declare_prefixes(bind(query, bindings))
        kind, body = self._patiently(lambda: self._send(text))
        try:
            return _read(kind, body)
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"The answer of {self.endpoint.query!r} cannot be read: {error}.",
                expected="SPARQL results in JSON, or Turtle",
                remedy="check that the address is that of a SPARQL endpoint",
            ) from error

    def stream(
        self, query: str, bindings: Bindings | None = None, *, page: int = 5000
    ) -> Iterator[Solutions]:
        """Yield the answer to a SELECT query in pages, so that size is no limit.

        The query needs a total ORDER BY and no LIMIT of its own.
        """
        if not re.search(r"\bORDER\s+BY\b", query, re.IGNORECASE):
            raise QueryError("The query has no order.", expected="a total ORDER BY to page by")
        offset = 0
        while True:
            part = self.select(f"{query.rstrip()}\nLIMIT {page} OFFSET {offset}", bindings)
            yield part
            if len(part.rows) < page:
                return
            offset += page

    def update(self, update: str) -> None:
        """Run a SPARQL update; it is sent once, never again."""
        self._send(declare_prefixes(update), updating=True)

    def graph_names(self, below: str = "") -> tuple[str, ...]:
        """Return the names of all graphs, or of those below a base.

        Grouped, since Virtuoso 7 takes a minute for the same with DISTINCT.
        """
        rows = self.select("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").rows
        names = (getattr(row[0], "value", "") for row in rows)
        return tuple(sorted(name for name in names if name and name.startswith(below)))

    def count(self, graph: str) -> int:
        """Return the number of triples of a named graph."""
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        return int(getattr(self.select(query).rows[0][0], "value", "0"))

    def get(self, graph: str) -> Iterator[Triple]:
        """Yield the triples of a named graph."""
        if self.graphs is not None:
            body = self.graphs.get(graph)
            yield from (quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
            return
        name = NamedNode(graph)
        yield from self.construct(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
        )

    def put(self, graph: str, triples: list[Triple]) -> None:
        """Replace a named graph: by the Graph Store Protocol, else by updates."""
        if self.graphs is not None:
            self.graphs.put(graph, _ntriples(triples))
        else:
            self.update(f"CLEAR SILENT GRAPH {NamedNode(graph)}")
            self._insert(graph, triples)

    def dump(self) -> Iterator[Quad]:
        """Yield every quad of every named graph."""
        for name in self.graph_names():
            graph = NamedNode(name)
            yield from (Quad(t.subject, t.predicate, t.object, graph) for t in self.get(name))

    def __len__(self) -> int:
        """Return the number of quads in named graphs."""
        row = self.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows[0]
        return int(getattr(row[0], "value", "0"))

    def _insert(self, graph: str, triples: list[Triple], at_once: int = 500) -> None:
        for start in range(0, len(triples), at_once):
            body = "\n".join(f"{t} ." for t in triples[start : start + at_once])
            block = f"GRAPH {NamedNode(graph)} {{\n{body}\n}}" if graph else body
            self.update(f"INSERT DATA {{\n{block}\n}}")

    def _patiently(self, send: Callable[[], tuple[str, bytes]]) -> tuple[str, bytes]:
        """Send a request that changes nothing, and again while the server is busy."""
        for attempt in range(1, self.endpoint.tries + 1):
            try:
                return send()
            except _Busy as error:
                if attempt == self.endpoint.tries:
                    raise StoreError(
                        f"{self.endpoint.query!r} did not answer {attempt} times: {error}.",
                        expected="a SPARQL 1.1 server that answers",
                        remedy="check the address, try later, or set TREATYGRAPH_TIMEOUT higher",
                    ) from error
                time.sleep(min(0.2 * 2**attempt, 5))
        raise StoreError("A store needs at least one try.", expected="tries of 1 or more")

    def _send(self, text: str, *, updating: bool = False) -> tuple[str, bytes]:
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        wrapper = self._wrapper(updating)
        wrapper.setQuery(_without_head(text))
        wrapper.setMethod("POST" if updating or len(text) > LONGEST_GET else "GET")
        if wrapper.queryType in ("CONSTRUCT", "DESCRIBE"):
            wrapper.setReturnFormat("turtle")
        try:
            result = wrapper.query()
            kind = str(result.info().get("content-type", "")).partition(";")[0].strip()
            return kind, result.response.read()
        except SPARQLWrapperException as error:
            raise _refusal(self.endpoint, error) from error
        except urllib.error.HTTPError as error:
            if error.code in BUSY and not updating:
                raise _Busy(f"{error.code} {error.reason}") from error
            raise _refusal(self.endpoint, error) from error
        except OSError as error:  # no connection, or no answer in time
            if not updating:
                raise _Busy(str(error)) from error
            raise StoreError(
                f"The update was not answered: {error}.",
                expected=f"a server at {self.endpoint.update}",
                remedy="look whether it was done before it is sent again",
            ) from error

    def _wrapper(self, updating: bool) -> Any:
        from SPARQLWrapper import JSON, SPARQLWrapper

        if updating and not self.endpoint.update:
            raise StoreError(
                "This endpoint is for reading.",
                expected="an address for updates",
                remedy="name it with --update-endpoint",
            )
        address, parameters = _split(self.endpoint.update if updating else self.endpoint.query)
        wrapper = SPARQLWrapper(address, returnFormat=JSON, agent="treatygraph")
        for name, value in parameters:
            wrapper.addParameter(name, value)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(max(1, int(self.endpoint.timeout)))
        credentials = self.endpoint.credentials
        header = credentials.header()
        if header:
            wrapper.addCustomHttpHeader("Authorization", header)
        elif credentials.user:
            wrapper.setHTTPAuth("DIGEST")
            wrapper.setCredentials(credentials.user, credentials.password)
        return wrapper


class _Busy(Exception):
    """A server that may answer the same request later."""


def declare_prefixes(text: str) -> str:
    """Return a query with the usual prefixes that it uses and does not declare.

    >>> declare_prefixes("ASK { ?x a tg:Draft }").splitlines()[0]
    'PREFIX tg: <https://w3id.org/treatygraph/ontology#>'
    """
    declared = set(re.findall(r"\bPREFIX\s+([\w-]*):", text, re.IGNORECASE))
    used = set(re.findall(r"(?<![\w<:/?$-])([a-z][\w-]*):", text)) - declared
    head = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in sorted(used) if name in PREFIXES]
    return "\n".join([*head, text])


def _without_head(text: str) -> str:
    """Return a query without the comment lines of its head, which some servers refuse."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+"))


def _split(address: str) -> tuple[str, list[tuple[str, str]]]:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="")), parse_qsl(parts.query, keep_blank_values=True)


def by_graph(quads: Iterable[Quad]) -> dict[str, list[Triple]]:
    """Return quads as lists of triples under the name of their graph; empty: default."""
    graphs: dict[str, list[Triple]] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        graphs.setdefault(name, []).append(quad.triple)
    return graphs


def _ntriples(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _read(kind: str, body: bytes) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
    if "json" in kind and "ld+json" not in kind:
        if b'"__ASK_RETVAL"' in body[:200]:
            body = _boolean(body)
        return parse_query_results(body, format=QueryResultsFormat.JSON)
    form = RdfFormat.from_media_type(kind) or RdfFormat.TURTLE
    return (quad.triple for quad in parse(io.BytesIO(body), format=form))


def _canonical(term: Term | None) -> Term | None:
    """Return a boolean in its canonical form: Virtuoso writes computed ones as 0 and 1."""
    if isinstance(term, Literal) and term.datatype.value == f"{PREFIXES['xsd']}boolean":
        return Literal(term.value in ("true", "1"))
    return term


def _boolean(body: bytes) -> bytes:
    """Return the JSON of an ASK answer that Virtuoso 7 gives as a row with 0 or 1."""
    row = json.loads(body)["results"]["bindings"]
    return json.dumps(
        {"head": {}, "boolean": bool(row) and row[0]["__ASK_RETVAL"]["value"] == "1"}
    ).encode()


def _said(error: Exception) -> str:
    """Return what the server said, out of SPARQLWrapper's message."""
    _, found, answer = str(error).partition("Response:\n")
    if not found:
        return str(error)[:600]
    with suppress(ValueError, SyntaxError):
        body = ast.literal_eval(answer.strip())
        answer = body.decode("utf-8", "replace") if isinstance(body, bytes) else answer
    return " ".join(answer.partition("SPARQL query:")[0].split())[:600]


def _refusal(endpoint: Endpoint, error: Exception) -> StoreError | QueryError:
    name = type(error).__name__
    status = getattr(error, "code", 0)
    if name == "QueryBadFormed" or status == 400:
        return QueryError(
            f"{endpoint.query!r} refuses the query: {_said(error)}",
            expected="SPARQL 1.1",
        )
    if name == "Unauthorized" or status in (401, 403):
        return StoreError(
            f"{endpoint.query!r} wants other credentials.",
            expected="a user and password, or a token, that the server knows",
            remedy="set TREATYGRAPH_USER and TREATYGRAPH_PASSWORD, or TREATYGRAPH_TOKEN",
        )
    return StoreError(
        f"{endpoint.query!r} failed: {_said(error)}", expected="a SPARQL 1.1 server that answers"
    )
