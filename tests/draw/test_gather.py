"""A scene holds a draft's parts, what they relate to, and what is said of them."""

from treatygraph.draw.answer_scene import gather_answer
from treatygraph.draw.gather import gather_around, gather_draft
from treatygraph.iris import BASE

FIRST = f"{BASE}id/harbour/first"
ARTICLE = f"{FIRST}/art-2"
RECOMMENDATION = f"{BASE}id/harbour/recommendation/paper/add-necessity"


def triples(scene):
    return {(e.source.removeprefix(BASE), e.kind, e.target.removeprefix(BASE)) for e in scene.edges}


def test_a_drafts_scene_holds_every_kind_of_thing_it_relates_to(ask):
    kinds = {node.kind for node in gather_draft(ask, FIRST).nodes}

    assert {
        "chapter",
        "article",
        "point",
        "safeguard",
        "recommendation",
        "reason",
        "stakeholder",
        "lineage",
    } == kinds


def test_a_provision_of_several_classes_is_drawn_as_what_it_is(ask):
    kinds = {n.iri.rpartition("/")[2]: n.kind for n in gather_draft(ask, FIRST).nodes}

    assert ["article"] * 3 == [kinds[f"art-{number}"] for number in (1, 2, 3)]


def test_another_drafts_parts_stay_out(ask):
    assert not any("/second/" in node.iri for node in gather_draft(ask, FIRST).nodes)


def test_what_a_paragraph_says_counts_for_its_article(ask):
    found = triples(gather_draft(ask, FIRST))

    assert ("id/harbour/first/art-2", "refers", "id/harbour/first/art-1") in found
    assert ("id/harbour/first/art-2", "lacks", "scheme/safeguard/necessity") in found
    assert ("id/harbour/first/art-2", "governs", "id/harbour/first/ch-2") in found


def test_a_recommendation_on_a_lineage_points_to_its_member_in_this_draft(ask):
    said = "id/harbour/recommendation/paper/add-necessity"

    assert (said, "targets", "id/harbour/first/art-2") in triples(gather_draft(ask, FIRST))
    assert (said, "targets", "id/harbour/second/art-1") in triples(
        gather_draft(ask, f"{BASE}id/harbour/second")
    )


def test_a_node_carries_its_evidence(ask):
    node = next(n for n in gather_draft(ask, FIRST).nodes if n.iri.endswith("/art-1"))

    assert ["curated"] == [entry.basis for entry in node.evidence]
    assert "p. 2" == node.evidence[0].place


def test_a_draft_without_articles_says_so(ask):
    scene = gather_draft(ask, f"{BASE}id/harbour/ninth")

    assert "not known" in scene.notes[0]


def test_around_a_thing_stands_what_is_linked_with_it(ask):
    near = {node.iri for node in gather_around(ask, ARTICLE).nodes}
    far = {node.iri for node in gather_around(ask, ARTICLE, steps=2).nodes}

    assert f"{FIRST}/ch-2" in near
    assert near < far


def test_relations_around_a_thing_are_said_in_words_and_once(ask):
    found = triples(gather_around(ask, ARTICLE))

    assert ("id/harbour/first/art-2", "part", "id/harbour/first/ch-2") in found
    assert ("id/harbour/first/art-2", "lineage", "id/harbour/lineage/conditions") in found
    assert not any(kind in ("has_member", "ofLineage", "inChapter") for _, kind, _ in found)


def test_facts_that_are_things_are_left_out_beside_what_they_state(ask):
    scene = gather_around(ask, ARTICLE)
    beside = {node.iri.removeprefix(FIRST) for node in scene.nodes}

    assert not any(part in iri for iri in beside for part in ("/mention/", "/absence/"))
    assert "assessment" in str([n.iri for n in gather_around(ask, RECOMMENDATION).nodes])


COLUMNS = ("article", "number", "holder", "chapter")
ROWS = [
    (f"{FIRST}/art-1", "1", "Keepers", f"{FIRST}/ch-1"),
    (f"{FIRST}/art-2", "2", "Pilots", f"{FIRST}/ch-2"),
    (f"{FIRST}/art-3", "3", "Keepers", f"{FIRST}/ch-2"),
    (f"{FIRST}/art-3", "3", "Pilots", None),
]


def test_an_answer_links_its_things_with_the_words_that_rows_share(ask):
    scene = gather_answer(ask, COLUMNS, ROWS, title="T")
    edges = {(e.source.removeprefix(FIRST), e.kind, e.target) for e in scene.edges}
    node = next(n for n in scene.nodes if n.iri == f"{FIRST}/art-3")

    assert ("/art-1", "chapter", f"{FIRST}/ch-1") in edges
    assert ("/art-3", "holder", "value:holder:Keepers") in edges
    assert (("number", "3"),) == node.facts
    assert 7 == len(scene.nodes)


def test_things_that_are_linked_with_nothing_are_linked_with_the_question(ask):
    scene = gather_answer(ask, ("article",), [(f"{FIRST}/art-1",), (None,)], title="Which?")

    assert ["Which?", "Article 1. Terms <b>\"&'</b>"] == [node.label for node in scene.nodes]
    assert ["answers"] == [edge.kind for edge in scene.edges]


def test_an_answer_without_things_has_no_picture(ask):
    assert () == gather_answer(ask, ("n",), [("1",)], title="T").nodes
