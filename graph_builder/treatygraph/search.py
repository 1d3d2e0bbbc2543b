"""Full-text search over headings, labels, statements and texts, in all scripts.

SQLite's FTS5 (in Python's standard library) ranks by BM25.  Scripts that are written
without spaces are indexed sign by sign and searched as phrases, so that a Chinese word is
found inside a sentence; accents and Arabic vowel signs make no difference.
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
#: Marks around what was found, in a snippet.
_MARKS = ("«", "»")
#: Unicode blocks whose scripts set no spaces between words (UAX 29, section 4).
_SPACELESS = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    thing: str
    kind: str
    draft: str
    place: str
    text: str


def search(store: Store, words: str, *, draft: str = "", limit: int = 20) -> Table:
    """Return what holds the words, the best first, each with a snippet.

    Words in quotation marks are a phrase.  Where nothing holds all words, what holds
    some of them is given, and a note says so.
    """
    terms = _terms(words)
    if not terms:
        raise UsageError(
            f"{words!r} holds no word to look for.", expected='words, or a "phrase" in quotes'
        )
    entries = _entries(store, draft)
    index = _index(entries)
    hits = _hits(index, entries, " AND ".join(terms), limit)
    notes: tuple[str, ...] = ()
    if not hits and len(terms) > 1:
        hits = _hits(index, entries, " OR ".join(terms), limit)
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
        _Entry(*(_value(term) for term in (thing, kind, name, place, text)))
        for thing, kind, text, place, name in store.select(_TEXTS % clause).rows
    ]


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _index(entries: list[_Entry]) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE entry USING fts5"
        "(text, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    index.executemany(
        "INSERT INTO entry(rowid, text) VALUES (?, ?)",
        ((number, _spaced(entry.text)) for number, entry in enumerate(entries)),
    )
    return index


def _hits(
    index: sqlite3.Connection, entries: list[_Entry], query: str, limit: int
) -> list[tuple[str, str, str, str, str]]:
    rows = index.execute(
        "SELECT rowid, snippet(entry, 0, ?, ?, '…', 24) FROM entry WHERE entry MATCH ? "
        "ORDER BY bm25(entry), rowid",
        (*_MARKS, query),
    )
    found: dict[str, tuple[str, str, str, str, str]] = {}
    for number, snippet in rows:
        entry = entries[number]
        if entry.thing not in found and len(found) < limit:
            shown = _joined(snippet)
            found[entry.thing] = (entry.kind, entry.draft, entry.place, shown, entry.thing)
    return list(found.values())


def _terms(words: str) -> list[str]:
    """Return FTS5 terms, each in quotation marks, so that no sign in them is an operator.

    >>> _terms('judicial "prior review" 条约')
    ['"judicial"', '"prior review"', '"条 约"']
    """
    found = re.findall(r'"([^"]+)"|(\S+)', unicodedata.normalize("NFC", words))
    plain = (re.sub(r"[\W_]+", " ", phrase or word).strip() for phrase, word in found)
    return [f'"{" ".join(_spaced(term).split())}"' for term in plain if term]


def _spaced(text: str) -> str:
    return _SPACELESS.sub(r" \1 ", unicodedata.normalize("NFC", text))


def _joined(snippet: str) -> str:
    """Return a snippet without the spaces that `_spaced` set."""
    sign, marks = _SPACELESS.pattern, "".join(_MARKS)
    closed = re.sub(
        f"(?<={sign[1:-1]})([{marks}]?) +([{marks}]?)(?={sign[1:-1]})", r"\1\2", snippet
    )
    while "  " in closed:
        closed = closed.replace("  ", " ")
    closed = closed.replace("»«", "")
    return closed.strip()


def _reach(store: Store, draft: str) -> tuple[str, ...]:
    """Say where only headings could be searched, since no text was read."""
    count = store.select("SELECT (COUNT(?text) AS ?n) WHERE { ?provision tg:text ?text }").rows
    if _value(count[0][0]) != "0":
        return ()
    return ("No draft was read with its text: numbers, headings and statements were searched.",)
