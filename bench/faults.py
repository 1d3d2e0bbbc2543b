"""Kills, a full disk, two at once, the clock set back: nothing that was there is lost.

    python -m bench faults [--kills 200] [--calls 60] [--mutations 2000]

runs commands on a home of its own and kills them: after a random time, and at the nth time
that they open a file to write, make a folder, link, rename or remove.  After each kill the
home must hold one whole graph and only whole files.  Then damaged files of each format are
read, in this process, so that a fault of the reader would show as what it is.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
from tests.documents.test_damage import SOUND, damaged, inside

from treatygraph.curated.own_readings import load_drafts
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents import read, reconstruct
from treatygraph.errors import TreatyGraphError
from treatygraph.pipeline.publish import is_intact
from treatygraph.resources import locate

#: Runs a command, and kills it at the nth event that changes the disk (argument 1; 0: never).
PROGRAM = """
import os, signal, sys
left = int(sys.argv.pop(1))
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.chmod"}
def hook(event, arguments):
    global left
    opened = event == "open" and isinstance(arguments[2], int)
    if event in CHANGES or (opened and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
if left:
    sys.addaudithook(hook)
from treatygraph.cli.main import main
main(sys.argv[1:])
"""


def text(number: int) -> str:
    """Return a treaty that differs by its number."""
    return "\n\n".join(
        f"Article {n}\nLamp {number}\n\n1. Each lamp shall burn {number} hours."
        for n in range(1, 30)
    )


def command(turn: int, folder: Path) -> list[str]:
    """Return the command of a turn; what it changes differs each time."""
    file = folder / "text.txt"
    file.write_text(text(turn), "utf-8")
    own = folder / "home" / "drafts"
    kinds = [
        ["ingest", str(file), "--treaty", "lamps", "--draft", "rev-1", "--no-build"],
        ["build", "--data", str(locate("data", "sample"))],
        ["export", "--format", "nquads", "--out", str(folder / "out")],
        ["verify", str(file), "--draft", "adopted", "--write"],
    ]
    chosen = kinds[turn % len(kinds)]
    if chosen[0] == "build" and own.is_dir():  # so that there is something to build
        for saved in own.glob("lamps.*.json"):
            data = saved.read_text("utf-8").replace("Lamp ", f"Lamp {turn} and ", 1)
            saved.write_text(data, "utf-8")
    return chosen


def run(arguments: list[str], home: Path, *, at: int = 0, after: float | None = None) -> int:
    """Run a command, kill it after a time or at an event; return its status."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(at), *arguments],
        env={**os.environ, "TREATYGRAPH_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        _, said = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
    if b"Traceback" in said:
        raise AssertionError(said.decode())
    return process.returncode


def troubles(home: Path) -> Iterator[str]:
    """Yield what of a home is not whole."""
    current = home / "graph" / "current"
    if not current.exists():
        yield "no graph is there"
    elif not is_intact(current.resolve()):
        yield "the graph is not whole"
    try:
        list(load_drafts(home / "drafts"))
        for path in home.glob("data/**/*.yaml"):
            parse_yaml(path.read_text("utf-8"), name=str(path))
    except TreatyGraphError as error:
        yield str(error)


def kills(folder: Path, count: int, *, by_time: bool, chance: random.Random) -> Counter[str]:
    """Kill commands, and count what came of it."""
    home, told = folder / "home", Counter[str]()
    lasted: dict[str, float] = {}
    for turn in range(count):
        arguments = command(turn, folder)
        if by_time:
            begun = time.monotonic()
            status = run(arguments, home, after=chance.uniform(0.2, lasted.get(arguments[0], 3)))
            if status >= 0:
                lasted[arguments[0]] = time.monotonic() - begun
        else:
            status = run(arguments, home, at=chance.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20)))
        told[f"{arguments[0]}: {'killed' if status < 0 else 'ended before'}"] += 1
        for trouble in troubles(home):
            told["LOST"] += 1
            click.echo(f"{arguments}: {trouble}")
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
def main(by_time: int, calls: int, mutated: int, seed: int) -> None:
    """Kill and damage, and print what came of it; exit 1 where anything was lost."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        first = ["build", "--data", str(locate("data", "sample"))]
        if run(first, folder / "home"):
            raise SystemExit("the first build failed")
        told = kills(folder, by_time, by_time=True, chance=chance)
        click.echo(f"killed after a random time: {dict(sorted(told.items()))}")
        more = kills(folder, calls, by_time=False, chance=chance)
        click.echo(f"killed at an event of the disk: {dict(sorted(more.items()))}")
        last = run(first, folder / "home")
        graphs = [p for p in (folder / "home" / "graph").iterdir() if p.is_dir()]
        click.echo(f"the build after all: status {last}, {len(graphs)} folders with --data again")
    read_ = mutations(mutated, chance)
    click.echo(f"damaged files: {dict(sorted(read_.items()))}")
    raise SystemExit(bool(told["LOST"] or more["LOST"] or read_["TRACEBACKS"] or read_["SILENT"]))


if __name__ == "__main__":
    main()
