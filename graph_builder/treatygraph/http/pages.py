"""Rendering pages: the template, the headers, and what every page is told."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from treatygraph.draw.templates import environment
from treatygraph.errors import UsageError
from treatygraph.http.cards import with_card
from treatygraph.http.speaking import address_in
from treatygraph.languages import languages, script_words, spoken

if TYPE_CHECKING:
    from treatygraph.http.site import Site
    from treatygraph.languages import Language

__all__ = ["POLICY", "iri_asked", "render", "site_of"]

#: No page can reach another host, whatever a label says.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

#: A page that may be framed by other sites: it only shows, and asks nothing of its reader.
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")


def site_of(request: Request) -> Site:
    """Return the site that answers this request."""
    site: Site = request.scope["site"]
    return site


def iri_asked(text: str) -> str:
    """Return the IRI that a client wrote; raise `UsageError` where it is none."""
    from pyoxigraph import NamedNode

    try:
        return NamedNode(text).value
    except ValueError as error:
        raise UsageError(
            f"{text[:200]!r} is no IRI.",
            expected="an absolute IRI, without blanks, quotes, angle or curly brackets",
            remedy="write such characters with percent signs, a blank as %20",
        ) from error


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
    context["tongues"] = [] if site.still else _tongues(request)
    if once is None:
        text = _text(site, template, context)
    else:
        text = site.once_spoken(("html", once), lambda: _text(site, template, context))
    text = with_card(text, str(context.get("title", "")), request, site)
    tag = f'W/"{sha256(text.encode()).hexdigest()[:32]}"'
    extra = {
        "Content-Security-Policy": FRAMED if request.scope.get("embed") else POLICY,
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache",
        "Content-Language": spoken(),
        "Vary": "Accept, Accept-Encoding, Accept-Language, Cookie",
        "ETag": tag,
        **(headers or {}),
    }
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=extra)
    return HTMLResponse(text, status, headers=extra)


def _tongues(request: Request) -> list[tuple[Language, str]]:
    """Return each language with the address of this page in it."""
    path, query = request.url.path, request.url.query
    return [(one, address_in(one.code, path, query)) for one in languages().values()]


def _text(site: Site, template: str, context: dict[str, Any]) -> str:
    from treatygraph.draw.templates import script_json

    structured = context.get("structured")
    if structured:
        context["structured"] = script_json(json.loads(json.dumps(structured)))
    if words := script_words():
        context["script_words"] = script_json(words)
    return (
        environment()
        .get_template(template)
        .render(href=site.href, label=site.label, served=site, **context)
    )
