"""Keys of a position file: each names something, or an error says what is nearest.

Looks into the curated files only, so that a file is checked in about a second and without
a build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from treatygraph.curated.yamlfile import Located, Schema, parse_yaml, validate
from treatygraph.errors import DataError
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = ["Keys", "concepts", "faults_of", "nearest", "unwritten"]

#: What a summary begins with that the reader of papers left for a person.
TO_WRITE = "TO WRITE"
_NOTATION = re.compile(r'skos:notation "([^"]+)"')
_HOLDERS = ("holder", "agrees_with", "proposed_by", "affects")
_OWN = ("proposal", "position", "recommendation")


@cache
def concepts(scheme: str) -> tuple[str, ...]:
    """Return the notations of a concept scheme, none where there is no such scheme."""
    folder = locate("ontology", "schemes")
    path = folder / f"{scheme}.ttl"
    return tuple(sorted(set(_NOTATION.findall(path.read_text("utf-8"))))) if path.exists() else ()


@dataclass(slots=True)
class Keys:
    """The keys that some data folders know; provisions are looked up draft by draft."""

    folders: Sequence[Path]
    readings: Path | None = None
    _provisions: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _rows: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the keys of a registry: documents, stakeholders, sessions and the like."""
        file = {"documents": "sources"}.get(kind, kind)
        if (file, kind) not in self._rows:
            found = (row["key"] for data in self._files(f"{file}.yaml") for row in data[kind])
            self._rows[file, kind] = tuple(found)
        return self._rows[file, kind]

    def lineages(self, treaty: str) -> tuple[str, ...]:
        """Return the keys of a treaty's lineages."""
        files = self._files(f"lineage/{treaty}.yaml")
        return tuple(row["key"] for data in files for row in data["lineages"])

    def members(self, treaty: str, draft: str) -> dict[str, str]:
        """Return the provisions of a draft that belong to a lineage, each with its key."""
        files = self._files(f"lineage/{treaty}.yaml")
        rows = (row for data in files for row in data["lineages"])
        return {key: row["key"] for row in rows for key in row["members"].get(draft, ())}

    def titles(self, kind: str) -> dict[str, str]:
        """Return the keys of a registry with the names of what they stand for."""
        rows = (row for data in self._files(f"{kind}.yaml") for row in data[kind])
        return {row["key"]: str(row.get("name") or row["key"]) for row in rows}

    def headings(self, treaty: str, draft: str) -> dict[str, str]:
        """Return the headings of a draft's provisions that have one, each with its key."""
        files = [
            *self._files(f"drafts/{treaty}.{draft}.yaml"),
            *self._files(f"drafts/{treaty}.{draft}.*.yaml"),
        ]
        rows = (row for data in files for row in data.get("provisions") or ())
        return {row["id"]: row["heading"] for row in rows if row.get("heading")}

    def labels(self, treaty: str) -> dict[str, str]:
        """Return the lineages of a treaty with their names."""
        files = self._files(f"lineage/{treaty}.yaml")
        return {row["key"]: row["label"] for data in files for row in data["lineages"]}

    def names(self, treaty: str) -> dict[str, tuple[str, ...]]:
        """Return the drafts of a treaty, each with its symbol, its key in words and its title."""
        symbols = {
            row["key"]: row.get("symbol")
            for data in self._files("sources.yaml")
            for row in data["documents"]
        }
        found: dict[str, tuple[str, ...]] = {}
        for data in self._files(f"drafts/{treaty}.*.yaml"):
            key = str(data["draft"])
            names = (symbols.get(data["document"]), key.replace("-", " "), data["title"])
            found[key] = (*found.get(key, ()), *(str(name) for name in names if name))
        return found

    def drafts(self, treaty: str) -> tuple[str, ...]:
        """Return the keys of a treaty's drafts."""
        names = (p.name for f in self.folders for p in (f / "drafts").glob(f"{treaty}.*.yaml"))
        curated = {name.removeprefix(f"{treaty}.").split(".")[0] for name in names}
        return tuple(sorted(curated | {d for t, d, _ in self._own() if t == treaty}))

    def provisions(self, treaty: str, draft: str) -> frozenset[str]:
        """Return the keys of the provisions of a draft that are described."""
        if (treaty, draft) not in self._provisions:
            files = [
                *self._files(f"drafts/{treaty}.{draft}.yaml"),
                *self._files(f"drafts/{treaty}.{draft}.*.yaml"),
            ]
            curated = {row["id"] for data in files for row in data.get("provisions") or ()}
            read = [keys for t, d, keys in self._own() if (t, d) == (treaty, draft)]
            self._provisions[treaty, draft] = frozenset(curated.union(*read))
        return self._provisions[treaty, draft]

    def _files(self, pattern: str) -> Iterator[dict[str, Any]]:
        for folder in self.folders:
            for path in sorted(folder.glob(pattern)):
                yield parse_yaml(read_text(path), name=path.name).data

    def _own(self) -> Iterator[tuple[str, str, frozenset[str]]]:
        for path in sorted(self.readings.glob("*.json")) if self.readings else ():
            data = json.loads(read_text(path))
            keys = frozenset(row["key"] for row in data.get("provisions", ()))
            yield data.get("treaty", ""), data.get("draft", ""), keys


def faults_of(located: Located, keys: Keys) -> list[DataError]:
    """Return what is wrong in a position file, in order of lines: form first, then keys."""
    faults = validate(located, _schema())
    if faults:
        return faults
    return sorted(_File(located, keys).faults(), key=lambda f: int(f.place.rpartition(":")[2]))


def nearest(key: str, known: Iterable[str]) -> str:
    """Return the words that lead from a mistyped key to the nearest that exists."""
    near = get_close_matches(key, list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else "register it, or correct the key"


def unwritten(located: Located) -> int:
    """Return how many summaries are still left for a person to write."""
    rows = (located.data or {}).get("statements") or ()
    return sum(str(row.get("summary", "")).startswith(TO_WRITE) for row in rows)


@cache
def _schema() -> Schema:
    return Schema.parse(locate("data", "schema", "positions.schema.json").read_text("utf-8"))


class _File:
    def __init__(self, located: Located, keys: Keys) -> None:
        self.located = located
        self.keys = keys
        self.data = located.data
        self.treaty = str(self.data["treaty"])
        self.own = [str(row["key"]) for row in self.data["statements"]]

    def faults(self) -> Iterator[DataError]:
        yield from self._one(("treaty",), self.treaty, self.keys.of("treaties"), "a treaty")
        yield from self._one(
            ("document",), self.data["document"], self.keys.of("documents"), "a document"
        )
        yield from self._one(
            ("holder",), self.data["holder"], self.keys.of("stakeholders"), "a stakeholder"
        )
        seen: dict[str, int] = {}
        for i, row in enumerate(self.data["statements"]):
            way = ("statements", i)
            if row["key"] in seen:
                first = self.located.place(("statements", seen[row["key"]]))
                yield DataError(
                    f"The key {row['key']!r} stands twice.",
                    place=self.located.place((*way, "key")),
                    expected="each key once in a file",
                    remedy=f"rename one; the first stands at {first}",
                )
            seen.setdefault(row["key"], i)
            yield from self._statement(way, row)

    def _statement(self, way: tuple[str | int, ...], row: dict[str, Any]) -> Iterator[DataError]:
        for name in _HOLDERS:
            yield from self._all(way, row, name, self.keys.of("stakeholders"), "a stakeholder")
        for name in ("supports", "warns_of", "part_of"):
            yield from self._all(way, row, name, self.own, "a statement of this file")
        if "session" in row:
            yield from self._all(way, row, "session", self.keys.of("sessions"), "a session")
        if "addresses" in row:
            yield from self._all(way, row, "addresses", self.keys.drafts(self.treaty), "a draft")
        if "action" in row:
            yield from self._all(way, row, "action", concepts("action"), "an action")
        for i, asked in enumerate(row.get("calls_for", ())):
            inside = isinstance(asked, dict)
            scheme, _, notation = str(asked["concept"] if inside else asked).partition("/")
            what = f"a concept of ontology/schemes/{scheme}.ttl"
            place = (*way, "calls_for", i, *(("concept",) if inside else ()))
            for n, part in enumerate(asked["in"] if inside else ()):
                yield from self._target((*way, "calls_for", i, "in", n), str(part))
            yield from self._one(place, notation, concepts(scheme), what, f"{scheme}/")
        if "stance_on" in row:
            yield from self._target((*way, "stance_on"), str(row["stance_on"]))
        for i, target in enumerate(row.get("targets", ())):
            yield from self._target((*way, "targets", i), str(target))
        for i, key in enumerate(row.get("draws_on", ())):
            kind, slash, rest = str(key).partition("/")
            known = self.keys.of("documents" if slash and kind == "document" else "instruments")
            yield from self._one((*way, "draws_on", i), rest or kind, known, "an instrument")
        for i, evidence in enumerate(row["evidence"]):
            if "document" in evidence:
                place = (*way, "evidence", i, "document")
                documents = self.keys.of("documents")
                yield from self._one(place, evidence["document"], documents, "a document")

    def _target(self, way: tuple[str | int, ...], target: str) -> Iterator[DataError]:
        kind, _, rest = target.partition("/")
        if kind == "treaty":
            return
        if kind == "provision":
            draft, _, key = rest.partition("/")
            yield from self._one(way, draft, self.keys.drafts(self.treaty), "a draft")
            if draft in self.keys.drafts(self.treaty):
                known = self.keys.provisions(self.treaty, draft)
                what = f"a provision of {draft} that a file describes"
                yield from self._one(way, key, known, what, f"provision/{draft}/")
            return
        named, what = self._named(kind)
        yield from self._one(way, rest, named, what, f"{kind}/")

    def _named(self, kind: str) -> tuple[Sequence[str], str]:
        """Return the keys that a prefix may be followed by, and what they are."""
        if kind == "lineage":
            return self.keys.lineages(self.treaty), "a lineage"
        if kind == "issue":
            return self.keys.of("issues"), "an issue of data/issues.yaml"
        if kind == "draft":
            return self.keys.drafts(self.treaty), "a draft"
        if kind in _OWN:
            return self.own, "a statement of this file"
        if kind in ("document", "session", "stakeholder", "instrument"):
            return self.keys.of(f"{kind}s"), f"a {kind}"
        return concepts(kind), f"a concept of ontology/schemes/{kind}.ttl"

    def _all(
        self,
        way: tuple[str | int, ...],
        row: dict[str, Any],
        name: str,
        known: Sequence[str],
        what: str,
    ) -> Iterator[DataError]:
        value = row.get(name, ())
        many = value if isinstance(value, list) else [value] if value else []
        for i, key in enumerate(many):
            place = (*way, name, i) if isinstance(value, list) else (*way, name)
            yield from self._one(place, key, known, what)

    def _one(
        self,
        way: tuple[str | int, ...],
        key: str,
        known: Iterable[str],
        what: str,
        prefix: str = "",
    ) -> Iterator[DataError]:
        keys = list(known)
        if key in keys:
            return
        near = get_close_matches(key, keys, n=1, cutoff=0.5)
        yield DataError(
            f"{prefix}{key} names nothing.",
            place=self.located.place(way),
            expected=what,
            remedy=f"did you mean {prefix}{near[0]}?"
            if near
            else "register it, or correct the key",
        )
