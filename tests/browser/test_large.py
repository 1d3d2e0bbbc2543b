"""A treaty of 5,000 things: it starts folded by chapter, answers, and stands still."""

import pytest
from bench.web import large

from treatygraph.draw.page import standalone

pytestmark = pytest.mark.browser

PLACES = "JSON.stringify(TG.network.getPositions())"
SHOWN = "Object.keys(TG.network.getPositions()).length"
LONGEST = """new PerformanceObserver(list => {
  const times = list.getEntries().map(task => task.duration);
  window.longest = Math.max(window.longest || 0, ...times);
}).observe({type: 'longtask', buffered: true})"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    file = tmp_path_factory.mktemp("large") / "large.html"
    file.write_text(standalone(large(5000), base="x:"), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(opened, address):
    page = opened()
    page.add_init_script(LONGEST)
    page.goto(address)
    page.wait_for_selector("#canvas[data-ready]")
    return page


def test_it_starts_from_its_chapters_and_unfolds_one(page, screenshots):
    page.screenshot(path=screenshots / "large-folded.png")
    before = page.evaluate(SHOWN)
    page.evaluate("TG.unfold(TG.byKey.get('x:ch-3').id)")
    after = page.evaluate(SHOWN)
    page.evaluate("TG.fold(TG.byKey.get('x:ch-3').id)")

    assert (63, 63 + 80, 63) == (before, after, page.evaluate(SHOWN))
    assert [] == page.complaints


def test_an_article_in_a_folded_chapter_is_found_and_shown(page, screenshots):
    page.fill("#find", "4321")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel-title")
    page.wait_for_timeout(500)
    page.screenshot(path=screenshots / "large-found.png")

    assert "Article 4321" in page.inner_text("#panel-title")
    assert "at=art-4321" in page.url
    assert [] == page.complaints


def test_no_task_blocks_the_page_for_long_and_nothing_moves(page):
    page.evaluate("TG.unfold(TG.byKey.get('x:ch-3').id)")
    for _ in range(4):
        page.click("#zoom-in")
    places = page.evaluate(PLACES)
    page.wait_for_timeout(500)

    assert places == page.evaluate(PLACES)
    assert page.evaluate("window.longest || 0") < 4000


def test_three_hundred_things_at_once_are_all_drawn_and_answer(opened, tmp_path):
    file = tmp_path / "medium.html"
    file.write_text(standalone(large(300, per_chapter=20), base="x:"), encoding="utf-8")
    page = opened()
    page.goto(file.as_uri())
    page.wait_for_selector("#canvas[data-ready]")
    place = page.evaluate(
        "TG.network.canvasToDOM(TG.network.getPosition(TG.byKey.get('x:art-150').id))"
    )
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    page.wait_for_selector("#panel-title")

    assert 315 == page.evaluate(SHOWN)
    assert "Article 150" in page.inner_text("#panel-title")
    assert [] == page.complaints
