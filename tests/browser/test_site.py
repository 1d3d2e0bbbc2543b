"""The site as files: below any path, without a server of ours, with the server's answers."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.test_query_page import write
from tests.http.conftest import write_graph
from tests.queries.gold import parameters
from treatygraph.ask import answer
from treatygraph.catalogue import catalogue
from treatygraph.http.frozen.writing import Freezer
from treatygraph.http.site import open_site
from treatygraph.store import OxigraphStore

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as `python -m http.server` does, and prints nothing."""

    def log_message(self, *args):
        pass


def serve(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    graph = write_graph(tmp_path_factory.mktemp("graph"))
    freezer = Freezer(open_site([graph]), folder / "some" / "where", lambda step: None)
    freezer.write()
    server, address = serve(folder)
    yield f"{address}/some/where", freezer
    server.shutdown()
    server.server_close()


ONLY = ("/", "/search", "/sparql", "/questions", "/questions/articles-without-reference")


@pytest.fixture(scope="module")
def shipped_files(tmp_path_factory, shipped_graph):
    folder = tmp_path_factory.mktemp("whole")
    Freezer(open_site([shipped_graph]), folder / "below", lambda step: None).write(ONLY)
    server, address = serve(folder)
    yield f"{address}/below"
    server.shutdown()
    server.server_close()


def test_every_link_of_every_page_leads_to_a_file(small):
    _, freezer = small
    pages = sorted(freezer.folder.rglob("*.html"))
    assert len(pages) > 40
    broken, count = [], 0
    for page in pages:
        text = page.read_text("utf-8")
        for link in links(text):
            target = (page.parent / link).resolve()
            count += 1
            if not target.is_file():
                broken.append((page.name, link))

    assert count > 500
    assert [] == broken[:5]


def links(text):
    import re
    from html import unescape
    from urllib.parse import unquote

    for link in re.findall(r'<(?:a|link|script|form)\b[^>]*?\s(?:href|src|action)="([^"]*)"', text):
        bare = unquote(unescape(link).partition("#")[0].partition("?")[0])
        assert not bare.startswith("/")
        if bare and "://" not in bare:
            yield bare


def test_pages_below_a_path_load_without_a_complaint_and_without_another_host(small, opened):
    address, _ = small
    page = opened()
    for path in (
        "index", "articles", "scoreboard", "matrix", "page/id/harbour/lineage/conditions",
        "explore", "sparql", "questions/articles-without-reference", "timeline", "ontology",
    ):  # fmt: skip
        page.goto(f"{address}/{path}.html")
        page.wait_for_load_state("networkidle")

        assert page.inner_text("h1")
    assert [] == page.complaints


def test_a_thing_has_its_page_its_turtle_and_its_json(small):
    from pyoxigraph import RdfFormat, parse

    _, freezer = small
    for iri in freezer.things:
        path = iri.removeprefix(freezer.site.minter.base)
        assert (freezer.folder / "page" / f"{path}.html").is_file()
        turtle = (freezer.folder / "data" / f"{path}.ttl").read_bytes()
        tree = (freezer.folder / "data" / f"{path}.jsonld").read_bytes()

        assert set(parse(turtle, RdfFormat.TURTLE)) == set(parse(tree, RdfFormat.JSON_LD))


def test_a_form_leads_to_the_page_that_the_server_would_give(small, opened):
    address, _ = small
    page = opened()
    page.goto(f"{address}/matrix.html")
    page.select_option("#draft", index=0)
    page.click("main form button")
    page.wait_for_url("**/matrix--draft-*.html")

    assert "Safeguards" in page.inner_text("h1")

    assert [] == page.complaints


def plain(cell):
    return round(cell, 9) if isinstance(cell, float) else cell


def test_every_question_has_the_answer_of_the_server(shipped_files, shipped_graph, opened):
    store = OxigraphStore.load(shipped_graph)
    page = opened()
    page.set_default_timeout(120_000)
    page.goto(f"{shipped_files}/questions/articles-without-reference.html")
    module = "new URL(treatygraphStill.root + 'assets/still/asking.js', location)"
    page.evaluate(f"window.asking = import({module})")
    wrong, rows = [], 0
    for entry in catalogue().values():
        values = parameters(entry)["shipped"]
        wanted = answer(store, entry, values)
        got = page.evaluate(
            "([n, v]) => asking.then(m => m.answer(n, v)).then(a => [a.columns, a.rows, a.notes])",
            [entry.name, values],
        )
        rows += len(wanted.rows)
        expected = [[plain(cell) for cell in row] for row in wanted.rows]
        columns, found, notes = got
        found = [[plain(cell) for cell in row] for row in found]
        if (list(wanted.columns), expected) != (columns, found) or list(wanted.notes) != notes:
            wrong.append((entry.name, values))

    assert rows > 300
    assert [] == wrong
    assert [] == page.complaints


def test_a_question_is_asked_by_its_form_and_the_address_keeps_it(shipped_files, opened):
    page = opened()
    page.goto(f"{shipped_files}/questions/articles-without-reference.html")
    page.select_option("select[name=draft]", "un-cybercrime/zero-draft")
    page.fill("input[name=chapter]", "IV")
    page.fill("input[name=target]", "36")
    page.click("main form button")
    page.wait_for_selector("table[data-table=answer] td", timeout=60_000)

    assert "12 rows" in page.inner_text("main > p[role=status], form + p[role=status]")
    assert "target=36" in page.url
    assert [] == page.complaints


def test_the_query_page_asks_the_browsers_own_engine(shipped_files, opened):
    page = opened()
    page.goto(f"{shipped_files}/sparql.html")
    write(page, "SELECT ?c WHERE { ?c a tg:Chapter } ORDER BY ?c LIMIT 3")
    page.click("#run")
    page.wait_for_selector("#pane-table td", timeout=60_000)

    assert 3 == page.locator("#pane-table tbody tr").count()
    assert "page/" in page.get_attribute("#pane-table td a", "href")
    with page.expect_download() as download:
        page.click("#downloads a:has-text('CSV')")
    assert download.value.path().read_text("utf-8").startswith("c\n")

    write(page, "SELECT (5 - 2 + 1 AS ?x) {}")
    page.click("#run")
    page.wait_for_function("/brackets/.test(document.getElementById('state').textContent)")

    write(page, "SELECT nonsense")
    page.click("#run")
    page.wait_for_function("/error|expected/i.test(document.getElementById('state').textContent)")


def test_search_finds_a_number_first(shipped_files, opened):
    page = opened()
    page.goto(f"{shipped_files}/index.html")
    page.fill("#q", "24")
    page.press("#q", "Enter")
    page.wait_for_selector(".hits li")

    assert page.inner_text(".hits li:first-child").startswith("Article 24")
    assert [] == page.complaints
