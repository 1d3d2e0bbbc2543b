"""Linked data: every IRI of ours answers with a page or with RDF.

A thing is no document, so its IRI answers 303 with the page or the data about it
(https://www.w3.org/TR/cooluris/); a named graph and the ontology are documents and
answer themselves.  A document says its triples in the default graph, where a client that
reads one address looks for them; `?graphs=named` keeps the graph of each statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from treatygraph.http.endings import asked_form, ending, lead_to
from treatygraph.http.negotiation import GRAPH_FORMS, HTML, Form, choose, form_named
from treatygraph.http.pages import iri_asked, site_of
from treatygraph.http.problems import problem
from treatygraph.http.rdf_response import rdf_response

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from treatygraph.http.site import Site

__all__ = ["about", "alternates", "data", "ended", "graph", "in_graph", "signposts", "thing"]

_FORMS = (HTML, *GRAPH_FORMS)


def alternates(site: Site, iri: str) -> list[dict[str, str]]:
    """Return the addresses of the data about a thing, one a form."""
    path = iri.removeprefix(site.minter.base)
    if path == iri:
        return []
    forms = [f for f in GRAPH_FORMS if not site.still or f.suffix in ("ttl", "jsonld")]
    return [{"media": form.media, "href": f"/data/{path}.{form.suffix}"} for form in forms]


def signposts(site: Site, iri: str) -> dict[str, str]:
    """Return the `Link` header of a thing's page (https://signposting.org)."""
    links = [f'<{iri}>; rel="cite-as"', f'<{iri}>; rel="describes"']
    links.append('<https://schema.org/AboutPage>; rel="type"')
    links.append('</void>; rel="collection"; type="text/html"')
    for entry in alternates(site, iri):
        links.append(f'<{entry["href"]}>; rel="describedby"; type="{entry["media"]}"')
    links.append('<https://creativecommons.org/licenses/by/4.0/>; rel="license"')
    return {"Link": ", ".join(links)}


def thing(request: Request) -> Response:
    """Send a client from a thing's IRI to the page or the data about it."""
    site = site_of(request)
    path = request.url.path.removeprefix("/")
    if not _known(site, site.minter.base + path):
        return ended(request, path) or problem(
            "not-found", f"The graph says nothing of {site.minter.base}{path}."
        )
    form = choose(request.headers.get("accept"), _FORMS)
    if form is None:
        return problem("not-acceptable", "A thing is described in HTML and in RDF.")
    target = f"/page/{path}" if form is HTML else f"/data/{path}.{form.suffix}"
    if form is not HTML and request.query_params.get("graphs") == "named":
        target += "?graphs=named"
    return RedirectResponse(target, 303, headers={"Vary": "Accept"})


def ended(request: Request, path: str) -> Response | None:
    """Return where a thing's path with the ending of a form leads, if the graph knows it."""
    site = site_of(request)
    met = ending(path, _FORMS)
    base = site.minter.base
    if met is None or _known(site, base + path) or not _known(site, base + met[0]):
        return None
    page = met[1] is HTML
    return lead_to(request, f"/page/{met[0]}" if page else f"/data/{met[0]}.{met[1].suffix}")


def data(request: Request) -> Response:
    """Return the RDF about a thing, in the form that the path ends in."""
    site = site_of(request)
    path, _, suffix = request.path_params["path"].rpartition(".")
    form = form_named(suffix, GRAPH_FORMS)
    if form is None or not path:
        return _any_form(request, request.path_params["path"]) or problem(
            "not-found", "The forms are " + ", ".join(f".{f.suffix}" for f in GRAPH_FORMS)
        )
    iri = site.minter.base + path
    if not _known(site, iri):
        return problem("not-found", f"The graph says nothing of {iri}.")
    links = {"Link": f'<{iri}>; rel="describes", </page/{path}>; rel="alternate"; type="text/html"'}
    return rdf_response(_statements(about(site, iri), form, request), form, headers=links)


def _any_form(request: Request, path: str) -> Response | None:
    """Return where the data about a thing are in the form that the client likes best."""
    site = site_of(request)
    form = choose(request.headers.get("accept"), GRAPH_FORMS)
    if form is None or not _known(site, site.minter.base + path):
        return None
    return lead_to(request, f"/data/{path}.{form.suffix}")


def graph(request: Request) -> Response:
    """Answer for a named graph: the graph itself as RDF, or a page about it."""
    from treatygraph.http.thing_pages import thing_page

    site = site_of(request)
    path = request.url.path.removeprefix("/")
    forms = (*GRAPH_FORMS, HTML)
    quads = list(in_graph(site, site.minter.base + path))
    met = ending(path, forms)
    if not quads and met and any(in_graph(site, site.minter.base + met[0])):
        return lead_to(request, f"/{met[0]}", met[1])
    form = asked_form(request, forms)
    if form is None:
        return problem("not-acceptable", "A graph is given out in RDF and described in HTML.")
    if form is HTML:
        request.scope["path_params"] = {"path": path}
        return thing_page(request)
    if not quads:
        return problem("not-found", f"There is no graph {site.minter.base}{path}.")
    return rdf_response(_statements(quads, form, request), form)


def about(site: Site, iri: str) -> Iterator[Quad]:
    """Yield what the graph says of a thing, with its evidence and what points to it."""
    from pyoxigraph import NamedNode

    node = NamedNode(iri)
    evidence = "/id/evidence/"
    for quad in site.store.quads_for_pattern(node, None, None, None):
        yield quad
        value: Any = quad.object
        if isinstance(value, NamedNode) and evidence in value.value:
            yield from site.store.quads_for_pattern(value, None, None, None)
    yield from site.store.quads_for_pattern(None, None, node, None)


def in_graph(site: Site, iri: str) -> Iterator[Quad]:
    """Yield the quads of a named graph."""
    from pyoxigraph import NamedNode

    yield from site.store.quads_for_pattern(None, None, None, NamedNode(iri_asked(iri)))


def _statements(quads: Iterable[Quad], form: Form, request: Request) -> Any:
    """Return the triples, each once; or the quads, where asked for and the form can."""
    wanted = request.query_params.get("graphs") == "named"
    if wanted and form.key in ("trig", "nquads", "jsonld"):
        return list(quads)
    return list({quad.triple for quad in quads})


def _known(site: Site, iri: str) -> bool:
    try:
        return next(iter(about(site, iri)), None) is not None
    except ValueError:
        return False
