"""A delegate who opens the first page: three clicks to evidence, and no mouse needed."""

import pytest

pytestmark = pytest.mark.browser


def test_three_clicks_lead_from_the_first_page_to_the_evidence(opened, shipped, screenshots):
    page = opened()
    page.goto(shipped)
    page.fill("#first", "Article 24")
    page.click("form.find button")
    page.click(".hits li:first-child a")

    assert "zero-draft/art-24" in page.url
    assert "Global Initiative" in page.inner_text(".said-list")

    page.locator(".said-list li:first-child a").nth(1).click()
    page.wait_for_selector(".evidence li")
    page.screenshot(path=screenshots / "newcomer-4-three-clicks.png")

    assert "p. 6" in page.inner_text(".evidence")
    assert "What became of it" in page.inner_text("main")
    assert [] == page.complaints


def test_the_first_page_says_how_thin_the_coverage_is_before_any_question(opened, shipped):
    page = opened()
    page.goto(shipped)
    note, questions = page.locator("#thin"), page.locator("h2", has_text="Questions")

    assert "not yet checked" in note.inner_text()
    assert note.bounding_box()["y"] < questions.bounding_box()["y"]


def test_the_question_of_chapter_iv_is_one_click_away(opened, shipped):
    page = opened()
    page.goto(shipped)
    page.click("a.card:has-text('Chapter IV')")
    page.wait_for_selector("table tbody tr")

    assert 12 == page.locator("tbody tr").count()
    assert "read from the official text in 0 of 12" in page.inner_text("main")
    assert [] == page.complaints


def test_every_question_on_the_first_page_is_answered(opened, shipped):
    page = opened()
    page.goto(shipped)
    links = page.eval_on_selector_all("a.card[href^='/questions/']", "all => all.map(a => a.href)")

    assert len(links) >= 10
    for link in links:
        page.goto(link)
        assert page.locator("table").count() == 1, link
        assert page.locator("[role=alert]").count() == 0, link
    assert [] == page.complaints


def focused(page):
    return page.evaluate(
        "(at => at === document.body ? '' : at.id || at.textContent.trim())(document.activeElement)"
    )


def tab_to(page, wanted, limit=40):
    for _ in range(limit):
        if wanted in focused(page):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted!r} is not reached by keyboard; at {focused(page)!r}")


def test_the_keyboard_alone_leads_to_the_evidence(opened, shipped):
    page = opened()
    page.goto(shipped)
    tab_to(page, "first")
    page.keyboard.type("Article 24")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits")
    tab_to(page, "Article 24. Conditions")
    page.keyboard.press("Enter")
    page.wait_for_selector("#positions")
    tab_to(page, "Make Article 24 stronger")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    page.wait_for_selector(".evidence")

    assert "solid" == outline
    assert "p. 6" in page.inner_text(".evidence")


def test_the_keyboard_alone_works_the_picture(opened, shipped):
    page = opened()
    page.goto(f"{shipped}/explore?draft=zero-draft")
    page.wait_for_selector("#canvas[data-ready]")
    tab_to(page, "find")
    page.keyboard.type("24")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel-title")
    tab_to(page, "Focus")
    page.keyboard.press("Enter")

    assert page.evaluate("TG.state.focus")

    tab_to(page, "Path to")
    page.keyboard.press("Enter")
    page.keyboard.type("36")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel ol li")

    assert page.locator("#panel h3", has_text="Shortest path").count() == 1
