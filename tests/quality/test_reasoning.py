"""What follows from the graph: known answers, agreement of engines, and no guess."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from tests.ontology.graphs import ONTOLOGY, sound, terms, triples
from tests.quality.reasoned import (
    DEFINED,
    MINTER,
    TYPE,
    edited,
    java_home,
    members,
    outcome,
    run,
    sample,
    shipped,
)
from treatygraph.model import DraftFacts
from treatygraph.pipeline.collect import collect
from treatygraph.quality.owl import infer
from treatygraph.quality.reasoning import Outcome, as_table, upward
from treatygraph.quality.rl import module, rl_inferences
from treatygraph.resources import locate
from treatygraph.vocab import expand

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
VALID_FOLDER = ONTOLOGY / "examples" / "valid"
THIRD = "drafts/harbour-signals.third.yaml"


def _in(treaty: str, draft: str, *articles: int) -> set[str]:
    return {f"{treaty}/{draft}/art-{n}" for n in articles}


def _harbour(first: tuple[int, ...], second: tuple[int, ...], third: tuple[int, ...]) -> set[str]:
    told = {"first": first, "second": second, "third": third}
    return {
        one for draft, articles in told.items() for one in _in("harbour-signals", draft, *articles)
    }


#: Defined class → its members in the sample treaty, worked out by hand from its texts.
KNOWN = {
    "PowerProvision": _harbour((11, 12, 13, 14), (11, 12, 13, 14, 15), (11, 12, 13)),
    "PowerWithoutSafeguard": _harbour((11, 12, 13, 14), (12, 13, 14), (12, 13)),
    "OrphanProvision": _harbour(
        (1, 2, 14, 17, 18, 19, 20), (1, 2, 5, 18, 19, 20, 21), (1, 2, 16, 17, 19, 20)
    )
    | _in("lost-anchors", "adopted", 3, 16),
    "WideCooperationMeasure": set(),
}


def test_each_defined_class_has_a_known_answer() -> None:
    assert set(DEFINED) == set(KNOWN)


@pytest.mark.parametrize("name", DEFINED)
def test_the_defined_classes_have_their_members_in_the_sample_treaty(name: str) -> None:
    assert KNOWN[name] == members(outcome(sample, "rl"), name)


def _unlinked(facts: DraftFacts) -> set[str]:
    """Return the orphans of a draft, counted from its records and not from the graph."""
    ends = set()
    for reference in facts.references:
        source = reference.source.split("/")[0]
        target = (reference.target or "").split("/")[0]
        if reference.status != "external" and source != target:
            ends |= {source, target}
    return {p.key for p in facts.provisions if p.level == "article"} - ends


def _read_whole(facts: DraftFacts) -> bool:
    articles = [p for p in facts.provisions if p.level == "article"]
    sure = all(reference.status != "ambiguous" for reference in facts.references)
    return sure and bool(articles) and all(article.references_read for article in articles)


@pytest.mark.parametrize(
    ("of", "folder"),
    [(sample, ("data", "sample")), (shipped, ("data",))],
    ids=["sample", "shipped"],
)
def test_members_are_those_that_the_records_themselves_tell(of, folder: tuple[str, ...]) -> None:
    """The graph, its rules and the reasoner have no part in what is expected."""
    library = collect([locate(*folder)])
    whole = [d for d in library.drafts if _read_whole(d)]
    orphans = {f"{d.treaty}/{d.draft}/{key}" for d in whole for key in _unlinked(d)}
    powers = {
        f"{lineage.treaty}/{member.draft}/{member.provision}"
        for lineage in library.lineages
        if any(concept.startswith("power/") for concept in lineage.about)
        for member in lineage.members
    }

    assert orphans
    assert powers
    assert orphans == members(outcome(of, "rl"), "OrphanProvision")
    assert powers == members(outcome(of, "rl"), "PowerProvision")


def test_a_measure_over_any_offence_in_a_chapter_on_cooperation_is_wide(tmp_path: Path) -> None:
    mention = "  - {in: art-17/para-1, concept: scope/any-criminal-offence}\n"
    store = edited(tmp_path, THIRD, ("mentions:\n", f"mentions:\n{mention}"))

    assert {"harbour-signals/third/art-17/para-1"} == members(
        run(store, "rl"), "WideCooperationMeasure"
    )


def test_no_power_is_without_safeguard_in_a_draft_not_read_for_them(tmp_path: Path) -> None:
    store = edited(tmp_path, THIRD, ("mentions_read: true", "mentions_read: false"))
    found = run(store, "rl")

    assert KNOWN["PowerProvision"] == members(found, "PowerProvision")
    assert {one for one in KNOWN["PowerWithoutSafeguard"] if "/third/" not in one} == members(
        found, "PowerWithoutSafeguard"
    )


@pytest.mark.parametrize(
    "change",
    [
        ("references_read: true", "references_read: false"),
        ("{id: art-19, ", "{id: art-19, references_read: false, "),
        ("{from: art-18, to: art-5, ", "{from: art-18, status: ambiguous, reason: two fit, "),
    ],
    ids=["draft unread", "one article unread", "one reference ambiguous"],
)
def test_nothing_is_an_orphan_in_a_draft_not_read_as_a_whole(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    found = members(run(edited(tmp_path, THIRD, change), "rl"), "OrphanProvision")

    assert {one for one in KNOWN["OrphanProvision"] if "/third/" not in one} == found


def test_no_article_is_judged_that_was_not_read() -> None:
    drafts = collect([locate("data")]).drafts
    read = {
        f"{d.treaty}/{d.draft}/{p.key}" for d in drafts for p in d.provisions if p.mentions_read
    }
    whole = tuple(f"{d.treaty}/{d.draft}/" for d in drafts if _read_whole(d))
    found = outcome(shipped, "rl")

    assert members(found, "PowerWithoutSafeguard") <= read
    assert all(one.startswith(whole) for one in members(found, "OrphanProvision"))


@pytest.mark.parametrize(
    "engine", ["rl", pytest.param("hermit", marks=[needs_java, pytest.mark.slow])]
)
def test_an_engine_finds_the_members_in_the_valid_examples(engine: str) -> None:
    """Each example states the membership; it is taken away and must be found again."""
    classes = {NamedNode(expand(f"tg:{name}")) for name in DEFINED}
    stated = {
        t
        for name in DEFINED
        for t in triples(VALID_FOLDER / f"{name}.ttl")
        if t.predicate.value == TYPE and t.object in classes
    }
    given = [t for t in (*terms(), *sound()) if t not in stated]
    found = rl_inferences(given) if engine == "rl" else upward(given, infer(given) or ())

    assert classes == {t.object for t in stated}
    assert stated <= set(found)


@needs_java
@pytest.mark.slow
@pytest.mark.parametrize("of", [sample, shipped], ids=["sample", "shipped"])
def test_hermit_and_owl_2_rl_agree_where_their_logics_overlap(of) -> None:
    """The overlap: classes of things and values of properties; not subclasses."""
    hermit, rl = outcome(of, "hermit"), outcome(of, "rl")
    overlap = {t for t in hermit.added if t.predicate.value != expand("rdfs:subClassOf")}

    assert hermit.consistent is True
    assert len(rl.added) > 500
    assert overlap == set(rl.added)


@pytest.mark.slow
@pytest.mark.skipif(java_home(25) is None, reason="Pellet, as owlready2 brings it, needs Java 25")
def test_pellet_agrees_with_owl_2_rl_as_hermit_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java_home(25)))
    pellet, rl = run(sample(), "pellet"), outcome(sample, "rl")
    overlap = {t for t in pellet.added if t.predicate.value != expand("rdfs:subClassOf")}

    assert pellet.consistent is True
    assert overlap == set(rl.added)


@needs_java
@pytest.mark.slow
def test_hermit_infers_no_more_from_the_whole_than_owl_2_rl_does() -> None:
    """With values of properties, and not only about things that a definition reaches."""
    stated = Store()
    derived = NamedNode(MINTER.graph("inferences-owl"))
    stated.extend(quad for quad in sample() if quad.graph_name != derived)
    part = module(stated, MINTER.graph("ontology"))
    found = upward(part, infer(part, values=True) or ())
    told = {t for t in found if t.predicate.value != expand("rdfs:subClassOf")}

    assert told == set(outcome(sample, "rl").added)
    assert [t for t in told if t.predicate.value == expand("eli:refers_to")]


def test_the_build_published_what_owl_2_rl_infers() -> None:
    graph = NamedNode("https://w3id.org/treatygraph/graph/inferences-owl")
    published = {q.triple for q in sample().quads_for_pattern(None, None, None, graph)}

    assert set(outcome(sample, "rl").added) == published


def test_a_definition_can_take_no_model_away() -> None:
    """Its name stands in no axiom but its own and in other definitions, without a circle."""
    path = locate("ontology", "treaty.ttl")
    triples = [quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)]
    names = {NamedNode(expand(f"tg:{name}")) for name in DEFINED}
    uses = {
        (t.subject, t.predicate.value, t.object)
        for t in triples
        if t.object in names and not isinstance(t.object, Literal)
    }
    named = {(s.value, o.value) for s, p, o in uses if isinstance(s, NamedNode)}
    others = {p for s, p, _ in uses if not isinstance(s, NamedNode)}
    defined = {t.subject for t in triples if t.predicate.value == expand("owl:equivalentClass")}

    assert names == defined
    assert {(expand("tg:PowerWithoutSafeguard"), expand("tg:PowerProvision"))} == named
    assert {expand("rdf:first")} == others  # the conjunct of PowerWithoutSafeguard
    assert 1 == len(uses) - len(named)


@pytest.mark.parametrize("of", [sample, shipped], ids=["sample", "shipped"])
def test_no_fact_states_membership_in_a_defined_class(of) -> None:
    derived = NamedNode(MINTER.graph("inferences-owl"))
    stated = [
        quad
        for name in DEFINED
        for quad in of().quads_for_pattern(None, NamedNode(TYPE), NamedNode(expand(f"tg:{name}")))
        if quad.graph_name != derived
    ]

    assert [] == stated


def test_each_graph_of_inferences_says_how_it_was_made() -> None:
    about = NamedNode(MINTER.graph("about"))

    def objects(subject: NamedNode, predicate: str) -> set[str]:
        found = sample().quads_for_pattern(subject, NamedNode(expand(predicate)), None, about)
        return {str(quad.object).strip("<>") for quad in found}

    for name in ("inferences", "inferences-owl"):
        graph = MINTER.graph(name)
        (activity,) = objects(NamedNode(graph), "prov:wasGeneratedBy")
        used = objects(NamedNode(activity), "prov:used")

        assert MINTER.graph("harbour-signals/third") in used
        assert graph not in used
        assert (MINTER.graph("ontology") in used) is True


def test_upward_adds_all_that_lies_above_and_nothing_of_terms() -> None:
    def triple(subject: str, predicate: str, value: str) -> Triple:
        return Triple(*(NamedNode(expand(one)) for one in (subject, predicate, value)))

    stated = [
        triple("tg:A", "rdfs:subClassOf", "tg:B"),
        triple("tg:B", "rdfs:subClassOf", "tg:C"),
        triple("tg:p", "rdfs:subPropertyOf", "tg:q"),
        triple("id:x", "tg:p", "id:y"),
        triple("id:y", "rdf:type", "tg:B"),
    ]
    found = [triple("id:x", "rdf:type", "tg:A")]
    expected = {
        *found,
        triple("id:x", "rdf:type", "tg:B"),
        triple("id:x", "rdf:type", "tg:C"),
        triple("id:y", "rdf:type", "tg:C"),
        triple("id:x", "tg:q", "id:y"),
    }

    assert expected == set(upward(stated, found))


@pytest.mark.parametrize(("consistent", "word"), [(True, "Consistent"), (None, "HermiT decides")])
def test_the_table_says_what_was_decided_and_how_long_it_took(
    consistent: bool | None, word: str
) -> None:
    table = as_table(Outcome("hermit", consistent, (), (), {"consistency": 1.25}))

    assert word in table.notes[0]
    assert "hermit: consistency 1.2 s." == table.notes[-1]


def test_the_table_of_a_clash_has_a_sentence_in_each_row() -> None:
    table = as_table(Outcome("hermit", False, (), ("a", "b"), {"consistency": 1.0}))

    assert (("sentence",), (("a",), ("b",))) == (table.columns, table.rows)
    assert table.notes[0].startswith("INCONSISTENT")
