"""HermiT on ontology, alignments, schemes and valid examples.

On the shipped graph: tests/quality/test_reasoning.py.
"""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from tests.ontology.graphs import TG, sound, terms
from treatygraph.quality.owl import is_consistent

pytestmark = pytest.mark.slow

EXAMPLE = "https://w3id.org/treatygraph/id/example/"
SCHEME = "https://w3id.org/treatygraph/scheme/"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def test_the_ontology_with_schemes_and_examples_is_consistent() -> None:
    assert is_consistent([*terms(), *sound()])


def test_an_article_that_is_a_chapter_too_is_inconsistent() -> None:
    twofold = Triple(NamedNode(f"{EXAMPLE}article"), RDF_TYPE, NamedNode(f"{TG}Chapter"))

    assert not is_consistent([*terms(), *sound(), twofold])


def test_a_stance_from_the_scheme_of_bases_is_inconsistent() -> None:
    wrong = Triple(
        NamedNode(f"{EXAMPLE}position"),
        NamedNode(f"{TG}stance"),
        NamedNode(f"{SCHEME}basis/attested"),
    )

    assert not is_consistent([*terms(), *sound(), wrong])
