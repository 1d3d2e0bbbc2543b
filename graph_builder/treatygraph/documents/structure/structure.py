"""Structure: blocks of a document become a tree of provisions.

Promise: nothing is refused and nothing is lost.  Every block ends as a heading, as text
of a provision, or as furniture with a kind; what is out of order is kept where it stands
and reported as a finding.
"""

from __future__ import annotations

import re
from dataclasses import replace

from treatygraph.documents.formats.source import Block, SourceText
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.headings import (
    Head,
    deleted_articles,
    find_head,
    preamble_word,
    roman_head,
)
from treatygraph.documents.structure.nodes import Node, Outline
from treatygraph.documents.structure.numerals import key_number
from treatygraph.documents.structure.phrases import (
    is_page_head,
    is_preamble_opening,
    is_testimonium,
    looks_like_heading,
    merged_heading,
    split_preamble,
)
from treatygraph.documents.structure.points import Points
from treatygraph.documents.structure.printing_style import manner_of
from treatygraph.documents.structure.quotations import opens_quotation, quotation_length
from treatygraph.documents.structure.serials import RENUMBERED
from treatygraph.documents.structure.texts import find_texts

__all__ = ["read_structure"]

#: The articles that a heading of several names behind it: "Appointment (articles 8 to 10)".
_RANGE_BEHIND = re.compile(
    r"\s*[*†]*\s*\((?:articles?|arts?\.|art[íi]culos?|статьи|rules?|règles?|reglas?)\s[^()]{1,30}\)[*†]*$",
    re.IGNORECASE,
)
_RANK = {"part": 0, "title": 1, "chapter": 2, "section": 3, "annex": -1}


def read_structure(source: SourceText, *, merged: bool = False) -> Outline:
    """Return the tree of provisions of a text; `merged`: headings run into their text."""
    reader = _Reader(source, merged)
    starts = {beginning.index: beginning.title for beginning in find_texts(source)}
    for index in range(len(source.blocks)):
        if index in starts:
            reader.begin_text(source.blocks[index], starts[index])
        reader.block(index)
    reader.leave_options()
    if reader.outline.renumbered:
        reader.outline.findings.append(RENUMBERED)
    return reader.outline


class _Reader(Points):
    def __init__(self, source: SourceText, merged: bool) -> None:
        super().__init__(source)
        self.merged = merged
        self.containers: list[Node] = []
        self.preamble: Node | None = None
        self.begun = False
        self.texts = 1
        self.quoted = 0
        self.manner = manner_of(self.text(block) for block in source.blocks)
        numbering = self.manner.numbering
        self.outline.renumbered = numbering.serials and not numbering.own

    def begin_text(self, block: Block, title: str) -> None:
        """Begin another text of the same document, whose numbers are its own."""
        self.leave_options()
        self.texts += 1
        self.root.prefix = f"text-{self.texts}/"
        self.containers, self.article, self.preamble = [], None, None
        self.awaits_heading, self.begun, self.ended = None, False, False
        self._find(
            "several-texts",
            block,
            f"Another text begins here: {title!r}; its provisions are below text-{self.texts}.",
            "save the texts as files of their own where each is to be a draft",
        )

    def block(self, index: int) -> None:
        block = self.source.blocks[index]
        text = self.text(block)
        if index < self.quoted or self._opens_quotation(index, text):
            self._quotation(block)
            return
        if not any(c.isalnum() for c in text):
            self._furnish(block, "rule")
            return
        if self._is_page_head(index, text):
            self._furnish(block, "running-head")
            return
        if gone := deleted_articles(text):
            self._deleted(gone, block)
            return
        head = find_head(text) or self._roman_head(index, text)
        if head is not None and self._is_real_head(head, block, text):
            self._head(head, block, text)
        elif self.ended:
            self._furnish(block, "after-the-text")
        elif (word := preamble_word(text)) and (not self.begun or len(text) == word):
            self._open_preamble(block, text, word)
        elif self.awaits_heading is not None and self._takes_heading(block, text):
            self._heading(self.awaits_heading, block)
        elif self.article is not None and self._stands_between(index, text):
            self._furnish(block, "group-heading")
        elif self.article is not None:
            self._body(index, block, text)
        elif self.preamble is not None or (not self.begun and is_preamble_opening(text)):
            self._preamble_text(block, text)
        elif self.containers:
            self._container_text(block, text)
        else:
            self._furnish(block, "front-matter")

    def _is_page_head(self, index: int, text: str) -> bool:
        """Tell a document's symbol or job number, and the page's number that follows one."""
        if not self.begun or not (text[:1].isdigit() or text[:1].isupper()):
            return False
        if is_page_head(text):
            return True
        alone = text.strip().isdigit() and len(text.strip()) < 4 and index > 0
        return alone and is_page_head(self.text(self.source.blocks[index - 1]))

    def _deleted(self, numbers: list[str], block: Block) -> None:
        """Keep the articles that one line says are deleted, each for itself."""
        parent = self.containers[-1] if self.containers else self.root
        for number in numbers:
            node = parent.add(Node("article", number, number, status=["deleted"]))
            node.head.append((block.start, block.end))
            self._open_article(node)
        self.begun, self.preamble, self.awaits_heading = True, None, None

    def _stands_between(self, index: int, text: str) -> bool:
        """Tell a heading of several articles, which stands above one and closes the one before."""
        if index + 1 >= len(self.source.blocks) or len(text) > 90 or find_marker(text):
            return False
        following = self.text(self.source.blocks[index + 1])
        ranged = _RANGE_BEHIND.fullmatch(following) and index + 2 < len(self.source.blocks)
        after = find_head(self.text(self.source.blocks[index + 2]) if ranged else following)
        if after is not None and after.level == "article" and _RANGE_BEHIND.fullmatch(text):
            return True
        node = self._quoting()
        if after is None or after.level != "article" or node is None or not node.pieces:
            return False
        start, end = node.pieces[-1]
        closed = self.source.text[start:end].rstrip()[-1:] in (".", "。", "]")
        bare = _RANGE_BEHIND.sub("", text.strip())
        plain = bare[-1:] not in tuple('.;:,!?)]”"') and text[:1].isupper()
        return closed and plain and looks_like_heading(text) and len(text.split()) < 12

    # quotations -------------------------------------------------------------------

    def _opens_quotation(self, index: int, text: str) -> bool:
        """Tell whether words to be inserted elsewhere begin here, and note where they end."""
        if self.article is None or not opens_quotation(text):
            return False
        node = self._quoting()
        start, end = node.pieces[-1] if node and node.pieces else (0, 0)
        if not self.source.text[start:end].rstrip().endswith((":", "：")):
            return False
        length = quotation_length(
            self.text(block) for block in self.source.blocks[index : index + 200]
        )
        self.quoted = index + length if length else self.quoted
        return index < self.quoted

    def _quotation(self, block: Block) -> None:
        """Keep quoted words as words of the point that quotes them."""
        self.awaits_heading = None
        node = self._quoting()
        if node is None:
            self._furnish(block, "quotation")
        else:
            node.pieces.append((block.start, block.end))

    def _quoting(self) -> Node | None:
        """Return the point that was read last."""
        node = self.path[-1] if self.path else self.article
        return node.children[-1] if node and node is self.article and node.children else node

    # headings -----------------------------------------------------------------

    def _is_real_head(self, head: Head, block: Block, text: str) -> bool:
        """Tell a heading from running text that happens to begin like one."""
        if head.sign and not self.manner.by_sign:
            return False
        if head.label:
            return self.manner.numbering.serials
        if block.heading or block.centred or head.title_at is None:
            return True
        if head.step and head.step not in self.manner.steps:
            return False
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
        if head.label and self.manner.numbering.own:
            head = replace(head, number=key_number(head.label), printed=head.label)
        node = Node(head.level, head.number, head.printed, word=head.step)
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

    def _title(self, node: Node, block: Block, separated: bool) -> None:
        """Take what follows the number on its line as heading, or as text."""
        text = self.text(block)
        cut = merged_heading(text) if self.merged or not looks_like_heading(text) else None
        if node is self.article and cut is not None:
            node.heading = (block.start, block.start + cut)
            rest = Block(block.start + cut, block.end, page=block.page)
            self._body(None, rest, self.text(rest))
        elif (
            node is self.article and (separated or len(text) > 220) and not looks_like_heading(text)
        ):
            self._body(None, block, text)
        else:
            node.heading = (block.start, block.end)

    def _container(self, node: Node) -> None:
        levels = [c.level for c in self.containers]
        if node.level == "annex":
            inside = node.word == "appendix" and levels[:1] == ["annex"]
            self.containers = self.containers[:1] if inside and not self.containers[0].word else []
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
        if self._goes_on(container, text) and container.heading is not None:
            container.heading = (container.heading[0], block.end)
            return
        if container.owner("annex") or not self.manner.articles:
            self._open_article(container)
            self._body(None, block, text)
            return
        container.pieces.append((block.start, block.end))

    def _goes_on(self, container: Node, text: str) -> bool:
        """Tell whether a line in capitals goes on with the heading in capitals above it."""
        if container.heading is None or container.pieces:
            return False
        return text.isupper() and self.source.text[slice(*container.heading)].isupper()
