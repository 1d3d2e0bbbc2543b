"""Check kinds: `queries/checkkinds/*.rq`, each a SELECT with parameters.

A kind's rows say, provision by provision (`?item`), whether a fact (`?fact`) shows that
it does what is asked (`?state`: yes, no, unknown).  The head says which parameters there
are, and whether every provision or some provision has to do it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from itertools import product
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from treatygraph.errors import DataError
from treatygraph.iris import Minter
from treatygraph.plugins import registered
from treatygraph.queryfile import read_query
from treatygraph.resources import locate
from treatygraph.store.base import pattern_start

__all__ = [
    "COLUMNS",
    "COMMON",
    "MODALITIES",
    "QUANTIFIERS",
    "SCHEMES",
    "Kind",
    "bound_query",
    "check_kinds",
    "kinds_text",
    "term",
]

COLUMNS = ("draft", "item", "state", "fact")
#: Parameters that every kind has: lineages left out, and another quantifier.
COMMON = ("except", "quantifier")
_KEYS = ("summary", "params", "quantifier", "over", "relies", "aspects", "notes")
QUANTIFIERS = ("every", "some")
#: What the provisions looked at are: those of a lineage, the articles of chapters with a
#: role, those among them whose lineage is about something, the articles of the draft.
_OVERS = ("lineage", "role", "topic", "draft")
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
SCHEMES = {
    "role": "role",
    "safeguard": "safeguard",
    "crime": "crime",
    "modality": "modality",
    "concept": "",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One check kind: its head and its query.

    `aspects` are words such as `chapter` or `role`: evidence that is about one of them
    alone counts as evidence of what this kind looks at.
    """

    name: str
    summary: str
    params: tuple[tuple[str, str], ...]
    quantifier: str
    over: str
    relies: str
    query: str
    notes: str = ""
    aspects: frozenset[str] = frozenset()


@cache
def check_kinds(folder: Path | None = None) -> dict[str, Kind]:
    """Return all check kinds by name: those shipped, then those of other packages."""
    others = [] if folder else [Path(found) for _, found in registered("treatygraph.checkkinds")]
    kinds: dict[str, Kind] = {}
    for root in (folder or locate("queries", "checkkinds"), *others):
        for path in sorted(root.glob("*.rq")):
            kind = _parse(path)
            if kind.name in kinds:
                raise DataError(
                    f"Two check kinds are named {kind.name!r}.",
                    place=f"{path}:1",
                    expected="a file name that no other kind has",
                )
            kinds[kind.name] = kind
    return kinds


def kinds_text() -> str:
    """Return all that is known of the check kinds as one text, the same for the same kinds."""
    told = [(asdict(kind), sorted(kind.aspects)) for kind in check_kinds().values()]
    return json.dumps([{**plain, "aspects": aspects} for plain, aspects in told])


def _parse(path: Path) -> Kind:
    found = read_query(path, keys=_KEYS, required=5, place=f"queries/checkkinds/{path.name}")
    head = found.head
    for key, known in (("quantifier", QUANTIFIERS), ("over", _OVERS)):
        if head[key] not in known:
            raise DataError(
                f"The {key} is {head[key]!r}.",
                place=f"{found.place}:1",
                expected=f"one of {', '.join(known)}",
            )
    return Kind(
        found.name,
        head["summary"],
        tuple(
            (name, type_) for name, _, type_ in (p.partition("=") for p in found.words("params"))
        ),
        head["quantifier"],
        head["over"],
        head["relies"],
        found.text,
        head.get("notes", ""),
        frozenset(found.words("aspects")),
    )


def bound_query(
    kind: Kind,
    values: Mapping[str, object],
    *,
    treaty: str,
    drafts: Iterable[str] = (),
    minter: Minter,
) -> str:
    """Return the query of a sound check with its parameters bound by VALUES.

    A list of values gives one row per value: an item does what is asked where one of
    them is met.  The query is held to `drafts`, given as IRIs.
    """
    columns = []
    for name, type_ in kind.params:
        given = values[name]
        each = given if isinstance(given, list | tuple) else [given]
        if type_ == "modality":
            each = _at_least(str(given))
        columns.append(
            [
                Literal(str(value)) if type_ == "text" else term(type_, str(value), treaty, minter)
                for value in each
            ]
        )
    names = " ".join(f"?{name}" for name, _ in kind.params)
    rows = "\n".join(f"    ({' '.join(map(str, row))})" for row in product(*columns))
    within = " ".join(str(NamedNode(draft)) for draft in drafts)
    block = f"\n  VALUES ?draft {{ {within} }}\n  VALUES ({names}) {{\n{rows}\n  }}"
    at = pattern_start(kind.query)
    return minter.rebase(f"{kind.query[:at]}{block}{kind.query[at:]}")


def _at_least(modality: str) -> tuple[str, ...]:
    """Return the modalities that bind at least as strongly as one."""
    rank = MODALITIES[modality]
    return tuple(name for name, other in MODALITIES.items() if other >= rank)


def term(type_: str, value: str, treaty: str, minter: Minter) -> NamedNode:
    """Return the thing that a parameter of some type names."""
    if type_ == "lineage":
        return NamedNode(minter.lineage(treaty, value))
    scheme = SCHEMES[type_]
    return NamedNode(minter.concept(value if "/" in value or not scheme else f"{scheme}/{value}"))
