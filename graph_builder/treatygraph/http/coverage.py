"""How much is known of each draft: counted from the graph, said in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatygraph.drafts import Draft
    from treatygraph.http.site import Site

__all__ = ["Known", "coverage_of", "known_of_drafts", "summary_of"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one draft: articles by basis, and how many were read for what."""

    draft: Draft
    bases: dict[str, int]
    references: int
    mentions: int
    texts: int

    @property
    def articles(self) -> int:
        """How many articles are known."""
        return sum(self.bases.values())


def known_of_drafts(site: Site) -> list[Known]:
    """Return what is known of every draft under negotiation, oldest first."""
    return site.once("known", lambda: _known(site))


def _known(site: Site) -> list[Known]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in site.rows("drafts/articles-by-basis"):
        if "draft" in row:
            found.setdefault(row["draft"], []).append(row)
    known = []
    for draft in site.drafts:
        if draft.negotiated:
            rows = found.get(draft.iri, [])
            sums = {name: sum(int(row[name]) for row in rows) for name in _SUMS}
            bases = {row["basis"].rpartition("/")[2]: int(row["n"]) for row in rows}
            known.append(Known(draft, bases, **sums))
    return known


_SUMS = ("references", "mentions", "texts")


def summary_of(known: list[Known]) -> dict[str, int]:
    """Return the sums that the first page says in a sentence."""
    most = max((entry.articles for entry in known), default=0)
    outlined = [entry for entry in known if entry.articles and 2 * entry.articles >= most]
    return {
        "drafts": len(known),
        "outlined": len(outlined),
        "some": sum(bool(entry.articles) for entry in known) - len(outlined),
        "empty": sum(not entry.articles for entry in known),
        "articles": sum(entry.articles for entry in known),
        "unverified": sum(entry.bases.get("unverified", 0) for entry in known),
        "references": sum(entry.references for entry in known),
        "texts": sum(entry.texts for entry in known),
    }


def coverage_of(site: Site, draft: str) -> list[dict[str, object]]:
    """Return what is stated of a draft's coverage: one entry an aspect, count and notes."""
    found: dict[str, dict[str, object]] = {}
    for row in site.rows("drafts/stated-coverage", draft=draft):
        entry = found.setdefault(row["aspect"], {"aspect": row["aspect"], "notes": []})
        if "total" in row:
            entry["covered"], entry["total"] = int(row["covered"]), int(row["total"])
        elif "state" not in entry:
            entry["state"] = row["state"]
        notes = entry["notes"]
        if "note" in row and isinstance(notes, list):
            notes.append(row["note"])
    return list(found.values())
