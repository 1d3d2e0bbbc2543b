"""The endpoint keeps the SPARQL 1.1 Protocol; the W3C suite stands in test_w3c.py."""

import json

import pytest

DIRECT = {"content-type": "application/sparql-query"}
G1 = "https://w3id.org/treatygraph/graph/harbour/first"
G2 = "https://w3id.org/treatygraph/graph/harbour/second"


def test_an_update_sent_as_a_query_is_refused(client):
    answer = client.post("/sparql", content="INSERT DATA { <x:a> <x:b> 1 }", headers=DIRECT)

    assert (answer.status_code, answer.json()["code"]) == (403, "read-only")


def test_relative_iris_are_resolved_against_the_base_of_the_things(client):
    answer = client.post("/sparql", content="ASK { <id/harbour> a tg:Treaty }", headers=DIRECT)

    assert True is answer.json()["boolean"]


def test_the_endpoint_says_which_methods_it_takes(client):
    assert "POST" in client.put("/sparql").headers["allow"]


@pytest.mark.parametrize(
    "media",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_a_table_comes_in_every_standard_form(client, media):
    answer = client.get(
        "/sparql",
        params={"query": "SELECT ?d { ?d a tg:Draft } ORDER BY ?d"},
        headers={"accept": media},
    )

    assert media == answer.headers["content-type"].partition(";")[0]
    assert "harbour/first" in answer.text


@pytest.mark.parametrize(
    "media",
    [
        "text/turtle",
        "application/n-triples",
        "application/ld+json",
        "application/rdf+xml",
        "application/trig",
        "application/n-quads",
    ],
)
def test_a_graph_comes_in_every_standard_form(client, media):
    answer = client.get(
        "/sparql", params={"query": "CONSTRUCT WHERE { ?d a tg:Draft }"}, headers={"accept": media}
    )

    assert media == answer.headers["content-type"].partition(";")[0]
    assert "harbour/first" in answer.text or ":harbour" in answer.text


def test_an_unknown_media_type_is_not_acceptable(client):
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "image/png"})

    assert answer.status_code == 406


def test_a_call_to_another_server_is_refused(client):
    answer = client.get(
        "/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "no-service")


def test_too_many_rows_are_refused_with_a_remedy(client):
    answer = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})

    assert (answer.status_code, answer.json()["code"]) == (422, "too-many-rows")
    assert "LIMIT" in answer.json()["detail"]


def test_too_many_triples_are_refused(client):
    query = "CONSTRUCT { ?a ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f }"

    assert client.get("/sparql", params={"query": query}).status_code == 422


def test_an_overlong_query_is_refused(client):
    assert client.post("/sparql", content="#" * 200_000, headers=DIRECT).status_code == 413


def test_the_same_question_again_costs_nothing(client):
    params = {"query": "SELECT * { ?s a tg:Draft }"}
    tag = client.get("/sparql", params=params).headers["etag"]
    again = client.get("/sparql", params=params, headers={"if-none-match": tag})
    other = client.get(
        "/sparql", params=params, headers={"if-none-match": tag, "accept": "text/csv"}
    )

    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_an_answer_that_changes_by_itself_has_no_tag(client):
    assert "etag" not in client.get("/sparql", params={"query": "SELECT (RAND() AS ?x) {}"}).headers


def test_long_answers_are_compressed_for_clients_that_can(client):
    params = {"query": "SELECT * { ?s ?p ?o } LIMIT 200"}

    assert (
        client.get("/sparql", params=params, headers={"accept-encoding": "gzip"}).headers[
            "content-encoding"
        ]
        == "gzip"
    )
    assert (
        "content-encoding"
        not in client.get("/sparql", params=params, headers={"accept-encoding": "identity"}).headers
    )


def test_pages_of_other_sites_may_ask(client):
    answer = client.get(
        "/sparql", params={"query": "ASK {}"}, headers={"origin": "https://example.org"}
    )
    asked = client.options(
        "/sparql",
        headers={
            "origin": "https://example.org",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )

    assert answer.headers["access-control-allow-origin"] == "*"
    assert asked.status_code == 200


def test_the_endpoint_describes_itself(client):
    answer = client.get("/sparql", headers={"accept": "application/ld+json"})

    assert "http://www.w3.org/ns/sparql-service-description#" in answer.text
    assert json.loads(answer.text)
    assert G1 in answer.text


def test_from_clauses_choose_the_graphs(client):
    query = f"SELECT (COUNT(*) AS ?n) FROM <{G2}> {{ ?s a tg:Draft }}"
    answer = client.get("/sparql", params={"query": query}).json()

    assert answer["results"]["bindings"][0]["n"]["value"] == "1"
