"""Numbers as treaties print them: digits of any script, Roman, Chinese, words, `bis`.

Everything comes out as the ascii form that keys use: `24`, `5bis`, `12a`.
"""

from __future__ import annotations

import re
import unicodedata

from treatygraph.documents.structure.ordinals import ORDINAL, ordinal_value

__all__ = [
    "ARABIC_ORDINAL",
    "COMPOUND",
    "NUMBER",
    "from_chinese",
    "from_roman",
    "key_number",
    "latin_suffix",
    "to_ascii_digits",
]

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"^m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "十": 10,
    "百": 100,
}

#: Ordinals and numerals in words, of headings such as "Article premier", "الباب الأول".
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "premier": 1, "première": 1, "1er": 1, "1re": 1, "ier": 1, "deuxième": 2, "troisième": 3,
    "quatrième": 4, "cinquième": 5, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2,
    "tercero": 3, "tercera": 3, "cuarto": 4, "quinta": 5, "quinto": 5, "unique": 1, "único": 1,
    "первая": 1, "вторая": 2, "третья": 3, "четвертая": 4, "пятая": 5,
    "الأول": 1, "الأولى": 1, "الثاني": 2, "الثانية": 2, "الثالث": 3, "الثالثة": 3,
    "الرابع": 4, "الرابعة": 4, "الخامس": 5, "الخامسة": 5, "السادس": 6, "السادسة": 6,
    "السابع": 7, "السابعة": 7, "الثامن": 8, "الثامنة": 8, "التاسع": 9, "التاسعة": 9,
    "العاشر": 10, "العاشرة": 10,
}  # fmt: skip

#: Arabic ordinals from eleven on are put together of a unit and عشر or a ten.
_AR_UNITS = {"الحادي": 1, "الحادية": 1} | {
    word: value for word, value in _WORDS.items() if word.startswith("ال") and 1 < value < 10
}
_AR_TENS = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
_AR_TEN = {f"ال{ten}{end}": 20 + 10 * i for i, ten in enumerate(_AR_TENS) for end in ("ون", "ين")}
_ARABIC = (
    {f"{unit} {ten}": 10 + value for unit, value in _AR_UNITS.items() for ten in ("عشرة", "عشر")}
    | _AR_TEN
    | {f"{u} و{t}": n + v for t, n in _AR_TEN.items() for u, v in _AR_UNITS.items()}
)
_WORDS |= _ARABIC
_TEENS = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty"]
_WORDS |= {word: 11 + i for i, word in enumerate(_TEENS)}
_WORDS |= {ten: 20 + 10 * i for i, ten in enumerate(_TENS)}
_WORDS |= {
    f"{ten}-{one}": 20 + 10 * i + value
    for i, ten in enumerate(_TENS)
    for one, value in list(_WORDS.items())[:9]
}
_WORDS |= {"première": 1, "premiere": 1, "quatrième": 4, "cuarta": 4}

_SUFFIX = (
    r"(?:\s*(?:[-–]\s?)?(?:(?:bis|ter|quater|quinquies|sexies|septies|octies|бис|тер|кватер|квинквиес)(?!\w)"
    r"|مكررا?(?:\s*\(?(?:ثانيا|ثالثا)\)?)?|之[一二三四五六七八九]))"
)
#: How others print bis, ter and so on.
_LATIN_SUFFIX = {
    "бис": "bis", "тер": "ter", "кватер": "quater", "квинквиес": "quinquies",
    "مكرر": "bis", "مكررا": "bis", "مكررا ثانيا": "ter", "مكررا ثالثا": "quater",
}  # fmt: skip
_WORD = "|".join(sorted((re.escape(w) for w in _WORDS), key=len, reverse=True))

#: An Arabic ordinal in words: الأولى, الثانية عشرة, الحادية والعشرون.
ARABIC_ORDINAL = "|".join(
    sorted((w.replace(" ", r"\s+") for w in _WORDS if w.startswith("ال")), key=len, reverse=True)
)
#: Numbers of annexes put together of several: 2-A-1, 14.B.2, IV-A-2, ENER-1, ORIG-2A.
COMPOUND = (
    r"(?-i:(?:\d{1,3}|[IVXLC]{1,6})[-.]?[A-Z][-.]\d{1,2}[A-Z]?|\d{1,3}[-.]\d{1,2}[-.][A-Z](?:[-.]\d{1,2})?"
    r"|[A-Z]{3,7}-\d{1,2}[A-Z]?|[A-Z][-.]\d{1,2}[-.][A-Z\d]{1,2})(?![\w-])"
)
#: A printed number: digits with an optional letter, Roman, Chinese or a word; may be in brackets.
NUMBER = (
    rf"\[?(?:(?:{ORDINAL}|{_WORD})(?!\w)|\(\s?\d+\s?\)|\d+(?:[-–]\d\d(?!\d)|(?:\.\d+)*(?:-?(?-i:[A-Z])(?!\w)|[A-Za-z](?!\w)|\.?[ºª°])?)|[IVXLCDM]+(?:-?(?-i:[A-C]))?(?!\w)|[Ⅰ-ⅿ](?!\w)|[ivxlcdm]+(?!\w)"
    rf"|[零〇一二三四五六七八九十百]+|(?-i:[A-Z])(?:[.-]\d{{1,2}}(?!\d))?(?![\w])|(?-i:X{{1,2}})(?!\w)){_SUFFIX}?\]?"
)


def to_ascii_digits(text: str) -> str:
    """Return the text with digits of every script as ascii digits.

    >>> to_ascii_digits("المادة ١٢")
    'المادة 12'
    """
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
    )


def _plain_roman(text: str) -> str:
    """Return the characters for Roman numerals (U+2160 to U+217F) as letters."""
    return "".join(unicodedata.normalize("NFKC", c) if "Ⅰ" <= c <= "ⅿ" else c for c in text)


def from_roman(text: str) -> int | None:
    """Return the value of a Roman numeral in its usual form, else None.

    >>> from_roman("XIV"), from_roman("iix"), from_roman("ⅷ")
    (14, None, 8)
    """
    lower = _plain_roman(text).lower()
    if not lower or not _ROMAN_FORM.match(lower):
        return None
    total = 0
    for here, after in zip(lower, [*lower[1:], ""], strict=True):
        value = _ROMAN[here]
        total += -value if after and _ROMAN[after] > value else value
    return total


def from_chinese(text: str) -> int | None:
    """Return the value of a Chinese numeral below one thousand, else None.

    >>> from_chinese("二十四"), from_chinese("十"), from_chinese("一百零三"), from_chinese("一〇二")
    (24, 10, 103, 102)
    """
    if len(text) > 1 and all(_CHINESE.get(c, 10) < 10 for c in text):
        return int("".join(str(_CHINESE[c]) for c in text))
    total = current = 0
    for character in text:
        value = _CHINESE.get(character)
        if value is None:
            return None
        if value >= 10:
            total += (current or 1) * value
            current = 0
        else:
            current = value
    return total + current if text else None


def latin_suffix(label: str) -> str:
    """Return a number with bis or ter in Latin letters, without spaces.

    >>> latin_suffix("2 бис"), latin_suffix("2 مكررا"), latin_suffix("12")
    ('2bis', '2bis', '12')
    """
    match = re.match(r"^(\d+)[\s–-]*(\D+)$", label.strip())
    suffix = _LATIN_SUFFIX.get(match.group(2).strip()) if match else None
    if match and suffix:
        return f"{match.group(1)}{suffix}"
    return label if label in _WORDS else re.sub(r"\s+", "", label)


_COMPOUND = re.compile(COMPOUND.replace("(?-i:", "(?:"), re.IGNORECASE)


def _compound(text: str) -> str:
    """Return a number of several: its Roman numeral as digits, its letter joined to it."""
    first, *rest = re.split(r"[-.]", text)
    found = from_roman(first.rstrip("abcdefgh")) if first[:1] in "ivxl" and rest else None
    parts = [first.replace(first.rstrip("abcdefgh"), str(found), 1) if found else first, *rest]
    if len(parts) > 1 and parts[0][-1:].isdigit() and parts[1].isalpha():
        parts[:2] = ["".join(parts[:2])]
    return "-".join(parts)


def key_number(printed: str) -> str:
    """Return the ascii form of a printed number for use in a key; `C` alone is a letter.

    >>> [key_number(x) for x in ("IV", "IIA", "5-бис", "(12)", "premier", "٢٤", "二十", "Ⅻ")]
    ['4', '2a', '5bis', '12', '1', '24', '20', '12']
    """
    text = to_ascii_digits(_plain_roman(printed.strip(" [](.)")).rstrip("ºª°.")).lower()
    text = re.sub(r"(?<=\d)o$|(?<=[\divx])-(?=[a-z]$)", "", text)
    if _COMPOUND.fullmatch(text):
        return _compound(text)
    match = re.match(rf"^(.*?)({_SUFFIX})?$", text, re.IGNORECASE)
    stem, suffix = (match.group(1), match.group(2) or "") if match else (text, "")
    suffix = re.sub(r"[\s()–-]+", " ", suffix).strip()
    suffix = _LATIN_SUFFIX.get(suffix, suffix)
    if suffix.startswith("之"):
        suffix = f"-{from_chinese(suffix[1:])}"
    stem = stem.strip()
    if stem in _WORDS:
        return f"{_WORDS[stem]}{suffix}"
    if (nth := ordinal_value(stem)) is not None:
        return f"{nth}{suffix}"
    if stem in ("c", "d", "l", "m"):
        return f"{stem}{suffix}"
    for convert in (from_roman, from_chinese):
        value = convert(stem)
        if value:
            return f"{value}{suffix}"
    if stem[-1:] in ("a", "b", "c") and (value := from_roman(stem[:-1])):
        return f"{value}{stem[-1]}{suffix}"
    return re.sub(r"[^a-z0-9.~-]", "", stem + suffix) or "x"
