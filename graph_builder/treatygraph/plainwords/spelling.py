"""Typing faults: the known word that a word stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

__all__ = ["Speller"]

#: Shorter words are left as they are: too many lie one letter apart.  Of three letters only
#: swapped ones of a word that means nothing by itself are mended, as `teh`.
_SHORTEST = 4
_SWAPPED = 3
#: Words as long can be meant by a known beginning with a slip in its end, as `adoptd`.
_LONG = 5
#: From this length on, one slip leaves no doubt which word of a name is meant.
_SURE = 10
_CUT_PAST = re.compile(r"[^aeiou]de?$")


class Speller:
    """Knows words and beginnings of words; corrects what is near to one of them."""

    def __init__(
        self,
        words: Iterable[str],
        stems: Iterable[str],
        stops: Iterable[str],
        named: Iterable[str] = (),
    ) -> None:
        self._stops = frozenset(stops)
        self._named = sorted(word for word in named if len(word) >= _SURE)
        self._known = {*words, *self._stops}
        self._stems = {stem for stem in stems if len(stem) >= 3}
        self._words = sorted(w for w in self._known if len(w) >= _SHORTEST and w.isalpha())
        self._past_tenses = [w for w in self._words if w.endswith("ed") and len(w) > _LONG]
        self._long_stems = sorted(stem for stem in self._stems if len(stem) >= 6)

    def knows(self, word: str) -> bool:
        """Return whether a word needs no correction."""
        return word in self._known or any(
            word[:end] in self._stems for end in range(3, len(word) + 1)
        )

    def correct(self, word: str) -> str:
        """Return the known word, or beginning of one, that is nearest; else the word itself.

        One fault is mended in short words, two in words of eight letters and more.

        >>> Speller(["article", "treaty"], ["recommend"], []).correct("artcle")
        'article'
        >>> Speller(["article"], ["recommend"], []).correct("recomendations")
        'recommend'
        """
        if not word.isalpha() or word in self._known:
            return word
        if len(word) == _SWAPPED:
            return next((stop for stop in sorted(self._stops) if _swapped(word, stop)), word)
        if len(word) < _SHORTEST:
            return word
        if self.knows(word):
            return self._whole(word) or (self._past(word) if len(word) >= _LONG else word)
        most = 1 if len(word) < 8 else 2
        best, distance = word, most + 1
        for other, faults, _ in process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=most, limit=5
        ):
            if _same_start(word, other) and _is_slip(word, other) and faults < distance:
                best, distance = other, int(faults)
        for stem in self._near_stems(word, most) if best == word else ():
            faults = min(OSA.distance(word[: len(stem) + d], stem) for d in (-1, 0, 1))
            if faults < distance and faults <= (1 if len(stem) < 8 else 2):
                best, distance = stem, faults
        return best

    def _whole(self, word: str) -> str:
        """Return the long word of a name that a word known by its beginning is a slip of.

        As `internatonal`, which begins like `internal` and is `international`.
        """
        if len(word) < _SURE:
            return ""
        near = process.extract(word, self._named, scorer=OSA.distance, score_cutoff=1, limit=1)
        return near[0][0] if near else ""

    def _past(self, word: str) -> str:
        """Return the known past tense that a word with a slip in its ending is meant as."""
        if not _CUT_PAST.search(word):
            return word
        near = process.extract(word, self._past_tenses, scorer=OSA.distance, score_cutoff=1)
        return near[0][0] if near else word

    def _near_stems(self, word: str, most: int) -> list[str]:
        return [
            stem
            for stem in self._long_stems
            if len(stem) <= len(word) + 1
            and (stem[0] == word[0] or stem[:2] == word[1::-1])
            and len(word) - len(stem) <= 5
            and OSA.distance(word[: len(stem)], stem, score_cutoff=most + 1) <= most + 1
        ]


def _swapped(word: str, other: str) -> bool:
    return len(other) == len(word) and OSA.distance(word, other) == 1 and _same_letters(word, other)


def _same_letters(word: str, other: str) -> bool:
    return sorted(word) == sorted(other)


def _is_slip(word: str, other: str) -> bool:
    """Return whether a short word can be a slip of another: letters swapped, left out or added.

    One letter put for another makes a new word too often there, as `five` and `file`.
    """
    return len(word) > 5 or len(word) != len(other) or _same_letters(word, other)


def _same_start(word: str, other: str) -> bool:
    return word[0] == other[0] or word[:2] == other[1::-1] or word[1:3] == other[:2]
