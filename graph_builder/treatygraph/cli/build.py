"""`treatygraph build`: make the graph and say what was made."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatygraph.build import BuildReport
from treatygraph.build.builder import build
from treatygraph.build.competency import counted
from treatygraph.cli.output import brief_format_option
from treatygraph.findings import Finding
from treatygraph.home import data_folders, drafts_folder, graph_folder
from treatygraph.readers.local import load_drafts
from treatygraph.table import Table

if TYPE_CHECKING:
    from rich.table import Table as Grid

__all__ = ["command"]


@click.command(name="build")
@click.option(
    "--data",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of curated files; the shipped data and your own where left out. May be repeated.",
)
@brief_format_option
def command(folders: tuple[Path, ...], form: str) -> int:
    """Build the graph from the curated files and publish it in one step.

    Before it is published, the graph is held to shapes and checks, and each question of
    the catalogue is asked of it.

    \b
    Exit status: 0 published, 1 not published because of violations, 3 cannot run.
    Example: treatygraph build
             treatygraph build --data my-treaty --format json
    """
    silent = form == "json" or not sys.stderr.isatty()
    report = build(
        folders or data_folders(),
        graph_folder(),
        own=load_drafts(drafts_folder()),
        tell=_silence if silent else _tell,
    )
    as_json = form == "json"
    click.echo(json.dumps(_plain(report), indent=2) if as_json else _readable(report))
    return 1 if report.violations else 0


def _silence(name: str) -> None:
    pass


def _tell(name: str) -> None:
    click.echo(f"{name} …", err=True)


def _plain(report: BuildReport) -> dict[str, object]:
    coverage = report.coverage or Table((), ())
    return {
        "place": str(report.place) if report.place else None,
        "quads": report.quads,
        "counts": report.counts,
        "rules": report.rules,
        "coverage": [dict(zip(coverage.columns, row, strict=True)) for row in coverage.rows],
        "questions": [asdict(asked) for asked in report.questions],
        "findings": [asdict(finding) for finding in report.findings],
        "seconds": {step.name: round(step.seconds, 3) for step in report.steps},
    }


def _readable(report: BuildReport) -> str:
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    console = Console(file=out, width=110, highlight=False)
    counts = Table(("kind", "count"), tuple(report.counts.items()), "What the graph holds")
    for table in (counts, report.coverage):
        if table is not None:
            console.print(_grid(table))
    for line in _findings(report.findings):
        console.print(line, soft_wrap=True)
    if report.questions:
        told = counted(report.questions)
        console.print(f"{told}; `treatygraph check` names them", soft_wrap=True)
    seconds = sum(step.seconds for step in report.steps)
    where = f"published at {report.place}" if report.place else "NOT published: see the violations"
    console.print(f"{report.quads} quads in {seconds:.2f} s, {where}", soft_wrap=True)
    return out.getvalue().rstrip()


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield every violation, and the rest by code with a count and the first of each."""
    by_code: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_code.setdefault((finding.severity, finding.code), []).append(finding)
    for (severity, code), group in sorted(by_code.items()):
        shown = group if severity == "violation" else group[:1]
        for finding in shown:
            yield f"{severity} {code} {finding.place}: {finding.message} {finding.remedy}".rstrip()
        if len(group) > len(shown):
            yield f"    … and {len(group) - 1} more {code}; --format json lists all"


def _grid(table: Table) -> Grid:
    from rich.table import Table as Grid

    grid = Grid(title=table.title, title_justify="left")
    for column in table.columns:
        grid.add_column(column)
    for row in table.rows:
        grid.add_row(*("" if cell is None else str(cell) for cell in row))
    return grid
