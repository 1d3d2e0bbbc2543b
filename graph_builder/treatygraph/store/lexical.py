"""Literals whose text their datatype forbids: one check for graph, input and exports.

`"2030-02-30"^^xsd:date` is no date; engines keep it, and each does something else with it:
one sorts it last, one drops the row, one refuses the file.  So none gets in or out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, Quad, Store, Variable

__all__ = ["ill_typed"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
#: Datatypes that the engine casts to, and so knows the texts of.
_CAST: tuple[str, ...] = ("boolean", "date", "dateTime", "time", "decimal", "integer")
_CAST += ("duration", "dayTimeDuration", "yearMonthDuration")
_CAST += ("gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay")
#: Whole numbers with bounds (XML Schema 1.1 Datatypes, section 3.4).
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{
        n: (-(2 ** (b - 1)), 2 ** (b - 1) - 1)
        for n, b in zip(("long", "int", "short", "byte"), (64, 32, 16, 8), strict=True)
    },
    **{
        n: (0, 2**b - 1)
        for n, b in zip(
            ("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
            (64, 32, 16, 8),
            strict=True,
        )
    },
}
_FLOAT = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN"
_FORMS = {
    "double": _FLOAT,
    "float": _FLOAT,
    "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "hexBinary": r"([0-9a-fA-F]{2})*",
    "base64Binary": r"([A-Za-z0-9+/]{4}|\s)*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\s*",
    "anyURI": r"[^\s<>\"{}|\\^`]*",
    "NMTOKEN": r"[\w.:-]+",
    "token": r"(\S+( \S+)*)?",
    "normalizedString": r"[^\t\n\r]*",
}


def ill_typed(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads whose literal is none of its datatype, in order.

    >>> from pyoxigraph import NamedNode
    >>> day = Literal("2030-02-30", datatype=NamedNode(_XSD + "date"))
    >>> [q.object.value for q in ill_typed([Quad(NamedNode("urn:a"), NamedNode("urn:b"), day)])]
    ['2030-02-30']
    """
    typed: dict[Literal, list[Quad]] = {}
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and value.datatype.value.startswith(_XSD):
            typed.setdefault(value, []).append(quad)
    bad = [literal for literal in typed if not _fits(literal)]
    return sorted((quad for literal in bad for quad in typed[literal]), key=str)


def _fits(literal: Literal) -> bool:
    kind = literal.datatype.value.removeprefix(_XSD)
    if kind == "string":
        return True
    if kind in _CAST:
        return _casts(literal.value, kind)
    if kind in _BOUNDS:
        least, most = _BOUNDS[kind]
        if not re.fullmatch(r"[+-]?[0-9]+", literal.value):
            return False
        number = int(literal.value)
        return (least is None or least <= number) and (most is None or number <= most)
    return kind not in _FORMS or re.fullmatch(_FORMS[kind], literal.value) is not None


def _casts(text: str, kind: str) -> bool:
    query = f"SELECT ?cast ?text {{ BIND(<{_XSD}{kind}>(?text) AS ?cast) }}"
    found: Any = _ENGINE.query(query, substitutions={Variable("text"): Literal(text)})
    return next(iter(found))["cast"] is not None


_ENGINE = Store()
