"""The first page, the search, the help."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.catalogue import catalogue
from treatygraph.drafts import Draft
from treatygraph.draw.gather import gather_draft
from treatygraph.draw.thumbnail import thumbnail
from treatygraph.http.asked_in_words import answered, understood
from treatygraph.http.coverage import Known, known_of_drafts, summary_of
from treatygraph.http.lookup import find
from treatygraph.http.pages import render, site_of
from treatygraph.http.thing_facts import exists
from treatygraph.languages import gettext, message
from treatygraph.resources import locate

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["help_page", "home", "search"]

_ORDER = (
    message("recommendations"),
    message("positions in all"),
    message("documents"),
    message("pieces of evidence"),
)


def home(request: Request) -> Response:
    """Show what is here, how well it is known, and where to begin."""
    site = site_of(request)
    known = known_of_drafts(site)
    mapped = site.draft() if any(entry.articles for entry in known) else None
    return render(
        request,
        "home.html",
        map=site.once("map", lambda: _map(site, mapped)),
        mapped=mapped,
        title=gettext("A treaty under negotiation, and what is said of it"),
        figures=site.once("figures", lambda: _figures(site, known)),
        known=known,
        sums=summary_of(known),
        models=[draft for draft in site.drafts if not draft.negotiated and draft.articles],
        cards=site.once("cards", lambda: _cards(site)),
        total=len(catalogue()),
        structured={
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": site.minter.base,
            "name": "treatygraph",
            "description": "A treaty under negotiation and what stakeholders say about it, as RDF.",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
    )


def _figures(site: Site, known: list[Known]) -> list[tuple[str, int]]:
    counts = {row["kind"]: int(row["n"]) for row in site.rows("things/counts")}
    sums = summary_of(known)
    speakers = sum(int(row["n"]) for row in site.rows("stakeholders/speakers"))
    first = [
        (message("drafts"), sums["drafts"]),
        (message("articles known"), sums["articles"]),
    ]
    first.append((message("who speak"), speakers))
    return first + [(name, counts[name]) for name in _ORDER if name in counts]


def _cards(site: Site) -> list[dict[str, str]]:
    """Return the declared questions that this graph's drafts allow, each with its address."""
    text = locate("visualizations", "views", "home.toml").read_text("utf-8")
    keys = {draft.key.rpartition("/")[2] for draft in site.drafts}
    cards = []
    for card in tomllib.loads(text)["cards"]:
        given = card.get("with", {})
        drafts = {given[name] for name in ("draft", "from", "to") if name in given}
        needs = card.get("needs")
        known = not needs or exists(site, site.minter.base + needs)
        if card["ask"] in catalogue() and drafts <= keys and known:
            address = f"/questions/{card['ask']}" + (f"?{urlencode(given)}" if given else "")
            cards.append({"title": card["title"], "why": card["why"], "href": address})
    return cards


def _map(site: Site, draft: Draft | None) -> str:
    return thumbnail(gather_draft(site.asked, draft.iri)) if draft else ""


def search(request: Request) -> Response:
    """Answer a question in words, with what was understood; find things by name and words."""
    site = site_of(request)
    q = request.query_params.get("q", "").strip()[:200]
    heard = understood(site, q) if q else None
    known = bool(heard and heard.readings)
    hits, total = find(site, q, alike=not known) if q else ([], 0)
    title = gettext("Search: %(words)s", words=q) if q else gettext("Search")
    return render(
        request,
        "search.html",
        title=title,
        q=q,
        hits=hits,
        total=total,
        heard=heard,
        answers=answered(site, heard) if heard else [],
        drafts=site.drafts,
    )


def help_page(request: Request) -> Response:
    """Explain the words, the bases and the ways to ask."""
    return render(request, "help.html", title=gettext("Help"))
