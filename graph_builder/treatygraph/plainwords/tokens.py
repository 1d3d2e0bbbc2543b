"""Cutting a sentence into words and numbers, without accents, with their places in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Token", "fold", "pattern_of_tokens", "split", "tokenize"]

_WORD = r"\d+(?:\s?\([^\W_]{1,4}\))+|\d+/\d+|[^\W_]+"
_SLOT = re.compile(r"\{\w+\}|" + _WORD)
_STARRED = re.compile(r"[^\W_]+\*?")
#: `don't` is `do no`; what stands before an apostrophe in French is an article or pronoun.
_NOT = re.compile(r"n['’]t\b")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?:s\b)?|['’]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written and as it is looked up, and where it stands.

    `joined` tells that a hyphen is before it.
    """

    text: str
    norm: str
    start: int
    end: int
    joined: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number, with points or without, as `24` or `24(2)`."""
        return self.norm[0].isdigit()


def fold(text: str) -> str:
    """Return the text in small letters without accents, of the same length.

    >>> fold("Où la coopération")
    'ou la cooperation'
    """
    if text.isascii():
        return text.lower()
    return "".join(_plain(sign) for sign in text)


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    base = unicodedata.normalize("NFKD", sign)[0].lower()
    return base if len(base) == 1 else sign


def split(text: str, *, stars: bool = False) -> list[str]:
    """Return the words of a text as they are looked up; slots stay as they are.

    >>> split("Which {chapter} doesn't link to 24(2)?")
    ['which', '{chapter}', 'does', 'no', 'link', 'to', '24(2)']
    """
    plain = _ready(fold(text))
    return [_bare(found) for found in (_STARRED if stars else _SLOT).findall(plain)]


def pattern_of_tokens(symbols: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of what counts as one word where these symbols are known."""
    known = "|".join(re.escape(fold(s)) for s in sorted(symbols, key=len, reverse=True))
    return re.compile(rf"(?<![\w/])(?:{known})(?![\w/]|\.\w)|{_WORD}" if known else _WORD)


def tokenize(text: str, pattern: re.Pattern[str]) -> list[Token]:
    """Return the words of a sentence with their places."""
    plain = _ready(fold(text))
    return [
        Token(
            text[m.start() : m.end()],
            _bare(m[0]),
            m.start(),
            m.end(),
            plain[max(m.start() - 1, 0)] in "-–",
        )
        for m in pattern.finditer(plain)
    ]


def _ready(plain: str) -> str:
    """Return the text with apostrophes as spaces, of the same length."""
    plain = _NOT.sub(lambda m: " no", plain)
    return _APOSTROPHE.sub(lambda m: " " * len(m[0]), plain)


def _bare(word: str) -> str:
    return "no" if word == "not" else word.replace(" ", "")
