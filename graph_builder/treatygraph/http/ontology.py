"""The ontology as a document for people, and as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.http.linked import in_graph
from treatygraph.http.negotiation import GRAPH_FORMS, HTML, choose
from treatygraph.http.pages import render, site_of
from treatygraph.http.problems import problem
from treatygraph.http.rdf import rdf_response
from treatygraph.iris import ONTOLOGY

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["ontology", "terms"]

_TERMS = """
SELECT DISTINCT ?term ?kind WHERE {
  VALUES (?class ?kind) { (owl:Class "Classes") (owl:ObjectProperty "Object properties")
    (owl:DatatypeProperty "Datatype properties") (owl:AnnotationProperty "Annotation properties") }
  ?term a ?class . FILTER(STRSTARTS(STR(?term), STR(tg:)))
}
ORDER BY ?kind ?term
"""
_SAID = """
SELECT ?term ?p ?o (isIRI(?o) AS ?thing) WHERE {
  VALUES ?p { rdfs:label skos:definition skos:example rdfs:subClassOf rdfs:subPropertyOf rdfs:domain
    rdfs:range skos:scopeNote rdfs:comment dcterms:source skos:closeMatch
    skos:exactMatch skos:broadMatch
    skos:relatedMatch owl:equivalentClass owl:inverseOf }
  ?term ?p ?o . FILTER(STRSTARTS(STR(?term), STR(tg:)) && !isBlank(?o))
}
ORDER BY ?term ?p ?o
"""


def terms(site: Site) -> dict[str, list[dict[str, Any]]]:
    """Return the terms by kind, each with what is said of it."""
    said: dict[str, dict[str, list[tuple[str, bool]]]] = {}
    for row in site.rows(_SAID):
        name = row["p"].rpartition("#")[2].rpartition("/")[2]
        pair = (row["o"], row.get("thing") == "true")
        said.setdefault(row["term"], {}).setdefault(name, []).append(pair)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in site.rows(_TERMS):
        name = row["term"][len(ONTOLOGY) :]
        entry = {"iri": row["term"], "name": name, "said": said.get(row["term"], {})}
        groups.setdefault(row["kind"], []).append(entry)
    return groups


def ontology(request: Request) -> Response:
    """Answer for the ontology: documentation for people, RDF for machines."""
    site = site_of(request)
    form = choose(request.headers.get("accept"), (*GRAPH_FORMS, HTML))
    if form is None:
        return problem("not-acceptable", "The ontology is given out in RDF and in HTML.")
    if form is not HTML:
        quads = in_graph(site, site.minter.graph("ontology"))
        return rdf_response([quad.triple for quad in quads], form)
    return render(
        request, "ontology.html", title="Ontology", groups=site.once("terms", lambda: terms(site))
    )
