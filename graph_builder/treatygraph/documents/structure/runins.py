"""Run-in lists: points printed on in the line of the words that they belong to.

"Each Party shall: (a) keep its lamps; (b) trim its wicks; and (c) fill its oil." holds three
points, as it would on four lines.  A mark is taken for a point only in a list of two and
more, each after a break of the sentence, and never where it can be a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from treatygraph.documents.formats.source import Block, SourceText
from treatygraph.documents.structure.bracket_titles import find_bracket_title
from treatygraph.documents.structure.enumerators import Style, find_marker
from treatygraph.documents.structure.phrases import wants_number

__all__ = ["part_run_in"]

_MARK = re.compile(
    r"(?<=[\s:;,：；，。、—])(?:[(（]\s?[^\W_]{1,4}ـ?\s?[)）]|(?:[a-z]{1,4}|[а-я]|\d{1,2})\)(?=\s)|[㈠-㈩])"
    r"(?=\s*[^\s,;:.)\]，；。）])"
)
_CLOSES = re.compile(r"[)）㈠-㈩]")
#: Words between the break of a sentence and the mark of a point.
_JOINT = re.compile(
    r"(?:^|(?<=[\s;,；，]))(?:and/or|and|or|et/ou|et|ou|y/o|y|o|e|и/или|и|или|和|或|以及|及|و|أو)\s*$"
)
#: What stands behind a mark in running text: "(a) and (b)", "(a) above", "(a) of article 3".
_REFERRED = re.compile(
    r"\s*(?:(?:and|or|to|et|ou|à|y|o|al?|и|или|по|و|أو)\s*(?:[(（]|[a-z]{1,3}\))|(?:above|below|hereof|thereof|ci-dessus"
    r"|ci-après|of\s+(?:this|the\s+(?:preceding|previous)|(?:sub)?paragraphs?|articles?)|supra|infra)\b|[(（]\s?[^\W_]{1,4}\s?[)）]\s*[,;.])",
    re.IGNORECASE,
)
#: What a Roman numeral or a letter before a mark is the number of: "Article III (a)".
_NUMBERED = re.compile(r"(?<!\w)(?:[IVXLC]{1,7}|[a-zA-Z]|bis|ter|quater)$")
_BREAKS = tuple(";,.；，。؛،、")
_OPENS = tuple(":：—–")
#: How many marks further on the second point of a list is looked for.
_FAR = 60


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that may head a point: its place, what it can mean, and what stands before it.

    `opens`: a colon or a dash; `parted`: a break of the sentence; `joined`: only "and".
    """

    start: int
    readings: dict[Style, int]
    opens: bool
    parted: bool
    joined: bool


def part_run_in(source: SourceText) -> SourceText:
    """Return a text whose run-in points are blocks of their own."""
    blocks: list[Block] = []
    for block in source.blocks:
        text = source.text[block.start : block.end]
        cuts = [] if block.heading or len(text) < 24 else list(_cuts(text))
        if not cuts:
            blocks.append(block)
            continue
        for start, end in pairwise([0, *cuts, len(text)]):
            piece = text[start:end].rstrip()
            if piece:
                at = block.start + start
                blocks.append(replace(block, start=at, end=at + len(piece)))
    return replace(source, blocks=tuple(blocks)) if len(blocks) > len(source.blocks) else source


def _cuts(text: str) -> Iterator[int]:
    """Yield where the points of a block begin, but those that the block itself begins with."""
    open_lists, position = _leading(text)
    marks = list(_marks(text, position))
    for index, mark in enumerate(marks):
        depth = _continued(open_lists, mark)
        started = _started(marks, index) if mark.opens or depth is None else {}
        if started:
            open_lists.append(started)
        elif depth is not None:
            del open_lists[depth + 1 :]
            open_lists[depth] = _next(open_lists[depth], mark)
        else:
            continue
        yield mark.start


def _leading(text: str) -> tuple[list[dict[Style, int]], int]:
    """Return the lists that the marks at the head of a block go on, and where its words begin."""
    found: list[dict[Style, int]] = []
    position = 0
    while marker := find_marker(text[position : position + 60]):
        found.append(dict(marker.readings))
        position += marker.length
        titled = find_bracket_title(text[position : position + 260])
        position += titled[2] if titled else 0
        if len(found) > 3 or text[position : position + 1] not in ("(", "（"):
            break
    return found, position


def _marks(text: str, position: int) -> Iterator[_Mark]:
    """Yield the marks of a text that no words around make a reference."""
    for match in _MARK.finditer(text, position) if _CLOSES.search(text, position) else ():
        start = match.start()
        found = find_marker(text[start : start + 40])
        if found is None or found.inserted or _REFERRED.match(text, match.end()):
            continue
        before = text[max(0, start - 60) : start]
        joint = _JOINT.search(before)
        bare = (before[: joint.start()] if joint else before).rstrip()
        last = bare[-1:]
        if (
            not last
            or last.isdigit()
            or last in ")）"
            or wants_number(bare)
            or _NUMBERED.search(bare)
        ):
            continue
        if last in ",;，；、" and bare[-2:-1] in ")）" and len(bare) > 2 and _is_label(bare[:-1]):
            continue
        yield _Mark(start, found.readings, last in _OPENS, last in _BREAKS, joint is not None)


_LABEL = re.compile(r"[(（]\s?[^\W_]{1,4}\s?[)）]$")


def _is_label(text: str) -> bool:
    """Tell whether words end in a letter in brackets, as a list of references does."""
    return _LABEL.search(text[-8:]) is not None


def _continued(open_lists: Sequence[dict[Style, int]], mark: _Mark) -> int | None:
    """Return the depth of the innermost list whose next point a mark is."""
    if not (mark.parted or mark.joined):
        return None
    for depth in reversed(range(len(open_lists))):
        if _next(open_lists[depth], mark):
            return depth
    return None


def _next(last: dict[Style, int], mark: _Mark) -> dict[Style, int]:
    return {s: n for s, n in mark.readings.items() if last.get(s) == n - 1}


def _started(marks: Sequence[_Mark], index: int) -> dict[Style, int]:
    """Return the readings under which a mark begins a list whose second point comes too."""
    mark = marks[index]
    firsts = {style for style, n in mark.readings.items() if n == 1}
    if not firsts or (mark.parted and not mark.opens):
        return {}
    for later in marks[index + 1 : index + 1 + _FAR]:
        if not (later.parted or (later.joined and mark.opens)):
            continue
        twos = {style for style in firsts if later.readings.get(style) == 2}
        if twos:
            return dict.fromkeys(twos, 1)
        if any(later.readings.get(style) == 1 for style in firsts):
            return {}
    return {}
