"""The tree that reading builds: provisions before they have keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from treatygraph.documents.formats.source import Furniture
from treatygraph.findings import Finding
from treatygraph.model import Level

__all__ = ["Node", "Outline", "Span"]

#: A stretch of the source text, end exclusive.
Span = tuple[int, int]

_STEPS: dict[Level, str] = {
    "part": "part",
    "title": "title",
    "chapter": "ch",
    "section": "sec",
    "preamble": "preamble",
    "preambular-paragraph": "para",
    "article": "art",
    "paragraph": "para",
    "subparagraph": "subpara",
    "item": "item",
    "annex": "annex",
}


@dataclass(slots=True, eq=False)
class Node:
    """A provision in the making; `printed` is its number as printed, None for none.

    `word` is the name in the key of a kind that has one of its own (`rule`), else empty;
    `prefix` tells the texts of one document apart (`text-2/`).
    """

    level: Level
    number: str
    printed: str | None
    parent: Node | None = None
    head: list[Span] = field(default_factory=list)
    heading: Span | None = None
    pieces: list[Span] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    status: list[str] = field(default_factory=list)
    key: str = ""
    word: str = ""
    prefix: str = ""

    def add(self, child: Node) -> Node:
        """Make a node a child of this one and return it."""
        child.parent = self
        child.prefix = child.prefix or self.prefix
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def step(self) -> str:
        """Return the last step of the key: `para-2`, `ch-4`, `preamble`."""
        word = self.word or _STEPS[self.level]
        return word if self.level == "preamble" else f"{word}-{self.number}"

    def owner(self, *levels: Level) -> Node | None:
        """Return the nearest node above (or this one) of one of the levels."""
        node: Node | None = self
        while node is not None and node.level not in levels:
            node = node.parent
        return node


@dataclass(slots=True)
class Outline:
    """What structure reading yields: the root of the tree, furniture, findings.

    `renumbered`: keys have running numbers, since the articles' own come more than once.
    """

    root: Node
    furniture: list[Furniture] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    renumbered: bool = False
