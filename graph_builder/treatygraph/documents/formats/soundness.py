"""Whether the text layer of a page says what the page shows.

Some files carry broken glyph codes: what is drawn is Russian, Chinese or Arabic, what is
copied are letters of other scripts, private codes, or a Latin text shifted by a constant.
Such a page must not be read, for half of it would look like a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from treatygraph.documents.structure.language import guess_language

__all__ = ["is_sound"]

#: Fewer letters than this say nothing.
_FEW = 120
#: The scripts in which treaties are printed here, with what stands between their letters.
_USUAL = re.compile(
    r"[\u0000-\u024f\u0250-\u036f\u0370-\u03ff\u0400-\u052f\u0600-\u06ff\u0750-\u077f"
    r"\u1e00-\u1eff\u2000-\u27ff\u2e80-\u9fff\uf900-\ufaff\ufb00-\ufdff\ufe30-\ufeff"
    r"\uff00-\uffee\ufffe]"
)
_RUN = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    re.compile(r"[A-Za-z\u00c0-\u024f]"),
    re.compile(r"[\u0400-\u052f]"),
    re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"),
)


def is_sound(text: str) -> bool:
    """Tell whether what was read of a page can be its words.

    >>> is_sound("The States Parties to this Convention shall cooperate. " * 5)
    True
    >>> is_sound("Êîíâåíöèÿ Îðãàíèçàöèè Îáúåäèíåííûõ Íàöèé ïðîòèâ " * 5)
    False
    """
    counts = Counter("".join(text.split()))
    shown = counts.total()
    if shown < _FEW:
        return True
    if sum(n for c, n in counts.items() if _is_strange(c)) > 0.03 * shown:
        return False
    if len({script for c in counts if (script := _script(c)) is not None}) > 1:
        words = _RUN.findall(text)
        mixed = sum(sum(bool(script.search(w)) for script in _SCRIPTS) > 1 for w in words)
        if mixed > 0.08 * len(words):
            return False
    latin = {c: n for c, n in counts.items() if c.isalpha() and c < "\u0250"}
    letters = sum(latin.values())
    accented = sum(n for c, n in latin.items() if c >= "\u00c0")
    if letters >= _FEW and accented > 0.4 * letters:
        return False
    plain = sum(n for c, n in latin.items() if c < "\u0080")
    vowels = sum(latin.get(c, 0) for c in "aeiouyAEIOUY")
    shifted = plain >= _FEW and vowels < 0.25 * plain
    return not (shifted and guess_language(text) is None)


@cache
def _is_strange(character: str) -> bool:
    return not _USUAL.match(character) or unicodedata.category(character) in _NO_LETTER


@cache
def _script(character: str) -> int | None:
    """Return which of the scripts a letter is of, None for another character."""
    return next((n for n, script in enumerate(_SCRIPTS) if script.match(character)), None)


_NO_LETTER = frozenset({"Cc", "Cn", "Co", "Cs"})
