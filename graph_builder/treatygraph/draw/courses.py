"""The course of each lineage through the drafts of a treaty, as a picture needs it.

Draft by draft, oldest first, the articles in their order, and which goes on as which; by
the words and the rule of `treatygraph compare`: of a draft whose outline is known only in
part, nothing is said to be new or dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from treatygraph.drafts import short_name
from treatygraph.errors import UsageError

__all__ = [
    "ASKED",
    "Article",
    "Column",
    "Course",
    "Courses",
    "courses_of",
    "followed_treaties",
    "treaty_named",
]

#: What answers a query, or a table by its name, with rows of column → text.
Rows = Callable[..., list[dict[str, str]]]

_TREATIES = """
SELECT ?treaty ?label (COUNT(DISTINCT ?draft) AS ?drafts) WHERE {
  ?treaty eli:has_member ?draft ; rdfs:label ?label . ?draft a tg:Draft .
  ?article tg:inDraft ?draft ; a tg:Article ; tg:ofLineage ?lineage .
  OPTIONAL { ?treaty tg:negotiated ?negotiated }
}
GROUP BY ?treaty ?label ?negotiated
ORDER BY DESC(?negotiated) ?treaty ?label
"""
_ARTICLES = """
SELECT ?draft ?name ?date ?article ?label ?heading ?number ?order ?lineage ?chapter ?role WHERE {
  ?treaty eli:has_member ?draft . ?draft a tg:Draft ; eli:id_local ?name .
  ?article tg:inDraft ?draft ; a tg:Article ; rdfs:label ?label .
  FILTER NOT EXISTS { ?article tg:status ?gone . FILTER(STRENDS(STR(?gone), "/deleted")) }
  OPTIONAL { ?draft tg:datePrinted ?date }
  OPTIONAL { ?article tg:heading ?heading . FILTER(LANG(?heading) IN ("en", "")) }
  OPTIONAL { ?article eli:number ?number } OPTIONAL { ?article tg:order ?order }
  OPTIONAL { ?article tg:ofLineage ?lineage }
  OPTIONAL { ?article tg:inChapter ?inside . ?inside rdfs:label ?chapter }
  OPTIONAL { ?article tg:chapterRole ?role }
}
ORDER BY ?date ?draft ?order ?article ?lineage ?label ?heading
"""
_NAMES = """
SELECT ?lineage ?label WHERE { ?lineage a tg:Lineage ; tg:ofTreaty ?treaty ; rdfs:label ?label }
ORDER BY ?lineage ?label
"""
_GAPS = """
SELECT DISTINCT ?draft WHERE {
  ?treaty eli:has_member ?draft . ?gap a tg:Coverage ; tg:inDraft ?draft ;
    tg:coverageAspect ?aspect ; tg:coverageState ?state .
  FILTER(STRENDS(STR(?aspect), "/structure") || STRENDS(STR(?aspect), "/headings"))
  FILTER(STR(?state) != "complete")
}
ORDER BY ?draft
"""
_ASKED = """
SELECT ?lineage ?stance (COUNT(DISTINCT ?statement) AS ?n) WHERE {
  ?lineage a tg:Lineage ; tg:ofTreaty ?treaty .
  { ?statement tg:target ?lineage }
  UNION { ?article tg:ofLineage ?lineage . ?part tg:inArticle ?article .
    ?statement tg:target ?part }
  ?statement tg:stance ?stance .
}
GROUP BY ?lineage ?stance
ORDER BY ?lineage ?stance
"""
#: What may have been asked of a lineage, and the stances that say so.
ASKED = {
    "nothing known": (),
    "supported": ("supports",),
    "change asked": ("supports-with-change", "asks-to-add"),
    "opposed": ("opposes", "asks-to-delete"),
    "supported and opposed": (),
    "spoken of": ("neutral",),
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one draft; `group` is the chapter by its role or heading, if known."""

    iri: str
    label: str
    number: str
    chapter: str
    group: str
    lineages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One draft; whole where its outline is complete and every article has its lineage."""

    draft: str
    name: str
    date: str
    articles: tuple[Article, ...]
    whole: bool
    symbol: str = ""

    @property
    def short(self) -> str:
        """The name for narrow places: `zero draft`, `Rev.1`."""
        return short_name(self.name, self.symbol)


@dataclass(frozen=True, slots=True)
class Course:
    """One lineage: for each draft its articles, and what happened there."""

    iri: str
    label: str
    asked: str
    places: tuple[tuple[Article, ...], ...]
    events: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Courses:
    """All lineages of a treaty, and which article goes on as which of a later draft."""

    columns: tuple[Column, ...] = ()
    courses: tuple[Course, ...] = ()
    bands: tuple[tuple[int, str, int, str], ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)


def followed_treaties(rows: Rows) -> list[dict[str, str]]:
    """Return the treaties with at least two drafts that lineages join."""
    return [row for row in rows(_TREATIES) if int(row["drafts"]) > 1]


def treaty_named(rows: Rows, name: str) -> str:
    """Return the treaty of a key or IRI, the first where none is named; empty where none is."""
    known = [row["treaty"] for row in followed_treaties(rows)]
    for treaty in known:
        if name in ("", treaty, treaty.rpartition("/")[2]):
            return treaty
    if not name:
        return ""
    raise UsageError(
        f"There is no treaty {name!r} with lineages over several drafts.",
        expected="one of " + ", ".join(t.rpartition("/")[2] for t in known),
    )


def courses_of(rows: Rows, treaty: str) -> Courses:
    """Return the courses of a treaty's lineages, in the order of the drafts."""
    partly = {row["draft"] for row in rows(_GAPS, treaty=treaty)}
    symbols = {row["draft"]: row["symbol"] for row in rows("drafts/symbols")}
    columns = _renamed(tuple(_columns(rows(_ARTICLES, treaty=treaty), partly, symbols)))
    names = {row["lineage"]: row["label"] for row in rows(_NAMES, treaty=treaty)}
    asked = _asked(rows(_ASKED, treaty=treaty))
    found = tuple(
        _course(columns, lineage, names.get(lineage, ""), asked.get(lineage, "nothing known"))
        for lineage in _lineages(columns)
    )
    bands = dict.fromkeys(band for course in found for band in _bands(course))
    return Courses(columns, found, tuple(bands), asked)


def _columns(
    found: list[dict[str, str]], partly: set[str], symbols: Mapping[str, str]
) -> Iterator[Column]:
    drafts: dict[str, dict[str, list[dict[str, str]]]] = {}
    for row in found:
        drafts.setdefault(row["draft"], {}).setdefault(row["article"], []).append(row)
    for draft, articles in drafts.items():
        first = next(iter(articles.values()))[0]
        made = tuple(_article(rows) for rows in articles.values())
        whole = draft not in partly and all(a.lineages for a in made)
        date, symbol = first.get("date", ""), symbols.get(draft, "")
        yield Column(draft, first["name"], date, made, whole, symbol)


def _article(rows: list[dict[str, str]]) -> Article:
    row = rows[0]
    chapter = row.get("chapter", "")
    role = row.get("role", "").rpartition("/")[2]
    group = role or chapter.partition(". ")[2].casefold() or chapter
    label = row.get("heading") or row["label"].partition(". ")[2] or row["label"]
    lineages = dict.fromkeys(r["lineage"] for r in rows if "lineage" in r)
    return Article(row["article"], label, row.get("number", ""), chapter, group, tuple(lineages))


def _renamed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns with a chapter that got another heading as the one that it was.

    It is the same where the earlier heading is gone, the later is new, and most of its
    articles went from the one to the other.
    """
    done: list[Column] = []
    for column in columns:
        before = {x: a.group for earlier in done for a in earlier.articles for x in a.lineages}
        here = {a.group for a in column.articles}
        went: dict[str, Counter[str]] = {}
        for article in column.articles:
            came = Counter(before[x] for x in article.lineages if before.get(x))
            went.setdefault(article.group, Counter()).update(came)
        names = {}
        for group, came in went.items():
            most, count = next(iter(came.most_common(1)), ("", 0))
            if most not in here and group not in before.values() and 2 * count > came.total():
                names[group] = most
        made = (replace(a, group=names.get(a.group, a.group)) for a in column.articles)
        done.append(replace(column, articles=tuple(made)))
    return tuple(done)


def _lineages(columns: tuple[Column, ...]) -> list[str]:
    """Return the lineages in the order of the last draft that has each."""
    places = {
        lineage: (n, at)
        for n, column in enumerate(columns)
        for at, article in enumerate(column.articles)
        for lineage in article.lineages
    }
    return sorted(places, key=lambda lineage: (-places[lineage][0], places[lineage][1]))


def _asked(found: list[dict[str, str]]) -> dict[str, str]:
    """Return in one word what was asked of each lineage."""
    stances: dict[str, set[str]] = {}
    for row in found:
        stances.setdefault(row["lineage"], set()).add(row["stance"].rpartition("/")[2])
    words = {}
    for lineage, said in stances.items():
        kinds = [kind for kind, names in ASKED.items() if said & set(names)]
        both = "opposed" in kinds and len(set(kinds) - {"spoken of"}) > 1
        kinds.sort(key=["opposed", "change asked", "supported", "spoken of"].index)
        words[lineage] = "supported and opposed" if both else kinds[0] if kinds else "spoken of"
    return words


def _course(columns: tuple[Column, ...], lineage: str, label: str, asked: str) -> Course:
    places = tuple(tuple(a for a in c.articles if lineage in a.lineages) for c in columns)
    events: list[tuple[str, ...]] = []
    for n, here in enumerate(places):
        earlier = next((m for m in range(n - 1, -1, -1) if places[m]), None)
        if here and earlier is not None:
            events.append(tuple(_changes(places[earlier], here)))
        elif here:
            events.append(() if not n else ("new" if columns[n - 1].whole else "first registered",))
        elif earlier is not None and n == earlier + 1:
            events.append(("dropped" if columns[n].whole else "not registered",))
        else:
            events.append(())
    return Course(lineage, label, asked, places, tuple(events))


def _changes(before: tuple[Article, ...], here: tuple[Article, ...]) -> Iterator[str]:
    if len(here) > len(before):
        yield "split"
    elif len(here) < len(before):
        yield "joined"
    if any(len(a.lineages) > 1 for a in here) and not any(len(a.lineages) > 1 for a in before):
        yield "joined"
    groups = {a.group for a in before}, {a.group for a in here}
    if "" not in groups[0] | groups[1] and groups[0] != groups[1]:
        yield "moved"
    if [a.number for a in before] != [a.number for a in here]:
        yield "renumbered"


def _bands(course: Course) -> Iterator[tuple[int, str, int, str]]:
    """Yield which article goes on as which; several as several by their order."""
    known = [(n, here) for n, here in enumerate(course.places) if here]
    for (n, old), (m, new) in pairwise(known):
        if len(old) == 1 or len(new) == 1:
            yield from ((n, a.iri, m, b.iri) for a in old for b in new)
        else:
            last = old[-1], new[-1]
            for a, b in zip_longest(old, new):
                yield n, (a or last[0]).iri, m, (b or last[1]).iri
