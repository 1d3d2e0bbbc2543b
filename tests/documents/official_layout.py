"""The sample treaty as the United Nations prints: one source, as PDF and as Word.

Masthead with symbol and date, running heads on odd and even pages, job number and page feet,
raised marks of notes with the notes under a rule; in Word the headings and points are
paragraphs with tabs.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx

from tests.documents.pdfs import Drawn, pdf

__all__ = ["Printed", "as_docx", "as_pdf", "printed"]

_ROWS = 56
_COLUMN = 400.0
#: Of the letters from blank to tilde, in thousandths (Adobe Font Metrics of Helvetica).
_WIDTHS = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10,
    278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278,
    469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """What is printed: symbol, day, title, and the blocks of the text from the preamble on."""

    symbol: str
    day: str
    title: str
    blocks: tuple[str, ...]


def printed(file: Path) -> Printed:
    """Return a text of the sample as it is to be printed."""
    blocks = [b.strip() for b in file.read_text("utf-8").split("\n\n") if b.strip()]
    start = next(n for n, block in enumerate(blocks) if block in ("Preamble", "Préambule"))
    symbol, day = blocks[0].split("\n")
    return Printed(symbol, day, blocks[start - 1], tuple(blocks[start:]))


def as_pdf(text: Printed, *, job: str = "V.30-01234") -> bytes:
    """Return the text as a PDF in the layout of the United Nations, its lines justified."""
    rows: list[tuple[list[str], bool, bool]] = []
    for block in text.blocks:
        head = re.match(r"(Preamble|Chapter|Article)\b", block) is not None
        for line in block.split("\n"):
            lines = list(_wrapped(line))
            rows += [(words, head, words is lines[-1]) for words in lines]
        rows.append(([], False, True))
    pages: list[list[Drawn]] = [_first(text)]
    y, left = 560.0, _ROWS - 16
    for words, head, last in rows:
        if not left:
            pages.append([])
            y, left = 770.0, _ROWS
        pages[-1] += _line(words, y, head=head, last=last)
        y, left = y - 12, left - 1
    return pdf([[*page, *_frame(n, len(pages), text, job)] for n, page in enumerate(pages, 1)])


def _line(words: list[str], y: float, *, head: bool, last: bool) -> list[Drawn]:
    """Return one line: headings and last lines as they run, the others word by word."""
    if head or last or len(words) < 2:
        return [(150 if head else 100, y, 12 if head else 10, " ".join(words))] if words else []
    blank = (_COLUMN - sum(map(_width, words))) / (len(words) - 1)
    drawn: list[Drawn] = []
    x = 100.0
    for word in words:
        drawn.append((x, y, 10, word))
        x += _width(word) + blank
    return drawn


def _wrapped(line: str) -> Iterator[list[str]]:
    words: list[str] = []
    for word in line.split():
        if words and _width(" ".join([*words, word])) > _COLUMN:
            yield words
            words = []
        words.append(word)
    yield words


def _width(words: str) -> float:
    """Return how wide words are in Helvetica of 10 points."""
    return sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 556 for c in words) / 100


def _first(text: Printed) -> list[Drawn]:
    return [
        (62, 790, 14, "United Nations"),
        (430, 790, 14, text.symbol),
        (62, 780, 470, None),
        (62, 740, 17, "General Assembly"),
        (430, 745, 10, "Distr.: General"),
        (430, 733, 10, text.day),
        (430, 710, 10, "Original: English"),
        (62, 695, 470, None),
        (62, 670, 10, "Committee on Signals"),
        (62, 658, 10, "Seventh session"),
        (62, 610, 16, text.title),
    ]


def _frame(page: int, pages: int, text: Printed, job: str) -> list[Drawn]:
    """Return running heads and feet: the symbol left on even pages, right on odd ones."""
    foot: list[Drawn] = [(62 if page % 2 == 0 else 480, 40, 8, f"{page}/{pages}")]
    if page == 1:
        return [(62, 52, 8, f"{job} (E)    120330    130330"), (62, 40, 8, "*3001234*")]
    return [(62 if page % 2 == 0 else 430, 800, 9, text.symbol), *foot,
            (480 if page % 2 == 0 else 62, 40, 8, job)]  # fmt: skip


def as_docx(text: Printed) -> bytes:
    """Return the text as Word, with its masthead, running head and tabs after numbers."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = text.symbol
    document.add_paragraph(f"United Nations\t{text.symbol}")
    document.add_paragraph(f"General Assembly\tDistr.: General\n{text.day}")
    document.add_paragraph("Original: English")
    document.add_paragraph(text.title, style="Title")
    for block in text.blocks:
        first, _, rest = block.partition("\n")
        if re.match(r"(Preamble|Chapter|Article)\b", first):
            document.add_paragraph(first, style="Heading 1")
            if rest:
                document.add_paragraph(rest, style="Heading 1")
        else:
            document.add_paragraph(re.sub(r"^(\d+\.|\([a-z]+\)) ", r"\1\t", block))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
