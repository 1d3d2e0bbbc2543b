"""The first page of a document that was fetched, and whether it bears a symbol.

A document is believed to be the one asked for only where its own symbol is printed on it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cache

from treatygraph.documents.formats.container import detect
from treatygraph.documents.formats.office import OFFICE, as_docx

__all__ = ["bears", "first_page", "symbol_at"]

#: About as much as a closely printed page holds.
_PAGE = 6000
_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"</w:(?:p|tc)>|<w:(?:br|tab)\b[^>]*>")
_MOST_PART = 60_000_000


def first_page(data: bytes) -> str:
    """Return the words of the first page: running heads first, then the text.

    Of a Word document, which has no pages, it is the headers and the beginning.
    """
    kind = detect(data)
    if kind == "application/pdf":
        return _pdf(data)
    if kind in OFFICE and (made := as_docx(data, kind)) is not None:
        return _docx(made)
    if data[:4] == b"PK\x03\x04":
        return _docx(data)
    if kind in ("application/msword", "application/vnd.wordperfect"):  # pages are not told
        return data.decode("latin-1") + data.decode("utf-16-le", "replace")
    text = data[: 40 * _PAGE].decode("utf-8", "replace")
    return _TAG.sub(" ", text)[:_PAGE] if kind == "text/html" else text[:_PAGE]


def bears(text: str, symbol: str) -> bool:
    """Tell whether a page bears a symbol as its own, not only that of a revision of it.

    >>> bears("United Nations A/AC.7/2 Distr.: General", "A/AC.7/2")
    True
    >>> bears("United Nations A/AC.7/2/Rev.1 (see A/AC.7/2)", "A/AC.7/2")
    False
    """
    found = _pattern(symbol).search(text.replace("\u2011", "-"))
    return found is not None and not found.group("longer")


def symbol_at(text: str, symbol: str) -> int | None:
    """Return where a page bears a symbol first, longer ones that begin with it left out.

    >>> symbol_at("A/AC.7/2/Rev.1 and A/AC.7/2", "A/AC.7/2")
    19
    """
    found = _pattern(symbol).finditer(text.replace("\u2011", "-"))
    return next((m.start() for m in found if not m.group("longer")), None)


@cache
def _pattern(symbol: str) -> re.Pattern[str]:
    parts = re.findall(r"\w+|[^\w\s]", symbol)
    spaced = r"\s*".join(re.escape(part) for part in parts)
    longer = r"\s*/\s*(?:Rev|Add|Corr|Amend|Summary|[A-Z]{1,4}\.|\d)|\d|\.\d"
    return re.compile(rf"(?<![\w/]){spaced}(?P<longer>{longer})?", re.IGNORECASE)


def _pdf(data: bytes) -> str:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        try:
            return str(document[0].get_textpage().get_text_range())
        finally:
            document.close()
    except (pdfium.PdfiumError, IndexError):
        return ""


def _docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(n for n in archive.namelist() if re.fullmatch(r"word/header\d*\.xml", n))
            parts = [*names, "word/document.xml"]
            return " ".join(_words(archive, name) for name in parts)
    except (zipfile.BadZipFile, KeyError, zlib.error):
        return ""


def _words(archive: zipfile.ZipFile, name: str) -> str:
    if archive.getinfo(name).file_size > _MOST_PART:
        return ""
    text = archive.read(name).decode("utf-8", "replace")
    return _TAG.sub("", _PARAGRAPH.sub(" ", text))[:_PAGE]
