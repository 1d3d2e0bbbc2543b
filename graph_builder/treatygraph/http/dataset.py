"""The description of the data as a whole: VoID, sitemap, robots."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from treatygraph.http.endings import asked_form
from treatygraph.http.negotiation import GRAPH_FORMS, HTML
from treatygraph.http.pages import render, site_of
from treatygraph.http.problems import problem
from treatygraph.http.rdf_response import graph_names, rdf_response
from treatygraph.languages import gettext
from treatygraph.vocab import expand

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from treatygraph.http.site import Site

__all__ = ["robots", "sitemap", "void", "well_known"]


def statements(site: Site, address: str) -> list[Triple]:
    """Return the description of the graph, whole in itself, and of this service."""
    from pyoxigraph import Literal, NamedNode, Triple

    from treatygraph.describe import description, root

    def made() -> list[Triple]:
        return list(dict.fromkeys(quad.triple for quad in description(site.store, site.minter)))

    dataset, service = NamedNode(root(site.minter)), NamedNode(f"{site.minter.base}void#sparql")

    def say(subject: NamedNode, name: str, value: NamedNode | Literal) -> Triple:
        return Triple(subject, NamedNode(expand(name)), value)

    endpoint = NamedNode(f"{address}sparql")
    title = Literal("SPARQL endpoint of treatygraph", language="en")
    protocol = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
    return [
        *site.once("description", made),
        say(dataset, "void:sparqlEndpoint", endpoint),
        say(service, "rdf:type", NamedNode(expand("dcat:DataService"))),
        say(service, "dcterms:title", title),
        say(service, "dcat:endpointURL", endpoint),
        say(service, "dcat:endpointDescription", NamedNode(f"{address}openapi.json")),
        say(service, "dcat:servesDataset", dataset),
        say(service, "dcterms:conformsTo", protocol),
        say(protocol, "rdf:type", NamedNode(expand("dcterms:Standard"))),
    ]


def void(request: Request) -> Response:
    """Describe the data, to people or in RDF."""
    site = site_of(request)
    form = asked_form(request, (*GRAPH_FORMS, HTML))
    if form is None:
        return problem("not-acceptable", "The description is given out in RDF and in HTML.")
    if form is not HTML:
        return rdf_response(statements(site, str(request.base_url)), form)
    return render(
        request,
        "void.html",
        title=gettext("About the data"),
        graphs=site.once("sizes", lambda: site.rows("things/graph-sizes")),
        classes=site.once("classes", lambda: site.rows("things/classes")),
        total=len(site.store),
    )


def well_known(_: Request) -> Response:
    """Send clients that look for VoID at the well-known place (RFC 8615) to it."""
    return RedirectResponse("/void", 303)


def sitemap(request: Request) -> Response:
    """List the pages."""
    site = site_of(request)
    root = str(request.base_url).rstrip("/")
    fixed = [
        "/",
        "/explore",
        "/read",
        "/questions",
        "/scoreboard",
        "/sides",
        "/matrix",
        "/compare",
        "/timeline",
        "/lineages",
    ]
    things = [site.href(row["s"]) for row in site.rows("things/pages")]
    graphs = [f"/{name.removeprefix(site.minter.base)}" for name in graph_names(site)]
    entries = "".join(
        f"<url><loc>{escape(root + path)}</loc></url>" for path in [*fixed, *things, *graphs]
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    )
    return Response(text, media_type="application/xml")


def robots(request: Request) -> Response:
    """Tell robots where the sitemap is, and to leave the endpoint alone."""
    text = f"User-agent: *\nDisallow: /sparql\nSitemap: {request.base_url}sitemap.xml\n"
    return Response(text, media_type="text/plain")
