"""Parts of drafts: their place, their points, what they refer to, what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from treatygraph.languages import ENGLISH, spoken

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = ["Part", "parents", "positions_on", "relations_of", "strip", "tree"]


@dataclass
class Part:
    """A part of a draft with the parts inside it."""

    row: Row
    parts: list[Part] = field(default_factory=list)


def tree(site: Site, draft: str) -> list[Part]:
    """Return the outline of a draft: its top parts, each with what is inside.

    A part known in several languages has its words in the one that is spoken, else in English.
    """
    made: dict[str, Part] = {}
    for row in site.rows("provisions/parts", draft=draft):
        part = made.setdefault(row["part"], Part(row))
        if _strange(row) < _strange(part.row):
            part.row = row
    top: list[Part] = []
    for part in made.values():
        above = made.get(part.row["parent"])
        (above.parts if above else top).append(part)
    return top


def _strange(row: Row) -> tuple[int, int]:
    """Return how far the words of a row are from the language that is spoken."""
    order = {spoken(): 0, ENGLISH: 1}
    names = ("labelLanguage", "textLanguage")
    label, text = (order.get(row.get(name, "").partition("-")[0], 2) for name in names)
    return label, text


def parents(site: Site, iri: str) -> list[str]:
    """Return what a part stands in, the draft first."""
    return [row["parent"] for row in site.rows("provisions/above", it=iri)]


def relations_of(site: Site, iri: str) -> tuple[list[Row], list[Row]]:
    """Return the references from and to a part, and the safeguards that it names or lacks."""
    return site.rows("references/of-part", it=iri), site.rows("safeguards/of-part", it=iri)


def positions_on(site: Site, iri: str) -> list[Row]:
    """Return what stakeholders say of a part, what is said of it alone first."""
    seen: set[str] = set()
    found = []
    for row in site.rows("statements/on-part", it=iri):
        if row["statement"] not in seen:
            seen.add(row["statement"])
            found.append(row)
    return found


def strip(site: Site, iri: str) -> list[Row]:
    """Return the same negotiated thing in every draft, oldest first."""
    return site.rows("provisions/lineage-of-part", it=iri)
