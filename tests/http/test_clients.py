"""The clients that people use are answered, each with what it can read."""

import pytest

from tests.http.clients import QUERIES, SENT
from tests.http.protocol_page import CLIENTS_COMMAND, CLIENTS_PAGE, clients
from treatygraph.http.negotiation import GRAPH_FORMS, HTML, RESULT_FORMS, form_for, likes_page

WAYS = ("GET", "form", "direct")
CASES = [(sent, kind, way) for sent in SENT for kind in sent.queries for way in WAYS]


def ask(client, query, way, *, accept=None, asked=()):
    """Send a query in one of the three ways of the protocol."""
    pairs = [tuple(pair.split("=", 1)) for pair in asked]
    headers = {"accept": accept} if accept is not None else {}
    if way == "GET":
        request = client.build_request("GET", "/sparql", params=[("query", query), *pairs])
    elif way == "form":
        request = client.build_request("POST", "/sparql", data={"query": query} | dict_of(pairs))
    else:
        media = {"content-type": "application/sparql-query"}
        request = client.build_request(
            "POST", "/sparql", params=pairs, content=query, headers=media
        )
    del request.headers["accept"]
    request.headers.update(headers)
    return client.send(request)


def dict_of(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def test_twelve_clients_are_in_the_table():
    assert 12 == len({sent.client for sent in SENT})
    assert len(CASES) > 150


@pytest.mark.parametrize(
    ("sent", "kind", "way"), CASES, ids=lambda value: getattr(value, "client", value)
)
def test_a_client_gets_what_it_reads(client, sent, kind, way):
    answer = ask(client, QUERIES[kind], way, accept=sent.accept, asked=sent.asked)
    given = answer.headers["content-type"].partition(";")[0]

    assert (200, sent.given) == (answer.status_code, given)
    assert answer.content


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["nonsense", "application/vnd.x", "srx2", "sparql", "9"])
@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("SELECT", "text/csv", "text/csv"),
        ("CONSTRUCT", "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE", "text/turtle;q=0.2, application/n-triples", "application/n-triples"),
    ],
)
def test_a_format_that_nobody_knows_hides_no_accept(client, way, name, query, accept, media):
    answer = ask(client, QUERIES[query], way, accept=accept, asked=[f"format={name}"])

    assert (200, media) == (answer.status_code, answer.headers["content-type"].partition(";")[0])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("accept", [None, "*/*", "image/png", "text/csv;q=0"])
def test_an_unknown_format_alone_is_refused_and_the_formats_are_named(client, way, accept):
    answer = ask(client, QUERIES["SELECT"], way, accept=accept, asked=["format=nonsense"])

    assert 406 == answer.status_code
    assert "'nonsense'" in answer.text
    assert all(form.key in answer.text for form in (*RESULT_FORMS, *GRAPH_FORMS))


@pytest.mark.parametrize("way", WAYS)
def test_a_table_format_asked_for_by_name_is_not_given_for_a_graph(client, way):
    answer = ask(client, QUERIES["CONSTRUCT"], way, asked=["format=csv"])

    assert 406 == answer.status_code


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/html", True),
        ("application/n-quads,application/ld+json;q=0.9,text/html;q=0.2", False),
        ("text/html;q=0, */*", False),
        ("*/*", False),
        (None, False),
    ],
)
def test_a_page_is_for_those_who_like_html_best(client, accept, page):
    answer = ask(client, QUERIES["SELECT"], "GET", accept=accept)

    assert page is likes_page(accept, (*RESULT_FORMS, *GRAPH_FORMS))
    assert page is answer.headers["content-type"].startswith(HTML.media)


def test_a_type_that_is_refused_is_not_given_under_another_name():
    chosen = form_for([], "text/turtle;q=0, */*;q=0.1", GRAPH_FORMS)

    assert chosen is not None
    assert "jsonld" == chosen.key


def test_the_page_says_what_the_clients_send():
    assert clients() == CLIENTS_PAGE.read_text("utf-8"), f"docs are behind: {CLIENTS_COMMAND}"
