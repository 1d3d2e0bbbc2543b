"""Headings that a text prints in brackets within its paragraphs: `(1) [Fees] Each …`.

WIPO's treaties print them so in every language.  In a draft brackets mark what is in
dispute, so that only a text that does it again and again is taken to have headings there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from treatygraph.documents.structure.enumerators import find_marker

__all__ = ["find_bracket_title", "has_bracket_titles"]

_TITLE = re.compile(
    r"[\[［](?P<title>[^\W\d_][^\[\]［］]{1,240})[\]］](?P<gap>\s*)(?=(?P<after>.?))", re.DOTALL
)
#: What stands in brackets for a provision that is none.
_NO_TITLE = re.compile(
    r"(?:reserved|deleted|placeholder|to\s+be|option|alternative|réservé|supprimé|reservado|suprimido|исключен)",
    re.IGNORECASE,
)
_LEAST = 3


def find_bracket_title(text: str) -> tuple[int, int, int] | None:
    """Return where a heading in brackets begins and ends, and where the text after it begins.

    >>> find_bracket_title("[Fees] Each application"), find_bracket_title("[Each Party] shall")
    ((1, 5, 7), None)
    """
    match = _TITLE.match(text)
    if match is None or _NO_TITLE.match(match.group("title")):
        return None
    after, title = match.group("after"), match.group("title")
    cased = title[0].lower() != title[0].upper()
    if (cased and title[0].islower()) or title.rstrip()[-1:] in (".", ";", ":", ","):
        return None
    if after.islower() or after in (*",.;:/)]", "[") or after.isdigit():
        return None
    return match.start("title"), match.end("title"), match.end()


def has_bracket_titles(texts: Iterable[str]) -> bool:
    """Tell whether most brackets behind the numbers of paragraphs hold headings."""
    titles = brackets = 0
    for text in texts:
        marker = find_marker(text)
        rest = text[marker.length :] if marker else ""
        if rest[:1] in ("[", "［") and rest[1:2]:
            brackets += 1
            titles += find_bracket_title(rest) is not None
    return titles >= _LEAST and titles >= 0.7 * brackets
