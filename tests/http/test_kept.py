"""A kept answer is the answer of before, of this graph, for this client; and it is marked."""

import pytest
from starlette.testclient import TestClient

from treatygraph.http.app import create_app
from treatygraph.http.guard import Access
from treatygraph.http.kept import Kept, Memory
from treatygraph.http.site import open_site


@pytest.fixture
def asked(graph_file):
    """A server whose memory is empty at first."""
    app = create_app(open_site([graph_file]), access=Access(origins=("*",)))
    with TestClient(app, base_url="http://localhost") as opened:
        yield opened


QUERY = {"query": "SELECT * { ?s a tg:Draft } ORDER BY ?s"}


@pytest.mark.parametrize("path", ["/help", "/questions", "/void", "/sparql", "/context.jsonld"])
def test_the_same_request_again_is_answered_from_memory(asked, path):
    first = asked.get(path, params=QUERY)
    again = asked.get(path, params=QUERY)

    assert "treatygraph; fwd=miss" == first.headers["cache-status"]
    assert "treatygraph; hit" == again.headers["cache-status"]
    assert first.content == again.content
    assert first.headers["content-type"] == again.headers["content-type"]
    assert first.headers["etag"] == again.headers["etag"]


def test_another_form_another_coding_another_name_are_other_answers(asked):
    asked.get("/sparql", params=QUERY)
    csv = asked.get("/sparql", params=QUERY, headers={"accept": "text/csv"})
    plain = asked.get("/sparql", params=QUERY, headers={"accept-encoding": "identity"})
    named = asked.get("/sparql", params=QUERY, headers={"host": "example.org"})

    statuses = {answer.headers["cache-status"] for answer in (csv, plain, named)}
    assert {"treatygraph; fwd=miss"} == statuses
    assert csv.text.startswith("s\r\n")


def test_a_client_that_has_the_answer_is_told_so_from_memory(asked):
    tag = asked.get("/sparql", params=QUERY).headers["etag"]
    again = asked.get("/sparql", params=QUERY, headers={"if-none-match": tag})

    assert (304, b"", tag) == (again.status_code, again.content, again.headers["etag"])
    assert "treatygraph; hit" == again.headers["cache-status"]


@pytest.mark.parametrize(
    "query", ["SELECT (RAND() AS ?x) {}", "SELECT (NOW() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"]
)
def test_what_changes_by_itself_is_not_kept(asked, query):
    first = asked.get("/sparql", params={"query": query})
    again = asked.get("/sparql", params={"query": query})

    assert "cache-status" not in again.headers
    assert first.content != again.content


@pytest.mark.parametrize(
    ("path", "params"),
    [("/sparql", {"query": "SELECT"}), ("/page/id/nothing", {}), ("/health", {})],
)
def test_problems_and_states_are_not_kept(asked, path, params):
    for _ in range(2):
        answer = asked.get(path, params=params)

    assert "cache-status" not in answer.headers


def test_a_post_is_not_answered_from_memory(asked):
    for _ in range(2):
        answer = asked.post("/sparql", data=QUERY)

    assert 200 == answer.status_code
    assert "treatygraph; hit" != answer.headers.get("cache-status")


def test_pages_of_other_sites_may_read_a_kept_answer_too(asked):
    for _ in range(2):
        answer = asked.get("/sparql", params=QUERY, headers={"origin": "https://example.org"})

    assert "treatygraph; hit" == answer.headers["cache-status"]
    assert "*" == answer.headers["access-control-allow-origin"]


def test_the_oldest_gives_way_where_room_is_short():
    memory = Memory(room=5000)
    answer = Kept([], b"x" * 1000, b'"t"')
    for number in range(10):
        memory.keep((b"key", bytes([number])), answer)
        memory.find((b"key", b"\0"))

    assert memory.taken <= 5000
    assert memory.find((b"key", b"\0"))
    assert memory.find((b"key", bytes([9])))
    assert not memory.find((b"key", bytes([1])))


def test_an_answer_that_is_too_large_is_not_kept(asked):
    query = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"}
    for _ in range(2):
        answer = asked.get("/sparql", params=query, headers={"accept-encoding": "identity"})

    assert len(answer.content) > 1 << 20
    assert "treatygraph; hit" != answer.headers.get("cache-status")
