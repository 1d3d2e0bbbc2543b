"""What was fetched or saved by hand: the user's own registry of copies, with hash and day.

Each copy lies beside the registry and is never overwritten by one that differs; both are
then in the registry, the latest last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from treatygraph.errors import DataError
from treatygraph.textfile import write_whole

__all__ = ["Fetched", "load_fetched", "newest", "note_fetched"]

_NAME = "registry.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One copy of a registered document: its file, hash, day, and where it came from.

    `address` is empty for a file that a person saved; `saved_as` is then its name.
    """

    document: str
    language: str
    file: str
    media_type: str
    sha256: str
    bytes: int
    day: str
    address: str = ""
    saved_as: str = ""


def load_fetched(folder: Path) -> tuple[Fetched, ...]:
    """Return the registry of a folder, in the order in which the copies came."""
    path = folder / _NAME
    if not path.exists():
        return ()
    try:
        return tuple(Fetched(**row) for row in json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise DataError(
            f"The registry of fetched documents cannot be read: {error}.",
            place=str(path),
            expected="the list that `treatygraph official` keeps",
            remedy="move the file away; documents are then fetched again",
        ) from error


def note_fetched(
    folder: Path, entry: Fetched, *, earlier: Path | None = None
) -> tuple[Fetched, ...]:
    """Put a copy on record, in one step; return the copies of that document that differ.

    A copy that is on record keeps its first day.  `earlier` is where the copy lies now
    that had the file's name before.
    """
    known = [
        replace(e, file=earlier.name) if earlier and e.file == entry.file else e
        for e in load_fetched(folder)
    ]
    same = [e for e in known if (e.document, e.sha256) == (entry.document, entry.sha256)]
    if not same:
        _write(folder, [*known, entry])
    return tuple(
        e
        for e in known
        if (e.document, e.language, e.media_type)
        == (entry.document, entry.language, entry.media_type)
        and e.sha256 != entry.sha256
    )


def newest(entries: Iterable[Fetched], document: str, language: str, folder: Path) -> list[Fetched]:
    """Return the latest copy of a document in a language, one for each media type, if whole."""
    found = {e.media_type: e for e in entries if (e.document, e.language) == (document, language)}
    return [e for e in found.values() if _is_whole(folder / e.file, e)]


def _is_whole(path: Path, entry: Fetched) -> bool:
    from hashlib import sha256

    return path.exists() and sha256(path.read_bytes()).hexdigest() == entry.sha256


def _write(folder: Path, entries: list[Fetched]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(e) for e in entries], ensure_ascii=False, indent=1)
    write_whole(folder / _NAME, text + "\n")
