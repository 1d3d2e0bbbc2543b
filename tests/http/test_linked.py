"""Every IRI of ours answers, with a page or with RDF, under every form of its address."""

import io
import json
from hashlib import sha256

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse

from treatygraph.http.negotiation import GRAPH_FORMS
from treatygraph.iris import BASE

IRIS = f"""
SELECT DISTINCT ?s WHERE {{
  ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}") && !CONTAINS(STR(?s), "ontology"))
}}
"""


@pytest.fixture(scope="module")
def iris(site):
    found = [row["s"] for row in site.rows(IRIS)]
    assert len(found) > 25
    return found


def get(client, path, accept):
    return client.get(path, headers={"accept": accept}, follow_redirects=False)


def test_every_iri_sends_people_to_a_page_and_machines_to_data(client, iris):
    for iri in iris:
        path = "/" + iri.removeprefix(BASE)
        page, data = get(client, path, "text/html"), get(client, path, "text/turtle")

        assert (303, 303) == (page.status_code, data.status_code), iri
        assert 200 == get(client, page.headers["location"], "text/html").status_code, iri
        answer = get(client, data.headers["location"], "text/turtle")
        assert "text/turtle" == answer.headers["content-type"].partition(";")[0], iri


@pytest.mark.parametrize("form", GRAPH_FORMS, ids=lambda form: form.key)
def test_data_about_a_thing_can_be_read_back_in_every_form(client, form):
    answer = client.get(f"/data/id/harbour/first/art-2.{form.suffix}")
    read = list(parse(io.BytesIO(answer.content), format=RdfFormat.from_media_type(form.media)))

    assert any(quad.subject.value.endswith("/art-2") for quad in read)


def test_an_iri_answers_below_the_bases_own_path(client):
    answer = get(client, "/treatygraph/id/harbour", "text/turtle")

    assert (303, "/data/id/harbour.ttl") == (answer.status_code, answer.headers["location"])


DATASETS = [form for form in GRAPH_FORMS if form.key in ("trig", "nquads", "jsonld")]
DOCUMENTS = ["/data/id/harbour/first/art-2.{}", "/data/id/harbour.{}", "/graph/harbour/second"]


def quads_at(client, address, form, **params):
    answer = client.get(address, headers={"accept": form.media}, params=params)
    assert 200 == answer.status_code
    return list(parse(io.BytesIO(answer.content), format=RdfFormat.from_media_type(form.media)))


@pytest.mark.parametrize("form", GRAPH_FORMS, ids=lambda form: form.key)
@pytest.mark.parametrize("address", [*DOCUMENTS, "/void"])
def test_a_document_says_its_triples_where_plain_patterns_look(client, address, form):
    quads = quads_at(client, address.format(form.suffix), form)

    assert quads
    assert {DefaultGraph()} == {quad.graph_name for quad in quads}


@pytest.mark.parametrize("form", DATASETS, ids=lambda form: form.key)
@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_keeps_the_graphs_where_that_is_asked_for(client, address, form):
    plain = quads_at(client, address.format(form.suffix), form)
    named = quads_at(client, address.format(form.suffix), form, graphs="named")

    assert DefaultGraph() not in {quad.graph_name for quad in named}
    assert {quad.triple for quad in plain} == {quad.triple for quad in named}


def test_a_thing_leads_to_its_dataset_where_that_is_asked_for(client):
    answer = get(client, "/id/harbour?graphs=named", "application/n-quads")

    assert "/data/id/harbour.nq?graphs=named" == answer.headers["location"]


def test_the_ontology_has_an_anchor_for_every_term(client, site):
    text = client.get("/ontology", headers={"accept": "text/html"}).text

    assert all(f'id="{name}"' in text for name in ("Provision", "Article", "refersTo"))
    assert "owl#Class" in client.get("/ontology", headers={"accept": "application/n-triples"}).text


def test_signposts_lead_from_the_page_to_iri_licence_and_data(client):
    link = client.get("/page/id/harbour").headers["link"]

    assert f'<{BASE}id/harbour>; rel="cite-as"' in link
    assert 'rel="describedby"; type="text/turtle"' in link
    assert 'rel="license"' in link
    assert '<https://schema.org/AboutPage>; rel="type"' in link
    assert '</void>; rel="collection"' in link


def test_a_page_says_itself_in_schema_orgs_words(client):
    text = client.get("/page/id/harbour/first/art-2").text
    block = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]

    assert "Legislation" == json.loads(block)["@type"]


def described(client, address="/void"):
    answer = client.get(address, headers={"accept": "application/n-triples"})
    store = Store()
    store.bulk_load(answer.content, format=RdfFormat.N_TRIPLES)
    return store


def test_the_description_at_the_well_known_place_counts_what_is_there(client, site):
    triples = len({quad.triple for quad in site.store})
    (answer,) = described(client, "/.well-known/void").query(
        f"SELECT ?n WHERE {{ <{BASE}void#dataset> <http://rdfs.org/ns/void#triples> ?n }}"
    )

    assert triples == int(answer["n"].value)


def test_the_description_names_the_endpoint_that_gave_it(client):
    store = described(client)

    assert store.query(
        "PREFIX dcat: <http://www.w3.org/ns/dcat#> ASK { ?s a dcat:DataService ; dcat:endpointURL "
        "<http://localhost/sparql> ; dcat:servesDataset ?d . ?d a dcat:Dataset }"
    )


def test_a_named_graph_as_n_triples_has_the_checksum_of_its_description(client, site):
    rows = list(
        described(client).query(
            "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#> "
            "SELECT ?graph ?sum WHERE { ?graph dcat:distribution ?d . ?d dcat:accessURL ?graph ; "
            "spdx:checksum [ spdx:checksumValue ?sum ] }"
        )
    )

    assert len(rows) == len(list(site.store.named_graphs()))
    for row in rows:
        path = "/" + row["graph"].value.removeprefix(BASE)
        body = get(client, path, "application/n-triples").content
        assert row["sum"].value == sha256(body).hexdigest(), path


def test_the_sitemap_lists_pages_that_answer(client):
    addresses = [
        part.partition("</loc>")[0] for part in client.get("/sitemap.xml").text.split("<loc>")[1:]
    ]

    assert len(addresses) > 15
    assert {200} == {
        client.get(address, headers={"accept": "text/html"}).status_code for address in addresses
    }


def test_what_nobody_speaks_of_is_not_found(client):
    assert 404 == get(client, "/id/nothing", "text/turtle").status_code
    assert 404 == client.get("/data/id/nothing.ttl").status_code
    assert 404 == client.get("/data/id/harbour.exe").status_code
    assert 404 == get(client, "/graph/nothing", "text/turtle").status_code
