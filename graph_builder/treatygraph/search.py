"""Finding things by name, number and words, in all scripts: one search for all surfaces.

Promise: what bears the name or the number stands first, of the treaty under negotiation
before its models, of the draft that is known best before the others; then what holds the
words, ranked by BM25 (SQLite's FTS5); what is merely spelt alike comes where nothing else
is found.  Scripts that are written without spaces are indexed sign by sign and searched as
phrases, accents and Arabic vowel signs make no difference, and other forms of a word are
found with it (`treatygraph.wordforms`).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from threading import Lock

from treatygraph.asker import Asker, Source
from treatygraph.drafts import default_draft
from treatygraph.errors import UsageError
from treatygraph.table import Table
from treatygraph.vocab import expand
from treatygraph.wordforms import form, forms_of_query, tokens

__all__ = ["Found", "Hit", "find", "named_things", "search"]

#: Marks around what was found, in a snippet of so many tokens.
_MARKS, _WINDOW = ("«", "»"), 24
#: Signs that FTS5 sets around found tokens; they stand in no token.
_OPEN, _CLOSE = "\x01", "\x02"
#: How alike, of 100, a text has to be to words that are found nowhere.
_ALIKE = 75
#: Different words or phrases of one search.
_MOST_TERMS = 100
_SOME = "Nothing holds all the words; these hold some of them."
_SPELT = "Nothing holds these words; these are spelt alike."
_HEADINGS = "No draft was read with its text: numbers, headings and statements were searched."


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its name, its kind, its draft, its place, its words."""

    thing: str
    label: str
    kind: str
    draft: str
    place: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """The things that fit, best first, how many there are in all, and what must be said."""

    hits: tuple[Hit, ...]
    total: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One text of a thing."""

    thing: str
    kind: str
    draft: str
    place: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class _Index:
    """What a search needs of a graph, made once."""

    words: sqlite3.Connection
    entries: list[_Entry]
    #: Thing → its names in lower case.
    names: dict[str, tuple[str, ...]]
    #: Thing → its label, and its place among things that fit alike.
    labels: dict[str, str]
    order: dict[str, tuple[int, int, int, int, str]]
    has_texts: bool
    lock: Lock


def search(graph: Source, words: str, *, draft: str = "", limit: int = 20) -> Table:
    """Return what bears a name or holds the words, the best first, each with a snippet.

    Words in quotation marks are a phrase.  Where nothing holds all words, what holds
    some of them is given, and a note says so.
    """
    found = find(graph, words, draft=draft, limit=limit)
    rows = tuple(
        (rank, hit.kind, hit.draft, hit.place, hit.snippet, hit.thing)
        for rank, hit in enumerate(found.hits, start=1)
    )
    columns = ("rank", "kind", "draft", "place", "snippet", "thing")
    return Table(columns, rows, f"Search: {words}", found.notes)


def find(
    graph: Source, words: str, *, draft: str = "", limit: int = 20, loosely: bool = True
) -> Found:
    """Return the things that fit best; `loosely` allows for some of the words, and for slips."""
    asker = Asker.of(graph)
    terms = _terms(words)
    if not any(terms):
        raise UsageError(
            f"{words!r} holds no word to look for.", expected='words, or a "phrase" in quotes'
        )
    if len(terms) > _MOST_TERMS:
        raise UsageError(
            f"{len(terms):,} different words are looked for.", expected=f"at most {_MOST_TERMS}"
        )
    index = asker.once("search", lambda: _index(asker))
    within = None
    if draft:
        within = {
            thing for (thing,) in asker.texts("asking/of-draft", draft=asker.draft(draft).iri)
        }
    languages = frozenset(entry.language for entry in index.entries)
    wanted = [_wanted(term, languages) for term in terms]
    named = _named(index, " ".join(words.casefold().split()))
    snippets = _hits(index, " AND ".join(wanted))
    notes: tuple[str, ...] = ()
    if loosely and not named and not snippets and len(terms) > 1:
        snippets, notes = _hits(index, " OR ".join(wanted)), (_SOME,)
    if loosely and not named and not snippets:
        snippets, notes = _alike(index, words), (_SPELT,)
    things = [t for t in dict.fromkeys([*named, *snippets]) if within is None or t in within]
    hits = tuple(_hit(index, thing, snippets) for thing in things[:limit])
    notes = notes if hits else ()
    return Found(hits, len(things), notes if index.has_texts else (*notes, _HEADINGS))


def named_things(graph: Source) -> list[tuple[Hit, tuple[str, ...]]]:
    """Return everything that can be found by a name, with its names in lower case, in order."""
    asker = Asker.of(graph)
    index = asker.once("search", lambda: _index(asker))
    first: dict[str, _Entry] = {}
    for entry in index.entries:
        first.setdefault(entry.thing, entry)
    return [
        (_shown(index, first[thing], index.labels[thing]), index.names[thing])
        for thing in sorted(index.names, key=index.order.__getitem__)
    ]


def _hit(index: _Index, thing: str, snippets: dict[str, tuple[_Entry, str]]) -> Hit:
    label = index.labels[thing]
    known = snippets.get(thing)
    entry, shown = known or next((e, label) for e in index.entries if e.thing == thing)
    return _shown(index, entry, shown)


def _shown(index: _Index, entry: _Entry, words: str) -> Hit:
    label = index.labels[entry.thing]
    return Hit(entry.thing, label, entry.kind, entry.draft, entry.place, words or entry.text)


def _index(asker: Asker) -> _Index:
    """Return the index of a graph: tokens of each text as they stand, and their forms."""
    drafts = {d.iri: d for d in asker.drafts}
    known = any(d.articles for d in drafts.values())
    first = default_draft(asker).iri if known else ""
    entries: dict[_Entry, None] = {}
    names: dict[str, dict[str, None]] = {}
    labels: dict[str, str] = {}
    order: dict[str, tuple[int, int, int, int, str]] = {}
    read, label, called = expand("tg:text"), expand("rdfs:label"), expand("skos:altLabel")
    has_texts = False
    for thing, kind, name, text, language, place, draft in asker.texts("asking/texts"):
        own = drafts.get(draft)
        key = own.local if own else draft.rpartition("/")[2]
        entries[_Entry(thing, kind, key, place, text, language.partition("-")[0])] = None
        has_texts = has_texts or name == read
        if name in (label, called):
            names.setdefault(thing, {})[text.casefold()] = None
        if name == label or thing not in labels:
            labels[thing] = text
        ours = (not own.negotiated, draft != first, -own.articles) if own else (False, False, 0)
        steps = thing.count("/") if draft else 0
        order[thing] = (int(ours[0]), steps, int(ours[1]), ours[2], thing)
    words = sqlite3.connect(":memory:", check_same_thread=False)
    words.execute(
        "CREATE VIRTUAL TABLE entry USING fts5"
        "(text, forms, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    words.executemany(
        "INSERT INTO entry(rowid, text, forms) VALUES (?, ?, ?)",
        ((number, *_columns(entry)) for number, entry in enumerate(entries)),
    )
    every = {thing: tuple(found) for thing, found in names.items()}
    return _Index(words, list(entries), every, labels, order, has_texts, Lock())


def _named(index: _Index, wanted: str) -> list[str]:
    """Return the things that bear a name or a number, the best first."""
    ranked = [
        (tier, index.order[thing])
        for thing, names in index.names.items()
        if (tier := _tier(names, wanted)) is not None
    ]
    return [place[-1] for _, place in sorted(ranked)]


def _tier(names: tuple[str, ...], wanted: str) -> int | None:
    """Return how well names fit, 0 the best; None where they do not.

    A name's own part before the heading counts as a name: `Article 24`, and `24`.
    """
    heads = [name.partition(". ")[0] for name in names]
    numbers = [head.split(" ")[1] for head in heads if head.count(" ") == 1]
    if wanted in names or wanted in heads or wanted in numbers:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(f" {wanted}" in name for name in names) else None


def _alike(index: _Index, words: str) -> dict[str, tuple[_Entry, str]]:
    """Return what is spelt alike."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        words,
        [entry.text for entry in index.entries],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=60,
        score_cutoff=_ALIKE,
    )
    hits: dict[str, tuple[_Entry, str]] = {}
    for _, _, number in found:
        entry = index.entries[number]
        hits.setdefault(entry.thing, (entry, ""))
    return hits


def _columns(entry: _Entry) -> tuple[str, str]:
    words = [entry.text[start:end] for start, end in tokens(entry.text)]
    return " ".join(words), " ".join(form(word, entry.language) for word in words)


def _hits(index: _Index, query: str) -> dict[str, tuple[_Entry, str]]:
    """Return the things whose texts fit, the best first, each with its text and a snippet."""
    with index.lock:
        rows = index.words.execute(
            "SELECT rowid, highlight(entry, 0, ?1, ?2), highlight(entry, 1, ?1, ?2) FROM entry "
            "WHERE entry MATCH ?3 ORDER BY bm25(entry), rowid",
            (_OPEN, _CLOSE, query),
        ).fetchall()
    found: dict[str, tuple[_Entry, str]] = {}
    for number, *marked in rows:
        entry = index.entries[number]
        if entry.thing not in found:
            found[entry.thing] = entry, _snippet(entry.text, _marked(*marked))
    return found


def _marked(*columns: str) -> set[int]:
    """Return the places, in tokens, that are marked in either column.

    >>> sorted(_marked(f"a {_OPEN}b c{_CLOSE} d", f"a b c {_OPEN}d{_CLOSE}"))
    [1, 2, 3]
    """
    found = set()
    for column in columns:
        inside = False
        for place, token in enumerate(column.split(" ")):
            inside = inside or _OPEN in token
            if inside:
                found.add(place)
            inside = inside and _CLOSE not in token
    return found


def _snippet(text: str, found: set[int]) -> str:
    """Return a part of a text with what was found in marks.

    >>> _snippet("Protection of personal data", {2, 3})
    'Protection of «personal» «data»'
    """
    spans = tokens(text)
    first = max(0, min(min(found, default=0) - 4, len(spans) - _WINDOW))
    window = range(first, min(first + _WINDOW, len(spans)))
    start = spans[first][0] if first else 0
    end = spans[window[-1]][1] if window and window[-1] + 1 < len(spans) else len(text)
    parts, at = ["…" if first else ""], start
    for place in sorted(found.intersection(window)):
        begin, stop = spans[place]
        joined = begin == at and parts[-1].endswith(_MARKS[1])
        before = parts.pop()[:-1] if joined else text[at:begin] + _MARKS[0]
        parts.append(before + text[begin:stop] + _MARKS[1])
        at = stop
    return "".join([*parts, text[at:end], "" if end == len(text) else "…"]).strip()


def _terms(words: str) -> list[list[str]]:
    """Return the terms of a query, each once, a list of tokens that must stand together.

    >>> _terms('judicial "prior review" 条约')
    [['judicial'], ['prior', 'review'], ['条', '约']]
    """
    found = re.findall(r'"([^"]+)"|(\S+)', unicodedata.normalize("NFC", words))
    terms = [phrase or word for phrase, word in found]
    split = [[term[start:end] for start, end in tokens(term)] for term in terms]
    return [[*term] for term in dict.fromkeys(map(tuple, filter(None, split)))]


def _wanted(term: list[str], languages: frozenset[str]) -> str:
    """Return a term for FTS5, in quotation marks, so that no sign in it is an operator.

    >>> _wanted(["prior", "review"], frozenset({"en"}))
    '("prior review")'
    """
    every = [forms_of_query(word, languages) for word in term]
    longest = max(len(forms) for forms in every)
    phrases = (" ".join(f[min(n, len(f) - 1)] for f in every) for n in range(longest))
    return "(" + " OR ".join(f'"{phrase}"' for phrase in dict.fromkeys(phrases)) + ")"
