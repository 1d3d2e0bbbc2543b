"""The page of the picture: a draft, a thing's surroundings, or a question's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.ask import answer, find_question, resolve
from treatygraph.catalogue import Question, catalogue
from treatygraph.draw.answer_scene import gather_answer
from treatygraph.draw.gather import gather_around, gather_draft
from treatygraph.draw.page import picture_context
from treatygraph.errors import UsageError
from treatygraph.http.pages import iri_asked, render, site_of
from treatygraph.languages import gettext

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
        iri = iri_asked(around if "://" in around else site.minter.base + around)
        context = _around(site, iri)
        return render(request, "explore.html", title=context["picture"]["title"], **context)
    draft = site.draft(request.query_params.get("draft"))
    context = site.once_spoken(("picture", draft.iri), lambda: _draft(site, draft.iri))
    drafts = [other for other in site.drafts if other.articles or other.negotiated]
    return render(
        request,
        "explore.html",
        title=gettext("Graph: %(draft)s", draft=draft.name),
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
    if values.pop("on", "") == "map":
        return _on_the_map(request, site, entry, values)
    table = answer(site.asked, entry, values)
    scene = gather_answer(site.asked, table.columns, table.rows, title=entry.question)
    if not scene.nodes:
        raise UsageError("The answer names no things to draw.", remedy="look at its table")
    context = picture_context(scene, base=site.minter.base)
    return render(request, "explore.html", title=entry.question, **context)


#: Answers that are no finding: nobody knows, or nobody recorded the place.
_NO_FINDING = ("cannot tell", "not registered", "not known")


def _on_the_map(request: Request, site: Site, entry: Question, values: dict[str, str]) -> Response:
    """Draw an answer on the map of the draft that it is about: what was found is framed."""
    bound = resolve(site.asked, entry, values)
    of_draft = [bound[p.name] for p in entry.params if p.type == "draft" and p.name in bound]
    draft = site.draft(of_draft[0].value if of_draft else None)
    table = answer(site.asked, entry, values)
    told = table.columns.index("answer") if "answer" in table.columns else None
    rows = [row for row in table.rows if told is None or row[told] not in _NO_FINDING]
    found = dict.fromkeys(str(c) for row in rows for c in row if str(c).startswith(f"{draft.iri}/"))
    about = [str(getattr(term, "value", "")) for term in bound.values()]
    what = sorted({str(row[told]) for row in rows}) if told is not None else []
    words = f"{entry.question} → {', '.join(what)}" if what else entry.question
    marks = {"found": [iri for iri in found if iri not in about], "about": about, "words": words}
    scene = gather_draft(site.asked, draft.iri)
    context = picture_context(scene, base=site.minter.base, marks=marks)
    context["picture"]["notes"] = [*table.notes]
    return render(request, "explore.html", title=entry.question, **context)


def _draft(site: Site, iri: str) -> dict[str, Any]:
    return picture_context(gather_draft(site.asked, iri), base=site.minter.base)


def _around(site: Site, iri: str) -> dict[str, Any]:
    return picture_context(gather_around(site.asked, iri), base=site.minter.base)
