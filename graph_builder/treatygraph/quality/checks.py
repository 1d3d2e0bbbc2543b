"""Checks: questions whose every row is trouble (`queries/checks/*.rq`).

They say what SHACL Core cannot: that something is unique within a draft, or that two
things fit each other.  A check is a SELECT of `?place` and `?met` with a head of
`#+ key: value` lines; the file's name is the code of its findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from treatygraph.asker import text
from treatygraph.errors import DataError
from treatygraph.findings import Finding, Severity
from treatygraph.iris import BASE
from treatygraph.queryfile import read_query
from treatygraph.resources import locate
from treatygraph.store.oxigraph import OxigraphStore
from treatygraph.vocab import compact

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Check", "read_checks", "run_checks"]

_KEYS = ("summary", "severity", "remedy", "columns")
_SEVERITIES: dict[str, Severity] = {
    "violation": "violation",
    "warning": "warning",
    "info": "info",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its head, and the query as it stands in the file."""

    code: str
    summary: str
    severity: Severity
    remedy: str
    query: str


def read_checks(folder: Path | None = None) -> tuple[Check, ...]:
    """Return all checks in the order of their codes."""
    root = folder or locate("queries", "checks")
    return tuple(_read(path) for path in sorted(root.glob("*.rq")))


def run_checks(
    store: Store | OxigraphStore, folder: Path | None = None, *, base: str = BASE
) -> tuple[Finding, ...]:
    """Return the rows of all checks on the union of a store's graphs, as findings.

    `base` is the base of the concepts in the store, where a fork mints its own.
    """
    asked = store if isinstance(store, OxigraphStore) else OxigraphStore(store)
    found = (finding for check in read_checks(folder) for finding in _run(check, asked, base))
    return tuple(sorted(found))


def _read(path: Path) -> Check:
    found = read_query(path, keys=_KEYS, required=len(_KEYS), place=path.name)
    head = found.head
    if head["severity"] not in _SEVERITIES:
        raise DataError(
            f"The severity is {head['severity']!r}.",
            place=f"{path.name}:1",
            expected=f"one of {', '.join(_SEVERITIES)}",
        )
    severity = _SEVERITIES[head["severity"]]
    return Check(path.stem, head["summary"], severity, head["remedy"], found.text)


def _run(check: Check, store: OxigraphStore, base: str) -> list[Finding]:
    found = store.select(check.query.replace(f"{BASE}scheme/", f"{base}scheme/"))
    at = {name: found.variables.index(name) for name in ("place", "met")}
    return [
        Finding(
            check.severity,
            check.code,
            text(row[at["place"]]),
            f"{check.summary} Met: {compact(text(row[at['met']]))}",
            check.remedy,
        )
        for row in found.rows
    ]
