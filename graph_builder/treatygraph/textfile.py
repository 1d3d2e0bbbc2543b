"""Files that people hand in: documents as bytes, and text in UTF-8 with or without its mark."""

from __future__ import annotations

from pathlib import Path

from treatygraph.errors import DataError, ReadError

__all__ = ["decode_text", "read_bytes", "read_text"]


def read_bytes(path: Path, *, expected: str) -> bytes:
    """Return the bytes of a document; raise `ReadError` where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"The file {str(path)!r} cannot be opened: {error.strerror}.", expected=expected
        ) from error


def read_text(path: Path, *, name: str = "") -> str:
    """Return the text of a file; `name` is what an error calls it.

    Raises `DataError` with the line of the first byte that is no UTF-8 (RFC 3629).
    """
    return decode_text(path.read_bytes(), name=name or path.name)


def decode_text(data: bytes, *, name: str) -> str:
    """Return bytes as text; raise `DataError` where they are no UTF-8.

    >>> decode_text(b"\\xef\\xbb\\xbfa", name="x")
    'a'
    """
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"Not UTF-8: {error.reason} at byte {error.start} ({data[error.start]:#04x}).",
            place=f"{name}:{line}",
            expected="UTF-8 text",
            remedy="save the file as UTF-8",
        ) from error
