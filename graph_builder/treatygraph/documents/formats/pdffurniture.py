"""Furniture of PDF pages: running heads, page and line numbers, notes, watermarks, rules."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from treatygraph.documents.formats.pdfmarks import Bar
from treatygraph.documents.formats.pdfpage import Line, Page
from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.raised import RAISED

__all__ = ["mark_furniture", "part_line_numbers"]

_PAGE_NUMBER = re.compile(
    r"^[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of|de|из)\s*\d{1,4})?[-–—\s]*$", re.I
)
#: At the edge of a page: job number with its dates, the digits of a bar code, a symbol.
_JOB_NUMBER = re.compile(
    r"^(?:\d+/\d+\s+)?(?:(?:[A-Z]\.)?\d{2}-\d{5}|[A-Z]{1,8}(?:[./][\w.]+)*[./]\d[\w./()-]*)"
    r"(?:\s*\([A-Z]\))?(?:\s+\d{6})*(?:\s+\d+/\d+)?$|^\*\d{6,9}\*$"
)
_NOTE = re.compile(rf"^(?:(?:\d{{1,3}}|[*†‡§]+|[a-z])\s+\S|[{RAISED}]+\s*\S|[*†‡§]+\s*\S)")
_RULE = re.compile(r"^(?:[_\-–—=*]\s?){5,}$")


def part_line_numbers(pages: Sequence[Page]) -> None:
    """Make the numbers that count the lines of pages lines of their own."""
    margins: set[int] = set()
    for page in pages:
        margins |= _count_page(page)
    for page in pages if margins else ():
        for line in list(page.lines):
            if line.kind or not (_near(line.x0) & margins or _near(line.x1) & margins):
                continue
            if re.fullmatch(r"\d{1,4}", line.text):
                line.kind = "line-number"
            elif _near(line.x0) & margins and _is_leading(line):
                _split_number(page.lines, line, is_first=True)
            elif _near(line.x1) & margins and _is_trailing(line):
                _split_number(page.lines, line, is_first=False)


def _near(x: float) -> set[int]:
    """Return the places near one, in steps of three points: a number of two digits is wider."""
    middle = round(x / 3)
    return set(range(middle - 4, middle + 5))


def _is_leading(line: Line) -> bool:
    return line.text[:1].isdecimal() and line.after - line.x0 > 1.2 * line.size


def _is_trailing(line: Line) -> bool:
    return line.text[-1:].isdecimal() and 0 < line.before < line.x1 - 1.2 * line.size


def _count_page(page: Page) -> set[int]:
    """Mark the numbers that count the lines of one page; return the margins they stand at."""
    alone = [line for line in page.lines if re.fullmatch(r"\d{1,4}", line.text)]
    found: set[int] = set()
    for edge in ("x0", "x1"):
        groups: dict[int, list[Line]] = defaultdict(list)
        for line in alone:
            groups[round(getattr(line, edge) / 6)].append(line)
        for group in groups.values():
            if _mark_counted(group):
                found.add(round(getattr(group[0], edge) / 3))
    for counted, is_first in (
        ([x for x in page.lines if _is_leading(x)], True),
        ([x for x in page.lines if _is_trailing(x)], False),
    ):
        values = [int(re.findall(r"\d+", x.text)[0 if is_first else -1]) for x in counted]
        if _is_count(sorted(zip((-x.y for x in counted), values, strict=True))):
            found.add(round((counted[0].x0 if is_first else counted[0].x1) / 3))
            for line in counted:
                _split_number(page.lines, line, is_first=is_first)
    return found


def _mark_counted(group: list[Line]) -> bool:
    if not _is_count(sorted((-line.y, int(line.text)) for line in group)):
        return False
    for line in group:
        line.kind = "line-number"
    return True


def _is_count(rows: Sequence[tuple[float, int]]) -> bool:
    """Tell whether numbers from the top of a page down count its lines, one by one or by five."""
    steps = {two - one for (_, one), (_, two) in pairwise(rows)}
    return len(rows) >= (6 if steps == {1} else 3) and len(steps) == 1 and steps <= {1, 2, 5, 10}


def _split_number(lines: list[Line], line: Line, *, is_first: bool) -> None:
    pattern = r"^(?P<n>\d+)\s+(?P<t>.*)$" if is_first else r"^(?P<t>.*?)\s+(?P<n>\d+)$"
    match = re.match(pattern, line.text)
    if match is None:
        return
    number = replace(line, text=match.group("n"), kind="line-number")
    lines.insert(lines.index(line) + (0 if is_first else 1), number)
    line.text = match.group("t")
    if is_first:
        line.x0 = line.after
        line.word = 0.5 * line.size * len(line.text.split(maxsplit=1)[0])
    else:
        line.x1 = line.before


def mark_furniture(pages: Sequence[Page]) -> None:
    """Mark what is no part of the text, by place, repetition, size and drawn rules."""
    lines = [line for page in pages for line in page.lines]
    outer = set(_outer(pages))
    edges = Counter(shape for line in lines if _at_edge(line) for shape in _shapes(line))
    again = Counter((line.text, round(line.y / 4)) for line in lines)
    count = len({line.page for line in lines})
    sizes = [line.size for line in lines if len(line.text) > 40]
    body = statistics.median(sizes) if sizes else 0.0
    for line in lines:
        if line.kind:
            continue
        if _RULE.match(line.text):
            line.kind = "rule"
        elif id(line) in outer and _PAGE_NUMBER.match(line.text):
            line.kind = "page-number"
        elif line.size < 0.8 * body and re.fullmatch(rf"[\d{RAISED}]{{1,3}}|[*†‡]+", line.text):
            line.kind = "footnote-mark"
        elif body and line.size > 2.2 * body and again[line.text, round(line.y / 4)] > 1:
            line.kind = "watermark"
        if line.kind or not _at_edge(line):
            continue
        often = edges[_shapes(line)[1]] >= max(2, min(4, count // 2))
        repeated = often and not find_head(line.text)
        if repeated or _JOB_NUMBER.match(line.text):
            line.kind = "running-head"
    _mark_repeated(lines, again, count)
    for page in pages:
        _mark_notes(page, body)


def _mark_repeated(lines: Sequence[Line], again: Counter[tuple[str, int]], count: int) -> None:
    """Mark what stands at the same place on most pages, wherever that is."""
    for line in lines:
        most = count >= 3 and again[line.text, round(line.y / 4)] >= 0.6 * count
        if not line.kind and most and not find_head(line.text):
            line.kind = "watermark"


def _outer(pages: Sequence[Page]) -> Iterator[int]:
    """Yield the first two and the last two lines of each page, line numbers aside."""
    for page in pages:
        rest = [line for line in page.lines if not line.kind]
        yield from (id(line) for line in (*rest[:2], *rest[-2:]))
        ordered = sorted(rest, key=lambda line: -line.y)
        yield from (id(line) for line in (*ordered[:2], *ordered[-2:]) if _at_edge(line))


def _shapes(line: Line) -> tuple[tuple[str, int], ...]:
    """Return what a line looks like apart from its numbers, with its height on the page."""
    shape, middle = re.sub(r"\d+", "0", line.text), round(line.y / 5)
    return (shape, middle - 1), (shape, middle), (shape, middle + 1)


def _at_edge(line: Line) -> bool:
    return line.y > 0.88 * line.height or line.y < 0.09 * line.height


def _mark_notes(page: Page, body: float) -> None:
    """Mark the notes at the foot of a page: below a rule, or small print from a mark down."""
    rest = [line for line in page.lines if not line.kind]
    rule = _note_rule(rest, page.bars)
    inside = False
    for line in rest:
        small = body > 0 and line.size < 0.9 * body and line.y < 0.45 * line.height
        below = rule is not None and line.y < rule
        if below or (not inside and small and _NOTE.match(line.text)):
            inside = True
        if inside and (small or below):
            line.kind = "footnote"
        elif inside:
            inside = False


def _note_rule(lines: Sequence[Line], bars: Sequence[Bar]) -> float | None:
    """Return the height of the rule that notes stand below, None where there is none.

    It is drawn from the left margin over part of the width, and a mark follows below it.
    """
    if not lines:
        return None
    left, right = min(x.x0 for x in lines), max(x.x1 for x in lines)
    for start, end, y in sorted(bars, key=lambda bar: -bar[2]):
        below = [line for line in lines if line.y < y]
        across = (end - start) / max(1.0, right - left)
        crosses = any(line.y < y < line.y + line.size for line in lines)
        if not below or crosses or not 0.1 < across < 0.75 or abs(start - left) > 40:
            continue
        first = max(below, key=lambda line: line.y)
        if y < 0.6 * first.height and (
            _NOTE.match(first.text) or first.size < 0.92 * _usual(lines)
        ):
            return y
    return None


def _usual(lines: Sequence[Line]) -> float:
    return statistics.median(line.size for line in lines)
