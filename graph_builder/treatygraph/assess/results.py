"""Results: every recommendation run against every draft of its treaty.

The computed verdict, a reviewer's verdict and the method stay apart; where they differ,
`Result.disagrees` says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from treatygraph.asker import Source
from treatygraph.assess.check_kinds import kinds_text
from treatygraph.assess.checks import Outcome, run_check
from treatygraph.assess.recorded import recorded_outcomes
from treatygraph.assess.verdicts import Verdict
from treatygraph.errors import UsageError
from treatygraph.store.remembering import RememberingStore
from treatygraph.travaux import Travaux

__all__ = ["Recommendation", "Result", "assessment_iri", "recommendations", "results"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation as the graph holds it; `check` is None where none is written."""

    iri: str
    key: str
    label: str
    treaty: str
    holder: str
    holder_name: str
    is_key: bool
    check: dict[str, Any] | None = None
    no_check: str = ""
    addressed: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One recommendation in one draft: what was computed, how, and what a person says."""

    recommendation: Recommendation
    draft: str
    draft_key: str
    outcome: Outcome
    method: str
    reviewed: str = ""
    reviewer: str = ""
    review_note: str = ""

    @property
    def verdict(self) -> Verdict:
        """The computed verdict."""
        return self.outcome.verdict

    @property
    def disagrees(self) -> bool:
        """Whether a reviewer came to another verdict than the check."""
        return bool(self.reviewed) and self.reviewed != self.verdict


def recommendations(graph: Source, stakeholder: str | None = None) -> list[Recommendation]:
    """Return the recommendations of a stakeholder (key or IRI), or of all."""
    travaux = Travaux.of(graph)
    every = [_recommendation(travaux, row) for row in travaux.texts("assessments/recommendations")]
    if stakeholder is None:
        return every
    wanted = stakeholder.rpartition("/")[2].casefold()
    chosen = [
        r
        for r in every
        if wanted in (r.holder.rpartition("/")[2].casefold(), r.holder_name.casefold())
    ]
    if not chosen:
        names = sorted({r.holder.rpartition("/")[2] for r in every})
        raise UsageError(
            f"There is no recommendation of {stakeholder!r}.", expected=f"one of {', '.join(names)}"
        )
    return chosen


def _recommendation(travaux: Travaux, row: tuple[str, ...]) -> Recommendation:
    iri, key, label, holder, name, check, reason, is_key, addressed, date = row
    parsed = travaux.minter.parse(iri)
    return Recommendation(
        iri,
        key,
        label,
        parsed[1].partition("/")[0] if parsed else "",
        holder,
        name,
        bool(is_key),
        json.loads(check) if check else None,
        reason,
        addressed,
        date,
    )


def results(
    graph: Source,
    stakeholder: str | None = None,
    draft: str | None = None,
    *,
    compute: bool = False,
) -> list[Result]:
    """Return the results of all recommendations that have a check, in order of their keys.

    Outcomes are those that the build recorded; with `compute`, and where none is recorded,
    the checks are run.
    """
    travaux = Travaux.of(graph)
    every = recommendations(travaux, stakeholder)
    reviews = {row[0]: row[1:] for row in travaux.texts("assessments/reviews")}
    recorded = {} if compute else recorded_outcomes(travaux)
    found: list[Result] = []
    computed = _computed(travaux, every) if compute else {}
    for recommendation in every:
        if recommendation.check is not None:
            outcomes = {
                draft: recorded[recommendation.iri, draft]
                for draft in travaux.drafts_of(recommendation.treaty)
                if (recommendation.iri, draft) in recorded
            }
            outcomes = (
                outcomes
                or computed.get(_asked(recommendation))
                or run_check(travaux, recommendation.check, recommendation.treaty)
            )
            found.extend(_of_one(travaux, recommendation, outcomes, reviews))
    chosen = travaux.draft(draft).iri if draft else ""
    return [result for result in found if chosen in ("", result.draft)]


def _asked(recommendation: Recommendation) -> str:
    """Return treaty and check of a recommendation as text."""
    return json.dumps([recommendation.treaty, recommendation.check])


def _computed(travaux: Travaux, every: Iterable[Recommendation]) -> dict[str, dict[str, Outcome]]:
    """Return what the checks find, by treaty and check; a store that remembers is asked first."""
    asked = sorted({_asked(one) for one in every if one.check is not None})

    def run(fresh: Travaux) -> dict[str, dict[str, Outcome]]:
        checks = ((text, *json.loads(text)) for text in asked)
        return {text: run_check(fresh, check, treaty) for text, treaty, check in checks}

    if not isinstance(travaux.store, RememberingStore):
        return run(travaux)
    # What asks is new, so that all is asked that the outcomes rest on.
    fresh = Travaux(travaux.store, travaux.minter)
    told = travaux.store.recalled(
        "outcomes",
        [travaux.minter.base, *asked, kinds_text()],
        lambda: json.dumps(
            {t: {d: asdict(o) for d, o in found.items()} for t, found in run(fresh).items()}
        ).encode(),
    )
    return {
        text: {draft: Outcome.of_plain(plain) for draft, plain in found.items()}
        for text, found in json.loads(told).items()
    }


def _of_one(
    travaux: Travaux,
    recommendation: Recommendation,
    outcomes: dict[str, Outcome],
    reviews: dict[str, tuple[str, ...]],
) -> list[Result]:
    method = f"check: {_method(recommendation.check or {})}"
    made = []
    for draft, outcome in outcomes.items():
        key = travaux.by_iri[draft].local
        iri = assessment_iri(travaux, recommendation, key)
        verdict, reviewer, note = reviews.get(iri, ("", "", ""))
        made.append(Result(recommendation, draft, key, outcome, method, verdict, reviewer, note))
    return made


def _method(check: dict[str, Any]) -> str:
    """Return the kinds of a check, joined as they are.

    >>> _method({"all": [{"kind": "a"}, {"not": {"kind": "b"}}]})
    'all(a, not(b))'
    """
    for join in ("all", "any"):
        if join in check:
            return f"{join}({', '.join(_method(part) for part in check[join])})"
    return f"not({_method(check['not'])})" if "not" in check else str(check.get("kind"))


def assessment_iri(travaux: Travaux, recommendation: Recommendation, draft: str) -> str:
    """Return the IRI of the assessment of a recommendation in a draft (by its key)."""
    return travaux.minter.thing(recommendation.treaty, "assessment", draft, recommendation.key)
