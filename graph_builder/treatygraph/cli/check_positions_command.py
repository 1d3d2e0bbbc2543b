"""`treatygraph check-positions`: every key of a position file, without a build."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.curated.positionkeys import Keys, faults_of, unwritten
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.errors import DataError
from treatygraph.home import data_folders, drafts_folder
from treatygraph.textfile import read_text

__all__ = ["command"]


@click.command(name="check-positions")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    multiple=True,
    metavar="FOLDER",
    help="Folders of curated files to look keys up in; the shipped and your own if left out.",
)
def command(files: tuple[Path, ...], data: tuple[Path, ...]) -> int:
    """Check position files: form, and whether every key and target names something.

    Prints each fault with its line, what was expected and the nearest that exists.
    Summaries that are still to be written are counted; they are no fault.

    \b
    Exit status: 0 nothing wrong, 1 faults, 3 cannot be opened.
    Example: treatygraph check-positions data/positions/gi-toc-2023.yaml
    """
    keys = Keys(data or data_folders(), drafts_folder())
    bad = 0
    for path in files:
        found, left = _faults(path, keys)
        bad += len(found)
        for fault in found:
            echo(str(fault))
        open_rows = f"; {left} summaries still to be written" if left else ""
        echo(f"{path}: {len(found) or 'no'} faults{open_rows}.", err=True)
    return 1 if bad else 0


def _faults(path: Path, keys: Keys) -> tuple[list[DataError], int]:
    try:
        located = parse_yaml(read_text(path), name=str(path))
    except DataError as error:
        return [error], 0
    return faults_of(located, keys), unwritten(located)
