"""Lineage proposals: which article of a later draft goes on from which of an earlier.

Only proposals: nothing is joined until a person puts it into `data/lineage`.  Each comes
with a score, what both texts have in common, and what speaks against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from treatygraph.asker import Source
from treatygraph.assess.likeness import Compared, Likeness
from treatygraph.assess.objections import against, in_common
from treatygraph.assess.pairing import LEAST, Match, Pairing, pair_all
from treatygraph.table import Cell, Table
from treatygraph.travaux import Travaux

__all__ = ["Proposal", "RoleProposal", "match", "proposals", "role_proposals"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may have become of articles: `kind` is same, split, join, new, dropped or unclear.

    A join has several in `before`; of a split there is one proposal for each part.  What is
    new has nothing before, what is dropped nothing after; `near` is then what came nearest.
    Unclear is what has no match and may yet have one: its score says how likely it has none.
    `shares` says how much of the words of the earlier and of the later are in the other.
    """

    before: tuple[str, ...]
    after: str
    kind: str
    score: float
    shares: tuple[float, float] = (0.0, 0.0)
    common: str = ""
    against: tuple[str, ...] = ()
    near: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """A role for a chapter that has none, taken from the chapter most like it."""

    chapter: str
    before: str
    role: str
    score: float


def match(graph: Source, before: str, after: str, *, least: float = LEAST) -> Table:
    """Return what each article of the later draft goes on from, then what is dropped."""
    travaux = Travaux.of(graph)
    rows = tuple(_row(travaux, p) for p in proposals(travaux, before, after, least=least))
    columns = (
        "after", "provision", "before", "matches", "kind", "score",
        "of earlier", "of later", "speaks against", "state",
    )  # fmt: skip
    notes = [
        "Proposals only: --write FILE puts them into a file for a person to go through, and "
        "`treatygraph accept FILE` takes over what that person accepted.",
    ]
    here = {travaux.keys[p][0] for p in travaux.keys}
    for key in (before, after):
        if travaux.draft(key).iri not in here:
            notes.append(f"No article of {key} is registered: ingest the document first.")
    roles = len(role_proposals(travaux, before, after))
    if roles:
        notes.append(f"{roles} chapters of {after} have no role yet; the file proposes some.")
    return Table(columns, rows, f"Lineages from {before} to {after}", tuple(notes))


def _row(travaux: Travaux, p: Proposal) -> tuple[Cell, ...]:
    shares = p.shares if p.before and p.after else (None, None)
    return (
        travaux.keys[p.after][1] if p.after else "",
        travaux.name(p.after) if p.after else "",
        ", ".join(travaux.keys[b][1] for b in p.before),
        ", ".join(travaux.name(b) for b in p.before),
        p.kind,
        int(p.score * 100) / 100,
        *(share if share is None else round(share, 2) for share in shares),
        "; ".join(p.against),
        "in the data already" if p.known else "to be accepted or refused",
    )


def proposals(graph: Source, before: str, after: str, *, least: float = LEAST) -> list[Proposal]:
    """Return what became of the articles of two drafts, in order; what is dropped comes last."""
    travaux = Travaux.of(graph)
    old, new = (_articles(travaux, draft) for draft in travaux.pair(before, after))
    if not old or not new:
        return []
    like = Likeness(old, new)
    pairing = pair_all(like, least=least)
    of: dict[str, set[str]] = {}
    for lineage, members in travaux.lineages.items():
        for provision in members:
            of.setdefault(provision, set()).add(lineage)
    return [*_going_on(like, pairing, of), *_left_over(like, pairing, of)]


def _going_on(like: Likeness, pairing: Pairing, of: Mapping[str, set[str]]) -> list[Proposal]:
    """Return the proposals for the articles of the later draft."""
    origins: dict[str, list[Match]] = {}
    parts = Counter(m.before for m in pairing.matches)
    for m in pairing.matches:
        origins.setdefault(m.after, []).append(m)
    unclear = {x.key for x in pairing.unclear_after}
    left = {x.key: x for x in (*pairing.new, *pairing.unclear_after)}
    rows = []
    for article in like.after:
        if article.key in left:
            x = left[article.key]
            known = bool(of.get(x.key)) and not _shared(of, x.key, like.before)
            kind = "unclear" if x.key in unclear else "new"
            rows.append(Proposal((), x.key, kind, x.score, near=x.near, known=known))
            continue
        found = origins[article.key]
        kind = "join" if len(found) > 1 else "split" if parts[found[0].before] > 1 else "same"
        objections = (text for m in found for text in against(like, m))
        rows.append(
            Proposal(
                tuple(m.before for m in found),
                article.key,
                kind,
                min(m.score for m in found),
                (min(m.shares[0] for m in found), sum(m.shares[1] for m in found)),
                "; ".join(filter(None, (in_common(like, m) for m in found))),
                tuple(dict.fromkeys(objections)),
                known=all(of.get(m.before, set()) & of.get(m.after, set()) for m in found),
            )
        )
    return rows


def _left_over(like: Likeness, pairing: Pairing, of: Mapping[str, set[str]]) -> list[Proposal]:
    """Return the articles of the earlier draft that go on as none."""
    return [
        Proposal(
            (x.key,),
            "",
            kind,
            x.score,
            near=x.near,
            known=bool(of.get(x.key)) and not _shared(of, x.key, like.after),
        )
        for kind, found in (("dropped", pairing.dropped), ("unclear", pairing.unclear_before))
        for x in found
    ]


def _shared(of: Mapping[str, set[str]], key: str, others: Sequence[Compared]) -> bool:
    """Whether an article has a lineage in common with one of the other draft."""
    mine = of.get(key, set())
    return any(mine & of.get(other.key, set()) for other in others)


def role_proposals(graph: Source, before: str, after: str) -> list[RoleProposal]:
    """Return for each chapter of the later draft without a role the role most like it."""
    travaux = Travaux.of(graph)
    old, new = (
        travaux.texts("provisions/chapters", draft=travaux.draft(draft).iri)
        for draft in (before, after)
    )
    found = []
    for chapter, heading, role in new:
        scored = [(_alike(there, heading), other, of) for other, there, of in old if of]
        if not role and scored:
            score, other, of = max(scored)
            found.append(RoleProposal(chapter, other, of.rpartition("/")[2], score))
    return sorted(found, key=lambda proposal: travaux.order(proposal.chapter))


def _points(travaux: Travaux, draft: str) -> dict[str, set[str]]:
    """Return what each article refers to: articles, or other instruments."""
    found: dict[str, set[str]] = {}
    for source, target, instrument in travaux.texts("references/of-articles", draft=draft):
        if instrument or target:
            found.setdefault(source, set()).add(instrument or target)
    return found


def _articles(travaux: Travaux, draft: str) -> list[Compared]:
    """Return the articles of a draft in order; those of its annexes are another numbering."""
    heads: dict[str, tuple[str, str, str]] = {}
    texts, points = travaux.provision_texts(draft), _points(travaux, draft)
    for iri, number, heading, language, part in travaux.texts("provisions/parted", draft=draft):
        known = iri in heads and language != "en"
        if iri not in travaux.deleted and not known:
            heads[iri] = (number, heading, part)
    whole = [iri for iri in heads if "/" not in travaux.keys[iri][1]]
    return [
        Compared(
            iri,
            *heads[iri][:2],
            texts.get(iri, ""),
            frozenset(points.get(iri, ())),
            heads[iri][2],
        )
        for iri in sorted(whole or heads, key=travaux.order)
    ]


def _alike(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(one.casefold(), other.casefold()) / 100
