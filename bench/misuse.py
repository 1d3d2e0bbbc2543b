"""What clients do that should cost nobody else anything, tried on a server one by one.

    python -m bench misuse [--checkout FOLDER [--python FILE]] [--only NAME]

tries `treatygraph serve` of this checkout, or of another one, on a copy of the published
graph, and prints what came of each.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import click
from pyoxigraph import Literal, NamedNode, Quad
from tests.http.serving import SLOW, Served, running, runs

from treatygraph.home import current_graph
from treatygraph.pipeline.publish import publish, sorted_nquads

FIVE = "SELECT * { ?s ?p ?o } LIMIT 5 #"
LONG = "SELECT * { ?s ?p ?o } LIMIT 60000 #"
#: Takes about a second, and gives an answer.
MIDDLING = """SELECT (COUNT(*) AS ?n) {
  { SELECT * { ?a ?b ?c } LIMIT 3000 } { SELECT * { ?d ?e ?f } LIMIT 3000 } } #"""
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f LIMIT 5"


@contextlib.contextmanager
def served(checkout: Path | None, python: str) -> Iterator[tuple[Served, Path]]:
    """Serve a copy of the published graph; give the server and its home."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        publish((current_graph() / "graph.nq").read_bytes(), home / "graph", {})
        command = [python, "-m", "treatygraph", "serve", "--port", "0", "--time-limit", "8"]
        setting = {"TREATYGRAPH_HOME": place, "PYTHONUNBUFFERED": "1"}
        if checkout is not None:
            setting["PYTHONPATH"] = str(checkout / "graph_builder")
        with running(command, setting) as server:
            server.query("ASK {}")
            yield server, home


def answered(server: Served, times: int = 6) -> str:
    """Ask small queries one after the other; say what came."""
    begun = time.monotonic()
    counts = Counter(server.query(f"{FIVE}{time.monotonic()}")[0] for _ in range(times))
    what = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
    return f"{what} in {time.monotonic() - begun:.1f} s"


def leaving(server: Served, home: Path) -> str:
    """Four clients leave a second before their answer; small queries 15 s later."""
    for number in range(4):
        client = server.ask(f"{MIDDLING}{number}")
        time.sleep(0.3)
        client.close()
    time.sleep(15)
    return answered(server)


def not_reading(server: Served, home: Path) -> str:
    """Four clients do not read a long answer; small queries after 25 seconds."""
    clients = [server.ask(f"{LONG}{n}", buffer=4096) for n in range(4)]
    time.sleep(25)
    said = answered(server)
    for client in clients:
        client.close()
    return said


def hyphens(server: Served, home: Path) -> str:
    """One query of 24 KB that is all hyphens; the longest wait of others."""
    waits, query = [0.0], quote("ASK {" + "a-" * 12000)
    body = f"query={query}".encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    client = server.connect(head)
    client.sendall(body)
    end = time.monotonic() + 4
    while time.monotonic() < end:
        begun = time.monotonic()
        server.get("/robots.txt")
        waits.append(time.monotonic() - begun)
    client.close()
    return f"longest wait {max(waits):.2f} s"


def many(server: Served, home: Path) -> str:
    """64 clients ask 640 different small queries."""
    with ThreadPoolExecutor(64) as pool:
        begun = time.monotonic()
        asked = [f"{FIVE}{number}" for number in range(640)]
        counts = Counter(status for status, _, _ in pool.map(server.query, asked))
        took = time.monotonic() - begun
    return f"{counts[200] / took:,.0f} answers a second; {counts[200] / 6.4:.0f} % answered"


def kept(server: Served, home: Path) -> str:
    """One client asks different small queries on one connection."""
    times, client = [], server.connect()
    for number in range(60):
        begun = time.monotonic()
        path = f"/sparql?query={quote(FIVE + str(number))}&format=json"
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        data = b""
        while not data.endswith((b"]}}", b"0\r\n\r\n")):
            data += client.recv(1 << 16)
        times.append(time.monotonic() - begun)
    client.close()
    return f"p50 {statistics.median(times) * 1000:.1f} ms"


def greedy(server: Served, home: Path) -> str:
    """A sort over a cross join; the most memory that the server's processes take."""
    most, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            most[0] = max(most[0], sum(map(_resident, server.processes())))

    looking = threading.Thread(target=look)
    looking.start()
    begun = time.monotonic()
    status = server.query(GREEDY)[0]
    took = time.monotonic() - begun
    done.set()
    looking.join()
    return f"{status} after {took:.1f} s, {most[0] / 1024:.1f} GiB at most"


def _resident(pid: int) -> float:
    with contextlib.suppress(OSError):
        pages = Path(f"/proc/{pid}/statm").read_text().split()
        return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    return 0.0


def rebuilt(server: Served, home: Path) -> str:
    """Three graphs are published, then the workers end; is the newest answered?"""
    node = NamedNode("x:graph")
    for number in range(3):
        said = [Quad(NamedNode("x:it"), NamedNode("x:says"), Literal(number), node)]
        publish(sorted_nquads(said), home / "graph", {})
        time.sleep(3)
    for pid in server.processes()[1:]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    time.sleep(4)
    status, body, _ = server.query("SELECT ?o { <x:it> <x:says> ?o }")
    return f"{status}, {'the newest graph' if b'>2<' in body or b'2' in body[60:] else 'not it'}"


def addresses(server: Served, home: Path) -> str:
    """Odd addresses, and another site's name."""
    paths = ("/graph/%7B", "/explore?around=x%20y")
    statuses = [server.get(path, Accept="text/html")[0] for path in paths]
    return f"{statuses}; as evil.example: {server.get('/help', Host='evil.example')[0]}"


def killed(server: Served, home: Path) -> str:
    """The server is killed while two queries run; what is left after 5 seconds?"""
    clients = [server.ask(SLOW) for _ in range(2)]
    time.sleep(1)
    pids = server.processes()
    os.kill(server.process.pid, signal.SIGKILL)
    time.sleep(5)
    left = [pid for pid in pids if runs(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    for client in clients:
        client.close()
    return f"{len(left)} of {len(pids)} processes left"


TRIALS = (leaving, not_reading, hyphens, many, kept, greedy, rebuilt, addresses, killed)


@click.command()
@click.option("--checkout", type=click.Path(exists=True, path_type=Path), default=None)
@click.option("--python", default=sys.executable, help="The Python that serves.")
@click.option("--only", default="", help="Name of one trial.")
def main(checkout: Path | None, python: str, only: str) -> None:
    """Try each misuse on a fresh server, and print what came of it."""
    if shutil.disk_usage(tempfile.gettempdir()).free < 1 << 30:
        raise click.ClickException("1 GB is needed in the temporary folder.")
    for trial in TRIALS:
        if only not in ("", trial.__name__):
            continue
        with served(checkout, python) as (server, home):
            try:
                said = trial(server, home)
            except OSError as error:
                said = f"no answer: {error}"
            click.echo(f"{(trial.__doc__ or '').strip()} -> {said}")


if __name__ == "__main__":
    main()
