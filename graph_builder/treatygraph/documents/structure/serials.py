"""Running numbers that stand before the number of an article: `12.- Artículo 4.- …`.

Consolidated lists of adopted articles are printed so: each keeps the number that its committee
gave it, which comes again in the next committee's, and the list counts all of them through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from treatygraph.documents.structure.numerals import NUMBER, key_number
from treatygraph.findings import Finding
from treatygraph.model import Reference

__all__ = ["RENUMBERED", "Numbering", "Serial", "find_serial", "numbering_of", "unsettle"]

#: What is said of a document whose articles are known by running numbers.
RENUMBERED = Finding(
    "info",
    "running-numbers",
    "document",
    "Articles have a running number and one of their own that comes again; "
    "keys have the running number.",
    "read references that name an article by its number by hand: they are kept as ambiguous",
)

_WORD = (
    r"(?:Article|ARTICLE|Art[íi]culo|ART[ÍI]CULO|Artigo|ARTIGO|Articolo|Artikel|Art\."
    r"|Статья|СТАТЬЯ)"
)
_LABEL = (
    rf"(?:{NUMBER}(?:\s?[A-Z](?!\w)|\s?\([A-Z]\))?(?:\s(?:bis|ter)(?!\w))?"
    r"|nuevo|novo|new|nouveau|nuovo|новая)"
)
_END = r"(?:\s*[.:]?\s?[-–—]+|[.:](?=\s|$))"
_SERIAL = re.compile(
    rf"^(?P<serial>\d{{1,4}})(?:\s?\.?\s?[-–—]|[.)](?=\s?{_WORD}\s?{_LABEL}\s*[.:]?\s?[-–—]))\s*"
    rf"{_WORD}\s*(?P<label>(?i:{_LABEL})){_END}\s*"
)


@dataclass(frozen=True, slots=True)
class Serial:
    """A running number, the article's own number as printed, and where its text follows."""

    number: str
    label: str
    length: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a document uses running numbers.

    `serials`: they head its articles; `own`: no article's own number comes twice, so that it
    tells the articles apart and the running number is not needed.
    """

    serials: bool = False
    own: bool = False


def find_serial(text: str) -> Serial | None:
    """Return the running number and the article's own number that a block begins with.

    >>> find_serial("12.- Artículo 4 bis.- Toda persona tiene derecho a la vida.")
    Serial(number='12', label='4 bis', length=22)
    >>> find_serial("12. Article 4 of the Convention applies.") is None
    True
    """
    match = _SERIAL.match(text) if text[:1].isdigit() else None
    return match and Serial(match.group("serial"), match.group("label"), match.end())


def numbering_of(heads: Iterable[tuple[str, str]]) -> Numbering:
    """Return the numbering, given number and own label (else empty) of each article's heading.

    Running numbers head articles where at least three rise through the document, and no
    article without one stands above: below it they count the points of an amendment.

    >>> numbering_of([("1", "2"), ("2", "3"), ("3", "2")])
    Numbering(serials=True, own=False)
    >>> numbering_of([("1", ""), ("1", "2"), ("2", "3"), ("3", "4")])
    Numbering(serials=False, own=False)
    """
    every = list(heads)
    found = [(int(number), key_number(label)) for number, label in every if label]
    if len(found) < 3 or not every[0][1] or 2 * len(found) < len(every):
        return Numbering()
    if not all(one < two for (one, _), (two, _) in pairwise(found)):
        return Numbering()
    labels = [label for _, label in found]
    return Numbering(True, len(set(labels)) == len(labels))


_BY_NUMBER = re.compile(
    rf"(?:\bart[ií]culos?|\bartigos?|\barticles?|\barticol[oi]|\bartikels?|\barts?\.|стать\w{{1,3}})\s+{NUMBER}",
    re.IGNORECASE,
)


def unsettle(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return references with those that name an article by its own number left open.

    Where that number comes more than once, the running number in a key is another one.
    """
    return tuple(
        replace(r, status="ambiguous", target=None, reason="several-such-articles")
        if r.instrument is None and r.target and _BY_NUMBER.search(r.surface)
        else r
        for r in references
    )
