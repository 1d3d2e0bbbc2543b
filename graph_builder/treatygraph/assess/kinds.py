"""Check kinds: `queries/checkkinds/*.rq`, each a SELECT with parameters.

A kind's rows say, provision by provision (`?item`), whether a fact (`?fact`) shows that
it does what is asked (`?state`: yes, no, unknown).  The head says which parameters there
are, and whether every provision or some provision has to do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from pyoxigraph import Literal, NamedNode
from rapidfuzz import process

from treatygraph.errors import DataError, UsageError
from treatygraph.iris import Minter
from treatygraph.resources import locate

__all__ = ["COLUMNS", "COMMON", "MODALITIES", "Kind", "bound_query", "check_kinds"]

COLUMNS = ("draft", "item", "state", "fact")
#: Parameters that every kind has: lineages left out, and another quantifier.
COMMON = ("except", "quantifier")
_KEYS = ("summary", "params", "quantifier", "relies", "notes")
_QUANTIFIERS = ("every", "some")
#: Modalities by how strongly they bind a State; a legal reading, shown in docs/checks.md.
MODALITIES = {
    "shall": 5,
    "shall-not": 5,
    "shall-endeavour": 4,
    "should": 3,
    "shall-consider": 2,
    "as-appropriate": 2,
    "domestic-law": 2,
    "may": 1,
}
#: Parameter types that are concepts, and the scheme of a bare notation.
_SCHEMES = {
    "role": "role",
    "safeguard": "safeguard",
    "crime": "crime",
    "modality": "modality",
    "concept": "",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One check kind: its head and its query."""

    name: str
    summary: str
    params: tuple[tuple[str, str], ...]
    quantifier: str
    relies: str
    query: str
    notes: str = ""


@cache
def check_kinds(folder: Path | None = None) -> dict[str, Kind]:
    """Return all check kinds by name."""
    root = folder or locate("queries", "checkkinds")
    kinds = (_parse(path) for path in sorted(root.glob("*.rq")))
    return {kind.name: kind for kind in kinds}


def _parse(path: Path) -> Kind:
    text = path.read_text("utf-8")
    head = dict(re.findall(r"^#\+ ([a-z]+): (.+)$", text, re.M))
    place = f"queries/checkkinds/{path.name}:1"
    missing = [key for key in _KEYS[:4] if key not in head]
    if missing or set(head) - set(_KEYS) or head["quantifier"] not in _QUANTIFIERS:
        raise DataError(
            f"The head of the check kind lacks {', '.join(missing) or 'nothing'}.",
            place=place,
            expected=f"'#+ key: value' for {', '.join(_KEYS)}; quantifier every or some",
        )
    params = tuple(tuple(p.split("=", 1)) for p in head["params"].split())
    return Kind(
        path.stem,
        head["summary"],
        params,
        head["quantifier"],
        head["relies"],
        text,
        head.get("notes", ""),
    )


def bound_query(
    kind: Kind,
    values: Mapping[str, object],
    *,
    treaty: str,
    drafts: Iterable[str] = (),
    minter: Minter,
) -> tuple[str, tuple[NamedNode, ...]]:
    """Return the query with its parameters bound by VALUES, and the things they name.

    A list of values gives one row per value: an item does what is asked where one of
    them is met.  The query is held to `drafts`, given as IRIs.
    """
    unknown = set(values) - {name for name, _ in kind.params} - set(COMMON)
    for name in sorted(unknown):
        near = process.extractOne(name, [p for p, _ in kind.params])
        raise UsageError(
            f"The check kind {kind.name!r} has no parameter {name!r}.",
            expected=", ".join(f"{p} ({t})" for p, t in kind.params),
            remedy=f"did you mean {near[0]!r}?" if near else "",
        )
    columns = []
    for name, type_ in kind.params:
        if name not in values:
            raise UsageError(
                f"The check kind {kind.name!r} needs {name!r}.",
                expected=", ".join(f"{p} ({t})" for p, t in kind.params),
            )
        given = values[name]
        each = given if isinstance(given, list | tuple) else [given]
        if type_ == "modality":
            each = _at_least(str(given))
        columns.append([_term(type_, str(value), treaty, minter) for value in each])
    names = " ".join(f"?{name}" for name, _ in kind.params)
    rows = "\n".join(f"    ({' '.join(map(str, row))})" for row in product(*columns))
    within = " ".join(str(NamedNode(draft)) for draft in drafts)
    block = f"WHERE {{\n  VALUES ?draft {{ {within} }}\n  VALUES ({names}) {{\n{rows}\n  }}\n"
    query = re.sub(r"WHERE \{\n", lambda _: block, kind.query, count=1)
    query = query.replace("https://w3id.org/treatygraph/scheme/", f"{minter.base}scheme/")
    named = tuple(t for column in columns for t in column if isinstance(t, NamedNode))
    return query, named


def _at_least(modality: str) -> tuple[str, ...]:
    """Return the modalities that bind at least as strongly as one."""
    if modality not in MODALITIES:
        raise UsageError(
            f"The modality {modality!r} has no rank.", expected=f"one of {', '.join(MODALITIES)}"
        )
    rank = MODALITIES[modality]
    return tuple(name for name, other in MODALITIES.items() if other >= rank)


def _term(type_: str, value: str, treaty: str, minter: Minter) -> NamedNode | Literal:
    if type_ == "text":
        return Literal(value)
    if type_ == "lineage":
        return NamedNode(minter.lineage(treaty, value))
    scheme = _SCHEMES[type_]
    return NamedNode(minter.concept(value if "/" in value or not scheme else f"{scheme}/{value}"))
