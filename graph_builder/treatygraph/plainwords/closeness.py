"""How near a sentence lies to each way of saying: ideas in common, weighed by how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from treatygraph.catalogue import Question
from treatygraph.plainwords.phrasebook import Phrasebook

__all__ = ["Idea", "Likeness", "ideas_in"]

#: What naming a thing counts for, beside ideas (1 to 4): a draft hardly tells one question
#: from another, a stakeholder does.
_SLOT_WEIGHTS = {"draft": 0.3, "session": 1.0, "chapter": 1.2, "treaty": 0.4}
_OTHER_SLOT = 1.3
#: What a word that no way of saying has takes away from the likeness.
_UNKNOWN = 2.4
_UNKNOWN_SHORT = 1.2
#: How much the sentence, rather than the way of saying, must be covered.
_SENTENCE = 0.5
#: Shares of the one nearest way of saying, and of all of the question's together.
_NEAREST = 0.7
#: `un` before fewer letters denies nothing, as in UNTOC.
_DENIED = 4
#: The idea of what is not there, and what it costs where only one of two says it.
_DENIALS = frozenset({"lack", "not-there", "unrecommended", "silent"})
_AGAINST = 0.15
_SELDOM = 0.02
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Idea:
    """What a word or phrase stands for, one of several if ambiguous, and its place."""

    names: tuple[str, ...]
    at: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is an idea by being a word, and no more."""
        return self.names[0].startswith("=")


def ideas_in(words: Sequence[str], book: Phrasebook) -> list[Idea]:
    """Return the ideas of words from left to right; phrases go before words.

    Slots stay; a word that stands for no idea is one by itself; stop words and numbers are
    left out.
    """
    found: list[Idea] = []
    at = 0
    while at < len(words):
        length, idea = _phrase(words, at, book)
        denied = "" if length else _denied(words[at], book)
        if denied:
            found.append(Idea(("lack",), at, at + 1))
        names = (idea,) if length else tuple(_of_word(denied or words[at], book))
        if names:
            found.append(Idea(names, at, at + (length or 1)))
        at += length or 1
    return found


def _of_word(word: str, book: Phrasebook) -> list[str]:
    if word.startswith("{"):
        return [word]
    ideas = book.ideas_of(word)
    if ideas:
        return ideas
    if word in book.stops or word[0].isdigit() or book.mark_of(word) or len(word) < 2:
        return []
    return [f"={word.removesuffix('s')}"]


def _denied(word: str, book: Phrasebook) -> str:
    """Return what `un…` denies, as `safeguarded` of `unsafeguarded`, if that is an idea."""
    rest = word.removeprefix("un")
    return (
        ""
        if rest == word or len(rest) < _DENIED or book.ideas_of(word) or not book.ideas_of(rest)
        else rest
    )


def _phrase(words: Sequence[str], at: int, book: Phrasebook) -> tuple[int, str]:
    """Return the length of the longest phrase from here, and its idea.

    One stop word may stand between two of its words.
    """
    for pattern, idea in book.phrases_at(words[at]):
        place = at
        for part in pattern:
            if place > at and place < len(words) and not _fits(words[place], part):
                place += words[place] in book.stops
            if place >= len(words) or not _fits(words[place], part):
                break
            place += 1
        else:
            return place - at, idea
    return 0, ""


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of saying: its ideas with what each counts, and all names of them together."""

    ideas: tuple[tuple[frozenset[str], float], ...]
    names: frozenset[str]
    weight: float


class Likeness:
    """Weighs sentences, as ideas, against the ways of saying of each question."""

    def __init__(self, questions: Mapping[str, Question], book: Phrasebook) -> None:
        said: dict[str, list[list[frozenset[str]]]] = {name: [] for name in questions}
        for saying in book.sayings:
            if saying.question in said:
                ideas = [frozenset(i.names) for i in ideas_in(saying.words, book)]
                question = questions[saying.question]
                said[saying.question].append([_as_slot(idea, question) for idea in ideas])
        self._shares = {name: _shares(ways) for name, ways in said.items()}
        self._weights = _weights(self._shares)
        self._denials = {name: _share_of(_DENIALS, ways) for name, ways in said.items()}
        self._ways = {name: [self._way(way) for way in ways] for name, ways in said.items()}

    def names(self, question: str) -> frozenset[str]:
        """Return all ideas that the ways of saying of a question have."""
        return frozenset(self._shares[question])

    def needs(self, question: str, kind: str) -> float:
        """Return the share of ways of saying that name a thing for a parameter of this type."""
        shares = self._shares[question]
        kinds = ("state", "organisation") if kind == "stakeholder" else (kind,)
        return min(1.0, sum(shares.get(f"{{{slot}}}", 0.0) for slot in kinds))

    def knows(self, idea: str) -> bool:
        """Return whether a way of saying has this idea."""
        return idea in self._weights

    def score(self, question: str, ideas: Sequence[tuple[frozenset[str], float]]) -> float:
        """Return how near ideas (with what each counts, at most 1) lie to a question: 0 to 1."""
        heard = [(names, self._weight(names) * part) for names, part in ideas]
        whole = sum(weight for _, weight in heard)
        if not whole:
            return 0.0
        everything = frozenset().union(*(names for names, _ in heard))
        nearest = 0.0
        for way in self._ways[question]:
            if way.names.isdisjoint(everything):
                continue
            covered = sum(w for names, w in heard if not way.names.isdisjoint(names)) / whole
            filled = sum(w for names, w in way.ideas if not names.isdisjoint(everything))
            nearest = max(nearest, covered**_SENTENCE * (filled / way.weight) ** (1 - _SENTENCE))
        shares = self._shares[question]
        common = sum(w * min(1.0, 2 * max(shares.get(n, 0.0) for n in names)) for names, w in heard)
        return _NEAREST * nearest + (1 - _NEAREST) * common / whole

    def polarity(self, question: str, ideas: Sequence[Idea]) -> float:
        """Return what it costs that a sentence denies and a question does not, or the reverse."""
        denied = any(not _DENIALS.isdisjoint(idea.names) for idea in ideas)
        share = self._denials[question]
        if denied:
            return _AGAINST if share < _SELDOM else 0.0
        return _AGAINST * share if share > _MOSTLY else 0.0

    def _weight(self, names: frozenset[str]) -> float:
        return sum(self._weight_of(name) for name in names) / len(names)

    def _weight_of(self, idea: str) -> float:
        if idea.startswith("{"):
            return _SLOT_WEIGHTS.get(idea[1:-1], _OTHER_SLOT)
        if idea in self._weights:
            return self._weights[idea]
        return _UNKNOWN if len(idea) > 4 else _UNKNOWN_SHORT

    def _way(self, ideas: Sequence[frozenset[str]]) -> _Way:
        weighed = tuple((names, self._weight(names)) for names in dict.fromkeys(ideas))
        return _Way(weighed, frozenset().union(*ideas), sum(w for _, w in weighed) or 1.0)


def _as_slot(names: frozenset[str], question: Question) -> frozenset[str]:
    """Return a slot named by what the question does with it."""
    types = {p.type for p in question.params}
    if names == {"{provision}"} and "lineage" in types and "provision" not in types:
        return frozenset({"{lineage}"})
    if names == {"{lineage}"} and "provision" in types and "lineage" not in types:
        return frozenset({"{provision}"})
    return names


def _shares(ways: Sequence[Sequence[frozenset[str]]]) -> dict[str, float]:
    counts = Counter(name for way in ways for name in frozenset().union(*way))
    return {idea: n / len(ways) for idea, n in counts.items()}


def _share_of(names: frozenset[str], ways: Sequence[Sequence[frozenset[str]]]) -> float:
    """Return how many of the ways of saying have one of these ideas."""
    return sum(any(not names.isdisjoint(i) for i in way) for way in ways) / max(len(ways), 1)


def _weights(shares: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return what each idea counts for: the fewer questions have it, the more."""
    spread: dict[str, float] = {}
    for of in shares.values():
        for idea, share in of.items():
            spread[idea] = spread.get(idea, 0.0) + min(1.0, 4 * share)
    return {idea: math.log(1 + len(shares) / max(n, 0.5)) for idea, n in spread.items()}
