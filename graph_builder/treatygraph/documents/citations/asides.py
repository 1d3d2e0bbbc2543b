"""What scanning looks past: asides behind a number, brackets round a lower unit, broken words.

Each function returns a text of equal length, so that places stay what they are.
"""

from __future__ import annotations

import re

import regex

from treatygraph.documents.citations.forms import Forms

__all__ = ["joined_units", "unbracketed", "without_asides"]

_INNER = ("paragraph", "subparagraph", "item")
#: A lower unit in brackets after its number: "artículos 5 y 7 (inciso 3)".
_BRACKETED = regex.compile(r"(?<=[\d)])\s?\((?P<inner>\p{L}[^()]{2,40})\)")
_NUMBERS = regex.compile(
    r"\s*(?:\d{1,3}|[a-z])(?:\s*(?:,|-|–|and|or|to|et|ou|à|y|o|a|и|или)\s*(?:\d{1,3}|[a-z])(?!\p{L}))*\s*"
)
#: What stands behind a number and is none of it: its title, a sentence of it.
_ASIDE = regex.compile(
    r"(?<=(?<!\d)(?:\d{1,3}|(?<!\p{L})[IVXLC]{1,6}|(?<=\s)[A-Z])(?:-?[A-Z])?(?:\s?\(\d{1,2}\))?)\s?"
    r"\((?!Except|Other|See|Sauf|Salvo|Art|Ann|Par|Chap|Sec|Rule|Regl|Règl|Anex|Cap|Стат|Прил)[“\"«]?\p{Lu}\p{Ll}[^()]{2,160}\)"
    r"|(?<=[\d)]),\s(?:(?:the\s+)?(?:first|second|third|fourth|last)\s+sentences?|(?:première|deuxième|troisième|seconde|dernière)\s+phrase|(?:primera|segunda|tercera|última)\s+(?:frase|oración))(?=\s*[,;.)]|\s+(?:and|et|y|of|de|del|du)\b)"
)
_MAY_STAND_ASIDE = re.compile(r"\([“\"«]?[^\W\d_a-z][^\W\d_A-Z]|sentence|phrase|frase|oración")
#: A word that a hyphen parts, at the end of a line or left over from one.
_BROKEN = regex.compile(r"(?<![\p{L}\d-])(\p{L}{2,12})-(\s*\n\s*|)(\p{Ll}{2,12})(?![\p{L}-])")


def without_asides(text: str) -> str:
    """Return a text with blanks for what stands behind a number and is none of it."""
    if not _MAY_STAND_ASIDE.search(text):
        return text
    return _ASIDE.sub(lambda match: " " * len(match.group()), text)


def joined_units(text: str, forms: Forms) -> str:
    """Return a text whose "cha-pitres 2 et 3" is "chapitres  2 et 3"."""

    def whole(match: regex.Match[str]) -> str:
        word = match.group(1) + match.group(3)
        is_unit = forms.unit.fullmatch(word) and not forms.unit.fullmatch(match.group(3))
        return word.ljust(len(match.group())) if is_unit else match.group()

    return _BROKEN.sub(whole, text) if "-" in text else text


def unbracketed(text: str, forms: Forms) -> tuple[str, set[int]]:
    """Return a text of equal length whose "7 (inciso 3)" is "7, inciso 3", and where these end."""
    closes: set[int] = set()

    def opened(match: regex.Match[str]) -> str:
        inner = match.group("inner")
        unit = forms.unit.match(inner)
        low = unit is not None and any(unit.groupdict().get(level) for level in _INNER)
        if (
            unit is None
            or not low
            or inner[:3].lower() == "sub"
            or not _NUMBERS.fullmatch(inner, unit.end())
        ):
            return match.group()
        closes.add(match.start("inner") + len(inner.rstrip()))
        return f",{' ' * (match.start('inner') - match.start() - 1)}{inner})"

    return _BRACKETED.sub(opened, text) if "(" in text else text, closes
