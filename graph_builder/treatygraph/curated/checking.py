"""Curated files held to their schemas and to each other, without a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from treatygraph.curated.positionkeys import Keys, faults_of, nearest
from treatygraph.curated.records import DataFaults, load_library
from treatygraph.curated.yamlfile import Located, parse_yaml
from treatygraph.errors import DataError
from treatygraph.textfile import read_text

__all__ = ["faults_in"]


def faults_in(folders: Sequence[Path], readings: Path | None) -> list[DataError]:
    """Return every fault of the curated files of some folders, each with file and line.

    Form is held to the schemas; keys of position files, members of lineages, and documents
    of drafts have to name something in one of the folders.
    """
    found: list[DataError] = []
    for folder in folders:
        try:
            load_library(folder)
        except DataFaults as error:
            found += error.faults
    keys = Keys(folders, readings)
    broken = {fault.place.partition(":")[0] for fault in found}
    for folder in folders:
        for path, located in _files(folder, ("positions", "lineage", "drafts"), broken):
            if path.parent.name == "positions":
                found += faults_of(located, keys)
            elif path.parent.name == "lineage":
                found += _members(located, keys)
            else:
                found += _document(located, keys)
    return list({str(fault): fault for fault in found}.values())


def _files(folder: Path, kinds: Iterable[str], broken: set[str]) -> Iterator[tuple[Path, Located]]:
    """Yield the files whose form is right: of the others, more would only be noise."""
    for kind in kinds:
        for path in sorted((folder / kind).glob("*.yaml")):
            name = "/".join(path.parts[-3:])
            if not any(place and name.endswith(place) for place in broken):
                yield path, parse_yaml(read_text(path), name=name)


def _members(located: Located, keys: Keys) -> Iterator[DataError]:
    treaty = located.data["treaty"]
    drafts = keys.drafts(treaty)
    for n, row in enumerate(located.data["lineages"]):
        for draft, members in row.get("members", {}).items():
            way = ("lineages", n, "members", draft)
            if draft not in drafts:
                yield _fault(located, way, "draft", draft, drafts)
                continue
            known = keys.provisions(treaty, draft)
            for at, member in enumerate(members):
                if known and member not in known:
                    yield _fault(located, (*way, at), "provision", member, known)


def _document(located: Located, keys: Keys) -> Iterator[DataError]:
    document = located.data["document"]
    known = keys.of("documents")
    if document not in known:
        yield _fault(located, ("document",), "document", document, known)


def _fault(
    located: Located, way: tuple[str | int, ...], kind: str, met: str, known: Iterable[str]
) -> DataError:
    return DataError(
        f"There is no {kind} {met!r}.",
        place=located.place(way),
        expected=nearest(met, known),
        remedy=f"correct the key, or register the {kind}",
    )
