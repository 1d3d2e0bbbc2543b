"""A report says the same in every format."""

from __future__ import annotations

import json

from pyoxigraph import Quad, RdfFormat, Store, parse

from tests.ontology.graphs import shipped
from treatygraph.findings import Finding
from treatygraph.quality.examine import examine
from treatygraph.quality.reports import as_html, as_json, as_sarif, as_table, as_turtle, counted
from treatygraph.table import Table

FINDINGS = (
    Finding("violation", "number-twice", "https://e/a", "A number stands twice.", "correct it"),
    Finding("info", "term-unused", "https://e/b", "A <term> is unused."),
)
NOTHING = Table((), ())


def test_the_counts_are_said_in_words() -> None:
    assert "1 violation, 0 warnings, 1 info" == counted(FINDINGS)


def test_the_table_has_a_row_for_each_finding() -> None:
    assert ["number-twice", "term-unused"] == [row[1] for row in as_table(FINDINGS).rows]


def test_json_has_counts_and_findings() -> None:
    body = json.loads(as_json(FINDINGS, NOTHING))

    assert {"violation": 1, "info": 1} == body["counts"]
    assert "correct it" == body["findings"][0]["remedy"]


def test_html_escapes_what_it_shows() -> None:
    page = as_html(FINDINGS, NOTHING)

    assert "A &lt;term&gt; is unused." in page
    assert "<term>" not in page


def test_sarif_has_levels_rules_and_places() -> None:
    (run,) = json.loads(as_sarif(FINDINGS))["runs"]

    assert ["error", "note"] == [result["level"] for result in run["results"]]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert ["number-twice", "term-unused"] == rules


def test_turtle_is_a_shacl_report_without_blank_nodes() -> None:
    text = as_turtle(FINDINGS, "https://w3id.org/treatygraph/")
    triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
    results = [t for t in triples if t.predicate.value.endswith("shacl#result")]

    assert 2 == len(results)
    assert "sh:conforms false" in text
    assert "[" not in text
    assert "_:" not in text


def test_the_shipped_graph_has_no_violation() -> None:
    store = Store()
    store.bulk_extend(_quads())

    assert [] == [f for f in examine(store) if f.severity == "violation"]


def test_a_term_that_nobody_declared_is_found() -> None:
    store = Store()
    store.update("INSERT DATA { <http://e/a> <https://w3id.org/treatygraph/ontology#nosuch> 1 }")

    codes = {f.code for f in examine(store) if f.place.endswith("#nosuch")}

    assert {"term-undeclared"} == codes


def test_cycles_and_shared_labels_are_found() -> None:
    store = Store()
    store.update(
        """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX e: <http://e/>
        INSERT DATA { e:a rdfs:subClassOf e:b . e:b rdfs:subClassOf e:a .
          e:c skos:broader e:d . e:d skos:broader e:c .
          e:f owl:inverseOf e:g .
          e:h rdfs:isDefinedBy e:o ; rdfs:label "same" .
          e:i rdfs:isDefinedBy e:o ; rdfs:label "same" }
        """
    )

    found = {(f.code, f.place) for f in examine(store)}

    assert {
        ("class-cycle", "http://e/a"),
        ("class-cycle", "http://e/b"),
        ("concept-cycle", "http://e/c"),
        ("inverse-stated", "http://e/f"),
        ("label-shared", "http://e/h"),
        ("label-shared", "http://e/i"),
    } <= found


def _quads() -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object) for t in shipped()]
