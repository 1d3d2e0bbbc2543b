"""The endpoint `/sparql`: SPARQL 1.1 Protocol, query operation, read-only.

https://www.w3.org/TR/sparql11-protocol/ with the service description of
https://www.w3.org/TR/sparql11-service-description/.  Updates and SERVICE are refused.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from treatygraph.http.engine import Answer, Engine
from treatygraph.http.lexing import UNSTABLE, keywords
from treatygraph.http.negotiation import GRAPH_FORMS, RESULT_FORMS, Form, choose, form_named
from treatygraph.http.problems import problem
from treatygraph.http.worker import Dataset, Job, Limits, Refusal

__all__ = ["Endpoint"]

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class _Refused(Exception):  # carries the response out of the parsing
    def __init__(self, code: str, detail: str) -> None:
        self.response = problem(code, detail)
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str
    dataset: Dataset
    output: str | None
    download: str | None
    words: frozenset[str]


class Endpoint:
    """Answers protocol requests with the help of an engine.

    `digest` marks the graph's state; relative IRIs of a query are resolved against `base`.
    """

    def __init__(
        self, engine: Engine, *, digest: str, limits: Limits, base: str | None = None
    ) -> None:
        self.engine = engine
        self.digest = digest
        self.limits = limits
        self.base = base

    async def answer(self, request: Request) -> Response:
        """Return the answer to one protocol request, or the problem with it."""
        try:
            asked = await self._read(request)
            forms = self._forms(request, asked)
        except _Refused as refused:
            return refused.response
        tag = self._tag(asked, forms)
        if tag and tag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=_headers(tag))
        keys = [form.key if form else None for form in forms]
        job = Job(asked.query, asked.dataset, keys[0], keys[1], self.limits, self.base)
        answer = await to_thread.run_sync(self.engine.ask, job)
        if isinstance(answer, Refusal):
            return problem(answer.code, answer.message)
        return _respond(answer, tag, asked)

    async def _read(self, request: Request) -> _Asked:
        address = parse_qsl(request.url.query, keep_blank_values=True)
        if request.method != "POST":
            return self._asked(address)
        media, _, parameters = request.headers.get("content-type", "").partition(";")
        media = media.strip().lower()
        if media == "application/sparql-update":
            raise _Refused("read-only", "This endpoint takes no updates.")
        if media not in (_FORM, _DIRECT):
            raise _Refused("unsupported-media-type", f"A POST is {_FORM} or {_DIRECT}.")
        body = _text(await self._body(request), parameters)
        if media == _DIRECT:
            pairs = [(name, value) for name, value in address if name != "query"]
            return self._asked([*pairs, ("query", body)])
        return self._asked([*address, *parse_qsl(body, keep_blank_values=True)])

    async def _body(self, request: Request) -> bytes:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > 4 * self.limits.query_length:
                raise _Refused("query-too-long", "The request is too long for this endpoint.")
        return bytes(body)

    def _asked(self, pairs: Sequence[tuple[str, str]]) -> _Asked:
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        if "update" in values:
            raise _Refused("read-only", "This endpoint takes no updates.")
        queries = values.get("query", [])
        if len(queries) != 1:
            raise _Refused("bad-request", f"Expected one parameter 'query', met {len(queries)}.")
        words = self._judge(queries[0])
        default, named = values.get("default-graph-uri", []), values.get("named-graph-uri", [])
        dataset = Dataset(tuple(default), tuple(named), union="FROM" not in words)
        _check_graphs(dataset)
        output = _first(values, "format") or _first(values, "output")
        return _Asked(queries[0], dataset, output, _first(values, "download"), words)

    def _judge(self, query: str) -> frozenset[str]:
        if len(query.encode("utf-8", "surrogatepass")) > self.limits.query_length:
            raise _Refused("query-too-long", "The query is too long for this endpoint.")
        words = keywords(query)
        if "SERVICE" in words:
            raise _Refused("no-service", "SERVICE is not served here: no other host is called.")
        if not words.intersection(_QUERIES) and words.intersection(_UPDATES):
            raise _Refused("read-only", "This is an update; the endpoint answers queries only.")
        return words

    def _forms(self, request: Request, asked: _Asked) -> tuple[Form | None, Form | None]:
        if asked.output:
            both = form_named(asked.output, RESULT_FORMS), form_named(asked.output, GRAPH_FORMS)
            if both == (None, None):
                raise _Refused("not-acceptable", f"There is no format {asked.output!r}.")
            return both
        accept = request.headers.get("accept")
        return choose(accept, RESULT_FORMS), choose(accept, GRAPH_FORMS)

    def _tag(self, asked: _Asked, forms: tuple[Form | None, Form | None]) -> str | None:
        if asked.words & UNSTABLE:
            return None
        parts = (self.digest, asked.query, str(asked.dataset), *(f.key if f else "" for f in forms))
        return f'W/"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _respond(answer: Answer, tag: str | None, asked: _Asked) -> Response:
    form = form_named(answer.head.form, (*RESULT_FORMS, *GRAPH_FORMS))
    form = form or RESULT_FORMS[0]
    headers = _headers(tag)
    if asked.download:
        name = "".join(c for c in asked.download if c.isalnum() or c in "-_")[:60] or "answer"
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form.suffix}"'
    return StreamingResponse(_stream(answer), headers=headers, media_type=form.content_type)


async def _stream(answer: Answer) -> AsyncIterator[bytes]:
    try:
        while (chunk := await to_thread.run_sync(next, answer.chunks, b"")) != b"":
            yield chunk
    finally:
        await to_thread.run_sync(_close, answer)


def _close(answer: Answer) -> None:
    close = getattr(answer.chunks, "close", None)
    if close is not None:
        close()


def _headers(tag: str | None) -> dict[str, str]:
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    if tag:
        headers["ETag"] = tag
    return headers


def _tags(header: str) -> set[str]:
    tags = {tag.strip() for tag in header.split(",")}
    return tags | {f"W/{tag}" for tag in tags if tag.startswith('"')}


def _text(body: bytes, parameters: str) -> str:
    name, _, charset = parameters.partition("=")
    if name.strip().lower() == "charset" and charset.strip(' "').lower() not in ("utf-8", "utf8"):
        raise _Refused("unsupported-media-type", "The body must be UTF-8.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Refused("bad-request", "The body is not UTF-8.") from error


def _check_graphs(dataset: Dataset) -> None:
    from pyoxigraph import NamedNode

    for iri in (*dataset.default, *dataset.named):
        try:
            NamedNode(iri)
        except ValueError as error:
            raise _Refused("bad-request", f"The graph {iri!r} is no absolute IRI.") from error


def _first(values: Mapping[str, list[str]], name: str) -> str | None:
    found = values.get(name)
    return found[0] if found and found[0] else None
