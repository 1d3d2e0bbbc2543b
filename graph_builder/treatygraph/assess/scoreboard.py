"""Scoreboard and uptake ledger: what of what was asked stands in which draft."""

from __future__ import annotations

from itertools import groupby

from treatygraph.assess.results import Recommendation, Result, recommendations, results
from treatygraph.assess.world import World
from treatygraph.errors import UsageError
from treatygraph.store.base import Store
from treatygraph.table import Cell, Table

__all__ = ["scoreboard", "uptake"]


def scoreboard(store: Store, stakeholder: str | None = None, draft: str | None = None) -> Table:
    """Return recommendation × draft, or with one draft the detail of each verdict."""
    world = World.of(store)
    found = results(store, stakeholder)
    if draft is not None:
        return _detail(world, found, _known(found, draft))
    return _overview(world, found, recommendations(store, stakeholder))


def _known(found: list[Result], draft: str) -> str:
    keys = list(dict.fromkeys(r.draft_key for r in found))
    if draft not in keys:
        raise UsageError(
            f"There is no draft {draft!r} with recommendations.",
            expected=f"one of {', '.join(keys)}",
        )
    return draft


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


def _detail(world: World, found: list[Result], draft: str) -> Table:
    rows = tuple(
        (
            r.recommendation.key,
            r.verdict,
            r.outcome.count,
            r.outcome.basis,
            "; ".join(world.name(x) for x in r.outcome.satisfying),
            "; ".join(world.name(x) for x in r.outcome.lacking),
            r.outcome.why,
            r.reviewed,
            r.method,
        )
        for r in found
        if r.draft_key == draft
    )
    columns = (
        "recommendation",
        "verdict",
        "count",
        "basis",
        "satisfying",
        "lacking",
        "why",
        "reviewed",
        "method",
    )
    notes = tuple(_disagreements([r for r in found if r.draft_key == draft]))
    return Table(columns, rows, f"Recommendations in {draft}", notes)


def uptake(store: Store, stakeholder: str | None = None) -> Table:
    """Return for each recommendation where it was first adopted, where lost, and its state.

    The state is that of the last draft of which it is known (`as_of`).
    """
    rows: list[tuple[Cell, ...]] = []
    found = results(store, stakeholder)
    for _, group in groupby(found, lambda r: r.recommendation.key):
        rows.append(_ledger(list(group)))
    notes = (
        "adopted: the last known draft does it; lost: an earlier one did; open: none did; "
        "gone: what it was about is no longer there.",
        *_disagreements(found),
    )
    columns = ("recommendation", "asks", "state", "first_adopted", "lost_in", "as_of", "basis")
    return Table(columns, tuple(rows), "Uptake", notes)


def _ledger(runs: list[Result]) -> tuple[Cell, ...]:
    asked = runs[0].recommendation
    known = [r for r in runs if r.verdict != "cannot-tell"]
    if not known:
        return asked.key, asked.label, "cannot tell", "", "", "", ""
    last = known[-1]
    first = next((i for i, r in enumerate(known) if r.verdict == "pass"), None)
    if first is None:
        state = "open" if last.verdict == "fail" else "gone"
        return asked.key, asked.label, state, "", "", last.draft_key, last.outcome.basis
    adopted = known[first].draft_key
    lost = next((r.draft_key for r in known[first:] if r.verdict != "pass"), "")
    state = "adopted" if last.verdict == "pass" else "lost"
    return asked.key, asked.label, state, adopted, lost, last.draft_key, last.outcome.basis
