"""Containers: the media type of bytes, and the reader for it.

The type is told from the bytes alone; a name that says something else is a finding.
Formats that other packages register are asked first (`treatygraph.plugins`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from treatygraph.documents.formats.markdown import read_markdown, read_plain
from treatygraph.documents.formats.source import Format, SourceText
from treatygraph.findings import Finding
from treatygraph.plugins import registered

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


def open_container(
    data: bytes, *, name: str = "", revisions: str = "accepted"
) -> tuple[str, SourceText]:
    """Return the media type and the text of a document; trouble is a finding.

    `revisions` tells which text a Word document with tracked changes stands for.
    """
    other = _registered(data)
    if other is not None:
        return other.media_type, _printable(other.read(data))
    data = _as_utf8(data)
    media_type = detect(data)
    expected = _SUFFIXES.get(name[name.rfind(".") :].lower() if "." in name else "")
    original = media_type == _DOCX and revisions == "original"
    source = _docx(data, original=True) if original else _READERS[media_type](data)
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
    return media_type, _printable(source)


def _registered(data: bytes) -> Format | None:
    """Return the format of another package that knows these bytes, the first by name."""
    formats: list[Format] = [found for _, found in registered("treatygraph.formats")]
    return next((one for one in formats if one.matches(data)), None)


def _as_utf8(data: bytes) -> bytes:
    """Return a text in UTF-16 as UTF-8; anything else as it is."""
    head = data[:400]
    code = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    if not code and len(head) > 20 and head[:4] != b"PK\x03\x04" and b"%PDF" not in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        code = "utf-16-le" if odd > 0.4 * len(head) / 2 and even == 0 else code
        code = "utf-16-be" if even > 0.4 * len(head) / 2 and odd == 0 else code
    if not code:
        return data
    text = data.decode(code, errors="replace")
    if text.lstrip().startswith("<"):
        text = _ENCODING.sub(r"\1utf-8", text, count=2)
    return text.encode("utf-8", errors="replace")


_ENCODING = re.compile(r"((?:encoding|charset)\s*=\s*[\"']?)utf-?16(?:-?[bl]e)?", re.IGNORECASE)
#: What counts as white space stays so, whatever its code.
_CONTROL = {
    code: " " if chr(code).isspace() else "\ufffd"
    for code in (*range(32), *range(127, 160))
    if code not in (9, 10, 12, 13)
}
_HAS_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def _printable(source: SourceText) -> SourceText:
    """Return a text whose control characters are replaced, one for one, and said to be."""
    found = len(_HAS_CONTROL.findall(source.text))
    if not found:
        return source
    finding = Finding(
        "warning",
        "control-characters",
        "document",
        f"{found} control characters were replaced.",
        "look whether the copy is sound; no treaty is printed with them",
    )
    text = source.text.translate(_CONTROL)
    title = source.title.translate(_CONTROL) if source.title else source.title
    return replace(source, text=text, title=title, findings=(*source.findings, finding))


def detect(data: bytes) -> str:
    """Return the media type of a document, told from its bytes.

    >>> detect(b"%PDF-1.7"), detect(b"Article 1")
    ('application/pdf', 'text/plain')
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data[:4] == b"PK\x03\x04":
        if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
            return "application/vnd.oasis.opendocument.text"
        return _DOCX if _is_docx(data) else "application/zip"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "application/msword"
    if data[:4] == b"\xffWPC":
        return "application/vnd.wordperfect"
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    lower = head.lower()
    if lower.startswith((b"<?xml", b"<act", b"<general")) and b"formex" in lower:
        return "application/formex+xml"
    if b"akomantoso" in lower:
        return _AKN
    if lower.startswith((b"<!doctype html", b"<html")) or (b"<body" in lower and b"<p" in lower):
        return "text/html"
    if lower.startswith(b"<") and len(_CLOSED.findall(data[:200_000])) > _FRAGMENT:
        return "text/html"
    text = data[:200_000].decode("utf-8", errors="replace")
    return "text/markdown" if _is_markdown(text) else "text/plain"


def _is_docx(data: bytes) -> bool:
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return False


#: Ends of HTML blocks, of which a fragment without a head has more than a few.
_CLOSED = re.compile(rb"</(?:p|li|div|h[1-6]|td)>", re.IGNORECASE)
_FRAGMENT = 3
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
    from treatygraph.documents.formats.pdf import read_pdf

    return read_pdf(data)


def _docx(data: bytes, *, original: bool = False) -> SourceText:
    from treatygraph.documents.formats.docx import read_docx

    return read_docx(data, "original" if original else "accepted")


def _html(data: bytes) -> SourceText:
    from treatygraph.documents.formats.markup import read_html

    return read_html(data)


def _akn(data: bytes) -> SourceText:
    from treatygraph.documents.formats.akn import read_akn

    return read_akn(data)


def _refused(code: str, what: str, remedy: str) -> Callable[[bytes], SourceText]:
    """Return a reader that names a format which is not read."""

    def reader(data: bytes) -> SourceText:
        finding = Finding("violation", code, "document", f"{what}; it is not read.", remedy)
        return SourceText("", (), findings=(finding,))

    return reader


_REMEDY = "save it as DOCX, or install LibreOffice (`apt-get install libreoffice-writer-nogui`)"


def _office(media_type: str, code: str, what: str) -> Callable[[bytes], SourceText]:
    """Return a reader of a format that LibreOffice reads; where it is not there, refuse it."""

    def reader(data: bytes) -> SourceText:
        from treatygraph.documents.formats.office import as_docx, office_program

        made = as_docx(data, media_type)
        if made is None:
            program = office_program()
            why = f"{what}, and LibreOffice cannot open it" if program else what
            return _refused(code, why, "take the PDF" if program else _REMEDY)(data)
        finding = Finding(
            "info", "read-through-libreoffice", "document", f"{what}; LibreOffice made it DOCX."
        )
        source = _docx(made)
        return replace(source, findings=(finding, *source.findings))

    return reader


_READERS: dict[str, Callable[[bytes], SourceText]] = {
    "application/pdf": _pdf,
    _DOCX: _docx,
    _AKN: _akn,
    "text/html": _html,
    "text/markdown": _from_text(read_markdown),
    "text/plain": _from_text(read_plain),
    "application/zip": _refused("damaged-zip", "The file is a ZIP archive and no Word document",
                                "unpack it, or download it again: it may not be whole"),
    "application/msword": _office("application/msword", "doc-not-read",
                                  "The file is in Word's old binary format"),
    "application/vnd.wordperfect": _office("application/vnd.wordperfect", "wpd-not-read",
                                           "The file is in WordPerfect's format"),
    "application/rtf": _office("application/rtf", "rtf-not-read",
                               "The file is in Rich Text Format"),
    "application/vnd.oasis.opendocument.text": _office("application/vnd.oasis.opendocument.text",
                                                       "odt-not-read",
                                                       "The file is in OpenDocument format"),
    "application/formex+xml": _refused("formex-not-read", "The file is in Formex, the EU's markup",
                                       "read the HTML or PDF of the same document"),
}  # fmt: skip
