"""Clauses that reach further: what they put under conditions, read as proposed applications.

"The powers and procedures provided for in this chapter are subject to conditions and
safeguards" applies its article to the chapter.  Where it cannot be told what such a clause
reaches, that is said of the place that it stands in, so that nobody takes an empty cell for
an absence.  The words of each language are in `reach_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from treatygraph.documents.reach_words import REACH_WORDS, ReachWords
from treatygraph.documents.structure.numerals import from_roman
from treatygraph.model import Provision

__all__ = ["Reach", "find_reach"]

#: A stretch without a full stop or a semicolon: a clause stands in one.
_STRETCH = re.compile(r"[^.;]+")


@dataclass(frozen=True, slots=True, order=True)
class Reach:
    """An article whose clause applies to `over`; `sure` is false where that cannot be told.

    `over` is the key of a provision, or `draft` for the whole text.
    """

    clause: str
    over: str
    sure: bool
    words: str = ""


def find_reach(provisions: Sequence[Provision], language: str = "en") -> tuple[Reach, ...]:
    """Return what the clauses of a text reach, those that reach only their own article left out.

    Nothing is returned of a text in a language whose words are not known.
    """
    words = REACH_WORDS.get(language)
    if words is None:
        return ()
    keys = {p.key: p for p in provisions}
    found: set[Reach] = set()
    stated: set[str] = set()
    written = {p.key.split("/")[0] for p in provisions if p.text}
    for provision in provisions:
        article = provision.key.split("/")[0]
        for clause in _clauses(provision.text or "", words):
            if article in keys and keys[article].level == "article":
                stated.add(article)
                found |= {*_of_clause(clause["what"], article, keys, words)}
        if words.headed.search(keys[article].heading or "" if article in keys else ""):
            for clause in words.applies.finditer(provision.text or ""):
                found |= {r for r in _of_clause(clause["what"], article, keys, words) if r.sure}
    for p in provisions:
        headed = p.level == "article" and words.headed.search(p.heading or "")
        if headed and p.key not in stated and p.key in written:
            found.add(Reach(p.key, p.parent or "draft", sure=False, words=p.heading or ""))
    once = {(r.clause, r.over, r.sure): r for r in sorted(found)}
    return tuple(sorted(once.values()))


def _clauses(text: str, words: ReachWords) -> Iterator[re.Match[str]]:
    """Yield the clauses of a text; only stretches that can have one are gone through."""
    for stretch in _STRETCH.finditer(text):
        if words.subject.search(stretch[0]):
            yield from words.clause.finditer(stretch[0])


def _of_clause(
    what: str, article: str, keys: Mapping[str, Provision], words: ReachWords
) -> Iterator[Reach]:
    """Yield what one clause reaches; its words are those before its verb."""
    said = " ".join(what.split())[-120:]
    scopes = [*_scopes(what, article, keys, words)]
    known = [scope for scope in scopes if scope == "draft" or scope in keys]
    for scope in known:
        if scope != article:
            yield Reach(article, scope, sure=True, words=said)
    headed = words.headed.search(keys[article].heading or "")
    vague = not scopes and (words.vague.search(what) or headed)
    if len(known) < len(scopes) or vague:
        yield Reach(article, keys[article].parent or "draft", sure=False, words=said)


def _scopes(
    what: str, article: str, keys: Mapping[str, Provision], words: ReachWords
) -> Iterator[str]:
    for match in words.this.finditer(what):
        level = words.levels[match[1].lower()]
        if level == "article":
            yield article
        elif level == "draft":
            yield "draft"
        else:
            yield _around(article, level, keys)
    for match in words.chapters.finditer(what):
        ends = [_number(g) for g in match.groups() if g]
        yield from (f"ch-{n}" for n in range(ends[0], ends[-1] + 1))
    for match in words.articles.finditer(what):
        yield from (f"art-{n}" for n in _listed(match, words))


def _around(article: str, level: str, keys: Mapping[str, Provision]) -> str:
    """Return the key of the chapter or other part that an article stands in, or nothing."""
    place = keys[article].parent
    while place and place in keys and keys[place].level != level:
        place = keys[place].parent
    return place or ""


def _listed(match: re.Match[str], words: ReachWords) -> Iterator[int]:
    """Yield the numbers of a list such as "25 to 27, 29 and 30"."""
    last = int(match[1])
    yield last
    for joint, number in words.following.findall(match[2]):
        value = int(number)
        if joint.lower() in words.to and last < value < last + 200:
            yield from range(last + 1, value)
        yield value
        last = value


def _number(text: str) -> int:
    return int(text) if text.isdigit() else from_roman(text) or 0
