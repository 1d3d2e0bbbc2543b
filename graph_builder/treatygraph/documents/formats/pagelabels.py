"""Labels of pages in plain text: `VI-8`, `- 12 -`, `Página 7`, alone on lines far apart.

One such line may be a number of the text; several of one form, each the next of the one
before, with a page between them, are what a page prints at its foot.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["page_labels"]

_LABEL = re.compile(
    r"^[-–—\[(]{0,2}\s*(?P<form>(?:[IVXLC]{1,6}|[A-Z]{1,3})\s?[-–.]|(?:page|página|pág\.|стр\.?|p\.)|)\s*"
    r"(?P<number>\d{1,4})\s*[-–—\])]{0,2}$",
    re.IGNORECASE,
)
_PAGE = 14  # lines at least between two labels: a page has more, a list has fewer
_FEW = 3


def page_labels(lines: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Return where the lines begin that only label a page.

    `lines` are all lines of a text, each with its place.

    >>> text = [f"VI-{n}" if line == 39 else "words" for n in (7, 8, 9) for line in range(40)]
    >>> sorted(page_labels(list(enumerate(text))))
    [39, 79, 119]
    """
    groups: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for count, (start, line) in enumerate(lines):
        match = _LABEL.match(line.strip()) if len(line) < 40 else None
        if match:
            form = " ".join(match.group("form").lower().split())
            groups[form].append((count, start, int(match.group("number"))))
    found: set[int] = set()
    for group in groups.values():
        pairs = list(pairwise(group))
        onward = sum(two[2] == one[2] + 1 and two[0] - one[0] >= _PAGE for one, two in pairs)
        if len(group) >= _FEW and onward >= 0.8 * len(pairs):
            found |= {start for _, start, _ in group}
    return frozenset(found)
