"""Writing a `SourceText` block by block, for containers that have no text of their own."""

from __future__ import annotations

from treatygraph.documents.formats.source import Block, Furniture, SourceText
from treatygraph.findings import Finding

__all__ = ["BlockWriter"]


class BlockWriter:
    """Collects paragraphs and headings; each ends with a line break."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.title: str | None = None

    def add(
        self, text: str, *, heading: int = 0, bold: bool = False, marks: tuple[str, ...] = ()
    ) -> None:
        """Write a block; white space around it is dropped, an empty one is not written."""
        text = text.strip()
        if not text:
            return
        start = self._put(text)
        self.blocks.append(Block(start, self._length, heading=heading, bold=bold, marks=marks))
        self._put("\n")
        if heading == 1 and self.title is None:
            self.title = text

    def aside(self, text: str, kind: str) -> None:
        """Write furniture, such as a note."""
        text = text.strip()
        if text:
            start = self._put(text)
            self.furniture.append(Furniture(start, self._length, kind))
            self._put("\n")

    def source(self, *findings: Finding) -> SourceText:
        """Return what was written."""
        return SourceText(
            "".join(self._parts),
            tuple(self.blocks),
            tuple(self.furniture),
            findings,
            title=self.title,
        )

    def _put(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start
