"""Each check of the ontology fires on a bad snippet, and lets the neighbouring good one be."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from tests.ontology.graphs import ROOT
from treatygraph.quality.checks import read_checks, run_checks
from treatygraph.quality.shacl import read_shapes, style_shapes
from treatygraph.resources import locate

FOLDER = locate("queries", "checks", "ontology")
PREFIXES = """\
@prefix e: <http://e/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
e:o a owl:Ontology . e:scheme a skos:ConceptScheme .
"""
#: Code of the check → bad and good snippets together, and the names that are reported.
PITFALLS = {
    "chain-of-one": (
        "e:p owl:propertyChainAxiom ( e:q ) . e:r owl:propertyChainAxiom ( e:q e:q ) .",
        {"p"},
    ),
    "class-cycle": (
        "e:a rdfs:subClassOf e:b . e:b rdfs:subClassOf e:a . e:c rdfs:subClassOf e:a .",
        {"a", "b"},
    ),
    "class-merged": (
        """e:a a owl:Class ; rdfs:isDefinedBy e:o ; rdfs:label "person or ship" .
        e:b a owl:Class ; rdfs:isDefinedBy e:o ; rdfs:label "sandwich" .""",
        {"a"},
    ),
    "class-miscellaneous": (
        """e:a a owl:Class ; rdfs:isDefinedBy e:o ; rdfs:label "other provision" .
        e:b a owl:Class ; rdfs:isDefinedBy e:o ; rdfs:label "another" .""",
        {"a"},
    ),
    "class-recursive": (
        """e:a owl:equivalentClass [ owl:intersectionOf ( e:b [ owl:someValuesFrom e:a ] ) ] .
        e:b owl:equivalentClass [ owl:unionOf ( e:c e:d ) ] .""",
        {"a"},
    ),
    "class-synonym": (
        """e:a owl:equivalentClass e:b ; rdfs:isDefinedBy e:o . e:b rdfs:isDefinedBy e:o .
        e:c owl:equivalentClass e:foreign ; rdfs:isDefinedBy e:o .""",
        {"a"},
    ),
    "class-untyped": (
        """e:known a owl:Class . e:lower a owl:Class ; rdfs:subClassOf e:upper, e:known .
        e:p rdfs:domain e:place . e:q a owl:ObjectProperty ; rdfs:range e:goal .
        [] owl:unionOf ( e:known e:part ) .
        e:r a owl:DatatypeProperty ; rdfs:range e:type .""",
        {"upper", "place", "goal", "part"},
    ),
    "concept-cycle": ("e:a skos:broader e:b . e:b skos:broader e:a .", {"a", "b"}),
    "definition-repeats-label": (
        """e:a rdfs:isDefinedBy e:o ; rdfs:label "Ship" ; skos:definition "ship" .
        e:b rdfs:isDefinedBy e:o ; rdfs:label "A boat is small." ; skos:definition "boat" .
        e:c rdfs:isDefinedBy e:o ; rdfs:label "ship" ; skos:definition "A ship floats." .""",
        {"a", "b"},
    ),
    "disjointness-missing": ("e:a a owl:Class ; rdfs:isDefinedBy e:o .", {"o"}),
    "domain-missing": (
        """e:p a owl:ObjectProperty ; rdfs:isDefinedBy e:o ; rdfs:range e:c .
        e:q a owl:ObjectProperty ; rdfs:isDefinedBy e:o ; rdfs:domain e:c .
        e:r a owl:ObjectProperty ; rdfs:isDefinedBy e:o ; rdfs:subPropertyOf e:q .""",
        {"p"},
    ),
    "domain-twice": ("e:p rdfs:domain e:a, e:b . e:q rdfs:domain e:a .", {"p"}),
    "equivalent-class-wrong": (
        """e:a owl:equivalentClass e:b . e:b owl:disjointWith e:a .
        e:c owl:equivalentClass e:d . [] owl:members ( e:c e:x e:d ) .
        e:f owl:equivalentClass e:g .""",
        {"a", "c"},
    ),
    "equivalent-property-wrong": (
        """e:p owl:equivalentProperty e:q ; rdfs:domain e:a . e:q rdfs:domain e:b .
        e:r owl:equivalentProperty e:s ; a owl:ObjectProperty . e:s a owl:DatatypeProperty .
        e:t owl:equivalentProperty e:u ; rdfs:domain e:a . e:u rdfs:domain e:a .""",
        {"p", "r"},
    ),
    "inverse-of-itself": (
        """e:p owl:inverseOf e:p . e:q a owl:SymmetricProperty . e:r owl:inverseOf e:q .
        e:s owl:inverseOf e:t .""",
        {"p", "q"},
    ),
    "inverse-stated": ("e:p owl:inverseOf e:q .", {"p"}),
    "inverse-wrong": (
        """e:p owl:inverseOf e:q ; rdfs:domain e:a . e:q rdfs:range e:b .
        e:r owl:inverseOf e:s ; rdfs:domain e:a ; rdfs:range e:b .
        e:s rdfs:domain e:b ; rdfs:range e:a .""",
        {"p"},
    ),
    "iri-with-extension": ("<http://e/o.ttl> a owl:Ontology .", {"o.ttl"}),
    "label-missing": (
        """e:a rdfs:isDefinedBy e:o . e:b skos:inScheme e:scheme .
        e:c rdfs:isDefinedBy e:o ; skos:prefLabel "c" .""",
        {"a", "b"},
    ),
    "label-several": (
        """e:a rdfs:isDefinedBy e:o ; skos:prefLabel "one"@en, "two"@en .
        e:b skos:inScheme e:scheme ; skos:prefLabel "one"@en, "un"@fr .""",
        {"a"},
    ),
    "label-shared": (
        """e:a rdfs:isDefinedBy e:o ; rdfs:label "same" . e:b rdfs:isDefinedBy e:o ;
        rdfs:label "same" . e:c rdfs:isDefinedBy e:other ; rdfs:label "same" .""",
        {"a", "b"},
    ),
    "namespace-hijacked": (
        """e:foreign a owl:Class ; rdfs:subClassOf e:own . e:known a owl:Class .
        e:own a owl:Class ; rdfs:isDefinedBy e:o ; rdfs:subClassOf e:known .""",
        {"foreign"},
    ),
    "ontology-undeclared": (
        """e:a rdfs:isDefinedBy e:nowhere . e:b rdfs:isDefinedBy e:o .
        e:c rdfs:isDefinedBy e:scheme .""",
        {"a"},
    ),
    "property-cycle": (
        "e:p rdfs:subPropertyOf e:q . e:q rdfs:subPropertyOf e:p . e:r rdfs:subPropertyOf e:p .",
        {"p", "q"},
    ),
    "property-is": (
        """e:p a owl:ObjectProperty ; rdfs:isDefinedBy e:o ; rdfs:label "is a" .
        e:q a owl:ObjectProperty ; rdfs:isDefinedBy e:o ; rdfs:label "is about" .""",
        {"p"},
    ),
    "property-untyped": (
        """e:p a owl:ObjectProperty ; rdfs:subPropertyOf e:q . [] owl:onProperty e:r, e:p .
        e:s rdfs:domain e:a .""",
        {"q", "r", "s"},
    ),
    "range-missing": (
        """e:p a owl:ObjectProperty ; rdfs:isDefinedBy e:o ; rdfs:domain e:c .
        e:q a owl:DatatypeProperty ; rdfs:isDefinedBy e:o ; rdfs:range rdfs:Literal .""",
        {"p"},
    ),
    "range-twice": ("e:p rdfs:range e:a, e:b . e:q rdfs:range e:a .", {"p"}),
    "symmetric-wrong": (
        """e:p a owl:SymmetricProperty ; rdfs:domain e:a ; rdfs:range e:b .
        e:q a owl:SymmetricProperty ; rdfs:domain e:a ; rdfs:range e:a .""",
        {"p"},
    ),
    "term-foreign-undeclared": (
        "e:known a owl:ObjectProperty . e:x a owl:Ontology ; e:known e:y ; e:strange e:z .",
        {"strange", "ConceptScheme"},
    ),
    "term-unconnected": (
        """e:a a owl:Class ; rdfs:isDefinedBy e:o . e:p a owl:ObjectProperty ;
        rdfs:isDefinedBy e:o . e:b a owl:Class ; rdfs:isDefinedBy e:o .
        e:q a owl:ObjectProperty ; rdfs:isDefinedBy e:o ; rdfs:domain e:b .""",
        {"a", "p"},
    ),
    "term-undeclared": ("e:x tg:nosuch 1 .", {"nosuch"}),
    "term-unused": (
        """tg:a a owl:Class ; rdfs:isDefinedBy <https://w3id.org/treatygraph/ontology> .
        tg:b a owl:Class ; rdfs:isDefinedBy <https://w3id.org/treatygraph/ontology> .
        tg:c rdfs:subClassOf tg:b . e:x a tg:c .""",
        {"a"},
    ),
    "transitive-wrong": (
        """e:p a owl:TransitiveProperty ; rdfs:domain e:a ; rdfs:range e:b .
        e:q a owl:TransitiveProperty ; rdfs:domain e:a ; rdfs:range e:b2 .
        e:b2 rdfs:subClassOf e:a .""",
        {"p"},
    ),
}


def _store(text: str, graph: str = "http://e/graph/facts") -> Store:
    store = Store()
    store.load(f"{PREFIXES}{text}".encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(graph))
    return store


def _found(store: Store, code: str) -> set[str]:
    places = {f.place for f in run_checks(store, FOLDER) if f.code == code}
    return {re.split("[/#]", place)[-1] for place in places}


def test_each_check_has_a_snippet_and_each_snippet_a_check() -> None:
    assert set(PITFALLS) == {check.code for check in read_checks(FOLDER)}


@pytest.mark.parametrize("code", sorted(PITFALLS))
def test_a_check_fires_on_the_bad_snippet_and_not_on_the_good_one(code: str) -> None:
    text, expected = PITFALLS[code]

    assert expected == _found(_store(text), code)


def test_the_description_of_the_data_may_use_the_terms_of_its_own_vocabularies() -> None:
    store = _store("e:x e:strange e:z .", "http://e/graph/description")

    assert set() == _found(store, "term-foreign-undeclared")


def test_one_statement_that_classes_exclude_each_other_is_enough() -> None:
    text = "e:a a owl:Class ; rdfs:isDefinedBy e:o ; owl:disjointWith e:b ."

    assert set() == _found(_store(text), "disjointness-missing")


def test_the_page_names_every_pitfall_of_oops_and_only_checks_that_exist() -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (P\d\d) \|[^|]*\|([^|]*)\|", page, re.MULTILINE)
    known = {check.code for check in read_checks(FOLDER)}
    known |= {shape.code for shape in read_shapes(style_shapes()).values()}
    named = {code for _, cell in rows for code in re.findall(r"`([a-z-]+)`", cell)}

    assert [f"P{n:02}" for n in range(1, 42)] == [number for number, _ in rows]
    assert named <= known
    assert {code for code in PITFALLS if f"`{code}`" not in page} == set()
