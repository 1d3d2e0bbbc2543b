"""Markdown and plain text as blocks; HTML inside Markdown is markup, not text.

A paragraph stands on one line or is cut into lines at a width, which the text itself
shows.  A line goes on from the line before unless that is empty or had room for more
words, or the line begins like a heading or a point where one can stand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from treatygraph.documents.formats.inline import Inline, read_inline
from treatygraph.documents.formats.lines import begins, has_ended, is_bare_head
from treatygraph.documents.formats.pagelabels import page_labels
from treatygraph.documents.formats.source import Block, Furniture, SourceText
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.phrases import wants_number
from treatygraph.documents.structure.raised import RAISED

__all__ = ["read_markdown", "read_plain"]

_MARKUP = re.compile(r"^\s*(?:<[^>\n]*>\s*)+$|^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_HASHES = re.compile(r"^(\s*)(#{1,6})(\s*)")
_LEAD = re.compile(r"^(?P<lead>\s*(?:>\s?)*(?:[-*+]\s+(?=\S))?)")
_NOTE = re.compile(r"^\[\^[^\]\s]{1,20}\]:")


def read_markdown(text: str) -> SourceText:
    """Return the blocks of a Markdown text; `#` marks, bullets and tags are furniture.

    Inline marks are taken out first (treatygraph.documents.formats.inline): the text is that of the
    words.  Struck-out words give their block the mark `deleted`; where some words are
    struck out, strong words inside a paragraph are `inserted`.
    """
    inline = read_inline(text)
    joiner = _Joiner(inline.text)
    for start, line in _lines(inline.text):
        match = _HASHES.match(line)
        if not line.strip():
            joiner.close()
        elif _MARKUP.match(line):
            joiner.aside(start, start + len(line), "markup")
        elif _NOTE.match(line.strip()):
            joiner.aside(start, start + len(line.rstrip()), "footnote")
        elif match:
            joiner.aside(start, start + match.end(), "markup")
            joiner.heading(start + match.end(), start + len(line.rstrip()), len(match.group(2)))
        else:
            lead = _LEAD.match(line)
            skip = lead.end("lead") if lead else 0
            if line[:skip].strip():
                joiner.aside(start, start + skip, "markup")
            joiner.line(start + skip, line[skip:])
    joiner.close()
    blocks = tuple(_marked(block, inline) for block in joiner.blocks)
    return SourceText(inline.text, blocks, tuple(joiner.furniture), title=joiner.title)


def _marked(block: Block, inline: Inline) -> Block:
    """Return a block with the marks that its struck-out and strong words stand for."""
    marks = []
    if any(a < block.end and block.start < b for a, b in inline.struck):
        marks.append("deleted")
    inside = any(
        block.start <= a and b <= block.end and b - a < block.end - block.start
        for a, b in inline.strong
    )
    if inside and inline.struck and not block.heading:
        marks.append("inserted")
    return replace(block, marks=tuple(marks)) if marks else block


def read_plain(text: str) -> SourceText:
    """Return the blocks of a plain text: lines joined where a sentence goes on."""
    joiner = _Joiner(text)
    ruled = noted = False
    numbers = _line_numbers(text)
    lines = _lines(text)
    labels = frozenset() if numbers else page_labels(lines)
    for start, line in lines:
        stripped = line.strip()
        begin = start + len(line) - len(line.lstrip())
        end = begin + len(stripped)
        if not stripped:
            joiner.close()
            noted = False
        elif start in labels:
            joiner.turn(begin, end)
        elif _RULE.match(stripped):
            joiner.aside(begin, end, "rule")
            ruled = True
        elif noted or (ruled and _FOOT.match(stripped)):
            joiner.aside(begin, end, "footnote")
            noted = True
        elif begin in numbers:
            joiner.aside(begin, begin + numbers[begin], "line-number")
            words = stripped[numbers[begin] :].lstrip()
            joiner.line(end - len(words), words)
            ruled = False
        else:
            joiner.line(begin, stripped)
            ruled = False
    joiner.close()
    blocks = joiner.blocks
    title = text[blocks[0].start : blocks[0].end] if blocks else None
    return SourceText(text, tuple(blocks), tuple(joiner.furniture), title=title)


#: A rule drawn in characters, and a note that stands below one.
_RULE = re.compile(r"^(?:[_=*]\s?){4,}$|^(?:[-–—]\s?){5,}$")
_FOOT = re.compile(rf"^(?:[{RAISED}]+|\(\d{{1,2}}\)|\d{{1,2}}(?![.)\d])|[*†‡]+)\s*\S")
_COUNTED = re.compile(r"^\s*(?P<n>\d{1,4})(?:\s{2,}\S|\t|\s*$)")


def _line_numbers(text: str) -> dict[int, int]:
    """Return where numbers count the lines of a text at its left, and how long each is."""
    found: list[tuple[int, int, int]] = []
    lines = 0
    for start, line in _lines(text):
        lines += bool(line.strip())
        if match := _COUNTED.match(line):
            found.append((start + match.start("n"), len(match.group("n")), int(match.group("n"))))
    steps = [two[2] - one[2] for one, two in pairwise(found)]
    for step in (1, 5, 10):
        regular = sum(
            s == step or (s < 0 and two[2] <= step) for s, two in zip(steps, found[1:], strict=True)
        )
        if len(found) >= 5 and regular >= 0.9 * len(steps) and len(found) >= 0.5 * lines / step:
            return {start: length for start, length, _ in found}
    return {}


class _Joiner:
    """Makes blocks of lines: joins those that go on, parts those that begin anew."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.width = _width(text)
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.title: str | None = None
        self._opened: tuple[int, int, str] | None = None
        self._headed = False
        self._torn = False

    def close(self) -> None:
        """End the open block."""
        if self._opened is not None:
            start, end, _ = self._opened
            self.blocks.append(Block(start, end, goes_on=self._torn))
            self._torn = False
            self._headed = is_bare_head(self.text[start:end])
        self._opened = None

    def aside(self, start: int, end: int, kind: str) -> None:
        """End the open block and take a stretch as furniture."""
        self.close()
        self.furniture.append(Furniture(start, end, kind))

    def turn(self, start: int, end: int) -> None:
        """Take the label of a page; a sentence that it breaks off goes on behind it."""
        said = self.text[slice(*self._opened[:2])] if self._opened else ""
        self.aside(start, end, "page-number")
        self._torn = len(said) > 40 and not has_ended(said)

    def heading(self, start: int, end: int, depth: int) -> None:
        """Take a line as a heading of the document's own."""
        if end > start:
            self.blocks.append(Block(start, end, heading=depth))
            self._headed = is_bare_head(self.text[start:end])
            if depth in (1, 2):
                self.title = self.title or self.text[start:end]

    def line(self, start: int, line: str) -> None:
        """Take a line that is not empty."""
        line = line.rstrip()
        if self._opened is not None:
            opened, end, last = self._opened
            if self._parts(line, self.text[opened:end], last):
                self.close()
        if self._opened is None:
            self._torn = self._torn and line[:1].islower() and find_marker(line) is None
        first = self._opened[0] if self._opened else start
        self._opened = (first, start + len(line), line)

    def _parts(self, line: str, previous: str, last: str) -> bool:
        """Tell whether a line begins a block of its own."""
        if self.width is None:
            return is_bare_head(previous) or not wants_number(previous)
        return begins(
            line,
            previous,
            room=_reach(last, line) < self.width,
            headed=self._headed,
            short=len(line) < 0.6 * self.width,
        )


def _width(text: str) -> int | None:
    """Return what a line that goes on reaches at least, with the first word of the next.

    A line that stays below it had room for that word: its paragraph ends there.  None where
    lines are not cut at a width, so that each is a paragraph.
    """
    lines = [line.strip() for line in text.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    longest = lengths[int(0.97 * (len(lengths) - 1))] if lengths else 0  # a few are glued
    adjacent = [(one, two) for one, two in pairwise(lines) if one and two]
    reached = sorted(
        _reach(one, two)
        for one, two in adjacent
        if len(one) > min(20, 0.4 * longest)
        and two[0].islower()
        and not has_ended(one)
        and not find_marker(two)
    )
    if not reached or len(reached) < 0.1 * len(adjacent) or longest > 160:
        return None
    return min(reached[len(reached) // 30], longest + 1)


def _reach(one: str, two: str) -> int:
    """Return the length of a line with the first word of the next."""
    return len(one) + 1 + len(two.split(maxsplit=1)[0])


def _lines(text: str) -> list[tuple[int, str]]:
    result, position = [], 0
    for line in re.split(r"(?<=[\n\f\r])", text):
        result.append((position, line.rstrip("\n\f\r")))
        position += len(line)
    return result
