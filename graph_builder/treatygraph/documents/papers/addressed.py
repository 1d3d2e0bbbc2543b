"""The draft that a paper speaks of, told from a symbol, a name or a title in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

__all__ = ["draft_named"]


def draft_named(text: str, drafts: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """Return the draft that a text names most, and the name it has there; None where it names none.

    A symbol counts more than a name; "A/AC.291/22" is not "A/AC.291/22/Rev.1".

    >>> draft_named("On A/X.1/2/Rev.1.", {"zero": ["A/X.1/2"], "rev-1": ["A/X.1/2/Rev.1", "rev 1"]})
    ('rev-1', 'A/X.1/2/Rev.1')
    """
    plain = " ".join(text.split())
    found = [
        (count * (10 if "/" in name else 1), key, name)
        for key, names in drafts.items()
        for name in names
        if (count := len(_pattern(name).findall(plain)))
    ]
    if not found:
        return None
    _, key, name = max(found, key=lambda row: row[0])
    return key, name


def _pattern(name: str) -> regex.Pattern[str]:
    words = r"[\s-]+".join(regex.escape(word) for word in name.split())
    return regex.compile(rf"(?<![\w/]){words}(?![\w]|/\w)", regex.IGNORECASE)
