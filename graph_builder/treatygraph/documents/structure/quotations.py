"""Quotations: articles and points that a text quotes, to be inserted into another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.headings import find_head

__all__ = ["opens_quotation", "quotation_length"]

_OPEN = re.compile(r"^[“„«\"‘「]\s*")
_CLOSED = re.compile(r"[”“»\"’」]\s*[.;,]?(?:\s+(?:and|or|et|y|и))?\s*$")


def opens_quotation(text: str) -> bool:
    """Tell whether a block opens a quotation of an article or a point.

    >>> opens_quotation("“Article 9 bis"), opens_quotation("“Lamp” means a lamp;")
    (True, False)
    """
    match = _OPEN.match(text)
    rest = text[match.end() :] if match else ""
    return bool(rest) and (find_head(rest) is not None or find_marker(rest) is not None)


def quotation_length(texts: Iterable[str]) -> int:
    """Return how many blocks a quotation takes, 0 where it is never closed.

    >>> quotation_length(["“Article 9", "Oil", "Casks are sealed.”", "Article 2"])
    3
    """
    for count, text in enumerate(texts, 1):
        if _CLOSED.search(text) and (count > 1 or len(text) > 3):
            return count
    return 0
