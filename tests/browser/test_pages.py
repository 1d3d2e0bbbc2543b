"""Every page loads without a complaint, fits the window, and has no barriers that axe finds."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
Z = "/page/id/un-cybercrime/zero-draft"
PAGES = {
    "home": "/",
    "explore": "/explore",
    "around": "/explore?around=id/stakeholder/gi-toc",
    "reader": "/read",
    "article": f"{Z}/art-24",
    "chapter": f"{Z}/ch-4",
    "stakeholder": "/page/id/stakeholder/gi-toc",
    "lineage": "/page/id/un-cybercrime/lineage/conditions-and-safeguards",
    "matrix": "/matrix?role=procedural-measures",
    "scoreboard": "/scoreboard",
    "uptake": "/uptake",
    "compare": "/compare",
    "timeline": "/timeline",
    "questions": "/questions",
    "question": "/questions/articles-without-reference?draft=zero-draft&chapter=IV&target=36",
    "search": "/search?q=privacy",
    "sparql": "/sparql",
    "ontology": "/ontology",
    "void": "/void",
    "api": "/api",
    "help": "/help",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("form", "width", "height"), [("desktop", 1280, 860), ("phone", 390, 844)])
def test_a_page_loads_without_complaint_and_fits(
    opened, shipped, screenshots, name, form, width, height
):
    page = opened(width=width, height=height)
    page.goto(shipped + PAGES[name])
    page.wait_for_load_state("networkidle")
    if "explore" in PAGES[name]:
        page.wait_for_selector("#canvas[data-ready]")
    page.screenshot(path=screenshots / f"{name}-{form}.png")

    assert [] == page.complaints
    assert 0 >= page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_barrier(opened, shipped, name, scheme):
    page = opened(bypass_csp=True, color_scheme=scheme)
    page.goto(shipped + PAGES[name])
    if "explore" in PAGES[name]:
        page.wait_for_selector("#canvas[data-ready]")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    serious = [
        (violation["id"], violation["nodes"][0]["html"][:160], len(violation["nodes"]))
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
    ]

    assert len(found["passes"]) > 10
    assert [] == serious
