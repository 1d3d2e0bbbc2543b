"""Labels: what is printed for a number or a letter, as the steps of keys have it.

Ordinals in words, numbers with their endings, letters of every script come out as the
ascii form that keys use.
"""

from __future__ import annotations

import regex

from treatygraph.documents.citations.forms import ORDINALS
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.numerals import (
    ARABIC_ORDINAL,
    from_roman,
    key_number,
    latin_suffix,
    to_ascii_digits,
)
from treatygraph.documents.structure.ordinals import ORDINALS_OF, ordinal_value

__all__ = ["CAPPED", "SMALL", "WORDED", "label_of", "span_of", "style_of"]

#: Ordinals in words, of the languages that print them; English ones have a capital here
#: ("Article the Fifth"), since "the article first named" names none.
WORDED = (
    rf"(?:the\s+)?(?=(?-i:\p{{Lu}}))(?i:{ORDINALS_OF['en']})"
    rf"|(?i:{ORDINALS_OF['fr']}|{ORDINALS_OF['es']}|{ORDINALS_OF['ru']}|dernier|únic[oa]|unique)"
)
SMALL = r"(?-i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s*(?:[,.;)]|$)|\s+(?:of|above|below|and|or|hereof)\b)"
CAPPED = r"(?-i:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|First|Second|Third|Fourth|Fifth|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|FIRST|SECOND|THIRD)"
_WORD = regex.compile(rf"únic[oa]|unique|{CAPPED}|{SMALL}|{ARABIC_ORDINAL}", regex.IGNORECASE)
_QUOTED = regex.compile(r"['’‘](\d{1,2})['’‘]")
_ORDINAL_END = regex.compile(
    r"^(\d{1,3})\s?\.?(?:os?\.?|ers?|ères?|re|[eè]me|nde?|e|è|[ºª°])(?=$|\s)"
)
_NO_SIGN = regex.compile(r"^(?:nos?\.?|n[°º]s?\.?|№№?)\s*", regex.IGNORECASE)


def label_of(printed: str) -> str:
    """Return the label of a printed number, letter or ordinal word.

    >>> label_of("(a)"), label_of("2ª"), label_of("второй")
    ('a', '2', '2')
    """
    text = to_ascii_digits(_NO_SIGN.sub("", printed.strip('(). []\u00a0«»"“”„:,-–')))
    text = _ORDINAL_END.sub(r"\1", text.replace("\u0640", "").lower()).strip()
    number = _worded(text)
    if number:
        return number
    text = latin_suffix(text)
    if quoted := _QUOTED.fullmatch(text):
        marker = find_marker(f"’{quoted.group(1)}‘ ")
        return marker.key if marker else text
    if len(text) == 1 and not text.isascii():
        marker = find_marker(f"({text})")
        return marker.key if marker else text
    return text


_THE = regex.compile(r"^the\s+")


def _worded(text: str) -> str:
    """Return the number of an ordinal word, `-1` for the last, nothing for another word."""
    for table in ORDINALS.values():
        if text in table:
            return str(table[text])
    nth = ordinal_value(_THE.sub("", text))
    if nth is not None:
        return str(nth)
    return key_number(text) if _WORD.fullmatch(text) else ""


def style_of(label: str) -> str:
    """Return the style of a label: number, roman or letter."""
    if label[:1].isdecimal():
        return "number"
    return "roman" if from_roman(label) and (len(label) > 1 or label in "ivx") else "letter"


_ROMANS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip


def span_of(first: str, last: str) -> list[str]:
    """Return the labels from one to another: numbers, letters or Roman numerals, else both.

    >>> span_of("b", "d"), span_of("i", "iii"), span_of("9", "11"), span_of("aa", "bb")
    (['b', 'c', 'd'], ['i', 'ii', 'iii'], ['9', '10', '11'], ['aa', 'bb'])
    """
    if first.isdecimal() and last.isdecimal():
        return [str(n) for n in range(int(first), int(last) + 1)]
    if last in _ROMANS and first in _ROMANS and (len(last) > 1 or first == "i"):
        return list(_ROMANS[_ROMANS.index(first) : _ROMANS.index(last) + 1])
    if len(first) == len(last) == 1:
        return [chr(c) for c in range(ord(first), ord(last) + 1)]
    return [first, last]
