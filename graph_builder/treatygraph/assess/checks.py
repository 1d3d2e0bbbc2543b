"""Checks: one recommendation's question to a draft, and what the facts answer.

The rules of truth: that something is lacking needs somebody who says so, or a text that
was read for it, else nobody can tell; what was deleted never passes; every outcome
carries the facts it rests on and the weakest basis among those that decide it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from treatygraph.assess.kinds import Kind, bound_query, check_kinds
from treatygraph.assess.verdicts import Verdict, all_of, any_of, negation, strongest, weakest
from treatygraph.assess.world import World
from treatygraph.errors import UsageError

__all__ = ["Outcome", "run_check"]

_JOINS = ("all", "any", "not")
#: Which answer holds for a provision where rows give several: what a fact says comes
#: before what is merely not found in a text that was read.
_ORDER = ("yes", "no", "unknown-modality", "yes-by-reading", "no-by-reading")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found in one draft.

    `satisfying`, `lacking` and `untold` are IRIs of provisions (of the draft itself for
    a check of presence); `facts` the IRIs of the facts relied on; `basis` the weakest of
    those that decide the verdict, empty where nothing does.
    """

    verdict: Verdict
    satisfying: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    basis: str = ""
    why: str = ""

    @property
    def total(self) -> int:
        """How many provisions the check looked at."""
        return len(self.satisfying) + len(self.lacking) + len(self.untold)

    @property
    def count(self) -> str:
        """How many of them do what is asked: `3 of 12`."""
        return f"{len(self.satisfying)} of {self.total}"


def run_check(world: World, check: Mapping[str, Any], treaty: str) -> dict[str, Outcome]:
    """Return the outcome of a check for every draft of a treaty, by IRI of the draft."""
    joined = [join for join in _JOINS if join in check]
    if not joined:
        return _run_kind(world, check, treaty)
    join = joined[0]
    parts = [check["not"]] if join == "not" else list(check[join])
    runs = [run_check(world, part, treaty) for part in parts]
    return {d: _joined(join, [run[d] for run in runs]) for d in world.drafts_of(treaty)}


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
    )


def _union(groups: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for group in groups for x in group))


def find_kind(check: Mapping[str, Any]) -> Kind:
    """Return the kind that a check names; a wrong name is answered with the nearest."""
    name, kinds = str(check.get("kind", "")), check_kinds()
    if name in kinds:
        return kinds[name]
    near = [str(m[0]) for m in process.extract(name, list(kinds), limit=3)]
    raise UsageError(
        f"There is no check kind {name!r}.",
        expected=f"one such as {', '.join(near)}, or all, any, not with checks below them",
        remedy="`treatygraph checkkinds` lists them all",
    )


def _run_kind(world: World, check: Mapping[str, Any], treaty: str) -> dict[str, Outcome]:
    kind = find_kind(check)
    values = {key: value for key, value in check.items() if key != "kind"}
    query, named = bound_query(
        kind, values, treaty=treaty, drafts=world.drafts_of(treaty), minter=world.minter
    )
    world.must_know(named)
    excepted = world.members(treaty, values.get("except", ()))
    states: dict[str, dict[str, dict[str, list[str]]]] = {}
    for row in world.store.select(query).rows:
        draft, item, state, fact = (getattr(term, "value", "") for term in row)
        if item in excepted or item in world.deleted:
            continue
        state = _settled(state, complete=draft in world.complete)
        states.setdefault(draft, {}).setdefault(item, {}).setdefault(state, []).append(fact)
    quantifier = str(values.get("quantifier", kind.quantifier))
    return {
        draft: _verdict(world, kind, quantifier, draft, states.get(draft, {}))
        for draft in world.drafts_of(treaty)
    }


def _settled(state: str, *, complete: bool) -> str:
    """Return the state, knowing whether the outline of the draft is complete."""
    if state.endswith("-where-complete"):
        return state.removesuffix("-where-complete") if complete else "unknown"
    return state


def _verdict(
    world: World,
    kind: Kind,
    quantifier: str,
    draft: str,
    items: dict[str, dict[str, list[str]]],
) -> Outcome:
    is_fine = any(type_ == "text" for _, type_ in kind.params)
    complete = draft in (world.whole if is_fine else world.complete)
    groups: dict[str, dict[str, str]] = {"yes": {}, "no": {}, "unknown": {}}
    facts: dict[str, list[str]] = {}
    by_lexicon = False
    for item in sorted(items, key=world.order):
        found = next((s for s in _ORDER if s in items[item]), "unknown")
        state = found.partition("-")[0]
        facts[item] = [f for f in items[item][found] if f] if state != "unknown" else []
        known = strongest(world.basis.get(f, "") for f in facts[item])
        place = world.basis.get(item, "") if kind.relies == "structure" else ""
        missed = kind.relies == "safeguards" and _only_missed(world, draft, facts[item])
        groups[state][item] = weakest((known, place, "unverified" if missed else ""))
        by_lexicon = by_lexicon or missed
    yes, no, unknown = groups["yes"], groups["no"], groups["unknown"]
    verdict, why = _decide(quantifier, yes, no, unknown, complete, kind.relies)
    if by_lexicon and verdict in ("pass", "fail"):
        why += "; the lexicon found no such words, and can miss some"
    basis = ""
    if verdict == "fail":
        basis = (strongest if quantifier == "every" else weakest)(no.values())
    elif verdict == "pass":
        basis = (weakest if quantifier == "every" else strongest)(yes.values())
    used = {"pass": yes, "fail": no}.get(verdict, {})
    relied = _union(facts[item] for item in used)
    return Outcome(verdict, tuple(yes), tuple(no), tuple(unknown), relied, basis, why)


def _only_missed(world: World, draft: str, facts: list[str]) -> bool:
    """Tell whether nothing but a lexicon's finding nothing stands behind a state."""
    return bool(facts) and all(world.found_nothing(draft, fact) for fact in facts)


def _decide(
    quantifier: str,
    yes: dict[str, str],
    no: dict[str, str],
    unknown: dict[str, str],
    complete: bool,
    relies: str,
) -> tuple[Verdict, str]:
    total = len(yes) + len(no) + len(unknown)
    if not total:
        if complete:
            return "inapplicable", "the draft has no provision that this is about"
        return "cannot-tell", "no such provision is registered, and the outline is not complete"
    if quantifier == "every" and no:
        return "fail", f"{len(no)} of {total} lack it"
    if quantifier == "some" and yes:
        return "pass", f"{len(yes)} of {total} do it"
    if unknown:
        return "cannot-tell", f"{relies} of {len(unknown)} of {total} are neither stated nor read"
    if not complete and total > 1:
        return "cannot-tell", "the outline of the draft is not complete"
    return ("pass", "all do it") if quantifier == "every" else ("fail", "none does it")
