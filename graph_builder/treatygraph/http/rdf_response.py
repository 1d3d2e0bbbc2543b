"""Answers made of triples or quads."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from treatygraph.http.negotiation import Form
from treatygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from treatygraph.http.site import Site

__all__ = ["graph_names", "rdf_response", "serialized"]

_WITH_PREFIXES = ("turtle", "trig", "rdfxml", "jsonld")


def graph_names(site: Site) -> list[str]:
    """Return the IRIs of the named graphs, sorted."""
    return sorted(graph.value for graph in site.store.named_graphs() if hasattr(graph, "value"))


def serialized(statements: Iterable[Triple] | Iterable[Quad], form: Form) -> bytes:
    """Return the statements in a form, the same bytes for the same statements."""
    from pyoxigraph import RdfFormat, serialize

    target = RdfFormat.from_media_type(form.media)
    if target is None:  # our own table names only forms that pyoxigraph knows
        raise LookupError(form.media)
    prefixes = PREFIXES if form.key in _WITH_PREFIXES else None
    ordered: Any = sorted(statements, key=str)
    return serialize(ordered, format=target, prefixes=prefixes) or b""


def rdf_response(
    statements: Iterable[Triple] | Iterable[Quad],
    form: Form,
    *,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return the statements as a response with an ETag."""
    body = serialized(statements, form)
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    extra = {"ETag": tag, "Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    return Response(body, media_type=form.content_type, headers={**extra, **(headers or {})})
