"""How soon pages are there: measured in Chromium, against a server on this machine.

    python -m bench.web [--write]

starts `treatygraph serve` on the built graph, measures it, and prints a table; with --write
the table goes into docs/web.md.  The graph with 5,000 things is a made treaty in one file.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from treatygraph.draw.page import standalone
from treatygraph.draw.scene import Edge, Node, Scene
from treatygraph.home import current_graph

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "web.md"
MARK = "<!-- measured by `python -m bench.web --write` -->"
RUNS = 5
PORT = int(os.environ.get("BENCH_PORT", "8199"))
SITE = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
LOADED = "performance.getEntriesByType('navigation')[0]?.loadEventEnd ?? 0"
READY = "performance.getEntriesByName('graph-interactive')[0]?.startTime ?? 0"
Z = "un-cybercrime/zero-draft"

PAGES = {
    "first page": "/",
    "article page": f"/page/id/{Z}/art-24",
    "reader, a whole draft": "/read",
    "question with its answer": "/questions/articles-without-reference?draft=zero-draft"
    "&chapter=IV&target=36",
    "search": "/search?q=privacy",
    "scoreboard": "/scoreboard",
    "safeguard matrix": "/matrix",
    "comparison": "/compare",
    "SPARQL page": "/sparql",
}
GRAPHS = {
    "graph of the zero draft": ("/explore?draft=zero-draft", 1280),
    "the same on a phone's screen": ("/explore?draft=zero-draft", 390),
    "what stands around GI-TOC": ("/explore?around=id/stakeholder/gi-toc", 1280),
}


def large(count: int, per_chapter: int = 80) -> Scene:
    """Return a made treaty of `count` articles in chapters, with a reference from each."""
    nodes, edges = [], []
    for number in range(count):
        chapter = f"x:ch-{number // per_chapter}"
        if number % per_chapter == 0:
            name = str(number // per_chapter + 1)
            label = f"Chapter {name}. Heading"
            nodes.append(Node(iri=chapter, kind="chapter", label=label, number=name, order=number))
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


@contextmanager
def serving() -> Iterator[float]:
    """Run the server; give the seconds from its start until it answered."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "treatygraph", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                urlopen(f"{SITE}/robots.txt", timeout=5).read()
                break
            except (URLError, OSError):
                time.sleep(0.02)
        yield time.monotonic() - begun
    finally:
        server.terminate()
        server.wait(10)


def opened(browser: Browser, address: str, width: int = 1280) -> Page:
    """Open an address in a context that has nothing cached."""
    context = browser.new_context(viewport={"width": width, "height": 860})
    page = context.new_page()
    page.goto(address)
    return page


def value(page: Page, script: str) -> float:
    """Return a number of the page, waiting until it is there."""
    found = page.evaluate(script)
    while not found:
        page.wait_for_timeout(20)
        found = page.evaluate(script)
    return float(found)


def measure(browser: Browser, address: str, script: str, width: int = 1280) -> float:
    """Return the median of a number over fresh contexts."""
    times = []
    for _ in range(RUNS):
        page = opened(browser, address, width)
        times.append(value(page, script))
        page.context.close()
    return statistics.median(times)


def at_once(browser: Browser) -> float:
    """Return how long the very first page of a server that was just started takes."""
    times = []
    for _ in range(3):
        with serving():
            page = opened(browser, f"{SITE}/")
            times.append(value(page, PAINT))
            page.context.close()
    return statistics.median(times)


#: Does something in the picture and says how long it took until the next frame was drawn.
ACT = """act => new Promise(done => {
  const begun = performance.now();
  act === 'unfold' ? TG.unfold(TG.data.nodes[0].id) : TG.show(TG.byKey.get('x:art-4321').id);
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun), 0));
})"""
FIND = """() => {
  const begun = performance.now(), field = document.getElementById('find');
  field.value = '4321'; field.dispatchEvent(new Event('input'));
  return performance.now() - begun;
}"""
ZOOM = """() => new Promise(done => {
  let frames = 0, worst = 0, last = performance.now();
  const step = now => {
    worst = Math.max(worst, now - last); last = now;
    TG.network.moveTo({scale: TG.network.getScale() * (frames < 15 ? 1.12 : 0.9)});
    ++frames < 30 ? requestAnimationFrame(step) : done(worst);
  };
  requestAnimationFrame(step);
})"""


def of_5000(browser: Browser) -> dict[str, float]:
    """Return what the made treaty of 5,000 things takes, one act after the other."""
    file = ROOT / "build" / "bench-5000.html"
    file.parent.mkdir(exist_ok=True)
    file.write_text(standalone(large(5000), base="x:"), encoding="utf-8")
    address = file.resolve().as_uri()
    rows = {"5,000 things in one file: answers to clicks": measure(browser, address, READY)}
    page = opened(browser, address)
    value(page, READY)
    rows["… a chapter of 80 unfolds"] = page.evaluate(ACT, "unfold")
    rows["… a name is found while typing"] = page.evaluate(FIND)
    rows["… an article in a folded chapter is shown"] = page.evaluate(ACT, "show")
    rows["… longest wait for a frame while zooming"] = page.evaluate(ZOOM)
    page.context.close()
    return rows


def main() -> None:
    """Measure, print, and write where asked."""
    load = os.getloadavg()[0]
    quads = sum(1 for _ in (current_graph() / "graph.nq").open("rb"))
    rows: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        rows["first page of a server just started, content"] = at_once(browser)
        with serving() as start:
            for name, path in PAGES.items():
                rows[f"{name}, content"] = measure(browser, SITE + path, PAINT)
            for name, (path, width) in GRAPHS.items():
                rows[f"{name}, answers to clicks"] = measure(browser, SITE + path, READY, width)
        rows |= of_5000(browser)
        browser.close()
    table = "| what | time |\n|---|--:|\n"
    table += f"| the server answers after its start | {start * 1000:,.0f} ms |\n"
    table += "".join(f"| {name} | {took:,.0f} ms |\n" for name, took in rows.items())
    text = f"Median of {RUNS} fresh browser contexts, headless Chromium and server on "
    text += f"{os.cpu_count()} cores shared with other work (load {load:.1f}), {quads:,} quads.\n\n"
    text += table
    print(text)
    if "--write" in sys.argv:
        head, _, tail = DOCS.read_text("utf-8").partition(MARK)
        rest = tail[tail.index("\n## ") :]
        DOCS.write_text(f"{head}{MARK}\n{text}{rest}", encoding="utf-8")


if __name__ == "__main__":
    main()
