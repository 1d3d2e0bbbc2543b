"""From what the facts say of each provision to one verdict on a draft.

What is known of the draft as a whole comes in here: whether its outline is complete,
and whether every article of it has found its lineage.  Where not, what was not met is
not taken as missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from treatygraph.assess.check_kinds import Kind
from treatygraph.assess.verdicts import Verdict
from treatygraph.bases import strongest, weakest
from treatygraph.travaux import Travaux

__all__ = ["Judge", "Outcome"]

#: Which answer holds for a provision where rows give several: what a fact says comes
#: before what is merely not found in a text that was read.
_ORDER = ("yes", "no", "unknown-modality", "yes-by-reading", "no-by-reading")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found in one draft.

    `satisfying`, `lacking` and `untold` are IRIs of provisions (of the draft itself for
    a check of presence); `facts` the IRIs of the facts relied on; `basis` the weakest of
    those that decide the verdict, empty where nothing does; `coverage` what of the draft
    was known.
    """

    verdict: Verdict
    satisfying: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    basis: str = ""
    why: str = ""
    coverage: str = ""

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> Outcome:
        """Return an outcome from its fields as JSON has them."""
        made: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in plain.items()
        }
        return cls(**made)

    @property
    def total(self) -> int:
        """How many provisions the check looked at."""
        return len(self.satisfying) + len(self.lacking) + len(self.untold)

    @property
    def count(self) -> str:
        """How many of them do what is asked: `3 of 12`."""
        return f"{len(self.satisfying)} of {self.total}"


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Provisions by what is known of them, each with the basis it is known on."""

    yes: dict[str, str]
    no: dict[str, str]
    unknown: dict[str, str]
    facts: dict[str, list[str]]
    by_lexicon: bool

    @property
    def total(self) -> int:
        return len(self.yes) + len(self.no) + len(self.unknown)


@dataclass(frozen=True, slots=True)
class Judge:
    """One check kind on one draft, with what is known of the draft as a whole.

    `outlined`: all provisions that could be meant are registered.  `unmatched`: articles
    in no lineage yet, where the kind goes by lineage.  `has_target`: the lineage that is
    pointed to is known here, or known not to be here.  `has_no_chapter`: all chapters are
    registered, and none has the role that the kind is about.
    """

    travaux: Travaux
    kind: Kind
    draft: str
    quantifier: str
    outlined: bool
    unmatched: int
    has_target: bool
    excepts: bool
    has_no_chapter: bool = False

    @property
    def complete(self) -> bool:
        """Whether a provision that was not met is known not to be there."""
        return self.outlined and not self.unmatched

    def settled(self, state: str, item: str) -> str:
        """Return the state that a row gives a provision, knowing the draft as a whole."""
        if state.endswith("-where-complete"):
            return state.removesuffix("-where-complete") if self.complete else "unknown"
        if state.endswith("-where-matched"):
            state = state.removesuffix("-where-matched") if self.has_target else "unknown"
        if self.excepts and self.unmatched and not self._is_matched(item):
            return "unknown"
        return state

    def _is_matched(self, item: str) -> bool:
        return any(item in members for members in self.travaux.lineages.values())

    def outcome(self, items: dict[str, dict[str, list[str]]]) -> Outcome:
        """Return the verdict on the draft from the states of its provisions."""
        found = self._sorted(items)
        verdict, why = self._decide(found)
        if found.by_lexicon and verdict in ("pass", "fail"):
            why += "; the lexicon found no such words, and can miss some"
        if verdict == "pass":
            why += self._not_agreed(found)
        decisive = {"pass": found.yes, "fail": found.no}.get(verdict, {})
        one_is_enough = (verdict == "fail") == (self.quantifier == "every")
        basis = (strongest if one_is_enough else weakest)(decisive.values())
        relied = tuple(dict.fromkeys(fact for item in decisive for fact in found.facts[item]))
        yes, no, unknown = tuple(found.yes), tuple(found.no), tuple(found.unknown)
        return Outcome(verdict, yes, no, unknown, relied, basis, why, self._coverage(found))

    def _sorted(self, items: dict[str, dict[str, list[str]]]) -> _Sorted:
        groups: dict[str, dict[str, str]] = {"yes": {}, "no": {}, "unknown": {}}
        facts: dict[str, list[str]] = {}
        by_lexicon = False
        for item in sorted(items, key=self.travaux.order):
            found = next((s for s in _ORDER if s in items[item]), "unknown")
            state = found.partition("-")[0]
            facts[item] = [f for f in items[item][found] if f] if state != "unknown" else []
            known = strongest(self._basis(fact) for fact in facts[item])
            place = self._basis(item) if self.kind.relies == "structure" else ""
            missed = self.kind.relies == "safeguards" and self._only_missed(facts[item])
            groups[state][item] = weakest((known, place, "unverified" if missed else ""))
            by_lexicon = by_lexicon or missed
        return _Sorted(groups["yes"], groups["no"], groups["unknown"], facts, by_lexicon)

    def _not_agreed(self, found: _Sorted) -> str:
        """Say of how many provisions nothing but words still in negotiation make it pass."""
        travaux, structure = self.travaux, self.kind.relies == "structure"

        def is_open(facts: list[str]) -> bool:
            named = [f for f in facts if structure or f not in travaux.keys]
            return bool(named) and all(fact in travaux.contested for fact in named)

        count = sum(is_open(found.facts[item]) for item in found.yes)
        return f"; {count} of {len(found.yes)} by words in brackets or proposed" if count else ""

    def _basis(self, iri: str) -> str:
        return self.travaux.basis_of(iri, self.kind.aspects)

    def _only_missed(self, facts: list[str]) -> bool:
        """Tell whether nothing but a lexicon's finding nothing stands behind a state."""
        return bool(facts) and all(self.travaux.found_nothing(self.draft, fact) for fact in facts)

    def _decide(self, found: _Sorted) -> tuple[Verdict, str]:
        total, relies = found.total, self.kind.relies
        if not total:
            if self.complete or self.has_no_chapter:
                return "inapplicable", "the draft has no provision that this is about"
            return "cannot-tell", f"no such provision is registered, and {self._gap()}"
        if self.quantifier == "every" and found.no:
            return "fail", f"{len(found.no)} of {total} lack it"
        if self.quantifier == "some" and found.yes:
            return "pass", f"{len(found.yes)} of {total} do it"
        if found.unknown:
            untold = f"{relies} of {len(found.unknown)} of {total} are neither stated nor read"
            return "cannot-tell", untold if not self.unmatched else f"{untold}, and {self._gap()}"
        if not self.complete and (total > 1 or self.kind.over != "lineage"):
            return "cannot-tell", self._gap()
        every = self.quantifier == "every"
        return ("pass", "all do it") if every else ("fail", "none does it")

    def _gap(self) -> str:
        """Return why what was not met may be there all the same."""
        if self.outlined and self.unmatched:
            one = self.unmatched == 1
            return f"{self.unmatched} article{' is' if one else 's are'} in no lineage yet"
        return "the outline of the draft is not complete"

    def _coverage(self, found: _Sorted) -> str:
        told = len(found.yes) + len(found.no)
        outline = "outline complete" if self.complete else self._gap()
        return f"{self.kind.relies} known of {told} of {found.total}; {outline}"
