"""Statements and what became of them, read once for all dossiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from treatygraph.asker import Asker
from treatygraph.assess.course import Course, course, drafts_before
from treatygraph.dossier.records import DraftRef, Judged, Row, Said, last

__all__ = ["Statements", "read_statements"]

#: A name that is longer stands by its shortest other name, where it has one.
_LONG = 25
_RANKS = ("key recommendation", "recommendation", "position", "proposal", "argument", "risk")


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements by IRI, and those that speak of a thing."""

    every: dict[str, Said]
    by_target: dict[str, tuple[str, ...]]
    by_holder: dict[str, tuple[str, ...]]

    def on(self, things: Sequence[str]) -> list[Said]:
        """Return the statements that speak of any of some things, what asks first."""
        found = dict.fromkeys(s for thing in things for s in self.by_target.get(thing, ()))
        return sorted((self.every[s] for s in found), key=_rank)

    def of(self, holder: str) -> list[Said]:
        """Return what a stakeholder says, what asks first."""
        return sorted((self.every[s] for s in self.by_holder.get(holder, ())), key=_rank)


def _rank(said: Said) -> tuple[int, str, str]:
    rank = _RANKS.index(said.kind) if said.kind in _RANKS else len(_RANKS)
    return rank, said.holder_name, said.iri


def read_statements(asker: Asker, drafts: Sequence[DraftRef]) -> Statements:
    """Return every statement with its verdicts in these drafts, oldest first."""
    verdicts, short = _verdicts(asker), _short_names(asker)
    targets: dict[str, list[str]] = defaultdict(list)
    for row in asker.records("dossiers/targets"):
        targets[row["statement"]] += [row["target"], *filter(None, [row.get("whole", "")])]
    every: dict[str, Said] = {}
    for row in asker.records("dossiers/statements"):
        iri = row["statement"]
        if iri not in every:
            name = row.get("holderName", "")
            known = short.get(row["holder"], name) if len(name) > _LONG else name
            row |= {"short": known}
            every[iri] = _said(row, tuple(dict.fromkeys(targets[iri])), verdicts, drafts)
    by_target: dict[str, list[str]] = defaultdict(list)
    by_holder: dict[str, list[str]] = defaultdict(list)
    for said in every.values():
        by_holder[said.holder].append(said.iri)
        for target in said.targets:
            by_target[target].append(said.iri)
    return Statements(
        every,
        {key: tuple(value) for key, value in by_target.items()},
        {key: tuple(value) for key, value in by_holder.items()},
    )


def _short_names(asker: Asker) -> dict[str, str]:
    found: dict[str, str] = {}
    for holder, name in asker.texts("stakeholders/short-names"):
        found[holder] = min(found.get(holder, name), name, key=len)
    return found


def _verdicts(asker: Asker) -> dict[str, dict[str, Judged]]:
    found: dict[str, dict[str, Judged]] = defaultdict(dict)
    for row in asker.records("dossiers/verdicts"):
        judged = Judged(
            row["draft"],
            last(row["verdict"]),
            row["assessment"],
            last(row.get("reviewed", "")),
            last(row.get("basis", "")),
            row.get("note", ""),
        )
        found[row["asked"]].setdefault(row["draft"], judged)
    return found


def _said(
    row: Row,
    targets: tuple[str, ...],
    verdicts: dict[str, dict[str, Judged]],
    drafts: Sequence[DraftRef],
) -> Said:
    there = [draft for draft in drafts if draft.iri in verdicts.get(row["statement"], {})]
    judged = tuple(verdicts[row["statement"]][draft.iri] for draft in there)
    return Said(
        iri=row["statement"],
        summary=row.get("summary") or row.get("label", ""),
        kind=row["kind"],
        holder=row["holder"],
        holder_name=row.get("holderName", ""),
        holder_short=row["short"],
        action=row.get("action", ""),
        stance=row.get("stance", ""),
        stance_on=row.get("on", ""),
        document=row.get("document", ""),
        document_name=row.get("title", ""),
        place=row.get("place", ""),
        basis=last(row.get("basis", "")),
        addressed=row.get("addressed", ""),
        no_check=row.get("reason", ""),
        targets=targets,
        verdicts=judged,
        course=_course(row, there, judged),
    )


def _course(row: Row, there: list[DraftRef], judged: tuple[Judged, ...]) -> Course | None:
    """Return what became of a recommendation, by the rule of `treatygraph uptake`."""
    if not judged:
        return None
    told = {j.draft for j in judged}
    dated = [(draft.iri, draft.date) for draft in there if draft.iri in told]
    before = drafts_before(dated, row.get("addressed", ""), row.get("day", ""))
    return course([(j.draft, j.verdict) for j in judged], before)
