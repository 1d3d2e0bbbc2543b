"""The text of a document, in blocks, with every character accounted for.

A container reader (Markdown, PDF, HTML …) yields one `SourceText`: the characters as
read, the blocks that carry the treaty, and the furniture between them.  Blocks and
furniture cover the text without overlap; white space between them belongs to neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from treatygraph.findings import Finding

__all__ = ["Block", "Format", "Furniture", "SourceText"]


@dataclass(frozen=True, slots=True, order=True)
class Furniture:
    """A stretch that is not part of the treaty: markup, running head, page number, note."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading line of the document: a stretch of the text and its looks.

    `heading` is the depth that the container gives it (1 for the largest), 0 for none;
    `marks` are negotiation marks that the format itself carries (`deleted`, `inserted`);
    `goes_on`: it ends a sentence that the foot of a page breaks off.
    """

    start: int
    end: int
    heading: int = 0
    bold: bool = False
    centred: bool = False
    indent: float = 0.0
    page: int | None = None
    marks: tuple[str, ...] = ()
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a container reader yields."""

    text: str
    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()
    title: str | None = None
    facts: dict[str, str] = field(default_factory=dict)

    def unaccounted(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches, white space aside, that neither blocks nor furniture hold."""
        spans = sorted(
            [(b.start, b.end) for b in self.blocks] + [(f.start, f.end) for f in self.furniture]
        )
        position = 0
        for start, end in [*spans, (len(self.text), len(self.text))]:
            if start > position and self.text[position:start].strip():
                yield position, start
            position = max(position, end)


class Format(Protocol):
    """A format of documents, as other packages register one (`treatygraph.plugins`)."""

    media_type: str

    def matches(self, data: bytes) -> bool:
        """Tell whether the bytes are a document of this format; a name is no help."""

    def read(self, data: bytes) -> SourceText:
        """Return the text in blocks; trouble in it is a finding, never an exception."""
