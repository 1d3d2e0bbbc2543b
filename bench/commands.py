"""Time commands beside an earlier build of the program and beside rdflib.

    python -m bench commands --before PROGRAM [--runs 7] [--peer PYTHON]

PROGRAM is the `treatygraph` of another environment, such as that of an earlier commit.
The two are run in turn, each in a home of its own that it has built itself; processor
time (user and system) of the whole process tree is taken from the operating system, wall
time beside it.  The peer is rdflib doing the Chapter IV question from the same N-Quads.
Prints a Markdown table of medians and ratios, and the memory of builds; docs/performance.md
keeps one.  Builds after a change are of a copy of each program's own data, in which one
file is changed before each run; `--only WORD` keeps the lines whose name has the word.
"""

from __future__ import annotations

import os
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

ASK = ["ask", "articles-without-reference", "draft=zero-draft", "chapter=IV", "target=36"]
COMMANDS = {
    "ask (one question, cold)": ASK,
    "--help": ["--help"],
    "questions": ["questions"],
    "search": ["search", "safeguards"],
    "matrix": ["matrix", "--draft", "zero-draft"],
    "compare": ["compare", "zero-draft", "adopted"],
    "assess": ["assess", "--stakeholder", "gi-toc"],
    "uptake": ["uptake"],
    "build, nothing changed": ["build"],
}
#: Builds after a change: what a file is, where it lies, and after what a word is put.
CHANGES = {
    "build, one position file changed": ("positions/eff-2023-08-pact.yaml", "summary: >-\n"),
    "build, one heading of a draft changed": ("drafts/un-cybercrime.adopted.yaml", 'heading: "'),
}
PEER = """
import sys, rdflib
from pathlib import Path
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
print(len(list(data.query(Path(sys.argv[2]).read_text()))))
"""
Spent = tuple[float, float]


def spent(command: list[str], home: Path) -> Spent:
    """Return seconds of processor and of wall that a command took."""
    environment = {**os.environ, "TREATYGRAPH_HOME": str(home), "COLUMNS": "110"}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode > 1:
        raise click.ClickException(f"{' '.join(command)}: {ran.stderr.decode()[-300:]}")
    return (
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        wall,
    )


def peak(command: list[str], home: Path) -> float:
    """Return the most memory in MB that a command held at once."""
    environment = {**os.environ, "TREATYGRAPH_HOME": str(home)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss / 1024


def medians(runs: int, *ways: Callable[[], Spent]) -> list[Spent]:
    """Return the median processor and wall seconds of each way, taken in turn."""
    taken: list[list[Spent]] = [[] for _ in ways]
    for _ in range(runs):
        for way, found in zip(ways, taken, strict=True):
            found.append(way())
    return [(median(c for c, _ in one), median(w for _, w in one)) for one in taken]


@click.command()
@click.option("--before", required=True, help="The `treatygraph` of the build before.")
@click.option("--runs", default=7, show_default=True)
@click.option("--only", default="", help="Measure only lines whose name has this in it.")
def main(before: str, runs: int, only: str) -> None:
    """Print a table: processor and wall seconds before and now, and their ratios."""
    now = str(Path(sys.executable).with_name("treatygraph"))
    print("| work | before: CPU s | wall s | now: CPU s | wall s | CPU, now / before |")
    print("|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        homes = {before: Path(folder) / "before", now: Path(folder) / "now"}
        scratch = min(runs, 3)

        def from_nothing(program: str) -> Spent:
            shutil.rmtree(homes[program], ignore_errors=True)
            return spent([program, "build"], homes[program])

        if only in "build, from nothing":
            row(
                "build, from nothing",
                *medians(scratch, lambda: from_nothing(before), lambda: from_nothing(now)),
            )
        else:
            from_nothing(before), from_nothing(now)
        for name, words in COMMANDS.items():
            if only in name:
                few = scratch if name.startswith("build") else runs
                ways = [lambda p=p, w=words: spent([p, *w], homes[p]) for p in (before, now)]
                row(name, *medians(few, *ways))
        peers(homes[now], now)
        changes(homes, Path(folder), scratch, only)


def shipped(program: str) -> Path:
    """Return the data that a program ships."""
    told = "from treatygraph.resources import locate; print(locate('data'))"
    python = str(Path(program).with_name("python"))
    ran = subprocess.run([python, "-c", told], capture_output=True, text=True, check=True)
    return Path(ran.stdout.strip())


def changes(homes: dict[str, Path], folder: Path, runs: int, only: str) -> None:
    """Print a line for each kind of change, and the memory of builds."""
    number = 0
    data = {
        program: Path(shutil.copytree(shipped(program), folder / f"data-{n}" / "data"))
        for n, program in enumerate(homes)
    }
    command = {program: [program, "build", "--data", str(data[program])] for program in homes}

    def put_in(program: str, place: str, after: str) -> None:
        nonlocal number
        number += 1
        file = data[program] / place
        head, _, rest = file.read_text("utf-8").partition(after)
        word = f"      Anew {number}.\n" if after.endswith("\n") else f"Anew {number} "
        file.write_text(head + after + word + rest, "utf-8")

    def build(program: str, place: str, after: str) -> Spent:
        put_in(program, place, after)
        return spent(command[program], homes[program])

    for program in homes:
        spent(command[program], homes[program])
    for name, change in CHANGES.items():
        if only in name:
            ways = [lambda p=p, c=change: build(p, *c) for p in homes]
            row(name, *medians(runs, *ways))
    for name, change in CHANGES.items():
        held = []
        for program in homes:
            put_in(program, *change)
            held.append(peak(command[program], homes[program]))
        print(f"Memory of a {name}: {held[0]:.0f} MB before, {held[1]:.0f} MB now.")
    for home in homes.values():
        shutil.rmtree(home)
    held = [peak([program, "build"], home) for program, home in homes.items()]
    print(f"Memory of a build from nothing: {held[0]:.0f} MB before, {held[1]:.0f} MB now.")


def row(name: str, before: Spent, now: Spent) -> None:
    """Print one line of the table."""
    cells = f"{before[0]:.2f} | {before[1]:.2f} | {now[0]:.2f} | {now[1]:.2f}"
    print(f"| {name} | {cells} | {now[0] / before[0]:.3f} |", flush=True)


def peers(home: Path, program: str) -> None:
    """Print what rdflib takes for its import, and for the same question from the same file."""
    query = home / "question.rq"
    bound = subprocess.run(
        [program, *ASK, "--explain"],
        env={**os.environ, "TREATYGRAPH_HOME": str(home)},
        capture_output=True,
        check=True,
    )
    query.write_bytes(bound.stdout)
    nquads = str(home / "graph" / "current" / "graph.nq")
    ask, imported, same = medians(
        3,
        lambda: spent([program, *ASK], home),
        lambda: spent([sys.executable, "-c", "import rdflib"], home),
        lambda: spent([sys.executable, "-c", PEER, nquads, str(query)], home),
    )
    print(
        f"\nBeside rdflib, processor time: `ask` {ask[0]:.2f} s, `import rdflib` alone "
        f"{imported[0]:.2f} s (ratio {ask[0] / imported[0]:.2f}), rdflib reading the N-Quads and "
        f"answering {same[0]:.2f} s (ratio {ask[0] / same[0]:.3f})."
    )


if __name__ == "__main__":
    main()
