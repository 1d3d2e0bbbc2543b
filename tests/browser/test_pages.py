"""Every page loads without a complaint, fits the window, and has no barriers that axe finds."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
Z = "/page/id/un-cybercrime/zero-draft"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "home": "/",
    "explore": "/explore",
    "around": "/explore?around=id/stakeholder/gi-toc",
    "reader": "/read",
    "article": f"{Z}/art-24",
    "chapter": f"{Z}/ch-4",
    "stakeholder": "/page/id/stakeholder/gi-toc",
    "recommendation": "/page/id/un-cybercrime/recommendation/gi-toc-2023/key-strengthen-refusal",
    "assessment": "/page/id/un-cybercrime/assessment/zero-draft/gi-toc-2023/key-strengthen-refusal",
    "concept": "/page/scheme/safeguard/necessity",
    "chosen": "/explore?draft=zero-draft#at=id/un-cybercrime/zero-draft/art-24",
    "lineage": "/page/id/un-cybercrime/lineage/conditions-and-safeguards",
    "articles": "/articles",
    "matrix": "/matrix?role=procedural-measures",
    "sides": "/sides",
    "camps": "/sides?lineage=respect-for-human-rights",
    "scoreboard": "/scoreboard",
    "uptake": "/uptake",
    "compare": "/compare",
    "changes": "/compare?changes=1",
    "timeline": "/timeline",
    "lineages": "/lineages",
    "questions": "/questions",
    "question": "/questions/articles-without-reference?draft=zero-draft&chapter=IV&target=36",
    "search": "/search?q=privacy",
    "sparql": "/sparql",
    "ontology": "/ontology",
    "void": "/void",
    "api": "/api",
    "help": "/help",
    "missing": "/page/id/nothing",
    "error": "/read?draft=none",
}

#: Pages that say that something is wrong: the browser itself notes the status.
REFUSED = {"missing": 1, "error": 1}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("form", "width"), [("desktop", 1280), ("phone", 390)])
def test_a_page_loads_without_complaint_and_fits(opened, shipped, screenshots, name, form, width):
    page = opened(width=width, height=850)
    page.goto(shipped + PAGES[name])
    page.wait_for_load_state("networkidle")
    if "explore" in PAGES[name]:
        page.wait_for_selector("#canvas[data-ready]")
    page.screenshot(path=screenshots / f"{name}-{form}.png")
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=screenshots / f"{name}-{form}-dark.png")
    refused = [text for text in page.complaints if "the server responded with" in text]

    assert REFUSED.get(name, 0) == len(refused)
    assert [] == [text for text in page.complaints if text not in refused]
    assert 0 >= page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_head_is_one_line_in_every_language_and_the_switch_changes_it(
    opened, shipped, language
):
    page = opened(width=1280, height=850, locale=language)
    for width in (1280, 1440):
        page.set_viewport_size({"width": width, "height": 850})
        page.goto(f"{shipped}/scoreboard?stakeholder=gi-toc")

        assert 66 > page.evaluate("document.querySelector('.masthead').clientHeight")
        assert 0 >= page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.click(".tongues summary")
    page.click(".tongues a[lang=es]")
    page.wait_for_load_state()

    assert "es" == page.evaluate("document.documentElement.lang")
    assert page.url.endswith("/scoreboard?stakeholder=gi-toc")


def test_the_button_of_colours_stands_beside_the_search_at_every_width(opened, shipped):
    page = opened(width=1440, height=850)
    page.goto(f"{shipped}/scoreboard")
    top = "selector => document.querySelector(selector).getBoundingClientRect().top"
    for width in (780, 1000, 1152, 1180, 1216, 1240, 1280, 1366, 1440):
        page.set_viewport_size({"width": width, "height": 850})

        gap = page.evaluate(top, "#theme") - page.evaluate(top, ".masthead form")

        assert abs(gap) < 12, width


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_barrier(opened, shipped, name):
    page = opened(bypass_csp=True)
    page.goto(shipped + PAGES[name])
    if "explore" in PAGES[name]:
        page.wait_for_selector("#canvas[data-ready]")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "dark"), (390, "light")):
        page.set_viewport_size({"width": width, "height": 850})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"document.documentElement.dataset.theme === '{scheme}'")
        found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
        serious = [
            (violation["id"], violation["nodes"][0]["html"][:160], len(violation["nodes"]))
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical")
        ]

        assert len(found["passes"]) > 10
        assert [] == serious, (width, scheme)
