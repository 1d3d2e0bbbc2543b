"""What every check needs to know of a graph, asked once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from treatygraph.asker import Asker
from treatygraph.bases import strongest
from treatygraph.drafts import Draft, drafts_of
from treatygraph.errors import UsageError
from treatygraph.nearest import nearest

__all__ = ["Travaux"]


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of the outlines of all drafts; the words are those of `Travaux`."""

    complete: set[str]
    whole: set[str]
    gaps: dict[str, dict[str, str]]
    unmatched: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Provisions:
    """What provisions are called, where they lie, and their order."""

    labels: dict[str, str]
    keys: dict[str, tuple[str, str]]
    orders: dict[str, int]


class Travaux(Asker):
    """The record of a negotiation as a graph has it, each table asked when first needed."""

    @cached_property
    def by_iri(self) -> dict[str, Draft]:
        """Drafts by their IRIs, oldest first within a treaty."""
        return {draft.iri: draft for draft in self.drafts}

    def pair(self, before: str, after: str) -> tuple[str, str]:
        """Return the IRIs of two drafts; raise `UsageError` where they are of two treaties."""
        old, new = self.draft(before), self.draft(after)
        if old.treaty != new.treaty:
            raise UsageError(
                f"{before!r} and {after!r} are drafts of different treaties.",
                expected="two drafts of one treaty",
            )
        return old.iri, new.iri

    @cached_property
    def _outline(self) -> _Outline:
        counts: dict[str, int] = {}
        unmatched: dict[str, int] = {}
        for draft, articles, alone in self.texts("drafts/outline"):
            counts[draft] = int(articles or 0)
            unmatched[draft] = int(alone or 0)
        gaps: dict[str, dict[str, str]] = {}
        stated: dict[str, set[str]] = {}
        for within, scope, aspect, state, role in self.texts("drafts/coverage"):
            if state != "complete":
                gaps.setdefault(within, {})[scope] = role
            if scope == within and aspect.endswith("/structure"):
                stated.setdefault(within, set()).add(state)
        complete = {draft for draft in counts if counts[draft] and draft not in gaps}
        whole = {draft for draft in complete if stated.get(draft) == {"complete"}}
        return _Outline(complete, whole, gaps, unmatched)

    @property
    def complete(self) -> set[str]:
        """Drafts whose outline is known whole: articles are registered, nobody states a gap."""
        return self._outline.complete

    @property
    def whole(self) -> set[str]:
        """Drafts stated to be whole, so that even a missing paragraph is known to be missing."""
        return self._outline.whole

    @property
    def gaps(self) -> dict[str, dict[str, str]]:
        """Draft → places whose outline is not known → the role of each, where it has one."""
        return self._outline.gaps

    @property
    def unmatched(self) -> dict[str, int]:
        """Draft → number of its articles that are in no lineage yet.

        While there are any, that a lineage has no provision there says nothing.
        """
        return self._outline.unmatched

    @cached_property
    def without_role(self) -> set[str]:
        """Drafts with a chapter whose role is not known."""
        return {row[0] for row in self.texts("drafts/chapters-without-role")}

    @cached_property
    def roles(self) -> dict[str, set[str]]:
        """Draft of which all chapters are registered → the roles of its chapters."""
        found: dict[str, set[str]] = {}
        for within, role in self.texts("drafts/roles"):
            found.setdefault(within, set()).add(role.rpartition("/")[2])
        return found

    @cached_property
    def _provisions(self) -> _Provisions:
        found = _Provisions({}, {}, {})
        for thing, label, _, order, key, draft in self.texts("provisions/labels"):
            found.labels.setdefault(thing, label)
            found.keys[thing] = (draft, key)
            found.orders[thing] = int(order or 0)
        return found

    @property
    def labels(self) -> dict[str, str]:
        """Provision → its label."""
        return self._provisions.labels

    @property
    def keys(self) -> dict[str, tuple[str, str]]:
        """Provision → its draft and its key there."""
        return self._provisions.keys

    @property
    def orders(self) -> dict[str, int]:
        """Provision → its place in the document."""
        return self._provisions.orders

    @cached_property
    def by_lexicon(self) -> set[str]:
        """Drafts in which a lexicon looked for safeguards.

        It can miss a wording, so what it did not find is taken as unverified.
        """
        return {row[0] for row in self.texts("drafts/by-lexicon")}

    @cached_property
    def deleted(self) -> set[str]:
        """Provisions that are marked as deleted."""
        gone = self.minter.concept("status/deleted")
        return {row[0] for row in self.texts("provisions/of-status", status=gone)}

    @cached_property
    def contested(self) -> set[str]:
        """Facts that stand in brackets, in an alternative or in a proposal."""
        return {row[0] for row in self.texts("provisions/contested")}

    @cached_property
    def basis(self) -> dict[str, str]:
        """Thing → the basis it is known on."""
        known = self.mapping("facts/basis")
        return {thing: basis.rpartition("/")[2] for thing, basis in known.items()}

    @cached_property
    def aspects(self) -> dict[str, list[tuple[str, str]]]:
        """Thing → what of it some evidence is about, and the basis of that."""
        found: dict[str, list[tuple[str, str]]] = {}
        for thing, about, known in self.texts("facts/about"):
            found.setdefault(thing, []).append((about, known.rpartition("/")[2]))
        return found

    @cached_property
    def lineages(self) -> dict[str, list[str]]:
        """Lineage → its provisions in all drafts."""
        found: dict[str, list[str]] = {}
        for lineage, provision, _ in self._members:
            found.setdefault(lineage, []).append(provision)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """Lineage → its name."""
        return {lineage: name for lineage, _, name in self._members}

    @cached_property
    def _members(self) -> list[tuple[str, ...]]:
        return self.texts("provisions/lineages")

    def basis_of(self, iri: str, aspects: Iterable[str] = ()) -> str:
        """Return the basis of a thing, or a stronger one of the aspects that matter."""
        known = [self.basis.get(iri, "")]
        wanted = set(aspects)
        if wanted:
            about = self.aspects.get(iri, ())
            known += [b for words, b in about if wanted & set(re.findall(r"[a-z]+", words))]
        return strongest(known)

    def knows_all(self, draft: str) -> bool:
        """Tell whether a lineage without a provision in a draft is known not to be there."""
        return draft in self.complete and not self.unmatched.get(draft)

    def has_outline(self, draft: str, roles: Iterable[str] | None = None) -> bool:
        """Tell whether every article of a draft, or of its chapters with some roles, is known."""
        if roles is None or draft not in self._registered:
            return draft in self.complete
        chosen = set(roles)
        gaps = self.gaps.get(draft, {}).values()
        return draft not in self.without_role and all(r and r not in chosen for r in gaps)

    @cached_property
    def _registered(self) -> set[str]:
        return {owner for owner, _ in self.keys.values()}

    def found_nothing(self, draft: str, fact: str) -> bool:
        """Whether a fact only says that a lexicon read a provision and found nothing."""
        return draft in self.by_lexicon and fact in self.keys

    def provision_texts(self, draft: str) -> dict[str, str]:
        """Return the text of each provision of a draft, its parts put together in order."""
        parts: dict[str, list[str]] = {}
        for whole, text in self.texts("provisions/whole-texts", draft=draft):
            parts.setdefault(whole, []).append(text)
        return {whole: " ".join(" ".join(texts).split()) for whole, texts in parts.items()}

    def paragraphs(self, draft: str) -> dict[str, list[tuple[str, str]]]:
        """Return number and text of the parts of each provision, one step below it, in order.

        A provision's own words before its parts stand first, without a number.
        """
        found: dict[str, dict[str, list[str]]] = {}
        for iri, text in self.texts("provisions/texts", draft=draft):
            steps = self.keys[iri][1].split("/")
            start = iri.removesuffix("/".join(steps))
            for n in range(1, len(steps) + 1):
                unit = steps[n] if n < len(steps) else ""
                units = found.setdefault(start + "/".join(steps[:n]), {})
                units.setdefault(unit, []).append(text)
        return {
            whole: [
                (unit.partition("-")[2], " ".join(" ".join(texts).split()))
                for unit, texts in units.items()
            ]
            for whole, units in found.items()
        }

    def drafts_of(self, treaty: str) -> list[str]:
        """Return the drafts of a treaty, oldest first."""
        return [draft.iri for draft in drafts_of(self, treaty)]

    def members(self, treaty: str, keys: Iterable[str]) -> set[str]:
        """Return the provisions of some lineages, in all drafts."""
        lineages = (self.minter.lineage(treaty, key) for key in keys)
        return {p for lineage in lineages for p in self.lineages.get(lineage, ())}

    def lineages_of(self, provision: str) -> list[str]:
        """Return the lineages that a provision belongs to."""
        return [lineage for lineage, members in self.lineages.items() if provision in members]

    def order(self, iri: str) -> tuple[int, str]:
        """Return what provisions are sorted by: their place in the document."""
        return self.orders.get(iri, 0), iri

    def name(self, iri: str) -> str:
        """Return the name of a provision for people, short where it has a number."""
        return self.labels.get(iri) or self.names.get(iri) or iri.rpartition("/id/")[2]

    def unknown(self, node: NamedNode) -> list[str] | None:
        """Return near keys for a thing that the graph says nothing of, None for a known one."""
        if self.holds("ASK { ?thing a ?class }", thing=node):
            return None
        family, _, key = node.value.rpartition("/")
        every = (thing for thing, *_ in self.texts("things/labelled"))
        return nearest(key, [x.rpartition("/")[2] for x in every if x.rpartition("/")[0] == family])
