"""The endpoint `/sparql`: SPARQL 1.1 Protocol, query operation, read-only.

https://www.w3.org/TR/sparql11-protocol/ with the service description of
https://www.w3.org/TR/sparql11-service-description/.  Updates and SERVICE are refused.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from treatygraph.http.engine import Answer, Engine
from treatygraph.http.negotiation import (
    ASKING,
    GRAPH_FORMS,
    RESULT_FORMS,
    Form,
    form_for,
    form_named,
)
from treatygraph.http.problems import problem
from treatygraph.http.worker import Dataset, Job, Limits, Refusal

__all__ = ["Endpoint"]

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
#: Bytes of a long answer that are read and sent at once.
_CHUNK = 1 << 16

T = TypeVar("T")


class _Refused(Exception):  # carries the response out of the parsing
    def __init__(self, code: str, detail: str) -> None:
        self.response = problem(code, detail)
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str
    dataset: Dataset
    outputs: tuple[str, ...]
    download: str | None


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
        if tag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=_headers(tag))
        keys = [form.key if form else None for form in forms]
        job = Job(asked.query, asked.dataset, keys[0], keys[1], self.limits, self.base)
        answer = await _while_there(request, self.engine.ask(job))
        if answer is None:
            return Response(status_code=499)  # nobody reads it
        if isinstance(answer, Refusal):
            return problem(answer.code, answer.message)
        return _respond(answer, tag if answer.head.stable else None, asked)

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
        if len(queries[0].encode("utf-8", "surrogatepass")) > self.limits.query_length:
            raise _Refused("query-too-long", "The query is too long for this endpoint.")
        default, named = values.get("default-graph-uri", []), values.get("named-graph-uri", [])
        dataset = Dataset(tuple(default), tuple(named))
        _check_graphs(dataset)
        outputs = tuple(value for name in ASKING for value in values.get(name, ()) if value)
        return _Asked(queries[0], dataset, outputs, _first(values, "download"))

    def _forms(self, request: Request, asked: _Asked) -> tuple[Form | None, Form | None]:
        accept = request.headers.get("accept")
        forms = (RESULT_FORMS, GRAPH_FORMS)
        chosen = (
            form_for(asked.outputs, accept, forms[0]),
            form_for(asked.outputs, accept, forms[1]),
        )
        if chosen == (None, None) and asked.outputs:
            known = ", ".join(dict.fromkeys(form.key for form in (*RESULT_FORMS, *GRAPH_FORMS)))
            met = ", ".join(map(repr, asked.outputs))
            raise _Refused("not-acceptable", f"There is no format {met}; there are {known}.")
        return chosen

    def _tag(self, asked: _Asked, forms: tuple[Form | None, Form | None]) -> str:
        """Return the mark of this answer; a client has it only where the answer is stable."""
        parts = (self.digest, asked.query, str(asked.dataset), *(f.key if f else "" for f in forms))
        return f'W/"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _respond(answer: Answer, tag: str | None, asked: _Asked) -> Response:
    form = form_named(answer.head.form, (*RESULT_FORMS, *GRAPH_FORMS))
    form = form or RESULT_FORMS[0]
    headers = _headers(tag)
    if asked.download:
        name = "".join(c for c in asked.download if c.isalnum() or c in "-_")[:60] or "answer"
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form.suffix}"'
    if answer.file is None:
        return Response(answer.body, headers=headers, media_type=form.content_type)
    headers["Content-Length"] = str(answer.size)
    return _FileResponse(answer, headers=headers, media_type=form.content_type)


class _FileResponse(StreamingResponse):
    """Sends an answer that is held in a file, and gives the file back in any case."""

    def __init__(self, answer: Answer, *, headers: dict[str, str], media_type: str) -> None:
        self.answer = answer
        super().__init__(_pieces(answer), headers=headers, media_type=media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.answer.close()


async def _pieces(answer: Answer) -> AsyncIterator[bytes]:
    place = 0
    while answer.file is not None and place < answer.size:
        piece = os.pread(answer.file, _CHUNK, place)
        place += len(piece)
        yield piece


async def _while_there(request: Request, work: Coroutine[None, None, T]) -> T | None:
    """Return what the work gives; end it, and return None, where the client leaves first."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_leaving(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for each in (task, gone):
            each.cancel()


async def _leaving(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


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
