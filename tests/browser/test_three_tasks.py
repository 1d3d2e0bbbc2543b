"""What the project exists for takes three clicks at most, in a table and in the picture."""

import pytest

pytestmark = pytest.mark.browser

Z = "https://w3id.org/treatygraph/id/un-cybercrime/zero-draft"
WHERE = "key => TG.network.canvasToDOM(TG.network.getPosition(TG.byKey.get(key).id))"


class Clicks:
    """Clicks, counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, selector):
        self.count += 1
        self.page.click(selector)

    def on_thing(self, key):
        self.count += 1
        place, box = self.page.evaluate(WHERE, key), self.page.locator("#canvas").bounding_box()
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])


@pytest.fixture
def clicks(opened, shipped):
    page = opened()
    page.goto(shipped)
    yield Clicks(page)
    assert [] == page.complaints


def test_which_provisions_of_chapter_iv_lack_a_link_to_article_36(clicks, screenshots):
    page = clicks.page
    clicks.on("a.card:has-text('Chapter IV')")
    page.wait_for_selector("table tbody tr")

    assert 12 == page.locator("tbody tr").count()

    clicks.on("a:has-text('Show it on the map')")
    page.wait_for_selector("#canvas[data-ready]")
    page.wait_for_timeout(400)
    page.screenshot(path=screenshots / "task-1-picture.png")

    assert 12 == page.evaluate("TG.marks.found.size")
    assert clicks.count <= 3


def test_what_gi_toc_asked_of_article_24_and_whether_it_was_adopted_in_a_table(clicks, screenshots):
    page = clicks.page
    clicks.on("nav a:has-text('Articles')")
    clicks.on(
        "th a:text-is('Conditions and safeguards'), td a:text-is('Conditions and safeguards')"
    )
    page.wait_for_selector(".table-tools select")
    clicks.count += 1
    page.locator(".table-tools select").first.select_option(value="GI-TOC")
    rows = page.locator(".demands tbody tr:visible")
    page.screenshot(path=screenshots / "task-2-table.png", full_page=True)

    assert {"GI-TOC"} == {row.split("\t")[0].strip() for row in rows.all_inner_texts()}
    assert rows.count() > 5
    assert all(page.locator(".demands tbody tr:visible td[data-label=Became]").all_inner_texts())
    assert clicks.count <= 3


def test_what_gi_toc_asked_of_article_24_and_whether_it_was_adopted_in_the_picture(
    clicks, screenshots
):
    page = clicks.page
    clicks.on("nav a:has-text('Graph')")
    page.wait_for_selector("#canvas[data-ready]")
    clicks.on_thing(f"{Z}/art-24")
    page.wait_for_selector("#panel-title")
    page.screenshot(path=screenshots / "task-2-picture.png")
    asked = page.locator("#panel .near li:has(small:has-text('GI-TOC')):has(.verdict)")

    assert "Article 24" in page.inner_text("#panel-title")
    assert asked.count() > 5
    assert {"open", "cannot tell", "adopted", "already there", "no check"} >= {
        text.strip() for text in asked.locator(".verdict").all_inner_texts()
    }
    assert clicks.count <= 3
