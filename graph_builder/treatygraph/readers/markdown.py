"""Markdown and plain text as blocks; HTML inside Markdown is markup, not text.

A block of Markdown is a line that is not empty: the treaty databases that publish
Markdown put each paragraph on one line.  Plain text is joined into paragraphs first:
a line goes on from the line before unless that is empty or had room for more words, or
the line begins like a heading or a point where one can stand.
"""

from __future__ import annotations

import re
from itertools import pairwise

from treatygraph.readers.enumerators import find_marker
from treatygraph.readers.lines import begins, has_ended, is_bare_head
from treatygraph.readers.source import Block, Furniture, SourceText

__all__ = ["read_markdown", "read_plain"]

_MARKUP = re.compile(r"^\s*(?:<[^>\n]*>\s*)+$|^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_HASHES = re.compile(r"^(\s*)(#{1,6})(\s*)")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()]*\))*\)")
_CONTENTS = re.compile(r"^.{3,160}?(?:\.\s?){4,}\s*\d{1,4}\s*$|^.{3,160}?…{2,}\s*\d{1,4}\s*$")


def read_markdown(text: str) -> SourceText:
    """Return the blocks of a Markdown text; `#` marks and tags are furniture.

    A link is replaced by its words before anything else: its address is markup.
    """
    text = _LINK.sub(r"\1", text)
    blocks: list[Block] = []
    furniture: list[Furniture] = []
    title: str | None = None
    for start, line in _lines(text):
        if not line.strip():
            continue
        if _MARKUP.match(line):
            furniture.append(Furniture(start, start + len(line), "markup"))
            continue
        match = _HASHES.match(line)
        depth, lead = 0, len(line) - len(line.lstrip())
        if match:
            depth, lead = len(match.group(2)), match.end()
            furniture.append(Furniture(start, start + lead, "markup"))
        end = start + len(line.rstrip())
        if end > start + lead:
            blocks.append(Block(start + lead, end, heading=depth))
            title = title or (text[start + lead : end] if depth in (1, 2) else None)
    return SourceText(text, tuple(blocks), tuple(furniture), title=title)


def read_plain(text: str) -> SourceText:
    """Return the blocks of a plain text: lines joined where a sentence goes on."""
    blocks: list[Block] = []
    furniture: list[Furniture] = []
    lines = _lines(text)
    width = _width(text)
    opened: tuple[int, int, str] | None = None
    headed = False

    def close() -> None:
        nonlocal opened, headed
        if opened is not None:
            blocks.append(Block(opened[0], opened[1]))
            headed = is_bare_head(text[opened[0] : opened[1]])
        opened = None

    for start, line in lines:
        stripped = line.strip()
        if not stripped:
            close()
            continue
        begin = start + len(line) - len(line.lstrip())
        if _CONTENTS.match(stripped):
            close()
            furniture.append(Furniture(begin, begin + len(stripped), "table-of-contents"))
            continue
        if opened is not None and (
            width is None
            or begins(
                stripped,
                text[opened[0] : opened[1]],
                room=_reach(opened[2], stripped) < width,
                headed=headed,
                short=len(stripped) < 0.6 * width,
            )
        ):
            close()
        opened = (opened[0] if opened else begin, begin + len(stripped), stripped)
    close()
    title = text[blocks[0].start : blocks[0].end] if blocks else None
    return SourceText(text, tuple(blocks), tuple(furniture), title=title)


def _width(text: str) -> int | None:
    """Return what a line that goes on reaches at least, with the first word of the next.

    A line that stays below it had room for that word: its paragraph ends there.  None where
    lines are not cut at a width, so that each is a paragraph.
    """
    lines = [line.strip() for line in text.splitlines()]
    adjacent = [(one, two) for one, two in pairwise(lines) if one and two]
    reached = sorted(
        _reach(one, two)
        for one, two in adjacent
        if len(one) > 20 and two[0].islower() and not has_ended(one) and not find_marker(two)
    )
    if not reached or len(reached) < 0.1 * len(adjacent) or max(map(len, lines)) > 160:
        return None
    return min(reached[len(reached) // 30], max(map(len, lines)) + 1)


def _reach(one: str, two: str) -> int:
    """Return the length of a line with the first word of the next."""
    return len(one) + 1 + len(two.split(maxsplit=1)[0])


def _lines(text: str) -> list[tuple[int, str]]:
    result, position = [], 0
    for line in re.split(r"(?<=[\n\f\r])", text):
        result.append((position, line.rstrip("\n\f\r")))
        position += len(line)
    return result
