"""Lineages: one public identity for one negotiated thing through all drafts."""

from __future__ import annotations

from dataclasses import dataclass

from treatygraph.model.facts import Evidence

__all__ = ["Lineage", "LineageEvent", "Member", "ModelLink"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One provision of one draft that belongs to a lineage."""

    draft: str
    provision: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLink:
    """A lineage is modelled on a provision of another treaty."""

    treaty: str
    draft: str
    provision: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The same negotiated thing through the drafts of one treaty."""

    treaty: str
    key: str
    label: str
    aliases: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    models: tuple[ModelLink, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageEvent:
    """What happened to lineages between two drafts.

    `kind` is a concept of the change scheme: renumbering, move, split, join,
    insertion, repeal.
    """

    treaty: str
    kind: str
    lineages: tuple[str, ...]
    before: str
    after: str
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
