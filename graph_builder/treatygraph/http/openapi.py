"""The description of the HTTP interface, made from the catalogue, in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from treatygraph import __version__
from treatygraph.catalogue import Question, catalogue
from treatygraph.http.negotiation import GRAPH_FORMS, HTML, RESULT_FORMS
from treatygraph.http.openapi_pages import describe_pages
from treatygraph.http.pages import render
from treatygraph.http.questions import EXTRA_FORMS

__all__ = ["api_page", "describe_api", "openapi"]

_PROBLEM = {
    "application/problem+json": {
        "schema": {
            "type": "object",
            "required": ["status", "code", "detail"],
            "properties": {
                "type": {"type": "string"},
                "status": {"type": "integer"},
                "code": {"type": "string"},
                "detail": {"type": "string"},
                "expected": {"type": "string"},
                "remedy": {"type": "string"},
            },
        }
    }
}
_PAGE = {HTML.media: {"schema": {"type": "string"}}}


def describe_api() -> dict[str, Any]:
    """Return the description as plain data."""
    paths: dict[str, Any] = {"/sparql": _sparql()}
    for question in catalogue().values():
        paths[f"/questions/{question.name}"] = {"get": _question(question)}
    paths |= describe_pages(_PROBLEM)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "treatygraph",
            "version": __version__,
            "summary": "Questions to the knowledge graph of a treaty under negotiation",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
    }


def _problems(*codes: int) -> dict[str, Any]:
    return {str(code): {"description": _WORDS[code], "content": dict(_PROBLEM)} for code in codes}


_WORDS = {
    400: "The request cannot be understood",
    403: "Updates and SERVICE are not served",
    406: "None of the accepted media types is on offer",
    413: "The query is too long",
    422: "The answer is too large, or the query nests too deep",
    503: "All workers are busy",
    504: "The query took too long",
    507: "The query took too much memory",
}


def _question(question: Question) -> dict[str, Any]:
    forms = (HTML, *RESULT_FORMS, *EXTRA_FORMS)
    parameters = [
        {
            "name": p.name,
            "in": "query",
            "required": not p.default and p.type != "treaty",
            "description": f"A {p.type}: printed number, key, name or IRI",
            "schema": {"type": "string", **({"default": p.default} if p.default else {})},
        }
        for p in question.params
    ]
    parameters.append(
        {
            "name": "format",
            "in": "query",
            "required": False,
            "description": "Short name of the form; stronger than the Accept header",
            "schema": {"type": "string", "enum": [form.key for form in forms]},
        }
    )
    content: dict[str, Any] = {form.media: {"schema": {}} for form in forms}
    refused = _problems(400, 406)
    refused["400"]["content"] = {**_PROBLEM, **_PAGE}
    return {
        "operationId": question.name,
        "summary": question.question,
        "description": question.summary,
        "tags": [question.group],
        "parameters": parameters,
        "responses": {"200": {"description": "The rows", "content": content}, **refused},
    }


def _sparql() -> dict[str, Any]:
    content: dict[str, Any] = {
        form.media: {"schema": {}} for form in (*RESULT_FORMS, *GRAPH_FORMS, HTML)
    }
    answers = {
        "200": {"description": "The answer", "content": content},
        **_problems(400, 403, 406, 413, 422, 503, 504, 507),
    }
    graph = {"type": "array", "items": {"type": "string", "format": "uri"}}
    parameters = [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": words,
            "schema": {"type": "string"} if name == "query" else graph,
        }
        for name, words in (
            ("query", "SPARQL 1.1 query; without one the endpoint describes itself"),
            ("default-graph-uri", "Graph of the default dataset; all graphs where left out"),
            ("named-graph-uri", "Graph that GRAPH may name; all where left out"),
        )
    ]
    return {
        "get": {
            "operationId": "sparql",
            "summary": "SPARQL 1.1 Protocol, query operation",
            "tags": ["sparql"],
            "parameters": parameters,
            "responses": answers,
        }
    }


def openapi(request: Request) -> Response:
    """Return the description as JSON."""
    return JSONResponse(describe_api(), headers={"Cache-Control": "no-cache"})


def api_page(request: Request) -> Response:
    """Show the description to people."""
    return render(request, "api.html", title="API", api=describe_api())
