"""Raised digits: marks of notes, kept apart from the numbers that they stand beside.

Every format writes them in one way, as the raised digits of Unicode: `Article 1²` is
article 1 with a note 2, `article 3⁴` is article 3.
"""

from __future__ import annotations

import re

__all__ = ["RAISED", "quiet", "raise_digits", "skip_mark", "without_marks"]

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UP = str.maketrans("0123456789", RAISED)
_QUIET = str.maketrans(dict.fromkeys(RAISED, " "))
_RUN = rf"[{RAISED}]+(?:[,⁻–-][{RAISED}]+)*⁾?"
_LEADING = re.compile(rf"\s?{_RUN}")
#: A mark, and not a power: of ten, of a unit of length.
_MARK = re.compile(rf"(?<!\b10)(?<!\bm)(?<!\b[kcdm]m)\s?(?:(?<=[^\s{RAISED}])|(?<=\s)){_RUN}(?!\w)")


def raise_digits(text: str) -> str:
    """Return a text with its digits raised.

    >>> raise_digits("12")
    '¹²'
    """
    return text.translate(_UP)


def quiet(text: str) -> str:
    """Return a text of the same length with blanks for raised digits."""
    return text.translate(_QUIET) if any(mark in text for mark in RAISED) else text


def skip_mark(text: str) -> int:
    """Return the length of the mark of a note that a text begins with, 0 for none.

    >>> skip_mark("² Scope"), skip_mark(" Scope")
    (1, 0)
    """
    match = _LEADING.match(text)
    return match.end() if match else 0


def without_marks(text: str) -> str:
    """Return a text without the marks of its notes; powers stay.

    >>> without_marks("Scope¹ of 20 m² of lamps²,³ and articles 3⁴ and 5"), without_marks("10⁶ Bq")
    ('Scope of 20 m² of lamps and articles 3 and 5', '10⁶ Bq')
    """
    if not any(mark in text for mark in RAISED):
        return text
    return _MARK.sub("", text)
