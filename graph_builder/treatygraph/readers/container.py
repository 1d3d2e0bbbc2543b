"""Containers: the media type of bytes, and the reader for it.

The type is told from the bytes alone; a name that says something else is a finding.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from treatygraph.findings import Finding
from treatygraph.readers.markdown import read_markdown, read_plain
from treatygraph.readers.source import SourceText

__all__ = ["detect", "open_container"]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_AKN = "application/akn+xml"
_SUFFIXES = {
    ".pdf": "application/pdf",
    ".docx": _DOCX,
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
}


def open_container(data: bytes, *, name: str = "") -> tuple[str, SourceText]:
    """Return the media type and the text of a document; trouble is a finding."""
    media_type = detect(data)
    expected = _SUFFIXES.get(name[name.rfind(".") :].lower() if "." in name else "")
    source = _READERS[media_type](data)
    texts = ("text/plain", "text/markdown")
    if expected and expected != media_type and not (expected in texts and media_type in texts):
        finding = Finding(
            "info",
            "name-and-content-differ",
            name,
            f"The name says {expected}, the content is {media_type}; the content was followed.",
            "rename the file if others are to read it",
        )
        source = replace(source, findings=(*source.findings, finding))
    return media_type, source


def detect(data: bytes) -> str:
    """Return the media type of a document, told from its bytes.

    >>> detect(b"%PDF-1.7"), detect(b"Article 1")
    ('application/pdf', 'text/plain')
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data[:4] == b"PK\x03\x04" and _is_docx(data):
        return _DOCX
    lower = head.lower()
    if b"akomantoso" in lower:
        return _AKN
    if lower.startswith((b"<!doctype html", b"<html")) or (b"<body" in lower and b"<p" in lower):
        return "text/html"
    text = data[:200_000].decode("utf-8", errors="replace")
    return "text/markdown" if _is_markdown(text) else "text/plain"


def _is_docx(data: bytes) -> bool:
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return False


_MARKDOWN = re.compile(
    r"^[ ]{0,3}#{1,6}[ ]*\S|^[ >]*\*\*[^*\n]+\*\*|^\[\^[^\]\s]+\]:|\]\([^()\s]+\)", re.MULTILINE
)


def _is_markdown(text: str) -> bool:
    """Tell Markdown by two of its own marks: headings, strong lines, notes, links."""
    return len(_MARKDOWN.findall(text)) >= 2


def _decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        finding = Finding(
            "warning",
            "not-utf-8",
            f"byte {error.start}",
            "The text is not UTF-8; it was read as Windows-1252 where possible.",
            "save the document as UTF-8 for a sure reading",
        )
        return data.decode("cp1252", errors="replace"), (finding,)


def _from_text(read: Callable[[str], SourceText]) -> Callable[[bytes], SourceText]:
    def reader(data: bytes) -> SourceText:
        text, findings = _decode(data)
        source = read(text)
        return replace(source, findings=(*findings, *source.findings))

    return reader


def _pdf(data: bytes) -> SourceText:
    from treatygraph.readers.pdf import read_pdf

    return read_pdf(data)


def _docx(data: bytes) -> SourceText:
    from treatygraph.readers.docx import read_docx

    return read_docx(data)


def _html(data: bytes) -> SourceText:
    from treatygraph.readers.markup import read_html

    return read_html(data)


def _akn(data: bytes) -> SourceText:
    from treatygraph.readers.markup import read_akn

    return read_akn(data)


_READERS: dict[str, Callable[[bytes], SourceText]] = {
    "application/pdf": _pdf,
    _DOCX: _docx,
    _AKN: _akn,
    "text/html": _html,
    "text/markdown": _from_text(read_markdown),
    "text/plain": _from_text(read_plain),
}
