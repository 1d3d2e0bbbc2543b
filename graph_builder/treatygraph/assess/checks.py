"""Checks: one recommendation's question to a draft, and what the facts answer.

The rules of truth: that something is lacking needs somebody who says so, or a text that
was read for it, else nobody can tell; what was deleted never passes; every outcome
carries the facts it rests on and the weakest basis among those that decide it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from treatygraph.assess.check_kinds import Kind, bound_query, check_kinds
from treatygraph.assess.form import must_be_sound
from treatygraph.assess.judge import Judge, Outcome
from treatygraph.assess.verdicts import all_of, any_of, negation
from treatygraph.bases import strongest, weakest
from treatygraph.travaux import Travaux

__all__ = ["Outcome", "run_check"]

_JOINS = ("all", "any", "not")


def run_check(travaux: Travaux, check: Mapping[str, Any], treaty: str) -> dict[str, Outcome]:
    """Return the outcome of a check for every draft of a treaty, by IRI of the draft.

    Raises `CheckError` where the check is not sound.
    """
    must_be_sound(check, treaty, travaux)
    return _run(travaux, check, treaty)


def _run(travaux: Travaux, check: Mapping[str, Any], treaty: str) -> dict[str, Outcome]:
    join = next((join for join in _JOINS if join in check), "")
    if not join:
        return _run_kind(travaux, check, treaty)
    parts = [check["not"]] if join == "not" else list(check[join])
    runs = [_run(travaux, part, treaty) for part in parts]
    return {d: _joined(join, [run[d] for run in runs]) for d in travaux.drafts_of(treaty)}


def _joined(join: str, outcomes: list[Outcome]) -> Outcome:
    if join == "not":
        (only,) = outcomes
        return Outcome(
            negation(only.verdict),
            only.lacking,
            only.satisfying,
            only.untold,
            only.facts,
            only.basis,
            f"must not be so: {only.why}",
            only.coverage,
        )
    verdict = (all_of if join == "all" else any_of)([o.verdict for o in outcomes])
    decisive = [o for o in outcomes if o.verdict == verdict]
    one_is_enough = (join == "all") == (verdict != "pass")
    basis = (strongest if one_is_enough else weakest)(o.basis for o in decisive)
    satisfying = _union(o.satisfying for o in outcomes)
    lacking = _union(o.lacking for o in outcomes)
    both = set(lacking) if join == "all" else set(satisfying)
    return Outcome(
        verdict,
        tuple(x for x in satisfying if join == "any" or x not in both),
        tuple(x for x in lacking if join == "all" or x not in both),
        tuple(x for x in _union(o.untold for o in outcomes) if x not in {*satisfying, *lacking}),
        _union(o.facts for o in decisive),
        basis,
        "; ".join(dict.fromkeys(o.why for o in decisive if o.why)),
        "; ".join(dict.fromkeys(o.coverage for o in outcomes if o.coverage)),
    )


def _union(groups: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for group in groups for x in group))


def _run_kind(travaux: Travaux, check: Mapping[str, Any], treaty: str) -> dict[str, Outcome]:
    kind = check_kinds()[check["kind"]]
    drafts = travaux.drafts_of(treaty)
    query = bound_query(kind, check, treaty=treaty, drafts=drafts, minter=travaux.minter)
    excepted = travaux.members(treaty, _listed(check.get("except", ())))
    targets = travaux.members(treaty, _listed(check.get("lineage", ())))
    judges = {draft: _judge(travaux, kind, check, draft, targets) for draft in drafts}
    states: dict[str, dict[str, dict[str, list[str]]]] = {draft: {} for draft in drafts}
    for draft, item, state, fact in travaux.texts(query):
        if item in excepted or item in travaux.deleted:
            continue
        settled = judges[draft].settled(state, item)
        states[draft].setdefault(item, {}).setdefault(settled, []).append(fact)
    return {draft: judges[draft].outcome(states[draft]) for draft in drafts}


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _judge(
    travaux: Travaux, kind: Kind, check: Mapping[str, Any], draft: str, targets: set[str]
) -> Judge:
    """Return what is known of a draft as a whole, as far as a kind needs it."""
    by_role = kind.over in ("role", "topic")
    roles = {travaux.minter.concept(f"role/{_last(r)}") for r in _listed(check.get("role", ()))}
    known = travaux.has_outline(draft, roles if by_role else None)
    if any(type_ == "text" for _, type_ in kind.params):
        known = draft in travaux.whole
    alone = travaux.unmatched.get(draft, 0)
    return Judge(
        travaux,
        kind,
        draft,
        quantifier=str(check.get("quantifier", kind.quantifier)),
        outlined=known,
        unmatched=alone if kind.over in ("lineage", "topic") or "except" in check else 0,
        has_target=not alone or any(travaux.keys.get(t, ("", ""))[0] == draft for t in targets),
        excepts="except" in check,
        has_no_chapter=by_role
        and draft in travaux.roles
        and not {_last(r) for r in _listed(check.get("role", ()))} & travaux.roles[draft],
    )


def _last(key: str) -> str:
    return key.rpartition("/")[2]
