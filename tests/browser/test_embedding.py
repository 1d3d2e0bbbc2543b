"""A view stands in another site's page, says where it is from, and is cited with its version."""

import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from tests.browser.test_site import Quiet

pytestmark = pytest.mark.browser


@pytest.fixture
def other_site(tmp_path):
    """Another site, on another port of this machine; a page of it is written by the test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/explore?draft=zero-draft", "/matrix?draft=adopted"])
def test_what_embeds_a_view_shows_it_in_another_sites_page(
    opened, shipped, other_site, screenshots, path
):
    folder, address = other_site
    page = opened()
    page.goto(shipped + path)
    page.click("#share > summary")
    code = page.input_value("#share-embed")
    (folder / "index.html").write_text(f"<!doctype html><title>x</title>{code}", "utf-8")
    page.goto(address + "/index.html")
    frame = page.frame_locator("iframe")
    frame.locator("main h1, main .graph-bar").first.wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=screenshots / f"embedded-{path[1:4]}.png")
    whole = frame.locator("#whole")

    assert code.startswith(f'<iframe src="{shipped}{path}&amp;embed"')
    assert shipped + path == whole.get_attribute("href")
    assert not frame.locator(".masthead").is_visible()
    assert not frame.locator(".foot").is_visible()
    assert "CC BY 4.0" in frame.locator(".attribution").inner_text()
    assert [] == page.complaints


def test_a_view_is_cited_with_its_graph_address_and_day(opened, shipped):
    page = opened(locale="fr")
    page.goto(f"{shipped}/article/24")
    page.click("#share > summary")
    cited = page.input_value("#share-cite")

    assert "treatygraph, graphe " in cited
    assert page.get_attribute("[data-graph]", "data-graph") in cited
    assert page.url in cited
    assert not page.is_visible(".attribution")
