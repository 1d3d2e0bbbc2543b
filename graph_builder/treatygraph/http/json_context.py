"""JSON-LD for web developers: one context at one address, and each draft as a tree."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.http.pages import site_of
from treatygraph.http.problems import problem
from treatygraph.vocab import expand

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from treatygraph.http.site import Site

__all__ = ["context", "frame"]

_MEDIA = "application/ld+json"
#: A tree is laid out by the frame of drafts (JSON-LD 1.1 Framing, section 6.3.2).
_FRAMED = f'{_MEDIA};profile="http://www.w3.org/ns/json-ld#framed"'


def context(request: Request) -> Response:
    """Return the context of all data: prefixes, and a short name for each property."""
    site = site_of(request)
    return _answer(request, site.once("context", lambda: _context(site)), _MEDIA)


def frame(request: Request) -> Response:
    """Return a draft as one tree, its provisions nested as `parts`."""
    site = site_of(request)
    path = f"id/{request.path_params['path']}"
    iri = f"{site.minter.base}{path}"
    if not _is_draft(site, iri):
        return problem("not-found", f"There is no draft {iri}.")
    address = f"{request.base_url}context.jsonld"
    return _answer(request, _tree(site, iri, address), _FRAMED)


def _names(site: Site) -> set[str]:
    rows = site.rows("SELECT DISTINCT ?p WHERE { ?s ?p ?o } ORDER BY ?p")
    return {row["p"] for row in rows}


def _context(site: Site) -> str:
    from treatygraph.export.jsonld import context_of_names

    body = {"@context": context_of_names(_names(site))}
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _is_draft(site: Site, iri: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    kind, draft = NamedNode(expand("rdf:type")), NamedNode(expand("tg:Draft"))
    return next(iter(site.store.quads_for_pattern(node, kind, draft, None)), None) is not None


def _tree(site: Site, iri: str, address: str) -> str:
    from treatygraph.export.jsonld import framed_jsonld

    def within(quad: Quad) -> bool:
        subject = str(getattr(quad.subject, "value", ""))
        return subject == iri or subject.startswith(f"{iri}/")

    own = [quad for quad in site.store if within(quad)]
    return framed_jsonld(own, iri, names=_names(site), context=address)


def _answer(request: Request, text: str, media: str) -> Response:
    tag = f'W/"{sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=3600"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(text, media_type=media, headers=headers)
