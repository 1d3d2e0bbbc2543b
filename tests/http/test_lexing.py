"""Only bare words count as keywords, whatever a query hides them in."""

from time import process_time

import pytest

from treatygraph.http.lexing import depth, keywords


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "select * { service?s { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' . SERVICE <http://example.org/> {} }",
        "SELECT * { FILTER(?a<?b)SERVICE?s{?x ?y ?z}FILTER(?c>1) }",
        "SELECT * { \\u0053ERVICE <http://example.org/> {} }",
        "SELECT * { ?s ?p 'it\\'s' SERVICE SILENT <http://example.org/> {} }",
        "SELECT * {} #\nVALUES ?x { 1 } SERVICE ex:a {}",
        "PREFIX service: <http://example.org/> ASK { SERVICE service:x {} }",
    ],
)
def test_a_call_to_another_server_is_seen(query):
    assert "SERVICE" in keywords(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s ?p 'SERVICE <x>' }",
        'SELECT * { ?s ?p """a "quoted" SERVICE""" }',
        "SELECT * { ?s ?p <http://example.org/SERVICE> }",
        "SELECT * { ?s ex:SERVICE ?o } # SERVICE",
        "PREFIX service: <http://example.org/> ASK { ?s service:of ?o }",
        "ASK { ?s ?p 'x'@service }",
    ],
)
def test_a_name_or_text_is_no_keyword(query):
    assert "SERVICE" not in keywords(query)


@pytest.mark.parametrize(
    "unit",
    [
        "a-",
        "a.",
        "é",
        '"""',
        "'''",
        '"',
        "'\\",
        "<",
        "<a",
        "a:",
        ":",
        "@a-",
        "?",
        "#",
        "\\u0053",
        "1",
        "_",
        '"""\'',
        "a",
        "!",
        "({[",
    ],
)
def test_the_time_is_linear_in_the_length(unit):
    text = unit * ((1 << 17) // len(unit))
    begun = process_time()
    keywords(text)
    depth(text)

    # A quadratic lexer takes more than a minute; a busy machine adds nothing to this clock.
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK {}", 1),
        ("ASK { FILTER(((1))) }", 4),
        ("ASK { FILTER(!!!!?x) }", 6),
        ("ASK { ?s ?p '((((' } # ((((", 1),
        ("ASK { ?s ?p -1 , -2 , -3 }", 2),
        ("SELECT * {} ORDER BY ?a ?b", 1),
    ],
)
def test_depth_counts_what_nests_and_nothing_else(query, expected):
    assert expected == depth(query)
