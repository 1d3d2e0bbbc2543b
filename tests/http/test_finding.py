"""What bears the name or the number comes first; what holds the words comes after."""

import pytest

from treatygraph.http.finding import find

FIRST = "https://w3id.org/treatygraph/id/harbour/first"


@pytest.mark.parametrize("q", ["Article 2", "article  2", "2", "Conditions"])
def test_a_number_or_a_name_leads_to_the_article_of_the_draft_known_best(site, q):
    hits, total = find(site, q)
    things = [hit.thing for hit in hits if "/lineage/" not in hit.thing]

    assert f"{FIRST}/art-2" == things[0]
    assert total >= len(hits)


def test_a_short_name_leads_to_the_stakeholder(site):
    assert "Stakeholder" == find(site, "Keepers")[0][0].kind


def test_an_article_stands_before_its_paragraphs(site):
    order = [hit.thing for hit in find(site, "article 2")[0]]

    assert order.index(f"{FIRST}/art-2") < order.index(f"{FIRST}/art-2/para-1")


def test_a_slip_of_the_pen_still_finds(site):
    assert any("Conditions" in hit.label for hit in find(site, "Condtions")[0])


def test_nothing_is_found_where_nothing_is(site):
    assert ([], 0) == find(site, "zzzz qqqq")
