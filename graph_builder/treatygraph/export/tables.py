"""The graph as CSV files, one a class, with metadata as CSV on the Web (W3C CSVW)."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.vocab import TG, compact, expand

__all__ = ["METADATA", "csv_tables"]

#: Name of the metadata file, as CSVW says (Metadata Vocabulary, section 5.2).
METADATA = "csv-metadata.json"
#: What may stand between the values of a cell: the first that no value contains.
_SEPARATORS = ("|", "‖", "\u241f")
_TYPE = expand("rdf:type")
_SUPER = expand("rdfs:subClassOf")
_XSD = expand("xsd:")

Things = dict[str, dict[str, list[NamedNode | Literal]]]


def csv_tables(quads: Iterable[Quad]) -> dict[str, str]:
    """Return file name → text: a table for each class of ours, and the metadata.

    A thing stands in the table of each class that it has and that is above no other class
    of its own; several values of one property stand in one cell, separated by `|` (or
    by another mark, which the metadata names, where a value has that one in it).
    """
    quads = sorted({Quad(*quad.triple) for quad in quads}, key=str)
    things: Things = defaultdict(lambda: defaultdict(list))
    classes: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or not isinstance(
            quad.object, NamedNode | Literal
        ):
            continue
        if quad.predicate.value == _TYPE:
            classes[quad.subject.value].add(str(quad.object.value))
        else:
            things[quad.subject.value][quad.predicate.value].append(quad.object)
    above = _superclasses(things)
    texts = [str(v.value) for thing in things.values() for vs in thing.values() for v in vs]
    mark = next(m for m in _SEPARATORS if not any(m in text for text in texts))
    files: dict[str, str] = {}
    tables = []
    for name, members in sorted(_by_class(classes, above).items()):
        file = f"{name.removeprefix(TG)}.csv"
        columns = sorted({prop for member in members for prop in things[member]})
        files[file] = _table(members, columns, things, mark)
        tables.append(_metadata(file, name, columns, members, things, mark))
    body = {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "tables": tables}
    files[METADATA] = json.dumps(body, indent=1, ensure_ascii=False) + "\n"
    return files


def _superclasses(things: Things) -> dict[str, set[str]]:
    """Return class → every class above it, as far as the graph says."""
    direct = {
        name: {str(value.value) for value in thing[_SUPER]}
        for name, thing in things.items()
        if _SUPER in thing
    }
    above: dict[str, set[str]] = {}
    for name, found in direct.items():
        known, more = set(found), set(found)
        while more:
            more = {up for one in more for up in direct.get(one, ())} - known
            known |= more
        above[name] = known
    return above


def _by_class(classes: dict[str, set[str]], above: dict[str, set[str]]) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = defaultdict(list)
    for thing in sorted(classes):
        ours = {name for name in classes[thing] if name.startswith(TG)}
        wider = {up for name in ours for up in above.get(name, ()) if name not in above.get(up, ())}
        for name in ours - wider:
            tables[name].append(thing)
    return tables


def _table(members: list[str], columns: list[str], things: Things, mark: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["iri", *map(_column, columns)])
    for member in members:
        cells = (sorted(str(v.value) for v in things[member].get(c, [])) for c in columns)
        writer.writerow([member, *(mark.join(cell) for cell in cells)])
    return out.getvalue()


def _column(prop: str) -> str:
    return compact(prop).replace(":", "_").replace("-", "_")


def _metadata(
    file: str, name: str, columns: list[str], members: list[str], things: Things, mark: str
) -> dict[str, Any]:
    described: list[dict[str, Any]] = [{"name": "iri", "titles": "iri", "suppressOutput": True}]
    for column in columns:
        values = [things[member].get(column, []) for member in members]
        described.append(_described(column, values, mark))
    return {
        "url": file,
        "tableSchema": {"aboutUrl": "{+iri}", "primaryKey": "iri", "columns": described},
        "dcterms:subject": {"@id": name},
    }


def _described(column: str, values: list[list[NamedNode | Literal]], mark: str) -> dict[str, Any]:
    name = _column(column)
    entry: dict[str, Any] = {"name": name, "titles": name, "propertyUrl": column}
    if any(len(cell) > 1 for cell in values):
        entry["separator"] = mark
    flat = [value for cell in values for value in cell]
    if flat and all(isinstance(value, NamedNode) for value in flat):
        entry["valueUrl"] = f"{{+{name}}}"
    kinds = {value.datatype.value for value in flat if isinstance(value, Literal)}
    languages = {value.language for value in flat if isinstance(value, Literal)}
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    if kind.startswith(_XSD):  # said of text too: a number such as "24" is to stay one
        entry["datatype"] = kind.removeprefix(_XSD)
    elif kinds:
        entry["datatype"] = "string"
    if len(languages) == 1 and (language := languages.pop()):
        entry["lang"] = language
    return entry
