"""Clauses that put powers under conditions: what they reach, and where that cannot be told."""

from time import process_time

import pytest

from treatygraph.curated.own_readings import as_facts
from treatygraph.documents import read
from treatygraph.documents.reach import find_reach
from treatygraph.resources import locate

CLAUSE = (
    "1. Each State Party shall ensure that the establishment, implementation and application of "
    "the powers and procedures provided for in {} are subject to conditions and safeguards "
    "provided for under its domestic law, which shall incorporate the principles of "
    "proportionality, necessity and legality."
)


def reach_of(clause, heading="Conditions and safeguards"):
    text = f"""Chapter I
General

Article 1. Scope

This Convention applies to lamps.

Chapter IV
Powers

Article 24. {heading}

{clause}

2. Lamps burn.

Article 25. Preservation

Each State Party shall preserve lamps.

Article 26. Search

Each State Party may search lamps.

Chapter V
Cooperation

Article 27. Requests

Requests are made in writing.
"""
    return read(text.encode(), name="x.txt")


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("this chapter", ["ch-4"]),
        ("this Convention", ["draft"]),
        ("articles 25 to 27", ["art-25", "art-26", "art-27"]),
        ("articles 25 and 27", ["art-25", "art-27"]),
        ("chapters IV and V", ["ch-4", "ch-5"]),
    ],
)
def test_what_a_clause_reaches_is_read(scope, expected):
    found = find_reach(reach_of(CLAUSE.format(scope)).provisions)

    assert [("art-24", over, True) for over in expected] == [
        (r.clause, r.over, r.sure) for r in found
    ]


@pytest.mark.parametrize("scope", ["the foregoing provisions", "articles 90 to 91"])
def test_where_the_reach_cannot_be_told_the_chapter_says_so(scope):
    reading = reach_of(CLAUSE.format(scope))
    facts = as_facts(reading, treaty="lamps", draft="one")

    assert () == facts.applications
    assert [("reach", "ch-4", "not-known")] == [
        (c.aspect, c.of, c.state) for c in facts.coverage if c.aspect == "reach"
    ]


def test_an_article_on_safeguards_without_such_a_clause_leaves_its_reach_open():
    found = find_reach(reach_of("1. Lamps are kept in towers.").provisions)

    assert [("art-24", "ch-4", False)] == [(r.clause, r.over, r.sure) for r in found]


def test_conditions_of_one_article_reach_nothing_else():
    words = "1. The powers of this article are subject to the principle of proportionality."
    assert () == find_reach(reach_of(words, "Interception").provisions)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("first", [("art-10", "ch-3")]),
        ("second", [("art-10", "ch-3"), ("art-10", "ch-4")]),
        ("third", [("art-5", "draft")]),
    ],
)
def test_the_clauses_of_the_sample_reach_what_people_put_down(draft, expected):
    text = locate("data", "sample", "texts", f"{draft}.txt").read_bytes()
    found = find_reach(read(text).provisions)

    assert expected == [(r.clause, r.over) for r in found if r.sure]


def test_three_safeguards_are_named_in_one_phrase():
    found = reach_of(CLAUSE.format("this chapter")).mentions

    assert {"safeguard/proportionality", "safeguard/necessity", "safeguard/legality"} <= {
        m.concept for m in found if m.provision == "art-24/para-1"
    }


def test_a_long_paragraph_without_a_clause_is_gone_through_once():
    words = "Powers, procedures and measures of the keepers, and their cooperation, " * 2000
    reading = reach_of(f"1. {words}are kept; powers are subject to safeguards.")
    began = process_time()

    found = find_reach(reading.provisions)

    assert process_time() - began < 1
    assert len(find_reach(reach_of("1. Powers are subject to safeguards.").provisions)) == len(
        found
    )


#: The clause in French and Spanish, with the words for what it reaches and what that is.
ABROAD = {
    "fr": (
        "Chapitre IV\nPouvoirs\n\nArticle 24. {head}\n\n1. Chaque Partie veille à ce que les "
        "pouvoirs et procédures prévus {what} soient soumis aux conditions et sauvegardes de son "
        "droit interne.\n\nArticle 25. Conservation\n\nChaque Partie conserve les lampes.\n\n"
        "Article 26. Saisie\n\nChaque Partie peut saisir des lampes.\n",
        "Conditions et sauvegardes",
        {
            "dans le présent chapitre": ["ch-4"],
            "dans la présente Convention": ["draft"],
            "aux articles 25 à 26": ["art-25", "art-26"],
            "à l’article 25": ["art-25"],
        },
    ),
    "es": (
        "Capítulo IV\nFacultades\n\nArtículo 24. {head}\n\n1. Cada Parte velará por que las "
        "facultades y procedimientos previstos {what} estén sujetos a las condiciones y "
        "salvaguardias de su derecho interno.\n\nArtículo 25. Conservación\n\nCada Parte "
        "conservará las lámparas.\n\nArtículo 26. Incautación\n\nCada Parte podrá incautar "
        "lámparas.\n",
        "Condiciones y salvaguardias",
        {
            "en el presente capítulo": ["ch-4"],
            "en la presente Convención": ["draft"],
            "en los artículos 25 a 26": ["art-25", "art-26"],
            "en el artículo 25": ["art-25"],
        },
    ),
}


@pytest.mark.parametrize("language", ABROAD)
def test_a_clause_reaches_the_same_in_another_language(language):
    text, head, cases = ABROAD[language]
    for what, over in cases.items():
        reading = read(text.format(head=head, what=what).encode(), name="lamps.txt")

        assert language == reading.document["language"]
        found = find_reach(reading.provisions, language)
        assert over == [r.over for r in found if r.sure], what
        assert all(r.clause == "art-24" for r in found)


@pytest.mark.parametrize("language", ABROAD)
def test_a_headed_article_that_says_nothing_sure_is_doubtful_in_another_language(language):
    text, head, _ = ABROAD[language]
    reading = read(text.format(head=head, what="").encode(), name="lamps.txt")

    assert [("art-24", "ch-4", False)] == [
        (r.clause, r.over, r.sure) for r in find_reach(reading.provisions, language)
    ]


def test_a_language_without_words_gives_nothing():
    reading = read(ABROAD["fr"][0].format(head="x", what="y").encode(), name="lamps.txt")

    assert () == find_reach(reading.provisions, "ru")
