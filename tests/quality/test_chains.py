"""Property chains: docs/reasoning.md says which reasoner infers them."""

from __future__ import annotations

import warnings

import pytest

from treatygraph.resources import locate

TURTLE = """
@prefix : <urn:x:> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:partOfWhole a owl:ObjectProperty ; owl:propertyChainAxiom ( :partOf :partOf ) .
:partOf a owl:ObjectProperty .
:a :partOf :b . :b :partOf :c .
"""


def test_our_ontology_has_no_chain_that_would_be_lost() -> None:
    texts = [path.read_text("utf-8") for path in locate("ontology").glob("*.ttl")]

    assert texts
    assert not any("propertyChainAxiom" in text for text in texts)


def test_reasonable_infers_no_chain_as_the_page_says() -> None:
    import rdflib
    from reasonable import PyReasoner

    graph = rdflib.Graph().parse(data=TURTLE, format="turtle")
    reasoner = PyReasoner()
    reasoner.from_graph(graph)
    found = {str(p) for _, p, _ in reasoner.reason()}

    assert "urn:x:partOfWhole" not in found - {"urn:x:partOf"} or pytest.fail(
        "reasonable infers chains now: docs/reasoning.md is behind"
    )


def test_owlrl_infers_the_chain_as_the_page_says() -> None:
    owlrl = pytest.importorskip("owlrl")
    import rdflib

    graph = rdflib.Graph().parse(data=TURTLE, format="turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)

    assert (
        rdflib.URIRef("urn:x:a"),
        rdflib.URIRef("urn:x:partOfWhole"),
        rdflib.URIRef("urn:x:c"),
    ) in graph
