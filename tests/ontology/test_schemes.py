"""The concept schemes: each complete, typed, hierarchical, and documented."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from tests.ontology.schemes_page import COMMAND, PAGE, ROOT, load, render

TG = Namespace("https://w3id.org/treatygraph/ontology#")
SCHEMES = "https://w3id.org/treatygraph/scheme/"
CLASSES = {
    "action": TG.Action,
    "basis": TG.Basis,
    "coverage": TG.CoverageAspect,
    "crime": TG.Crime,
    "declaration": TG.DeclarationKind,
    "level": TG.ProvisionLevel,
    "measure": TG.CooperationMeasure,
    "modality": TG.Modality,
    "participation": TG.ParticipationKind,
    "power": TG.Power,
    "reference-kind": TG.ReferenceKind,
    "resolution": TG.Resolution,
    "role": TG.ChapterRole,
    "safeguard": TG.Safeguard,
    "scope": TG.ScopeKind,
    "stakeholder-kind": TG.StakeholderKind,
    "stance": TG.Stance,
    "status": TG.Status,
    "verdict": TG.Verdict,
}
FEWEST = 230


def _concepts(graph: Graph) -> list[URIRef]:
    found = graph.subjects(RDF.type, SKOS.Concept)
    return sorted(s for s in found if isinstance(s, URIRef))


def test_each_scheme_of_the_architecture_has_a_file_and_no_other() -> None:
    files = {path.stem for path in (ROOT / "ontology" / "schemes").glob("*.ttl")}

    assert set(CLASSES) == files


def test_all_schemes_together_hold_the_concepts_expected_at_least() -> None:
    count = sum(len(_concepts(load(key))) for key in CLASSES)

    assert count >= FEWEST


@pytest.mark.parametrize("key", sorted(CLASSES))
def test_each_concept_is_typed_named_defined_and_in_its_scheme(key: str) -> None:
    graph = load(key)
    scheme = URIRef(SCHEMES + key)
    for concept in _concepts(graph):
        notation = concept.removeprefix(f"{scheme}/")
        label = graph.value(concept, SKOS.prefLabel)
        definition = graph.value(concept, SKOS.definition)

        assert {SKOS.Concept, CLASSES[key]} == set(graph.objects(concept, RDF.type))
        assert [Literal(notation)] == list(graph.objects(concept, SKOS.notation))
        assert [scheme] == list(graph.objects(concept, SKOS.inScheme))
        assert label == graph.value(concept, RDFS.label)
        assert isinstance(definition, Literal)
        assert str(definition)[-1] == "."


@pytest.mark.parametrize("key", sorted(CLASSES))
def test_each_concept_is_on_top_or_stands_below_one_that_leads_to_the_top(key: str) -> None:
    graph = load(key)
    scheme = URIRef(SCHEMES + key)
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    for concept in _concepts(graph):
        above = list(graph.transitive_objects(concept, SKOS.broader))
        roots = [one for one in above if (one, SKOS.broader, None) not in graph]

        assert len(roots) == 1
        assert roots[0] in tops
        assert (concept in tops) == ((concept, SKOS.topConceptOf, scheme) in graph)


@pytest.mark.parametrize("key", sorted(CLASSES))
def test_no_two_concepts_of_a_scheme_bear_the_same_label(key: str) -> None:
    graph = load(key)
    labels = [str(graph.value(concept, SKOS.prefLabel)) for concept in _concepts(graph)]

    assert len(set(labels)) == len(labels)


def test_the_page_of_schemes_agrees_with_the_schemes() -> None:
    assert render() == PAGE.read_text(encoding="utf-8"), f"run {COMMAND}"
