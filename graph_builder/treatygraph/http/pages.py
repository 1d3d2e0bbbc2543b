"""Rendering pages: the template, the headers, and what every page is told."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from treatygraph.draw.templates import environment

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["POLICY", "render", "site_of"]

#: No page can reach another host, whatever a label says.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def site_of(request: Request) -> Site:
    """Return the site that the application serves."""
    site: Site = request.app.state.site
    return site


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    once: Any = None,
    **context: Any,
) -> Response:
    """Return a page, or 304 where the client has it already.

    A page that says the same to everybody can be named by `once`, and is then made once.
    """
    site = site_of(request)
    context.setdefault("here", request.url.path)
    if once is None:
        text = _text(site, template, context)
    else:
        text = site.once(("html", once), lambda: _text(site, template, context))
    tag = f'W/"{sha256(text.encode()).hexdigest()[:32]}"'
    extra = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache",
        "Vary": "Accept, Accept-Encoding",
        "ETag": tag,
        **(headers or {}),
    }
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=extra)
    return HTMLResponse(text, status, headers=extra)


def _text(site: Site, template: str, context: dict[str, Any]) -> str:
    structured = context.get("structured")
    if structured:
        from treatygraph.draw.templates import script_json

        context["structured"] = script_json(json.loads(json.dumps(structured)))
    return environment().get_template(template).render(href=site.href, label=site.label, **context)
