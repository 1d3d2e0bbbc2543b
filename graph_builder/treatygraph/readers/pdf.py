"""PDF as blocks: lines in reading order, running heads and notes told apart.

The text layer is read with PDFium.  What repeats at the top or foot of pages is a running
head or a page number, small print at the foot is a footnote; both are furniture.  The
other lines are joined into paragraphs by gap, indent, and what they begin with.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatygraph.findings import Finding
from treatygraph.readers.enumerators import find_marker
from treatygraph.readers.headings import find_head
from treatygraph.readers.lines import begins, has_ended, is_bare_head
from treatygraph.readers.pdfmarks import bars, is_strong_in_part, is_struck
from treatygraph.readers.phrases import expects_more
from treatygraph.readers.source import Block, Furniture, SourceText

__all__ = ["read_pdf"]

_PAGE_NUMBER = re.compile(
    r"^[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of|de|из)\s*\d{1,4})?[-–—\s]*$", re.I
)
_JOB_NUMBER = re.compile(
    r"^(?:\d{2}-\d{5}|V\.\d{2}-\d{5}|[A-Z]{1,4}[./]\d[\w./-]*)(?:\s*\([A-Z]\))?(?:\s+\d+/\d+)?$"
)
_NOTE = re.compile(r"^(?:\d{1,3}|[*†‡§]+|[a-z])\s+\S")
#: Left, bottom, right, top.
Box = tuple[float, float, float, float]
_SOFT_HYPHEN = ("\u00ad", "\x02", "\ufffe")


@dataclass(slots=True)
class _Line:
    """A line of a page: its text and box; y runs upward from the foot of the page.

    Where PDFium joins two printed lines over a hyphen, `foot` is the lower one's place.
    `word` is the width of the first word.
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


def read_pdf(data: bytes) -> SourceText:
    """Return the blocks of a PDF; a page without a text layer is a finding."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        finding = Finding(
            "violation",
            "unreadable-pdf",
            "document",
            f"The PDF cannot be opened: {error}.",
            "download it again; a password must be taken off first",
        )
        return SourceText("", (), findings=(finding,))
    lines: list[_Line] = []
    empty: list[int] = []
    pages = len(document)
    try:
        for number in range(pages):
            found = list(_page_lines(document, number))
            lines.extend(found)
            if not found and _has_picture(document, number):
                empty.append(number + 1)
    finally:
        document.close()
    _join_hyphens(lines)
    _mark_furniture(lines)
    return _compose(lines, _no_text(empty, pages) if empty else ())


def _no_text(empty: list[int], pages: int) -> tuple[Finding, ...]:
    where = "all pages" if len(empty) == pages else ", ".join(map(str, empty[:20]))
    return (
        Finding(
            "warning",
            "no-text-layer",
            f"page {where}",
            f"{len(empty)} of {pages} pages have no text layer; they may be scanned.",
            "run an OCR program over the document first, such as ocrmypdf",
        ),
    )


def _has_picture(document: object, number: int) -> bool:
    """Tell a scanned page from a blank one."""
    page = document[number]  # type: ignore[index]
    found = next(iter(page.get_objects()), None) is not None
    page.close()
    return found


def _page_lines(document: object, number: int) -> Iterator[_Line]:
    page = document[number]  # type: ignore[index]
    paper = page.get_size()
    layer = page.get_textpage()
    text = layer.get_text_range()
    aligned = len(text) == layer.count_chars()
    through = bars(page) if aligned else []
    position = 0
    for raw in re.split(r"(?<=\n)", text):
        line = raw.rstrip("\r\n")
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            word = start + len(stripped.split(maxsplit=1)[0]) - 1
            end = start + len(stripped)
            boxes = [
                layer.get_charbox(i, loose=True) if aligned else (0.0, 0.0, 0.0, 0.0)
                for i in (start, word, end - 1)
            ]
            made = _as_line(stripped, number + 1, boxes, paper)
            made.struck = is_struck((made.x0, made.y, made.x1, made.y + made.size), through)
            made.strong = bool(through) and is_strong_in_part(layer, start, end)
            yield made
        position += len(raw)
    layer.close()
    page.close()


def _as_line(text: str, page: int, boxes: Sequence[Box], paper: tuple[float, float]) -> _Line:
    """Make a line of its text and the boxes of its first letter, first word's end and last."""
    (x0, y, _, top), (_, _, end, _), (_, foot, x1, last) = boxes
    size = max(top - y, last - foot, 1.0)
    return _Line(text, page, x0, x1, y, foot, size, end - x0, paper[1], paper[0])


def _join_hyphens(lines: list[_Line]) -> None:
    """Write out the hyphens that PDFium marks where a word was cut at a line's end.

    The word is joined where the document has it joined elsewhere; else the hyphen stays.
    """
    known = {word for line in lines for word in re.findall(r"\w+", line.text.lower())}

    def whole(match: re.Match[str]) -> str:
        joined = match.group(1) + match.group(2)
        return joined if joined.lower() in known else f"{match.group(1)}-{match.group(2)}"

    for line in lines:
        if "\ufffe" in line.text:
            line.text = re.sub(r"(\w+)\ufffe(\w+)", whole, line.text)


def _mark_furniture(lines: list[_Line]) -> None:
    """Mark running heads, page numbers and footnotes by place, repetition and size."""
    outer = _outer_lines(lines)
    edges = Counter(_shape(line) for line in lines if _at_edge(line))
    pages = len({line.page for line in lines})
    sizes = [line.size for line in lines if len(line.text) > 40]
    body = statistics.median(sizes) if sizes else 0.0
    for line in lines:
        if id(line) in outer and _PAGE_NUMBER.match(line.text):
            line.kind = "page-number"
        elif line.size < 0.8 * body and re.fullmatch(r"\d{1,3}|[*†‡]+", line.text):
            line.kind = "footnote-mark"
        if line.kind or not _at_edge(line):
            continue
        repeated = edges[_shape(line)] >= max(2, min(4, pages // 2)) and not find_head(line.text)
        if repeated or _JOB_NUMBER.match(line.text):
            line.kind = "running-head"
    _mark_notes(lines, body)


def _outer_lines(lines: list[_Line]) -> set[int]:
    """Return the first two and the last two lines of each page."""
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return {id(line) for page in pages.values() for line in (*page[:2], *page[-2:])}


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _at_edge(line: _Line) -> bool:
    return line.y > 0.88 * line.height or line.y < 0.09 * line.height


def _mark_notes(lines: list[_Line], body: float) -> None:
    """Mark the small print at the foot of a page, from its first note mark down."""
    page, inside = 0, False
    for line in lines:
        if line.page != page:
            page, inside = line.page, False
        if line.kind:
            continue
        small = body > 0 and line.size < 0.86 * body and line.y < 0.4 * line.height
        if not inside and small and _NOTE.match(line.text):
            inside = True
        if inside and small:
            line.kind = "footnote"
        elif inside:
            inside = False


def _compose(lines: list[_Line], findings: tuple[Finding, ...]) -> SourceText:
    """Return the text of all lines, with blocks and furniture pointing into it."""
    right = _right(lines)
    gap = _gap(lines)
    edited = any(line.struck and not line.kind for line in lines)
    writer = _Writer(gap, right, spaced=_is_spaced(lines, gap, right), edited=edited)
    for line in lines:
        if line.kind:
            writer.furnish(line)
        else:
            writer.add(line)
    writer.close()
    text = "".join(writer.parts)
    return SourceText(text, tuple(writer.blocks), tuple(writer.furniture), findings)


def _neighbours(lines: list[_Line]) -> Iterator[tuple[_Line, _Line, float]]:
    """Yield each two lines of text that stand below each other, with their distance."""
    body = [line for line in lines if not line.kind]
    for one, two in pairwise(body):
        if one.page == two.page and 4 < one.foot - two.y < 60:
            yield one, two, one.foot - two.y


def _carries_on(one: _Line, two: _Line) -> bool:
    return two.text[0].islower() and not has_ended(one.text) and not find_marker(two.text)


def _gap(lines: list[_Line]) -> float:
    """Return the usual distance between two lines of a paragraph."""
    inner = [gap for one, two, gap in _neighbours(lines) if _carries_on(one, two)]
    gaps = inner or [gap for _, _, gap in _neighbours(lines)]
    return statistics.median(gaps) if gaps else 14.0


def _right(lines: list[_Line]) -> float:
    """Return where the lines of the text end at the right, but for a few that go beyond."""
    ends = sorted(line.x1 for line in lines if not line.kind and len(line.text) > 30)
    return ends[len(ends) * 49 // 50] if ends else 0.0


def _is_spaced(lines: list[_Line], gap: float, right: float) -> bool:
    """Tell whether paragraphs are parted by wider gaps, and lines of one never are."""
    pairs = [
        (between > 1.25 * gap, one, two)
        for one, two, between in _neighbours(lines)
        if not find_head(one.text) and not find_head(two.text)
    ]
    parted = [wide for wide, one, _ in pairs if has_ended(one.text) and one.x1 < 0.8 * right]
    torn = sum(wide and _carries_on(one, two) for wide, one, two in pairs)
    return len(parted) > 4 and sum(parted) > 0.8 * len(parted) and torn <= 0.04 * len(parted) + 1


class _Writer:
    def __init__(self, gap: float, right: float, *, spaced: bool, edited: bool) -> None:
        self.gap, self.right, self.spaced, self.edited = gap, right, spaced, edited
        self.headed = False
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.start: int | None = None
        self.block: list[_Line] = []
        self.held: list[_Line] = []

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def furnish(self, line: _Line) -> None:
        """Write a line of furniture; a paragraph that it interrupts stays open."""
        if self.start is not None:
            self.held.append(line)
            return
        begin = self.length
        self._put(line.text)
        self.furniture.append(Furniture(begin, self.length, line.kind))
        self._put("\n")

    def add(self, line: _Line) -> None:
        """Write a line of the treaty, joined to the paragraph before or opening one."""
        if self.start is not None and not self._goes_on(line):
            self.close()
        if self.start is None:
            self.start = self.length
            self.block = []
        else:
            self._joint()
        self._put(line.text)
        self.block.append(line)

    def _joint(self) -> None:
        last = self.parts[-1]
        if last.endswith(_SOFT_HYPHEN):
            self.parts[-1] = last[:-1]
            self.length -= 1
        elif not (last.endswith("-") and len(last) > 1 and last[-2].isalpha()):
            self._put("\n")

    def close(self) -> None:
        """End the open paragraph, and write the furniture that it was held over."""
        if self.start is not None:
            first = self.block[0]
            middle = (first.x0 + first.x1) / 2
            centred = (
                abs(middle - first.width / 2) < 0.03 * first.width
                and first.x0 > 0.2 * first.width
                and len(self.block) <= 3
            )
            self.blocks.append(
                Block(
                    self.start,
                    self.length,
                    centred=centred,
                    indent=first.x0,
                    page=first.page,
                    marks=self._marks(),
                )
            )
            self.start = None
            self.headed = is_bare_head(" ".join(x.text for x in self.block))
            self._put("\n\n")
        held, self.held = self.held, []
        for line in held:
            self.furnish(line)

    def _marks(self) -> tuple[str, ...]:
        """Return the marks of a paragraph; bold is an insertion where words are struck out."""
        struck = any(line.struck for line in self.block)
        strong = self.edited and any(line.strong for line in self.block)
        return (*(("deleted",) if struck else ()), *(("inserted",) if strong else ()))

    def _goes_on(self, line: _Line) -> bool:
        """Tell whether a line belongs to the open paragraph."""
        last = self.block[-1]
        text = " ".join(x.text for x in self.block)
        between = last.foot - line.y
        same = line.page == last.page
        if same and self.spaced and (between > 1.25 * self.gap or between < -2):
            return False
        room = self._had_room(last, line)
        if same and (between > 1.45 * self.gap or between < -2):
            room = room or last.x1 <= 0.8 * last.width
            lower = line.text[0].islower()
            return not has_ended(text) and not find_head(line.text) and (lower or not room)
        if same and self.spaced and not (room or has_ended(text) or is_bare_head(text)):
            return find_head(line.text) is None or expects_more(text)
        if begins(line.text, text, room=room, headed=self.headed, short=line.x1 < 0.8 * self.right):
            return False
        indented = len(self.block) > 1 and line.x0 > last.x0 + 6
        return not (has_ended(text) and line.text[0].isupper() and indented)

    def _had_room(self, last: _Line, line: _Line) -> bool:
        """Tell whether the last line had room for the first word of this one."""
        return last.x1 + line.word + 0.2 * line.size < self.right - 1
