"""Lineage proposals: which article of a later draft goes on from which of an earlier.

Only proposals: nothing is joined until a person puts it into `data/lineage`.  In the
largest collection of this kind few automatic matches were ever confirmed, so each
proposal comes with its parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from treatygraph.assess.matrix import find_draft
from treatygraph.assess.world import World
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

__all__ = ["WEIGHTS", "Proposal", "match", "proposals"]

#: How much each sign counts; a sign that is not known for both sides does not count.
WEIGHTS = {"heading": 0.5, "text": 0.3, "role": 0.1, "position": 0.1}

_ARTICLES = """
SELECT ?article ?heading ?role
WHERE {
  ?article a tg:Article ; tg:inDraft ?draft .
  OPTIONAL { ?article tg:heading ?heading . FILTER(LANG(?heading) IN ("en", "")) }
  OPTIONAL { ?article tg:chapterRole ?role }
}
ORDER BY ?article ?heading
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair of articles with its score from 0 to 1 and the score of each sign."""

    before: str
    after: str
    score: float
    signs: dict[str, float]
    known: bool


@dataclass(frozen=True, slots=True)
class _Article:
    iri: str
    heading: str
    role: str
    text: str
    place: float


def match(store: Store, before: str, after: str, *, least: float = 0.5) -> Table:
    """Return for every article of the later draft its best match, or none above `least`."""
    world = World.of(store)
    found = proposals(store, before, after, world=world)
    rows: list[tuple[Cell, ...]] = []
    for proposal in found:
        good = proposal.score >= least
        state = "in the data already" if proposal.known else "to be accepted or refused"
        rows.append(
            (
                world.keys[proposal.after][1],
                world.name(proposal.after),
                world.keys[proposal.before][1] if good else "",
                world.name(proposal.before) if good else "",
                round(proposal.score, 2),
                *(round(proposal.signs[s], 2) if s in proposal.signs else None for s in WEIGHTS),
                state if good else "no match: new?",
            )
        )
    columns = ("after", "provision", "before", "matches", "score", *WEIGHTS, "state")
    notes = ("Proposals only: put what a person accepts into data/lineage.",)
    return Table(columns, tuple(rows), f"Lineages from {before} to {after}", notes)


def proposals(
    store: Store, before: str, after: str, *, world: World | None = None
) -> list[Proposal]:
    """Return the best pair for each article of the later draft, in its order."""
    world = world or World.of(store)
    old = _articles(world, find_draft(world, before))
    new = _articles(world, find_draft(world, after))
    together = {(p, q) for members in world.lineages.values() for p in members for q in members}
    best = []
    for article in new:
        scored = [(_signs(other, article), other) for other in old]
        if scored:
            signs, other = max(scored, key=lambda pair: (_score(pair[0]), pair[1].iri))
            known = (other.iri, article.iri) in together
            best.append(Proposal(other.iri, article.iri, _score(signs), signs, known))
    return best


def _articles(world: World, draft: str) -> list[_Article]:
    found: dict[str, tuple[str, str, str]] = {}
    texts = world.texts(draft)
    for row in world.store.select(_ARTICLES.replace("?draft", f"<{draft}>")).rows:
        iri, heading, role = (str(getattr(term, "value", "") or "") for term in row)
        if iri not in world.deleted:
            found.setdefault(iri, (heading, role, texts.get(iri, "")))
    ordered = sorted(found, key=world.order)
    return [_Article(iri, *found[iri], i / len(ordered)) for i, iri in enumerate(ordered)]


def _signs(old: _Article, new: _Article) -> dict[str, float]:
    signs = {"position": 1 - abs(old.place - new.place)}
    if old.heading and new.heading:
        signs["heading"] = fuzz.token_sort_ratio(old.heading, new.heading) / 100
    if old.role and new.role:
        signs["role"] = float(old.role == new.role)
    if old.text and new.text:
        signs["text"] = fuzz.token_sort_ratio(old.text, new.text) / 100
    return signs


def _score(signs: dict[str, float]) -> float:
    weight = sum(WEIGHTS[sign] for sign in signs)
    return sum(WEIGHTS[sign] * value for sign, value in signs.items()) / weight
