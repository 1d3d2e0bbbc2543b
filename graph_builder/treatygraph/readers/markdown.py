"""Markdown and plain text as blocks; HTML inside Markdown is markup, not text.

A block of Markdown is a line that is not empty: the treaty databases that publish
Markdown put each paragraph on one line.  Plain text is joined into paragraphs first:
a line that neither follows an empty line nor begins like a heading or a point goes on
from the line before.
"""

from __future__ import annotations

import re

from treatygraph.readers.enumerators import find_marker
from treatygraph.readers.headings import find_head, preamble_word
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
    open_start: int | None = None
    open_end = 0

    def close() -> None:
        nonlocal open_start
        if open_start is not None:
            blocks.append(Block(open_start, open_end))
        open_start = None

    wrapped = _is_wrapped(text)
    for start, line in _lines(text):
        stripped = line.strip()
        if not stripped:
            close()
            continue
        begin = start + len(line) - len(line.lstrip())
        if _CONTENTS.match(stripped):
            close()
            furniture.append(Furniture(begin, begin + len(stripped), "table-of-contents"))
            continue
        previous = text[open_start:open_end] if open_start is not None else ""
        if open_start is None or not wrapped or _begins(stripped, previous):
            close()
            open_start = begin
        open_end = begin + len(stripped)
    close()
    title = text[blocks[0].start : blocks[0].end] if blocks else None
    return SourceText(text, tuple(blocks), tuple(furniture), title=title)


def _begins(line: str, previous: str) -> bool:
    """Tell whether a line begins a block of its own."""
    if find_head(line) or preamble_word(line) or find_head(previous) or preamble_word(previous):
        return True
    marker = find_marker(line)
    return marker is not None and previous.rstrip()[-1:] in ".;:,)]。；："


def _is_wrapped(text: str) -> bool:
    """Tell whether lines are cut at a width, by how many full lines end mid-sentence."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    long = [line for line in lines if len(line) > 45]
    if len(long) < 4:
        return False
    longest = max(len(line) for line in long)
    return longest <= 160 and sum(line[-1] not in ".;:," for line in long) > 0.3 * len(long)


def _lines(text: str) -> list[tuple[int, str]]:
    result, position = [], 0
    for line in re.split(r"(?<=[\n\f\r])", text):
        result.append((position, line.rstrip("\n\f\r")))
        position += len(line)
    return result
