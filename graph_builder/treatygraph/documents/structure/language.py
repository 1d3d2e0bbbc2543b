"""The language of a stretch of text, among the official ones and a few others.

Decided by script first and by frequent small words second: enough to tell the language
versions of one treaty apart, which is all that reading needs.
"""

from __future__ import annotations

import re

__all__ = ["guess_language"]

_WORDS = {
    "en": "the of and to in shall this that for be or by with any which its article party",
    "fr": "le la les des du et de à en par ou une dans que qui est sont cette pour aux au article",
    "es": "el la los las de y en que del por una para se al con su o estado artículo",
    "nl": "de het een van en in op voor met is dat te door zij worden artikel partij of",
    "de": "der die das und in von zu den mit ist des im für auf eine artikel nicht oder",
    "pt": "o a os as de e em que do da para por uma se ao com artigo dos das",
    "it": "il la le di e in che del della per una con si al articolo dei gli",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
    "ru": re.compile(r"[\u0400-\u052f]+"),
    "ar": re.compile(r"[\u0600-\u06ff\ufb50-\ufeff]+"),
    "zh": re.compile(r"[\u4e00-\u9fff]+"),
}


def guess_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None where it cannot be told.

    >>> guess_language("The States Parties to this Convention shall cooperate with the court")
    'en'
    >>> guess_language("الدول الأطراف في هذه الاتفاقية")
    'ar'
    """
    sample = text[:4000]
    if not sample.isascii():
        counts = {code: sum(map(len, form.findall(sample))) for code, form in _SCRIPTS.items()}
        best = max(counts, key=lambda code: counts[code])
        if counts[best] and best != "latin":
            return best
    words = re.findall(r"[^\W\d_]+", text[:6000].lower())
    scores = {code: sum(word in known for word in words) for code, known in _SETS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= max(2, len(words) // 25) else None
