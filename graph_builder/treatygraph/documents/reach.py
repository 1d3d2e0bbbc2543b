"""Clauses that reach further: what they put under conditions, read as proposed applications.

"The powers and procedures provided for in this chapter are subject to conditions and
safeguards" applies its article to the chapter.  Where it cannot be told what such a clause
reaches, that is said of the place that it stands in, so that nobody takes an empty cell for
an absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatygraph.documents.structure.numerals import from_roman
from treatygraph.model import Provision

__all__ = ["Reach", "find_reach"]

_THINGS = r"\b(?:powers?|procedures?|measures|cooperation|mutual\s+legal\s+assistance)\b"
#: What stands under conditions, up to its verb: a sentence holds one such clause.
_CLAUSE = re.compile(
    rf"(?P<what>[^.;]*?{_THINGS}[^.;]*?)\b(?:(?:is|are|be)\s+)?(?:made\s+)?subject\s+to\b"
    r"(?=[^.;]*\b(?:conditions|safeguards|principles?|proportionality|necessity|human\s+rights)\b)",
    re.IGNORECASE,
)
#: A stretch without a full stop or a semicolon, and what one with such a clause has.
_STRETCH = re.compile(r"[^.;]+")
_SUBJECT = re.compile(r"\bsubject\s+to\b", re.IGNORECASE)
#: "This article applies to the present chapter and to chapter IV."
_APPLIES = re.compile(
    r"\b(?:this\s+article|(?:the|such|these)\s+(?:conditions|safeguards))\b[^.;]*?"
    r"\bappl(?:y|ies)\b[^.;]*?\bto\b(?P<what>[^.;]*)",
    re.IGNORECASE,
)
_CONTAINER = {"chapter": "ch", "part": "part", "section": "sec", "title": "title"}
_THIS = re.compile(
    r"\b(?:this|the\s+present)\s+(chapter|part|section|title|convention|agreement|protocol|treaty|article)\b",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"\bchapters?\s+([IVXL]+|\d+)(?:\s+(?:and|or|to)\s+([IVXL]+|\d+))?\b")
_ARTICLES = re.compile(
    r"\barticles?\s+(\d+)((?:\s*(?:,|and|or|to|through|[-–])\s*(?:articles?\s+)?\d+)*)", re.I
)
_NEXT = re.compile(r"(,|and|or|to|through|[-–])\s*(?:articles?\s+)?(\d+)", re.IGNORECASE)
#: Words that point to powers named elsewhere.
_VAGUE = re.compile(r"\b(?:such|these|those|foregoing|preceding|above|aforementioned)\b", re.I)
_HEADED = re.compile(r"\b(?:conditions|safeguards)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Reach:
    """An article whose clause applies to `over`; `sure` is false where that cannot be told.

    `over` is the key of a provision, or `draft` for the whole text.
    """

    clause: str
    over: str
    sure: bool
    words: str = ""


def find_reach(provisions: Sequence[Provision]) -> tuple[Reach, ...]:
    """Return what the clauses of a text reach, those that reach only their own article left out."""
    keys = {p.key: p for p in provisions}
    found: set[Reach] = set()
    stated: set[str] = set()
    written = {p.key.split("/")[0] for p in provisions if p.text}
    for provision in provisions:
        article = provision.key.split("/")[0]
        for clause in _clauses(provision.text or ""):
            if article in keys and keys[article].level == "article":
                stated.add(article)
                found |= {*_of_clause(clause["what"], article, keys)}
        if _HEADED.search(keys[article].heading or "" if article in keys else ""):
            for clause in _APPLIES.finditer(provision.text or ""):
                found |= {r for r in _of_clause(clause["what"], article, keys) if r.sure}
    for p in provisions:
        headed = p.level == "article" and _HEADED.search(p.heading or "")
        if headed and p.key not in stated and p.key in written:
            found.add(Reach(p.key, p.parent or "draft", sure=False, words=p.heading or ""))
    once = {(r.clause, r.over, r.sure): r for r in sorted(found)}
    return tuple(sorted(once.values()))


def _clauses(text: str) -> Iterator[re.Match[str]]:
    """Yield the clauses of a text; only stretches that can have one are gone through."""
    for stretch in _STRETCH.finditer(text):
        if _SUBJECT.search(stretch[0]):
            yield from _CLAUSE.finditer(stretch[0])


def _of_clause(what: str, article: str, keys: dict[str, Provision]) -> Iterator[Reach]:
    """Yield what one clause reaches; its words are those before its verb."""
    said = " ".join(what.split())[-120:]
    scopes = [*_scopes(what, article, keys)]
    known = [scope for scope in scopes if scope == "draft" or scope in keys]
    for scope in known:
        if scope != article:
            yield Reach(article, scope, sure=True, words=said)
    vague = not scopes and (_VAGUE.search(what) or _HEADED.search(keys[article].heading or ""))
    if len(known) < len(scopes) or vague:
        yield Reach(article, keys[article].parent or "draft", sure=False, words=said)


def _scopes(what: str, article: str, keys: dict[str, Provision]) -> Iterator[str]:
    for match in _THIS.finditer(what):
        word = match[1].lower()
        if word == "article":
            yield article
        elif word in _CONTAINER:
            yield _around(article, word, keys)
        else:
            yield "draft"
    for match in _CHAPTER.finditer(what):
        ends = [_number(g) for g in match.groups() if g]
        yield from (f"ch-{n}" for n in range(ends[0], ends[-1] + 1))
    for match in _ARTICLES.finditer(what):
        yield from (f"art-{n}" for n in _listed(match))


def _around(article: str, level: str, keys: dict[str, Provision]) -> str:
    """Return the key of the chapter or other part that an article stands in, or nothing."""
    place = keys[article].parent
    while place and place in keys and keys[place].level != level:
        place = keys[place].parent
    return place or ""


def _listed(match: re.Match[str]) -> Iterator[int]:
    """Yield the numbers of a list such as "25 to 27, 29 and 30"."""
    last = int(match[1])
    yield last
    for joint, number in _NEXT.findall(match[2]):
        value = int(number)
        if joint in ("to", "through", "-", "–") and last < value < last + 200:
            yield from range(last + 1, value)
        yield value
        last = value


def _number(text: str) -> int:
    return int(text) if text.isdigit() else from_roman(text) or 0
