"""The terms: all that documents, code and queries use, in OWL 2 DL as far as files tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

from tests.ontology.graphs import BASE, ONTOLOGY, ROOT, SCHEMES, TERMS, TG, VALID, ontology

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
PROPERTIES = KINDS[1:]
#: Properties of RDF Schema and OWL that OWL 2 reserves for annotations.
RESERVED_ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
#: Properties with a meaning in OWL 2 itself.
STRUCTURE = {
    RDF.type,
    RDF.first,
    RDF.rest,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.members,
    OWL.equivalentClass,
    OWL.intersectionOf,
    OWL.onProperty,
    OWL.someValuesFrom,
    OWL.hasValue,
    OWL.unionOf,
    OWL.versionIRI,
}
#: Datatypes of the OWL 2 datatype map that the ontology may use (section 4).
DATATYPES = {XSD.string, XSD.integer, XSD.boolean, XSD.decimal}


def _named(text: str) -> set[str]:
    return set(re.findall(r"\btg:([A-Za-z0-9]+)", text))


def _own() -> set[str]:
    subjects = {str(s) for kind in KINDS for s in ontology().subjects(RDF.type, kind)}
    return {s.removeprefix(TG) for s in subjects if s.startswith(TG)}


def _kinds(graph: Graph, term: URIRef) -> set[URIRef]:
    return {kind for kind in KINDS if (term, RDF.type, kind) in graph}


def test_the_ontology_has_the_terms_expected_at_least() -> None:
    assert len(_own()) >= 165


def test_every_term_of_the_architecture_is_in_the_ontology_and_the_reverse() -> None:
    told = _named((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))

    assert _own() == told


def _users() -> list[Path]:
    found = [
        *(ROOT / "graph_builder").rglob("*.py"),
        *(ROOT / "queries").rglob("*.rq"),
    ]
    assert len(found) > 50
    return sorted(found)


def test_code_and_queries_use_no_term_that_the_ontology_lacks() -> None:
    own = _own()
    strangers = {
        f"{path.relative_to(ROOT)}: tg:{name}"
        for path in _users()
        for name in _named(path.read_text(encoding="utf-8"))
        if name not in own
    }

    assert set() == strangers


def test_no_file_of_the_ontology_imports_another() -> None:
    imports = [
        triple
        for path in TERMS
        for triple in Graph().parse(path).triples((None, OWL.imports, None))
    ]

    assert imports == []


def test_each_ontology_has_one_version_and_the_licence() -> None:
    for path in TERMS:
        graph = Graph().parse(path)
        (iri,) = graph.subjects(RDF.type, OWL.Ontology)
        versions = list(graph.objects(iri, OWL.versionIRI))

        assert len(versions) == 1
        assert str(versions[0]).startswith(str(iri))


def test_each_declared_name_is_of_one_kind_only() -> None:
    graph = ontology()
    declared = {s for kind in KINDS for s in graph.subjects(RDF.type, kind)}
    twofold = {s for s in declared if isinstance(s, URIRef) and len(_kinds(graph, s)) != 1}

    assert set() == twofold


def test_classes_named_in_axioms_are_declared() -> None:
    graph = ontology()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    for predicate in (RDFS.subClassOf, RDFS.domain):
        assert set(graph.objects(None, predicate)) <= classes
    for collection in graph.objects(None, OWL.members):
        assert set(graph.items(collection)) <= classes


def test_what_has_a_property_is_of_its_domain_already() -> None:
    """Else a reasoner makes evidence a review, because somebody's name stands on both."""
    graph = ontology()
    domains = {p: d for p, d in graph.subject_objects(RDFS.domain) if isinstance(d, URIRef)}
    wrong = set()
    for path in VALID:
        example = Graph().parse(path)
        for subject, prop in set(example.subject_predicates()):
            kinds = {
                above
                for kind in example.objects(subject, RDF.type)
                for above in graph.transitive_objects(kind, RDFS.subClassOf)
            }
            if prop in domains and domains[prop] not in kinds:
                wrong.add((path.name, prop))

    assert len(domains) > 90
    assert set() == wrong


def test_ranges_fit_the_kind_of_property() -> None:
    graph = ontology()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    for kind, allowed in ((OWL.ObjectProperty, classes), (OWL.DatatypeProperty, DATATYPES)):
        for prop in graph.subjects(RDF.type, kind):
            assert set(graph.objects(prop, RDFS.range)) <= allowed


def test_properties_stand_below_properties_of_their_own_kind() -> None:
    graph = ontology()
    for lower, upper in graph.subject_objects(RDFS.subPropertyOf):
        assert isinstance(lower, URIRef)
        assert isinstance(upper, URIRef)
        assert _kinds(graph, lower) == _kinds(graph, upper)


@pytest.mark.parametrize(
    "path", [*TERMS, *SCHEMES, *VALID], ids=lambda path: str(path.relative_to(ONTOLOGY))
)
def test_properties_are_declared_and_their_values_fit_their_kind(path: Path) -> None:
    graph = Graph().parse(path, format="turtle")
    declared = ontology()
    for _, prop, value in graph:
        assert isinstance(prop, URIRef)
        if prop in STRUCTURE or prop in RESERVED_ANNOTATIONS:
            continue
        kinds = _kinds(declared, prop)

        assert len(kinds) == 1, prop
        if kinds == {OWL.ObjectProperty}:
            assert isinstance(value, URIRef), (prop, value)
        if kinds == {OWL.DatatypeProperty}:
            assert isinstance(value, Literal), (prop, value)


def test_no_concept_is_a_class_or_a_property() -> None:
    """Concepts are individuals: none of them is punned."""
    own = {f"{TG}{name}" for name in _own()}
    concepts = {str(s) for path in SCHEMES for s in Graph().parse(path, format="turtle").subjects()}

    assert all(one.startswith(f"{BASE}scheme/") for one in concepts)
    assert set() == own & concepts
