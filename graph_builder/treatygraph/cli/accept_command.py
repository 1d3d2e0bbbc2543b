"""`treatygraph accept`: what a person accepted of proposals goes into the own data."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.assess.acceptance import accepted, accepted_files
from treatygraph.cli.output import format_option, open_graph, read_yaml, show
from treatygraph.curated.records import DataFaults
from treatygraph.errors import UsageError
from treatygraph.home import own_data
from treatygraph.table import Table
from treatygraph.textfile import write_whole

__all__ = ["command", "free_place"]


@click.command(name="accept")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "reviewer", required=True, help="Who went through the proposals.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; your own data folder where left out.",
)
@click.option(
    "--accept-above",
    "above",
    type=click.FloatRange(0, 1),
    help="Accept too what is undecided and has at least this score; its basis is `unverified`.",
)
@format_option
def command(file: Path, reviewer: str, out: Path | None, above: float | None, form: str) -> None:
    """Take over the proposals of `match --write` that a person accepted in the file.

    Only what says `accept: yes` is taken, and with --accept-above what scores that high;
    lineages and roles of chapters become files of curated facts with the person as
    reviewer, and the next build reads them.

    \b
    Example: treatygraph accept proposals.yaml --by "A. Reader"
             treatygraph accept proposals.yaml --by "A. Reader" --accept-above 0.98
    after    treatygraph match zero-draft rev-2 --write proposals.yaml
    before   treatygraph build
    """
    located = read_yaml(file, expected="a file that `treatygraph match --write` made")
    store = open_graph()
    found, faults = accepted(located, store, above=above)
    if found is None:
        raise DataFaults(faults)
    if not reviewer.strip():
        raise UsageError("--by is empty.", expected="the name of who went through the proposals")
    folder = out or own_data()
    rows = []
    for kind, text in accepted_files(found, store, reviewer=reviewer):
        target = free_place(folder / kind, f"{found.treaty}.{found.after}", text)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text)
        rows.append((kind, str(target)))
    said = ", ".join(f"{count} {answer}" for answer, count in found.counts.items())
    if above is not None:
        said += f"; {len(found.unseen)} lineages taken by their score"
    notes = (f"{said}.", "Run `treatygraph build` to see them in the graph.")
    show(Table(("facts", "written to"), tuple(rows), "Accepted", notes), form)


def free_place(folder: Path, name: str, text: str) -> Path:
    """Return a file that is not there yet: what was accepted before stays.

    One that says the same already, since the command was ended on its way, is that file.
    """
    count, target = 1, folder / f"{name}.yaml"
    while target.exists() and target.read_text("utf-8") != text:
        count += 1
        target = folder / f"{name}.{count}.yaml"
    return target
