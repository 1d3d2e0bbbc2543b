"""How one document prints its divisions, told from all its headings before reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.serials import Numbering, numbering_of

__all__ = ["Manner", "manner_of"]

#: Roman numerals other than X and XX.
_ROMAN = re.compile(r"X*(?:IX|IV|V?I{1,3}|V)")


@dataclass(frozen=True, slots=True)
class Manner:
    """The manner of a document.

    `by_sign`: `§` heads articles, no word does; `arabic`: some article has an Arabic number,
    and none a Roman one other than X, which may stand for a number to come;
    `inner_sections`: sections are parts of articles, as in the Articles of Agreement of banks;
    `articles`: there are articles, or rules; `steps`: kinds with a name of their own in keys,
    such as `rule`, that come more than once; `numbering`: what running numbers stand for.
    """

    by_sign: bool
    arabic: bool
    inner_sections: bool
    articles: bool = True
    steps: frozenset[str] = frozenset()
    numbering: Numbering = field(default_factory=Numbering)


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
    steps = Counter(step for step, _ in {(head.step, head.number) for head in heads})
    return Manner(
        by_sign=all(head.sign for head in articles),
        arabic=any(head.printed[:1].isdigit() for head in articles)
        and not any(_ROMAN.fullmatch(head.printed) for head in articles),
        inner_sections=opened >= 2 and after >= opened,
        articles=bool(articles),
        steps=frozenset(step for step, count in steps.items() if step and count > 1),
        numbering=numbering_of((head.number, head.label) for head in articles),
    )
