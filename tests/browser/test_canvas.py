"""What is drawn on the canvas can be read, in both themes; no column is cut by the edge."""

import pytest

from tests.draw.test_page import contrast

pytestmark = pytest.mark.browser

DRAFT = "/explore?draft=zero-draft"
STATES = {
    "quiet": DRAFT,
    "chosen": f"{DRAFT}#at=id/un-cybercrime/zero-draft/art-24",
    "by outcome": f"{DRAFT}#colour=outcome",
    "by basis": f"{DRAFT}#colour=basis",
    "answered": "/explore?on=map&question=articles-without-reference"
    "&draft=zero-draft&chapter=IV&target=36",
}
DRAWN = """TG.data.nodes.filter(n => TG.nodes.get(n.id) && !n.off).map(n => {
  const view = TG.nodes.get(n.id), marks = ['diamond', 'dot', 'triangle', 'hexagon', 'square'];
  const colours = [view.font.color, view.color.background, view.color.border];
  return [n.key, !marks.includes(n.shape), view.faint, view.label.trim(), ...colours];
})"""
GROUND = {"light": "#faf9f6", "dark": "#10161d"}
#: The colour that stands on the canvas inside an article's box, beside its number.
PIXEL = """key => {
  const canvas = TG.stage.querySelector('canvas'), ratio = canvas.width / TG.stage.clientWidth;
  const at = TG.network.getPosition(TG.byKey.get(key).id);
  const dom = TG.network.canvasToDOM({x: at.x - 46, y: at.y - 13});
  const found = canvas.getContext('2d').getImageData(dom.x * ratio, dom.y * ratio, 1, 1).data;
  return '#' + [...found].slice(0, 3).map(part => part.toString(16).padStart(2, '0')).join('');
}"""


@pytest.mark.parametrize("state", STATES)
def test_words_and_borders_on_the_canvas_can_be_told_from_their_ground(opened, shipped, state):
    page = opened(width=1440, bypass_csp=True)
    page.goto(shipped + STATES[state])
    page.wait_for_selector("#canvas[data-ready]")
    for theme, ground in GROUND.items():
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(f"document.documentElement.dataset.theme === '{theme}'")
        page.wait_for_timeout(100)
        drawn = page.evaluate(DRAWN)
        weak = [
            key
            for key, box, faint, words, ink, fill, border in drawn
            if (words and contrast(ink, fill if box else ground) < 4.5)
            or (not faint and contrast(border, ground) < 3)
        ]

        assert len(drawn) > 150
        assert [] == weak, theme


def test_what_is_drawn_has_the_colour_that_was_looked_at(opened, shipped):
    page = opened(width=1440)
    page.goto(shipped + DRAFT)
    page.wait_for_selector("#canvas[data-ready]")
    page.wait_for_timeout(400)
    key = "https://w3id.org/treatygraph/id/un-cybercrime/zero-draft/art-28"

    assert "#ffffff" == page.evaluate(PIXEL, key)


@pytest.mark.parametrize("width", [1280, 1440])
@pytest.mark.parametrize("draft", ["zero-draft", "adopted"])
def test_no_column_is_cut_by_the_edge(opened, shipped, width, draft):
    page = opened(width=width, height=900)
    page.goto(f"{shipped}/explore?draft={draft}")
    page.wait_for_selector("#canvas[data-ready]")
    columns = page.evaluate(
        "TG.columns().map(c => [0, 1].map(i => TG.network.canvasToDOM({x: c[i], y: 0}).x))"
    )
    seen = [(left, right) for left, right in columns if right > 8 and left < width - 8]
    cut = [pair for pair in seen if pair[0] < -8 or pair[1] > width + 8]

    assert [] == cut
    assert len(seen) >= 4


def test_names_that_would_be_cut_to_the_same_begin_where_they_differ(opened, shipped):
    page = opened(width=1440)
    page.goto(f"{shipped}/explore?around=id/stakeholder/gi-toc")
    page.wait_for_selector("#canvas[data-ready]")
    names = page.evaluate("TG.data.nodes.map(n => [n.name, n.label])")
    short = {label for _, label in names}

    assert len({name for name, _ in names}) == len(short)


def test_a_saved_drawing_says_what_it_is_and_where_it_is_from(opened, shipped, tmp_path):
    from lxml import etree

    page = opened()
    page.goto(shipped + STATES["answered"])
    page.wait_for_selector("#canvas[data-ready]")
    page.click("summary:has-text('Save')")
    with page.expect_download() as download:
        page.click("#save-svg")
    page.click("summary:has-text('Save')") if not page.is_visible("#save-png") else None
    with page.expect_download() as picture:
        page.click("#save-png")
    download.value.save_as(tmp_path / "drawing.svg")
    words = " ".join(etree.parse(tmp_path / "drawing.svg").getroot().itertext())

    assert download.value.suggested_filename.startswith("treatygraph-draft-text-of-the-convention")
    assert picture.value.suggested_filename.endswith(".png")
    assert "Which provisions of this chapter lack a link" in words
    assert "Recommendation" in words
    assert "/explore?on=map" in words
