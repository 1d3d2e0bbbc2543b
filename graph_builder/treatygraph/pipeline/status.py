"""A depositary's status list, taken over: who is meant, what is new, what was told before.

The list is written as a file of the user's own data and built with the rest; what secondary
sources tell stays beside it, confirmed or corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from treatygraph.curated.records import Library
from treatygraph.documents.citations.name_keys import slug
from treatygraph.documents.depositary.printed import PrintedRow, Said, StatusSheet
from treatygraph.findings import Finding
from treatygraph.home import own_data
from treatygraph.mapping.participation_quads import BINDING, agrees, answered_by, refutes, reported
from treatygraph.model import Document, DraftFacts, Evidence, Stakeholder
from treatygraph.model.participation import Declaration, Participation, ParticipationFile
from treatygraph.nearest import SLIP, nearest
from treatygraph.textfile import write_whole

__all__ = [
    "SOURCE",
    "Told",
    "kept_day",
    "names_of",
    "status_place",
    "take_over",
    "told_before",
    "write_status",
]

#: What a depositary counts among the signatories.
_SIGNING = ("signature", "succession-to-signature")

#: What a list of a depositary is called among the sources of its treaty.
SOURCE = "depositary"
_TAKE_PART = ("state", "state-group", "intergovernmental")
#: Words in names of what is no State.
_BODIES = (
    "union",
    "community",
    "organization",
    "organisation",
    "league",
    "agency",
    "commission",
    "authority",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a secondary source told of one act, and what the list has of it.

    `outcome` is `confirmed`, `corrected`, `not-listed`, or `open` where the list is older or
    not whole.
    """

    name: str
    kind: str
    date: str
    outcome: str
    listed: str = ""


def status_place(treaty: str) -> Path:
    """Return the file of the user's own data that holds the list of a treaty."""
    return own_data() / "participation" / f"{treaty}.{SOURCE}.yaml"


def names_of(library: Library) -> dict[str, str]:
    """Return the names under which participants are registered, each with its key."""
    found: dict[str, str] = {}
    for one in library.registry.stakeholders:
        if one.kind in _TAKE_PART:
            for name in (one.name, *one.aliases):
                found.setdefault(name, one.key)
    return found


def take_over(
    sheet: StatusSheet,
    library: Library,
    *,
    treaty: str,
    title: str,
    data: bytes,
    address: str = "",
    name: str = "",
    as_at: str | None = None,
    today: str,
) -> tuple[ParticipationFile, list[Finding]]:
    """Return a list as records, and what is odd in it: of names, articles and counts."""
    findings = list(sheet.findings)
    day = sheet.as_at or as_at
    if day is None:
        findings.append(
            Finding(
                "warning",
                "no-day-printed",
                "the list",
                "It does not print of which day it is.",
                "say it with --as-at YYYY-MM-DD; without one it corrects nothing",
            )
        )
    document = _document(sheet, treaty, title, data, address, name, day, today)
    known = _Known(library, document.key, findings)
    draft = _adopted(library, treaty)
    participations = [p for row in sheet.rows for p in _participations(row, known, document.key)]
    declarations = [
        _declaration(number, said, known, draft, document.key, findings)
        for number, said in enumerate(sheet.said, 1)
    ]
    whole = _counts_agree(sheet, participations, findings)
    return (
        ParticipationFile(
            treaty=treaty,
            source=SOURCE,
            depositary=True,
            whole=whole,
            date=day,
            in_force=sheet.in_force,
            document=document,
            stakeholders=tuple(known.brought.values()),
            participations=tuple(participations),
            declarations=tuple(declarations),
            evidence=(Evidence(basis="official-text", document=document.key, place="whole list"),),
        ),
        findings,
    )


def _document(
    sheet: StatusSheet,
    treaty: str,
    title: str,
    data: bytes,
    address: str,
    name: str,
    day: str | None,
    today: str,
) -> Document:
    note = f"Read as {'a page' if sheet.form == 'page' else 'XML'}"
    return Document(
        key=f"{treaty}-status-list",
        title=f"{title}: status list of the depositary",
        kind="status-list",
        date=day,
        url=address or None,
        licence="not-stated",
        media_type="text/html" if sheet.form == "page" else "application/xml",
        sha256=sha256(data).hexdigest(),
        bytes=len(data),
        retrieved=today,
        evidence=(
            Evidence(basis="official-text", document=f"{treaty}-status-list", place="whole list"),
        ),
        note=f"{note}, from {'its address' if address else name or 'a file'}.",
    )


class _Known:
    """Looks up who is meant by a printed name; who is not registered is brought along."""

    def __init__(self, library: Library, document: str, findings: list[Finding]) -> None:
        self.names = {name.casefold(): key for name, key in names_of(library).items()}
        self.printed = list(names_of(library))
        self.keys = {one.key for one in library.registry.stakeholders}
        self.document, self.findings = document, findings
        self.brought: dict[str, Stakeholder] = {}

    def key(self, name: str) -> str:
        """Return the key of a participant; tell once of each that is not registered."""
        low = name.casefold()
        found = self.names.get(low)
        if found is None:
            found = self.names[low] = self._bring(name)
        return found

    def _bring(self, name: str) -> str:
        near = nearest(name, self.printed, most=1, least=SLIP)
        self.findings.append(
            Finding(
                "warning",
                "unknown-participant",
                name,
                f"No State or organization {name!r} is registered"
                + (f"; the nearest is {near[0]!r}." if near else "."),
                "where it is the same, add the name to its `aliases` in stakeholders.yaml "
                "and read the list again; until then it counts for itself",
            )
        )
        key = slug(name)
        while key in self.keys or key in self.brought:
            key += "-as-printed"
        body = any(word in name.casefold() for word in _BODIES)
        self.brought[key] = Stakeholder(
            key=key,
            name=name,
            kind="intergovernmental" if body else "state",
            note="As the depositary prints it; nobody registered it.",
            evidence=(
                Evidence(basis="official-text", document=self.document, place=f"row {name!r}"),
                Evidence(basis="unverified", about="kind"),
            ),
        )
        return key


def _participations(row: PrintedRow, known: _Known, document: str) -> Iterator[Participation]:
    for act in row.acts:
        place = f"{row.name}, {row.place}: {act.printed}"
        yield Participation(
            who=known.key(row.name),
            kind=act.kind,
            date=act.day,
            in_force=act.in_force,
            withdrawn=act.withdrawn,
            note="" if act.day else f"Printed {act.printed!r}, which is no day.",
            evidence=(Evidence(basis="official-text", document=document, place=place),),
        )


def _adopted(library: Library, treaty: str) -> DraftFacts | None:
    """Return the text that was adopted, as its document says, else the latest with articles."""
    kinds = {d.key: d.kind for d in library.registry.documents}
    drafts = [d for d in library.drafts if d.treaty == treaty and d.provisions]
    adopted = [d for d in drafts if kinds.get(d.document) == "treaty"]
    return max(adopted or drafts, key=lambda d: (d.date or "", len(d.provisions)), default=None)


def _declaration(
    number: int,
    said: Said,
    known: _Known,
    draft: DraftFacts | None,
    document: str,
    findings: list[Finding],
) -> Declaration:
    who = known.key(said.name)
    there = {p.key for p in draft.provisions} if draft else set()
    concerns: dict[str, None] = {}
    for key in said.concerns:
        held = key
        while held and held not in there:
            held = held.rpartition("/")[0]
        if held:
            concerns[held] = None
        else:
            findings.append(
                Finding(
                    "info",
                    "article-not-registered",
                    f"{said.name} ({said.place})",
                    f"{key} is named and stands in no draft that is at hand.",
                )
            )
    proof = Evidence(
        basis="official-text",
        document=document,
        place=", ".join(filter(None, (said.name, said.heading, said.place))),
        found_by="read",
    )
    return Declaration(
        key=f"{who}-{number}",
        who=who,
        kind=said.kind,
        of=draft.draft if draft and concerns else None,
        concerns=tuple(concerns),
        objects_to=tuple(dict.fromkeys(known.key(name) for name in said.objects_to)),
        text=said.text,
        evidence=(proof,),
    )


def _counts_agree(
    sheet: StatusSheet, participations: Iterable[Participation], findings: list[Finding]
) -> bool:
    """Tell whether the list's own counts are what was read; where not, something is missing."""
    listed = [p for p in participations if not p.withdrawn]
    read = {
        "signatories": {p.who for p in listed if p.kind in _SIGNING},
        "parties": {p.who for p in listed if p.kind in BINDING},
    }
    odd = [
        Finding(
            "warning",
            "counts-differ",
            "the list",
            f"It counts {own} {word}; {len(read[word])} were read.",
            "look at the list; what it lacks corrects nothing",
        )
        for word, own in (("signatories", sheet.signatories), ("parties", sheet.parties))
        if own is not None and own != len(read[word])
    ]
    findings.extend(odd)
    return not odd


def told_before(file: ParticipationFile, library: Library) -> list[Told]:
    """Return what secondary sources tell of the treaty, each with what the list has."""
    names = {x.key: x.name for x in library.registry.stakeholders}
    others = [*reported(library.registry), *library.participations]
    found = []
    for other in others:
        if other.treaty != file.treaty or other.depositary:
            continue
        for one in other.participations:
            answer = answered_by(one, file)
            listed = f"{answer[1].kind} {answer[1].date or ''}".strip() if answer else ""
            outcome = _outcome(one, answer[1] if answer else None, file)
            found.append(
                Told(names.get(one.who, one.who), one.kind, one.date or "", outcome, listed)
            )
    return found


def _outcome(one: Participation, answer: Participation | None, file: ParticipationFile) -> str:
    if answer is not None:
        return "confirmed" if agrees(one, answer) else "corrected"
    return "not-listed" if refutes(file, one) else "open"


def write_status(file: ParticipationFile, place: Path) -> None:
    """Write a list as a file of the user's own data, in one step."""
    data = _plain(asdict(file))
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    head = "# Read from the depositary's list; `treatygraph status` writes it anew.\n"
    write_whole(place, head + text)


def _plain(value: Any) -> Any:
    """Return records as the file has them: lists for tuples, without what is empty."""
    if isinstance(value, dict):
        kept = {k: _plain(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v not in (None, "", [], {}, False)}
    return [_plain(v) for v in value] if isinstance(value, list | tuple) else value


def kept_day(file: ParticipationFile, place: Path) -> ParticipationFile:
    """Return a list with the day on which the same bytes first came, where they came before."""
    old = yaml.safe_load(place.read_text("utf-8")) if place.exists() else {}
    before = old.get("document", {}) if isinstance(old, dict) else {}
    if file.document is None or before.get("sha256") != file.document.sha256:
        return file
    return replace(file, document=replace(file.document, retrieved=before.get("retrieved")))
