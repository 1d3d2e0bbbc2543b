"""How soon pages are there: measured in Chromium, against a server on this machine.

`python -m bench.web [GRAPH.nq]` prints a table: time to the first page's content, time
until the picture answers to clicks, and the same for a made treaty of 5,000 things.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from treatygraph.draw.page import standalone
from treatygraph.draw.scene import Edge, Node, Scene
from treatygraph.home import current_graph

RUNS = 5
CHROMIUM = "/usr/bin/chromium"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
READY = "performance.getEntriesByName('graph-interactive')[0]?.startTime ?? 0"


def large(count: int) -> Scene:
    """Return a made treaty of about `count` articles, with a reference from each."""
    nodes, edges = [], []
    per_chapter = 80
    for c in range(count // per_chapter):
        chapter = f"x:ch-{c}"
        nodes.append(
            Node(iri=chapter, kind="chapter", label=f"Chapter {c}. Heading", number=str(c))
        )
        for n in range(per_chapter):
            number = c * per_chapter + n
            nodes.append(
                Node(
                    iri=f"x:art-{number}",
                    kind="article",
                    label=f"Article {number}. Heading",
                    number=str(number),
                    block=chapter,
                    order=number,
                )
            )
            edges.append(Edge(source=f"x:art-{number}", target=chapter, kind="part"))
            aim = f"x:art-{(number * 7919) % count}"
            edges.append(Edge(source=f"x:art-{number}", target=aim, kind="refers"))
    return Scene(title="A made treaty", nodes=tuple(nodes), edges=tuple(edges))


def measure(browser: Browser, address: str, script: str, ready: str | None) -> float:
    times = []
    for _ in range(RUNS):
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        page = context.new_page()
        page.goto(address)
        if ready:
            page.wait_for_selector(ready)
        value = page.evaluate(script)
        while not value:
            page.wait_for_timeout(20)
            value = page.evaluate(script)
        times.append(value)
        context.close()
    return statistics.median(times)


def main() -> None:
    graph = Path(sys.argv[1]) if len(sys.argv) > 1 else current_graph() / "graph.nq"
    code = (
        "import sys, uvicorn; from pathlib import Path;"
        "from treatygraph.http.app import create_app;"
        "from treatygraph.http.site import open_site;"
        "uvicorn.run(create_app(open_site([Path(sys.argv[1])])), port=8199, log_level='error')"
    )
    server = subprocess.Popen([sys.executable, "-c", code, str(graph)])
    file = Path("build/bench-5000.html")
    file.parent.mkdir(exist_ok=True)
    file.write_text(standalone(large(5000), base="x:"), encoding="utf-8")
    time.sleep(3)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            site = "http://127.0.0.1:8199"
            done = "#canvas[data-ready]"
            rows = [
                ("first page, content", measure(browser, f"{site}/", PAINT, None)),
                (
                    "graph of the zero draft, interactive",
                    measure(browser, f"{site}/explore", READY, done),
                ),
                (
                    "article page, content",
                    measure(
                        browser, f"{site}/page/id/un-cybercrime/zero-draft/art-24", PAINT, None
                    ),
                ),
                (
                    "5,000 things in one file, interactive",
                    measure(browser, file.resolve().as_uri(), READY, done),
                ),
            ]
            for name, value in rows:
                print(f"| {name} | {value:,.0f} ms |")
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
