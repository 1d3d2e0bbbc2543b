"""Which articles of drafts that were read go on as which lineage, where that is certain.

Certain is a pair of at least `CERTAIN` against which nothing speaks: no other heading, few
words, another order, and no rival that is as like.  Everything else is left to a person.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from treatygraph.assess.likeness import Compared, Likeness, articles_of
from treatygraph.assess.objections import against
from treatygraph.assess.pairing import pair_all
from treatygraph.model import DraftFacts, Lineage

__all__ = ["CERTAIN", "Matched", "certain_pairs", "match_drafts", "matched_file", "roles_file"]

#: The score from which a pair is taken over without a person: measured in docs/matching.md.
CERTAIN = 0.95
#: What speaks against a pair and does not make it doubtful: references come and go.
_SLIGHT = frozenset({"no reference in common"})
_HEAD = "# Made by `treatygraph official`, anew with each call; corrections belong elsewhere."
#: Article of a draft: keys of both.
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Matched:
    """What was taken over for one draft that was read.

    `members` gives for each lineage its articles, with the key of their draft: those of
    this draft, and the earlier one with which a lineage begins here (`labels`).  `open`
    counts the articles without a lineage; `roles` has those of chapters by their key;
    `beside` is the draft that it was held against.
    """

    treaty: str
    draft: str
    members: dict[str, list[_Place]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    open: int = 0
    beside: str = ""

    @property
    def count(self) -> int:
        """How many articles of the draft were given a lineage."""
        return sum(d == self.draft for places in self.members.values() for d, _ in places)


def certain_pairs(before: Sequence[Compared], after: Sequence[Compared]) -> dict[str, str]:
    """Return for articles of a later draft the one of an earlier that each certainly goes on."""
    if not before or not after:
        return {}
    like = Likeness(before, after)
    return {
        m.after: m.before
        for m in pair_all(like).matches
        if m.shape == "same" and m.score >= CERTAIN and not set(against(like, m)) - _SLIGHT
    }


def match_drafts(
    treaty: str, drafts: Iterable[DraftFacts], lineages: Iterable[Lineage], read: Iterable[str]
) -> list[Matched]:
    """Return the lineages of articles in the drafts that were read (`read`, by key).

    Each is held against the draft before it by date, then against the one that has most
    lineages; an article that certainly goes on from one that has none begins one with it.
    """
    listed = sorted(
        (d for d in drafts if d.treaty == treaty), key=lambda d: (d.date or "", d.draft)
    )
    known = sorted((x for x in lineages if x.treaty == treaty), key=lambda x: x.key)
    join = _Joining(
        {d.draft: articles_of(d.provisions, d.references) for d in listed},
        {(m.draft, m.provision): x.key for x in known for m in x.members},
        {x.key for x in known},
    )
    wanted = {*read}
    roles = {
        _plain(p.heading): p.role for d in listed for p in d.provisions if p.role and p.heading
    }
    return [
        replace(join.matched(treaty, d.draft), roles=_roles(d, roles))
        for d in listed
        if d.draft in wanted
    ]


def _roles(draft: DraftFacts, known: Mapping[str, str]) -> dict[str, str]:
    """Return the roles of chapters that have none, by headings that are the same elsewhere."""
    return {
        p.key: known[_plain(p.heading)]
        for p in draft.provisions
        if p.level == "chapter" and not p.role and _plain(p.heading) in known
    }


def _plain(heading: str | None) -> str:
    return "".join(c for c in (heading or "").casefold() if c.isalnum())


@dataclass(slots=True)
class _Joining:
    """The articles of all drafts, oldest first, their lineages, and the keys in use."""

    sides: dict[str, tuple[Compared, ...]]
    of: dict[_Place, str]
    taken: set[str]

    def matched(self, treaty: str, draft: str) -> Matched:
        """Give the articles of one draft their lineages, and those they certainly go on from."""
        found = Matched(treaty, draft, beside=next(iter(self.beside(draft)), ""))
        for other in self.beside(draft):
            if self.left(draft):
                self.join(found, other)
        return replace(found, open=len(self.left(draft)))

    def left(self, draft: str) -> list[Compared]:
        """Return the articles of a draft that have no lineage."""
        return [a for a in self.sides[draft] if (draft, a.key) not in self.of]

    def beside(self, draft: str) -> list[str]:
        """Return the drafts that one is held against."""
        order = [*self.sides]
        earlier = [d for d in order[: order.index(draft)] if self.sides[d]]
        counts = Counter(owner for owner, _ in self.of)
        others = [d for d in order if d != draft and self.sides[d]]
        return [*dict.fromkeys([*earlier[-1:], *sorted(others, key=lambda d: -counts[d])[:1]])]

    def join(self, found: Matched, other: str) -> None:
        """Join what certainly goes on between a draft and another, whichever is the earlier."""
        draft, order = found.draft, [*self.sides]
        if order.index(other) < order.index(draft):
            going = certain_pairs(self.sides[other], self.sides[draft])
        else:
            pairs = certain_pairs(self.sides[draft], self.sides[other])
            going = {before: after for after, before in pairs.items()}
        for article in self.left(draft):
            if article.key not in going:
                continue
            place, origin = (draft, article.key), (other, going[article.key])
            if origin not in self.of:
                key = _key(article, draft, self.taken)
                found.labels[key] = article.heading or f"Article {article.number}"
                self.of[origin] = key
                found.members.setdefault(key, []).append(origin)
            self.of[place] = self.of[origin]
            found.members.setdefault(self.of[origin], []).append(place)


def _key(article: Compared, draft: str, taken: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", article.heading.casefold()).strip("-")[:60].strip("-")
    key = slug or f"article-{article.number or article.key}"
    key = re.sub(r"[^a-z0-9.~-]", "-", key.casefold())
    key = key if key not in taken else f"{key}-{draft}-{article.key}"
    taken.add(key)
    return key


def matched_file(found: Matched, names: Mapping[str, str], document: str) -> str:
    """Return what was taken over as a file of lineages, found by `matched`.

    `names` has the labels of the lineages that other files have.
    """
    note = f"Score of at least {CERTAIN}, no rival, nothing against it; nobody looked at it."
    proof = _proof(document, f"member in {found.draft}", note)
    lines = [_HEAD, f"treaty: {found.treaty}", f"evidence: [{proof}]", "lineages:"]
    for key, places in sorted(found.members.items()):
        members: dict[str, list[str]] = {}
        for draft, article in places:
            members.setdefault(draft, []).append(article)
        there = ", ".join(f"{json.dumps(d)}: [{', '.join(a)}]" for d, a in members.items())
        label = json.dumps(names.get(key) or found.labels.get(key, key), ensure_ascii=False)
        lines.append(f"  - {{key: {key}, label: {label}, members: {{{there}}}}}")
    return "\n".join(lines) + "\n"


def roles_file(found: Matched, title: str, document: str) -> str:
    """Return the roles of chapters that were taken over as a file of a draft."""
    note = "A chapter of another draft has the same heading and this role; nobody looked at it."
    lines = [
        _HEAD,
        f"treaty: {found.treaty}",
        f"draft: {json.dumps(found.draft)}",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"document: {document}",
        f"evidence: [{_proof(document, 'role', note)}]",
        "provisions:",
        *(f"  - {{id: {key}, role: {role}}}" for key, role in found.roles.items()),
    ]
    return "\n".join(lines) + "\n"


def _proof(document: str, about: str, note: str) -> str:
    proof = {"basis": "unverified", "document": document, "about": about}
    proof |= {"found_by": "matched", "note": note}
    return f"{{{', '.join(f'{k}: {json.dumps(v)}' for k, v in proof.items())}}}"
