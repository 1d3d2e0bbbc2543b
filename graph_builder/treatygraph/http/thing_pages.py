"""A page for every thing: chosen by its class, the same facts for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from treatygraph.drafts import drafts_of
from treatygraph.http.article_context import beside
from treatygraph.http.coverage import coverage_of
from treatygraph.http.dossier_pages import lineage_context, stakeholder_context
from treatygraph.http.linked import alternates, ended, signposts
from treatygraph.http.official_text import missing_texts
from treatygraph.http.pages import render, site_of
from treatygraph.http.provisions import parents, positions_on, relations_of, strip, tree
from treatygraph.http.rdf_response import graph_names
from treatygraph.http.statements import (
    articles_spoken_of,
    assessment_of,
    assessments_of,
    reasons_of,
    said_where,
)
from treatygraph.http.structured import structured
from treatygraph.http.thing_facts import (
    describe,
    evidence_of,
    exists,
    kind_words,
    kinds_of,
    mentioned_by,
)
from treatygraph.languages import gettext

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["describe_any", "not_found", "reader", "thing_page"]


def thing_page(request: Request) -> Response:
    """Show the thing whose IRI is the base and the path after `/page/`."""
    site, path = site_of(request), request.path_params["path"]
    return ended(request, path) or _show(request, site.minter.base + path)


def describe_any(request: Request) -> Response:
    """Show what the graph says of any IRI, ours or not."""
    site = site_of(request)
    iri = request.query_params.get("iri", "")
    if site.minter.parse(iri):
        return RedirectResponse(site.href(iri), 303)
    return _show(request, iri)


def reader(request: Request) -> Response:
    """Show a draft as a document."""
    return _reader(request, site_of(request).draft(request.query_params.get("draft")).iri)


def not_found(request: Request, what: str) -> Response:
    """Return the page that says what is not here, and where to look."""
    return render(request, "missing.html", status=404, title=gettext("Not found"), what=what)


def _show(request: Request, iri: str) -> Response:
    site = site_of(request)
    try:
        known = exists(site, iri) or iri in graph_names(site)
    except ValueError:
        known = False
    if not known:
        return not_found(request, iri)
    kinds = kinds_of(site, iri)
    if "tg:Draft" in kinds:
        return _reader(request, iri)
    context = _common(site, iri, kinds)
    if "tg:Provision" in kinds:
        return render(request, "provision.html", **context, **_provision(site, iri))
    if "tg:Lineage" in kinds:
        return render(request, "lineage.html", **context, **lineage_context(site, iri))
    if "tg:Stakeholder" in kinds:
        return render(request, "stakeholder.html", **context, **stakeholder_context(site, iri))
    if kinds & {"tg:Position", "tg:Argument", "tg:Risk", "tg:Proposal"}:
        more: dict[str, Any] = {
            "reasons": reasons_of(site, iri),
            "said": said_where(site, iri),
            "articles": articles_spoken_of(site, iri),
            "assessments": assessments_of(site, iri),
            "short_names": {draft.iri: draft.short for draft in site.drafts},
        }
        return render(request, "statement.html", **context, **more)
    if "tg:Assessment" in kinds:
        return render(request, "assessment.html", **context, found=assessment_of(site, iri))
    return render(request, "thing.html", **context)


def _common(site: Site, iri: str, kinds: set[str]) -> dict[str, Any]:
    title = site.label(iri)
    return {
        "iri": iri,
        "title": title,
        "kinds": sorted(kinds),
        "kind_words": kind_words(kinds),
        "facts": describe(site, iri),
        "back": mentioned_by(site, iri),
        "evidence": evidence_of(site, iri),
        "alternates": alternates(site, iri),
        "structured": structured(site, iri, kinds),
        "headers": signposts(site, iri),
        "short": iri.removeprefix(site.minter.base),
    }


def _provision(site: Site, iri: str) -> dict[str, Any]:
    references, safeguards = relations_of(site, iri)
    above = parents(site, iri)
    parts = tree(site, above[0]) if above else []
    return {
        "parents": above,
        "draft": above[0] if above else "",
        "missing": [x for x in missing_texts(site).values() if x.iri in above[:1]],
        "part": _find(parts, iri),
        "references": references,
        "safeguards": safeguards,
        "positions": positions_on(site, iri),
        "strip": strip(site, iri),
    }


def _find(parts: list[Any], iri: str) -> Any:
    for part in parts:
        if part.row["part"] == iri:
            return part
        found = _find(part.parts, iri)
        if found:
            return found
    return None


def _reader(request: Request, iri: str) -> Response:
    site = site_of(request)
    draft = next(d for d in site.drafts if d.iri == iri)
    parts = site.once_spoken(("tree", iri), lambda: tree(site, iri))
    counts = site.once(("said", iri), lambda: _counts(site, iri))
    context = _common(site, iri, {"tg:Draft"})
    context["title"] = draft.name
    return render(
        request,
        "reader.html",
        missing=[x for x in missing_texts(site).values() if x.iri == iri],
        here="/read",
        draft=draft,
        drafts=site.drafts,
        siblings=drafts_of(site.asked, draft.treaty),
        parts=parts,
        counts=counts,
        beside=site.once(("beside", iri), lambda: beside(site, iri)),
        coverage=coverage_of(site, iri),
        **context,
    )


def _counts(site: Site, draft: str) -> dict[str, str]:
    return {row["article"]: row["n"] for row in site.rows("statements/counts", draft=draft)}
