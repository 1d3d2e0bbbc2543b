"""Files that people hand in, read within limits; files that we make, written whole."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from glob import escape
from pathlib import Path
from secrets import token_hex

from treatygraph.errors import DataError, ReadError

__all__ = ["bring_to_disk", "decode_text", "read_bytes", "read_text", "write_whole"]

#: The largest document that is read: ten times the longest treaty with its pictures.
_MOST_BYTES = 200_000_000
#: Seconds after which nobody can still be at writing a file.
_STALE = 3600


def read_bytes(path: Path, *, expected: str) -> bytes:
    """Return the bytes of a document; raise `ReadError` where it cannot be opened or is huge."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ReadError(
            f"The file {str(path)!r} cannot be opened: {error.strerror}.", expected=expected
        ) from error
    if len(data) > _MOST_BYTES:
        raise ReadError(
            f"The file {str(path)!r} has more than {_MOST_BYTES // 1_000_000} MB.",
            expected=expected,
            remedy="take pictures and embedded files out, and save the text alone",
        )
    return data


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file in one step, text as UTF-8: a reader meets the old file or the new one.

    It is written beside its place, brought to the disk, and renamed; where that fails (a
    full disk, an interrupt) the old file stays and nothing is left beside it.  A link is
    followed, rights are kept; what is no regular file (`/dev/stdout`) is written to.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    rights = _rights(path)
    if rights is None:
        with path.open("wb") as file:
            file.write(data)
        return path
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_stale(target)
    aside = target.with_name(f".{target.name[:100]}.{token_hex(4)}.part")
    try:
        with aside.open("xb") as file:
            os.chmod(aside, rights)  # noqa: PTH101
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    return path


def bring_to_disk(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk (POSIX fsync)."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear_stale(target: Path) -> None:
    """Remove what a writer of the same file left that was killed more than an hour ago."""
    for path in target.parent.glob(f".{escape(target.name[:100])}.*.part"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()


def _rights(path: Path) -> int | None:
    """Return the rights that a file has or will get, None for what is no regular file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    return stat.S_IMODE(found.st_mode) if stat.S_ISREG(found.st_mode) else None


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
