"""Who takes part in a treaty, as quads in the named graph `graph/<treaty>/participation`.

What secondary sources tell is held against the depositary's list: where the list says the
same it confirms, where it says otherwise or nothing it corrects, and both stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples
from treatygraph.model import Evidence, Registry, Stakeholder
from treatygraph.model.participation import Declaration, Participation, ParticipationFile

__all__ = ["BINDING", "agrees", "answered_by", "map_participations", "refutes", "reported"]

#: The ways in which one is bound: notations of the scheme participation.
BINDING = ("ratification", "acceptance", "approval", "accession", "succession",
           "formal-confirmation", "definitive-signature", "consent")  # fmt: skip
#: Aspects of a stakeholder's entry → the kind of participation that they tell of.
_REPORTED = {"signed": "signature", "ratified": "ratification"}


def reported(registry: Registry) -> Iterator[ParticipationFile]:
    """Yield what entries of stakeholders tell of the first treaty that is under negotiation."""
    treaty = next((t.key for t in registry.treaties if t.negotiated), None)
    if treaty is None:
        return
    found = [
        Participation(
            who=who.key,
            kind=kind,
            date=day,
            evidence=_proof(who, aspect),
        )
        for who in registry.stakeholders
        for aspect, kind in _REPORTED.items()
        if (day := getattr(who, aspect))
    ]
    if found:
        yield ParticipationFile(treaty=treaty, source="registry", participations=tuple(found))


def _proof(who: Stakeholder, aspect: str) -> tuple[Evidence, ...]:
    """Return the evidence of one aspect of an entry, else that of the whole entry."""
    own = tuple(replace(e, about="") for e in who.evidence if e.about == aspect)
    return own or tuple(e for e in who.evidence if not e.about)


def map_participations(
    files: Sequence[ParticipationFile], registry: Registry, minter: Minter
) -> Iterator[Quad]:
    """Yield the quads of all files, each treaty in its graph."""
    every = [*reported(registry), *files]
    names = {x.key: x.name for x in registry.stakeholders}
    for treaty in sorted({file.treaty for file in every}):
        sheet = Triples(minter, minter.graph(treaty, "participation"))
        here = [file for file in every if file.treaty == treaty]
        lists = [file for file in here if file.depositary]
        for file in here:
            if file.depositary:
                sheet.add(minter.treaty(treaty), "tg:inForceSince", file.in_force)
            for key, one in _keyed(file.participations):
                _participation(sheet, file, key, one, names)
                if not file.depositary:
                    _held_against(sheet, file, key, one, lists)
            for said in file.declarations:
                _declaration(sheet, file, said, names)
        yield from sheet


def _keyed(rows: Iterable[Participation]) -> Iterator[tuple[str, Participation]]:
    """Yield each participation with its key: participant and kind, numbered from the second on."""
    seen: dict[str, int] = {}
    for one in rows:
        key = f"{one.who}/{one.kind}"
        seen[key] = seen.get(key, 0) + 1
        yield key if seen[key] == 1 else f"{key}-{seen[key]}", one


def _iri(sheet: Triples, file: ParticipationFile, key: str) -> str:
    return sheet.minter.statement(file.treaty, "participation", file.source, key)


def _participation(
    sheet: Triples,
    file: ParticipationFile,
    key: str,
    one: Participation,
    names: Mapping[str, str],
) -> None:
    iri = _iri(sheet, file, key)
    sheet.type(iri, "tg:Participation", "tg:Statement")
    kind = one.kind.replace("-", " ")
    sheet.add(iri, "rdfs:label", f"{names.get(one.who, one.who)}: {kind}", lang="en")
    sheet.add(iri, "tg:ofTreaty", NamedNode(sheet.minter.treaty(file.treaty)))
    sheet.add(iri, "tg:participant", NamedNode(sheet.minter.stakeholder(one.who)))
    sheet.concept(iri, "tg:participationKind", f"participation/{one.kind}")
    day = one.date or ""
    if day.startswith("by "):
        sheet.add(iri, "tg:noLaterThan", day.removeprefix("by "))
    else:
        sheet.date(iri, one.date)
    sheet.add(iri, "tg:inForceSince", one.in_force)
    sheet.add(iri, "tg:withdrawn", True if one.withdrawn else None)
    sheet.add(iri, "tg:note", one.note or None)
    sheet.evidence(iri, one.evidence)


def answered_by(one: Participation, list_: ParticipationFile) -> tuple[str, Participation] | None:
    """Return what a list says of the same act, with its key: of the same kind before others.

    What a ratification is called may differ: an acceptance binds as well.
    """
    same = [
        (key, other)
        for key, other in _keyed(list_.participations)
        if other.who == one.who
        and (other.kind == one.kind or (other.kind in BINDING and one.kind in BINDING))
    ]
    return min(same, key=lambda pair: not agrees(one, pair[1]), default=None)


def agrees(one: Participation, other: Participation) -> bool:
    """Tell whether what is told of an act is what the list has, its day as far as it is known."""
    if one.kind != other.kind or one.withdrawn != other.withdrawn:
        return False
    if not one.date or not other.date:
        return True
    if one.date.startswith("by "):
        latest = one.date.removeprefix("by ")
        return other.date[: len(latest)] <= latest
    return other.date.startswith(one.date) or one.date.startswith(other.date)


def _held_against(
    sheet: Triples,
    file: ParticipationFile,
    key: str,
    one: Participation,
    lists: Sequence[ParticipationFile],
) -> None:
    """Write what the depositary's list says of what a secondary source tells."""
    for list_ in lists:
        found = answered_by(one, list_)
        iri = _iri(sheet, file, key)
        if found is not None:
            name = "tg:confirmedBy" if agrees(one, found[1]) else "tg:correctedBy"
            sheet.add(iri, name, NamedNode(_iri(sheet, list_, found[0])))
        elif list_.document is not None and refutes(list_, one):
            document = sheet.minter.document(list_.document.key)
            sheet.add(iri, "tg:correctedBy", NamedNode(document))


def refutes(list_: ParticipationFile, one: Participation) -> bool:
    """Tell whether a list that lacks an act says by that that it had not happened."""
    latest = (one.date or "").removeprefix("by ")
    if not list_.whole or not list_.date or not latest:
        return False
    is_day = len(latest) == len("2026-04-30")
    return list_.date[: len(latest)] > latest or (is_day and list_.date == latest)


def _declaration(
    sheet: Triples, file: ParticipationFile, one: Declaration, names: Mapping[str, str]
) -> None:
    minter = sheet.minter
    iri = minter.statement(file.treaty, "declaration", file.source, one.key)
    sheet.type(iri, "tg:Declaration", "tg:Statement")
    kind = one.kind.replace("-", " ")
    sheet.add(iri, "rdfs:label", f"{names.get(one.who, one.who)}: {kind}", lang="en")
    sheet.add(iri, "tg:ofTreaty", NamedNode(minter.treaty(file.treaty)))
    sheet.add(iri, "tg:participant", NamedNode(minter.stakeholder(one.who)))
    sheet.concept(iri, "tg:declarationKind", f"declaration/{one.kind}")
    for key in one.concerns if one.of else ():
        provision = minter.provision(file.treaty, one.of or "", key)
        sheet.add(iri, "tg:concerns", NamedNode(provision))
    for who in one.objects_to:
        sheet.add(iri, "tg:objectsTo", NamedNode(minter.stakeholder(who)))
    sheet.add(iri, "tg:summary", one.summary or None, lang="en")
    sheet.add(iri, "tg:wording", one.text)
    sheet.evidence(iri, one.evidence)
