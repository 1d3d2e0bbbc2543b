"""Wording: how papers of one language ask, as patterns made from `data/lexicon/papers/`.

A phrase there is one line: words in order, `*` for any ending, ` ... ` for some words of the
same sentence, `(a|b)` for a choice, `[a ]` for what may be absent and `{name}` for a list of
the same file.  Anything else is a regular expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from treatygraph.curated.yamlfile import Schema, parse_yaml, validate
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = ["Act", "Wording", "languages", "wording_of"]

_FLAGS = regex.IGNORECASE | regex.VERSION0
#: Accents that capitals often lose in print, and Spanish letters in haste.
_PLAIN = {"é": "e", "à": "a", "ê": "e", "á": "a", "í": "i", "ó": "o", "ú": "u"}
_ACCENT = regex.compile(r"(?<![\p{L}\[])[éàê]|(?<!\[)[áíóú]")
_NEVER = regex.compile(r"(?!)")
_NAME = regex.compile(r"\{([a-z]+)\}")
_OPTIONAL = regex.compile(r"\[([^\[\]]*\s[^\[\]]*)\]")
_ENDING = regex.compile(r"(?<=\p{L})(?<!\\\p{L})\*")
_GAP = regex.compile(r"\s\.\.\.\s")
#: Scripts written without spaces between words, or with articles joined to them.
_JOINED = {"zh": ("", ""), "ar": (r"(?<![\p{L}])[وفبل]{0,2}", "")}
_SPACED = (r"(?<![\p{L}\d-])", r"(?:(?<=[\s'’])|(?![\p{L}\d]))")


@dataclass(frozen=True, slots=True)
class Act:
    """A change that is asked for: its notation, its words, and what its denial comes to."""

    notation: str
    words: regex.Pattern[str]
    negated: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns of one language."""

    language: str
    asks: Mapping[str, regex.Pattern[str]]
    acts: tuple[Act, ...]
    units: Mapping[str, regex.Pattern[str]]
    lists: Mapping[str, regex.Pattern[str]]
    #: Names by which the paper at hand speaks of who holds it, in lower case.
    holders: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> regex.Pattern[str]:
        """Return the pattern of a list of phrases, one that matches nothing where it is absent."""
        return self.lists.get(name, _NEVER)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages whose papers can be read."""
    return tuple(sorted(p.stem for p in locate("data", "lexicon", "papers").glob("??.yaml")))


@cache
def wording_of(language: str) -> Wording | None:
    """Return how papers of a language ask, None where no file is kept for it.

    Raise the first `DataError` of a file that breaks `data/schema/papers.schema.json`.
    """
    folder = locate("data", "lexicon", "papers")
    path = folder / f"{language}.yaml"
    if not path.is_file():
        return None
    located = parse_yaml(read_text(path), name=path.name)
    schema = Schema.parse(locate("data", "schema", "papers.schema.json").read_text("utf-8"))
    for fault in validate(located, schema):
        raise fault
    return _wording(located.data)


def _wording(data: Mapping[str, Any]) -> Wording:
    language = data["language"]
    words: dict[str, str] = {}
    for name, text in data["words"].items():
        words[name] = _fill(text, words)

    def compiled(phrases: str) -> regex.Pattern[str]:
        return _compile(phrases, words, language)

    return Wording(
        language=language,
        asks={kind: compiled(phrases) for kind, phrases in data["asks"].items()},
        acts=tuple(
            Act(row["action"], compiled(row["words"]), row.get("negated", row["action"]))
            for row in data["actions"]
        ),
        units={
            level: regex.compile(rf"(?<![\p{{L}}])(?:{text})(?![\p{{L}}])", _FLAGS)
            for level, text in data.get("units", {}).items()
        },
        lists={
            name: compiled(data[name])
            for name, value in data.items()
            if isinstance(value, str) and name != "language"
        },
    )


def _compile(phrases: str, words: Mapping[str, str], language: str) -> regex.Pattern[str]:
    before, after = _JOINED.get(language, _SPACED)
    choices = "|".join(
        _pattern(line.strip(), words) for line in phrases.splitlines() if line.strip()
    )
    return regex.compile(rf"{before}(?:{choices}){after}", _FLAGS)


def _pattern(phrase: str, words: Mapping[str, str]) -> str:
    """Return the regular expression of a phrase.

    >>> pattern = _pattern("delet* [the ]{thing}", {"thing": "article"})
    >>> bool(regex.fullmatch(pattern, "deletes article"))
    True
    """
    return _plain(_fill(phrase, words))


def _fill(phrase: str, words: Mapping[str, str]) -> str:
    return _NAME.sub(
        lambda m: f"(?:{words[m.group(1)]})" if m.group(1) in words else m.group(), phrase
    )


def _plain(text: str) -> str:
    while _OPTIONAL.search(text):
        text = _OPTIONAL.sub(r"(?:\1)?", text)
    text = _GAP.sub(r"(?:\\W[^.;:!?]{0,90}?)?\\W", text.replace("'", "['’]"))
    text = _ACCENT.sub(lambda m: f"[{m.group()}{_PLAIN[m.group()]}]", text)
    text = _ENDING.sub(r"[\\p{L}’'-]*", text)
    return regex.sub(r"\s+", r"\\s+", regex.sub(r"\s+\?", r"\\s*", text))
