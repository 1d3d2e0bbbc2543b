"""Graphs for the tests of reasoning, each built once: the sample treaty and the shipped data."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Store

from treatygraph.iris import Minter
from treatygraph.pipeline import build
from treatygraph.quality.reasoning import Engine, Outcome, reason
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.vocab import expand

MINTER = Minter()
TYPE = expand("rdf:type")
DEFINED = ("OrphanProvision", "PowerProvision", "PowerWithoutSafeguard", "WideCooperationMeasure")


def built(folder: Path) -> Store:
    """Return the graph that a data folder gives."""
    with tempfile.TemporaryDirectory() as place:
        report = build([folder], Path(place))
        assert report.place is not None, report.violations
        return OxigraphStore.load(report.place / "graph.nq").inner


@cache
def sample() -> Store:
    return built(locate("data", "sample"))


@cache
def shipped() -> Store:
    return built(locate("data"))


@cache
def outcome(of: Callable[[], Store], engine: Engine) -> Outcome:
    """Return what an engine makes of the sample or the shipped graph; run once."""
    return run(of(), engine)


def run(store: Store, engine: Engine) -> Outcome:
    return reason(
        store,
        engine,
        ontology=MINTER.graph("ontology"),
        derived=MINTER.graph("inferences-owl"),
    )


def edited(place: Path, name: str, *changes: tuple[str, str]) -> Store:
    """Return the graph of the sample treaty after changes in the text of one file."""
    folder = place / "edited"
    shutil.copytree(locate("data", "sample"), folder)
    path = folder / name
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return built(folder)


def members(found: Outcome, name: str) -> set[str]:
    """Return the things inferred to be in a class, by the end of their IRI."""
    return {
        str(t.subject).strip("<>").partition("/id/")[2]
        for t in found.added
        if t.predicate.value == TYPE and t.object == NamedNode(expand(f"tg:{name}"))
    }


@cache
def java_home(version: int) -> Path | None:
    """Return the home of a Java of at least this version, where one is installed."""
    for home in sorted(Path("/usr/lib/jvm").glob("*")):
        program = home / "bin" / "java"
        if program.exists():
            told = subprocess.run([program, "-version"], capture_output=True, text=True).stderr
            number = told.partition('version "')[2].split(".")[0].rstrip('"').split('"')[0]
            if number.isdigit() and int(number) >= version:
                return home
    return None
