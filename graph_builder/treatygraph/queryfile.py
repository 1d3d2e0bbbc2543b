"""Query files: legal SPARQL below `queries/`, with a head of `#+ key: value` lines.

One parser reads the heads of questions, checks, check kinds and tables (grlc's mark).  A
broken head is an error that names file and line, never a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from treatygraph.errors import DataError, QueryError
from treatygraph.iris import default_minter
from treatygraph.nearest import did_you_mean
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = ["QueryFile", "check_columns", "parse_query", "read_query", "table_query"]

#: Keys that the head of a table of `queries/tables` may have; the first two are required.
TABLE_KEYS = ("summary", "columns", "params")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """One query file: its name, where it stands, its head, and its whole text."""

    name: str
    place: str
    head: dict[str, str]
    text: str

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words of a line of the head; none where there is no such line."""
        return tuple(self.head.get(key, "").split())


def read_query(path: Path, *, keys: Iterable[str], required: int, place: str = "") -> QueryFile:
    """Return the query in a file; the first `required` of the keys have to be there."""
    place = place or f"queries/{path.parent.name}/{path.name}"
    return parse_query(read_text(path, name=place), place=place, keys=keys, required=required)


def parse_query(text: str, *, place: str, keys: Iterable[str], required: int) -> QueryFile:
    """Return the query in a file's text; `place` is its path below the root."""
    known = tuple(keys)
    head: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            if line.startswith("#") or not line.strip():
                continue
            break
        key, colon, value = (part.strip() for part in line[2:].partition(":"))
        if not colon or not value or key not in known or key in head:
            raise DataError(
                f"This line of the head cannot be read: {line!r}.",
                place=f"{place}:{number}",
                expected=f"'#+ key: value', each key once, one of {', '.join(known)}",
                remedy=did_you_mean(key, known) or "correct the key, or remove the line",
            )
        head[key] = value
    for key in known[:required]:
        if key not in head:
            raise DataError(
                f"The head has no {key!r}.",
                place=f"{place}:1",
                expected=f"lines '#+ key: value' with {', '.join(known[:required])}",
                remedy=f"add a line '#+ {key}: …'",
            )
    return QueryFile(Path(place).stem, place, head, text)


@cache
def table_query(name: str) -> QueryFile:
    """Return a query of `queries/tables` by its name, with things below the fork's base.

    >>> table_query("drafts/all").words("columns")[:2]
    ('draft', 'label')
    """
    path = locate("queries", "tables", *f"{name}.rq".split("/"))
    place = f"queries/tables/{name}.rq"
    found = read_query(path, keys=TABLE_KEYS, required=2, place=place)
    text = default_minter().rebase(found.text)
    return QueryFile(name, place, found.head, text)


_SELECT = re.compile(
    r"\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(.*?)\s*(?:(?<!\?)\b(?:FROM|WHERE)\b|\{)", re.S | re.I
)


def check_columns(query: QueryFile) -> tuple[str, ...]:
    """Return the columns of the head; raise `DataError` where the query selects others."""
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    first = re.search(r"\bSELECT\s", body, re.IGNORECASE)
    match = _SELECT.match(body, first.start()) if first else None
    projected = re.findall(r"\?\w+", _flat(match.group(1))) if match else []
    columns = query.words("columns")
    if tuple(variable[1:] for variable in projected) != columns:
        raise DataError(
            f"The columns {' '.join(columns)!r} are not what the query selects.",
            place=f"{query.place}:1",
            expected=" ".join(variable[1:] for variable in projected)
            or "a SELECT query with named variables",
        )
    return columns


def _flat(projection: str) -> str:
    """Return a projection with each expression replaced by the variable that it is named.

    >>> _flat('?a (COUNT(DISTINCT STR(?b)) AS ?n)')
    '?a ?n'
    """
    inner = re.compile(r"\(([^()]*)\)")
    while inner.search(projection):
        projection = inner.sub(lambda m: _named(m.group(1)), projection)
    return projection


def _named(expression: str) -> str:
    name = re.search(r"\bAS\s+(\?\w+)\s*$", expression, re.IGNORECASE)
    return name.group(1) if name else ""


def must_take(query: QueryFile, given: Iterable[str]) -> None:
    """Raise `QueryError` where a table is asked with other parameters than its head says."""
    wanted = {parameter.partition("=")[0] for parameter in query.words("params")}
    if wanted != set(given):
        raise QueryError(
            f"{query.place} is asked with {', '.join(sorted(given)) or 'nothing'}.",
            expected=", ".join(sorted(wanted)) or "no parameter",
        )
