"""The endpoint keeps the SPARQL 1.1 Protocol.

The table follows the W3C suite (data-sparql11/protocol/manifest.ttl) by test name.  The
`update_*` tests of the suite do not apply: this endpoint serves no update operation, and
answers each of them with 403 (`REFUSED`).
"""

import json
from urllib.parse import quote, urlencode

import pytest

FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
UPDATE = {"content-type": "application/sparql-update"}
G1 = "https://w3id.org/treatygraph/graph/harbour/first"
G2 = "https://w3id.org/treatygraph/graph/harbour/second"
ASK_BOTH = "ASK { ?a eli:id_local 'first' . ?b eli:id_local 'second' }"
ASK_NAMED = (
    f"ASK {{ GRAPH <{G1}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH <{G2}> {{ ?s ?p ?o }} }} }}"
)

# name in the W3C suite, method, address, body, headers
BAD = [
    ("bad_multiple_queries", "GET", "?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, {}),
    ("bad_query_method", "PUT", "?query=ASK%20%7B%7D", None, {}),
    ("bad_query_missing_form_type", "POST", "", "query=ASK%20%7B%7D", {}),
    ("bad_query_missing_direct_type", "POST", "", "ASK {}", {}),
    (
        "bad_query_non_utf8",
        "POST",
        "",
        "ASK {}".encode("utf-16"),
        {"content-type": "application/sparql-query; charset=UTF-16"},
    ),
    ("bad_query_syntax", "GET", "?query=ASK%20%7B", None, {}),
    ("bad_query_wrong_media_type", "POST", "", "ASK {}", {"content-type": "text/plain"}),
]
GOOD = [
    ("query_get", "GET", "?query=ASK%20%7B%7D", None, {}),
    ("query_post_form", "POST", "", "query=ASK%20%7B%7D", FORM),
    ("query_post_direct", "POST", "", "ASK {}", DIRECT),
    (
        "query_dataset_default_graphs_get",
        "GET",
        "?"
        + urlencode([("query", ASK_BOTH), ("default-graph-uri", G1), ("default-graph-uri", G2)]),
        None,
        {},
    ),
    (
        "query_dataset_default_graphs_post",
        "POST",
        "?" + urlencode([("default-graph-uri", G1), ("default-graph-uri", G2)]),
        ASK_BOTH,
        DIRECT,
    ),
    (
        "query_dataset_named_graphs_get",
        "GET",
        "?" + urlencode({"query": ASK_NAMED, "named-graph-uri": G1}),
        None,
        {},
    ),
    (
        "query_dataset_named_graphs_post",
        "POST",
        "?" + urlencode({"named-graph-uri": G1}),
        ASK_NAMED,
        DIRECT,
    ),
    (
        "query_dataset_full",
        "POST",
        "",
        urlencode(
            {
                "query": "ASK { ?b eli:id_local 'second' . GRAPH ?g { ?a eli:id_local 'first' } }",
                "default-graph-uri": G2,
                "named-graph-uri": G1,
            }
        ),
        FORM,
    ),
    (
        "query_multiple_dataset",
        "POST",
        "",
        urlencode(
            {"query": f"ASK FROM <{G1}> {{ ?b eli:id_local 'second' }}", "default-graph-uri": G2}
        ),
        FORM,
    ),
]
TYPES = [
    ("query_content_type_select", "SELECT * { ?s a tg:Draft }", "application/sparql-results+json"),
    ("query_content_type_ask", "ASK {}", "application/sparql-results+json"),
    ("query_content_type_describe", "DESCRIBE id:harbour", "text/turtle"),
    (
        "query_content_type_construct",
        "CONSTRUCT { ?s a tg:Draft } WHERE { ?s a tg:Draft }",
        "text/turtle",
    ),
]
REFUSED = [
    ("update_post_form", "", "update=" + quote("CLEAR ALL"), FORM),
    ("update_post_direct", "", "CLEAR ALL", UPDATE),
    ("update_base_uri", "", "BASE <http://example.org/> INSERT DATA { <a> <b> <c> }", UPDATE),
    ("update_dataset_default_graph", "?using-graph-uri=" + quote(G1), "CLEAR ALL", UPDATE),
    ("update_dataset_default_graphs", "?using-graph-uri=" + quote(G2), "CLEAR ALL", UPDATE),
    ("update_dataset_named_graphs", "?using-named-graph-uri=" + quote(G1), "CLEAR ALL", UPDATE),
    ("update_dataset_full", "?using-graph-uri=" + quote(G1), "DELETE WHERE { ?s ?p ?o }", UPDATE),
    ("an update sent as a query", "", "INSERT DATA { <http://e/a> <http://e/b> 1 }", DIRECT),
]


def names(table):
    return [row[0] for row in table]


@pytest.mark.parametrize(("name", "method", "address", "body", "headers"), BAD, ids=names(BAD))
def test_a_bad_request_is_the_clients_fault(client, name, method, address, body, headers):
    answer = client.request(method, "/sparql" + address, content=body, headers=headers)

    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("name", "method", "address", "body", "headers"), GOOD, ids=names(GOOD))
def test_a_query_is_answered_in_every_way_of_sending_it(
    client, name, method, address, body, headers
):
    answer = client.request(method, "/sparql" + address, content=body, headers=headers)

    assert answer.status_code == 200, answer.text
    assert True is answer.json()["boolean"]


@pytest.mark.parametrize(("name", "query", "media"), TYPES, ids=names(TYPES))
def test_the_media_type_fits_the_kind_of_query(client, name, query, media):
    answer = client.get("/sparql", params={"query": query})

    assert media == answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(("name", "address", "body", "headers"), REFUSED, ids=names(REFUSED))
def test_an_update_is_refused_and_changes_nothing(client, name, address, body, headers):
    answer = client.post("/sparql" + address, content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "read-only")


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
