"""PDF as blocks: lines in reading order, running heads and notes told apart.

The text layer is read with PDFium.  What repeats at the top or foot of pages is a running
head or a page number, small print at the foot is a footnote; both are furniture.  The
other lines are joined into paragraphs by gap, indent, and what they begin with.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from itertools import pairwise

from treatygraph.documents.formats.lines import begins, has_ended, is_bare_head
from treatygraph.documents.formats.pdffurniture import mark_furniture, part_line_numbers
from treatygraph.documents.formats.pdforder import by_language, order_page, settle_columns
from treatygraph.documents.formats.pdfpage import Line, Page, read_page
from treatygraph.documents.formats.soundness import is_sound
from treatygraph.documents.formats.source import Block, Furniture, SourceText
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.phrases import expects_more
from treatygraph.findings import Finding

__all__ = ["read_pdf"]

_SOFT_HYPHEN = ("\u00ad", "\x02", "\ufffe")


def read_pdf(data: bytes) -> SourceText:
    """Return the blocks of a PDF; a page without a text layer is a finding."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return _closed(error)
    pages: list[Page] = []
    empty: list[int] = []
    unsound: list[int] = []
    broken: list[int] = []
    count = len(document)
    try:
        for number in range(count):
            try:
                page = read_page(document, number)
                scanned = not page.lines and _has_picture(document, number)
            except pdfium.PdfiumError:
                broken.append(number + 1)
                continue
            pages.append(page)
            if not is_sound("\n".join(line.text for line in page.lines)):
                unsound.append(number + 1)
                for line in page.lines:
                    line.kind = "unsound"
            if scanned:
                empty.append(number + 1)
    finally:
        document.close()
    part_line_numbers(pages)
    pages = [Page(order_page(page.lines), page.bars) for page in pages]
    mark_furniture(pages)
    settle_columns([page.lines for page in pages])
    lines = by_language([page.lines for page in pages])
    _join_hyphens(lines)
    findings = (*_no_text(empty, count), *_unsound(unsound, count), *_broken(broken, count))
    return _compose(lines, findings)


def _closed(error: object) -> SourceText:
    """Return the finding on a PDF that cannot be opened."""
    locked = "password" in str(error).lower()
    finding = Finding(
        "violation",
        "encrypted-pdf" if locked else "unreadable-pdf",
        "document",
        f"The PDF cannot be opened: {error}.",
        "save it without its password first, for example with `qpdf --decrypt --password=… IN OUT`"
        if locked
        else "download it again: it is damaged, or not whole",
    )
    return SourceText("", (), findings=(finding,))


def _broken(pages: list[int], count: int) -> tuple[Finding, ...]:
    if not pages:
        return ()
    return (
        Finding(
            "violation",
            "damaged-pages",
            f"page {', '.join(map(str, pages[:20]))}",
            f"{len(pages)} of {count} pages cannot be read.",
            "download the PDF again: it is damaged, or not whole",
        ),
    )


def _no_text(empty: list[int], pages: int) -> tuple[Finding, ...]:
    if not empty:
        return ()
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


def _unsound(pages: list[int], count: int) -> tuple[Finding, ...]:
    if not pages:
        return ()
    where = "all pages" if len(pages) == count else ", ".join(map(str, pages[:20]))
    return (
        Finding(
            "violation",
            "text-layer-unsound",
            f"page {where}",
            f"{len(pages)} of {count} pages have a text layer that is not what they show; "
            "nothing of them was read.",
            "take the Word file of the same document, or have it read by OCR (`--ocr`)",
        ),
    )


def _has_picture(document: object, number: int) -> bool:
    """Tell a scanned page from a blank one."""
    page = document[number]  # type: ignore[index]
    found = next(iter(page.get_objects()), None) is not None
    page.close()
    return found


def _join_hyphens(lines: list[Line]) -> None:
    """Write out the hyphens that PDFium marks where a word was cut at a line's end.

    The word is joined where the document has it joined elsewhere; else the hyphen stays.
    """
    if not any("\ufffe" in line.text for line in lines):
        return
    known = {word for line in lines for word in re.findall(r"\w+", line.text.lower())}

    def whole(match: re.Match[str]) -> str:
        joined = match.group(1) + match.group(2)
        return joined if joined.lower() in known else f"{match.group(1)}-{match.group(2)}"

    for line in lines:
        if "\ufffe" in line.text:
            line.text = re.sub(r"(\w+)\ufffe(\w+)", whole, line.text)


def _compose(lines: list[Line], findings: tuple[Finding, ...]) -> SourceText:
    """Return the text of all lines, with blocks and furniture pointing into it."""
    right = _right(lines)
    pairs = list(_neighbours(lines))
    gap = _gap(pairs)
    edited = any(line.struck and not line.kind for line in lines)
    writer = _Writer(gap, right, spaced=_is_spaced(pairs, gap, right), edited=edited)
    for line in lines:
        if line.kind:
            writer.furnish(line)
        else:
            writer.add(line)
    writer.close()
    text = "".join(writer.parts)
    return SourceText(text, tuple(writer.blocks), tuple(writer.furniture), findings)


def _neighbours(lines: list[Line]) -> Iterator[tuple[Line, Line, float]]:
    """Yield each two lines of text that stand below each other, with their distance."""
    body = [line for line in lines if not line.kind]
    for one, two in pairwise(body):
        if one.page == two.page and 4 < one.foot - two.y < 60:
            yield one, two, one.foot - two.y


def _carries_on(one: Line, two: Line) -> bool:
    return two.text[0].islower() and not has_ended(one.text) and not find_marker(two.text)


_Pair = tuple[Line, Line, float]


def _gap(neighbours: list[_Pair]) -> float:
    """Return the usual distance between two lines of a paragraph."""
    inner = [gap for one, two, gap in neighbours if _carries_on(one, two)]
    gaps = inner or [gap for _, _, gap in neighbours]
    return statistics.median(gaps) if gaps else 14.0


def _right(lines: list[Line]) -> dict[int, float]:
    """Return where the lines of each column end at the right, but for a few that go beyond."""
    right = {}
    for column in {line.column for line in lines}:
        mine = [x for x in lines if not x.kind and x.column == column]
        ends = sorted(x.x1 for x in mine if len(x.text) > 30) or sorted(x.x1 for x in mine)
        right[column] = ends[len(ends) * 49 // 50] if ends else 0.0
    return right


def _is_spaced(neighbours: list[_Pair], gap: float, right: dict[int, float]) -> bool:
    """Tell whether paragraphs are parted by wider gaps, and lines of one never are."""
    pairs = [
        (between > 1.25 * gap, one, two)
        for one, two, between in neighbours
        if not find_head(one.text) and not find_head(two.text)
    ]
    parted = [
        wide for wide, one, _ in pairs if has_ended(one.text) and one.x1 < 0.8 * right[one.column]
    ]
    torn = sum(wide and _carries_on(one, two) for wide, one, two in pairs)
    return len(parted) > 4 and sum(parted) > 0.8 * len(parted) and torn <= 0.04 * len(parted) + 1


class _Writer:
    def __init__(self, gap: float, right: dict[int, float], *, spaced: bool, edited: bool) -> None:
        self.gap, self.right, self.spaced, self.edited = gap, right, spaced, edited
        self.headed = False
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.start: int | None = None
        self.block: list[Line] = []
        self.said = ""
        self.held: list[Line] = []

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def furnish(self, line: Line) -> None:
        """Write a line of furniture; a paragraph that it interrupts stays open."""
        if self.start is not None:
            self.held.append(line)
            return
        begin = self.length
        self._put(line.text)
        self.furniture.append(Furniture(begin, self.length, line.kind))
        self._put("\n")

    def add(self, line: Line) -> None:
        """Write a line of the treaty, joined to the paragraph before or opening one."""
        if self.start is not None and not self._goes_on(line):
            self.close()
        if self.start is None:
            self.start = self.length
            self.block = []
            self.said = line.text
        else:
            self._joint()
            self.said += f" {line.text}"
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
            self.headed = is_bare_head(self.said)
            self._put("\n\n")
        held, self.held = self.held, []
        for line in held:
            self.furnish(line)

    def _marks(self) -> tuple[str, ...]:
        """Return the marks of a paragraph; bold is an insertion where words are struck out."""
        struck = any(line.struck for line in self.block)
        strong = self.edited and any(line.strong for line in self.block)
        return (*(("deleted",) if struck else ()), *(("inserted",) if strong else ()))

    def _goes_on(self, line: Line) -> bool:
        """Tell whether a line belongs to the open paragraph."""
        last = self.block[-1]
        text = self.said
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
        if begins(
            line.text,
            text,
            room=room,
            headed=self.headed,
            short=line.x1 < 0.8 * self.right[line.column],
        ):
            return False
        indented = len(self.block) > 1 and line.x0 > last.x0 + 6
        return not (has_ended(text) and line.text[0].isupper() and indented)

    def _had_room(self, last: Line, line: Line) -> bool:
        """Tell whether the last line had room for the first word of this one."""
        return last.x1 + line.word + 0.2 * line.size < self.right[last.column] - 1
