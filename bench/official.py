"""Official texts: one command beside the commands that it stands for.

    python -m bench official [--runs 3]

Three drafts of the sample treaty, typeset as PDF, go into a home that holds what is registered
of them and no text: once by `official --from FOLDER`, once by `ingest`, `match --write`,
`accept` and `verify --write` draft by draft, each of which leaves the graph built.  The way by
hand accepts what scores 0.95 and more, so that no time of a person is in it.  Both must end
with the same articles in the graph; processor seconds are those of the commands alone.
"""

from __future__ import annotations

import itertools
import resource
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from tests.documents.official_layout import as_pdf, printed
from tests.harbours import prepare

from bench.kills import run
from treatygraph.graph import open_graph
from treatygraph.resources import locate

DRAFTS = ("first", "second", "third")
TREATY = "harbour-signals"
ARTICLES = """SELECT ?draft (COUNT(?article) AS ?n)
WHERE { ?article a tg:Article ; tg:inDraft ?draft ; tg:mentionsRead true }
GROUP BY ?draft ORDER BY ?draft"""


def one_command(files: Sequence[Path], _home: Path) -> list[list[str]]:
    """Return the one command that takes a folder."""
    return [["official", "--treaty", TREATY, "--from", str(files[0].parent)]]


def by_hand(files: Sequence[Path], home: Path) -> list[list[str]]:
    """Return the commands that do the same draft by draft."""
    every: list[list[str]] = []
    for file, draft in zip(files, DRAFTS, strict=True):
        of = [str(file), "--treaty", TREATY, "--draft", draft]
        every += [["verify", *of, "--write"], ["ingest", *of]]
    for before, after in itertools.pairwise(DRAFTS):
        proposals = str(home / f"{after}.yaml")
        ends = [f"{TREATY}/{before}", f"{TREATY}/{after}"]
        every.append(["match", *ends, "--write", proposals])
        every.append(["accept", proposals, "--by", "A. Reader", "--accept-above", "0.95"])
    return [*every, ["build"]]


def measured(commands: Sequence[list[str]], home: Path, shipped: Path) -> float:
    """Run the commands on a home; return their processor seconds."""
    begun = _spent()
    for command in commands:
        status = run(command, home, setting={"FAULTS_SHIPPED": str(shipped)})
        if status not in (0, 1):
            raise click.ClickException(f"{' '.join(command)} ended with {status}")
    return _spent() - begun


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _articles(home: Path) -> list[tuple[object, ...]]:
    return [*open_graph(str(home / "graph" / "current" / "graph.nq")).rows(ARTICLES)]


@click.command()
@click.option("--runs", default=3, show_default=True)
def main(runs: int) -> None:
    """Print the steps and the median processor seconds of both ways."""
    seconds: dict[str, list[float]] = {"official": [], "by hand": []}
    steps: dict[str, int] = {}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            shipped, files = folder / "shipped", _typeset(folder / "saved")
            shipped.mkdir()
            found = []
            for name, way in (("official", one_command), ("by hand", by_hand)):
                home = folder / name.replace(" ", "-")
                prepare(home)
                commands = way(files, home)
                steps[name] = len(commands)
                seconds[name].append(measured(commands, home, shipped))
                found.append(_articles(home))
            if found[0] != found[1] or not found[0]:
                raise click.ClickException(f"the two ways differ: {found}")
    base = statistics.median(seconds["by hand"])
    for name, times in seconds.items():
        middle = statistics.median(times)
        click.echo(f"{name}: {steps[name]} commands, {middle:.1f} s, {middle / base:.2f}")


def _typeset(folder: Path) -> list[Path]:
    folder.mkdir()
    files = []
    for number, draft in enumerate(DRAFTS):
        text = printed(locate("data", "sample", "texts", f"{draft}.txt"))
        files.append(folder / f"download-{number}.pdf")
        files[-1].write_bytes(as_pdf(text))
    return files


if __name__ == "__main__":
    main()
