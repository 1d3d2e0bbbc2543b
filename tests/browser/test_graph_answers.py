"""A graph that answers: who speaks of what lights up; an answer is drawn; Back works."""

import pytest

pytestmark = pytest.mark.browser

LACKS = "/explore?on=map&question=articles-without-reference&draft=zero-draft&chapter=IV&target=36"
Z = "https://w3id.org/treatygraph/id/un-cybercrime/zero-draft"


def ready(page, address):
    page.goto(address)
    page.wait_for_selector("#canvas[data-ready]")


def bright(page):
    """Return the keys of the things that are not faint."""
    shown = "TG.nodes.get(n.id) && !TG.nodes.get(n.id).faint && !TG.nodes.get(n.id).hidden"
    return set(page.evaluate(f"[...TG.byId.values()].filter(n => {shown}).map(n => n.key)"))


def test_a_stakeholder_lights_its_statements_and_their_articles(opened, shipped):
    page = opened(width=1440)
    ready(page, f"{shipped}/explore?draft=zero-draft#at=id/stakeholder/gi-toc")
    lit = bright(page)

    assert f"{Z}/art-24" in lit
    assert any("/recommendation/gi-toc-2023/add-necessity" in key for key in lit)
    assert f"{Z}/art-30" not in lit
    assert [] == page.complaints


def test_an_article_lights_those_who_speak_of_it_and_names_them(opened, shipped):
    page = opened(width=1440)
    ready(page, f"{shipped}/explore?draft=zero-draft#at=id/un-cybercrime/zero-draft/art-24")

    assert any(key.endswith("/stakeholder/gi-toc") for key in bright(page))
    assert "GI-TOC" in page.inner_text("#panel .near:has(small)")
    assert page.locator("#panel a:has-text('Asked, and what became of it')").count() == 1


def test_what_lacks_is_framed_on_the_map_with_the_words_of_the_question(
    opened, shipped, screenshots
):
    page = opened(width=1440)
    ready(page, shipped + LACKS)
    page.wait_for_timeout(600)
    page.screenshot(path=screenshots / "lacks-on-the-map.png")
    framed = page.evaluate(
        "[...TG.marks.found].filter(id => TG.nodes.get(id).color.border === TG.markColour()).length"
    )

    assert 12 == framed
    assert {f"{Z}/ch-4", f"{Z}/art-36"} <= bright(page)
    assert f"{Z}/art-50" not in bright(page)
    assert "12: Which provisions of this chapter lack" in page.inner_text("#legend .marked")
    assert [] == page.complaints


def test_the_answer_leads_to_the_map_in_one_click(opened, shipped):
    page = opened()
    page.goto(
        f"{shipped}/questions/articles-without-reference?draft=zero-draft&chapter=IV&target=36"
    )
    page.click("a:has-text('Show it on the map')")
    page.wait_for_selector("#legend .marked")

    assert [] == page.complaints


def test_back_takes_one_choice_back(opened, shipped):
    page = opened(width=1440)
    ready(page, f"{shipped}/explore?draft=zero-draft")
    for number in ("24", "36"):
        page.fill("#find", number)
        page.press("#find", "Enter")
        page.wait_for_function(f"location.hash.endsWith('art-{number}')")
    assert "Article 36" in page.inner_text("#panel-title")

    page.go_back()
    page.wait_for_function("location.hash.endsWith('art-24')")
    page.wait_for_function("/Article 24/.test(document.getElementById('panel-title').textContent)")

    page.go_back()
    page.wait_for_function("!location.hash")
    page.wait_for_selector("#panel", state="hidden")
    assert [] == page.complaints
