"""Full-text search over headings, labels, statements and texts, in all scripts.

SQLite's FTS5 (in Python's standard library) ranks by BM25.  Scripts that are written
without spaces are indexed sign by sign and searched as phrases, so that a Chinese word is
found inside a sentence; accents and Arabic vowel signs make no difference, and other forms
of a word are found with it (`treatygraph.wordforms`).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from treatygraph.ask import resolve
from treatygraph.catalogue import Parameter, Question
from treatygraph.errors import UsageError
from treatygraph.store.base import Store
from treatygraph.table import Table
from treatygraph.wordforms import form, forms_of_query, tokens

__all__ = ["search"]

_TEXTS = """
SELECT DISTINCT ?thing ?kind ?text ?place ?draft
WHERE {
  ?thing tg:heading|tg:text|tg:summary|rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title ?text ;
    a ?class .
  VALUES (?class ?kind) {
    (tg:Provision "provision") (tg:Lineage "lineage") (tg:Position "position")
    (tg:Argument "argument") (tg:Risk "risk") (tg:Proposal "proposal")
    (tg:Stakeholder "stakeholder") (tg:Document "document") (tg:Instrument "instrument")
    (tg:Draft "draft") (skos:Concept "concept") (tg:Session "session")
  }
  OPTIONAL { ?thing tg:place ?place }
  OPTIONAL { ?thing eli:id_local ?place ; tg:inDraft/eli:id_local ?draft }
  %s
}
ORDER BY ?thing ?kind ?text
"""
_DRAFT = Question("search", "", "", "", (), (Parameter("draft", "draft"),), "")
#: Marks around what was found, in a snippet of so many tokens.
_MARKS, _WINDOW = ("«", "»"), 24
#: Signs that FTS5 sets around found tokens; they stand in no token.
_OPEN, _CLOSE = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class _Entry:
    thing: str
    kind: str
    draft: str
    place: str
    text: str
    language: str


def search(store: Store, words: str, *, draft: str = "", limit: int = 20) -> Table:
    """Return what holds the words, the best first, each with a snippet.

    Words in quotation marks are a phrase.  Where nothing holds all words, what holds
    some of them is given, and a note says so.
    """
    terms = _terms(words)
    if not any(terms):
        raise UsageError(
            f"{words!r} holds no word to look for.", expected='words, or a "phrase" in quotes'
        )
    entries = _entries(store, draft)
    index = _index(entries)
    languages = frozenset(entry.language for entry in entries)
    wanted = [_wanted(term, languages) for term in terms]
    hits = _hits(index, entries, " AND ".join(wanted), limit)
    notes: tuple[str, ...] = ()
    if not hits and len(terms) > 1:
        hits = _hits(index, entries, " OR ".join(wanted), limit)
        notes = ("Nothing holds all the words; these hold some of them.",)
    return Table(
        ("rank", "kind", "draft", "place", "snippet", "thing"),
        tuple((rank, *hit) for rank, hit in enumerate(hits, start=1)),
        title=f"Search: {words}",
        notes=(*notes, *_reach(store, draft)),
    )


def _entries(store: Store, draft: str) -> list[_Entry]:
    clause = ""
    if draft:
        chosen = resolve(store, _DRAFT, {"draft": draft})["draft"]
        clause = f"?thing tg:inDraft|tg:addressesDraft {chosen} ."
    return [
        _Entry(
            thing=_value(thing),
            kind=_value(kind),
            draft=_value(name),
            place=_value(place),
            text=_value(text),
            language=_language(text),
        )
        for thing, kind, text, place, name in store.select(_TEXTS % clause).rows
    ]


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _language(term: object) -> str:
    return (term.language or "").partition("-")[0] if isinstance(term, Literal) else ""


def _index(entries: list[_Entry]) -> sqlite3.Connection:
    """Return an index with the tokens of each text as they stand, and their forms."""
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE entry USING fts5"
        "(text, forms, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    index.executemany(
        "INSERT INTO entry(rowid, text, forms) VALUES (?, ?, ?)",
        ((number, *_columns(entry)) for number, entry in enumerate(entries)),
    )
    return index


def _columns(entry: _Entry) -> tuple[str, str]:
    words = [entry.text[start:end] for start, end in tokens(entry.text)]
    return " ".join(words), " ".join(form(word, entry.language) for word in words)


def _hits(
    index: sqlite3.Connection, entries: list[_Entry], query: str, limit: int
) -> list[tuple[str, str, str, str, str]]:
    rows = index.execute(
        "SELECT rowid, highlight(entry, 0, ?1, ?2), highlight(entry, 1, ?1, ?2) FROM entry "
        "WHERE entry MATCH ?3 ORDER BY bm25(entry), rowid",
        (_OPEN, _CLOSE, query),
    )
    found: dict[str, tuple[str, str, str, str, str]] = {}
    for number, *marked in rows:
        entry = entries[number]
        if entry.thing not in found and len(found) < limit:
            shown = _snippet(entry.text, _marked(*marked))
            found[entry.thing] = (entry.kind, entry.draft, entry.place, shown, entry.thing)
    return list(found.values())


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
    """Return the terms of a query, each a list of tokens that must stand together.

    >>> _terms('judicial "prior review" 条约')
    [['judicial'], ['prior', 'review'], ['条', '约']]
    """
    found = re.findall(r'"([^"]+)"|(\S+)', unicodedata.normalize("NFC", words))
    terms = [phrase or word for phrase, word in found]
    split = [[term[start:end] for start, end in tokens(term)] for term in terms]
    return [term for term in split if term]


def _wanted(term: list[str], languages: frozenset[str]) -> str:
    """Return a term for FTS5, in quotation marks, so that no sign in it is an operator.

    >>> _wanted(["prior", "review"], frozenset({"en"}))
    '("prior review")'
    """
    every = [forms_of_query(word, languages) for word in term]
    longest = max(len(forms) for forms in every)
    phrases = (" ".join(f[min(n, len(f) - 1)] for f in every) for n in range(longest))
    return "(" + " OR ".join(f'"{phrase}"' for phrase in dict.fromkeys(phrases)) + ")"


def _reach(store: Store, draft: str) -> tuple[str, ...]:
    """Say where only headings could be searched, since no text was read."""
    count = store.select("SELECT (COUNT(?text) AS ?n) WHERE { ?provision tg:text ?text }").rows
    if _value(count[0][0]) != "0":
        return ()
    return ("No draft was read with its text: numbers, headings and statements were searched.",)
