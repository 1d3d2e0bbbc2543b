"""A query that is answered otherwise than meant is told so, and an undeclared prefix is named."""

from __future__ import annotations

from itertools import permutations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from treatygraph.errors import QueryError
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.store.query_advice import advice, syntax_trouble, undeclared_prefix
from treatygraph.vocab import expand

DURATION = [
    'SELECT ?end { ?x ex:day ?day BIND(?day + "P90D"^^xsd:dayTimeDuration AS ?end) }',
    'SELECT ("2024-12-24"^^xsd:date + "P3M"^^xsd:yearMonthDuration AS ?end) {}',
    "SELECT (?start+?duration AS ?end) { ?x ex:from ?start ; ex:for ?duration }",
    "SELECT ?d { ?x ex:from ?a ; ex:deadline ?b BIND(?a + ?b AS ?d) }",
    "SELECT ?d { ?x ex:from ?a BIND((?a) + xsd:duration(?t) AS ?d) }",
]
ALTERNATIVES = [
    "SELECT (COUNT(*) AS ?n) { ?a (tg:names|tg:lacks) ?b }",
    "SELECT (COUNT(?b) AS ?n) { ?a tg:names|^tg:lacks ?b }",
    "SELECT (SUM(?b) AS ?n) { ?a (<urn:p>|<urn:q>)+ ?b }",
]
ZERO = [
    "SELECT ?b { <urn:a> eli:is_part_of* ?b }",
    "SELECT ?b { tg:a eli:is_part_of? ?b }",
    "SELECT ?b { ?a a ?b ; eli:is_part_of* ?c }",
    "SELECT ?b { ?x ?y ?z . ?a (tg:names|tg:lacks)* ?b }",
]
FINE = [
    "SELECT (?a + ?b AS ?c) { ?x ex:n ?a ; ex:m ?b }",
    'SELECT ?x { ?x rdfs:label "duration + ?a" # ?a + ?b\n }',
    "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?a (tg:names|tg:lacks) ?b }",
    "SELECT ?b { ?a (tg:names|tg:lacks) ?b }",
    "SELECT ?b { ?a eli:is_part_of+ ?b }",
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?b FILTER(?a = <urn:a> || ?b = <urn:b>) }",
    "SELECT ?end { ?x ex:day ?day ; ex:duration ?p BIND(?day - (-?p) AS ?end) }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", DURATION)
def test_a_date_plus_a_duration_is_told(query: str) -> None:
    assert ["A date plus"] == [said[:11] for said in advice(query)]


@pytest.mark.parametrize("query", ALTERNATIVES)
def test_counted_alternatives_are_told(query: str) -> None:
    assert ["Alternatives"] == [said[:12] for said in advice(query)]


@pytest.mark.parametrize("query", ZERO)
def test_a_path_of_no_length_is_told(query: str) -> None:
    assert ["A path of no"] == [said[:12] for said in advice(query)]


@pytest.mark.parametrize("query", FINE)
def test_other_queries_are_left_alone(query: str) -> None:
    assert () == advice(query)


def test_no_query_of_ours_needs_advice() -> None:
    paths = sorted(locate("queries").rglob("*.rq"))

    assert len(paths) > 60
    for path in paths:
        assert not [a for a in advice(path.read_text("utf-8")) if "no length" not in a], path


@pytest.mark.parametrize("names", list(permutations("abcdez", 3)))
@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("P90D", "duration", "2025-03-24"),
        ("P90D", "dayTimeDuration", "2025-03-24"),
        ("P3M", "yearMonthDuration", "2025-03-24"),
        ("P1Y", "duration", "2025-12-24"),
    ],
)
def test_the_way_round_gives_the_deadline_whatever_the_variables_are_called(
    names: tuple[str, str, str], text: str, kind: str, end: str
) -> None:
    day, period, found = (f"?{name}" for name in names)
    store = Store()
    thing = NamedNode("urn:x:a")
    for name, value, datatype in (("d", "2024-12-24", "date"), ("p", text, kind)):
        literal = Literal(value, datatype=NamedNode(expand(f"xsd:{datatype}")))
        store.add(Quad(thing, NamedNode(f"urn:x:{name}"), literal))
    rows = OxigraphStore(store).select(
        f"SELECT {found} {{ ?s <urn:x:d> {day} ; <urn:x:p> {period} "
        f"BIND({day} - (-{period}) AS {found}) }}"
    )

    assert [end] == [getattr(row[0], "value", None) for row in rows.rows]


@pytest.mark.parametrize(
    ("query", "prefix", "line"),
    [
        ("SELECT * { ?s ex:p ?o }", "ex", 1),
        ("SELECT *\n{ ?s a tg:Draft ;\n    my-own.x:p ?o }", "my-own.x", 3),
        ("ASK { ?s ?p ?o FILTER(?o = un:x) }", "un", 1),
        ("CONSTRUCT { ?s nn:p ?o } WHERE { ?s ?p ?o }", "nn", 1),
        ("SELECT * { ?s :p ?o }", "", 1),
        ("SELECT * { ?s (dct1:a|tg:b)+ ?o }", "dct1", 1),
        ('SELECT * { ?s ?p "1"^^xs:int }', "xs", 1),
    ],
)
def test_an_undeclared_prefix_is_named_with_its_line(query: str, prefix: str, line: int) -> None:
    with pytest.raises(QueryError) as met:
        OxigraphStore(Store()).query(query)

    assert f"line {line} uses the prefix '{prefix}:'" in str(met.value)
    assert "tg" in str(met.value)


@pytest.mark.parametrize("query", ["SELECT", "SELECT * { ?s ?p }", "SELECT (x(?a) AS ?b) {}"])
def test_other_trouble_keeps_the_place_that_the_parser_names(query: str) -> None:
    with pytest.raises(QueryError, match=r"does not parse: error at \d+:\d+"):
        OxigraphStore(Store()).query(query)


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX ex: <urn:x:> PREFIX : <urn:y:> SELECT * { ?s ex:p :o, _:b, 'un:x' }",
        "SELECT * { ?s tg:status <http://e/a:b> } # no:body",
        "SELECT * { ?s rdfs:label 'a'@en ; tg:order 1.5 }",
    ],
)
def test_what_is_declared_or_no_prefix_is_not_named(query: str) -> None:
    assert None is undeclared_prefix(query)
    assert "SPARQL 1.1" == syntax_trouble(query, "")[1]
