"""Our queries and shapes keep clear of what engines do differently (docs/engines-differ.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from treatygraph.catalogue import catalogue
from treatygraph.resources import locate
from treatygraph.store.query_advice import advice
from treatygraph.vocab import PREFIXES

QUERIES = sorted(locate("queries").rglob("*.rq"))
SH = "http://www.w3.org/ns/shacl#"

#: Rule → the pattern that no query may have, and one that it must find.
RULES = {
    "YEAR of a year": (r"\b(?:YEAR|MONTH)\s*\(|xsd:gYear", 'FILTER(?y > "2019"^^xsd:gYear)'),
    "a cast that SPARQL 1.1 does not list": (
        r"\bxsd:(?:date|time|gYear\w*|duration|dayTimeDuration|yearMonthDuration)\s*\(",
        "BIND(xsd:date(?text) AS ?day)",
    ),
    "EXISTS inside SELECT": (
        r"\bSELECT\b[^{}]*\bEXISTS\b",
        "SELECT (IF(EXISTS { ?a ?p ?b }, 1, 0) AS ?x)",
    ),
    "SUBSTR from 0": (r"\bSUBSTR\s*\([^()]*(?:\([^()]*\)[^()]*)*,\s*0\b", "SUBSTR(STR(?x), 0, 3)"),
    "an empty GRAPH": (r"\bGRAPH\s+\S+\s*\{\s*\}", "GRAPH ?g { }"),
    "a path of no or one step": (
        r"[\w>)]\?(?=\s*[/|;.)]|\s+[?<$\w])",
        "?who org:memberOf? ?one ;",
    ),
    "a sum compared within a choice of SELECT": (
        r"\bSELECT\b[^{}]*\bIF\s*\([^{}]*(?:COUNT|SUM|MIN|MAX)\s*\([^{}]*(?:&&|\|\|)",
        'SELECT (IF(COUNT(?a) = 0 && COUNT(?b) > 0, "no", "yes") AS ?x)',
    ),
    "days compared as they are": (
        r"(?<!STR\()\?\w*[dD]ate\b\)?\s*(?:<|>)|(?:<|>)=?\s*\?\w*[dD]ate\b",
        "FILTER(?earlyDate < ?lateDate)",
    ),
    "durations": (r"[dD]uration\b", 'FILTER(?d + "P1D"^^xsd:dayTimeDuration > ?e)'),
}
#: What MIN and MAX may take: texts, or variables that hold numbers.
ORDERED = re.compile(r"STR\(|\?(?:rank|degree|order|number|n|count)\b", re.IGNORECASE)


def bare(text: str) -> str:
    """Return a query without its comments, which are not queries."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def single_column(query: str) -> bool:
    """Tell whether a query selects one variable and may leave it unbound."""
    asked = re.search(r"\bSELECT\s+(?:DISTINCT\s+)?(.*?)\s*(?:WHERE\b|\{)", query, re.S)
    columns = re.findall(r"\?\w+", asked[1]) if asked else []
    return len(columns) == 1 and "OPTIONAL" in query


def test_the_queries_were_collected() -> None:
    assert len(QUERIES) > 70


@pytest.mark.parametrize("rule", RULES)
def test_no_query_of_ours_has_what_engines_answer_differently(rule: str) -> None:
    pattern = re.compile(RULES[rule][0])

    assert pattern.search(RULES[rule][1])
    met = {
        path.relative_to(locate("queries")).as_posix()
        for path in QUERIES
        if pattern.search(re.sub(r'"[^"\n]*"', '""', bare(path.read_text("utf-8"))))
    }
    assert not met, met


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_no_query_of_ours_counts_alternatives_or_adds_durations(path: Path) -> None:
    said = [text for text in advice(path.read_text("utf-8")) if "no length" not in text]

    assert [] == said


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_least_and_greatest_are_of_texts_and_numbers(path: Path) -> None:
    taken = re.findall(r"\b(?:MIN|MAX)\s*\(\s*(?:DISTINCT\s+)?([^\s)]+)", bare(path.read_text()))

    assert [] == [one for one in taken if not ORDERED.match(one)]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_value_that_may_be_missing_never_stands_alone(path: Path) -> None:
    assert not single_column(bare(path.read_text("utf-8")))


def apart(triples: list[tuple[object, ...]], known: set[object]) -> int:
    """Return into how many parts without a common variable some patterns fall."""
    from rdflib import Variable

    parts: list[set[object]] = []
    for triple in triples:
        names = {term for term in triple if isinstance(term, Variable)} - known
        met = [part for part in parts if part & names]
        parts = [part for part in parts if part not in met]
        parts += [names.union(*met)] if names else []
    return len(parts)


def patterns(node: object, *, alone: bool = False) -> Iterator[tuple[list[Any], bool]]:
    """Yield each group of triple patterns, and whether rdflib answers it on its own."""
    if isinstance(node, list | tuple):
        for one in node:
            yield from patterns(one, alone=alone)
    elif isinstance(node, dict):
        if getattr(node, "name", "") == "BGP":
            yield node["triples"], alone
        for key, value in node.items():
            joined = getattr(node, "name", "") == "Join" and key == "p2" and not node["lazy"]
            yield from patterns(value, alone=alone or joined)


def multiplied(query: str, known: set[str]) -> list[list[Any]]:
    """Return the patterns of a query that rdflib multiplies by each other before it joins."""
    from rdflib import Variable
    from rdflib.plugins.sparql import prepareQuery

    algebra = prepareQuery(query, initNs=dict(PREFIXES)).algebra
    given: set[object] = {Variable(name) for name in known}
    return [triples for triples, alone in patterns(algebra) if alone and apart(triples, given) > 1]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_no_question_multiplies_what_it_joins_only_later(name: str) -> None:
    question = catalogue()[name]

    assert [] == multiplied(question.query, {one.name for one in question.params})


def test_patterns_that_share_nothing_are_found() -> None:
    before = "?c ?p ?a . { ?a ?p ?b } UNION { ?b ?p ?a } ?a ?i ?c . { ?a ?q ?b } UNION { ?b ?q ?a }"

    assert multiplied(f"SELECT * WHERE {{ {before} ?a ?l ?m . ?b ?n ?o }}", set())
    assert not multiplied(f"SELECT * WHERE {{ {before} ?a ?l ?m . ?b ?n ?m }}", set())
    assert not multiplied(f"SELECT * WHERE {{ {before} ?a ?l ?m . ?b ?n ?o }}", {"b", "n", "o"})


def shapes() -> list[tuple[str, object]]:
    import rdflib

    found: list[tuple[str, object]] = []
    for path in sorted(locate("ontology", "shapes").rglob("*.ttl")):
        found.append((path.stem, rdflib.Graph().parse(path, format="turtle")))
    assert len(found) > 3
    return found


@pytest.mark.parametrize(
    ("name", "graph"), shapes(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_bound_stands_beside_its_datatype(name: str, graph: object) -> None:
    import rdflib

    assert isinstance(graph, rdflib.Graph)
    bounds = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
    bare_bounds = [
        str(shape)
        for bound in bounds
        for shape in graph.subjects(rdflib.URIRef(SH + bound))
        if (shape, rdflib.URIRef(f"{SH}datatype"), None) not in graph
    ]

    assert [] == bare_bounds


@pytest.mark.parametrize(
    ("name", "graph"), shapes(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_lists_of_values_hold_things_and_plain_texts(name: str, graph: object) -> None:
    import rdflib
    from rdflib.collection import Collection

    assert isinstance(graph, rdflib.Graph)
    listed = [
        value
        for head in graph.objects(None, rdflib.URIRef(f"{SH}in"))
        for value in Collection(graph, head)
    ]
    single = list(graph.objects(None, rdflib.URIRef(f"{SH}hasValue")))
    text = rdflib.XSD.string
    odd = [
        value
        for value in (*listed, *single)
        if isinstance(value, rdflib.Literal)
        and (value.language or value.datatype not in (None, text, rdflib.XSD.boolean))
    ]

    assert [] == odd
