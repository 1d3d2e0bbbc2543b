"""The page in which a researcher writes queries."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.catalogue import Question, catalogue
from treatygraph.draw.templates import script_json
from treatygraph.errors import TreatyGraphError
from treatygraph.http.drafts import chosen_draft
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


def _first(site: Site) -> str:
    try:
        return _HEAD + _FIRST % chosen_draft(site, None).iri
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
