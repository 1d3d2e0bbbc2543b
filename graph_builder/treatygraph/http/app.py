"""The application: which address answers what, and what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from treatygraph.errors import TreatyGraphError
from treatygraph.http import comparisons as boards
from treatygraph.http import dataset, linked, questions
from treatygraph.http import dossier_pages as dossiers
from treatygraph.http import first_page as home
from treatygraph.http import json_context as jsonld
from treatygraph.http import thing_pages as things
from treatygraph.http.cards import Embedding
from treatygraph.http.endings import lead_to
from treatygraph.http.explore import explore
from treatygraph.http.guard import Access, CrossOrigin, Guard, NoSniff
from treatygraph.http.health import health
from treatygraph.http.kept import Keeping
from treatygraph.http.lineage_pages import drawing, lineages
from treatygraph.http.negotiation import (
    ASKING,
    GRAPH_FORMS,
    HTML,
    RESULT_FORMS,
    choose,
    form_named,
    likes_page,
)
from treatygraph.http.official_text import official
from treatygraph.http.ontology import ontology, version
from treatygraph.http.openapi import api_page, openapi
from treatygraph.http.pages import render, site_of
from treatygraph.http.problems import STATUS, problem, problem_of
from treatygraph.http.rdf_response import graph_names, rdf_response
from treatygraph.http.service import describe_service
from treatygraph.http.speaking import Speaking
from treatygraph.http.succession import Answered, Succession
from treatygraph.http.timeline import timeline
from treatygraph.http.workbench import workbench
from treatygraph.languages import gettext
from treatygraph.resources import locate

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["PAGES", "create_app"]

_ENDPOINT = ("/sparql", "/sparql/")
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
#: Address → what makes its page or document.
PAGES: dict[str, Callable[[Request], Response]] = {
    "/": home.home,
    "/search": home.search,
    "/help": home.help_page,
    "/explore": explore,
    "/read": things.reader,
    "/matrix": boards.matrix,
    "/sides": boards.sides,
    "/scoreboard": boards.scoreboard,
    "/uptake": boards.uptake,
    "/compare": boards.compare,
    "/timeline": timeline,
    "/lineages": lineages,
    "/lineages.svg": drawing,
    "/articles": dossiers.articles,
    "/article/{name:path}": dossiers.article,
    "/official": official,
    "/brief/{path:path}": dossiers.brief,
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
    "/positions": "/sides",
}


def _guessed(path: str, page: str) -> Route:
    """Return a route that leads from a guessed address to its page."""

    def lead(request: Request) -> Response:
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{page}{asked}", status_code=303)

    return Route(path, lead, methods=["GET"])


def _ending(path: str) -> Route:
    """Return a route that leads from a document's address with an ending to the document."""

    def lead(request: Request) -> Response:
        form = form_named(request.path_params["ending"], (*GRAPH_FORMS, HTML))
        return lead_to(request, path, form) if form else things.not_found(request, path)

    return Route(f"{path}.{{ending}}", lead, methods=["GET"])


_ANYBODY = Access()


def create_app(
    site: Site,
    *,
    warm: bool = False,
    follow: Callable[[Site], Site | None] | None = None,
    access: Access = _ANYBODY,
) -> Starlette:
    """Return the ASGI application that serves this site, read-only.

    With `warm`, the pages that people open first are made once while the server starts.
    `follow` is asked each second for the site of a newer graph, which then takes over;
    `access` says who may ask.
    """
    succession = Succession(site, follow)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        first = succession.site
        first.engine.start()
        try:
            if warm:
                await to_thread.run_sync(_warm, app, first)
                await first.engine.ready()
            succession.begin(partial(_warm, app))
            yield
        finally:
            await succession.end()

    pages = [Route(path, page, methods=["GET"]) for path, page in PAGES.items()]
    assets = Mount("/assets", StaticFiles(directory=locate("visualizations", "assets")))
    app = Starlette(
        routes=[
            *(Route(path, _sparql, methods=_METHODS) for path in _ENDPOINT),
            Route("/health", health, methods=["GET"]),
            *(_guessed(path, page) for path, page in _GUESSED.items()),
            *map(_ending, ("/ontology", "/alignments", "/void")),
            *pages,
            assets,
        ],
        lifespan=lifespan,
        exception_handlers={
            TreatyGraphError: _domain_error,
            HTTPException: _http_error,
            Exception: _fault,
        },
        middleware=[
            Middleware(Answered, succession=succession),
            Middleware(Guard, access=access),
            Middleware(CrossOrigin, origins=access.origins),
            Middleware(Speaking),
            Middleware(Embedding),
            Middleware(Keeping),
            Middleware(NoSniff),
            Middleware(GZipMiddleware, minimum_size=600),
            Middleware(_UnderBase, base=site.minter.base),
        ],
    )
    return app


#: Opened first by people, and dear to make: what they need is made at the start.
_FIRST = ("/", "/explore", "/read", "/search", "/scoreboard", "/questions")


def _warm(app: Starlette, site: Site) -> None:
    """Make the first pages, so that what they are made of is at hand."""
    for path in _FIRST:
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"q=article",
            "app": app,
            "site": site,
        }
        with suppress(TreatyGraphError):  # a graph without drafts has no such page
            PAGES[path](Request({**scope, "headers": []}))


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
    site = site_of(request)
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
    """Tell whether a browser asks: HTML is named and liked best, no other form is asked for."""
    if {*ASKING, "update"} & set(request.query_params.keys()):
        return False
    return likes_page(request.headers.get("accept"), (*RESULT_FORMS, *GRAPH_FORMS))


def _is_page(request: Request) -> bool:
    forms = (*GRAPH_FORMS, HTML)
    return choose(request.headers.get("accept", "*/*;q=0"), forms) is HTML


async def _domain_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, TreatyGraphError):
        raise error
    if _is_page(request):
        status = STATUS.get(error.code, 500)
        return render(
            request, "error.html", status=status, title=gettext("This cannot be shown"), error=error
        )
    return problem_of(error)


async def _fault(request: Request, error: Exception) -> Response:
    """Say that the fault is ours; the log has the rest."""
    return problem("error", "The server met a fault of its own; its log says which.")


async def _http_error(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    if status == 404 and _is_page(request):
        return things.not_found(request, request.url.path)
    code = {404: "not-found", 405: "method-not-allowed"}.get(status, "bad-request")
    return problem(code, f"{request.method} {request.url.path}: {getattr(error, 'detail', '')}")
