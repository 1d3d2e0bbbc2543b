"""Links: things of ours matched with things of other datasets."""

from __future__ import annotations

from dataclasses import dataclass

from treatygraph.model.facts import Evidence

__all__ = ["Link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One match: what of ours, how it matches, and the IRI and label there.

    `thing` is a concept (`safeguard/privacy`), `stakeholder/france` or `instrument/echr`;
    `match` is exact, close, broad, narrow or related between concepts, and same or see
    between other things.
    """

    thing: str
    match: str
    iri: str
    label: str
    target: str
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
