"""Why there is no model: the fewest facts and axioms, in words."""

from __future__ import annotations

import shutil

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from tests.ontology.graphs import sound, terms
from treatygraph.quality.explain import Unit, clash, in_words, smallest
from treatygraph.quality.owl import is_consistent

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")

PREFIXES = """\
@prefix e: <http://e/> .
@prefix ex: <https://w3id.org/treatygraph/id/example/> .
@prefix basis: <https://w3id.org/treatygraph/scheme/basis/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
"""
ZOO = """
e:Cat a owl:Class ; rdfs:subClassOf e:Animal . e:Animal a owl:Class .
e:Stone a owl:Class ; owl:disjointWith e:Animal . e:Idle a owl:Class .
e:feeds a owl:ObjectProperty ; rdfs:range e:Animal . e:near a owl:ObjectProperty .
e:idle a e:Idle . e:tom a e:Cat . e:tom e:near e:idle . e:rock a e:Stone .
"""


def _read(text: str) -> list[Triple]:
    whole = f"{PREFIXES}{text}"
    return [q.triple for q in parse(whole, format=RdfFormat.TURTLE, rename_blank_nodes=True)]


def test_what_has_a_model_has_no_clash() -> None:
    assert () == clash(_read(ZOO))


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (
            "e:tom a e:Stone .",
            {
                "http://e/tom is a http://e/Cat.",
                "http://e/tom is a http://e/Stone.",
                "Every http://e/Cat is a http://e/Animal.",
                "Nothing is both a http://e/Stone and a http://e/Animal.",
            },
        ),
        (
            "e:tom e:feeds e:rock .",
            {
                "http://e/tom has http://e/feeds http://e/rock.",
                "http://e/rock is a http://e/Stone.",
                "Whatever http://e/feeds leads to is a http://e/Animal.",
                "Nothing is both a http://e/Stone and a http://e/Animal.",
            },
        ),
        (
            "e:near a owl:IrreflexiveProperty . e:tom e:near e:tom .",
            {
                "http://e/tom has http://e/near http://e/tom.",
                "Nothing has http://e/near to itself.",
            },
        ),
    ],
    ids=["a cat that is a stone", "a stone that is fed", "near to itself"],
)
def test_a_clash_is_told_in_words_with_nothing_idle(fact: str, expected: set[str]) -> None:
    assert expected == set(in_words(clash(_read(ZOO + fact))))


@pytest.mark.parametrize("facts", ["", ZOO], ids=["axioms alone", "with facts"])
def test_axioms_that_allow_no_thing_at_all_are_the_clash(facts: str) -> None:
    found = in_words(clash(_read(f"{facts} owl:Thing rdfs:subClassOf owl:Nothing .")))

    assert ("Every owl:Thing is a owl:Nothing.",) == found


def test_a_clash_in_the_ontology_s_own_terms_names_labels_and_classes() -> None:
    given = [*terms(), *sound(), *_read("ex:article a tg:Chapter .")]
    sentences = in_words(clash(given), given)

    assert 3 == len(sentences)
    assert sentences[0].endswith("/id/example/article> is a tg:Article.")
    assert sentences[1].endswith("/id/example/article> is a tg:Chapter.")
    assert "Nothing is more than one of these: tg:Article, tg:Chapter." == sentences[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    "fact", ["ex:position tg:stance basis:attested .", "ex:draft a tg:Chapter ."]
)
def test_each_part_of_a_clash_is_needed(fact: str) -> None:
    found = clash([*terms(), *sound(), *_read(fact)])
    declared = [t for t in terms() if str(t.object).rstrip(">").endswith(("#Class", "Property"))]
    facts = [t for t in found if str(t) in {str(one) for one in (*sound(), *_read(fact))}]

    assert facts
    assert not is_consistent([*declared, *found])
    for one in facts:
        assert is_consistent([*declared, *(t for t in found if t != one)]), one


def _unit(n: int) -> Unit:
    node = NamedNode(f"http://e/{n}")
    return (Triple(node, node, node),)


def test_the_smallest_part_keeps_what_distant_units_need() -> None:
    needed = [_unit(3), _unit(20), _unit(39)]
    units = [_unit(n) for n in range(40)]

    assert needed == smallest(units, [], lambda some: set(needed) <= set(some))


def test_the_smallest_part_of_what_is_broken_anyway_is_nothing() -> None:
    assert [] == smallest([_unit(1)], [_unit(2)], lambda some: _unit(2) in some)
