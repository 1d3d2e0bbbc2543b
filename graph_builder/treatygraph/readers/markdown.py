"""Markdown and plain text as blocks; HTML inside Markdown is markup, not text.

A block of Markdown is a line that is not empty: the treaty databases that publish
Markdown put each paragraph on one line.  Plain text is joined into paragraphs first:
a line goes on from the line before unless that is empty or had room for more words, or
the line begins like a heading or a point where one can stand.
"""

from __future__ import annotations

import re
from itertools import pairwise

from treatygraph.readers.enumerators import find_bare_marker, find_marker
from treatygraph.readers.headings import find_head, preamble_word
from treatygraph.readers.phrases import expects_more, names_points
from treatygraph.readers.source import Block, Furniture, SourceText

__all__ = ["read_markdown", "read_plain"]

_MARKUP = re.compile(r"^\s*(?:<[^>\n]*>\s*)+$|^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_HASHES = re.compile(r"^(\s*)(#{1,6})(\s*)")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()]*\))*\)")
_ENDS = ".;:!?。；：؛"
_JOINED = re.compile(r"[.;:,]\s+(?:and|or|and/or)$")
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
            headed = _is_bare_head(text[opened[0] : opened[1]])
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
            or _begins(stripped, text[opened[0] : opened[1]], opened[2], width, headed=headed)
        ):
            close()
        opened = (opened[0] if opened else begin, begin + len(stripped), stripped)
    close()
    title = text[blocks[0].start : blocks[0].end] if blocks else None
    return SourceText(text, tuple(blocks), tuple(furniture), title=title)


def _begins(line: str, previous: str, last: str, width: int, *, headed: bool) -> bool:
    """Tell whether a line begins a block of its own.

    `previous` is the open block and `last` its last line; `headed` says that the block
    stands right below a heading such as `Article 5`, so that it is its title.
    """
    room = len(last) + 1 + len(line.split(maxsplit=1)[0]) < width
    ended = previous.rstrip()[-1:] in _ENDS
    if preamble_word(line) == len(line) or _is_bare_head(previous):
        return True
    head = find_head(line)
    if head is not None:
        alone = head.title_at is None and len(line) < 0.6 * width and line[-1] not in ".,;"
        if expects_more(previous) and not (room and headed):
            return False
        return room or ended or alone or headed
    marker = find_marker(line) or (find_bare_marker(line) if ended else None)
    if marker is not None:
        if names_points(previous) and not room:
            return False
        return ended or room or headed or bool(_JOINED.search(previous))
    if line[0].islower() and (expects_more(previous) or not ended):
        return False
    return room and (ended or headed or not line[0].islower())


def _is_bare_head(text: str) -> bool:
    head = find_head(text)
    return (head is not None and head.title_at is None) or preamble_word(text) == len(text)


def _width(text: str) -> int | None:
    """Return what a line that goes on reaches at least, with the first word of the next.

    A line that stays below it had room for that word: its paragraph ends there.  None where
    lines are not cut at a width, so that each is a paragraph.
    """
    lines = [line.strip() for line in text.splitlines()]
    adjacent = [(one, two) for one, two in pairwise(lines) if one and two]
    reached = sorted(
        len(one) + 1 + len(two.split(maxsplit=1)[0])
        for one, two in adjacent
        if len(one) > 20 and two[0].islower() and one[-1] not in _ENDS and not find_marker(two)
    )
    if not reached or len(reached) < 0.1 * len(adjacent) or max(map(len, lines)) > 160:
        return None
    return min(reached[len(reached) // 30], max(map(len, lines)) + 1)


def _lines(text: str) -> list[tuple[int, str]]:
    result, position = [], 0
    for line in re.split(r"(?<=[\n\f\r])", text):
        result.append((position, line.rstrip("\n\f\r")))
        position += len(line)
    return result
