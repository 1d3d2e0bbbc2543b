"""A real browser before a real server, with no way to any other host."""

import shutil
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from tests.http.conftest import write_graph
from treatygraph.http.app import create_app
from treatygraph.http.site import open_site
from treatygraph.pipeline.builder import build

CHROMIUM = "/usr/bin/chromium"
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


class Served:
    """A server in a thread; `address` is where it listens."""

    def __init__(self, graph):
        app = create_app(open_site([graph], workers=1))
        config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        deadline = time.monotonic() + 20
        while not self.server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        self.address = f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self):
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="session")
def shipped_graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipped")
    report = build((), folder)
    assert report.place is not None
    return report.place / "graph.nq"


@pytest.fixture(scope="session")
def shipped(shipped_graph):
    served = Served(shipped_graph)
    yield served.address
    served.stop()


@pytest.fixture(scope="session")
def harbour(tmp_path_factory):
    served = Served(write_graph(tmp_path_factory.mktemp("harbour")))
    yield served.address
    served.stop()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    if not shutil.which(CHROMIUM):
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser):
    """Open pages in contexts that reach this machine only and tell of every complaint."""
    contexts = []

    def make(*, width=1280, height=860, **options):
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, accept_downloads=True, **options)
        contexts.append(context)
        complaints = []

        def judge(route):
            if route.request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
                route.continue_()
            else:
                complaints.append(f"reached for {route.request.url}")
                route.abort()

        context.route("**/*", judge)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.complaints = complaints
        page.set_default_timeout(60_000)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def screenshots():
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
