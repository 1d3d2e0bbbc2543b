"""Results: every recommendation run against every draft of its treaty.

The computed verdict, a reviewer's verdict and the method stay apart; where they differ,
`Result.disagrees` says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from treatygraph.assess.checks import Outcome, run_check
from treatygraph.assess.verdicts import Verdict
from treatygraph.assess.world import World
from treatygraph.errors import UsageError
from treatygraph.store.base import Store

__all__ = ["Recommendation", "Result", "assessment_iri", "recommendations", "results"]

_RECOMMENDATIONS = """
SELECT ?r ?key ?label ?holder ?holderName ?check ?reason ?isKey
WHERE {
  ?r a tg:Recommendation ;
    eli:id_local ?key ;
    rdfs:label ?label ;
    tg:heldBy ?holder .
  OPTIONAL { ?holder rdfs:label ?holderName }
  OPTIONAL { ?r tg:check ?check }
  OPTIONAL { ?r tg:noCheckReason ?reason }
  OPTIONAL { ?r a ?isKey . FILTER(?isKey = tg:KeyRecommendation) }
}
ORDER BY ?key ?holderName
"""
_REVIEWS = """
SELECT ?assessment ?verdict ?reviewer ?note
WHERE {
  ?review a tg:Review ;
    tg:reviews ?assessment ;
    tg:verdict/skos:notation ?verdict ;
    tg:reviewer ?reviewer .
  OPTIONAL { ?review tg:note ?note }
}
ORDER BY ?assessment ?review
"""


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


def recommendations(store: Store, stakeholder: str | None = None) -> list[Recommendation]:
    """Return the recommendations of a stakeholder (key or IRI), or of all."""
    world = World(store)
    every = [_recommendation(world, row) for row in store.select(_RECOMMENDATIONS).rows]
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


def _recommendation(world: World, row: tuple[Any, ...]) -> Recommendation:
    iri, key, label, holder, name, check, reason, is_key = (
        str(getattr(term, "value", "") or "") for term in row
    )
    parsed = world.minter.parse(iri)
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
    )


def results(store: Store, stakeholder: str | None = None, draft: str | None = None) -> list[Result]:
    """Return the results of all recommendations that have a check, in order of their keys."""
    world = World.of(store)
    reviews = {
        row[0].value: tuple(str(getattr(t, "value", "") or "") for t in row[1:])  # type: ignore[union-attr]
        for row in store.select(_REVIEWS).rows
    }
    found: list[Result] = []
    for recommendation in recommendations(store, stakeholder):
        if recommendation.check is not None:
            found.extend(_of_one(world, recommendation, reviews))
    return [r for r in found if _is_draft(r, draft)] if draft else found


def _of_one(
    world: World, recommendation: Recommendation, reviews: dict[str, tuple[str, ...]]
) -> list[Result]:
    check = recommendation.check or {}
    outcomes = run_check(world, check, recommendation.treaty)
    method = f"check: {_method(check)}"
    made = []
    for draft, outcome in outcomes.items():
        key = world.drafts[draft][1]
        iri = assessment_iri(world, recommendation, key)
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


def _is_draft(result: Result, draft: str) -> bool:
    return draft in (result.draft, result.draft_key)


def assessment_iri(world: World, recommendation: Recommendation, draft: str) -> str:
    """Return the IRI of the assessment of a recommendation in a draft (by its key)."""
    return world.minter.thing(recommendation.treaty, "assessment", draft, recommendation.key)
