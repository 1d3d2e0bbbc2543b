"""The desk is driven by keyboard: a paper is judged, split, joined, written, and taken up again."""

import threading
import time

import pytest
import uvicorn

from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents.formats.container import open_container
from treatygraph.documents.papers import Frame, propose_in
from treatygraph.documents.papers.cards import cards_of, taken_up
from treatygraph.http.curating import Desk, curating_app

PAPER = """# Comments of Harbour Watch

Article 5 should be deleted and Article 6 should be clarified.

We ask for the insertion of a right of appeal in Article 7. Lamps 🚢 are old.

We oppose Article 8. We support Article 9.
"""
FRAME = Frame("harbour-signals", "watch-2024", "harbour-watch", "first-draft")
CHOICES = {
    "targets": [("treaty", "the treaty as a whole"), ("lineage/lamps", "5 · Lamps")],
    "action": [(key, key) for key in ("repeal", "clarify", "insertion", "avoid", "retain")],
    "stance": [(key, key) for key in ("supports", "opposes", "asks-to-delete", "asks-to-add")],
    "calls_for": [("safeguard/necessity", "necessity")],
    "kind": [("recommendation", "recommendation"), ("position", "position")],
    "holder": [("harbour-watch", "Harbour Watch")],
}


def proposed():
    _, source = open_container(PAPER.encode(), name="paper.md")
    return source.text, cards_of(propose_in(source, language="en"), FRAME)


@pytest.fixture
def desk(tmp_path):
    text, cards = proposed()
    made = Desk("paper.md", text, FRAME, cards, tmp_path / "watch-2024.yaml", CHOICES)
    config = uvicorn.Config(curating_app(made), host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield made, f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


def statements(desk):
    return parse_yaml(desk.out.read_text("utf-8"), name="x").data["statements"]


def written(page, count):
    page.wait_for_selector(f"#saved:has-text('written: {count} taken')")


def test_a_paper_is_gone_over_by_keyboard_alone(desk, opened, screenshots):
    made, address = desk
    page = opened(width=1280, height=800)
    page.goto(address)
    page.keyboard.press("y")
    page.keyboard.type("Article 5 should go.")
    page.keyboard.press("Escape")
    written(page, 1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    page.keyboard.press("y")
    page.keyboard.type("A right of appeal.")
    page.keyboard.press("Escape")
    written(page, 2)
    page.screenshot(path=screenshots / "curate-desktop.png")

    assert ["Article 5 should go.", "A right of appeal."] == [
        s["summary"] for s in statements(made)
    ]
    assert [] == page.complaints
    assert ["yes", "no", "yes", "", ""] == [
        card.verdict
        for card in taken_up(made.out.read_text("utf-8"), "x", made.text, proposed()[1])
    ]


def test_a_passage_is_split_and_joined_again(desk, opened):
    made, address = desk
    page = opened()
    page.goto(address)
    before = page.locator(".card").count()
    page.keyboard.press("s")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    split = page.locator(".card").count()
    page.keyboard.press("j")
    written(page, 0)

    assert (before + 1, before) == (split, page.locator(".card").count())
    assert proposed()[1][0].end == made.cards[0].end


def test_a_target_is_chosen_from_the_list_and_removed(desk, opened):
    made, address = desk
    page = opened()
    page.goto(address)
    page.get_by_label("Targets, the one that the stance is on first").select_option("lineage/lamps")
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    written(page, 1)

    assert "lineage/lamps" in statements(made)[0]["targets"]
    page.get_by_label("Remove 5 · Lamps").click()
    page.wait_for_timeout(600)
    assert "lineage/lamps" not in statements(made)[0]["targets"]


def test_a_passage_that_nothing_was_proposed_for_is_added(desk, opened):
    made, address = desk
    page = opened()
    page.goto(address)
    page.evaluate(
        """() => {
          const paper = document.getElementById("paper");
          const walk = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
          let node = walk.nextNode();
          while (!node.textContent.includes("Lamps")) node = walk.nextNode();
          const at = node.textContent.indexOf("Lamps");
          getSelection().setBaseAndExtent(node, at, node, at + "Lamps 🚢 are old.".length);
        }"""
    )
    page.keyboard.press("a")
    written(page, 0)
    added = next(card for card in made.cards if card.key == "added")

    assert "Lamps 🚢 are old." == made.text[added.start : added.end]


def test_the_desk_fits_a_phone(desk, opened, screenshots):
    page = opened(width=390, height=800)
    page.goto(desk[1])
    page.screenshot(path=screenshots / "curate-phone.png")
    page.emulate_media(color_scheme="dark")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".card.here").get_by_role("button", name="No", exact=True).click()
    written(page, 0)
    assert "no" == desk[0].cards[0].verdict
