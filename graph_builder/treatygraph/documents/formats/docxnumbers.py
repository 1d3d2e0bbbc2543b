"""Automatic numbers of Word, counted as its numbering part says.

Word keeps the numbers of numbered paragraphs out of their text.  They are counted here as
ECMA-376, part 1, section 17.9, says, since a treaty without its numbers cannot be cited.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["Numbering", "W", "to_roman"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """Counts automatic numbers in the order of paragraphs."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.abstract: dict[str, str] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self.counts: dict[str, list[int]] = {}
        self.begun: set[str] = set()
        self.styles: dict[str, Any] = {}
        for style in styles.iter(f"{W}style") if styles is not None else ():
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                self.styles[style.get(f"{W}styleId")] = found
        if numbering is None:
            return
        for num in numbering.iter(f"{W}num"):
            self._read_number(num)
        for abstract in numbering.iter(f"{W}abstractNum"):
            self._read_levels(abstract)

    def _read_number(self, num: Any) -> None:
        key = num.get(f"{W}numId")
        link = num.find(f"{W}abstractNumId")
        if link is not None:
            self.abstract[key] = link.get(f"{W}val")
        for override in num.iter(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                at = _int(override.get(f"{W}ilvl"), 0)
                self.starts[key, at] = _int(start.get(f"{W}val"), 1)

    def _read_levels(self, abstract: Any) -> None:
        key = abstract.get(f"{W}abstractNumId")
        for level in abstract.iter(f"{W}lvl"):
            at = _int(level.get(f"{W}ilvl"), 0)

            def value(name: str, default: str, level: Any = level) -> str:
                found = level.find(f"{W}{name}")
                return str(found.get(f"{W}val", default)) if found is not None else default

            self.levels[key, at] = (
                value("numFmt", "decimal"),
                value("lvlText", "%1."),
                _int(value("start", "1"), 1),
            )

    def label(self, paragraph: Any) -> str:
        """Return the number that Word shows before a paragraph, empty for none."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        own = self.styles.get(style.get(f"{W}val")) if style is not None else None
        if properties is None or properties.find(f"{W}numId") is None:
            properties = own if own is not None else properties
        if properties is None:
            return ""
        number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
        if number is None:
            return ""
        key = number.get(f"{W}val", "")
        at = _int(level.get(f"{W}val"), 0) if level is not None else 0
        abstract = self.abstract.get(key, "")
        return self._next(key, abstract, at) if (abstract, at) in self.levels and at < 12 else ""

    def _next(self, key: str, abstract: str, at: int) -> str:
        counts = self.counts.setdefault(abstract, [])
        if key not in self.begun:
            self.begun.add(key)
            for (number, level), start in self.starts.items():
                if number == key and level < len(counts):
                    counts[level] = start - 1
        while len(counts) <= at:
            counts.append(self.levels.get((abstract, len(counts)), ("", "", 1))[2] - 1)
        counts[at] += 1
        del counts[at + 1 :]
        return self._shown(abstract, at, counts)

    def _shown(self, key: str, at: int, counts: list[int]) -> str:
        form, pattern, _ = self.levels[key, at]
        if form in ("bullet", "none"):
            return ""

        def one(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            if place >= len(counts) or place < 0:
                return ""
            return _format(counts[place], self.levels.get((key, place), (form, "", 1))[0])

        return re.sub(r"%(\d)", one, pattern)


def _int(value: str | None, default: int) -> int:
    """Return a number of the file; one that no document needs is the default."""
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else default


def _format(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 50 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = to_roman(number % 1000)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def to_roman(number: int) -> str:
    """Return a number in small Roman numerals.

    >>> to_roman(14)
    'xiv'
    """
    result = ""
    for value, digits in _ROMAN:
        while number >= value:
            result, number = result + digits, number - value
    return result
