"""Checks that cannot be run, found before anything is assessed, with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from treatygraph.assess.form import faults_in_file
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.findings import Finding
from treatygraph.store.base import Store
from treatygraph.travaux import Travaux

__all__ = ["faulty_checks"]


def faulty_checks(store: Store, folders: Iterable[Path]) -> Iterator[Finding]:
    """Yield one violation per fault of a check in the position files of some folders."""
    travaux = Travaux.of(store)
    for path in (p for folder in folders for p in sorted((folder / "positions").glob("*.yaml"))):
        located = parse_yaml(path.read_text("utf-8"), name="/".join(path.parts[-3:]))
        treaty = str(located.data["treaty"])
        for i, statement in enumerate(located.data["statements"]):
            if "check" in statement:
                way = ("statements", i, "check")
                found = faults_in_file(
                    located, statement["check"], way, treaty=treaty, travaux=travaux
                )
                for fault in found:
                    message = (
                        f"{fault.met.removeprefix(f'{fault.place}: ')} Expected: {fault.expected}."
                    )
                    yield Finding("violation", "faulty-check", fault.place, message, fault.remedy)
