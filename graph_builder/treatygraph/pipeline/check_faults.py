"""Checks that cannot be run, found before anything is assessed, with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from treatygraph.assess.check_kinds import kinds_text
from treatygraph.assess.form import faults_in_file
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.findings import Finding, findings_of, plain_findings
from treatygraph.store.base import Store
from treatygraph.store.remembering import RememberingStore
from treatygraph.travaux import Travaux

__all__ = ["faulty_checks"]


def faulty_checks(store: RememberingStore, folders: Iterable[Path]) -> tuple[Finding, ...]:
    """Return one violation per fault of a check in the position files of some folders."""
    found: list[Finding] = []
    for path in (p for folder in folders for p in sorted((folder / "positions").glob("*.yaml"))):
        name, text = "/".join(path.parts[-3:]), path.read_text("utf-8")
        if "check:" in text:
            faults = store.recalled(
                "faulty checks",
                [name, text, kinds_text()],
                partial(_faults, store, name, text),
            )
            found += findings_of(faults)
    return tuple(found)


def _faults(store: Store, name: str, text: str) -> bytes:
    return plain_findings(_found(store, name, text))


def _found(store: Store, name: str, text: str) -> Iterator[Finding]:
    located = parse_yaml(text, name=name)
    treaty, travaux = str(located.data["treaty"]), Travaux.of(store)
    for i, statement in enumerate(located.data["statements"]):
        if "check" in statement:
            way = ("statements", i, "check")
            for fault in faults_in_file(
                located, statement["check"], way, treaty=treaty, travaux=travaux
            ):
                met = fault.met.removeprefix(f"{fault.place}: ")
                message = f"{met} Expected: {fault.expected}."
                yield Finding("violation", "faulty-check", fault.place, message, fault.remedy)
