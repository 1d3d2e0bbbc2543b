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

from treatygraph.assess.match import Proposal, proposals, role_proposals
from treatygraph.assess.matrix import find_pair
from treatygraph.assess.world import World
from treatygraph.errors import DataError
from treatygraph.readers.yamlfile import Located
from treatygraph.store.base import Store

__all__ = ["Accepted", "accepted", "accepted_files", "proposal_file"]

_HEAD = """\
# Which article of {after} goes on from which of {before}: proposals, nothing more.
# Write `accept: yes` where one is right and `accept: no` where it is not; correct `lineage`
# where the article goes on from another (several in brackets: [one, other]).  Then
#   treatygraph accept THIS-FILE --by "Your name"
# takes over what says yes.  What stays undecided is left alone.
treaty: {treaty}
before: {before}
after: {after}
"""
_ANSWERS = ("yes", "no", "undecided")
_KEY = re.compile(r"[a-z0-9][a-z0-9.~-]*")


def proposal_file(store: Store, before: str, after: str, *, least: float = 0.5) -> str:
    """Return the proposals for two drafts as YAML, for a person to go through.

    Articles that have a lineage already are left out.
    """
    world = World.of(store)
    old, new = find_pair(world, before, after)
    treaty = world.drafts[new][0]
    lines = [_HEAD.format(treaty=treaty, before=world.drafts[old][1], after=world.drafts[new][1])]
    of = {p: lineage for lineage, members in world.lineages.items() for p in members}
    taken = {iri.rpartition("/")[2] for iri in world.names}
    rows = [
        _article(world, proposal, of, taken, least)
        for proposal in proposals(store, before, after, world=world)
        if proposal.after not in of
    ]
    lines.append("articles:" if rows else "articles: []")
    lines.extend(f"  - {{{row}}}" for row in rows)
    roles = role_proposals(store, before, after, world=world)
    lines.append("chapters:" if roles else "chapters: []")
    for role in roles:
        named = {
            "chapter": world.keys[role.chapter][1],
            "named": world.name(role.chapter),
            "like": world.name(role.before),
            "role": role.role,
        }
        lines.append(f"  - {{{_flow(named)}, score: {role.score:.2f}, accept: undecided}}")
    return "\n".join(lines) + "\n"


def _article(
    world: World, proposal: Proposal, of: Mapping[str, str], taken: set[str], least: float
) -> str:
    """Return one line; `taken` are the keys of lineages, to which that of a new one is added."""
    good = proposal.score >= least
    lineage = of.get(proposal.before, "") if good else ""
    article = world.keys[proposal.after][1]
    named = {"article": article, "named": world.name(proposal.after)}
    if good:
        named["like"] = world.name(proposal.before)
    if good and not lineage:
        named["before"] = world.keys[proposal.before][1]
    if lineage:
        key = lineage.rpartition("/")[2]
    else:
        key = _slug(world.name(proposal.after).partition(". ")[2] or article)
        key = f"{key}-{_slug(article)}" if key in taken else key
        taken.add(key)
    signs = ", ".join(f"{sign} {value:.2f}" for sign, value in proposal.signs.items())
    new = "" if lineage else "new: true, "
    tail = f"{new}score: {proposal.score:.2f}, signs: {json.dumps(signs)}, accept: undecided"
    return f"{_flow({**named, 'lineage': key})}, {tail}"


def _flow(values: Mapping[str, str]) -> str:
    return ", ".join(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in values.items())


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-") or "unnamed"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a person said of a file of proposals.

    `members` gives for each lineage the articles of the later draft, `earlier` those of
    the earlier one where the lineage begins with it.
    """

    treaty: str
    before: str
    after: str
    members: dict[str, list[str]]
    earlier: dict[str, list[str]]
    roles: dict[str, str]
    counts: dict[str, int]


def accepted(located: Located, store: Store) -> tuple[Accepted | None, list[DataError]]:
    """Return what is accepted in a file of proposals, or its faults with their lines."""
    world, data = World.of(store), located.data
    faults: list[DataError] = []

    def fault(path: tuple[str | int, ...], met: str, expected: str) -> None:
        faults.append(DataError(met, place=located.place(path), expected=expected))

    for key in ("treaty", "before", "after", "articles"):
        if key not in data:
            fault((), f"The key {key!r} is missing.", "a file that `match --write` made")
    if faults:
        return None, faults
    treaty = str(data["treaty"])
    draft = world.minter.draft(treaty, str(data["after"]))
    if draft not in world.drafts:
        fault(("after",), f"There is no draft {data['after']!r} of {treaty!r}.", "a draft's key")
        return None, faults
    here = {key for owner, key in world.keys.values() if owner == draft}
    first = world.minter.draft(treaty, str(data["before"]))
    there = {key for owner, key in world.keys.values() if owner == first}
    counts = dict.fromkeys(_ANSWERS, 0)
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
        if answer != "yes":
            continue
        if path[0] == "chapters":
            roles[row["chapter"]] = row["role"]
            continue
        for key in _listed(row["lineage"]):
            known = world.minter.lineage(treaty, key) in world.names
            if not known and not row.get("new"):
                met = f"There is no lineage {key!r} of {treaty!r}."
                fault((*path, "lineage"), met, "a lineage's key, or `new: true` beside a new one")
            members.setdefault(key, []).append(row["article"])
            if row.get("before") and row["before"] not in earlier.get(key, ()):
                earlier.setdefault(key, []).append(row["before"])
    if faults:
        return None, faults
    drafts = str(data["before"]), str(data["after"])
    return Accepted(treaty, *drafts, members, earlier, roles, counts), []


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    for name in ("articles", "chapters"):
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
    key = "chapter" if name == "chapters" else "article"
    if row.get(key) not in here:
        return key, f"{row.get(key)!r} is not in this draft.", f"the key of a {key}"
    wanted = "role" if name == "chapters" else "lineage"
    values = _listed(row.get(wanted))
    if not values or not all(isinstance(v, str) and _KEY.fullmatch(v) for v in values):
        return wanted, f"{wanted!r} is {row.get(wanted)!r}.", f"the key of a {wanted}"
    return None


def _wrong_before(row: Mapping[str, Any], there: set[str]) -> tuple[str, str, str] | None:
    before = row.get("before")
    if before is None or before in there:
        return None
    return "before", f"{before!r} is not in the earlier draft.", "the key of an article"


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def accepted_files(found: Accepted, store: Store, *, reviewer: str) -> Iterator[tuple[str, str]]:
    """Yield folder and content of the files that hold what was accepted, as in `data/`."""
    world = World.of(store)
    draft = world.minter.draft(found.treaty, found.after)
    document = _value(world, draft, "tg:documentedBy").rpartition("/")[2]
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
            known = world.names.get(world.minter.lineage(found.treaty, key))
            label = known or _label(world, found, articles[0])
            drafts = {found.before: found.earlier.get(key, []), found.after: articles}
            listed = (f"{draft}: [{', '.join(keys)}]" for draft, keys in drafts.items() if keys)
            there = f"members: {{{', '.join(listed)}}}"
            name = json.dumps(label, ensure_ascii=False)
            lines.append(f"  - {{key: {key}, label: {name}, {there}}}")
        yield "lineage", _joined(lines)
    if found.roles:
        lines = [f"treaty: {found.treaty}", f"draft: {found.after}"]
        label = _value(world, draft, "rdfs:label")
        lines += [f"title: {json.dumps(label, ensure_ascii=False)}", f"document: {document}"]
        lines += ["evidence:", f"  - {_evidence({**proof, 'about': 'role'}, found.after)}"]
        lines.append("provisions:")
        lines += [f"  - {{id: {key}, role: {role}}}" for key, role in found.roles.items()]
        yield "drafts", _joined(lines)


def _value(world: World, thing: str, name: str) -> str:
    """Return the first value of a property."""
    rows = world.store.select(f"SELECT ?v WHERE {{ <{thing}> {name} ?v }} ORDER BY ?v").rows
    return str(getattr(rows[0][0], "value", "")) if rows else ""


def _label(world: World, found: Accepted, article: str) -> str:
    iri = world.minter.provision(found.treaty, found.after, article)
    return world.name(iri).partition(". ")[2] or article


def _evidence(proof: Mapping[str, str], draft: str) -> str:
    about = proof.get("about", f"member in {draft}")
    return f"{{{_flow({**proof, 'about': about})}}}"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
