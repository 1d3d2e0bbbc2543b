"""Scenes: what a picture shows, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Edge", "Evidence", "Node", "Scene", "plain"]

#: Controls that turn the direction of the text around them, and what is shown instead.
_CONTROLS = {
    0x200E: "⟦LRM⟧",
    0x200F: "⟦RLM⟧",
    0x202A: "⟦LRE⟧",
    0x202B: "⟦RLE⟧",
    0x202C: "⟦PDF⟧",
    0x202D: "⟦LRO⟧",
    0x202E: "⟦RLO⟧",
    0x2066: "⟦LRI⟧",
    0x2067: "⟦RLI⟧",
    0x2068: "⟦FSI⟧",
    0x2069: "⟦PDI⟧",
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), 8232, 8233), " "),
}


def plain(text: str) -> str:
    """Return text in which no invisible control can turn or hide its neighbours.

    >>> plain("a\\u202eb")
    'a⟦RLO⟧b'
    """
    return text.translate(_CONTROLS)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact stands: its basis, the document and the place in it, a note."""

    basis: str
    document: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing in a picture; `block` names the thing it stands with (chapter, stakeholder).

    `short` is another name of it, where it has a shorter one (GI-TOC); `outcome` is what
    became of what is asked, in the words of `treatygraph uptake`.
    """

    iri: str
    kind: str
    label: str
    short: str = ""
    number: str = ""
    block: str = ""
    role: str = ""
    basis: str = ""
    outcome: str = ""
    order: float = 0
    strong: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One relation between two things; `fact` is the statement that holds its evidence."""

    source: str
    target: str
    kind: str
    basis: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Things and relations, with the words that go with the picture."""

    title: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    notes: tuple[str, ...] = ()
    centre: str = ""
    form: str = field(default="draft")
