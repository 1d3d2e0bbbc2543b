"""Finding things by name, number and words, as people type them.

Promise: what bears the name or the number stands first, of the treaty under negotiation
before its models, of the draft that is known best before the others; what only holds the
words comes after; what is merely spelt alike comes where nothing else is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from treatygraph.draw.kinds import CONCEPTS, kind_of
from treatygraph.draw.look import look
from treatygraph.http.drafts import chosen_draft, known_drafts

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["Hit", "find"]

_FINDABLE = """
SELECT ?thing ?label (GROUP_CONCAT(DISTINCT STR(?c); separator=" ") AS ?types)
  (GROUP_CONCAT(DISTINCT ?alt; separator="\\n") AS ?names) (SAMPLE(?d) AS ?draft)
  (SAMPLE(?more) AS ?text) WHERE {
  VALUES ?class { tg:Provision tg:Lineage tg:Stakeholder tg:Position tg:Argument tg:Risk tg:Proposal
    tg:Draft tg:Document tg:Instrument tg:Session skos:Concept }
  ?thing a ?class ; rdfs:label ?label ; a ?c .
  OPTIONAL { ?thing skos:altLabel ?alt }
  OPTIONAL { ?thing tg:inDraft ?d }
  OPTIONAL { ?thing tg:text|tg:summary ?more }
}
GROUP BY ?thing ?label
ORDER BY ?thing ?label
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its name, what it is, its draft in short, its own words."""

    thing: str
    label: str
    kind: str
    draft: str
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    names: tuple[str, ...]
    words: str
    order: tuple[int, int, int, int, str]


def find(site: Site, q: str, *, limit: int = 60) -> tuple[list[Hit], int]:
    """Return the things that fit best, best first, and how many fit in all."""
    entries = site.once("findable", lambda: _entries(site))
    wanted = " ".join(q.casefold().split())
    ranked = [(tier, entry) for entry in entries if (tier := _tier(entry, wanted)) is not None]
    ranked.sort(key=lambda found: (found[0], *found[1].order))
    things = dict.fromkeys(entry.hit.thing for _, entry in ranked)
    hits = {entry.hit.thing: entry.hit for _, entry in reversed(ranked)}
    if not things:
        near = _alike(entries, q, limit)
        return near, len(near)
    return [hits[thing] for thing in list(things)[:limit]], len(things)


def _tier(entry: _Entry, wanted: str) -> int | None:
    """Return how well an entry fits, 0 the best; None where it does not.

    A name's own part before the heading counts as a name: `Article 24`, and `24`.
    """
    heads = [name.partition(". ")[0] for name in entry.names]
    numbers = [head.split(" ")[1] for head in heads if head.count(" ") == 1]
    if wanted in entry.names or wanted in heads or wanted in numbers:
        return 0
    if any(name.startswith(wanted) for name in entry.names):
        return 1
    words = wanted.split()
    if any(f" {wanted}" in name for name in entry.names):
        return 2
    for tier, text in ((3, "\n".join(entry.names)), (4, entry.words)):
        if all(word in text for word in words):
            return tier
    return None


def _alike(entries: list[_Entry], q: str, limit: int) -> list[Hit]:
    found = process.extract(
        q,
        [entry.words for entry in entries],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=75,
    )
    hits = [entries[index].hit for _, _, index in found]
    return list({hit.thing: hit for hit in hits}.values())


def _entries(site: Site) -> list[_Entry]:
    drafts = known_drafts(site)
    first = chosen_draft(site, None).iri if any(draft.articles for draft in drafts) else ""
    order = {d.iri: (not d.negotiated, d.iri != first, -d.articles) for d in drafts}
    short = {draft.iri: draft.short for draft in drafts}
    return [_entry(row, order, short) for row in site.rows(_FINDABLE)]


def _entry(
    row: dict[str, str], order: dict[str, tuple[bool, bool, int]], short: dict[str, str]
) -> _Entry:
    draft, label, thing = row.get("draft", ""), row["label"], row["thing"]
    scheme = thing.partition("/scheme/")[2].partition("/")[0]
    kind = CONCEPTS.get(scheme) or kind_of(row["types"])
    words = look()["kinds"][kind]["label"] if kind != "other" else ("Concept" if scheme else "")
    names = (label, *filter(None, row.get("names", "").split("\n")))
    text = row.get("text", "")
    other, second, known = order.get(draft, (False, False, 0))
    place = (int(other), thing.count("/") if draft else 0, int(second), known, thing)
    return _Entry(
        Hit(thing, label, words, short.get(draft, ""), text if text != label else ""),
        tuple(name.casefold() for name in names),
        f"{' '.join(names)} {text}".casefold(),
        place,
    )
