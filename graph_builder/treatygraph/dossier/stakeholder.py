"""The dossier of a stakeholder: its demands article by article, and what became of them."""

from __future__ import annotations

from collections import Counter

from treatygraph.assess.course import STATES
from treatygraph.dossier.article import lineages_of_treaty
from treatygraph.dossier.library import Library
from treatygraph.dossier.records import Said, StakeholderDossier

__all__ = ["balance_of", "stakeholder_dossier"]

#: Outcomes of recommendations of which no verdict can be.
_WITHOUT = ("no check", "not assessed")


def stakeholder_dossier(library: Library, stakeholder: str) -> StakeholderDossier:
    """Return what a stakeholder said: by article in their order, by chapter, on the rest."""
    said = library.statements.of(stakeholder)
    treaty = _treaty(library, said)
    groups: list[tuple[str, str, tuple[Said, ...]]] = []
    placed: set[str] = set()
    for lineage in lineages_of_treaty(library, treaty) if treaty else ():
        near = _things(library, lineage)
        found = tuple(s for s in said if near & set(s.targets))
        if found:
            groups.append(("article", lineage, found))
            placed |= {s.iri for s in found}
    for role in _roles(said):
        found = tuple(s for s in said if role in s.targets)
        groups.append(("chapter", role, found))
        placed |= {s.iri for s in found}
    return StakeholderDossier(
        iri=stakeholder,
        name=library.name(stakeholder),
        treaty=treaty,
        drafts=tuple(library.drafts.get(treaty, ())),
        groups=tuple(groups),
        balance=balance_of(said),
        rest=tuple(s for s in said if s.iri not in placed),
    )


def balance_of(said: list[Said] | tuple[Said, ...]) -> dict[str, int]:
    """Return how many recommendations came to what, in the order of `STATES`."""
    counts = Counter(s.outcome for s in said if s.asks)
    return {state: counts[state] for state in (*STATES, *_WITHOUT) if counts[state]}


def _treaty(library: Library, said: list[Said]) -> str:
    """Return the treaty that most of the statements are filed under."""
    owners = Counter(
        treaty for s in said for treaty in library.drafts if s.iri.startswith(f"{treaty}/")
    )
    return owners.most_common(1)[0][0] if owners else ""


def _things(library: Library, lineage: str) -> set[str]:
    """Return a lineage, its provisions in all drafts, and what stands inside them."""
    members = library.travaux.lineages.get(lineage, [])
    return {lineage, *members, *(part for m in members for part in library.below.get(m, ()))}


def _roles(said: list[Said]) -> list[str]:
    return list(dict.fromkeys(t for s in said for t in s.targets if "/scheme/role/" in t))
