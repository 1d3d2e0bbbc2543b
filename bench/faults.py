"""Kills and damage: nothing that was there is lost.

    python -m bench faults [--kills 200] [--calls 60] [--mutations 2000] [--only accept]

runs commands on homes of their own and kills them: after a random time, and at the nth time
that they open a file to write, make a folder, link, rename, remove, wait for the disk, or
connect.  After each kill the home must hold one whole graph and only whole files, no process
may be left, and the same command given again must end well (`bench/kills.py`).  Then damaged
files of each format are read, in this process, so that a fault of the reader would show as
what it is.  tests/faults has the full disk, the read-only one, two at once and the clock.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from tests.documents.test_damage import SOUND, damaged, inside

from bench.kills import Case, cases
from treatygraph.documents import read, reconstruct

#: Events at which a command is killed: the first ones, and later ones.
_EVENTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 30, 40)


def kills(
    there: Sequence[Case], count: int, *, by_time: bool, chance: random.Random
) -> Counter[str]:
    """Kill commands in turn, and count what came of it."""
    told, lasted = Counter[str](), dict[str, float]()
    for turn in range(count):
        case = there[turn % len(there)]
        if by_time or case.name == "serve":
            begun, most = time.monotonic(), lasted.get(case.name, 4)
            status, found = case.turn(turn, after=chance.uniform(0.2, most))
            if status >= 0:
                lasted[case.name] = time.monotonic() - begun
        else:
            status, found = case.turn(turn, at=chance.choice(_EVENTS))
        told[f"{case.name}: {'killed' if status < 0 else 'ended before'}"] += 1
        for trouble in found:
            told["LOST"] += 1
            click.echo(f"{case.name}, turn {turn}: {trouble}")
    return told


def mutations(count: int, chance: random.Random) -> Counter[str]:
    """Read damaged files of each format, and count what came of it."""
    told = Counter[str]()
    for form, make in SOUND.items():
        sound = make()
        for turn in range(count):
            zipped = form in ("docx", "changed") and turn % 2
            data = inside(sound, chance) if zipped else damaged(sound, chance)
            try:
                reading = read(data)
            except Exception as error:
                told["TRACEBACKS"] += 1
                click.echo(f"{form}: {error!r}")
                continue
            told["read" if reading.provisions else "findings alone"] += 1
            if reconstruct(reading) != reading.text or not (reading.provisions or reading.findings):
                told["SILENT"] += 1
    return told


@click.command()
@click.option("--kills", "by_time", default=200)
@click.option("--calls", default=60)
@click.option("--mutations", "mutated", default=300, help="Damaged files of each format.")
@click.option("--seed", default=1)
@click.option("--only", multiple=True, help="These commands alone.")
def main(by_time: int, calls: int, mutated: int, seed: int, only: tuple[str, ...]) -> None:
    """Kill and damage, and print what came of it; exit 1 where anything was lost."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place, cases(Path(place)) as every:
        there = [case for case in every if not only or case.name in only]
        told = kills(there, by_time, by_time=True, chance=chance)
        click.echo(f"killed after a random time: {dict(sorted(told.items()))}")
        more = kills(there, calls, by_time=False, chance=chance)
        click.echo(f"killed at an event of disk or network: {dict(sorted(more.items()))}")
    read_ = mutations(mutated, chance)
    click.echo(f"damaged files: {dict(sorted(read_.items()))}")
    raise SystemExit(bool(told["LOST"] or more["LOST"] or read_["TRACEBACKS"] or read_["SILENT"]))


if __name__ == "__main__":
    main()
