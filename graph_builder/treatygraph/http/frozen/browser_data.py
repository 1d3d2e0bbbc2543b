"""What the browser needs to answer questions and to search without a server."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from treatygraph.catalogue import catalogue
from treatygraph.http.column_names import words_of
from treatygraph.http.lookup import findable
from treatygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["names_of", "questions_of", "search_index"]

#: Parameter type → class of what it names; those below a draft are told with it.
_CLASSES = {
    "treaty": "tg:Treaty",
    "draft": "tg:Draft",
    "chapter": "tg:Chapter",
    "provision": "tg:Provision",
    "lineage": "tg:Lineage",
    "concept": "skos:Concept",
    "role": "tg:ChapterRole",
    "stakeholder": "tg:Stakeholder",
    "instrument": "tg:Instrument",
    "recommendation": "tg:Recommendation",
}
_NAMES = """
SELECT DISTINCT ?thing ?name ?level ?draft ?lineage
WHERE {
  ?thing a %s .
  OPTIONAL {
    ?thing eli:id_local|eli:number|rdfs:label|skos:prefLabel|skos:altLabel|tg:documentedBy/tg:symbol
      ?name
  }
  OPTIONAL { ?thing eli:type_subdivision ?level }
  OPTIONAL { ?thing tg:inDraft ?draft }
  OPTIONAL { ?thing tg:ofLineage|tg:inArticle/tg:ofLineage ?lineage }
}
ORDER BY ?thing ?name ?lineage
"""


def questions_of(site: Site) -> dict[str, Any]:
    """Return the catalogue: each question's query, parameters and headings."""
    return {
        entry.name: {
            "query": "\n".join(
                line for line in entry.query.splitlines() if not line.startswith("#+")
            ),
            "params": [[p.name, p.type, p.default] for p in entry.params],
            "headings": [words_of(name) for name in entry.columns],
            "columns": list(entry.columns),
            "coverage": list(entry.coverage),
            "notes": entry.notes,
        }
        for entry in catalogue().values()
    }


def names_of(site: Site) -> dict[str, Any]:
    """Return what parameters can name: IRI, names, level, draft, lineages, by type."""
    found: dict[str, Any] = {"base": site.minter.base, "prefixes": dict(PREFIXES)}
    found["negotiated"] = [draft.iri for draft in site.drafts if draft.negotiated]
    for kind, name in _CLASSES.items():
        things: dict[str, dict[str, Any]] = {}
        for row in site.rows(_NAMES % name):
            iri = row["thing"]
            thing = things.setdefault(iri, {"i": iri, "n": _keys(site, iri), "l": []})
            _add(thing["n"], row.get("name"))
            _add(thing["l"], row.get("lineage"))
            if row.get("level", "").endswith("/article"):
                thing["a"] = 1
            if "draft" in row:
                thing["d"] = row["draft"]
        found[kind] = [
            {key: value for key, value in thing.items() if value} for thing in things.values()
        ]
    return found


def _add(values: list[str], value: str | None) -> None:
    if value and value not in values:
        values.append(value)


def _keys(site: Site, iri: str) -> list[str]:
    parsed = site.minter.parse(iri)
    return [parsed[1], parsed[1].rpartition("/")[2]] if parsed else []


def search_index(site: Site) -> list[list[str]]:
    """Return what can be found: address, name, kind, draft, words; the likeliest first."""
    grouped: dict[str, list[str]] = {}
    words: dict[str, set[str]] = defaultdict(set)
    for hit, names in findable(site):
        grouped.setdefault(
            hit.thing, [site.href(hit.thing), hit.label, hit.kind, hit.draft, hit.snippet]
        )
        words[hit.thing].update(name for name in names if name != hit.label.casefold())
    return [[*entry, "\n".join(sorted(words[thing]))] for thing, entry in grouped.items()]
