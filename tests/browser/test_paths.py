"""What a newcomer does: find Article 24, see who asks for what, open the evidence, download."""

import csv
import io
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def find(page, words):
    page.fill("#find", words)
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel-title")


def ready(page, address):
    page.goto(address)
    page.wait_for_selector("#canvas[data-ready]")


def test_from_article_24_to_its_recommendations_and_their_evidence(opened, shipped, screenshots):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft")
    find(page, "24")
    page.wait_for_timeout(500)
    page.screenshot(path=screenshots / "newcomer-1-found.png")

    assert "Article 24" in page.inner_text("#panel-title")
    assert "at=id/un-cybercrime/zero-draft/art-24" in page.url

    page.click("#panel a.primary")
    page.wait_for_selector("#positions")
    first = page.locator(".said-list li").first

    assert "Global Initiative" in page.inner_text(".said-list")

    first.locator("a").nth(1).click()
    page.wait_for_selector(".evidence")
    page.screenshot(path=screenshots / "newcomer-2-evidence.png")

    assert "p. 6" in page.inner_text(".evidence")
    assert [] == page.complaints


def test_from_the_first_page_to_the_chapter_iv_answer_as_csv(opened, shipped, screenshots):
    page = opened()
    page.goto(f"{shipped}/questions")
    page.click("a[href='/questions/articles-without-reference']")
    page.select_option(
        "select[name=draft]", label="Draft text of the convention (zero draft) (2023-05-29)"
    )
    page.fill("input[name=chapter]", "IV")
    page.fill("input[name=target]", "36")
    page.click("main form button")
    page.wait_for_selector("table")
    page.screenshot(path=screenshots / "newcomer-3-answer.png")
    with page.expect_download() as download:
        page.click("a:text-is('CSV')")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))

    assert [str(n) for n in range(23, 35)] == [row["number"] for row in rows]
    assert {"attested"} == {row["basis"] for row in rows}
    assert [] == page.complaints


def test_every_article_and_chapter_of_a_draft_stands_on_its_map(opened, shipped):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft")
    shown = page.evaluate("TG.data.nodes.filter(n => !n.off).map(n => [n.kind, n.key])")
    articles = {int(key.rpartition("-")[2]) for kind, key in shown if kind == "article"}
    chapters = [key for kind, key in shown if kind == "chapter" and "/ch-" in key]

    assert set(range(1, 59)) == articles
    assert 9 == len(chapters)


def test_a_link_brings_the_same_view_back(opened, shipped):
    page = opened()
    ready(
        page,
        f"{shipped}/explore?draft=zero-draft#at=id/un-cybercrime/zero-draft/art-36&focus=1&without=crime",
    )

    assert "Article 36" in page.inner_text("#panel-title")
    assert page.evaluate(
        "TG.state.focus && TG.byKey.get(TG.data.nodes.find(n => n.kind === 'crime').key).off"
    )


def test_the_shortest_path_between_two_things_is_shown(opened, shipped):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft")
    find(page, "36")
    page.click("#panel button:has-text('Path to')")
    page.fill("#find", "necessity")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel ol li")

    page.wait_for_timeout(600)
    seen = page.evaluate(
        "[TG.state.at, TG.state.to].map(id => TG.network.canvasToDOM(TG.network.getPosition(id)))"
    )
    stage = page.evaluate("[TG.stage.clientWidth, TG.stage.clientHeight]")

    assert "Shortest path" in page.locator("#panel").text_content()
    assert all(0 < at["x"] < stage[0] and 0 < at["y"] < stage[1] for at in seen)
    assert [] == page.evaluate("TG.network.getSelectedEdges()")
    assert "to=scheme/safeguard/necessity" in page.url


def test_neighbours_come_and_go(opened, shipped):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft#at=id/un-cybercrime/zero-draft/art-24")
    shown = "TG.data.nodes.filter(n => !n.off).length"
    before = page.evaluate(shown)
    page.click("#panel button:has-text('Expand')")
    more = page.evaluate(shown)
    page.click("#panel button:has-text('Collapse')")

    assert more > before
    assert before == page.evaluate(shown)


def test_the_filters_are_small_and_hide_a_kind(opened, shipped):
    page = opened(width=390, height=844)
    ready(page, f"{shipped}/explore?draft=zero-draft")
    page.click("summary:has-text('Filter')")
    box = page.locator("#filter-kinds label svg").first.bounding_box()
    page.click("#filter-kinds label:has-text('Crimes')")

    assert box["height"] < 30
    assert page.evaluate("TG.data.nodes.filter(n => n.kind === 'crime').every(n => n.off)")
    assert "without=crime" in page.url


def test_nothing_moves_by_itself(opened, shipped):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft")
    places = "JSON.stringify(TG.network.getPositions())"
    first = page.evaluate(places)
    page.wait_for_timeout(600)

    assert first == page.evaluate(places)


@pytest.mark.parametrize(
    ("button", "begin"),
    [("save-svg", b"<svg"), ("save-png", b"\x89PNG"), ("save-graphml", b"<?xml")],
)
def test_the_picture_can_be_saved(opened, shipped, button, begin):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft")
    page.click("summary:has-text('Save')")
    with page.expect_download() as download:
        page.click(f"#{button}")
    content = Path(download.value.path()).read_bytes()

    assert content.startswith(begin)
    if button == "save-graphml":
        import networkx as nx

        read = nx.parse_graphml(content.decode())
        assert len(read) > 150


def test_the_keyboard_alone_reaches_an_article(opened, shipped):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft")
    page.keyboard.press("Tab")

    assert "To the content" == page.evaluate("document.activeElement.textContent")

    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "find":
            break
    page.keyboard.type("dual")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert "panel-title" == page.evaluate("document.activeElement.id")


def test_a_query_is_written_run_and_shared(opened, shipped):
    page = opened()
    page.goto(f"{shipped}/sparql")
    page.click("#run")
    page.wait_for_selector("#pane-table tbody tr")
    rows = page.locator("#pane-table tbody tr").count()
    page.click("#tab-graph")
    page.click("#tab-chart")
    page.click("#share")

    assert rows == 12
    assert "#query=SELECT" in page.url or "#query=PREFIX" in page.url
    assert [] == page.complaints


def test_the_usual_prefixes_are_no_fault_and_names_are_completed(opened, shipped):
    page = opened()
    page.goto(f"{shipped}/sparql")
    write = """query => {
      const editor = document.querySelector(".CodeMirror").CodeMirror;
      editor.setValue(query); editor.focus(); editor.setCursor(editor.lineCount(), 0);
    }"""
    faults = page.locator("#editor .parseErrorIcon")
    page.evaluate(write, "SELECT ?s { ?s a tg:Safeguard }")
    known = faults.count()
    page.evaluate(write, "SELECT ?s { ?s a nobody:Safeguard }")
    faults.wait_for()

    completed = {}
    for begun in ("?s a tg:Safeg", "?s tg:callsF", "PREFIX sko"):
        page.evaluate(write, "" if begun.startswith("PREFIX") else "SELECT ?s {\n")
        page.keyboard.type(begun)
        page.keyboard.press("Control+Space")
        page.wait_for_selector(".CodeMirror-hint")
        completed[begun] = page.locator(".CodeMirror-hint").all_inner_texts()
        page.keyboard.press("Escape")

    assert known == 0
    assert completed == {
        "?s a tg:Safeg": ["tg:Safeguard"],
        "?s tg:callsF": ["tg:callsFor"],
        "PREFIX sko": ["skos: <http://www.w3.org/2004/02/skos/core#>"],
    }
    assert [] == page.complaints


def test_a_chart_is_drawn_from_counts(opened, shipped):
    page = opened()
    query = "SELECT%20%3Ft%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20a%20%3Ft%7D%20GROUP%20BY%20%3Ft"
    page.goto(f"{shipped}/sparql#query={query}")
    page.wait_for_selector("#pane-table tbody tr")
    page.click("#tab-chart")

    assert page.locator("#pane-chart rect").count() > 10


def test_hostile_labels_do_nothing_in_the_picture(opened, harbour):
    page = opened()
    raised: list[object] = []
    page.on("dialog", lambda dialog: raised.append(dialog))
    ready(page, f"{harbour}/explore")
    find(page, "alert")

    assert "<script>alert(1)</script>" in page.inner_text("#panel-title")

    find(page, "Terms")
    assert "<b>\"&'</b>" in page.inner_text("#panel-title")
    assert ([], []) == (raised, page.complaints)


def test_a_file_opens_from_disk_without_a_network(opened, shipped_graph, tmp_path, screenshots):
    from pyoxigraph import RdfFormat, Store

    from treatygraph.asker import Asker
    from treatygraph.draw.gather import gather_draft
    from treatygraph.draw.page import standalone
    from treatygraph.store import OxigraphStore

    store = Store()
    store.bulk_load(path=str(shipped_graph), format=RdfFormat.N_QUADS)
    base = "https://w3id.org/treatygraph/"
    scene = gather_draft(Asker(OxigraphStore(store)), f"{base}id/un-cybercrime/zero-draft")
    file = tmp_path / "view.html"
    file.write_text(standalone(scene, base=base), encoding="utf-8")
    page = opened(width=1100, height=760)
    ready(page, file.as_uri())
    find(page, "24")
    page.wait_for_timeout(500)
    page.screenshot(path=screenshots / "offline-file.png")

    assert "Article 24" in page.inner_text("#panel-title")
    assert [] == page.complaints


@pytest.mark.parametrize("name", ["role", "basis"])
def test_a_role_or_a_basis_leaves_only_its_articles(opened, shipped, name):
    page = opened()
    ready(page, f"{shipped}/explore?draft=zero-draft")
    page.click("summary:has-text('Filter')")
    choice = page.locator(f"#filter-{name} option").nth(1).get_attribute("value")
    page.select_option(f"#filter-{name}", choice)
    kept = page.evaluate(
        f"TG.data.nodes.filter(n => n.kind === 'article' && !n.off).map(n => n.{name})"
    )
    gone = page.evaluate(
        f"TG.data.nodes.filter(n => n.kind === 'article' && n.off).map(n => n.{name})"
    )

    assert {choice} == set(kept)
    assert choice not in gone
    assert f"{name}=" in page.url
    if name == "role":
        assert gone
