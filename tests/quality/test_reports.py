"""A report says the same in every format."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from tests.ontology.graphs import shipped
from tests.quality.coverage_page import COMMAND, PAGE, text
from tests.quality.reasoned import sample
from treatygraph.findings import Finding
from treatygraph.pipeline.counts import basis_rows
from treatygraph.quality.examine import examine
from treatygraph.quality.reports import as_html, as_json, as_sarif, as_table, as_turtle, counted
from treatygraph.quality.shacl import validate
from treatygraph.store import OxigraphStore
from treatygraph.table import Table

FINDINGS = (
    Finding("violation", "number-twice", "https://e/a", "A number stands twice.", "correct it"),
    Finding("info", "term-unused", "https://e/b", "A <term> is unused."),
)
RESULT_SHAPES = """\
@prefix e: <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
e:focus a sh:PropertyShape ; sh:targetClass sh:ValidationResult ; sh:message "Focus."@en ;
    sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 .
e:severity a sh:PropertyShape ; sh:targetClass sh:ValidationResult ; sh:message "Severity."@en ;
    sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:in ( sh:Violation sh:Warning sh:Info ) .
e:component a sh:PropertyShape ; sh:targetClass sh:ValidationResult ; sh:message "Part."@en ;
    sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 .
"""
NOTHING = Table((), ())


def test_the_counts_are_said_in_words() -> None:
    assert "1 violation, 0 warnings, 1 info" == counted(FINDINGS)


def test_the_table_has_a_row_for_each_finding() -> None:
    assert ["number-twice", "term-unused"] == [row[1] for row in as_table(FINDINGS).rows]


def test_a_short_table_joins_findings_alike_but_no_violations() -> None:
    many = [Finding(s, "c", f"p{n}", "m") for s in ("violation", "info") for n in range(3)]
    alike = [finding for finding in many if finding.severity == "info"]

    assert ["p0 and 2 more"] == [row[2] for row in as_table(alike, whole=False).rows]
    assert 3 == len([r for r in as_table(many, whole=False).rows if r[0] == "violation"])
    assert 6 == len(as_table(many).rows)


def test_json_has_counts_and_findings_and_each_table_under_its_title() -> None:
    body = json.loads(as_json(FINDINGS, Table(("a", "b"), ((1, 2),), "Facts by basis")))

    assert [{"a": 1, "b": 2}] == body["facts_by_basis"]

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


def test_sarif_has_what_the_standard_demands() -> None:
    """SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.27, 3.28, 3.29 and 3.49."""
    log = json.loads(as_sarif((*FINDINGS, Finding("warning", "unknown-key", "a/b.yaml:4", "m"))))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]

    assert "2.1.0" == log["version"]
    assert {"$schema", "version", "runs"} == set(log)
    assert {"name", "version", "rules"} == set(driver)
    assert sorted(set(ids)) == ids
    for result in run["results"]:
        assert {"ruleId", "level", "message", "locations"} == set(result)
        assert result["ruleId"] in ids
        assert result["level"] in {"error", "warning", "note", "none"}
        assert result["message"]["text"]
        assert 1 == len(result["locations"])


def test_sarif_points_to_the_line_of_a_file_and_to_the_iri_of_a_thing() -> None:
    places = (
        Finding("warning", "c", "drafts/a.yaml:4", "m"),
        Finding("warning", "c", "http://e/a:4", "m"),
    )
    (run,) = json.loads(as_sarif(places))["runs"]
    first, second = (result["locations"][0] for result in run["results"])

    assert {"artifactLocation": {"uri": "drafts/a.yaml"}, "region": {"startLine": 4}} == first[
        "physicalLocation"
    ]
    assert [{"fullyQualifiedName": "http://e/a:4"}] == second["logicalLocations"]


def test_coverage_counts_facts_by_what_they_rest_on() -> None:
    table = basis_rows(OxigraphStore(sample()))
    rows = {row[0]: row[1:] for row in table.rows}

    assert ("facts of", "official-text", "attested", "curated", "unverified") == table.columns
    assert (0, 0, 76, 0) == rows["harbour-signals third"]
    assert 1 == rows["harbour-signals first"][3]


def test_the_page_on_coverage_is_that_of_the_shipped_graph() -> None:
    assert text() == PAGE.read_text("utf-8"), f"run {COMMAND}"


def test_turtle_is_a_shacl_report_without_blank_nodes() -> None:
    report = as_turtle(FINDINGS, "https://w3id.org/treatygraph/")
    triples = [quad.triple for quad in parse(report, format=RdfFormat.TURTLE)]
    results = [t for t in triples if t.predicate.value.endswith("shacl#result")]

    assert 2 == len(results)
    assert "sh:conforms false" in report
    assert "[" not in report
    assert "_:" not in report


def test_turtle_has_what_the_standard_demands_of_a_result(tmp_path: Path) -> None:
    """SHACL, section 3.6.2: focus node, severity and component exactly once."""
    path = tmp_path / "report.ttl"
    path.write_text(RESULT_SHAPES)
    shaped = Finding("warning", "position-ally", "https://e/c", "An ally is a stakeholder.")
    report = as_turtle((*FINDINGS, shaped), "https://w3id.org/treatygraph/")
    triples = [quad.triple for quad in parse(report, format=RdfFormat.TURTLE)]
    sources = {str(t.object) for t in triples if t.predicate.value.endswith("sourceShape")}

    assert () == validate(triples, path)
    assert {"<https://w3id.org/treatygraph/shape/position-ally>"} == sources
    assert "conforms true" in as_turtle((), "https://w3id.org/treatygraph/")
    assert "conforms false" in as_turtle((shaped,), "https://w3id.org/treatygraph/")


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
