"""Whether the text layer of a page says what the page shows.

Some files carry broken glyph codes: what is drawn is Russian, Chinese or Arabic, what is
copied are letters of other scripts, private codes, or a Latin text shifted by a constant.
Such a page must not be read, for half of it would look like a text.
"""

from __future__ import annotations

import re
import unicodedata

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
    shown = [c for c in text if not c.isspace()]
    if len(shown) < _FEW:
        return True
    strange = sum(not _USUAL.match(c) or unicodedata.category(c) in _NO_LETTER for c in shown)
    if strange > 0.03 * len(shown):
        return False
    words = _RUN.findall(text)
    mixed = sum(sum(bool(script.search(w)) for script in _SCRIPTS) > 1 for w in words)
    if mixed > 0.08 * len(words):
        return False
    latin = [c for c in text if c.isalpha() and c < "\u0250"]
    accented = sum(c >= "\u00c0" for c in latin)
    if len(latin) >= _FEW and accented > 0.4 * len(latin):
        return False
    plain = [c for c in latin if c < "\u0080"]
    vowels = sum(c in "aeiouyAEIOUY" for c in plain)
    shifted = len(plain) >= _FEW and vowels < 0.25 * len(plain)
    return not (shifted and guess_language(text) is None)


_NO_LETTER = frozenset({"Cc", "Cn", "Co", "Cs"})
