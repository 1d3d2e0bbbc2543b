"""Hold the store against many treaties: how time, memory and disk grow.

    python -m bench scale [--treaties 1,9,88] [--folder FOLDER] [--most 120]

The graphs are those of `bench.generate` (one seed; of 88 treaties nine are made and the others
are renamed copies).  Each step runs in a process of its own, whose greatest memory is taken
from the operating system.  A step that takes longer than `--most` seconds is ended and told
as such.  rdflib reads the smallest size only.  Prints Markdown tables; docs/scale.md keeps them.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click
import pyoxigraph
from pyoxigraph import RdfFormat

from bench.generate import generate
from treatygraph.ask import resolve
from treatygraph.catalogue import Question, catalogue
from treatygraph.iris import default_minter
from treatygraph.store import OxigraphStore

#: A question is asked this often, or until so many seconds are spent on it.
RUNS, SECONDS = 5, 2.0
Figures = dict[str, float]


def given(question: Question) -> dict[str, str]:
    """Return parameters of a question that lead to the first made treaty."""
    minter = default_minter()
    treaty, draft = "made-1", "draft-1"
    every = {
        "treaty": minter.treaty(treaty),
        "draft": minter.draft(treaty, draft),
        "from": minter.draft(treaty, draft),
        "to": minter.draft(treaty, "draft-6"),
        "article": minter.provision(treaty, draft, "art-20"),
        "chapter": minter.provision(treaty, draft, "ch-4"),
        "target": minter.provision(treaty, draft, "art-3"),
        "lineage": minter.lineage(treaty, "matter-3"),
        "stakeholder": minter.stakeholder(f"{treaty}-speaker-0"),
        "instrument": minter.thing(f"{treaty}-cited-0"),
        "role": "procedural-measures",
        "recommendation": "",
    }
    return {p.name: every[p.name] for p in question.params}


def load(nquads: Path, place: Path) -> Figures:
    """Raw bulk load into a store on disk."""
    begun = time.perf_counter()
    store = pyoxigraph.Store(str(place))
    store.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
    store.flush()
    return {"load": time.perf_counter() - begun, "quads": len(store)}


def whole(nquads: Path, _: Path) -> Figures:
    """The project's store in memory, as servers hold it."""
    begun = time.perf_counter()
    store = OxigraphStore.load(nquads)
    return {"load": time.perf_counter() - begun, "first": first(store)}


def opened(_: Path, place: Path) -> Figures:
    """The project's store on disk, as commands open it: opening and the first answer."""
    begun = time.perf_counter()
    store = OxigraphStore.open_folder(place)
    return {"load": time.perf_counter() - begun, "first": first(store)}


def dump(_: Path, place: Path) -> Figures:
    """Everything written out again."""
    store = OxigraphStore.open_folder(place)
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        begun = time.perf_counter()
        store.inner.dump(str(Path(folder) / "all.nq"), format=RdfFormat.N_QUADS)
        return {"load": time.perf_counter() - begun}


def rdflib(nquads: Path, _: Path) -> Figures:
    """The same quads read by rdflib into its memory."""
    from rdflib import Dataset

    begun = time.perf_counter()
    data = Dataset(default_union=True)
    data.parse(str(nquads), format="nquads")
    return {"load": time.perf_counter() - begun, "quads": len(data)}


def first(store: OxigraphStore) -> float:
    """Return the seconds of a first question on one draft, parameters found and all."""
    question = catalogue()["safeguard-mentions"]
    begun = time.perf_counter()
    store.select(question.query, resolve(store, question, given(question)))
    return time.perf_counter() - begun


def on_one(_: Path, place: Path) -> Figures:
    """Median seconds of each question that is asked of one treaty, from disk."""
    return _asked(OxigraphStore.open_folder(place), lambda question: bool(question.params))


def over_all(_: Path, place: Path) -> Figures:
    """Median seconds of each question that is asked of everything, from disk."""
    return _asked(OxigraphStore.open_folder(place), lambda question: not question.params)


def _asked(store: OxigraphStore, wanted: Callable[[Question], bool]) -> Figures:
    found: Figures = {}
    for name, question in catalogue().items():
        if not wanted(question):
            continue
        values = given(question)
        if "recommendation" in values:
            (row, *_) = store.select(_ASKED).rows
            values["recommendation"] = row[0].value  # type: ignore[union-attr]
        bindings = resolve(store, question, values)
        times: list[float] = []
        while not times or (len(times) < RUNS and sum(times) < SECONDS):
            begun = time.perf_counter()
            store.select(question.query, bindings)
            times.append(time.perf_counter() - begun)
        found[name] = median(times)
        print(json.dumps({name: found[name]}), flush=True)
    return found


_ASKED = """
SELECT ?asked
WHERE {
  ?asked a tg:Recommendation ; tg:check ?check .
  FILTER(CONTAINS(STR(?asked), "/made-1/"))
}
ORDER BY ?asked LIMIT 1"""

STEPS = {f.__name__: f for f in (load, opened, on_one, whole, dump, rdflib, over_all)}


def run(step: str, nquads: Path, place: Path, most: float) -> Figures:
    """Return what a step in a process of its own found, with `peak` in MB and `ended`."""
    command = [sys.executable, "-m", "bench.scale", "--step", step, str(nquads), str(place)]
    begun = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        told, _ = begun.communicate(timeout=most)
    except subprocess.TimeoutExpired:
        begun.kill()
        told, _ = begun.communicate()
    found: Figures = {"ended": float(begun.returncode != 0)}
    for line in told.splitlines():
        found |= json.loads(line)
    return found


def sizes(counts: list[int], folder: Path) -> dict[int, Path]:
    """Write one graph per number of treaties and return them: each is the head of the next."""
    places = {count: folder / f"{count}.nq" for count in counts}
    if all(place.exists() for place in places.values()):
        return places
    with places[max(counts)].open("wb") as file:
        for number, piece in enumerate(generate(treaties=max(counts), distinct=9)):
            file.write(piece)
            if number in counts and number != max(counts):
                file.flush()
                shutil.copyfile(places[max(counts)], places[number])
    return places


@click.command()
@click.option("--treaties", default="1,9,88", show_default=True, help="Sizes, in treaties.")
@click.option("--folder", type=click.Path(path_type=Path), help="Keep the graphs here.")
@click.option("--most", default=120.0, show_default=True, help="Seconds that a step may take.")
@click.option("--step", hidden=True, type=click.Choice(list(STEPS)))
@click.argument("places", nargs=-1, type=click.Path(path_type=Path))
def main(
    treaties: str, folder: Path | None, most: float, step: str | None, places: tuple[Path, ...]
) -> None:
    """Print how load, memory, disk and questions grow with the number of treaties."""
    if step:
        found = STEPS[step](*places)
        found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found), flush=True)
        return
    with tempfile.TemporaryDirectory() as temporary:
        kept = folder or Path(temporary)
        kept.mkdir(exist_ok=True)
        graphs = sizes([int(n) for n in treaties.split(",")], kept)
        found = {count: measure(nquads, most, Path(temporary)) for count, nquads in graphs.items()}
    table(found)
    growth(found)


def measure(nquads: Path, most: float, folder: Path) -> dict[str, Figures]:
    """Return what every step found of one graph; rdflib only where it is small."""
    place = folder / nquads.stem
    small = nquads.stat().st_size < 100_000_000
    found = {}
    for step in STEPS:
        if step != "rdflib" or small:
            click.echo(f"{nquads.name}: {step}", err=True)
            found[step] = run(step, nquads, place, most)
            click.echo(json.dumps(found[step]), err=True)
    disk = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    found["load"] |= {"disk": disk / 1e6, "file": nquads.stat().st_size / 1e6}
    shutil.rmtree(place)
    return found


ROWS = (
    ("quads", "load", "quads", ",.0f"),
    ("N-Quads, MB", "load", "file", ",.0f"),
    ("store on disk, MB", "load", "disk", ",.0f"),
    ("pyoxigraph, bulk load to disk, s", "load", "load", ",.2f"),
    ("… greatest memory, MB", "load", "peak", ",.0f"),
    ("our store opened from disk, s", "opened", "load", ",.3f"),
    ("… first answer, s", "opened", "first", ",.3f"),
    ("… greatest memory, MB", "opened", "peak", ",.0f"),
    ("our store loaded into memory, s", "whole", "load", ",.2f"),
    ("… first answer, s", "whole", "first", ",.3f"),
    ("… greatest memory, MB", "whole", "peak", ",.0f"),
    ("dump from disk, s", "dump", "load", ",.2f"),
    ("… greatest memory, MB", "dump", "peak", ",.0f"),
    ("rdflib, reading into memory, s", "rdflib", "load", ",.2f"),
    ("… greatest memory, MB", "rdflib", "peak", ",.0f"),
)


def table(found: dict[int, dict[str, Figures]]) -> None:
    """Print one column per size."""
    print(f"| treaties | {' | '.join(map(str, found))} |\n|---|{'--:|' * len(found)}")
    for title, step, key, form in ROWS:
        cells = [
            format(one[step][key], form) if key in one.get(step, {}) else "–"
            for one in found.values()
        ]
        print(f"| {title} | {' | '.join(cells)} |")


def growth(found: dict[int, dict[str, Figures]]) -> None:
    """Print how the questions grow: sum, median ratio and the worst, against the smallest."""
    base = found[min(found)]
    print("\n| questions | treaties | answered | sum, s | median ratio | slowest growing |")
    print("|---|--:|--:|--:|--:|---|")
    for step, title in (("on_one", "on one treaty"), ("over_all", "over all treaties")):
        for count, one in found.items():
            names = [name for name in base[step] if name in one[step] and name in catalogue()]
            ratios = {name: one[step][name] / base[step][name] for name in names}
            worst = sorted(ratios, key=lambda name: -ratios[name])[:3]
            of = sum(bool(q.params) == (step == "on_one") for q in catalogue().values())
            told = ", ".join(f"`{name}` {ratios[name]:,.1f}×" for name in worst)
            print(
                f"| {title} | {count} | {len(names)} of {of} "
                f"| {sum(one[step][name] for name in names):,.2f} "
                f"| {median(ratios.values()) if ratios else 0:,.1f} | {told} |"
            )


if __name__ == "__main__":
    main()
