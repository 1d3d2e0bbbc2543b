"""`treatygraph doctor`: what is installed, where things lie, what mends what is missing."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from treatygraph.cli.echo import echo
from treatygraph.cli.output import brief_format_option, show
from treatygraph.quality.doctor import diagnose
from treatygraph.table import Table

__all__ = ["command"]


@click.command(name="doctor")
@brief_format_option
def command(form: str) -> int:
    """Say what is installed, where data and graph lie, and what mends what is missing.

    \b
    Exit status: 0 all that is needed is there, 1 something is missing, damaged or too old.
    Example: treatygraph doctor
             treatygraph doctor --format json
    """
    parts = diagnose()
    wrong = [part for part in parts if part.state in ("missing", "old", "damaged")]
    if form == "json":
        echo(json.dumps([asdict(part) for part in parts], indent=2))
    else:
        rows = tuple((p.name, p.state, p.found, p.use, p.remedy) for p in parts)
        verdict = f"To mend it: {wrong[0].remedy}" if wrong else "All that is needed is there."
        columns = ("part", "state", "found", "used for", "to mend it")
        show(Table(columns, rows, "treatygraph doctor", (verdict,)), "table")
    return 1 if wrong else 0
