"""The page in which a researcher writes queries."""

from __future__ import annotations

import re
from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.catalogue import Question, catalogue
from treatygraph.draw.templates import script_json
from treatygraph.errors import TreatyGraphError
from treatygraph.http.pages import render, site_of
from treatygraph.http.site import Site
from treatygraph.vocab import PREFIXES

__all__ = ["workbench"]

_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("eli", "role", "tg"))
_FIRST = """SELECT ?number ?heading ?basis
WHERE {
  ?article a tg:Article ;
    tg:inDraft <%s> ;
    tg:chapterRole role:procedural-measures ;
    eli:number ?number ;
    tg:heading ?heading ;
    tg:basis ?basis ;
    tg:order ?order .
}
ORDER BY ?order
"""


_ANY = """SELECT ?type (COUNT(*) AS ?n)
WHERE { ?thing a ?type }
GROUP BY ?type
ORDER BY DESC(?n) ?type
"""


def workbench(request: Request) -> Response:
    """Show the editor, with the catalogue as examples."""
    site = site_of(request)
    query = request.query_params.get("query") or _first(site)
    examples = [_example(entry) for entry in catalogue().values()]
    data = {
        "query": query,
        "examples": examples,
        "prefixes": PREFIXES,
        "terms": site.once("terms in use", lambda: _terms(site)),
        "names": site.once("names of terms", lambda: _names(site)),
        "meant": _meant(),
        "base": site.minter.base,
    }
    return render(
        request,
        "sparql.html",
        title="SPARQL",
        here="/sparql",
        query=query,
        examples=examples,
        data=script_json(data),
    )


def _terms(site: Site) -> dict[str, list[str]]:
    """Return the classes and properties in use that have a prefix, for completion."""
    asked = {
        "class": "SELECT DISTINCT ?term WHERE { ?thing a ?term } ORDER BY ?term",
        "property": "SELECT DISTINCT ?term WHERE { ?thing ?term ?value } ORDER BY ?term",
    }
    spaces = tuple(PREFIXES.values())
    return {
        kind: [row["term"] for row in site.rows(query) if row["term"].startswith(spaces)]
        for kind, query in asked.items()
    }


#: Prefixes whose names are not terms: things, graphs, and datatypes.
_NO_TERMS = ("id", "graph", "scheme", "xsd")


def _names(site: Site) -> dict[str, list[str]]:
    """Return namespace → the names in it that this graph has, as far as it has any."""
    query = """
    SELECT DISTINCT ?term WHERE {
      { ?thing a ?term } UNION { ?thing ?term ?value } UNION { ?term a skos:Concept }
      UNION { ?term rdfs:isDefinedBy ?ontology }
    } ORDER BY ?term
    """
    terms = [row["term"] for row in site.rows(query)]
    found: dict[str, list[str]] = {}
    for prefix, space in PREFIXES.items():
        local = [term[len(space) :] for term in terms if term.startswith(space)]
        names = [name for name in local if name and "/" not in name]
        if names and prefix not in _NO_TERMS:
            found[space] = names
    return found


def _meant() -> dict[str, str]:
    """Return name of a variable → the property that the catalogue's queries bind it with."""
    counted: dict[str, Counter[str]] = {}
    for entry in catalogue().values():
        for term, variable in re.findall(r"(tg:\w+) \?(\w+)", entry.query):
            counted.setdefault(variable, Counter())[term] += 1
    return {name: min(terms, key=lambda t: (-terms[t], t)) for name, terms in counted.items()}


def _first(site: Site) -> str:
    try:
        return _HEAD + _FIRST % site.draft().iri
    except TreatyGraphError:
        return _ANY


def _example(entry: Question) -> dict[str, str]:
    """Return a question as an example; free parameters stay variables."""
    free = ", ".join(f"?{p.name}" for p in entry.params)
    head = f"# {entry.question}\n" + (
        f"# Bind {free} with VALUES to ask for one.\n" if free else ""
    )
    lines = [line for line in entry.query.splitlines() if not line.startswith("#+")]
    return {"title": entry.question, "query": head + "\n".join(lines).strip() + "\n"}
