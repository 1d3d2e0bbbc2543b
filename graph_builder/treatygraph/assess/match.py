"""Lineage proposals: which article of a later draft goes on from which of an earlier.

Only proposals: nothing is joined until a person puts it into `data/lineage`.  In the
largest collection of this kind few automatic matches were ever confirmed, so each
proposal comes with its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from treatygraph.assess.matrix import find_draft, find_pair
from treatygraph.assess.world import World
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

__all__ = ["WEIGHTS", "Proposal", "RoleProposal", "match", "proposals", "role_proposals"]

#: How much each sign counts; a sign that is not known for both sides does not count.
WEIGHTS = {"heading": 0.45, "text": 0.3, "references": 0.1, "role": 0.075, "position": 0.075}

_BRACKETS = re.compile(r"\[[^\]]*\]")
_ARTICLES = """
SELECT ?article ?heading ?role
WHERE {
  ?article a tg:Article ; tg:inDraft ?draft .
  OPTIONAL { ?article tg:heading ?heading . FILTER(LANG(?heading) IN ("en", "")) }
  OPTIONAL { ?article tg:chapterRole ?role }
}
ORDER BY ?article ?heading
"""


_POINTS = """
SELECT DISTINCT ?from ?heading ?target ?instrument
WHERE {
  ?reference tg:referenceFrom ?part ; tg:inDraft ?draft .
  ?part tg:inArticle ?from .
  OPTIONAL {
    ?reference tg:referenceTo ?place .
    ?place tg:inArticle ?target .
    FILTER(?target != ?from)
    OPTIONAL { ?target tg:heading ?heading . FILTER(LANG(?heading) IN ("en", "")) }
  }
  OPTIONAL { ?reference tg:referenceInstrument ?instrument }
}
ORDER BY ?from ?heading ?target ?instrument
"""
_CHAPTERS = """
SELECT ?chapter ?heading ?role
WHERE {
  ?chapter a tg:Chapter ; tg:inDraft ?draft ; tg:heading ?heading .
  FILTER(LANG(?heading) IN ("en", ""))
  OPTIONAL { ?chapter tg:chapterRole ?role }
}
ORDER BY ?chapter ?heading
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
    points: frozenset[str]
    place: float


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """A role for a chapter that has none, taken from the chapter most like it."""

    chapter: str
    before: str
    role: str
    score: float


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
    notes = [
        "Proposals only: --write FILE puts them into a file for a person to go through, and "
        "`treatygraph accept FILE` takes over what that person accepted.",
    ]
    here = {world.keys[p][0] for p in world.keys}
    for key in (before, after):
        if find_draft(world, key) not in here:
            notes.append(f"No article of {key} is registered: ingest the document first.")
    roles = len(role_proposals(store, before, after, world=world))
    if roles:
        notes.append(f"{roles} chapters of {after} have no role yet; the file proposes some.")
    return Table(columns, tuple(rows), f"Lineages from {before} to {after}", tuple(notes))


def proposals(
    store: Store, before: str, after: str, *, world: World | None = None
) -> list[Proposal]:
    """Return the best pair for each article of the later draft, in its order."""
    world = world or World.of(store)
    old, new = (_articles(world, draft) for draft in find_pair(world, before, after))
    together = {(p, q) for members in world.lineages.values() for p in members for q in members}
    best = []
    for article in new:
        scored = [(_signs(other, article), other) for other in old]
        if scored:
            signs, other = max(scored, key=lambda pair: (_score(pair[0]), pair[1].iri))
            known = (other.iri, article.iri) in together
            best.append(Proposal(other.iri, article.iri, _score(signs), signs, known))
    return best


def role_proposals(
    store: Store, before: str, after: str, *, world: World | None = None
) -> list[RoleProposal]:
    """Return for each chapter of the later draft without a role the role most like it."""
    world = world or World.of(store)
    old, new = (
        [
            tuple(str(getattr(term, "value", "") or "") for term in row)
            for row in store.select(
                _CHAPTERS.replace("?draft", f"<{find_draft(world, draft)}>")
            ).rows
        ]
        for draft in (before, after)
    )
    found = []
    for chapter, heading, role in new:
        scored = [(_alike(there, heading), other, of) for other, there, of in old if of]
        if not role and scored:
            score, other, of = max(scored)
            found.append(RoleProposal(chapter, other, of.rpartition("/")[2], score))
    return sorted(found, key=lambda proposal: world.order(proposal.chapter))


def _points(world: World, draft: str) -> dict[str, set[str]]:
    """Return what each article refers to and is referred to by, in words that outlive numbers."""
    found: dict[str, set[str]] = {}
    for row in world.store.select(_POINTS.replace("?draft", f"<{draft}>")).rows:
        source, heading, target, instrument = (
            str(getattr(term, "value", "") or "") for term in row
        )
        if instrument or heading:
            found.setdefault(source, set()).add(instrument or heading.casefold())
        if target:
            found.setdefault(target, set()).add(f"from {world.name(source).partition('. ')[2]}")
    return found


def _articles(world: World, draft: str) -> list[_Article]:
    found: dict[str, tuple[str, str, str]] = {}
    texts, points = world.texts(draft), _points(world, draft)
    for row in world.store.select(_ARTICLES.replace("?draft", f"<{draft}>")).rows:
        iri, heading, role = (str(getattr(term, "value", "") or "") for term in row)
        if iri not in world.deleted:
            found.setdefault(iri, (heading, role, texts.get(iri, "")))
    ordered = sorted(found, key=world.order)
    return [
        _Article(iri, *found[iri], frozenset(points.get(iri, ())), i / len(ordered))
        for i, iri in enumerate(ordered)
    ]


def _signs(old: _Article, new: _Article) -> dict[str, float]:
    signs = {"position": 1 - abs(old.place - new.place)}
    if old.heading and new.heading:
        signs["heading"] = _alike(old.heading, new.heading)
    if old.role and new.role:
        signs["role"] = float(old.role == new.role)
    if old.points and new.points:
        signs["references"] = len(old.points & new.points) / len(old.points | new.points)
    if old.text and new.text:
        signs["text"] = fuzz.token_sort_ratio(old.text, new.text) / 100
    return signs


def _alike(one: str, other: str) -> float:
    """Return how alike two headings are, as printed or without what stands in brackets.

    >>> _alike("Use of terms [agreed]", "Use of terms")
    1.0
    """
    forms = [(one, other), (_BRACKETS.sub(" ", one), _BRACKETS.sub(" ", other))]
    pairs = [(a.casefold(), b.casefold()) for a, b in forms if a.strip() and b.strip()]
    return max(fuzz.token_sort_ratio(a, b) for a, b in pairs) / 100


def _score(signs: dict[str, float]) -> float:
    weight = sum(WEIGHTS[sign] for sign in signs)
    return sum(WEIGHTS[sign] * value for sign, value in signs.items()) / weight
