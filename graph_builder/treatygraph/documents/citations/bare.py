"""Points named by their letters alone: "in the absence of (i), (ii) or (iii)".

Only a list of two and more after a preposition is taken for one, and only where every
member is there; a single letter in brackets opens a point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from treatygraph.documents.citations.chains import Chain, Segment
from treatygraph.documents.citations.items import Item

__all__ = ["is_letters_alone", "with_bare_lists"]

_LABEL = r"\((?P<label>[a-z]|[ivx]{2,4})\)"
_JOINT = r"(?P<joint>,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to)\s+)"
_LIST = regex.compile(
    rf"(?<=\b(?i:in|under|of|to|by|with|either|than|from)\s){_LABEL}(?:{_JOINT}{_LABEL})+(?!\s*\(|\s+of\b)(?=\s*[,;.:)]|\s+\p{{Ll}}|\s*$)"
)


def with_bare_lists(text: str, chains: Sequence[Chain]) -> list[Chain]:
    """Return the chains of an English text and the lists of letters beside them, in order."""
    taken = [(chain.start, chain.end) for chain in chains]
    lists = (c for c in _lists(text) if not any(a < c.end and c.start < b for a, b in taken))
    return sorted([*chains, *lists], key=lambda chain: chain.start)


def is_letters_alone(text: str, chain: Chain) -> bool:
    """Tell whether a chain is such a list, which names nothing where it finds nothing."""
    return text.startswith("(", chain.start)


def _lists(text: str) -> Iterator[Chain]:
    for match in _LIST.finditer(text) if ") " in text else ():
        labels, joints = match.captures("label"), match.captures("joint")
        items = [Item((labels[0],))]
        for joint, label in zip(joints, labels[1:], strict=True):
            if joint.strip() == "to":
                items[-1] = Item(items[-1].labels, to=label)
            else:
                items.append(Item((label,)))
        segment = Segment(match.start(), match.end(), "subparagraph", tuple(items), plural=True)
        yield Chain(match.start(), match.end(), (segment,))
