"""Scanned pages, and pages whose text layer lies: read from their picture by tesseract.

The one place that starts tesseract.  What comes out is a PDF of words at their places,
which is then read as any other; it is a machine's reading of a picture, and said to be.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from treatygraph.errors import ReadError

__all__ = ["with_words"]

#: The official languages of the United Nations as tesseract calls them.
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh": "chi_sim", "ar": "ara"}
_DOTS = 300
_SECONDS = 3600


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
    spoken = "+".join(_spoken(program, language))
    with tempfile.TemporaryDirectory(prefix="treatygraph-ocr-") as name:
        folder = Path(name)
        names = _pictures(data, folder)
        (folder / "pages.txt").write_text("\n".join(names), "utf-8")
        command = [program, str(folder / "pages.txt"), str(folder / "words"), "-l", spoken]
        command += ["-c", "textonly_pdf=1", "--dpi", str(_DOTS), "pdf"]
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        made = folder / "words.pdf"
        if done.returncode or not made.exists():
            raise ReadError(f"tesseract failed: {done.stderr.decode('utf-8', 'replace')[-300:]}")
        return made.read_bytes()


def _spoken(program: str, language: str | None) -> list[str]:
    """Return the languages that tesseract is to know, those that are installed."""
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=60, check=False
    ).stdout.split()
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
