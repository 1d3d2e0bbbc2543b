"""Flattened text: headings, paragraphs and points that lost the line of their own.

Copies that lost their line breaks run "… of the Parties. Article 2 Scope 1. Each …" on one
line.  A number is taken for a heading or a paragraph only where a sentence has ended before
it, and where it is the one that must come next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from treatygraph.documents.formats.source import Block, SourceText
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.headings import find_head

__all__ = ["part_flattened"]

_ENDED = r"(?<=[.;:”»\])])"
_UNIT = (
    r"(?:Article|Art\.|Artículo|Artigo|Regulation|Rule|Статья|Section|Chapter|CHAPTER|PART|Part)"
)
_HEADED = re.compile(rf"{_UNIT}\s+[\dIVXL]")
_HEAD = re.compile(
    rf"{_ENDED}\s+(?=\[?{_UNIT}"
    r"\s+(?:\d{1,3}|[IVXL]{1,6})(?:\s?(?:bis|ter|quater))?\b[^,;()]{0,3}\s*[A-ZÀ-Þ\d\[])"
)
_BRACKETED = re.compile(
    rf"{_ENDED}\s+(?=\[(?:\d{{1,3}}(?:\s?(?:bis|ter|alt))?\.|\([a-z]{{1,2}}\))\s*\[?[A-Za-z])"
)
_NUMBER = re.compile(rf"{_ENDED}\s+(?=(?P<n>\d{{1,3}})\s?\.\s+[A-ZÀ-ÞА-Я“\[])")
_FIRST = re.compile(r"\s(?=1\s?\.\s+[A-ZÀ-ÞА-Я“\[])")
#: Headings in capitals, which references are not: they need no sentence to end before them.
_CAPITALS = re.compile(
    r"(?<=\s)(?=(?:ARTICLE|ART[ÍI]CULO|ARTIGO|СТАТЬЯ|RULE|REGULATION)\s+(?:\d{1,3}|[IVXL]{1,7}|PREMIER|PRIMERO)\b)"
)
#: A division between the article before and the one that begins here.
_DIVISION = re.compile(
    r"\s(?=(?:TITLE|CHAPTER|PART|SECTION|Title|Chapter|Part|TITRE|CHAPITRE|T[ÍI]TULO|CAP[ÍI]TULO|ГЛАВА|РАЗДЕЛ)"
    r"\s+(?:\d{1,2}|[IVX]{1,5})\s+[^.;:]{2,90}$)"
)
#: So long is a block that must be a text without line breaks.
_WHOLE = 1500
_POINT = re.compile(r"(?<=[:;,])\s+(?:(?:and|or|et|ou|y|o)\s+)?(?=\((?P<a>[a-z]{1,4})\)\s)")
_STEP = 4  # a heading may leave out so many numbers and still be the one that comes next


def part_flattened(source: SourceText) -> tuple[SourceText, bool]:
    """Return a text with its flattened blocks parted, and whether headings had run into text."""
    blocks: list[Block] = []
    last, headed = 0, False
    for block in source.blocks:
        text = source.text[block.start : block.end]
        whole = len(text) < 120 or block.heading > 0
        parts = [(0, len(text))] if whole else list(_parts(text, last))
        headed = headed or any(find_head(text[a:b]) is not None for a, b in parts[1:])
        for start, end in parts:
            head = find_head(text[start:end])
            if head is not None and head.level == "article":
                last = _value(head.number) or last
        if len(parts) == 1:
            blocks.append(block)
        else:
            blocks += [replace(block, start=block.start + a, end=block.start + b) for a, b in parts]
    if len(blocks) == len(source.blocks):
        return source, False
    return replace(source, blocks=tuple(blocks)), headed


def _value(number: str) -> int:
    match = re.match(r"\d+", number)
    return int(match.group()) if match else 0


def _parts(text: str, last: int) -> Iterator[tuple[int, int]]:
    cuts = [m.end() for m in _BRACKETED.finditer(text)] if "[" in text else []
    heads = list(_capitals(text, last)) or list(_heads(text, last))
    if heads:
        starts = [0, *heads]
        for start, end in zip(starts, [*heads, len(text)], strict=True):
            cuts += [start + cut for cut in _inside(text[start:end])]
    elif find_marker(text) is not None:
        cuts += list(_numbers(text))
    edges = sorted({0, *heads, *cuts, len(text)})
    for start, end in pairwise(edges):
        piece = text[start:end]
        if piece.strip():
            yield start, start + len(piece.rstrip())


def _heads(text: str, last: int) -> Iterator[int]:
    first = find_head(text[:160])
    if first is not None and first.level == "article":
        last = _value(first.number) or last
    for match in _HEAD.finditer(text) if _HEADED.search(text) else ():
        head = find_head(text[match.end() : match.end() + 160])
        if head is None:
            continue
        value = _value(head.number)
        if head.level != "article":
            yield match.end()
        elif last <= value <= last + _STEP and (value > last or not head.number.isdigit()):
            last = value
            yield match.end()


def _capitals(text: str, last: int) -> Iterator[int]:
    """Yield where headings in capitals begin in a text without line breaks, and their divisions.

    Three at least, each the next of the one before, tell them from other capitals.
    """
    if len(text) < _WHOLE:
        return
    found: list[int] = []
    for match in _CAPITALS.finditer(text):
        head = find_head(text[match.end() : match.end() + 40])
        value = _value(head.number) if head is not None else 0
        if last < value <= last + (_STEP if found else 1):
            found.append(match.end())
            last = value
    for at in found if len(found) >= 3 else ():
        division = _DIVISION.search(text, max(0, at - 130), at)
        if division is not None:
            yield division.end()
        yield at


def _inside(text: str) -> Iterator[int]:
    """Yield where the paragraphs and points of one flattened article begin."""
    first = _FIRST.search(text[:300])
    if first is not None:
        yield first.end()
        yield from (first.end() + cut for cut in _numbers(text[first.end() :]))
    wanted = "a"
    for match in _POINT.finditer(text):
        label = match.group("a")
        if label in (wanted, "a"):
            yield match.end()
            wanted = chr(ord(label[0]) + 1) if len(label) == 1 else wanted


def _numbers(text: str) -> Iterator[int]:
    """Yield where the paragraphs after the one that a text begins with begin."""
    match = re.match(r"\[?(\d{1,3})\s?\.\s", text)
    if match is None:
        return
    wanted = int(match.group(1)) + 1
    for found in _NUMBER.finditer(text):
        if int(found.group("n")) == wanted:
            wanted += 1
            yield found.end()
