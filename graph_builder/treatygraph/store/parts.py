"""The parts of a graph: its named graphs, each as lines of N-Quads with a hash."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from treatygraph.archive import Archive

__all__ = ["Part", "parts_of"]


@dataclass(frozen=True)
class Part:
    """One named graph: its name, and the lines of N-Quads that were added to it, in turn."""

    name: str
    chunks: tuple[bytes, ...]

    @cached_property
    def key(self) -> str:
        """The hash of what was added, which is at hand before the lines are put in order."""
        return Archive.key("part", self.chunks)

    @cached_property
    def lines(self) -> list[bytes]:
        """Each line once, in the order of its bytes."""
        return sorted(set(b"".join(self.chunks).splitlines()))

    @property
    def text(self) -> bytes:
        """The part as a file: sorted N-Quads."""
        return b"".join(b"%b\n" % line for line in self.lines)

    @cached_property
    def sha256(self) -> str:
        """The hash of that file, which is its name."""
        return sha256(self.text).hexdigest()


def parts_of(nquads: bytes) -> list[Part]:
    """Return the named graphs of some lines, in order of their names.

    >>> [part.name for part in parts_of(b"<e:a> <e:b> <e:c> <e:g> .\\n")]
    ['e:g']
    """
    found: dict[bytes, list[bytes]] = defaultdict(list)
    for line in nquads.splitlines(keepends=True):
        found[line.rpartition(b" <")[2].rpartition(b">")[0]].append(line)
    return [Part(name.decode(), (b"".join(found[name]),)) for name in sorted(found)]
