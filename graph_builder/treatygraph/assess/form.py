"""The form of a check: what a curator can get wrong in one, found before it runs.

Every fault has the path to the value that it is about, so that a caller who knows the
file can name the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from treatygraph.assess.check_kinds import MODALITIES, QUANTIFIERS, SCHEMES, Kind, check_kinds, term
from treatygraph.curated.yamlfile import Located
from treatygraph.errors import DataError, Fault, UsageError, ValuePath
from treatygraph.nearest import SLIP, nearest
from treatygraph.travaux import Travaux

__all__ = ["CheckError", "check_faults", "faults_in_file", "must_be_sound"]

_JOINS = ("all", "any", "not")
_PART = re.compile(r"[a-z]+-[a-z0-9]+(/[a-z]+-[a-z0-9]+)*")


class CheckError(UsageError):
    """A check that cannot be run; `fault` says where in it and why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.met, expected=fault.expected, remedy=fault.remedy)


def must_be_sound(check: object, treaty: str, travaux: Travaux) -> None:
    """Raise `CheckError` for the first fault of a check."""
    for fault in check_faults(check, treaty, travaux):
        raise CheckError(fault)


def faults_in_file(
    located: Located, check: object, path: ValuePath, *, treaty: str, travaux: Travaux
) -> list[DataError]:
    """Return the faults of a check that stands at a path in a file, each with its line."""
    return [
        DataError(
            fault.met,
            place=located.place((*path, *fault.path)),
            expected=fault.expected,
            remedy=fault.remedy,
        )
        for fault in check_faults(check, treaty, travaux)
    ]


def check_faults(
    check: object, treaty: str, travaux: Travaux, path: ValuePath = ()
) -> Iterator[Fault]:
    """Yield every fault of a check and of the checks below it, in their order."""
    if not isinstance(check, Mapping):
        yield Fault(
            path,
            f"A check is written as {check!r}.",
            "a mapping with kind, all, any or not",
            "write `kind: …` and its parameters, one a line",
        )
        return
    joins = [join for join in _JOINS if join in check]
    if not joins:
        yield from _kind_faults(check, treaty, travaux, path)
    elif len(joins) > 1 or set(check) - set(joins):
        others = sorted(set(check) - {joins[0]})
        yield Fault(
            path,
            f"{joins[0]!r} stands beside {', '.join(map(repr, others))}.",
            "all, any or not alone, with checks below it",
            "put the other checks below `all`",
        )
    else:
        yield from _join_faults(joins[0], check[joins[0]], treaty, travaux, (*path, joins[0]))


def _join_faults(
    join: str, parts: object, treaty: str, travaux: Travaux, path: ValuePath
) -> Iterator[Fault]:
    if join == "not":
        yield from check_faults(parts, treaty, travaux, path)
    elif not isinstance(parts, list) or not parts:
        yield Fault(
            path, f"{join!r} has {parts!r} below it.", "a list of one check or more, each with '- '"
        )
    else:
        for i, part in enumerate(parts):
            yield from check_faults(part, treaty, travaux, (*path, i))


def _kind_faults(
    check: Mapping[str, Any], treaty: str, travaux: Travaux, path: ValuePath
) -> Iterator[Fault]:
    name, kinds = str(check.get("kind", "")), check_kinds()
    if name not in kinds:
        near = nearest(name, kinds)
        yield Fault(
            (*path, "kind"),
            f"There is no check kind {name!r}." if name else "The check has no kind.",
            f"one such as {', '.join(near)}, or all, any, not with checks below them",
            "`treatygraph checkkinds` lists them all",
        )
        return
    kind = kinds[name]
    yield from _name_faults(kind, check, path)
    for param, type_ in kind.params:
        if param in check:
            yield from _value_faults(type_, check[param], treaty, travaux, (*path, param))
    if "except" in check:
        yield from _value_faults("lineage", check["except"], treaty, travaux, (*path, "except"))
    if check.get("quantifier", "every") not in QUANTIFIERS:
        yield Fault(
            (*path, "quantifier"),
            f"The quantifier is {check['quantifier']!r}.",
            " or ".join(QUANTIFIERS),
        )


def _name_faults(kind: Kind, check: Mapping[str, Any], path: ValuePath) -> Iterator[Fault]:
    names = [name for name, _ in kind.params]
    listed = ", ".join(f"{name} ({type_})" for name, type_ in kind.params)
    meant: set[str] = set()
    for name in sorted(set(check) - {"kind", "except", "quantifier", *names}):
        near = nearest(name, names, most=1, least=SLIP)
        meant.update(near)
        yield Fault(
            (*path, name),
            f"The check kind {kind.name!r} has no parameter {name!r}.",
            listed,
            f"did you mean {near[0]!r}?" if near else "remove it",
        )
    for name in names:
        if name not in check and name not in meant:
            yield Fault(
                path, f"The check kind {kind.name!r} needs {name!r}.", listed, f"add `{name}: …`"
            )


def _value_faults(
    type_: str, given: object, treaty: str, travaux: Travaux, path: ValuePath
) -> Iterator[Fault]:
    values = given if isinstance(given, list) else [given]
    if not values or (type_ == "modality" and isinstance(given, list)):
        wanted = f"one {type_}" if type_ == "modality" else f"a {type_}, or a list of some"
        yield Fault(path, f"{path[-1]!r} has the value {given!r}.", wanted)
        return
    for i, value in enumerate(values):
        place = (*path, i) if isinstance(given, list) else path
        if not isinstance(value, str) or not value.strip():
            yield Fault(
                place,
                f"{path[-1]!r} has the value {value!r}.",
                "a part's key such as para-2" if type_ == "text" else f"the key of a {type_}",
            )
        else:
            yield from _key_faults(type_, value, treaty, travaux, place)


def _key_faults(
    type_: str, value: str, treaty: str, travaux: Travaux, path: ValuePath
) -> Iterator[Fault]:
    scheme = SCHEMES.get(type_, "")
    if type_ == "text":
        if not _PART.fullmatch(value):
            yield Fault(path, f"The part is {value!r}.", "a key such as para-2 or subpara-a")
    elif type_ == "modality" and value not in MODALITIES:
        yield Fault(path, f"The modality {value!r} has no rank.", f"one of {', '.join(MODALITIES)}")
    elif "/" in value and type_ in SCHEMES and not value.startswith(scheme and f"{scheme}/"):
        yield Fault(path, f"{value!r} is no {type_}.", f"a key of the scheme {scheme!r}")
    else:
        node = term(type_, value, treaty, travaux.minter)
        near = travaux.unknown(node)
        if near is not None:
            parsed = travaux.minter.parse(node.value)
            yield Fault(
                path,
                f"A check names {parsed[1] if parsed else value!r}, which does not exist.",
                f"one such as {', '.join(near)}" if near else "a thing of the graph",
                "correct the parameter of the check",
            )
