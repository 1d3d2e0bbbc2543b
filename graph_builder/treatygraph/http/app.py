"""The application: which address answers what, and what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from treatygraph.http.negotiation import GRAPH_FORMS, HTML, choose
from treatygraph.http.problems import problem
from treatygraph.http.rdf import graph_names, rdf_response
from treatygraph.http.service import describe_service

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["create_app"]

_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]


def create_app(site: Site) -> Starlette:
    """Return the ASGI application that serves this site, read-only."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        site.engine.start()
        try:
            yield
        finally:
            site.engine.stop()

    app = Starlette(
        routes=[Route("/sparql", _sparql, methods=_METHODS)],
        lifespan=lifespan,
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["*"],
                expose_headers=["ETag", "Link", "Content-Location"],
            ),
            Middleware(GZipMiddleware, minimum_size=600),
        ],
    )
    app.state.site = site
    return app


async def _sparql(request: Request) -> Response:
    site: Site = request.app.state.site
    if request.method not in ("GET", "HEAD", "POST"):
        return problem("method-not-allowed", "The endpoint answers GET and POST.")
    if request.method != "POST" and not request.url.query:
        form = choose(request.headers.get("accept"), (*GRAPH_FORMS, HTML))
        if form is None:
            return problem("not-acceptable", "The service description comes as RDF or HTML.")
        address = str(request.url.replace(query=""))
        return rdf_response(describe_service(address, graph_names(site)), form)
    return await site.endpoint.answer(request)
