"""The picture in the README: run this module to take it anew from the shipped data."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, Served
from treatygraph.pipeline.builder import build

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "graph.png"
VIEW = "/explore?draft=zero-draft#at=id/un-cybercrime/zero-draft/art-24"


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
        browser.close()
        served.stop()


if __name__ == "__main__":
    main()
