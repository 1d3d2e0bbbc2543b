"""Words and their forms: what a search takes for one word in each script.

A text is cut into tokens: words, and single signs in scripts that set no spaces (UAX 29,
section 4).  Each token has a form that other forms of the word share, so that "البيانات"
is found by "بيانات" and "персональных" by "персональные".  Russian, French and Spanish
are stemmed by Snowball; English is left to the index.  Snowball's Arabic stemmer takes the
first letter of "بيانات" for a particle, so Arabic loses only article and particles before it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

__all__ = ["SPACELESS", "form", "forms_of_query", "tokens"]

#: Unicode blocks whose scripts set no spaces between words.
SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"[{SPACELESS}]|[^\W_{SPACELESS}]+(?:\u0640|[\u064b-\u065f\u0670]|[^\W_{SPACELESS}])*"
)
_STEMMERS = {"ru": "russian", "fr": "french", "es": "spanish"}
_ARTICLE = re.compile(
    r"^[\u0648\u0641]?(?:\u0627\u0644|\u0628\u0627\u0644|\u0643\u0627\u0644|\u0644\u0644)(?=\w{3})"
)
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
#: Letters that are written one for another: forms of alif, final ya, final ta.
_ARABIC_LETTERS = str.maketrans("\u0623\u0625\u0622\u0649\u0629", "\u0627\u0627\u0627\u064a\u0647")


def tokens(text: str) -> list[tuple[int, int]]:
    """Return start and end of each token.

    >>> [("a 条约")[start:end] for start, end in tokens("a 条约")]
    ['a', '条', '约']
    """
    return [match.span() for match in _TOKEN.finditer(text)]


def form(word: str, language: str) -> str:
    """Return the form of a word that its other forms in a language share.

    >>> form("персональных", "ru") == form("персональные", "ru")
    True
    >>> form("والبيانات", "ar") == form("بيانات", "ar")
    True
    """
    plain = unicodedata.normalize("NFC", word).lower()
    if language == "ar":
        bare = _ARABIC_MARKS.sub("", plain).translate(_ARABIC_LETTERS)
        return _ARTICLE.sub("", bare)
    if language in _STEMMERS:
        stem: str = _stemmer(language).stemWord(plain)
        return stem
    return plain


def forms_of_query(word: str, languages: frozenset[str]) -> tuple[str, ...]:
    """Return the forms of a word whose language is not said, for the languages there are.

    >>> forms_of_query("données", frozenset({"en", "fr"}))
    ('données', 'don')
    """
    script = unicodedata.name(word[0], "").partition(" ")[0]
    likely = {"ARABIC": {"ar"}, "CYRILLIC": {"ru"}, "LATIN": {"fr", "es"}}.get(script, set())
    found = [form(word, ""), *(form(word, language) for language in sorted(likely & languages))]
    return tuple(dict.fromkeys(found))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[language])
