"""What earlier builds made, kept by the hash of all that it was made from.

A maker that reads nothing but its inputs gives the same for the same, so what it gave
before can stand for what it would give.  The hash of an entry covers the maker and its
inputs; one hash for the whole file covers the program, the ontology, the queries and the
engines, so that nothing outlives a change of these.  Only what the last build used is
kept.  A file that is missing or damaged is an empty archive.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from treatygraph.textfile import write_whole

__all__ = ["Archive"]

_FORM = "treatygraph archive 1"


class Archive:
    """Entries by key: those of an earlier build, and which of them this build used."""

    def __init__(self, program: str = "", held: dict[str, bytes] | None = None) -> None:
        self.program = program
        self._held = held or {}
        self.used: dict[str, bytes] = {}

    @classmethod
    def open(cls, path: Path, program: str) -> Archive:
        """Return the archive of a file; an empty one where it is not of this program."""
        try:
            digest, _, told = path.read_bytes().partition(b"\n")
            if digest.decode() != sha256(told).hexdigest():
                return cls(program)
            head, _, packed = told.partition(b"\n")
            form, owner, entries = json.loads(head)
            if (form, owner) != (_FORM, program):
                return cls(program)
            body = zlib.decompress(packed)
        except (OSError, ValueError, TypeError, zlib.error):
            return cls(program)
        held, at = {}, 0
        for key, size in entries:
            held[str(key)] = body[at : at + size]
            at += size
        return cls(program, held)

    @staticmethod
    def key(maker: str, inputs: Iterable[str | bytes]) -> str:
        """Return the key of what a maker makes of its inputs, which depends on their order.

        >>> Archive.key("a", ["b", "c"]) == Archive.key("a", ["bc"])
        False
        """
        digest = sha256(maker.encode())
        for one in inputs:
            data = one.encode() if isinstance(one, str) else one
            digest.update(b"\0%d\0" % len(data))
            digest.update(data)
        return digest.hexdigest()

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key; None where nothing is."""
        found = self.used.get(key, self._held.get(key))
        if found is not None:
            self.used[key] = found
        return found

    def keep(self, key: str, value: bytes) -> bytes:
        """Keep a value under a key, and return it."""
        self.used[key] = value
        return value

    def made(
        self, maker: str, inputs: Iterable[str | bytes], make: Callable[[], bytes | None]
    ) -> bytes:
        """Return what a maker made of the same inputs before, or what `make` gives now."""
        key = self.key(maker, inputs)
        found = self.get(key)
        return self.keep(key, make() or b"") if found is None else found

    def save(self, path: Path) -> None:
        """Write what was used since the archive was opened; where that fails, keep nothing."""
        if self.used.keys() == self._held.keys() and path.exists():
            return
        head = [_FORM, self.program, [(key, len(value)) for key, value in self.used.items()]]
        packed = zlib.compress(b"".join(self.used.values()), level=1)
        told = json.dumps(head).encode() + b"\n" + packed
        try:
            write_whole(path, sha256(told).hexdigest().encode() + b"\n" + told)
        except OSError:
            with suppress(OSError):
                path.unlink(missing_ok=True)
