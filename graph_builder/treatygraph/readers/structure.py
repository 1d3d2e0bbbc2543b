"""Structure: blocks of a document become a tree of provisions.

Promise: nothing is refused and nothing is lost.  Every block ends as a heading, as text
of a provision, or as furniture with a kind; what is out of order is kept where it stands
and reported as a finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from treatygraph.findings import Finding, Severity
from treatygraph.readers.enumerators import Marker, find_bare_marker, find_marker
from treatygraph.readers.headings import Head, find_head, preamble_word, roman_head
from treatygraph.readers.lists import TOP, OpenLists, Place
from treatygraph.readers.manner import manner_of
from treatygraph.readers.marks import find_sponsors, strip_marks
from treatygraph.readers.nodes import Node, Span
from treatygraph.readers.phrases import (
    is_preamble_opening,
    is_testimonium,
    looks_like_heading,
    merged_heading,
    split_preamble,
)
from treatygraph.readers.source import Block, Furniture, SourceText

__all__ = ["Outline", "read_structure"]

_RANK = {"part": 0, "title": 1, "chapter": 2, "section": 3, "annex": -1}


@dataclass(slots=True)
class Outline:
    """What structure reading yields: the root of the tree, furniture, findings."""

    root: Node
    furniture: list[Furniture] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_structure(source: SourceText, *, merged: bool = False) -> Outline:
    """Return the tree of provisions of a text; `merged`: headings run into their text."""
    reader = _Reader(source, merged)
    for index in range(len(source.blocks)):
        reader.block(index)
    reader.leave_options()
    return reader.outline


class _Reader:
    def __init__(self, source: SourceText, merged: bool) -> None:
        self.source = source
        self.merged = merged
        self.root = Node("part", "0", None, key="")
        self.outline = Outline(self.root)
        self.containers: list[Node] = []
        self.article: Node | None = None
        self.awaits_heading: Node | None = None
        self.lists = OpenLists()
        self.path: list[Node] = []
        self.options: list[Span] = []
        self.preamble: Node | None = None
        self.begun = False
        self.ended = False

        self.manner = manner_of(self.text(block) for block in source.blocks)

    def text(self, block: Block) -> str:
        return self.source.text[block.start : block.end]

    def block(self, index: int) -> None:
        block = self.source.blocks[index]
        text = self.text(block)
        head = find_head(text) or self._roman_head(index, text)
        if head is not None and self._is_real_head(head, block, text):
            self._head(head, block, text)
        elif self.ended:
            self._furnish(block, "after-the-text")
        elif (word := preamble_word(text)) and (not self.begun or len(text) == word):
            self._open_preamble(block, text, word)
        elif self.awaits_heading is not None and self._takes_heading(block, text):
            self._heading(self.awaits_heading, block)
        elif self.article is not None:
            self._body(index, block, text)
        elif self.preamble is not None or (not self.begun and is_preamble_opening(text)):
            self._preamble_text(block, text)
        elif self.containers:
            self._container_text(block, text)
        else:
            self._furnish(block, "front-matter")

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

    # headings -----------------------------------------------------------------

    def _is_real_head(self, head: Head, block: Block, text: str) -> bool:
        """Tell a heading from running text that happens to begin like one."""
        if head.sign and not self.manner.by_sign:
            return False
        if block.heading or block.centred or head.title_at is None:
            return True
        title = text[head.title_at :].strip()
        if len(title) > 200 and not self.merged:
            return head.separated and head.level == "article"
        if title.endswith((";", ",")):
            return False
        if title.endswith(".") and not head.separated:
            return self.merged
        return True

    def _roman_head(self, index: int, text: str) -> Head | None:
        """Return `II. Protection` above an article as a section, else None."""
        if index + 1 >= len(self.source.blocks):
            return None
        after = find_head(self.text(self.source.blocks[index + 1]))
        return roman_head(text) if after is not None and after.level == "article" else None

    def _head(self, head: Head, block: Block, text: str) -> None:
        self.leave_options()
        self.begun, self.ended = True, False
        node = Node(head.level, head.number, head.printed)
        if text.startswith("["):
            node.status.append("bracketed")
        if head.level == "article" and set(head.printed) == {"X"} and self.manner.arabic:
            node.number = head.printed.lower()
            node.status.append("placeholder")
        if head.level == "article":
            parent = self.containers[-1] if self.containers else self.root
            self._open_article(parent.add(node))
        elif (
            head.level == "section"
            and self.manner.inner_sections
            and (outer := self.article and self.article.owner("article"))
        ):
            self._open_article(outer.add(node))
        else:
            self._container(node)
            self.article = None
        self.preamble = None
        at = head.title_at
        node.head.append((block.start, block.end if at is None else block.start + at))
        self.awaits_heading = node if at is None else None
        if at is not None:
            self._title(node, Block(block.start + at, block.end, page=block.page), head.separated)

    def _open_article(self, node: Node) -> None:
        self.article = node
        self.lists, self.path = OpenLists(), []

    def _title(self, node: Node, block: Block, separated: bool) -> None:
        """Take what follows the number on its line as heading, or as text."""
        text = self.text(block)
        cut = merged_heading(text) if self.merged or not looks_like_heading(text) else None
        if node is self.article and cut is not None:
            node.heading = (block.start, block.start + cut)
            rest = Block(block.start + cut, block.end, page=block.page)
            self._body(None, rest, self.text(rest))
        elif node is self.article and separated and not looks_like_heading(text):
            self._body(None, block, text)
        else:
            node.heading = (block.start, block.end)

    def _container(self, node: Node) -> None:
        levels = [c.level for c in self.containers]
        if node.level == "annex":
            self.containers = []
        elif node.level in levels:
            del self.containers[levels.index(node.level) :]
        elif levels and node.level != "title" and levels[0] != "annex":
            while self.containers and _RANK[self.containers[-1].level] > _RANK[node.level]:
                if self.containers[-1].level == "title":
                    break
                self.containers.pop()
        parent = self.containers[-1] if self.containers else self.root
        parent.add(node)
        self.containers.append(node)

    def _takes_heading(self, block: Block, text: str) -> bool:
        node = self.awaits_heading
        if node is None:
            return False
        if block.heading:
            return True
        if find_marker(text) and not text.startswith("["):
            return False
        if node is not self.article:
            return looks_like_heading(text)
        return looks_like_heading(text) or (self.merged and merged_heading(text) is not None)

    def _heading(self, node: Node, block: Block) -> None:
        self.awaits_heading = None
        text = self.text(block)
        runs_on = self.merged and node is self.article and not looks_like_heading(text)
        cut = merged_heading(text) if runs_on else None
        if cut is not None and not block.heading:
            node.heading = (block.start, block.start + cut)
            rest = Block(block.start + cut, block.end, page=block.page)
            self._body(None, rest, self.text(rest))
            return
        node.heading = (block.start, block.end)

    # preamble and containers ----------------------------------------------------

    def _open_preamble(self, block: Block, text: str, word: int) -> None:
        self.begun = True
        self.article = None
        self.preamble = self.root.add(Node("preamble", "", None))
        self.preamble.head.append((block.start, block.start + word))
        if word < len(text):
            self._preamble_text(Block(block.start + word, block.end, page=block.page), text[word:])

    def _preamble_text(self, block: Block, text: str) -> None:
        self.begun = True
        if self.preamble is None:
            self.preamble = self.root.add(Node("preamble", "", None))
        for start, end, is_paragraph in split_preamble(text):
            span = (block.start + start, block.start + end)
            if not is_paragraph:
                self.preamble.pieces.append(span)
                continue
            count = len(self.preamble.children) + 1
            marker = find_marker(text[start:end])
            printed = marker.printed if marker else None
            number = marker.key if marker else str(count)
            node = self.preamble.add(Node("preambular-paragraph", number, printed))
            length = marker.length if marker else 0
            if length:
                node.head.append((span[0], span[0] + length))
            node.pieces.append((span[0] + length, span[1]))

    def _container_text(self, block: Block, text: str) -> None:
        """Take text between a container's heading and its first article."""
        if is_testimonium(text):
            self.ended = True
            self._furnish(block, "testimonium")
            return
        container = self.containers[-1]
        if container.level == "annex":
            self._open_article(container)
            self._body(None, block, text)
            return
        container.pieces.append((block.start, block.end))

    # text of articles -----------------------------------------------------------

    def _body(self, index: int | None, block: Block, text: str) -> None:
        self.awaits_heading = None
        if self.article is None:
            return
        if is_testimonium(text):
            self.ended = True
            self._furnish(block, "testimonium")
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

    def _take_options(self) -> list[Span]:
        """Return the lines `Option 1` that stand above the text now read, and forget them."""
        taken, self.options = self.options, []
        return taken

    def _inside(self, node: Node, rest: Block) -> None:
        """Take the text after an enumerator; it may begin with one of its own: `1. (a)`."""
        text = self.text(rest)
        if find_marker(text) and text[:1] in "(（":
            self._body(None, rest, text)
        elif text.strip():
            node.pieces.append((rest.start, rest.end))

    def _place(self, marker: Marker, index: int | None) -> Place | None:
        before = self._last_text().rstrip()
        following = self._next_marker(index)
        return self.lists.place(
            marker, after_colon=before.endswith((":", "：", "—", "–")), following=following
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
        numbered = place.style in (*TOP, "number-paren") and place.depth == 0
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
        if place.style in (*TOP, "number-paren"):
            return article
        last = article.children[-1] if article.children else None
        if last is not None and last.level == "paragraph" and last.printed is None:
            return last
        return article

    def _unnumbered(self, block: Block, text: str, status: list[str]) -> None:
        article = self.article
        assert article is not None  # noqa: S101
        span = (block.start, block.end)
        first = text.lstrip(' ["“«')[:1]
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
