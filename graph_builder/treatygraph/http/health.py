"""How the server is: which graph it answers from, and what its workers do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from treatygraph.http.pages import site_of

__all__ = ["health"]


async def health(request: Request) -> Response:
    """Return the state as JSON: 200 where queries are answered, 503 where no worker lives."""
    site = site_of(request)
    workers = site.engine.health
    state = {
        "status": "ok" if workers["alive"] else "no-worker",
        "graph": site.digest,
        "since": site.since,
        "workers": workers,
    }
    status = 200 if workers["alive"] else 503
    return JSONResponse(state, status, headers={"Cache-Control": "no-store"})
