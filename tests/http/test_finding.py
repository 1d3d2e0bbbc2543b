"""What bears the name or the number comes first; what holds the words comes after."""

import pytest

from treatygraph.http.lookup import find
from treatygraph.search import search

FIRST = "https://w3id.org/treatygraph/id/harbour/first"


@pytest.mark.parametrize("q", ["Article 2", "article  2", "2", "Conditions"])
def test_a_number_or_a_name_leads_to_the_article_of_the_draft_known_best(site, q):
    hits, total = find(site, q)
    things = [hit.thing for hit in hits if "/lineage/" not in hit.thing]

    assert f"{FIRST}/art-2" == things[0]
    assert total >= len(hits)


def test_a_question_in_words_is_answered_above_what_is_found(client):
    page = client.get("/search", params={"q": "who disagrees with whom?"}).text

    assert "Understood:" in page
    assert 'href="/questions/opposing-statements"' in page
    assert "Things found for these words" not in page


def test_a_name_alone_is_found_and_the_nearest_questions_are_named(client):
    page = client.get("/search", params={"q": "lighthouse keeper"}).text

    assert "Understood:" not in page
    assert "Nearest questions" in page


def test_a_short_name_leads_to_the_stakeholder(site):
    assert "Stakeholder" == find(site, "Keepers")[0][0].kind


def test_an_article_stands_before_its_paragraphs(site):
    order = [hit.thing for hit in find(site, "article 2")[0]]

    assert order.index(f"{FIRST}/art-2") < order.index(f"{FIRST}/art-2/para-1")


def test_a_slip_of_the_pen_still_finds(site):
    assert any("Conditions" in hit.label for hit in find(site, "Condtions")[0])


def test_nothing_is_found_where_nothing_is(site):
    assert ([], 0) == find(site, "zzzz qqqq")


@pytest.mark.parametrize("q", ["conditions", "lighthouses", "24", "keeper"])
def test_the_page_finds_what_the_command_finds(site, q):
    hits, total = find(site, q, limit=1000)
    told = search(site.asked, q, limit=1000)

    assert [row[-1] for row in told.rows] == [hit.thing for hit in hits]
    assert len(told.rows) == total


def test_signs_alone_find_nothing(site):
    assert ([], 0) == find(site, "* ?")
