"""How one document prints its divisions, told from all its headings before reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from treatygraph.readers.headings import find_head

__all__ = ["Manner", "manner_of"]


@dataclass(frozen=True, slots=True)
class Manner:
    """The manner of a document.

    `by_sign`: `§` heads articles, no word does; `arabic`: some article has an Arabic number;
    `inner_sections`: sections are parts of articles, as in the Articles of Agreement of banks.
    """

    by_sign: bool
    arabic: bool
    inner_sections: bool


def manner_of(texts: Iterable[str]) -> Manner:
    """Return the manner of a document, given the text of each of its blocks.

    Where sections hold articles, one section hardly follows another directly, and `Section
    1` follows a chapter; where articles hold sections, both are the rule.
    """
    heads = [head for text in texts if (head := find_head(text))]
    articles = [head for head in heads if head.level == "article"]
    levels = [(one.level, two.level) for one, two in pairwise(heads)]
    after = levels.count(("section", "section"))
    opened = sum(
        one.level == "article" and two.level == "section" and two.number == "1"
        for one, two in pairwise(heads)
    )
    return Manner(
        by_sign=all(head.sign for head in articles),
        arabic=any(head.printed[:1].isdigit() for head in articles),
        inner_sections=opened >= 2 and after >= opened,
    )
