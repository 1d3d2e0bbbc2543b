"""The shapes: the sound conforms, and each broken example breaks exactly its own shape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import OWL, RDF

from tests.ontology.graphs import (
    INVALID,
    SHAPES,
    TG,
    VALID,
    ontology,
    shipped,
    sound,
    terms,
    triples,
)
from treatygraph.findings import Finding
from treatygraph.quality.shacl import (
    data_shapes,
    read_shapes,
    style_shapes,
    validate,
    validate_independently,
)

Engine = Callable[..., tuple[Finding, ...]]
ENGINES = (validate, validate_independently)
SH = "http://www.w3.org/ns/shacl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FEWEST = 100


def _codes(path: Path) -> set[str]:
    return {shape.code for shape in read_shapes(path).values()}


def test_there_are_as_many_broken_examples_as_expected_at_least() -> None:
    assert len(INVALID) >= FEWEST


def test_each_shape_has_one_broken_example_and_each_example_a_shape() -> None:
    shapes = _codes(data_shapes()) | _codes(style_shapes())

    assert shapes == {path.stem for path in INVALID}


def test_each_class_has_one_valid_example_and_each_example_a_class() -> None:
    classes = {str(one) for one in ontology().subjects(RDF.type, OWL.Class)}
    own = {one.removeprefix(TG) for one in classes if one.startswith(TG)}

    assert own == {path.stem for path in VALID}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_has_a_thing_of_its_class(path: Path) -> None:
    typed = {
        t.object.value
        for t in triples(path)
        if t.predicate.value == RDF_TYPE and isinstance(t.object, NamedNode)
    }

    assert TG + path.stem in typed


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_each_named_shape_has_message_severity_and_remedy(path: Path) -> None:
    kinds = {f"{SH}NodeShape", f"{SH}PropertyShape"}
    named = {
        t.subject.value
        for t in triples(path)
        if isinstance(t.object, NamedNode)
        and t.object.value in kinds
        and isinstance(t.subject, NamedNode)
    }
    said = [(t.subject, t.predicate.value) for t in triples(path)]

    assert named == set(read_shapes(path))
    for iri in named:
        for predicate in (f"{SH}message", f"{SH}severity", f"{TG}remedy"):
            assert said.count((NamedNode(iri), predicate)) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_the_valid_examples_conform(engine: Engine) -> None:
    assert engine(sound(), data_shapes()) == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_graph_of_the_shipped_data_violates_no_shape(engine: Engine) -> None:
    found = engine(shipped(), data_shapes())

    assert [finding for finding in found if finding.severity == "violation"] == []


def test_both_engines_find_the_same_in_the_shipped_data() -> None:
    fast, other = (
        {(f.code, f.place) for f in engine(shipped(), data_shapes())} for engine in ENGINES
    )

    assert other == fast


@pytest.mark.parametrize("engine", ENGINES)
def test_the_ontology_conforms_to_its_style(engine: Engine) -> None:
    assert engine(terms(), style_shapes()) == ()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_broken_example_breaks_exactly_its_own_shape(path: Path, engine: Engine) -> None:
    is_style = path.stem.startswith("style-")
    whole = [*(terms() if is_style else sound()), *triples(path)]
    findings = engine(whole, style_shapes() if is_style else data_shapes())

    assert {path.stem} == {finding.code for finding in findings}
