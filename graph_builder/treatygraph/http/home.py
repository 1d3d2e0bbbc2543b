"""The first page, the search, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils
from starlette.requests import Request
from starlette.responses import Response

from treatygraph.catalogue import catalogue
from treatygraph.draw.gather import gather_draft
from treatygraph.draw.thumbnail import thumbnail
from treatygraph.http.drafts import Draft, chosen_draft, known_drafts
from treatygraph.http.pages import render, site_of

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = ["help_page", "home", "search"]

_COUNTS = """
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?n) WHERE {
  VALUES (?class ?kind) {
    (tg:Draft "drafts") (tg:Article "articles") (tg:Recommendation "recommendations")
    (tg:Position "positions in all") (tg:Stakeholder "stakeholders")
    (tg:Evidence "pieces of evidence")
  }
  ?thing a ?class .
}
GROUP BY ?kind
ORDER BY ?kind
"""
_ORDER = (
    "drafts",
    "articles",
    "recommendations",
    "positions in all",
    "stakeholders",
    "pieces of evidence",
)
_BASES = """
SELECT ?basis (COUNT(DISTINCT ?article) AS ?n) WHERE { ?article a tg:Article ; tg:basis ?basis }
GROUP BY ?basis
ORDER BY DESC(?n) ?basis
"""
_FINDABLE = """
SELECT ?thing ?label ?more WHERE {
  VALUES ?class { tg:Provision tg:Lineage tg:Stakeholder tg:Position tg:Argument tg:Risk tg:Proposal
    tg:Draft tg:Document tg:Instrument tg:Session skos:Concept }
  ?thing a ?class ; rdfs:label ?label .
  OPTIONAL { ?thing tg:inDraft/rdfs:label ?draft }
  OPTIONAL { ?thing tg:summary ?summary }
  OPTIONAL { ?thing tg:text ?text }
  BIND(COALESCE(?text, ?summary, ?draft, "") AS ?more)
}
ORDER BY ?thing
"""


def home(request: Request) -> Response:
    """Show what is here, how well it is known, and where to begin."""
    site = site_of(request)
    counts = {row["kind"]: int(row["n"]) for row in site.once("counts", lambda: site.rows(_COUNTS))}
    known = any(draft.articles for draft in known_drafts(site))
    mapped = chosen_draft(site, None) if known else None
    return render(
        request,
        "home.html",
        map=site.once("map", lambda: _map(site, mapped)),
        mapped=mapped,
        title="A treaty under negotiation, and what is said of it",
        figures=[(name, counts[name]) for name in _ORDER if name in counts],
        bases=site.once("bases", lambda: site.rows(_BASES)),
        drafts=[draft for draft in known_drafts(site) if draft.negotiated],
        questions=list(catalogue().values())[:12],
        structured={
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": site.minter.base,
            "name": "treatygraph",
            "description": "A treaty under negotiation and what stakeholders say about it, as RDF.",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
    )


def _map(site: Site, draft: Draft | None) -> str:
    return thumbnail(gather_draft(site.rows, draft.iri)) if draft else ""


def search(request: Request) -> Response:
    """Find things by name, number and words."""
    site = site_of(request)
    q = request.query_params.get("q", "").strip()[:200]
    hits = found(site, q) if q else []
    return render(request, "search.html", title=f"Search: {q}" if q else "Search", q=q, hits=hits)


def found(site: Site, q: str, *, limit: int = 40) -> list[Row]:
    """Return the things whose name or words match best, best first."""
    rows: list[Row] = site.once("findable", lambda: site.rows(_FINDABLE))
    names = [f"{row['label']} {row.get('more', '')}" for row in rows]
    wanted = q.casefold()
    exact = [n for n, name in enumerate(names) if wanted in name.casefold()]
    exact.sort(key=lambda n: (names[n].casefold().find(wanted), len(names[n]), n))
    near = process.extract(
        q,
        names,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=75,
    )
    order = dict.fromkeys([*exact, *(index for _, _, index in near)])
    seen: dict[str, Row] = {}
    for index in order:
        seen.setdefault(rows[index]["thing"], rows[index])
    return list(seen.values())[:limit]


def help_page(request: Request) -> Response:
    """Explain the words, the bases and the ways to ask."""
    return render(request, "help.html", title="Help")
