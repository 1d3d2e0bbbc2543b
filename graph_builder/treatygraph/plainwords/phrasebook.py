"""Ways of saying: what people write for the questions of the catalogue, language by language.

`queries/sayings/<language>.yaml` holds words for ideas, further names of things, and for each
question the ways of saying it, one a line, with slots (`{draft}`, `{provision}` …).  Ideas are
the same in all languages, so a way of saying that is known in one helps all the others, and
another language is one more file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from treatygraph.curated.yamlfile import Located, parse_yaml
from treatygraph.errors import DataError
from treatygraph.plainwords.tokens import split
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = ["MARKERS", "SLOTS", "Phrasebook", "Saying", "phrasebook", "read_phrasebook"]

#: What may stand in a way of saying for a thing that is named in a sentence.
SLOTS = (
    "draft",
    "chapter",
    "provision",
    "lineage",
    "role",
    "concept",
    "state",
    "organisation",
    "instrument",
    "treaty",
    "recommendation",
    "session",
)

#: Words that stand before a number and say what it counts.
MARKERS = ("article", "chapter", "paragraph")

_PARTS = ("language", "stop", "common", "markers", "numbers", "ideas", "names", "questions")


@dataclass(frozen=True, slots=True)
class Saying:
    """One way of saying a question, and its words; slots stand in braces."""

    question: str
    language: str
    text: str
    words: tuple[str, ...]


@dataclass(slots=True)
class Phrasebook:
    """Words, names and ways of saying, of all languages together."""

    languages: list[str] = field(default_factory=list)
    stops: set[str] = field(default_factory=set)
    #: Ordinary words that mean nothing here and are no typing faults.
    common: set[str] = field(default_factory=set)
    #: Word, or stem, → the ideas that it stands for.
    words: dict[str, list[str]] = field(default_factory=dict)
    stems: dict[str, list[str]] = field(default_factory=dict)
    #: Beginning of a word that stands before a number → `article`, `chapter` or `paragraph`.
    marks: dict[str, str] = field(default_factory=dict)
    #: Word → the number that it says, as `fifth` says 5.
    numbers: dict[str, str] = field(default_factory=dict)
    #: First word → (the words in order, the idea); the longest first.
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    #: Key of a thing, as `lineage/extradition` → what people call it.
    names: dict[str, list[str]] = field(default_factory=dict)
    sayings: list[Saying] = field(default_factory=list)

    @property
    def vocabulary(self) -> set[str]:
        """All whole words that stand in it."""
        said = {w for saying in self.sayings for w in saying.words if not w.startswith("{")}
        parts = {p.rstrip("*") for ps in self.phrases.values() for words, _ in ps for p in words}
        return {
            *self.words,
            *self.common,
            *self.numbers,
            *said,
            *parts,
            *(mark.rstrip("*") for mark in self.marks),
        }

    def ideas_of(self, word: str) -> list[str]:
        """Return the ideas of one word: by itself, or by its longest stem."""
        if word in self.words:
            return self.words[word]
        for end in range(len(word), 2, -1):
            if word[:end] in self.stems:
                return self.stems[word[:end]]
        return []

    def phrases_at(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        """Return the phrases that can begin with a word, the longest first."""
        found = list(self.phrases.get(word, ()))
        for end in range(3, len(word) + 1):
            found.extend(self.phrases.get(f"{word[:end]}*", ()))
        return sorted(found, key=lambda entry: -len(entry[0])) if len(found) > 1 else found

    def mark_of(self, word: str) -> str:
        """Return what a number after this word counts, one of `MARKERS`, or nothing."""
        if word in self.marks:
            return self.marks[word]
        stems = ((stem[:-1], mark) for stem, mark in self.marks.items() if stem.endswith("*"))
        return next((mark for stem, mark in stems if word.startswith(stem)), "")


@cache
def phrasebook() -> Phrasebook:
    """Return the shipped ways of saying."""
    return read_phrasebook(locate("queries", "sayings"))


def read_phrasebook(folder: Path) -> Phrasebook:
    """Return the ways of saying of all files in a folder.

    A broken file is an error that names its line.
    """
    book = Phrasebook()
    for path in sorted(folder.glob("*.yaml")):
        located = parse_yaml(read_text(path), name=f"queries/sayings/{path.name}")
        _add(book, located)
    for entries in book.phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return book


def _add(book: Phrasebook, located: Located) -> None:
    data = located.data
    for part in data:
        if part not in _PARTS:
            raise DataError(
                f"The part {part!r} is not known.",
                place=located.place((part,)),
                expected=", ".join(_PARTS),
                remedy="correct the key, or remove it",
            )
    language = str(data["language"])
    book.languages.append(language)
    book.stops.update(split(data.get("stop", "")))
    book.common.update(split(data.get("common", "")))
    for name, words in data.get("markers", {}).items():
        if name not in MARKERS:
            raise DataError(
                f"The marker {name!r} is not known.",
                place=located.place(("markers", name)),
                expected=", ".join(MARKERS),
            )
        book.marks.update(dict.fromkeys(_items(words), name))
    for number, words in data.get("numbers", {}).items():
        book.numbers.update(dict.fromkeys(_items(words), str(number)))
    for idea, words in data.get("ideas", {}).items():
        _add_words(book, idea, words)
    for thing, names in data.get("names", {}).items():
        book.names.setdefault(thing, []).extend(_items(names))
    book.sayings.extend(_sayings(data.get("questions", {}), language, located))


def _items(text: Any) -> list[str]:
    return [item.strip() for item in str(text).split(",") if item.strip()]


def _add_words(book: Phrasebook, idea: str, words: str) -> None:
    for item in _items(words):
        pattern = tuple(split(item, stars=True))
        if len(pattern) > 1:
            book.phrases.setdefault(pattern[0], []).append((pattern, idea))
        else:
            table = book.stems if pattern[0].endswith("*") else book.words
            ideas = table.setdefault(pattern[0].rstrip("*"), [])
            if idea not in ideas:
                ideas.append(idea)


def _sayings(questions: Mapping[str, str], language: str, located: Located) -> Iterator[Saying]:
    for name, text in questions.items():
        for line in str(text).splitlines():
            for slot in re.findall(r"\{([^}]*)\}", line):
                if slot not in SLOTS:
                    raise DataError(
                        f"The slot {slot!r} in {line.strip()!r} is not known.",
                        place=located.place(("questions", name)),
                        expected=", ".join(SLOTS),
                    )
            if line.strip():
                yield Saying(name, language, line.strip(), tuple(split(line)))
