"""`assess`, `uptake`, `try-check`, `checkkinds`: recommendations against drafts."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.assess.check_kinds import check_kinds
from treatygraph.assess.checks import Outcome, run_check
from treatygraph.assess.evidence import FACT_COLUMNS, evidence_of
from treatygraph.assess.form import faults_in_file
from treatygraph.assess.scoreboard import OUTCOME_COLUMNS, scoreboard
from treatygraph.cli.echo import echo
from treatygraph.cli.output import format_option, open_graph, read_yaml, show
from treatygraph.curated.records import DataFaults
from treatygraph.errors import UsageError
from treatygraph.export.profiles import as_turtle, construct_profile
from treatygraph.table import Table
from treatygraph.travaux import Travaux

__all__ = ["checkkinds", "command", "try_check", "uptake"]

_STAKEHOLDER = click.option("--stakeholder", help="Key or name, such as gi-toc; all if left out.")


@click.command(name="assess")
@_STAKEHOLDER
@click.option("--draft", help="One draft, in detail.")
@click.option(
    "--earl", "as_earl", is_flag=True, help="All assessments and reviews as EARL, in Turtle."
)
@click.option("--evidence", is_flag=True, help="The facts that each verdict rests on.")
@format_option
def command(
    stakeholder: str | None, draft: str | None, as_earl: bool, evidence: bool, form: str
) -> None:
    """Show what each draft does of what was recommended: the scoreboard.

    A verdict is pass, fail, inapplicable or cannot-tell; it comes with counts, basis
    and, for one draft, the provisions that satisfy and that lack, the coverage, and what
    a reviewer found.

    \b
    Example: treatygraph assess --stakeholder gi-toc
             treatygraph assess --stakeholder gi-toc --draft zero-draft --format markdown
             treatygraph assess --stakeholder gi-toc --draft zero-draft --evidence
             treatygraph assess --earl > assessments.ttl
    """
    if as_earl:
        echo(as_turtle(construct_profile(open_graph().store, "earl")).decode().rstrip())
        return
    if evidence:
        show(open_graph().assess(stakeholder, draft, evidence=True), form)
        return
    show(scoreboard(open_graph(), stakeholder, draft, full=form != "table"), form)


@click.command(name="uptake")
@_STAKEHOLDER
@format_option
def uptake(stakeholder: str | None, form: str) -> None:
    """List what was first adopted where, what was lost again, what is still open.

    \b
    Example: treatygraph uptake --stakeholder gi-toc
    """
    show(open_graph().uptake(stakeholder), form)


@click.command(name="checkkinds")
@format_option
def checkkinds(form: str) -> None:
    """List the kinds of checks with their parameters.

    \b
    Example: treatygraph checkkinds
    """
    rows = tuple(
        (
            k.name,
            k.summary,
            " ".join(f"{n}={t}" for n, t in k.params),
            f"{k.quantifier} of the {k.over}",
            k.notes,
        )
        for k in check_kinds().values()
    )
    columns = ("kind", "what passes", "parameters", "provisions", "notes")
    note = "Each takes `except` (lineages left out) and `quantifier` (every or some) too."
    show(Table(columns, rows, "Kinds of checks", (note,)), form)


@click.command(name="try-check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--treaty", default="un-cybercrime", show_default=True, help="Key of the treaty.")
@click.option("--evidence", is_flag=True, help="The facts that each verdict rests on.")
@format_option
def try_check(file: Path, treaty: str, evidence: bool, form: str) -> None:
    """Run a check written in YAML on every draft, and show what it gives.

    \b
    Example: treatygraph try-check my-check.yaml
    where my-check.yaml holds:
      kind: provision-names-safeguard
      lineage: conditions-and-safeguards
      safeguard: necessity
    """
    located = read_yaml(file, expected="kind, all, any or not, with their parameters")
    travaux = open_graph()
    treaties = sorted({draft.treaty_key for draft in travaux.drafts})
    if treaty not in treaties:
        raise UsageError(
            f"There is no draft of {treaty!r}.", expected=f"one of {', '.join(treaties)}"
        )
    path = ("check",) if "check" in located.data else ()
    check = located.data.get("check", located.data)
    faults = faults_in_file(located, check, path, treaty=treaty, travaux=travaux)
    if faults:
        raise DataFaults(faults)
    outcomes = run_check(travaux, check, treaty)
    if evidence:
        show(_facts(travaux, outcomes, file.name), form)
        return
    rows = tuple(
        (
            travaux.by_iri[draft].local,
            o.verdict,
            o.count,
            o.basis,
            "; ".join(travaux.name(x) for x in o.satisfying),
            "; ".join(travaux.name(x) for x in o.lacking),
            "; ".join(travaux.name(x) for x in o.untold),
            o.why,
            o.coverage,
        )
        for draft, o in outcomes.items()
    )
    show(Table(("draft", *OUTCOME_COLUMNS), rows, f"Check of {file.name}"), form)


def _facts(travaux: Travaux, outcomes: dict[str, Outcome], name: str) -> Table:
    known = evidence_of(travaux, (fact for o in outcomes.values() for fact in o.facts))
    rows = tuple(
        (travaux.by_iri[draft].local, o.verdict, *fact.cells)
        for draft, o in outcomes.items()
        for iri in o.facts
        for fact in known[iri]
    )
    return Table(("draft", "verdict", *FACT_COLUMNS), rows, f"Evidence of {name}")
