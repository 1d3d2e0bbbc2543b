"""The endpoint passes the W3C protocol tests of the query operation and refuses updates."""

import pytest
from starlette.testclient import TestClient

from tests.http.protocol_page import COMMAND, PAGE, render
from tests.http.w3c import DATA, TESTS
from treatygraph.http.app import create_app
from treatygraph.http.site import open_site

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
MEDIA = {
    "table": {"application/sparql-results+json", "application/sparql-results+xml"},
    "graph": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}
QUERIES = [test for test in TESTS if test.operation == "query"]
UPDATES = [test for test in TESTS if test.operation == "update"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    file = tmp_path_factory.mktemp("w3c") / "graph.nq"
    lines = [f"<{iri}> <{TYPE}> <http://xmlns.com/foaf/0.1/Document> <{iri}> .\n" for iri in DATA]
    file.write_text("".join(lines), encoding="utf-8")
    with TestClient(
        create_app(open_site([file], workers=1)), base_url="http://localhost"
    ) as opened:
        yield opened


def send(server, test):
    request = test.request
    return server.request(
        request.method, request.address, content=request.body, headers=request.headers
    )


def test_the_whole_suite_is_here():
    assert (34, 20, 14) == (len(TESTS), len(QUERIES), len(UPDATES))
    assert 34 == len({test.name for test in TESTS})


@pytest.mark.parametrize("test", QUERIES, ids=lambda test: test.name)
def test_a_query_gets_the_answer_that_the_suite_expects(server, test):
    answer = send(server, test)

    if test.gives == "4xx":
        assert 400 <= answer.status_code < 500
        assert "application/problem+json" == answer.headers["content-type"]
        return
    assert 200 == answer.status_code, answer.text
    if isinstance(test.gives, bool):
        assert test.gives is answer.json()["boolean"]
    else:
        assert answer.headers["content-type"].partition(";")[0] in MEDIA[test.gives]


@pytest.mark.parametrize("test", UPDATES, ids=lambda test: test.name)
def test_an_update_is_refused_and_changes_nothing(server, test):
    count = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    refused = send(server, test)
    left = server.get("/sparql", params=count).json()["results"]["bindings"][0]["n"]["value"]

    assert refused.status_code in (403, 415)
    assert "3" == left


def test_the_page_says_what_the_suite_says():
    assert render() == PAGE.read_text("utf-8"), f"docs are behind: {COMMAND}"
