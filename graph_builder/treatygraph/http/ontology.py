"""The ontology as a document for people, with pictures, and as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.http.endings import asked_form
from treatygraph.http.linked import in_graph
from treatygraph.http.negotiation import GRAPH_FORMS, HTML
from treatygraph.http.pages import render, site_of
from treatygraph.http.problems import problem
from treatygraph.http.rdf_response import rdf_response
from treatygraph.iris import BASE, ONTOLOGY
from treatygraph.languages import gettext
from treatygraph.vocab import compact, expand

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["documentation", "ontology", "version"]


def documentation(site: Site) -> dict[str, Any]:
    """Return the terms by kind, the pictures, and what the ontology says of itself."""
    from markupsafe import Markup

    from treatygraph.draw.ontology_picture import class_tree, draw, pictures
    from treatygraph.http.ontology_terms import Terms

    quads = in_graph(site, site.minter.graph("ontology"))
    uses = {row["term"]: int(row["n"]) for row in site.rows("ontology/uses")}
    terms = Terms((quad.triple for quad in quads), uses)
    known = terms.definitions()
    # The pictures are made of declared names and escaped texts only.
    drawn = [(one.title, Markup(draw(one, known))) for one in pictures()]  # noqa: S704
    return {
        "groups": terms.groups(),
        "pictures": drawn if known else [],
        "tree": Markup(class_tree(terms.superclasses(), known)) if known else "",  # noqa: S704
        "about": site.rows("ontology/about", ontology=ONTOLOGY[:-1]),
        "schemes": site.rows("ontology/schemes"),
        "short": compact,
    }


def ontology(request: Request) -> Response:
    """Answer for the ontology: documentation for people, RDF for machines."""
    site = site_of(request)
    form = asked_form(request, (*GRAPH_FORMS, HTML))
    if form is None:
        return problem("not-acceptable", "The ontology is given out in RDF and in HTML.")
    if form is not HTML:
        quads = in_graph(site, site.minter.graph("ontology"))
        return rdf_response([quad.triple for quad in quads], form)
    shown = site.once("ontology", lambda: documentation(site))
    return render(request, "ontology.html", title=gettext("Ontology"), **shown)


def version(request: Request) -> Response:
    """Answer for a version IRI of the ontology: the version here, and no other."""
    from pyoxigraph import NamedNode

    site = site_of(request)
    name = NamedNode(expand("owl:versionIRI"))
    here = {
        str(getattr(q.object, "value", ""))
        for q in site.store.quads_for_pattern(None, name, None, None)
    }
    if f"{BASE}{request.url.path.removeprefix('/')}" in here:
        return ontology(request)
    versions = ", ".join(sorted(here)) or "none"
    return problem("not-found", f"This version is not here. The versions here: {versions}.")
