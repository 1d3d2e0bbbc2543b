"""PDF as blocks: lines in reading order, running heads and notes told apart.

The text layer is read with PDFium.  What repeats at the top or foot of pages is a running
head or a page number, small print at the foot is a footnote; both are furniture.  The
other lines are joined into paragraphs by gap, indent, and what they begin with.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from treatygraph.findings import Finding
from treatygraph.readers.enumerators import find_bare_marker, find_marker
from treatygraph.readers.headings import find_head, preamble_word
from treatygraph.readers.source import Block, Furniture, SourceText

__all__ = ["read_pdf"]

_PAGE_NUMBER = re.compile(
    r"^[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of|de|из)\s*\d{1,4})?[-–—\s]*$", re.I
)
_JOB_NUMBER = re.compile(
    r"^(?:\d{2}-\d{5}|V\.\d{2}-\d{5}|[A-Z]{1,4}[./]\d[\w./-]*)(?:\s*\([A-Z]\))?(?:\s+\d+/\d+)?$"
)
_NOTE = re.compile(r"^(?:\d{1,3}|[*†‡§]+|[a-z])\s+\S")
_SOFT_HYPHEN = ("\u00ad", "\x02", "\ufffe")


@dataclass(slots=True)
class _Line:
    """A line of a page: its text and box; y runs upward from the foot of the page."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    height: float
    width: float
    kind: str = ""


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
    width, height = page.get_size()
    layer = page.get_textpage()
    text = layer.get_text_range()
    count = layer.count_chars()
    aligned = len(text) == count
    position = 0
    for raw in re.split(r"(?<=\n)", text):
        line = raw.rstrip("\r\n")
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            end = position + len(line.rstrip()) - 1
            first = layer.get_charbox(start) if aligned else (0.0, 0.0, 0.0, 0.0)
            last = layer.get_charbox(end) if aligned else first
            size = max(first[3] - first[1], last[3] - last[1], 1.0)
            yield _Line(stripped, number + 1, first[0], last[2], first[1], size, height, width)
        position += len(raw)
    layer.close()
    page.close()


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
        repeated = edges[_shape(line)] >= max(2, min(4, pages // 2))
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
    ends = sorted(line.x1 for line in lines if not line.kind)
    writer = _Writer(_gap(lines), ends[len(ends) * 9 // 10] if ends else 0.0)
    for line in lines:
        if line.kind:
            writer.furnish(line)
        else:
            writer.add(line)
    writer.close()
    text = "".join(writer.parts)
    return SourceText(text, tuple(writer.blocks), tuple(writer.furniture), findings)


def _gap(lines: list[_Line]) -> float:
    """Return the usual distance between two lines of a paragraph."""
    gaps = [
        one.y - two.y
        for one, two in pairwise(lines)
        if one.page == two.page and 4 < one.y - two.y < 40 and not one.kind and not two.kind
    ]
    return statistics.median(gaps) if gaps else 14.0


class _Writer:
    def __init__(self, gap: float, right: float) -> None:
        self.gap, self.right = gap, right
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
                Block(self.start, self.length, centred=centred, indent=first.x0, page=first.page)
            )
            self.start = None
            self._put("\n\n")
        held, self.held = self.held, []
        for line in held:
            self.furnish(line)

    def _goes_on(self, line: _Line) -> bool:
        """Tell whether a line belongs to the open paragraph."""
        last = self.block[-1]
        text = " ".join(x.text for x in self.block)
        apart = last.x1 < 0.85 * self.right or last.y - line.y > 1.3 * self.gap
        if find_head(line.text) and (line.page != last.page or apart or not _mid_sentence(text)):
            return False
        if find_head(text) or preamble_word(line.text) == len(line.text):
            return self._heading_goes_on(last, line, text)
        marker = find_marker(line.text)
        if marker and (
            text.rstrip()[-1:] in ".;:,)]—–" or re.search(r"\b(?:and|or|and/or)$", text)
        ):
            return False
        if find_bare_marker(line.text) and text.rstrip()[-1:] in ".;:":
            return False
        if line.page != last.page:
            return _mid_sentence(text)
        if last.y - line.y > 1.45 * self.gap or line.y > last.y + 2:
            full = last.x1 > 0.8 * last.width
            return _mid_sentence(text) and (line.text[:1].islower() or full)
        ended = text.rstrip()[-1:] in ".;:" and last.x1 < 0.8 * line.width and len(self.block) > 0
        return not (
            ended and line.text[:1].isupper() and line.x0 > min(x.x0 for x in self.block) + 6
        )

    def _heading_goes_on(self, last: _Line, line: _Line, text: str) -> bool:
        head = find_head(text)
        if head is None or head.title_at is None:
            return False
        return (
            not text.rstrip().endswith((".", ":"))
            and last.y - line.y < 1.2 * self.gap
            and line.text[:1].islower()
        )


def _mid_sentence(text: str) -> bool:
    return text.rstrip()[-1:] not in ".;:!?]”"
