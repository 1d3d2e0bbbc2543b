"""Drafts whose official text is not loaded: what to call to load it; and the last report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.http.pages import render, site_of
from treatygraph.languages import gettext

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["Missing", "missing_texts", "official"]


@dataclass(frozen=True, slots=True)
class Missing:
    """A draft without its text: its short name, symbol, address, and the command."""

    iri: str
    short: str
    symbol: str
    address: str
    command: str


def missing_texts(site: Site) -> dict[str, Missing]:
    """Return by IRI the drafts under negotiation that have a document and no text here."""
    return site.once("missing texts", lambda: _missing(site))


def _missing(site: Site) -> dict[str, Missing]:
    there = {row["draft"] for row in site.rows("drafts/with-text")}
    documents = {row["draft"]: row for row in reversed(site.rows("drafts/documents"))}
    found = {}
    for draft in site.drafts:
        document = documents.get(draft.iri)
        if document and draft.negotiated and draft.iri not in there:
            found[draft.iri] = Missing(
                draft.iri,
                draft.short,
                document.get("symbol", ""),
                document.get("address", ""),
                f"treatygraph official --only {draft.key}",
            )
    return found


def official(request: Request) -> Response:
    """Show what the last call of `treatygraph official` read and changed, and what is missing."""
    from treatygraph.pipeline.official_report import last_report

    return render(
        request,
        "official.html",
        headers={"Cache-Control": "no-store"},
        title=gettext("Official texts"),
        report=last_report(),
        missing=list(missing_texts(site_of(request)).values()),
    )
