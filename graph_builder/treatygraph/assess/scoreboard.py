"""Scoreboard and uptake ledger: what of what was asked stands in which draft."""

from __future__ import annotations

from itertools import groupby

from treatygraph.assess.evidence import facts_table
from treatygraph.assess.results import Recommendation, Result, recommendations, results
from treatygraph.assess.world import World
from treatygraph.errors import UsageError
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

__all__ = ["OUTCOME_COLUMNS", "evidence", "scoreboard", "uptake"]


def scoreboard(
    store: Store, stakeholder: str | None = None, draft: str | None = None, *, full: bool = True
) -> Table:
    """Return recommendation × draft, or with one draft the detail of each verdict.

    Without `full`, the detail has only the columns that fit a terminal.
    """
    world = World.of(store)
    found = results(store, stakeholder)
    if draft is not None:
        return _detail(world, found, _known(found, draft), full=full)
    return _overview(world, found, recommendations(store, stakeholder))


def evidence(store: Store, stakeholder: str | None = None, draft: str | None = None) -> Table:
    """Return the facts that the verdicts rest on, each with basis, document and place."""
    world = World.of(store)
    found = results(store, stakeholder)
    if draft is not None:
        chosen = _known(found, draft)
        found = [r for r in found if r.draft in chosen]
    return facts_table(world, found, f"Evidence of the verdicts{f' on {draft}' if draft else ''}")


def _known(found: list[Result], draft: str) -> set[str]:
    """Return the drafts that a key, `treaty/key` or IRI means."""
    chosen = {
        r.draft
        for r in found
        if draft in (r.draft, r.draft_key, f"{r.recommendation.treaty}/{r.draft_key}")
    }
    if not chosen:
        keys = list(dict.fromkeys(r.draft_key for r in found))
        raise UsageError(
            f"There is no draft {draft!r} with recommendations.",
            expected=f"one of {', '.join(keys)}",
        )
    return chosen


def _overview(world: World, found: list[Result], every: list[Recommendation]) -> Table:
    registered = {draft for draft, _ in world.keys.values()}
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


def _detail(world: World, found: list[Result], drafts: set[str], *, full: bool) -> Table:
    chosen = [r for r in found if r.draft in drafts]

    def names(iris: tuple[str, ...]) -> str:
        return "; ".join(world.name(iri) for iri in iris)

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


def uptake(store: Store, stakeholder: str | None = None) -> Table:
    """Return for each recommendation who asks, where it was first adopted, where lost, its state.

    The state is that of the last draft of which it is known (`as_of`).  The notes sum up
    by stakeholder.
    """
    found = results(store, stakeholder)
    rows: list[tuple[Cell, ...]] = []
    tally: dict[str, dict[str, int]] = {}
    for _, group in groupby(found, lambda r: r.recommendation.key):
        row = _ledger(list(group))
        rows.append(row)
        counts = tally.setdefault(str(row[1]), dict.fromkeys(_STATES, 0))
        counts[str(row[3])] += 1
    notes = [
        "adopted: the last known draft does it; lost: an earlier one did; open: none did; "
        "gone: what it was about is no longer there.",
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


_STATES = ("adopted", "lost", "open", "gone", "cannot tell")


def _ledger(runs: list[Result]) -> tuple[Cell, ...]:
    asked = runs[0].recommendation
    head = asked.key, asked.holder_name or asked.holder.rpartition("/")[2], asked.label
    known = [r for r in runs if r.verdict != "cannot-tell"]
    if not known:
        return *head, "cannot tell", "", "", "", ""
    last = known[-1]
    first = next((i for i, r in enumerate(known) if r.verdict == "pass"), None)
    if first is None:
        state = "open" if last.verdict == "fail" else "gone"
        return *head, state, "", "", last.draft_key, last.outcome.basis
    adopted = known[first].draft_key
    lost = next((r.draft_key for r in known[first:] if r.verdict != "pass"), "")
    state = "adopted" if last.verdict == "pass" else "lost"
    return *head, state, adopted, lost, last.draft_key, last.outcome.basis
