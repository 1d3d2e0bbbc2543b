"""Addresses that end in the name of a form: `/questions/drafts.csv`, `/id/untoc.jsonld`.

People and tools guess them; each leads to the address that serves that form.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from treatygraph.http.negotiation import HTML, Form, choose, form_named

__all__ = ["asked_form", "ending", "lead_to"]


def ending(path: str, forms: Sequence[Form]) -> tuple[str, Form] | None:
    """Return the path before the ending, and the form that the ending names.

    >>> from treatygraph.http.negotiation import GRAPH_FORMS
    >>> ending("id/untoc.ttl", GRAPH_FORMS)[0]
    'id/untoc'
    >>> ending("id/un-cybercrime/art-2.1", GRAPH_FORMS) is None
    True
    """
    before, dot, suffix = path.rpartition(".")
    form = form_named(suffix, forms) if dot and "/" not in suffix else None
    return (before, form) if form and before and not before.endswith("/") else None


def asked_form(request: Request, forms: Sequence[Form]) -> Form | None:
    """Return the form that `format=` names, else the one that `Accept` likes best."""
    wanted = request.query_params.get("format")
    accept = request.headers.get("accept")
    return form_named(wanted, forms) if wanted else choose(accept, forms)


def lead_to(request: Request, path: str, form: Form | None = None) -> Response:
    """Return a redirect to a path, with the question of the address and the form added."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if form is not None and form is not HTML:
        pairs = [*((name, value) for name, value in pairs if name != "format")]
        pairs.append(("format", form.key))
    return RedirectResponse(f"{path}?{urlencode(pairs)}" if pairs else path, status_code=303)
