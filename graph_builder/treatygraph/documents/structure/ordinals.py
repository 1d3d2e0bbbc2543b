"""Ordinals in words, as older treaties number their articles: "Article the Twenty-first".

One pattern for each language and one function for the value, so that a heading and a
reference know the same words; case, accents and hyphens make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

__all__ = ["ORDINAL", "ORDINALS_OF", "ordinal_value"]

#: Units, without their endings, one to nineteen; then tens; a ten and a unit make a number.
_EN = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
_EN_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent")
_FR = (
    *("premier", "deux", "trois", "quatr", "cinqu", "six", "sept", "huit", "neuv", "dix", "onz"),
    *("douz", "treiz", "quatorz", "quinz", "seiz", "dix-sept", "dix-huit", "dix-neuv"),
)
_FR_TENS = ("vingt", "trent", "quarant", "cinquant", "soixant")
_ES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven")
_ES_TENS = ("décim", "vigésim", "trigésim", "cuadragésim", "quincuagésim", "sexagésim")
_RU = (
    *("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"),
    *("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат"),
    *("семнадцат", "восемнадцат", "девятнадцат"),
)
_RU_TENS = ("двадцат", "тридцат", "сорок", "пятьдесят")
_RU_END = "(?:ая|ой|ого|ом|ый|ую|ым|ья|ьей|ьего|ьем|ий|ью)"


def _plain(text: str) -> str:
    """Return words without accents, hyphens and capitals."""
    parts = (c if c == "й" else normalize("NFKD", c)[0] for c in normalize("NFC", text.casefold()))
    letters = (c for c in parts if not combining(c))
    return " ".join("".join(letters).replace("-", " ").split())


def _either(words: Sequence[str]) -> str:
    """Return the pattern of one of several words, each letter with its accent or without."""
    accents = {"é": "[eé]", "е": "[её]"}
    longer = sorted(words, key=len, reverse=True)
    spelled = ("".join(accents.get(c, c) for c in word).replace("-", r"[-\s]") for word in longer)
    return f"(?:{'|'.join(spelled)})"


#: The ordinals of each language as patterns, to be matched in any case.
ORDINALS_OF = {
    "en": rf"(?:{_either(_EN_TENS)}(?:ieth|y[-\s]{_either(_EN[:9])})|{_either(_EN)})",
    "fr": rf"(?:{_either(_FR_TENS)}(?:i[eè]me|e?[-\s](?:et[-\s]un|{_either(_FR[1:9])})i[eè]me)"
    rf"|premi[eè]re?|seconde?|{_either(_FR[1:])}i[eè]me)",
    "es": rf"(?:(?:und|duod)[eé]cim[oa]"
    rf"|{_either(_ES_TENS)}[oa](?:\s?(?:s[eé]tim|{_either(_ES)})[oa])?"
    rf"|(?:s[eé]tim|{_either(_ES)})[oa]|primer|tercer)",
    "ru": rf"(?:{_either(_RU_TENS)}ь?\s{_either(_RU[:9])}{_RU_END}"
    rf"|{_either([*_RU_TENS, *_RU])}{_RU_END})",
}
ORDINAL = "|".join(ORDINALS_OF.values())

_END = re.compile(rf"(?:ieth|y|ieme|e|[oa]|ь|{_RU_END})$")


def _root(word: str) -> str:
    return _END.sub("", word)


def _values(units: Sequence[str], tens: Sequence[str], first: int) -> dict[str, int]:
    found = {_root(_plain(unit)): n for n, unit in enumerate(units, 1)}
    return found | {_root(_plain(ten)): 10 * n for n, ten in enumerate(tens, first)}


_VALUES = (
    _values(_EN, _EN_TENS, 2)
    | _values(_FR, _FR_TENS, 2)
    | _values(_ES, _ES_TENS, 1)
    | _values(_RU, _RU_TENS, 2)
    | {"second": 2, "un": 1, "setim": 7, "undecim": 11, "duodecim": 12, "first": 1}
    | {"dix sept": 17, "dix huit": 18, "dix neuv": 19}
)
_WHOLE = re.compile(ORDINAL, re.IGNORECASE)
_JOINED = re.compile(r"^(decim|vigesim|trigesim|cuadragesim|quincuagesim)o(?=\w{4})")


def ordinal_value(text: str) -> int | None:
    """Return the number that an ordinal in words stands for, else None.

    >>> [ordinal_value(w) for w in ("Twenty-first", "VINGT ET UNIÈME", "двадцать второй")]
    [21, 21, 22]
    >>> ordinal_value("decimotercera"), ordinal_value("dix-septième"), ordinal_value("lamp")
    (13, 17, None)
    """
    if not _WHOLE.fullmatch(" ".join(text.split())):
        return None
    words = _JOINED.sub(r"\1o ", _plain(text)).split()
    whole = _VALUES.get(_root(" ".join(words)))
    if whole is not None:
        return whole
    parts = [_VALUES.get(_root(word)) for word in words if word != "et"]
    return sum(part for part in parts if part) if all(parts) else None
