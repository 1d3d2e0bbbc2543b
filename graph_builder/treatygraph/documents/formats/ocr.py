"""Scanned pages, and pages whose text layer lies: read from their picture by tesseract.

The one place that starts tesseract.  What comes out is a PDF of words at their places,
which is then read as any other; it is a machine's reading of a picture, and said to be.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from treatygraph.documents.formats.programs import run_program
from treatygraph.errors import ReadError

__all__ = ["OCR_SECONDS", "with_words"]

#: The official languages of the United Nations as tesseract calls them.
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh": "chi_sim", "ar": "ara"}
_DOTS = 300
#: Seconds, and bytes of memory of one process, that tesseract may take for a document.
OCR_SECONDS, _MEMORY = 3600.0, 2 << 30


@lru_cache(maxsize=4)
def with_words(data: bytes, language: str | None = None) -> bytes:
    """Return a PDF with the words that tesseract reads on its pages, and no picture.

    `language` is that of the document; else all official languages that are installed.
    Raise `ReadError` where tesseract or the language is not installed.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise ReadError(
            "tesseract is not installed, so that no page can be read from its picture.",
            expected="tesseract on the path",
            remedy="`apt-get install tesseract-ocr`, and `tesseract-ocr-all` for all languages",
        )
    with tempfile.TemporaryDirectory(prefix="treatygraph-ocr-") as name:
        folder = Path(name)
        spoken = "+".join(_spoken(program, language, folder))
        names = _pictures(data, folder)
        (folder / "pages.txt").write_text("\n".join(names), "utf-8")
        command = [program, str(folder / "pages.txt"), str(folder / "words"), "-l", spoken]
        command += ["-c", "textonly_pdf=1", "--dpi", str(_DOTS), "pdf"]
        done = run_program(command, folder, seconds=OCR_SECONDS, memory=_MEMORY)
        made = folder / "words.pdf"
        if done.status or not made.exists():
            why = done.said[-300:] if done.in_time else f"it took more than {OCR_SECONDS:g} seconds"
            raise ReadError(f"tesseract failed: {why}")
        return made.read_bytes()


def _spoken(program: str, language: str | None, folder: Path) -> list[str]:
    """Return the languages that tesseract is to know, those that are installed."""
    asked = [program, "--list-langs"]
    listed = run_program(asked, folder, seconds=60, memory=_MEMORY).said.split()
    wanted = [_LANGUAGES.get(language, language)] if language else [*_LANGUAGES.values()]
    found = [code for code in wanted if code in listed]
    if not found:
        raise ReadError(
            f"tesseract does not know {', '.join(wanted)}.",
            expected="its data for the language of the document",
            remedy=f"`apt-get install tesseract-ocr-{wanted[0].replace('_', '-')}`",
        )
    return found


def _pictures(data: bytes, folder: Path) -> list[str]:
    """Write a grey picture of each page (PGM) and return their names."""
    import pypdfium2 as pdfium

    names = []
    document = pdfium.PdfDocument(data)
    try:
        for number in range(len(document)):
            drawn = document[number].render(scale=_DOTS / 72, grayscale=True)
            rows = bytes(drawn.buffer)
            lines = (rows[y * drawn.stride :][: drawn.width] for y in range(drawn.height))
            path = folder / f"page-{number}.pgm"
            head = f"P5\n{drawn.width} {drawn.height}\n255\n".encode()
            path.write_bytes(head + b"".join(lines))
            names.append(str(path))
    finally:
        document.close()
    return names
