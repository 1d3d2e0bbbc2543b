"""The picture in the README and that of preview cards: run this module to take them anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, Served
from treatygraph.pipeline.builder import build

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "graph.png"
CARD = Path(__file__).resolve().parents[2] / "visualizations" / "assets" / "card.jpg"
VIEW = "/explore?draft=zero-draft#at=id/un-cybercrime/zero-draft/art-24"


def card(browser: Browser, address: str) -> None:
    """Take the picture that other sites show beside a link: the map alone, at 1200 by 630."""
    page = browser.new_page(viewport={"width": 1200, "height": 630})
    page.goto(f"{address}/explore?draft=zero-draft&embed")
    page.wait_for_selector("#canvas[data-ready]")
    page.add_style_tag(content=".graph-bar, .zoom, .attribution, .legend, .note { display: none }")
    page.wait_for_timeout(600)
    page.evaluate("TG.begin()")
    page.wait_for_timeout(600)
    page.screenshot(path=CARD, type="jpeg", quality=82)


def main() -> None:
    """Build the shipped graph, serve it, and photograph Article 24 on the map."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = build((), Path(folder)).place
        if place is None:
            raise SystemExit("the shipped data does not build")
        served = Served(place / "graph.nq")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(served.address + VIEW)
        page.wait_for_selector("#canvas[data-ready]")
        page.wait_for_timeout(800)
        page.screenshot(path=PICTURE)
        card(browser, served.address)
        browser.close()
        served.stop()


if __name__ == "__main__":
    main()
