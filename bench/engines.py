"""Every question on every engine: equal or not, and how long it takes.

`python -m bench engines` writes docs/engines.md.  All engines hold the shipped graph and are
measured in one run on one machine.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import RdfFormat
from tests.queries.gold import parameters, shipped_store
from tests.store import jena, servers
from tests.store.same import fill, same_answer

from treatygraph.ask import explain, resolve
from treatygraph.catalogue import Question, catalogue
from treatygraph.store import OxigraphStore, RemoteStore, Solutions, Store
from treatygraph.store.memory import MemoryStore

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "engines.md"
#: Each question is asked this often, or until this many seconds are spent on it.
RUNS, SECONDS = 5, 2.0
EMBEDDED, JENA = "embedded", "Jena ARQ"
#: What one engine gave: its answer and the median seconds.
Given = tuple[Solutions, float]


@contextlib.contextmanager
def engines(source: OxigraphStore) -> Iterator[dict[str, Store]]:
    """Yield the engines by name, each holding the quads of a store."""
    with contextlib.ExitStack() as stack:
        every: dict[str, Store] = {EMBEDDED: source, "rdflib": MemoryStore(source.dump())}
        for name, start in (("Oxigraph server", servers.oxigraph), ("Virtuoso", servers.virtuoso)):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            store = RemoteStore(stack.enter_context(start(folder)))
            fill(store, source)
            every[name] = store
        yield every


def measure(store: Store, question: Question, source: Store) -> Given:
    """Return the answer and the median seconds of asking, the first time left out."""
    bindings = resolve(source, question, parameters(question)["shipped"])
    found = store.select(question.query, bindings)
    times: list[float] = []
    while len(times) < RUNS and sum(times) < SECONDS:
        start = time.perf_counter()
        store.select(question.query, bindings)
        times.append(time.perf_counter() - start)
    return found, statistics.median(times)


def measure_jena(source: OxigraphStore) -> dict[str, Given]:
    """Return what Jena gives to every question, in one Java process."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source.inner.dump(str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
        asked = {
            name: explain(source, question, parameters(question)["shipped"])
            for name, question in catalogue().items()
        }
        times = jena.ask_all(folder / "graph.nq", asked, folder, RUNS)
        return {name: (jena.answer(folder, name), times[name]) for name in asked}


def measure_all(source: OxigraphStore) -> dict[str, dict[str, Given]]:
    """Return by question and engine what was given."""
    others = measure_jena(source)
    found: dict[str, dict[str, Given]] = {}
    with engines(source) as every:
        for name, question in catalogue().items():
            found[name] = {e: measure(store, question, source) for e, store in every.items()}
            found[name][JENA] = others[name]
            click.echo(f"{name}: {', '.join(_cells(found[name]))}", err=True)
    return found


def _cells(given: dict[str, Given]) -> list[str]:
    expected, base = given[EMBEDDED]
    same = ("" if same_answer(expected, rows) else "**differs** " for rows, _ in given.values())
    return [mark + _time(t, base) for mark, (_, t) in zip(same, given.values(), strict=True)]


def _time(seconds: float, base: float) -> str:
    shown = f"{seconds * 1000:,.1f} ms" if seconds < 1 else f"{seconds:,.1f} s"
    return shown if seconds == base else f"{shown} ({seconds / base:,.1f}×)"


def versions() -> list[str]:
    """Return what was measured, with versions."""
    command = ["virtuoso-t", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (told.stdout + told.stderr).splitlines()
    number = next((line.strip() for line in said if "Version" in line), "version not told")
    arq = next(iter(sorted(jena.JARS.glob("jena-arq-*.jar")))).stem
    return [
        f"embedded: pyoxigraph {importlib.metadata.version('pyoxigraph')}, in the same process",
        f"rdflib {importlib.metadata.version('rdflib')}, in memory, in the same process",
        f"Oxigraph server {importlib.metadata.version('oxigraph')}, over HTTP on loopback",
        f"Virtuoso, over HTTP on loopback: {number}",
        f"Jena ARQ ({arq}), the query engine of Fuseki: in memory, in a Java process of its own",
    ]


def page() -> str:
    """Measure, and return the page."""
    source = shipped_store()
    found = measure_all(source)
    names = list(next(iter(found.values())))
    totals = [sum(given[name][1] for given in found.values()) for name in names]
    lines = [
        _HEAD,
        f"{len(source):,} quads; Python {platform.python_version()}; {os.cpu_count()} cores, "
        f"shared with other work: load {os.getloadavg()[1]:.1f}.",
        "",
        *(f"- {one}" for one in versions()),
        "",
        f"| question | rows | {' | '.join(names)} |",
        f"|---|--:|{'--:|' * len(names)}",
        *(_row(name, given) for name, given in found.items()),
        f"| **all** | | {' | '.join(_time(total, totals[0]) for total in totals)} |",
        "",
        "[Using another server](servers.md)",
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, given: dict[str, Given]) -> str:
    rows = len(given[EMBEDDED][0].rows)
    return f"| [{name}](questions/{name}.md) | {rows} | {' | '.join(_cells(given))} |"


_HEAD = f"""\
# Questions on each engine

Every question of the catalogue, asked of the shipped graph with the parameters of its page.
Each cell is the median time, and in brackets the ratio to the embedded engine.
An answer with other rows than the embedded engine's would be marked **differs**.
All times are of one run of `python -m bench engines`.
Each question is asked {RUNS} times after a first one, or for {SECONDS:.0f} seconds.
Times over HTTP contain the way through SPARQLWrapper and back.
Those of Jena are taken inside Java, the first time included.
"""


@click.command()
def main() -> None:
    """Measure every question on every engine and write docs/engines.md."""
    PAGE.write_text(page(), "utf-8")
    click.echo(f"written: {PAGE}")


if __name__ == "__main__":
    main()
