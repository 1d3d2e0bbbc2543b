"""Labels that look like code come out as text: in pictures, tables, lists and saved files."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, Store

from tests.http.conftest import TRIG
from treatygraph.asker import Asker
from treatygraph.draw.gather import gather_draft
from treatygraph.draw.page import standalone
from treatygraph.store import OxigraphStore

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/treatygraph/"


@pytest.fixture
def page(opened):
    page = opened()
    page.raised = []
    page.on("dialog", lambda dialog: (page.raised.append(dialog.message), dialog.dismiss()))
    yield page
    assert ([], []) == (page.raised, page.complaints)


def graph(page, address):
    page.goto(f"{address}/explore")
    page.wait_for_selector("#canvas[data-ready]")


def test_in_suggestions_panel_and_table_of_the_picture(page, harbour):
    graph(page, harbour)
    page.fill("#find", "alert")
    page.wait_for_selector("#suggestions li")

    assert "<script>alert(1)</script>" in page.inner_text("#suggestions")
    assert "<script>alert(1)</script>" in page.inner_text(".graph-table")
    assert 0 == page.locator("#suggestions script, .graph-table script, .graph-table b").count()


def test_in_the_answers_of_the_sparql_page(page, harbour):
    page.goto(f"{harbour}/sparql#query=SELECT%20%3Fs%20%3Fl%20%7B%3Fs%20rdfs%3Alabel%20%3Fl%7D")
    page.wait_for_selector("#pane-table tbody tr")
    page.click("#tab-graph")
    page.wait_for_selector("#pane-graph canvas")
    page.click("#tab-raw")
    page.click("#tab-table")

    assert "<script>alert(1)</script>" in page.inner_text("#pane-table")
    assert 0 == page.locator("#pane-table script, #pane-table b, #pane-table img").count()


def test_in_a_query_that_a_link_brings(page, harbour):
    page.goto(f"{harbour}/sparql?query=%3C%2Fscript%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E")
    page.wait_for_selector("#editor .CodeMirror")

    assert "alert(2)" in page.inner_text("#editor")


def test_in_what_people_search_for(page, harbour):
    page.goto(f"{harbour}/search?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(3)%3E")

    assert "<img src=x" in page.inner_text("h1")


def test_in_the_state_that_an_address_brings(page, harbour):
    page.goto(f"{harbour}/explore#at=<img src=x onerror=alert(4)>&role=<b>&view=<script>")
    page.wait_for_selector("#canvas[data-ready]")


def saved(page, button):
    page.click("summary:has-text('Save')")
    with page.expect_download() as download:
        page.click(f"#{button}")
    return Path(download.value.path()).read_text("utf-8")


def test_in_the_saved_drawing_and_network(page, harbour):
    graph(page, harbour)
    drawing = ElementTree.fromstring(saved(page, "save-svg"))
    network = ElementTree.fromstring(saved(page, "save-graphml"))
    names = {element.tag.rpartition("}")[2] for element in drawing.iter()}

    assert {"script", "img", "b", "foreignObject"}.isdisjoint(names)
    assert any("<script>alert(1)</script>" in (e.text or "") for e in network.iter())
    assert any("<script>alert(1)</script>" in (e.text or "") for e in drawing.iter())


def test_in_the_file_that_opens_from_disk(page, tmp_path):
    store = Store()
    store.bulk_load(path=str(TRIG), format=RdfFormat.TRIG)
    text = standalone(
        gather_draft(Asker(OxigraphStore(store)), f"{BASE}id/harbour/first"), base=BASE
    )
    file = tmp_path / "view.html"
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector("#canvas[data-ready]")
    page.fill("#find", "alert")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel-title")

    assert "<script>alert(1)</script>" in page.inner_text("#panel-title")
    assert "\u202e" not in text
    assert not re.search(r"<script[^>]+src=|<link[^>]+href=.http", text)
