"""Points: the text of an article becomes its paragraphs, points and items.

What holds text is an article, a rule, or a division of an annex; all divide alike.
"""

from __future__ import annotations

import re

from treatygraph.documents.formats.source import Block, Furniture, SourceText
from treatygraph.documents.structure.bracket_titles import (
    find_bracket_title,
    has_bracket_titles,
)
from treatygraph.documents.structure.enumerators import Marker, find_bare_marker, find_marker
from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.lists import PARAGRAPHS, TOP, OpenLists, Place
from treatygraph.documents.structure.marks import find_sponsors, strip_marks
from treatygraph.documents.structure.nodes import Node, Outline, Span
from treatygraph.documents.structure.phrases import is_testimonium
from treatygraph.findings import Finding, Severity

__all__ = ["Points"]

#: Signs that open an indent, which stands in the point above it.
_HAN = re.compile(r"[一二三四五六七八九十㈠-㈩]")
_DASHES = tuple("-–—•·▪")


class Points:
    """Reads the text of one article after another; the lists that are open are its state."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.root = Node("part", "0", None, key="")
        self.outline = Outline(self.root)
        self.article: Node | None = None
        self.awaits_heading: Node | None = None
        self.lists = OpenLists()
        self.path: list[Node] = []
        self.options: list[Span] = []
        self.ended = False
        self.bracket_titles = has_bracket_titles(self.text(block) for block in source.blocks)

    def text(self, block: Block) -> str:
        """Return the text of a block."""
        return self.source.text[block.start : block.end]

    def leave_options(self) -> None:
        """Make furniture of a line `Option 1` that no text of an article follows."""
        for start, end in self._take_options():
            self.outline.furniture.append(Furniture(start, end, "option"))

    def _furnish(self, block: Block, kind: str) -> None:
        self.outline.furniture.append(Furniture(block.start, block.end, kind))

    def _find(
        self, code: str, block: Block, message: str, remedy: str, severity: Severity = "warning"
    ) -> None:
        place = f"character {block.start}" + (f", page {block.page}" if block.page else "")
        self.outline.findings.append(Finding(severity, code, place, message, remedy))

    def _open_article(self, node: Node) -> None:
        self.article = node
        self.lists, self.path = OpenLists(), []

    def _body(self, index: int | None, block: Block, text: str) -> None:
        self.awaits_heading = None
        if self.article is None:
            return
        if is_testimonium(text):
            self.ended = True
            self._furnish(block, "testimonium")
            return
        if block.goes_on and (open_ := self._open()) is not None:
            open_.pieces.append((block.start, block.end))
            return
        lead, status = strip_marks(text)
        if lead and not text[lead:].strip() and index is not None:
            self.options.append((block.start, block.end))
            return
        if sponsors := find_sponsors(text):
            self._find("proposed-by", block, f"Proposed by {sponsors}.", "", severity="info")
        if self.options:
            status = [*status, "alternative"]
        marker = find_marker(text[lead:])
        marker = self.lists.in_script(marker) if marker else None
        place = self._place(marker, index) if marker else None
        if marker is None and (marker := find_bare_marker(text[lead:])):
            place = self._place_bare(marker, index)
        if marker is None or place is None:
            self._unnumbered(block, text, [*status, *block.marks])
            return
        if place.fault:
            self._find(
                place.fault,
                block,
                f"The enumerator {marker.printed!r} does not follow the one before it.",
                "look at the text; the point is kept where it stands",
            )
        node = self._point(marker, place)
        node.status.extend([*status, *block.marks, *(["bracketed"] if text[0] == "[" else [])])
        length = lead + marker.length
        node.head.extend([*self._take_options(), (block.start, block.start + length)])
        self._inside(node, Block(block.start + length, block.end, page=block.page))

    def _open(self) -> Node | None:
        """Return what the text read last belongs to, None where an article has none yet."""
        article = self.article
        last = self.path[-1] if self.path else article and (article.children or [article])[-1]
        return last if last is not None and last.pieces else None

    def _take_options(self) -> list[Span]:
        """Return the lines `Option 1` that stand above the text now read, and forget them."""
        taken, self.options = self.options, []
        return taken

    def _inside(self, node: Node, rest: Block) -> None:
        """Take the text after an enumerator; it may begin with one of its own: `1. (a)`."""
        rest = self._titled(node, rest)
        text = self.text(rest)
        inner = find_marker(text)
        if inner and (text[:1] in "(（" or (inner.printed == "a" and text[1:2] == ".")):
            self._body(None, rest, text)
        elif text.strip():
            node.pieces.append((rest.start, rest.end))

    def _titled(self, node: Node, rest: Block) -> Block:
        """Return what follows a heading in brackets, where the text has such headings."""
        found = find_bracket_title(self.text(rest)) if self.bracket_titles else None
        if found is None:
            return rest
        start, end, after = (rest.start + at for at in found)
        node.heading = (start, end)
        node.head.extend([(rest.start, start), (end, min(end + 1, rest.end))])
        return Block(after, rest.end, page=rest.page)

    def _place(self, marker: Marker, index: int | None) -> Place | None:
        before = self._last_text().rstrip()
        following = self._next_marker(index)
        return self.lists.place(
            marker,
            after_colon=before.endswith((":", "：", "—", "–")),
            following=following,
            after_stop=before.endswith((".", "。")),
        )

    def _place_bare(self, marker: Marker, index: int | None) -> Place | None:
        article = self.article
        return self.lists.place_bare(
            marker,
            after_colon=self._last_text().rstrip().endswith((":", "：")),
            following=self._next_marker(index, bare=True),
            number_free=article is not None and not article.children and not article.pieces,
        )

    def _last_text(self) -> str:
        node = self.path[-1] if self.path else self.article
        if node is None or not node.pieces:
            return ""
        start, end = node.pieces[-1]
        return self.source.text[start:end]

    def _next_marker(self, index: int | None, *, bare: bool = False) -> Marker | None:
        if index is None:
            return None
        for block in self.source.blocks[index + 1 : index + 12]:
            text = self.text(block)
            if find_head(text):
                return None
            marker = find_marker(text) or (find_bare_marker(text) if bare else None)
            if marker:
                return marker
        return None

    def _point(self, marker: Marker, place: Place) -> Node:
        del self.path[place.depth :]
        parent = self.path[-1] if self.path else self._list_owner(place)
        numbered = place.style in PARAGRAPHS and place.depth == 0
        if place.style == "number-paren" and _HAN.match(marker.printed):
            numbered = False  # （一） is a 项, also where no 款 stands above it
        if numbered and parent is self.article:
            level = "paragraph"
        elif parent.level in ("subparagraph", "item"):
            level = "item"
        else:
            level = "subparagraph"
        node = parent.add(Node(level, marker.key, marker.printed))  # type: ignore[arg-type]
        self.path.append(node)
        return node

    def _list_owner(self, place: Place) -> Node:
        """Return what a list at the top of an article belongs to: the last unnumbered text."""
        article = self.article
        assert article is not None  # noqa: S101
        if place.style in PARAGRAPHS:
            return article
        last = article.children[-1] if article.children else None
        if last is not None and last.level == "paragraph" and last.printed is None:
            return last
        return article

    def _unnumbered(self, block: Block, text: str, status: list[str]) -> None:
        article = self.article
        assert article is not None  # noqa: S101
        span = (block.start, block.end)
        if self.path and not self.path[-1].pieces and not self.path[-1].children:
            self.path[-1].pieces.append(span)  # its enumerator stands on a line of its own
            self.path[-1].status.extend(status)
            return
        first = text.lstrip(' ["“«')[:1]
        if first in _DASHES and (self.path or article.children or article.pieces):
            owner = self.path[-1] if self.path else (article.children or [article])[-1]
            owner.pieces.append(span)
            owner.status.extend(status)
            return
        if self.path and (first.islower() or self.lists.levels[0].style in TOP):
            owner = self._closing_owner(first.islower())
            owner.head.extend(self._take_options())
            owner.pieces.append(span)
            owner.status.extend(status)
            return
        self.lists, self.path = OpenLists(), []
        count = sum(1 for c in article.children if c.level == "paragraph") + 1
        node = article.add(Node("paragraph", str(count), None, head=self._take_options()))
        node.pieces.append(span)
        node.status.extend(status)

    def _closing_owner(self, lower: bool) -> Node:
        """Return what closing words belong to: the owner of the innermost list."""
        last = self.path[-1]
        if not lower or (len(self.path) == 1 and self.lists.levels[0].style in TOP):
            return self.path[0] if self.lists.levels[0].style in TOP else last
        return last.parent or last
