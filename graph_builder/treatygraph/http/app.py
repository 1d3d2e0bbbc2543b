"""The application: which address answers what, and what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from treatygraph.errors import TreatyGraphError
from treatygraph.http import boards, dataset, home, jsonld, linked, questions, things
from treatygraph.http.explore import explore
from treatygraph.http.negotiation import GRAPH_FORMS, HTML, choose
from treatygraph.http.ontology import ontology, version
from treatygraph.http.openapi import api_page, openapi
from treatygraph.http.pages import render
from treatygraph.http.problems import STATUS, problem, problem_of
from treatygraph.http.rdf import graph_names, rdf_response
from treatygraph.http.service import describe_service
from treatygraph.http.timeline import timeline
from treatygraph.http.workbench import workbench
from treatygraph.resources import locate

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["create_app"]

_ENDPOINT = ("/sparql", "/sparql/")
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
_PAGES: dict[str, Callable[[Request], Response]] = {
    "/": home.home,
    "/search": home.search,
    "/help": home.help_page,
    "/explore": explore,
    "/read": things.reader,
    "/matrix": boards.matrix,
    "/scoreboard": boards.scoreboard,
    "/uptake": boards.uptake,
    "/compare": boards.compare,
    "/timeline": timeline,
    "/questions": questions.questions,
    "/questions/{name}": questions.question,
    "/describe": things.describe_any,
    "/page/{path:path}": things.thing_page,
    "/data/{path:path}": linked.data,
    "/id/{path:path}": linked.thing,
    "/scheme/{path:path}": linked.thing,
    "/graph/{path:path}": linked.graph,
    "/ontology": ontology,
    "/ontology/{version}": version,
    "/alignments": ontology,
    "/alignments/{version}": version,
    "/release/{path:path}": linked.thing,
    "/void": dataset.void,
    "/context.jsonld": jsonld.context,
    "/frame/{path:path}": jsonld.frame,
    "/.well-known/void": dataset.well_known,
    "/sitemap.xml": dataset.sitemap,
    "/robots.txt": dataset.robots,
    "/openapi.json": openapi,
    "/api": api_page,
}


#: Addresses that people guess from a page's name, and the page.
_GUESSED = {
    "/graph": "/explore",
    "/graph/": "/explore",
    "/reader": "/read",
    "/safeguards": "/matrix",
}


def _guessed(path: str, page: str) -> Route:
    """Return a route that leads from a guessed address to its page."""

    def lead(request: Request) -> Response:
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{page}{asked}", status_code=303)

    return Route(path, lead, methods=["GET"])


def create_app(site: Site, *, warm: bool = False) -> Starlette:
    """Return the ASGI application that serves this site, read-only.

    With `warm`, the pages that people open first are made once while the server starts.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        site.engine.start()
        try:
            if warm:
                await to_thread.run_sync(_warm, app)
            yield
        finally:
            site.engine.stop()

    pages = [Route(path, page, methods=["GET"]) for path, page in _PAGES.items()]
    assets = Mount("/assets", StaticFiles(directory=locate("visualizations", "assets")))
    app = Starlette(
        routes=[
            *(Route(path, _sparql, methods=_METHODS) for path in _ENDPOINT),
            *(_guessed(path, page) for path, page in _GUESSED.items()),
            *pages,
            assets,
        ],
        lifespan=lifespan,
        exception_handlers={TreatyGraphError: _domain_error, HTTPException: _http_error},
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["*"],
                expose_headers=["ETag", "Link", "Content-Location"],
            ),
            Middleware(GZipMiddleware, minimum_size=600),
            Middleware(_UnderBase, base=site.minter.base),
        ],
    )
    app.state.site = site
    return app


#: Opened first by people, and dear to make: what they need is made at the start.
_FIRST = ("/", "/explore", "/read", "/search", "/scoreboard", "/questions")


def _warm(app: Starlette) -> None:
    """Make the first pages, so that what they are made of is at hand."""
    for path in _FIRST:
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"q=article",
            "app": app,
        }
        with suppress(TreatyGraphError):  # a graph without drafts has no such page
            _PAGES[path](Request({**scope, "headers": []}))


class _UnderBase:
    """Answers IRIs as they are given: below the base's own path, or in absolute form."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.base = base
        self.path = "/" + base.partition("://")[2].partition("/")[2]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            for prefix in (self.base, self.path):
                if len(prefix) > 1 and path.startswith(prefix):
                    scope = {**scope, "path": "/" + path[len(prefix) :], "raw_path": None}
                    break
        await self.app(scope, receive, send)


async def _sparql(request: Request) -> Response:
    site: Site = request.app.state.site
    if request.method not in ("GET", "HEAD", "POST"):
        refused = problem("method-not-allowed", "The endpoint answers GET and POST.")
        refused.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
        return refused
    if request.method != "POST" and _wants_page(request):
        return workbench(request)
    if request.method != "POST" and not request.url.query:
        form = choose(request.headers.get("accept"), GRAPH_FORMS)
        if form is None:
            return problem("not-acceptable", "The service description comes as RDF or HTML.")
        address = str(request.url.replace(query=""))
        return rdf_response(describe_service(address, graph_names(site)), form)
    return await site.endpoint.answer(request)


def _wants_page(request: Request) -> bool:
    """Tell whether a browser asks: HTML is named, and no other form is asked for."""
    accept = request.headers.get("accept", "")
    asked = request.query_params
    return HTML.media in accept and not {"format", "output", "update"} & set(asked.keys())


def _is_page(request: Request) -> bool:
    forms = (*GRAPH_FORMS, HTML)
    return choose(request.headers.get("accept", "*/*;q=0"), forms) is HTML


async def _domain_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, TreatyGraphError):
        raise error
    if _is_page(request):
        status = STATUS.get(error.code, 500)
        return render(
            request, "error.html", status=status, title="This cannot be shown", error=error
        )
    return problem_of(error)


async def _http_error(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    if status == 404 and _is_page(request):
        return things.not_found(request, request.url.path)
    code = {404: "not-found", 405: "method-not-allowed"}.get(status, "bad-request")
    return problem(code, f"{request.method} {request.url.path}: {getattr(error, 'detail', '')}")
