"""Scoreboard and uptake ledger: what of what was asked stands in which draft."""

from __future__ import annotations

from itertools import groupby

from treatygraph.asker import Source
from treatygraph.assess.course import STATES, course, drafts_before
from treatygraph.assess.evidence import facts_table
from treatygraph.assess.results import Recommendation, Result, recommendations, results
from treatygraph.errors import UsageError
from treatygraph.table import Cell, Table
from treatygraph.travaux import Travaux

__all__ = ["OUTCOME_COLUMNS", "evidence", "scoreboard", "uptake"]


def scoreboard(
    graph: Source,
    stakeholder: str | None = None,
    draft: str | None = None,
    *,
    full: bool = True,
) -> Table:
    """Return recommendation × draft, or with one draft the detail of each verdict.

    Without `full`, the detail has only the columns that fit a terminal.
    """
    travaux = Travaux.of(graph)
    found = results(travaux, stakeholder)
    if draft is not None:
        return _detail(travaux, _of_draft(travaux, found, draft), full=full)
    return _overview(travaux, found, recommendations(travaux, stakeholder))


def evidence(graph: Source, stakeholder: str | None = None, draft: str | None = None) -> Table:
    """Return the facts that the verdicts rest on, each with basis, document and place."""
    travaux = Travaux.of(graph)
    found = results(travaux, stakeholder)
    if draft is not None:
        found = _of_draft(travaux, found, draft)
    return facts_table(travaux, found, f"Evidence of the verdicts{f' on {draft}' if draft else ''}")


def _of_draft(travaux: Travaux, found: list[Result], draft: str) -> list[Result]:
    iri = travaux.draft(draft).iri
    chosen = [result for result in found if result.draft == iri]
    if not chosen:
        keys = dict.fromkeys(r.draft_key for r in found)
        raise UsageError(
            f"There is no draft {draft!r} with recommendations.",
            expected=f"one of {', '.join(keys)}",
        )
    return chosen


def _overview(travaux: Travaux, found: list[Result], every: list[Recommendation]) -> Table:
    registered = {draft for draft, _ in travaux.keys.values()}
    shown = list(dict.fromkeys(r.draft_key for r in found if r.draft in registered))
    silent = list(dict.fromkeys(r.draft_key for r in found if r.draft not in registered))
    rows: list[tuple[Cell, ...]] = []
    by_key = {key: list(group) for key, group in groupby(found, lambda r: r.recommendation.key)}
    for recommendation in every:
        cells = {r.draft_key: _cell(r) for r in by_key.get(recommendation.key, [])}
        missing = "no check" if recommendation.no_check else "no check yet"
        empty = "" if recommendation.check is not None else missing
        rows.append(
            (
                recommendation.key,
                recommendation.label,
                *(cells.get(key, empty) for key in shown),
            )
        )
    notes = [
        "Each cell: verdict, provisions that do it of those looked at, and the weakest basis of "
        "the facts that decide.",
        *_disagreements(found),
    ]
    if silent:
        notes.append(f"Nothing can be told of {', '.join(silent)}: no provision is registered.")
    reasons = [r for r in every if r.no_check]
    if reasons:
        notes.append(f"{len(reasons)} recommendations have no check, each with its reason.")
    return Table(
        ("recommendation", "asks", *shown), tuple(rows), "Recommendations by draft", tuple(notes)
    )


def _cell(result: Result) -> str:
    outcome = result.outcome
    if outcome.verdict in ("pass", "fail"):
        return f"{outcome.verdict} ({outcome.count}, {outcome.basis or 'no basis'})"
    return f"{outcome.verdict} ({outcome.count})" if outcome.total else outcome.verdict


def _disagreements(found: list[Result]) -> list[str]:
    return [
        f"{r.recommendation.key} in {r.draft_key}: computed {r.verdict}, reviewed {r.reviewed} "
        f"by {r.reviewer}."
        for r in found
        if r.disagrees
    ]


#: Columns of one draft's detail that a terminal has no room for.
_WIDE = ("asks", "coverage", "reviewer", "review", "method")


def _detail(travaux: Travaux, chosen: list[Result], *, full: bool) -> Table:

    def names(iris: tuple[str, ...]) -> str:
        return "; ".join(travaux.name(iri) for iri in iris)

    rows = [
        {
            "recommendation": r.recommendation.key,
            "asks": r.recommendation.label,
            "verdict": r.verdict,
            "count": r.outcome.count,
            "basis": r.outcome.basis,
            "satisfying": names(r.outcome.satisfying),
            "lacking": names(r.outcome.lacking),
            "cannot tell": names(r.outcome.untold),
            "why": r.outcome.why,
            "coverage": r.outcome.coverage,
            "reviewed": r.reviewed,
            "reviewer": r.reviewer,
            "review": r.review_note,
            "method": r.method,
        }
        for r in chosen
    ]
    shown = [name for name in _COLUMNS if full or name not in _WIDE]
    notes = [*_disagreements(chosen)]
    if not full:
        notes.append("--format csv or json has more columns; --evidence lists the facts.")
    title = f"Recommendations in {', '.join(dict.fromkeys(r.draft_key for r in chosen))}"
    body = tuple(tuple(row[name] for name in shown) for row in rows)
    return Table(tuple(shown), body, title, tuple(notes))


#: What is said of one outcome, wherever outcomes are listed.
OUTCOME_COLUMNS = (
    "verdict",
    "count",
    "basis",
    "satisfying",
    "lacking",
    "cannot tell",
    "why",
    "coverage",
)
_COLUMNS = (
    "recommendation",
    "asks",
    *OUTCOME_COLUMNS,
    "reviewed",
    "reviewer",
    "review",
    "method",
)


def uptake(graph: Source, stakeholder: str | None = None) -> Table:
    """Return for each recommendation who asks, where it was first adopted, where lost, its state.

    The state is that of the last draft of which it is known (`as_of`).  The notes sum up
    by stakeholder.
    """
    travaux = Travaux.of(graph)
    found = results(travaux, stakeholder)
    rows: list[tuple[Cell, ...]] = []
    tally: dict[str, dict[str, int]] = {}
    for _, group in groupby(found, lambda r: r.recommendation.key):
        row = _ledger(travaux, list(group))
        rows.append(row)
        counts = tally.setdefault(str(row[1]), dict.fromkeys(STATES, 0))
        counts[str(row[3])] += 1
    notes = [
        "adopted: the last known draft does it, and none did when it was asked; already there: "
        "the text did it before it was asked, and does; lost: an earlier one did; open: the "
        "newest draft does not; open when last known: the newest cannot be told, and the last "
        "that can does not; gone: what it was about is no longer there.",
        *_disagreements(found),
    ]
    for holder, counts in tally.items():
        parts = (f"{count} {state}" for state, count in counts.items() if count)
        notes.append(f"{holder}: {', '.join(parts)}.")
    columns = (
        "recommendation",
        "holder",
        "asks",
        "state",
        "first_adopted",
        "lost_in",
        "as_of",
        "basis",
    )
    return Table(columns, tuple(rows), "Uptake", tuple(notes))


def _ledger(travaux: Travaux, runs: list[Result]) -> tuple[Cell, ...]:
    asked = runs[0].recommendation
    head = asked.key, asked.holder_name or asked.holder.rpartition("/")[2], asked.label
    drafts = [(r.draft, travaux.by_iri[r.draft].date) for r in runs]
    before = drafts_before(drafts, asked.addressed, asked.date)
    found = course([(r.draft, r.verdict) for r in runs], before)
    keys = {r.draft: r.draft_key for r in runs} | {"": ""}
    basis = next((r.outcome.basis for r in runs if r.draft == found.last), "")
    return (*head, found.state, keys[found.first], keys[found.lost], keys[found.last], basis)
