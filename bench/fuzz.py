"""Fuzzing of every parser of strangers' text, for as long as is wanted.

    python -m bench fuzz --seconds 7200 --seed 1 [--log FOLDER] [--only yaml] [--engine growth]

Targets (`bench/fuzz_targets.py`) take turns, each in a process of its own with three
engines after one another: `soup` (hypothesis: pieces of the format in random order, and
sound files damaged), `coverage` (atheris, where it is installed: what reaches new lines is
kept and changed further) and `growth` (a piece repeated, at two lengths).  Told are
tracebacks, text that went without a finding, more than linear time, and more than 300 MB.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click

from bench.fuzz_targets import GRAPH, TARGETS
from bench.fuzz_trials import ENGINES
from treatygraph.pipeline import build
from treatygraph.resources import locate

#: Seconds of one turn of one engine with one target.
_TURN = 60


def turn(target: str, engine: str, seed: int, seconds: float, folder: Path) -> dict[str, Any]:
    """Let one engine try one target for a while; return what it told, and how it ended."""
    told, at_hand = folder / "told.json", folder / "input"
    for path in (told, at_hand):
        path.unlink(missing_ok=True)
    command = [sys.executable, "-m", "bench.fuzz_trials", target, engine, str(seed), f"{seconds:g}"]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([*command, str(folder)], stdout=said, stderr=said)
        try:
            process.wait(seconds * 4 + 240)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    found: dict[str, Any] = {"inputs": 0, "seconds": 0.0, "faults": []}
    if told.exists():
        found = json.loads(told.read_text("utf-8"))
    if process.returncode and at_hand.exists() and at_hand.stat().st_size:
        ended = -process.returncode
        what = "hang" if ended == signal.SIGVTALRM else f"ended by {process.returncode}"
        last = (folder / "said").read_text("utf-8", "replace")
        named = re.findall(r"(?m)^.*(?:ERROR|Error).*$", last)
        data = at_hand.read_bytes()
        data = data[8 : 8 + int.from_bytes(data[:8], "big")]
        row = {"what": what, "where": (named or [""])[-1][:200], "input": data.hex()}
        found["faults"].append(row)
    return found


def _graph_file(folder: Path) -> Path:
    """Build the shipped graph and return its file."""
    report = build([locate("data")], folder)
    assert report.place is not None, report.violations
    return report.place / "graph.nq"


def _engines(chosen: str) -> list[str]:
    there = importlib.util.find_spec("atheris") is not None
    named = [chosen] if chosen else list(ENGINES)
    return [name for name in named if name != "coverage" or there]


@click.command()
@click.option("--seconds", default=600.0, show_default=True, help="Seconds of all turns.")
@click.option("--seed", default=1, show_default=True)
@click.option("--log", type=click.Path(path_type=Path), help="Folder for what is found.")
@click.option("--only", type=click.Choice(sorted(TARGETS)), multiple=True)
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default=None)
@click.option("--turn", "each", default=_TURN, show_default=True, help="Seconds of one turn.")
def main(
    seconds: float, seed: int, log: Path | None, only: tuple[str, ...], engine: str, each: float
) -> None:
    """Fuzz, and print what came of it; exit 1 where a fault was found."""
    until, number = time.monotonic() + seconds, seed
    inputs, busy, seen = Counter[str](), 0.0, set[tuple[str, str, str]]()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if GRAPH not in os.environ:
            os.environ[GRAPH] = str(_graph_file(folder / "graph"))
        while time.monotonic() < until:
            for name, kind in ((n, k) for n in only or TARGETS for k in _engines(engine)):
                left = until - time.monotonic()
                if left <= 0:
                    break
                found = turn(name, kind, number, min(each, left), folder)
                inputs[f"{name}, {kind}"] += found["inputs"]
                busy += found["seconds"]
                for fault in found["faults"]:
                    key = (name, fault["what"], fault["where"])
                    if key not in seen:
                        seen.add(key)
                        _tell(log, {"target": name, "engine": kind, "seed": number, **fault})
                row = {key: found[key] for key in ("inputs", "seconds")}
                _tell(log, {"target": name, "engine": kind, **row}, quiet=True)
            number += 1
    for name, many in inputs.items():
        click.echo(f"{name:32} {many:9,}")
    click.echo(f"{sum(inputs.values()):,} inputs, {busy / 60:.1f} minutes of a processor")
    click.echo(f"{len(seen)} faults")
    raise SystemExit(bool(seen))


def _tell(log: Path | None, row: dict[str, Any], *, quiet: bool = False) -> None:
    line = json.dumps({"at": time.strftime("%H:%M:%S"), **row}, ensure_ascii=False)
    if not quiet:
        click.echo(line[:600])
    if log is not None:
        log.mkdir(parents=True, exist_ok=True)
        with (log / ("turns.jsonl" if quiet else "faults.jsonl")).open(
            "a", encoding="utf-8"
        ) as out:
            out.write(line + "\n")


if __name__ == "__main__":
    main()
