"""The pages of articles and stakeholders: what was asked, by whom, and what became of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from treatygraph.dossier.article import article_dossier, lineages_of_treaty
from treatygraph.dossier.brief_forms import FORMS, brief_bytes
from treatygraph.dossier.chosen import brief_of_iri, lineage_named
from treatygraph.dossier.library import library_of
from treatygraph.dossier.records import ArticleDossier, Said
from treatygraph.dossier.stakeholder import balance_of, stakeholder_dossier
from treatygraph.dossier.wording import worded
from treatygraph.http.pages import iri_asked, render, site_of
from treatygraph.http.problems import problem
from treatygraph.languages import gettext, spoken

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = [
    "article",
    "articles",
    "brief",
    "briefs",
    "lineage_context",
    "stakeholder_context",
]


def lineage_context(site: Site, iri: str) -> dict[str, Any]:
    """Return what the page of an article shows."""
    library = library_of(site.asked)
    dossier = article_dossier(library, iri)
    own = [said for said in dossier.said if said.reach == "article"]
    near = [said for said in dossier.said if said.reach != "article"]
    return {
        "dossier": dossier,
        "words": worded(dossier.versions),
        "groups": [group for group in (("on it", own), ("on its chapter", near)) if group[1]],
        "balance": balance_of(own),
        "askers": len({said.holder for said in own if said.asks}),
        "facets": _facets(dossier.said),
        "silent": _silent(dossier),
        "names": {ref.iri: ref.short for ref in library.draft.values()},
        "briefs": briefs(site, iri),
    }


def _silent(dossier: ArticleDossier) -> dict[str, list[str]]:
    """Return why a draft has no column → the drafts."""
    found: dict[str, list[str]] = {}
    for version in dossier.versions:
        if not version.places:
            found.setdefault(version.state, []).append(version.draft.short)
    return found


def _facets(said: tuple[Said, ...]) -> dict[str, dict[str, int]]:
    return {
        "holder": dict(Counter(s.holder_name for s in said)),
        "kind": dict(Counter(s.kind for s in said)),
    }


def stakeholder_context(site: Site, iri: str) -> dict[str, Any]:
    """Return what the page of a stakeholder shows beside its facts."""
    library = library_of(site.asked)
    dossier = stakeholder_dossier(library, iri)
    return {
        "dossier": dossier,
        "names": {ref.iri: ref.short for ref in library.draft.values()},
        "briefs": briefs(site, iri),
    }


def articles(request: Request) -> Response:
    """List the articles of the treaties under negotiation, with their number in each draft."""
    site = site_of(request)
    treaties = list(dict.fromkeys(d.treaty for d in site.drafts if d.negotiated))
    tables = [_listed(site, treaty) for treaty in treaties]
    return render(
        request,
        "articles.html",
        title=gettext("Articles"),
        tables=tables,
        once=("articles", site.digest),
    )


def _listed(site: Site, treaty: str) -> dict[str, Any]:
    library = library_of(site.asked)
    drafts = [d for d in site.drafts if d.treaty == treaty and d.articles]
    rows = []
    for lineage in lineages_of_treaty(library, treaty):
        members = library.travaux.lineages.get(lineage, [])
        near = [lineage, *members, *(p for m in members for p in library.below.get(m, ()))]
        said = library.statements.on(near)
        numbers: dict[str, list[tuple[str, str]]] = {}
        for member in sorted(members, key=library.travaux.order):
            number = library.places.get(member, {}).get("number", "")
            name = number or library.travaux.name(member)
            numbers.setdefault(library.travaux.keys[member][0], []).append((member, name))
        holders = list(dict.fromkeys(s.holder for s in said if s.asks))
        rows.append(
            {
                "lineage": lineage,
                "numbers": numbers,
                "said": len(said),
                "holders": holders,
                "balance": balance_of(said),
            }
        )
    return {"treaty": treaty, "drafts": drafts, "rows": rows}


def brief(request: Request) -> Response:
    """Give the brief of an article, a stakeholder or a chapter; the ending says the form."""
    site = site_of(request)
    path, _, form = request.path_params["path"].rpartition(".")
    iri = iri_asked(site.minter.base + path)
    if form not in FORMS:
        return problem("not-found", "The forms are " + ", ".join(FORMS))
    address = f"{request.base_url}page/{path}"
    source = gettext(
        "Made by treatygraph from graph %(graph)s: %(address)s", graph=site.digest, address=address
    )
    made = brief_of_iri(library_of(site.asked), iri, source=source)
    content = brief_bytes(made, form)
    name = f"{path.rpartition('/')[2]}.{form}"
    shown = "inline" if form in ("html", "pdf") else "attachment"
    headers = {
        "Content-Disposition": f'{shown}; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "Cache-Control": "no-cache",
        "Content-Language": spoken(),
        "Vary": "Accept-Language, Cookie",
    }
    return Response(content, media_type=FORMS[form], headers=headers)


def briefs(site: Site, iri: str) -> list[dict[str, str]]:
    """Return the addresses of the briefs of a thing, with the names of their forms."""
    names = {"docx": "Word", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
    if site.still:
        del names["pdf"]  # made one by one, by a browser: too dear for every article
    path = iri.removeprefix(site.minter.base)
    return [{"href": f"/brief/{path}.{form}", "name": name} for form, name in names.items()]


def article(request: Request) -> Response:
    """Lead from a number, a key or a name to the page of the article."""
    site = site_of(request)
    lineage = lineage_named(site.asked, request.path_params["name"])
    return RedirectResponse(site.href(lineage), 303)
