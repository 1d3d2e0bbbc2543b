"""The page of the picture: a draft, a thing's surroundings, or a question's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.ask import answer, find_question
from treatygraph.catalogue import catalogue
from treatygraph.draw.answered import gather_answer
from treatygraph.draw.gather import gather_around, gather_draft
from treatygraph.draw.page import picture_context
from treatygraph.errors import UsageError
from treatygraph.http.drafts import chosen_draft, known_drafts
from treatygraph.http.pages import render, site_of

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["explore"]


def explore(request: Request) -> Response:
    """Show one draft; with `around=IRI` a thing's surroundings, with `question=NAME` an answer."""
    site = site_of(request)
    if request.query_params.get("question"):
        return _answered(request, site)
    around = request.query_params.get("around")
    if around:
        iri = around if "://" in around else site.minter.base + around
        context = _around(site, iri)
        return render(request, "explore.html", title=context["picture"]["title"], **context)
    draft = chosen_draft(site, request.query_params.get("draft"))
    context = site.once(("picture", draft.iri), lambda: _draft(site, draft.iri))
    drafts = [other for other in known_drafts(site) if other.articles or other.negotiated]
    return render(
        request,
        "explore.html",
        title=f"Graph: {draft.name}",
        once=("explore", draft.iri),
        draft=draft.iri,
        drafts=drafts,
        **context,
    )


def _answered(request: Request, site: Site) -> Response:
    """Show the answer to a question of the catalogue; its parameters stand beside the name."""
    asked = request.query_params
    entry = find_question(asked["question"], catalogue())
    values = {name: value for name, value in asked.items() if name != "question" and value}
    table = answer(site.asked, entry, values)
    scene = gather_answer(site.remembered, table.columns, table.rows, title=entry.question)
    if not scene.nodes:
        raise UsageError("The answer names no things to draw.", remedy="look at its table")
    context = picture_context(scene, base=site.minter.base)
    return render(request, "explore.html", title=entry.question, **context)


def _draft(site: Site, iri: str) -> dict[str, Any]:
    return picture_context(gather_draft(site.remembered, iri), base=site.minter.base)


def _around(site: Site, iri: str) -> dict[str, Any]:
    return picture_context(gather_around(site.remembered, iri), base=site.minter.base)
