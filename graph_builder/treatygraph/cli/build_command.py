"""`treatygraph build`: make the graph and say what was made."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import brief_format_option
from treatygraph.findings import Finding
from treatygraph.home import data_folders, drafts_folder, graph_folder
from treatygraph.pipeline.competency import counted
from treatygraph.pipeline.report import BuildReport
from treatygraph.pipeline.unchanged import inputs_key, unchanged_report
from treatygraph.table import Table
from treatygraph.terminal import fold

__all__ = ["command"]

#: Columns of what is printed for people.
_WIDTH = 110
#: The kinds that a reader of the report is told the number of, with their plurals.
_TOLD = {
    "Treaty": "treaties",
    "Draft": "drafts",
    "Article": "articles",
    "Reference": "references",
    "Stakeholder": "stakeholders",
    "Position": "positions",
    "Recommendation": "recommendations",
    "Assessment": "assessments",
}


@click.command(name="build")
@click.option(
    "--data",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of curated files; the shipped data and your own where left out. May be repeated.",
)
@click.option(
    "--check-only",
    is_flag=True,
    help="Only look for faults in the files: a second or two, and no graph.",
)
@brief_format_option
def command(folders: tuple[Path, ...], check_only: bool, form: str) -> int:
    """Build the graph from the curated files and publish it in one step.

    Before it is published, the graph is held to shapes and checks, and each question of
    the catalogue is asked of it.  Where nothing changed since the last build, and the
    graph is whole, nothing is made anew.

    \b
    Exit status: 0 published, 1 not published because of violations, 3 cannot run.
    Example: treatygraph build
             treatygraph build --data my-treaty --format json
             treatygraph build --check-only
    """
    if check_only:
        return _check(folders or data_folders(), as_json=form == "json")
    silent = form == "json" or not sys.stderr.isatty()
    used = folders or data_folders()
    key = inputs_key(used, drafts_folder())
    report = unchanged_report(graph_folder(), key)
    if report is None:
        report = _build(used, key, _silence if silent else _tell)
        if not silent:
            sys.stderr.write("\r\x1b[K")
    as_json = form == "json"
    echo(json.dumps(_plain(report), indent=2) if as_json else _readable(report))
    return 1 if report.violations else 0


def _check(folders: tuple[Path, ...], *, as_json: bool) -> int:
    """Print every fault with file and line, what was met, and the nearest right one."""
    from treatygraph.curated.checking import faults_in

    faults = faults_in(folders, drafts_folder())
    if as_json:
        rows = [{"place": fault.place, "message": str(fault)} for fault in faults]
        echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for fault in faults:
            echo(f"{fault}\n")
        echo(f"{len(faults) or 'no'} fault{'' if len(faults) < 2 else 's'}.")
    return 1 if faults else 0


def _build(folders: tuple[Path, ...], key: str, tell: Callable[[str], None]) -> BuildReport:
    from treatygraph.curated.own_readings import load_drafts
    from treatygraph.pipeline.builder import build

    own = load_drafts(drafts_folder())
    return build(folders, graph_folder(), own=own, inputs=key, tell=tell)


def _silence(name: str) -> None:
    pass


def _tell(name: str) -> None:
    """Show the step that is under way on one line, which the next step takes."""
    sys.stderr.write(f"\r\x1b[K{name} …")
    sys.stderr.flush()


def _plain(report: BuildReport) -> dict[str, object]:
    return {
        "place": str(report.place) if report.place else None,
        **report.plain(),
        "seconds": {step.name: round(step.seconds, 3) for step in report.steps},
    }


def _readable(report: BuildReport) -> str:
    lines = []
    if report.counts:
        held = ", ".join(f"{report.counts.get(kind, 0)} {many}" for kind, many in _TOLD.items())
        more = "`treatygraph build --format json` counts every kind"
        lines.extend(fold(f"The graph holds {held}; {more}.", _WIDTH))
    if report.coverage is not None:
        lines.extend(_known(report.coverage))
    lines.extend(_findings(report.findings))
    if report.questions:
        lines.append(f"{counted(report.questions)}; `treatygraph check` names them")
    seconds = sum(step.seconds for step in report.steps)
    where = f"published at {report.place}" if report.place else "NOT published: see the violations"
    took = f"in {seconds:.2f} s" if report.steps else "from before, nothing changed"
    lines.append(f"{report.quads} quads {took}, {where}")
    return "\n".join(lines)


def _known(coverage: Table) -> Iterator[str]:
    """Yield which drafts were read, are known in part, and are known by name only."""
    read: list[str] = []
    part: list[str] = []
    bare: list[str] = []
    for row in coverage.rows:
        told = dict(zip(coverage.columns, row, strict=True))
        name, articles = f"{told['treaty']} {told['draft']}", told["articles"]
        if not articles:
            bare.append(name)
        else:
            (read if told["refsRead"] == articles else part).append(f"{name} ({articles})")
    for said, drafts in (
        ("Articles read from the official text", read),
        ("Articles known without the whole text", part),
        ("Registered, and no article known", bare),
    ):
        if drafts:
            yield from fold(f"{said}: {', '.join(drafts)}.", _WIDTH)
    yield "`treatygraph check` has the table; `treatygraph official` loads official texts."


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
