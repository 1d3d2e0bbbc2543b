"""The ontology as owlready2 classes, and what is said where Java is missing or too old."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

import treatygraph
from tests.quality.reasoned import java_home
from treatygraph.errors import TreatyGraphError
from treatygraph.home import graph_folder
from treatygraph.pipeline import build
from treatygraph.quality.owl import infer, is_consistent
from treatygraph.resources import locate
from treatygraph.vocab import expand

TYPE = expand("rdf:type")
NO_MODEL = [
    Triple(NamedNode(f"http://e/{s}"), NamedNode(expand(p)), NamedNode(o))
    for s, p, o in (
        ("A", "rdf:type", expand("owl:Class")),
        ("B", "rdf:type", expand("owl:Class")),
        ("A", "owl:disjointWith", "http://e/B"),
        ("x", "rdf:type", "http://e/A"),
        ("x", "rdf:type", "http://e/B"),
    )
]


def test_the_ontology_comes_as_classes_and_properties() -> None:
    ontology = treatygraph.owl()

    assert ontology.Provision in ontology.Article.is_a
    assert ontology.inDraft in set(ontology.world.object_properties())
    assert "article" in ontology.Article.label.en


def test_the_concepts_of_the_schemes_are_there_as_individuals() -> None:
    ontology = treatygraph.owl()
    power = ontology.world[f"{expand('scheme:')}power/search-and-seizure"]

    assert ontology.Power in power.is_a


def test_two_worlds_do_not_share_what_is_edited() -> None:
    one, other = treatygraph.owl(), treatygraph.owl()
    with one:
        one.Article("mine")

    assert one["mine"] is not None
    assert other["mine"] is None


def test_with_data_the_members_of_the_defined_classes_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))
    build([locate("data", "sample")], graph_folder())
    full = treatygraph.owl(data=True)
    found = {one.iri.rpartition("/id/")[2] for one in full.PowerWithoutSafeguard.instances()}

    assert {"harbour-signals/third/art-12", "harbour-signals/third/art-13"} <= found
    assert 9 == len(found)
    (article,) = [one for one in full.Article.instances() if one.iri.endswith("third/art-12")]

    assert "third" == article.inDraft.name


def test_without_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)

    with pytest.raises(TreatyGraphError, match="Java was not found") as caught:
        is_consistent(NO_MODEL)
    assert "apt-get install default-jre-headless" in caught.value.remedy


def test_a_java_that_is_too_old_is_named_with_the_version_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        "echo 'java.lang.UnsupportedClassVersionError: pellet/Pellet (class file version 69.0), "
        "this version of the Java Runtime only recognizes class file versions up to 61.0' >&2\n"
        "exit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(TreatyGraphError, match="needs Java 25 or newer; this is Java 17") as caught:
        is_consistent(NO_MODEL, "pellet")
    assert "--reasoner hermit" in caught.value.remedy


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_another_trouble_of_a_reasoner_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = Triple(
        NamedNode("http://e/p"), NamedNode(expand("rdfs:subPropertyOf")), NO_MODEL[0].subject
    )
    monkeypatch.setattr("owlready2.reasoning._HERMIT_CLASSPATH", os.devnull)

    with pytest.raises(TreatyGraphError, match="Hermit could not reason"):
        is_consistent([odd])


@pytest.mark.skipif(java_home(25) is None, reason="Pellet, as owlready2 brings it, needs Java 25")
def test_pellet_decides_as_hermit_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java_home(25)))

    assert not is_consistent(NO_MODEL, "pellet")
    assert is_consistent(NO_MODEL[:-1], "pellet")


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_terms_that_a_mapping_annotates_are_no_members() -> None:
    mapped = [
        Triple(
            NamedNode("http://e/A"), NamedNode(expand("rdfs:subClassOf")), NamedNode("http://e/C")
        ),
        Triple(NamedNode("http://e/C"), NamedNode(TYPE), NamedNode(expand("owl:Class"))),
        Triple(
            NamedNode(expand("skos:closeMatch")),
            NamedNode(TYPE),
            NamedNode(expand("owl:AnnotationProperty")),
        ),
        Triple(
            NamedNode("http://e/A"), NamedNode(expand("skos:closeMatch")), NamedNode("http://e/Z")
        ),
    ]
    found = infer([*NO_MODEL[:-1], *mapped]) or ()

    assert not [
        t for t in found if t.subject == NamedNode("http://e/A") and t.predicate.value == TYPE
    ]
