"""Dossiers of the harbour sample: what was asked, and what became of it, draft by draft."""

import pytest

from tests.assess.test_with_text import store
from treatygraph.assess.scoreboard import uptake
from treatygraph.dossier.article import article_dossier, lineages_of_treaty
from treatygraph.dossier.chapter import chapter_dossier
from treatygraph.dossier.library import Library
from treatygraph.dossier.stakeholder import stakeholder_dossier
from treatygraph.dossier.wording import worded
from treatygraph.errors import UsageError
from treatygraph.iris import default_minter

MINT = default_minter()
TREATY = f"{MINT.base}id/harbour-signals"


@pytest.fixture(scope="module")
def library():
    return Library(store())


def every(library):
    found = [article_dossier(library, iri) for iri in lineages_of_treaty(library, TREATY)]
    assert len(found) > 5
    return found


def test_each_draft_of_a_treaty_has_its_place_in_every_dossier(library):
    keys = [ref.key for ref in library.drafts[TREATY]]

    assert ["first", "second", "third"] == keys
    for dossier in every(library):
        assert keys == [version.draft.key for version in dossier.versions]
        for version in dossier.versions:
            assert (version.state == "there") == bool(version.places)


def test_what_became_of_a_demand_is_what_uptake_says(library):
    told = {str(row[2]): row[3] for row in uptake(library.travaux).rows}
    said = {s.iri: s for s in library.statements.every.values() if s.course is not None}
    assert len(said) > 3

    labels = {
        iri: library.travaux.store.select(f"SELECT ?l WHERE {{ <{iri}> rdfs:label ?l }}")
        for iri in said
    }

    assert {labels[iri].rows[0][0].value: s.outcome for iri, s in said.items()} == told


def test_an_article_has_all_that_is_said_of_its_lineage(library):
    query = "SELECT DISTINCT ?s ?l WHERE { ?l a tg:Lineage . ?s tg:target ?l ; tg:heldBy ?h }"
    pairs = {(row[0].value, row[1].value) for row in library.travaux.store.select(query).rows}
    assert len(pairs) > 3
    found = {(s.iri, d.iri) for d in every(library) for s in d.said if s.reach == "article"}

    assert pairs <= found


def test_words_that_changed_are_marked_against_the_draft_before(library):
    marks = {
        kind
        for dossier in every(library)
        for units in worded(dossier.versions).values()
        for _, pieces in units
        for kind, _ in pieces
    }

    assert {"", "ins", "del"} == marks


def test_the_words_that_were_kept_and_put_in_are_those_of_the_draft(library):
    checked = 0
    for dossier in every(library):
        words = worded(dossier.versions)
        for version in dossier.known:
            wanted = " ".join(text for place in version.places for _, text in place.units)
            units = words.get(version.draft.iri, ())
            got = " ".join(
                "".join(text for kind, text in pieces if kind != "del") for _, pieces in units
            )
            assert "".join(wanted.split()) == "".join(got.split()), (dossier.key, version.draft.key)
            checked += bool(wanted)

    assert checked > 10


def test_a_stakeholder_has_each_statement_in_a_group_or_in_the_rest(library):
    dossier = stakeholder_dossier(library, f"{MINT.base}id/stakeholder/lamplighters")
    grouped = {s.iri for _, _, said in dossier.groups for s in said}
    rest = {s.iri for s in dossier.rest}

    assert set(library.statements.by_holder[dossier.iri]) == grouped | rest
    assert not grouped & rest
    asked = {s.iri: s for s in library.statements.of(dossier.iri) if s.asks}
    assert len(asked) == sum(dossier.balance.values())


def test_a_chapter_has_its_articles_in_order(library):
    dossier = chapter_dossier(library, f"{TREATY}/first/ch-2")

    assert dossier.articles
    assert [a[0] for a in dossier.articles] == sorted(
        (a[0] for a in dossier.articles), key=library.travaux.order
    )


def test_what_is_no_lineage_has_no_dossier(library):
    with pytest.raises(UsageError, match="no lineage"):
        article_dossier(library, f"{TREATY}/first/art-1")
