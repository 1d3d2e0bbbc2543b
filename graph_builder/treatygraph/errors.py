"""Errors of treatygraph: what was met, what was expected, what to do.

Every error that a user can cause or mend descends from `TreatyGraphError` and is
made from three sentences' worth of facts, kept as attributes.  Trouble *in the
material* (a strange document, a dangling reference) is not an error but a
`treatygraph.findings.Finding`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "DataError",
    "Fault",
    "QueryError",
    "ReadError",
    "ResourceMissing",
    "StoreError",
    "TreatyGraphError",
    "UsageError",
    "ValuePath",
]

#: Where a value stands in nested data: keys and positions from the outermost inward.
ValuePath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a value that a person composed, such as a check or an edit.

    `path` leads to the value, so that a caller who knows the file can name its line.
    """

    path: ValuePath
    met: str
    expected: str
    remedy: str = ""


class TreatyGraphError(Exception):
    """Base of all errors raised on purpose.

    `exit_code` is what the command line ends with: 2 wrong use, 3 cannot run.
    `code` is the stable word that the HTTP interface gives.
    """

    exit_code = 3
    code = "error"

    def __init__(self, met: str, *, expected: str = "", remedy: str = "") -> None:
        self.met = met
        self.expected = expected
        self.remedy = remedy
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        parts = [self.met]
        if self.expected:
            parts.append(f"Expected: {self.expected}")
        if self.remedy:
            parts.append(f"To mend it: {self.remedy}")
        return "\n".join(parts)


class UsageError(TreatyGraphError):
    """A command, parameter or option that cannot be understood."""

    exit_code = 2
    code = "wrong-use"


class DataError(TreatyGraphError):
    """A curated file that breaks its format; `place` is file and line."""

    code = "bad-data"

    def __init__(self, met: str, *, place: str = "", expected: str = "", remedy: str = "") -> None:
        self.place = place
        super().__init__(f"{place}: {met}" if place else met, expected=expected, remedy=remedy)


class ReadError(TreatyGraphError):
    """A source file that cannot be opened at all (absent, no permission)."""

    code = "cannot-read"


class QueryError(TreatyGraphError):
    """A query that does not parse, is not allowed, or exceeds a limit."""

    exit_code = 2
    code = "bad-query"


class StoreError(TreatyGraphError):
    """A store that cannot be opened, reached or written."""

    code = "store"


class ResourceMissing(TreatyGraphError):
    """A shipped resource, or the built graph, that is not where it should be."""

    code = "missing"
