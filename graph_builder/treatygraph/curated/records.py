"""Curated files: `data/**/*.yaml` become records, or errors that say where and why.

Each file is validated against its JSON Schema in `data/schema` before any record is
made, and every error of every file is reported at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from shlex import quote
from typing import Any, TypeVar

from treatygraph.curated.yamlfile import Located, Schema, parse_yaml, validate
from treatygraph.errors import DataError, TreatyGraphError
from treatygraph.home import own_data
from treatygraph.model import (
    Absence,
    Application,
    Coverage,
    Demand,
    Document,
    DraftFacts,
    Evidence,
    Instrument,
    Issue,
    Licence,
    Lineage,
    LineageEvent,
    Member,
    Mention,
    ModelLink,
    PositionFile,
    Provision,
    Reference,
    Registry,
    Session,
    Stakeholder,
    Statement,
    Treaty,
)
from treatygraph.model.keys import level_of, parent_of
from treatygraph.model.links import Link
from treatygraph.model.participation import Declaration, Participation, ParticipationFile
from treatygraph.model.releases import Release, Retired
from treatygraph.model.reviews import Review
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = ["DataFaults", "Library", "load_draft", "load_library"]

R = TypeVar("R")
Row = dict[str, Any]
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that the curated files of one folder hold."""

    registry: Registry
    drafts: tuple[DraftFacts, ...]
    lineages: tuple[Lineage, ...]
    events: tuple[LineageEvent, ...]
    positions: tuple[PositionFile, ...]
    reviews: tuple[Review, ...] = ()
    links: tuple[Link, ...] = ()
    releases: tuple[Release, ...] = ()
    retired: tuple[Retired, ...] = ()
    participations: tuple[ParticipationFile, ...] = ()


def load_library(folder: Path, *, leave_out: Collection[Path] = ()) -> Library:
    """Return all records of a data folder; raise one error that lists every fault."""
    faults: list[DataError] = []
    registry = Registry(
        licences=_rows(folder, "sources", "licences", Licence, faults),
        documents=_rows(folder, "sources", "documents", Document, faults),
        stakeholders=_rows(folder, "stakeholders", "stakeholders", Stakeholder, faults),
        sessions=_rows(folder, "sessions", "sessions", Session, faults),
        instruments=_rows(folder, "instruments", "instruments", Instrument, faults),
        treaties=_rows(folder, "treaties", "treaties", Treaty, faults),
        issues=_rows(folder, "issues", "issues", Issue, faults),
    )
    drafts = tuple(_each(folder / "drafts", "draft", load_draft, faults, leave_out))
    lineages = _each(folder / "lineage", "lineage", _lineage_file, faults, leave_out)
    lineage_files = list(lineages)
    positions = tuple(_each(folder / "positions", "positions", _position_file, faults))
    reviews = [r for file in _each(folder / "reviews", "reviews", _reviews, faults) for r in file]
    links = [x for file in _each(folder / "links", "links", _links, faults) for x in file]
    lists = _each(folder / "participation", "participation", _participations, faults, leave_out)
    taking_part = tuple(lists)
    versions = _optional(folder / "releases.yaml", "releases", faults)
    if faults:
        raise DataFaults(faults)
    return Library(
        registry,
        drafts,
        tuple(x for file in lineage_files for x in file[0]),
        tuple(x for file in lineage_files for x in file[1]),
        positions,
        tuple(reviews),
        tuple(links),
        tuple(_record(Release, row, ()) for row in versions.get("releases", ())),
        tuple(_record(Retired, row, ()) for row in versions.get("retired", ())),
        taking_part,
    )


class DataFaults(TreatyGraphError):
    """All faults of the curated files, in order of file and line."""

    code = "bad-data"

    def __init__(self, faults: Iterable[DataError]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        text = "\n\n".join(str(fault) for fault in self.faults[:20])
        text += "".join(
            f"\n\nTo go on without this file of yours: mv {quote(name)} {quote(name)}.aside"
            for name in dict.fromkeys(f.place.rpartition(":")[0] for f in self.faults)
            if Path(name).is_absolute()
        )
        more = f"\n\n… and {count - 20} more." if count > 20 else ""
        super().__init__(f"{count} fault{'s' if count != 1 else ''} in the data.\n\n{text}{more}")


@cache
def _schema(kind: str) -> Schema:
    return Schema.parse(locate("data", "schema", f"{kind}.schema.json").read_text("utf-8"))


def _read(path: Path, kind: str, faults: list[DataError]) -> Located | None:
    """Return a file's data; a file of the user's own is called by its whole path."""
    parts = path.parts[-3:] if path.parent.name != "data" else path.parts[-2:]
    name = str(path) if path.is_relative_to(own_data()) else "/".join(parts)
    try:
        located = parse_yaml(read_text(path, name=name), name=name)
    except DataError as error:
        faults.append(error)
        return None
    found = validate(located, _schema(kind))
    faults.extend(found)
    return None if found else located


def _each(
    folder: Path,
    kind: str,
    build: Callable[[Row], R],
    faults: list[DataError],
    leave_out: Collection[Path] = (),
) -> Iterable[R]:
    for path in sorted({*folder.glob("*.yaml")} - {*leave_out}):
        located = _read(path, kind, faults)
        if located is not None:
            yield build(located.data)


def _optional(path: Path, kind: str, faults: list[DataError]) -> Row:
    located = _read(path, kind, faults) if path.exists() else None
    data: Row = located.data if located else {}
    return data


def _rows(
    folder: Path, kind: str, key: str, record: type[R], faults: list[DataError]
) -> tuple[R, ...]:
    path = folder / f"{kind}.yaml"
    if not path.exists():
        return ()
    located = _read(path, kind, faults if key != "licences" else [])
    if located is None:
        return ()
    default = _evidence(located.data.get("evidence"), ())
    seen: dict[str, int] = {}
    for i, row in enumerate(located.data.get(key, [])):
        if row["key"] in seen:
            faults.append(
                DataError(
                    f"The key {row['key']!r} stands twice among the {key}.",
                    place=located.place((key, i)),
                    expected="each key once",
                    remedy=f"rename or merge; the first is entry {seen[row['key']] + 1}",
                )
            )
        seen[row["key"]] = i
    return tuple(_record(record, row, default) for row in located.data.get(key, []))


def _evidence(rows: Rows | None, default: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    own = tuple(Evidence(**row) for row in rows or [])
    if own and not all(entry.about for entry in own):
        return own
    return own + default


def _record(record: type[R], row: Row, default: tuple[Evidence, ...], **extra: Any) -> R:
    """Return the record with the row's values; lists become tuples, titles by language pairs."""
    names = {f.name for f in fields(record)}  # type: ignore[arg-type]
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in names}
    titles = row.get("names")
    if isinstance(titles, dict):
        values["names"] = tuple(titles.items())
    if "copies" in names:
        values["copies"] = tuple((copy["url"], copy["what"]) for copy in row.get("copies", ()))
    if "evidence" in names:
        values["evidence"] = _evidence(row.get("evidence"), default)
    return record(**{**values, **extra})


def load_draft(data: Row) -> DraftFacts:
    """Return the facts of one draft file that is valid against the draft schema."""
    default = _evidence(data["evidence"], ())
    provisions = _provisions(data, default)
    rename = {"from": "source", "to": "target"}
    references = tuple(
        _record(Reference, {rename.get(k, k): v for k, v in row.items()}, default)
        for row in data.get("references", [])
    )
    return DraftFacts(
        treaty=data["treaty"],
        draft=data["draft"],
        title=data["title"],
        document=data["document"],
        date=data.get("date"),
        revises=_listed(data.get("revises")),
        language=data.get("language", "en"),
        provisions=provisions,
        references=references,
        mentions=tuple(
            _record(Mention, row, default, provision=row["in"]) for row in data.get("mentions", [])
        ),
        absences=tuple(
            Absence(
                provision=row["from"],
                thing=row["of"],
                exceptions=tuple(row.get("except", ())),
                evidence=_evidence(row["evidence"], ()),
            )
            for row in data.get("absences", [])
        ),
        applications=tuple(
            _record(Application, row, default) for row in data.get("applications", [])
        ),
        coverage=tuple(_record(Coverage, row, ()) for row in data.get("coverage", [])),
        evidence=default,
    )


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    """Return one key or several as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def _provisions(data: Row, default: tuple[Evidence, ...]) -> tuple[Provision, ...]:
    result: list[Provision] = []
    container: str | None = None
    for order, row in enumerate(data.get("provisions", []), start=1):
        key = row["id"]
        level = row.get("level") or level_of(key)
        parent = row.get("parent") or parent_of(key)
        if parent is None and level == "article":
            parent = container
        if level in ("part", "title", "chapter", "section"):
            container = key
        elif level in ("preamble", "annex"):
            container = key if level == "annex" else None
        read = {
            name: row.get(name, data.get(name, False))
            for name in ("references_read", "mentions_read")
        }
        result.append(
            _record(
                Provision,
                {k: v for k, v in row.items() if k != "id"},
                default,
                key=key,
                level=level,
                parent=parent,
                order=order,
                **read,
            )
        )
    return tuple(result)


def _lineage_file(data: Row) -> tuple[tuple[Lineage, ...], tuple[LineageEvent, ...]]:
    default = _evidence(data["evidence"], ())
    treaty = data["treaty"]
    lineages = tuple(_lineage(row, treaty, default) for row in data["lineages"])
    events = tuple(
        _record(LineageEvent, row, default, treaty=treaty, before=row["from"], after=row["to"])
        for row in data.get("events", [])
    )
    return lineages, events


def _lineage(row: Row, treaty: str, default: tuple[Evidence, ...]) -> Lineage:
    own = _evidence(row.get("evidence"), default)
    members = tuple(
        Member(draft=draft, provision=provision, evidence=own)
        for draft, provisions in row["members"].items()
        for provision in provisions
    )
    models = tuple(_record(ModelLink, model, own) for model in row.get("modelled_on", []))
    return _record(Lineage, row, default, treaty=treaty, members=members, models=models)


def _position_file(data: Row) -> PositionFile:
    default = _evidence(data.get("evidence"), ())
    holder = data["holder"]
    statements = tuple(_statement({"holder": holder, **row}, default) for row in data["statements"])
    return PositionFile(
        key=data["key"],
        treaty=data["treaty"],
        document=data["document"],
        holder=holder,
        statements=statements,
    )


def _statement(row: Row, default: tuple[Evidence, ...]) -> Statement:
    """Return a statement; a single target is what its stance is on, and where it asks for things.

    What is asked for stands in the thing that the stance is on; where that is an issue, a
    proposal or a concept, in the first target that is a part of the treaty.
    """
    targets: list[str] = row.get("targets") or []
    object_ = row.get("stance_on") or (targets[0] if len(targets) == 1 else None)
    parts = (key for key in (object_, *targets) if key and key.partition("/")[0] in _PARTS)
    place = next(parts, "treaty")
    demands = tuple(
        Demand(concept=concept, place=where)
        for asked in row.get("calls_for", ())
        for concept, where in _demands(asked, place)
    )
    return _record(
        Statement, row, default, demands=demands, stance_on=object_ if row.get("stance") else None
    )


#: What a thing asked for can stand in.
_PARTS = ("treaty", "lineage", "provision", "role")


def _demands(asked: str | Row, place: str) -> list[tuple[str, str]]:
    if isinstance(asked, str):
        return [(asked, place)]
    return [(asked["concept"], where) for where in asked["in"]]


def _reviews(data: Row) -> tuple[Review, ...]:
    common = {key: data[key] for key in ("treaty", "reviewer", "date")}
    return tuple(_record(Review, {**common, **row}, ()) for row in data["reviews"])


def _participations(data: Row) -> ParticipationFile:
    default = _evidence(data["evidence"], ())
    document = data.get("document")
    rows = (("stakeholders", Stakeholder), ("participations", Participation))
    found = {
        key: tuple(_record(record, row, default) for row in data.get(key, ()))
        for key, record in (*rows, ("declarations", Declaration))
    }
    whole = _record(Document, document, default) if document else None
    return _record(ParticipationFile, {**data, **found}, (), document=whole)


def _links(data: Row) -> tuple[Link, ...]:
    """Return the links of a file; each rests on the label read in the file's document."""
    return tuple(
        Link(
            thing=row["from"],
            match=row["match"],
            iri=f"{data['space']}{row['to']}",
            label=row["label"],
            target=data["target"],
            note=row.get("note", data.get("note", "")),
            evidence=(
                Evidence(
                    basis="attested",
                    document=data["document"],
                    place=f"{row['to']}: {row['label']}",
                ),
            ),
        )
        for row in data["links"]
    )
