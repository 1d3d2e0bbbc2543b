"""The lines of one PDF page as PDFium finds them, with their boxes and raised digits.

Only what decides is measured: the first letter of a line, its first word and its last
letter, and the digits, since a raised or smaller digit is the mark of a note.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from treatygraph.documents.formats.pdfmarks import Bar, bars, is_strong_in_part, is_struck
from treatygraph.documents.structure.raised import raise_digits

__all__ = ["Line", "Page", "read_page"]

_DIGITS = re.compile(r"\d+")
_SMALLER = 0.87  # of the line's size: a digit below it is a mark of a note
_HIGHER = 0.22  # of the line's size: a digit that stands so much higher is one


@dataclass(slots=True)
class Line:
    """A line of a page: its text and box; y runs upward from the foot of the page.

    Where PDFium joins two printed lines over a hyphen, `foot` is the lower one's place.
    `word` is the width of the first word; `column` counts from 1 where a page has columns;
    `after` and `before` are where the words begin and end inside a number at the margin.
    """

    text: str
    page: int
    x0: float
    x1: float
    y: float
    foot: float
    size: float
    word: float
    height: float
    width: float
    kind: str = ""
    struck: bool = False
    strong: bool = False
    column: int = 0
    after: float = 0.0
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """What was read of a page: its lines as drawn, and its thin horizontal bars."""

    lines: list[Line]
    bars: list[Bar]


_Box = tuple[float, float, float, float]
_NOWHERE: _Box = (0.0, 0.0, 0.0, 0.0)


class _Layer:
    """The text layer of a page: characters and their boxes, each asked for once."""

    def __init__(self, page: Any, raw: Any) -> None:
        import pypdfium2 as pdfium

        self.layer = raw.FPDFText_LoadPage(page)
        if not self.layer:
            raise pdfium.PdfiumError("Failed to load text page.")
        self.raw = raw
        count = raw.FPDFText_CountChars(self.layer)
        self.text = self._whole(count)
        self.aligned = len(self.text) == count
        self._rect = raw.FS_RECTF()
        self._ref = ctypes.byref(self._rect)
        self._ask = raw.FPDFText_GetLooseCharBox
        self._boxes: dict[int, _Box] = {}

    def _whole(self, count: int) -> str:
        """Return the text of the page; what PDFium leaves out at its ends is not asked for."""
        index = self.raw.FPDFText_GetTextIndexFromCharIndex
        first, last = 0, count - 1
        while first <= last and index(self.layer, first) == -1:
            first += 1
        while first <= last and index(self.layer, last) == -1:
            last -= 1
        if first > last:
            return ""
        room = index(self.layer, last) + 2 - index(self.layer, first)
        buffer = (ctypes.c_ushort * room)()
        written = self.raw.FPDFText_GetText(self.layer, first, last - first + 1, buffer)
        return bytes(memoryview(buffer)[: written - 1]).decode("utf-16-le", errors="ignore")

    def close(self) -> None:
        """Give the text layer back to PDFium."""
        self.raw.FPDFText_ClosePage(self.layer)

    def box(self, index: int) -> _Box:
        """Return left, bottom, right, top of a character."""
        known = self._boxes.get(index)
        if known is None:
            known = self._boxes[index] = self._measured(index)
        return known

    def _measured(self, index: int) -> _Box:
        rect = self._rect
        if not self.aligned or not self._ask(self.layer, index, self._ref):
            return _NOWHERE
        low, high = rect.bottom, rect.top
        return (
            (rect.left, low, rect.right, high)
            if low <= high
            else (rect.left, high, rect.right, low)
        )

    def is_drawn_high(self, index: int, size: float) -> bool:
        """Tell whether a digit is a raised sign of its font, drawn well above the base line."""
        sides = [ctypes.c_double() for _ in range(6)]
        refs = [ctypes.byref(side) for side in sides]
        known = self.raw.FPDFText_GetCharBox(self.layer, index, *refs[:4])
        if not known or not self.raw.FPDFText_GetCharOrigin(self.layer, index, *refs[4:]):
            return False
        return sides[2].value - sides[5].value > _HIGHER * size

    def is_turned(self, index: int) -> bool:
        """Tell whether a character does not stand upright."""
        angle = self.raw.FPDFText_GetCharAngle(self.layer, index) if self.aligned else 0.0
        return 0.1 < angle < 6.18


def read_page(document: Any, number: int) -> Page:
    """Return the lines of a page, in the order in which they are drawn."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    page = raw.FPDF_LoadPage(document.raw, number)
    if not page:
        raise pdfium.PdfiumError("Failed to load page.")
    try:
        layer = _Layer(page, raw)
        found = bars(page) if layer.aligned else []
        paper = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        lines = list(_lines(layer, number + 1, paper, found))
        layer.close()
        return Page(lines, found)
    finally:
        raw.FPDF_ClosePage(page)


def _lines(
    layer: _Layer, number: int, paper: tuple[float, float], through: list[Bar]
) -> Iterator[Line]:
    position = 0
    spans: list[tuple[int, int]] = []
    for printed in layer.text.split("\n"):
        stripped = printed.strip()
        if stripped:
            start = position + len(printed) - len(printed.lstrip())
            spans.append((start, start + len(stripped)))
        position += len(printed) + 1
    gutter = _gutter(layer, spans, paper[0])
    for start, end in spans:
        for a, b in _halves(layer, start, end, gutter):
            yield _line(layer, a, b, number, paper, through)


def _line(
    layer: _Layer,
    start: int,
    end: int,
    number: int,
    paper: tuple[float, float],
    through: list[Bar],
) -> Line:
    text = layer.text[start:end]
    first = layer.box(start)
    word = layer.box(start + len(text.split(maxsplit=1)[0]) - 1)
    last = layer.box(end - 1)
    size = max(first[3] - first[1], last[3] - last[1], 1.0)
    joined = last[1] < first[1] - 0.8 * size
    base = min(first[1], word[1]) if joined else min(first[1], word[1], last[1])
    if layer.aligned and _DIGITS.search(text):
        text = _raised(layer, text, start, size, base)
    line = Line(
        text, number, first[0], last[2], base, last[1] if joined else base, size,
        word[2] - first[0], paper[1], paper[0],
    )  # fmt: skip
    if layer.is_turned(start):
        line.kind = "watermark"
    _measure_margin(layer, line, layer.text[start:end], start)
    line.struck = is_struck((line.x0, line.y, line.x1, line.y + line.size), through)
    line.strong = bool(through) and is_strong_in_part(layer.layer, start, end)
    return line


def _raised(layer: _Layer, text: str, start: int, size: float, base: float) -> str:
    """Return a line with the digits raised that are printed smaller or higher than it."""
    result = text
    for match in _DIGITS.finditer(text):
        low, at = match.start(), match.end()
        while at > low and _is_raised(layer, start + at - 1, size, base):
            at -= 1
        result = result[:at] + raise_digits(result[at : match.end()]) + result[match.end() :]
    return result


def _is_raised(layer: _Layer, index: int, size: float, base: float) -> bool:
    box = layer.box(index)
    return _is_mark(box[1], box[3], size, base) or layer.is_drawn_high(index, size)


def _is_mark(bottom: float, top: float, size: float, base: float) -> bool:
    if top - bottom <= 0:
        return False
    return top - bottom < _SMALLER * size or _HIGHER * size < bottom - base < size


_LEAD_NUMBER = re.compile(r"^\d{1,4}(\s+)\S")
_TAIL_NUMBER = re.compile(r"\S(\s+)\d{1,4}$")


def _measure_margin(layer: _Layer, line: Line, text: str, start: int) -> None:
    """Note where the words of a line begin and end beside a number at its margin."""
    if text[0].isdecimal() and (match := _LEAD_NUMBER.match(text)):
        line.after = layer.box(start + match.end(1))[0]
    if text[-1].isdecimal() and (match := _TAIL_NUMBER.search(text)):
        line.before = layer.box(start + match.start(1) - 1)[2]


def _gutter(
    layer: _Layer, spans: list[tuple[int, int]], width: float
) -> tuple[float, float] | None:
    """Return the empty strip between two columns that are drawn row by row, None for none."""
    wide = [
        (a, b)
        for a, b in spans
        if b - a > 40 and layer.box(b - 1)[2] - layer.box(a)[0] > 0.55 * width
    ]
    if len(wide) < 6 or not layer.aligned:
        return None
    sample = wide[:: max(1, len(wide) // 8)]
    gaps = 0
    left, right = -inf, inf
    for tried, (a, b) in enumerate(sample, 1):
        if gap := _widest(layer, a, b):
            gaps += 1
            left, right = max(left, gap[0]), min(right, gap[1])
        missed = gaps + len(sample) - tried < 0.6 * len(sample)
        if (tried >= 3 and not gaps) or missed or right - left <= 4 or left >= 0.7 * width:
            return None
    return (left, right) if 0.3 * width < left else None


def _widest(layer: _Layer, start: int, end: int) -> tuple[float, float] | None:
    """Return the blank of a line that is much wider than a space, None for none."""
    best: tuple[float, float] | None = None
    for match in re.finditer(r"\s+", layer.text[start:end]):
        before = layer.box(start + match.start() - 1)
        after = layer.box(start + match.end())
        gap = after[0] - before[2]
        if gap > 1.1 * (before[3] - before[1]) and (best is None or gap > best[1] - best[0]):
            best = (before[2], after[0])
    return best


def _halves(
    layer: _Layer, start: int, end: int, gutter: tuple[float, float] | None
) -> Iterator[tuple[int, int]]:
    """Yield a line whole, or its two halves where it reaches over the gutter."""
    if gutter is not None:
        middle = (gutter[0] + gutter[1]) / 2
        for match in re.finditer(r"\s+", layer.text[start:end]):
            before = layer.box(start + match.start() - 1)[2]
            after = layer.box(start + match.end())[0]
            if before <= middle <= after and after - before > 4:
                yield start, start + match.start()
                yield start + match.end(), end
                return
    yield start, end
