"""What a search found, as the page of a search shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from treatygraph.draw.node_kinds import CONCEPTS, kind_of
from treatygraph.draw.style import look
from treatygraph.errors import UsageError
from treatygraph.search import Hit, named_things
from treatygraph.search import find as found

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["find", "findable"]


def find(site: Site, q: str, *, limit: int = 60, alike: bool = True) -> tuple[list[Hit], int]:
    """Return the things that fit best, and how many fit in all; kinds and drafts in words."""
    try:
        told = found(site.asked, q, limit=limit, loosely=alike)
    except UsageError:  # nothing but signs was typed
        return [], 0
    types = site.once("types", lambda: _types(site))
    short = {draft.iri: draft.short for draft in site.drafts}
    return [_shown(hit, types.get(hit.thing, ""), short) for hit in told.hits], told.total


def findable(site: Site) -> list[tuple[Hit, tuple[str, ...]]]:
    """Return all that can be found with the names it goes by, in the order of search."""
    types = site.once("types", lambda: _types(site))
    short = {draft.iri: draft.short for draft in site.drafts}
    return [
        (_shown(hit, types.get(hit.thing, ""), short), names)
        for hit, names in named_things(site.asked)
    ]


def _types(site: Site) -> dict[str, str]:
    return {row["thing"]: row.get("type", "") for row in site.rows("things/labels")}


def _shown(hit: Hit, types: str, short: dict[str, str]) -> Hit:
    scheme = hit.thing.partition("/scheme/")[2].partition("/")[0]
    kind = CONCEPTS.get(scheme) or kind_of(types)
    words = look()["kinds"][kind]["label"] if kind != "other" else ("Concept" if scheme else "")
    drafts = [name for iri, name in short.items() if hit.thing.startswith(f"{iri}/")]
    said = "" if hit.snippet == hit.label else hit.snippet
    return replace(hit, kind=words, draft=drafts[0] if drafts else "", snippet=said)
