"""`treatygraph check`: what is wrong with the graph, and what to do about it."""

from __future__ import annotations

import click

from treatygraph.catalogue import catalogue
from treatygraph.cli.echo import echo
from treatygraph.cli.output import open_memory, show
from treatygraph.iris import default_minter
from treatygraph.pipeline import competency
from treatygraph.pipeline.competency import ask_all, broken
from treatygraph.pipeline.counts import basis_rows, coverage_rows
from treatygraph.quality.examine import examine
from treatygraph.quality.reports import (
    FORMATS,
    as_html,
    as_json,
    as_sarif,
    as_table,
    as_turtle,
    counted,
)

__all__ = ["command"]


@click.command(name="check")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table for people; sarif for code scanners; ttl is a SHACL report.",
)
def command(form: str) -> int:
    """Hold the graph to its shapes and checks, and the ontology to its rules.

    Shows what is wrong, how much of each draft is covered, what the facts rest on, and
    which questions of the catalogue the graph answers.  The table has one row for findings
    of a kind that are no violations; the other formats have them all.

    \b
    Exit status: 0 no violation, 1 violations, 3 cannot run.
    Example: treatygraph check
             treatygraph check --format sarif
    """
    graph = open_memory()
    base = default_minter().base
    asked = ask_all(graph, catalogue().values())
    findings = (*broken(asked), *examine(graph.inner, base=base))
    tables = (coverage_rows(graph), basis_rows(graph), competency.as_table(asked))
    if form == "table":
        if findings:
            show(as_table(findings, whole=False), "table")
        silent = [one for one in asked if one.outcome != "answers"]
        for table in (*tables[:2], competency.as_table(silent)):
            show(table, "table")
        echo(f"{competency.counted(asked)}. {counted(findings)}")
    else:
        writers = {
            "json": lambda: as_json(findings, *tables),
            "html": lambda: as_html(findings, *tables),
            "sarif": lambda: as_sarif(findings),
            "ttl": lambda: as_turtle(findings, base),
        }
        echo(writers[form]())
    return 1 if any(finding.severity == "violation" for finding in findings) else 0
