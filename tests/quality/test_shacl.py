"""Findings from shapes: what they carry, and that both engines agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from treatygraph.errors import TreatyGraphError
from treatygraph.findings import Finding
from treatygraph.quality.shacl import read_shapes, validate, validate_independently

SHAPES = """\
@prefix e: <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
e:named a sh:PropertyShape ; sh:targetClass e:Thing ; sh:path e:name ; sh:minCount 1 ;
    sh:message "A thing has a name."@en ; sh:severity sh:Warning ; tg:remedy "name it"@en .
e:kind a sh:PropertyShape ; sh:targetClass e:Thing ; sh:path e:kind ; sh:class e:Kind ;
    sh:message "A kind is a kind."@en .
"""
UNNAMED = """\
<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/Thing> .
<http://e/a> <http://e/kind> <http://e/x> .
"""
EXPECTED = (
    Finding("violation", "kind", "http://e/a", "A kind is a kind. Met: http://e/x", ""),
    Finding("warning", "named", "http://e/a", "A thing has a name.", "name it"),
)


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return path


@pytest.mark.parametrize("engine", [validate, validate_independently])
def test_findings_carry_code_place_message_and_remedy(engine, shapes: Path) -> None:
    assert engine(UNNAMED, shapes) == EXPECTED


@pytest.mark.parametrize("engine", [validate, validate_independently])
def test_a_graph_without_things_conforms(engine, shapes: Path) -> None:
    assert engine("", shapes) == ()


def test_the_names_of_graphs_do_not_count(shapes: Path) -> None:
    node = NamedNode("http://e/a")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    quads = [
        Quad(node, kind, NamedNode("http://e/Thing"), NamedNode(f"http://g/{n}")) for n in (1, 2)
    ]

    assert [EXPECTED[1]] == list(validate(quads, shapes))


def test_a_shape_without_severity_is_a_violation(shapes: Path) -> None:
    assert read_shapes(shapes)["http://e/kind"].severity == "violation"


def test_data_that_do_not_parse_are_reported_with_a_remedy(shapes: Path) -> None:
    with pytest.raises(TreatyGraphError) as caught:
        validate("this is no N-Triples", shapes)

    assert "N-Triples" in caught.value.expected
    assert caught.value.remedy


def test_a_broken_shape_without_message_is_an_error(shapes: Path) -> None:
    silent = shapes.read_text(encoding="utf-8").replace('sh:message "A thing has a name."@en ;', "")
    shapes.write_text(silent, encoding="utf-8")

    with pytest.raises(TreatyGraphError, match="carries no message"):
        validate(UNNAMED, shapes)


@pytest.mark.parametrize("engine", [validate, validate_independently])
def test_a_fork_with_a_base_of_its_own_is_checked_by_its_own_concepts(
    engine, tmp_path: Path
) -> None:
    path = tmp_path / "forked.ttl"
    known = "e:kind ; sh:hasValue <https://w3id.org/treatygraph/scheme/basis/attested>"
    path.write_text(SHAPES.replace("e:kind ; sh:class e:Kind", known), encoding="utf-8")
    data = UNNAMED.replace("http://e/x", "http://fork/scheme/basis/attested")

    assert [finding.code for finding in engine(data, path, base="http://fork/")] == ["named"]
    assert [finding.code for finding in engine(data, path)] == ["kind", "named"]
