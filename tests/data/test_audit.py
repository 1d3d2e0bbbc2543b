"""What an audit found false or misleading is not said again (docs/audit.md)."""

from functools import cache

import pytest

from tests.queries.gold import shipped_store
from treatygraph.assess.results import results
from treatygraph.curated.records import load_library
from treatygraph.resources import locate

T = "https://w3id.org/treatygraph/id/un-cybercrime/"
PREFIX = f"PREFIX z: <{T}zero-draft/> PREFIX r: <{T}rev-1/> PREFIX a: <{T}adopted/>"


@cache
def store():
    return shipped_store()


def asked(pattern):
    return bool(store().select(f"{PREFIX} SELECT * {{ {pattern} }} LIMIT 1").rows)


@pytest.mark.parametrize("article", ["art-35", "art-40", "art-42"])
def test_what_has_exceptions_is_not_lacking_in_the_whole(article):
    lack = "tg:lacks scheme:safeguard\\/dual-criminality"

    assert not asked(f"z:ch-5 {lack}")
    assert not asked(f"z:{article} {lack}")
    assert asked(f"z:art-43 {lack}")


@pytest.mark.parametrize("article", ["art-37", "art-40", "art-46"])
def test_the_conditions_of_the_adopted_text_do_not_govern_cooperation(article):
    assert not asked(f"?clause tg:inArticle a:art-24 ; tg:governs a:{article}")
    assert asked("?clause tg:inArticle a:art-24 ; tg:governs a:art-30")


@pytest.mark.parametrize(("draft", "clause"), [("z", "art-5"), ("r", "art-5"), ("a", "art-6")])
def test_the_article_on_human_rights_governs_the_whole_text(draft, clause):
    iri = {"z": "zero-draft", "r": "rev-1", "a": "adopted"}[draft]
    everything = f"?other a tg:Article ; tg:inDraft <{T}{iri}> ."
    governed = f"?part tg:inArticle {draft}:{clause} ; tg:governs ?other"

    assert not asked(f"{everything} FILTER NOT EXISTS {{ {governed} }}")


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("art-3/subpara-b", "art-23"),
        ("art-3/subpara-b", "art-35"),
        ("art-11/para-1/subpara-b", "art-11/para-1/subpara-a/item-i"),
        ("art-11/para-1/subpara-b", "art-11/para-1/subpara-a/item-ii"),
        ("art-11/para-3", "art-11/para-1/subpara-a/item-ii"),
        ("art-14/para-1/subpara-d", "art-14/para-1/subpara-a"),
        ("art-14/para-1/subpara-d", "art-14/para-1/subpara-b"),
        ("art-14/para-1/subpara-d", "art-14/para-1/subpara-c"),
    ],
)
def test_a_reference_of_the_arabic_copy_leads_to_its_very_point(place, target):
    assert asked(f"<{T}adopted/{place}> tg:refersTo <{T}adopted/{target}>")


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("art-11/para-1/subpara-b", "art-11"),
        ("art-11/para-3", "art-11"),
        ("art-14/para-1/subpara-d", "art-14/para-1"),
    ],
)
def test_a_point_of_this_article_is_not_a_reference_to_the_article(place, target):
    assert not asked(f"<{T}adopted/{place}> tg:refersTo <{T}adopted/{target}>")


@pytest.mark.parametrize("number", range(7, 16))
def test_every_offence_read_in_arabic_requires_intent(number):
    names = "tg:names scheme:safeguard\\/intent-requirement"

    assert asked(f"?part tg:inArticle a:art-{number} ; {names}")
    assert (number != 15) == asked(
        f"?part tg:inArticle a:art-{number} ; tg:names scheme:safeguard\\/without-right-requirement"
    )


@pytest.mark.parametrize("concept", ["expression", "assembly", "conscience-and-religion"])
def test_the_freedoms_of_article_6_are_named(concept):
    assert asked(f"<{T}adopted/art-6/para-2> tg:names scheme:safeguard\\/freedom-of-{concept}")


@pytest.mark.parametrize(
    ("draft", "basis"),
    [("adopted", "unverified"), ("zero-draft", "unverified"), ("cnd-1", "curated")],
)
def test_a_draft_is_known_no_better_than_its_articles(draft, basis):
    assert asked(f"<{T}{draft}> tg:basis scheme:basis\\/{basis}")


def test_no_lineage_rests_on_a_document_that_was_not_read():
    assert not asked("?l a tg:Lineage ; tg:basis scheme:basis\\/curated")


def test_an_absence_that_follows_from_a_call_to_add_is_a_reading_and_not_a_statement():
    wrong = [
        (draft.draft, a.provision, a.thing)
        for draft in load_library(locate("data")).drafts
        for a in draft.absences
        for e in a.evidence
        if e.note.startswith("Follows from the call") and e.basis != "curated"
    ]

    assert wrong == []


@pytest.mark.parametrize("draft", ["zero-draft", "rev-1", "adopted"])
def test_no_verdict_is_left_without_a_look_of_a_person(draft):
    found = [r for r in results(store(), "gi-toc") if r.draft_key == draft]
    reviewed = {r.recommendation for r in load_library(locate("data")).reviews if r.draft == draft}

    assert {r.recommendation.key.rpartition("/")[2] for r in found} <= {
        key.rpartition("/")[2] for key in reviewed
    }


def test_a_draft_without_a_chapter_of_a_role_is_not_held_to_it():
    found = [r for r in results(store()) if r.draft_key == "cnd-1"]
    about = [r for r in found if r.recommendation.key.endswith("mandatory-refusal-conditions")]

    assert {"inapplicable"} == {r.verdict for r in about}


def test_the_second_half_of_a_text_revises_nothing():
    assert not asked(f"<{T}cnd-2> prov:wasRevisionOf ?x")
    assert asked(f"<{T}zero-draft> prov:wasRevisionOf <{T}cnd-1>, <{T}cnd-2>")


def test_a_date_by_which_a_state_had_signed_is_no_day_of_signature():
    assert not asked('?s tg:signedOn ?d . FILTER(STRSTARTS(?d, "by"))')
    assert asked('?s tg:signedNoLaterThan "2026-01"')


def test_a_figure_has_its_number_and_unit():
    assert not asked(
        "?f a tg:Figure . FILTER NOT EXISTS { ?f tg:figureNumber ?n ; tg:figureUnit ?u }"
    )


def test_what_is_read_and_has_none_is_said_where_it_was_read():
    none = "?x tg:readAndHasNone scheme:coverage\\/references"

    assert asked(none)
    assert not asked(f"{none} FILTER NOT EXISTS {{ ?x tg:referencesRead true }}")
    assert not asked(f"{none} ; tg:outgoingCount ?n . FILTER(?n > 0)")


@pytest.mark.parametrize(
    ("draft", "article", "role"),
    [
        ("budapest/2001", "art-2", "criminalization"),
        ("budapest/2001", "art-15", "procedural-measures"),
        ("budapest/2001", "art-22", "jurisdiction"),
        ("uncac/2003", "art-46", "international-cooperation"),
    ],
)
def test_an_article_has_the_role_of_its_section_where_its_chapter_holds_several(
    draft, article, role
):
    root = "https://w3id.org/treatygraph/"

    assert asked(f"<{root}id/{draft}/{article}> tg:chapterRole <{root}scheme/role/{role}>")


def test_the_number_iv_is_no_role():
    roles = store().select(
        "PREFIX eli: <http://data.europa.eu/eli/ontology#> SELECT DISTINCT ?role "
        '{ ?c a tg:Chapter ; eli:number "IV" ; tg:chapterRole ?role }'
    )

    assert {"procedural-measures", "international-cooperation", "final"} == {
        row[0].value.rpartition("/")[2] for row in roles.rows
    }
