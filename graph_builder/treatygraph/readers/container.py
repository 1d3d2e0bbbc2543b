"""Containers: the media type of bytes, and the reader for it."""

from __future__ import annotations

from treatygraph.findings import Finding
from treatygraph.readers.markdown import read_markdown, read_plain
from treatygraph.readers.source import SourceText

__all__ = ["open_container"]


def open_container(data: bytes, *, name: str = "") -> tuple[str, SourceText]:
    """Return the media type and the text of a document; trouble is a finding."""
    text, findings = _decode(data)
    media_type = "text/markdown" if _is_markdown(text) else "text/plain"
    source = read_markdown(text) if media_type == "text/markdown" else read_plain(text)
    return media_type, SourceText(
        source.text, source.blocks, source.furniture, findings, source.title
    )


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


def _is_markdown(text: str) -> bool:
    lines = text.splitlines()
    return sum(line.lstrip().startswith("#") for line in lines) >= 2
