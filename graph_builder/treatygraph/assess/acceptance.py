"""Proposals in a file for a person to go through, and what that person accepted.

Nothing is joined unless a person wrote `accept: yes` behind it.  What was accepted
becomes files as in `data/`, with the person as reviewer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from treatygraph.asker import Source
from treatygraph.assess.match import Proposal, proposals, role_proposals
from treatygraph.assess.pairing import LEAST
from treatygraph.curated.yamlfile import Located
from treatygraph.errors import DataError
from treatygraph.model.keys import is_key
from treatygraph.travaux import Travaux
from treatygraph.vocab import expand

__all__ = ["Accepted", "accepted", "accepted_files", "proposal_file"]

_HEAD = """\
# Which article of {after} goes on from which of {before}: proposals, nothing more.
# Write `accept: yes` where one is right and `accept: no` where it is not; correct `before`
# where the article goes on from another, [one, other] where two were joined, [] where it is
# new; an article that was split stands in several lines.  `dropped` has the articles that go
# on as none: yes says so.  `against` is what speaks against a proposal.  Then
#   treatygraph accept THIS-FILE --by "Your name"
# takes over what says yes.  What stays undecided is left alone.
treaty: {treaty}
before: {before}
after: {after}
"""
_ANSWERS = ("yes", "no", "undecided")


def proposal_file(graph: Source, before: str, after: str, *, least: float = LEAST) -> str:
    """Return the proposals for two drafts as YAML, for a person to go through.

    Articles that have a lineage already are left out.
    """
    travaux = Travaux.of(graph)
    old, new = travaux.pair(before, after)
    treaty = travaux.by_iri[new].treaty_key
    lines = [
        _HEAD.format(
            treaty=treaty, before=travaux.by_iri[old].local, after=travaux.by_iri[new].local
        )
    ]
    of = {p: lineage for lineage, members in travaux.lineages.items() for p in members}
    taken = {iri.rpartition("/")[2]: iri for iri in travaux.names}
    found = proposals(travaux, before, after, least=least)
    open_ = [p for p in found if p.after not in of and (p.after or p.before[0] not in of)]
    rows = [_article(travaux, p, of, taken) for p in open_ if p.after]
    lines.append("articles:" if rows else "articles: []")
    lines.extend(f"  - {{{row}}}" for row in rows)
    rows = [_dropped(travaux, p, taken) for p in open_ if not p.after]
    lines.append("dropped:" if rows else "dropped: []")
    lines.extend(f"  - {{{row}}}" for row in rows)
    roles = role_proposals(travaux, before, after)
    lines.append("chapters:" if roles else "chapters: []")
    for role in roles:
        named = {
            "chapter": travaux.keys[role.chapter][1],
            "named": travaux.name(role.chapter),
            "like": travaux.name(role.before),
            "role": role.role,
        }
        lines.append(f"  - {{{_flow(named)}, score: {role.score:.2f}, accept: undecided}}")
    return "\n".join(lines) + "\n"


def _article(travaux: Travaux, p: Proposal, of: Mapping[str, str], taken: dict[str, str]) -> str:
    """Return one line; `taken` has the keys of lineages, to which that of a new one is added."""
    article = travaux.keys[p.after][1]
    named = {"article": article, "named": travaux.name(p.after)}
    if p.before:
        named["like"] = "; ".join(travaux.name(b) for b in p.before)
    lineages = list(dict.fromkeys(of[b] for b in p.before if b in of))
    if lineages:
        keys = [lineage.rpartition("/")[2] for lineage in lineages]
    else:
        keys = [_new_key(travaux, p.before[0] if p.before else p.after, taken, article)]
    before = f"before: [{', '.join(travaux.keys[b][1] for b in p.before)}]"
    lineage = f"lineage: {json.dumps(keys[0]) if len(keys) == 1 else json.dumps(keys)}"
    tail = ["new: true"] if not lineages else []
    tail += [f"kind: {p.kind}", f"score: {int(p.score * 100) / 100:.2f}"]
    if p.before and any(p.shares):
        tail.append(f"words: {json.dumps('{:.0%} of before, {:.0%} of after'.format(*p.shares))}")
    tail += [f"common: {json.dumps(p.common, ensure_ascii=False)}"] if p.common else []
    tail += [f"against: {json.dumps('; '.join(p.against))}"] if p.against else []
    tail += [f"near: {travaux.keys[p.near][1]}"] if p.near else []
    return f"{_flow(named)}, {before}, {lineage}, {', '.join(tail)}, accept: undecided"


def _dropped(travaux: Travaux, p: Proposal, taken: dict[str, str]) -> str:
    """Return one line for an article of the earlier draft that goes on as none."""
    before = travaux.keys[p.before[0]][1]
    key = _new_key(travaux, p.before[0], taken, before)
    near = f", near: {travaux.keys[p.near][1]}" if p.near else ""
    named = _flow({"before": before, "named": travaux.name(p.before[0]), "lineage": key})
    return f"{named}, score: {int(p.score * 100) / 100:.2f}{near}, accept: undecided"


def _new_key(travaux: Travaux, start: str, taken: dict[str, str], article: str) -> str:
    """Return the key of the lineage that begins with an article, the same for all its parts."""
    if start in taken.values():
        return next(key for key, of in taken.items() if of == start)
    key = _slug(travaux.name(start).partition(". ")[2] or article)
    key = f"{key}-{_slug(article)}" if key in taken else key
    taken[key] = start
    return key


def _flow(values: Mapping[str, str]) -> str:
    return ", ".join(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in values.items())


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-") or "unnamed"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a person said of a file of proposals.

    `members` gives for each lineage the articles of the later draft, `earlier` those of
    the earlier one where the lineage begins with it.  `unseen` are the lineages that were
    accepted by their score, not by the person.
    """

    treaty: str
    before: str
    after: str
    members: dict[str, list[str]]
    earlier: dict[str, list[str]]
    roles: dict[str, str]
    counts: dict[str, int]
    unseen: frozenset[str] = frozenset()


def accepted(
    located: Located, graph: Source, *, above: float | None = None
) -> tuple[Accepted | None, list[DataError]]:
    """Return what is accepted in a file of proposals, or its faults with their lines.

    With `above`, what nobody decided and has at least that score is accepted too, unseen.
    """
    travaux, data = Travaux.of(graph), located.data
    faults = _wrong_head(located, travaux)
    if faults:
        return None, faults

    def fault(path: tuple[str | int, ...], met: str, expected: str) -> None:
        faults.append(DataError(met, place=located.place(path), expected=expected))

    treaty = str(data["treaty"])
    draft = travaux.minter.draft(treaty, str(data["after"]))
    here = {key for owner, key in travaux.keys.values() if owner == draft}
    first = travaux.minter.draft(treaty, str(data["before"]))
    there = {key for owner, key in travaux.keys.values() if owner == first}
    counts = dict.fromkeys(_ANSWERS, 0)
    unseen: set[str] = set()
    members: dict[str, list[str]] = {}
    earlier: dict[str, list[str]] = {}
    roles: dict[str, str] = {}
    for path, row in _rows(data):
        answer = row.get("accept", "undecided")
        wrong = _wrong(row, answer, here, path[0]) or _wrong_before(row, there)
        if wrong:
            fault((*path, wrong[0]), wrong[1], wrong[2])
            continue
        counts[answer] += 1
        by_score = above is not None and answer == "undecided" and _score(row) >= above
        if answer != "yes" and not (by_score and path[0] != "chapters"):
            continue
        if path[0] == "chapters":
            roles[row["chapter"]] = row["role"]
            continue
        origins = [b for b in _listed(row.get("before")) if b is not None]
        for key in _listed(row["lineage"]):
            known = travaux.minter.lineage(treaty, key) in travaux.names
            if not known and not row.get("new") and path[0] == "articles":
                met = f"There is no lineage {key!r} of {treaty!r}."
                fault((*path, "lineage"), met, "a lineage's key, or `new: true` beside a new one")
            if by_score:
                unseen.add(key)
            if path[0] == "articles":
                members.setdefault(key, []).append(row["article"])
            for before in origins if path[0] == "dropped" or not known else ():
                if before not in earlier.setdefault(key, []):
                    earlier[key].append(before)
    if faults:
        return None, faults
    drafts = str(data["before"]), str(data["after"])
    for key in earlier:
        members.setdefault(key, [])
    return Accepted(treaty, *drafts, members, earlier, roles, counts, frozenset(unseen)), []


def _wrong_head(located: Located, travaux: Travaux) -> list[DataError]:
    """Return what is wrong in the head of a file of proposals."""
    data = located.data
    faults = [
        DataError(
            f"The key {key!r} is missing.",
            place=located.place(()),
            expected="a file that `match --write` made",
        )
        for key in ("treaty", "before", "after", "articles")
        if key not in data
    ]
    if not faults:
        treaty, after = str(data["treaty"]), str(data["after"])
        if travaux.minter.draft(treaty, after) not in travaux.by_iri:
            met, place = f"There is no draft {after!r} of {treaty!r}.", located.place(("after",))
            faults.append(DataError(met, place=place, expected="a draft's key"))
    return faults


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    for name in ("articles", "dropped", "chapters"):
        for i, row in enumerate(data.get(name) or []):
            yield (name, i), row


def _wrong(
    row: Any, answer: object, here: set[str], name: str | int
) -> tuple[str, str, str] | None:
    """Return the key of what is wrong in a row, what was met and what was expected."""
    if not isinstance(row, Mapping):
        return "", f"{row!r} is no proposal.", "a mapping, as `match --write` made it"
    if answer not in _ANSWERS:
        return "accept", f"The answer is {answer!r}.", ", ".join(_ANSWERS)
    key = {"chapters": "chapter", "dropped": "before"}.get(str(name), "article")
    if name != "dropped" and row.get(key) not in here:
        return key, f"{row.get(key)!r} is not in this draft.", f"the key of a {key}"
    wanted = "role" if name == "chapters" else "lineage"
    values = _listed(row.get(wanted))
    if not values or not all(isinstance(v, str) and is_key(v) for v in values):
        return wanted, f"{wanted!r} is {row.get(wanted)!r}.", f"the key of a {wanted}"
    return None


def _wrong_before(row: Mapping[str, Any], there: set[str]) -> tuple[str, str, str] | None:
    for before in _listed(row.get("before")):
        if before is not None and not (isinstance(before, str) and before in there):
            met = f"{before!r} is not in the earlier draft."
            return "before", met, "the key of an article, or several in brackets"
    return None


def _score(row: Mapping[str, Any]) -> float:
    try:
        return float(row.get("score", 0))
    except (TypeError, ValueError):
        return 0.0


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def accepted_files(found: Accepted, graph: Source, *, reviewer: str) -> Iterator[tuple[str, str]]:
    """Yield folder and content of the files that hold what was accepted, as in `data/`."""
    travaux = Travaux.of(graph)
    draft = travaux.minter.draft(found.treaty, found.after)
    document = _value(travaux, draft, "tg:documentedBy").rpartition("/")[2]
    note = f"Accepted from the proposals of `treatygraph match {found.before} {found.after}`."
    proof = {
        "basis": "curated",
        "document": document,
        "place": "headings of the articles",
        "reviewer": reviewer,
        "note": note,
    }
    if found.members:
        lines = [f"treaty: {found.treaty}", "evidence:", f"  - {_evidence(proof, found.after)}"]
        lines.append("lineages:")
        for key, articles in found.members.items():
            known = travaux.names.get(travaux.minter.lineage(found.treaty, key))
            label = known or _label(travaux, found, key)
            drafts = {found.before: found.earlier.get(key, []), found.after: articles}
            listed = (f"{draft}: [{', '.join(keys)}]" for draft, keys in drafts.items() if keys)
            there = f"members: {{{', '.join(listed)}}}"
            name = json.dumps(label, ensure_ascii=False)
            why = f", evidence: [{_evidence(_by_score(proof), found.after)}]"
            why = why if key in found.unseen else ""
            lines.append(f"  - {{key: {key}, label: {name}, {there}{why}}}")
        yield "lineage", _joined(lines)
    if found.roles:
        lines = [f"treaty: {found.treaty}", f"draft: {found.after}"]
        label = _value(travaux, draft, "rdfs:label")
        lines += [f"title: {json.dumps(label, ensure_ascii=False)}", f"document: {document}"]
        lines += ["evidence:", f"  - {_evidence({**proof, 'about': 'role'}, found.after)}"]
        lines.append("provisions:")
        lines += [f"  - {{id: {key}, role: {role}}}" for key, role in found.roles.items()]
        yield "drafts", _joined(lines)


def _value(travaux: Travaux, thing: str, name: str) -> str:
    """Return the first value of a property."""
    rows = travaux.texts("things/values", thing=thing, property=expand(name))
    return rows[0][0] if rows else ""


def _label(travaux: Travaux, found: Accepted, key: str) -> str:
    """Return the heading that a new lineage is called by: that of the later draft first."""
    later, first = found.members[key], found.earlier.get(key, [])
    draft, article = (found.after, later[0]) if later else (found.before, first[0])
    iri = travaux.minter.provision(found.treaty, draft, article)
    return travaux.name(iri).partition(". ")[2] or article


def _by_score(proof: Mapping[str, str]) -> dict[str, str]:
    """Return the evidence of what was accepted by its score: no person looked at it."""
    note = f"{proof['note']} Accepted by its score, not looked at."
    return {k: v for k, v in proof.items() if k != "reviewer"} | {
        "basis": "unverified",
        "note": note,
    }


def _evidence(proof: Mapping[str, str], draft: str) -> str:
    about = proof.get("about", f"member in {draft}")
    return f"{{{_flow({**proof, 'about': about})}}}"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
