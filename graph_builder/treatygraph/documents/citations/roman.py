"""Texts that number their own articles in Roman numerals, beside an arabic convention.

In such a protocol "Article V" is its own and "Article 5" the convention's, also where the
words do not say so: "the general provisions of Article 1, Chapters IV to VII".  What is
lent to the convention is external, never an article here that happens to have the number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from treatygraph.documents.citations.binding import Binder, Bound, excepts
from treatygraph.documents.citations.chains import Chain
from treatygraph.documents.citations.name_keys import Name
from treatygraph.model import Provision

__all__ = ["DIVISIONS", "is_roman", "lend", "owner_of_arabic"]

DIVISIONS = ("part", "title", "chapter", "section")
_ROMAN = regex.compile(r"[IVXLC]+", regex.IGNORECASE)
#: So often must arabic articles be said to be one instrument's before others are lent to it.
_ENOUGH = 3


def is_roman(provisions: Sequence[Provision]) -> bool:
    """Tell whether a text numbers all its articles, three at least, in Roman numerals."""
    numbers = [p.number or "" for p in provisions if p.level == "article"]
    return len(numbers) >= _ENOUGH and all(_ROMAN.fullmatch(n) for n in numbers)


def owner_of_arabic(pairs: Iterable[tuple[Chain, Bound]]) -> Name | None:
    """Return the instrument that a text's arabic articles belong to, where it says so.

    None where the text calls one of them its own, or names others as often.
    """
    times: Counter[str] = Counter()
    names: dict[str, Name] = {}
    for chain, bound in pairs:
        if not _is_arabic(chain):
            continue
        if bound.own:
            return None
        for name in bound.names:
            if name.key:
                times[name.key] += 1
                names[name.key] = name
    often = times.most_common(1)
    if not often or often[0][1] < _ENOUGH or 2 * often[0][1] <= times.total():
        return None
    return names[often[0][0]]


def lend(
    text: str, chains: Sequence[Chain], bound: Sequence[Bound], name: Name, binder: Binder
) -> list[Bound]:
    """Return what each chain belongs to, arabic articles and divisions listed with them lent."""
    free = [not b.names and not b.own for b in bound]
    lent = [f and _is_arabic(c) for c, f in zip(chains, free, strict=True)]
    pairs = _neighbours(text, chains, binder)
    for i, j in [*reversed(pairs), *((j, i) for i, j in pairs)]:
        lent[i] = lent[i] or (lent[j] and free[i] and _is_division(chains[i]))
    return [
        replace(b, names=(Name(c.start, c.end, name.key, name.known),)) if given else b
        for c, b, given in zip(chains, bound, lent, strict=True)
    ]


def _neighbours(text: str, chains: Sequence[Chain], binder: Binder) -> list[tuple[int, int]]:
    """Return which chains stand beside each other in a list, over what one of them excepts."""
    found = []
    for i in range(len(chains) - 1):
        excepted = excepts(text, chains[i], chains[i + 1])
        if excepted or binder.linked(text, chains[i], chains[i + 1]):
            found.append((i, i + 1))
        if excepted and i + 2 < len(chains) and binder.linked(text, chains[i], chains[i + 2]):
            found.append((i, i + 2))
    return found


def _is_arabic(chain: Chain) -> bool:
    found = (s for s in chain.segments if s.level == "article" and s.mode == "numbers")
    article = next(found, None)
    return article is not None and all(item.labels[0][:1].isdigit() for item in article.items)


def _is_division(chain: Chain) -> bool:
    return chain.segments[0].level in DIVISIONS and chain.segments[0].mode == "numbers"
