"""A mixed load on one server: nothing wrong, nothing lost, memory flat.

    python -m bench soak [--minutes 30] [--clients 32]

runs `treatygraph serve` on a home of its own while clients ask, read pages, leave, do not
read, and ask for too much; meanwhile graphs are published, workers are killed, and the
process that they are forked from.  Each answer is held to what it must be: graph number k
has ten statements that say k, so an answer from a mixture shows.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import click
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from tests.http.serving import Served, runs, serving_home

from treatygraph.home import current_graph
from treatygraph.pipeline.publish import publish, sorted_nquads

COUNTED = "SELECT (COUNT(*) AS ?n) (MIN(?k) AS ?a) (MAX(?k) AS ?b) { ?s <x:says> ?k } # %d"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?s ?p ?o } LIMIT 60000"
PAGES = ("/", "/read", "/questions", "/void", "/matrix", "/health")


@dataclass
class Told:
    """What happened: how often what, how long answers took, how much memory was taken."""

    counts: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    kinds: dict[str, list[float]] = field(default_factory=dict)
    memory: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, took: float | None = None, fault: str = "") -> None:
        """Count something."""
        with self.lock:
            self.counts[what] += 1
            if took is not None:
                self.times.append(took)
            if fault and len(self.faults) < 20:
                self.faults.append(f"{what}: {fault}")


def ask(server: Served, told: Told, path: str, right: Callable[[int, bytes], bool]) -> None:
    """Ask once, and hold the answer to what it must be."""
    begun = time.monotonic()
    client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        form = "application/sparql-results+json" if path.startswith("/sparql") else "text/html"
        client.request("GET", path, headers={"Accept": f"{form}, */*;q=0.1"})
        answer = client.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        told.note("lost", fault=f"{path[:60]}: {error!r}")
        return
    finally:
        client.close()
    if answer.status == 503 and answer.headers.get("Retry-After"):
        told.note("told to come back")
    elif answer.status == 504 and b"time-limit" in body:
        told.note("ended at the time limit")
    elif answer.status == 503 and path == "/health":
        told.note("health told that no worker was there")
    elif right(answer.status, body):
        told.note("right", time.monotonic() - begun)
        told.kinds.setdefault(path.partition("?")[0], []).append(time.monotonic() - begun)
    elif answer.status >= 500:
        told.note("lost", fault=f"{path[:60]}: {answer.status} {body[:150]!r}")
    else:
        told.note("wrong", fault=f"{path[:60]}: {answer.status} {body[:150]!r}")


def _sparql(query: str) -> str:
    return f"/sparql?query={quote(query)}"


def _whole(status: int, body: bytes) -> bool:
    if status != 200 or not body.startswith(b"{"):
        return False
    row = json.loads(body)["results"]["bindings"][0]
    n, least, most = (int(row[name]["value"]) for name in ("n", "a", "b"))
    return n == 10 and least == most


def asker(server: Served, told: Told) -> None:
    """Ask small queries, half of them such as were asked before."""
    number = random.randrange(20) if random.random() < 0.5 else random.randrange(10**9)
    ask(server, told, _sparql(COUNTED % number), _whole)


def reader(server: Served, told: Told) -> None:
    """Read a page."""
    ask(server, told, random.choice(PAGES), lambda status, body: status == 200 and len(body) > 50)
    time.sleep(0.2)


def greedy(server: Served, told: Told) -> None:
    """Ask for more than the time allows."""
    ask(server, told, _sparql(f"{SLOW} # {time.monotonic()}"), lambda status, _: False)
    time.sleep(5)


def long(server: Served, told: Told) -> None:
    """Ask for a long answer, and read it."""
    query = f"{LONG} # {random.random()}"
    ask(server, told, _sparql(query), lambda s, b: s == 200 and b.count(b'"p":{') == 60_000)
    time.sleep(2)


def leaver(server: Served, told: Told) -> None:
    """Ask, and leave before the answer."""
    with contextlib.suppress(OSError):
        client = server.ask(f"{SLOW} # {random.random()}")
        time.sleep(random.random())
        client.close()
    told.note("left")
    time.sleep(0.5)


def sleeper(server: Served, told: Told) -> None:
    """Ask for a long answer, and do not read it."""
    with contextlib.suppress(OSError):
        client = server.ask(f"{LONG} # {random.random()}", buffer=4096)
        client.settimeout(90)
        time.sleep(30)
        with contextlib.suppress(OSError):
            total = 0
            while piece := client.recv(1 << 16):
                total += len(piece)
        told.note("dropped for not reading" if total < 12_000_000 else "read late")
        client.close()


def crowd(clients: int) -> list[Callable[[Served, Told], None]]:
    """Return what each client does: most of them ask."""
    others = [reader, reader, greedy, long, leaver, leaver, sleeper, sleeper]
    few = others[: max(clients // 2, 1)]
    return [*few, *([asker] * (clients - len(few)))]


def said(number: int) -> list[Quad]:
    """Return the statements by which graph number `number` is known."""
    node, says = NamedNode("x:graph"), NamedNode("x:says")
    return [Quad(NamedNode(f"x:{n}"), says, Literal(number), node) for n in range(10)]


def trouble(
    server: Served, told: Told, folder: Path, base: list[Quad], stop: threading.Event
) -> None:
    """Publish graphs, and kill workers and what they are forked from."""
    turn, number = 0, 1
    while not stop.wait(1):
        turn += 1
        told.memory.append(_memory(server))
        if turn % 20 == 0:
            number += 1
            publish(sorted_nquads([*base, *said(number)]), folder / "graph", {})
            told.note("graphs published")
        below = server.processes()[1:]
        beds = [pid for pid in below if _parent(pid) == server.process.pid]
        workers = [pid for pid in below if pid not in beds]
        if turn % 5 == 0 and workers:
            _kill(random.choice(workers), told, "workers killed")
        if turn % 47 == 0 and beds:
            _kill(random.choice(beds), told, "seedbeds killed")


def _kill(pid: int, told: Told, what: str) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        told.note(what)


def _parent(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def _memory(server: Served) -> float:
    """Return MiB of the server's own process."""
    pages = int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _client(
    act: Callable[[Served, Told], None], server: Served, told: Told, stop: threading.Event
) -> None:
    while not stop.is_set():
        act(server, told)


def soak(server: Served, folder: Path, base: list[Quad], clients: int, seconds: float) -> Told:
    """Load the server, and return what happened."""
    told, stop = Told(), threading.Event()
    threads = [
        threading.Thread(target=_client, args=(act, server, told, stop), daemon=True)
        for act in crowd(clients)
    ]
    threads.append(threading.Thread(target=trouble, args=(server, told, folder, base, stop)))
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join(100)
    return told


def report(told: Told, server: Served, clients: int, seconds: float) -> str:
    """Return what happened, as lines."""
    cuts = statistics.quantiles(told.times, n=100) if len(told.times) > 1 else [0.0] * 99
    tenth = max(len(told.memory) // 10, 1)
    lines = [f"{clients} clients, {seconds / 60:.0f} minutes, load {os.getloadavg()[1]:.1f}"]
    lines += [f"{count:,} {what}" for what, count in sorted(told.counts.items())]
    lines += [f"{told.counts['wrong']} wrong, {told.counts['lost']} lost"]
    lines += [f"p50 {cuts[49] * 1000:,.0f} ms, p99 {cuts[98] * 1000:,.0f} ms"]
    for path, times in sorted(told.kinds.items()):
        kind = statistics.quantiles(times, n=100) if len(times) > 1 else [times[0]] * 99
        lines += [f"  {path}: p50 {kind[49] * 1000:,.0f} ms, p99 {kind[98] * 1000:,.0f} ms"]
    parts = [told.memory[at : at + tenth] for at in range(0, tenth * 10, tenth)]
    course = ", ".join(f"{statistics.median(part):.0f}" for part in parts if part)
    lines += [f"memory of the server, median MiB of each tenth of the time: {course}"]
    lines += [f"workers at the end: {json.dumps(server.health()['workers'])}"]
    return "\n".join([*lines, *told.faults])


@click.command()
@click.option("--minutes", type=float, default=30)
@click.option("--clients", type=int, default=32)
def main(minutes: float, clients: int) -> None:
    """Load a server of its own, and print what happened; exit 1 where anything was wrong."""
    with (current_graph() / "graph.nq").open("rb") as file:
        base = list(parse(file, format=RdfFormat.N_QUADS))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        publish(sorted_nquads([*base, *said(1)]), folder / "graph", {})
        with serving_home(folder, "--time-limit", "5") as server:
            told = soak(server, folder, base, clients, minutes * 60)
            click.echo(report(told, server, clients, minutes * 60))
            pids = server.processes()
        time.sleep(1)
        left = [pid for pid in pids if runs(pid)]
        click.echo(f"processes left after the end: {len(left)}")
    raise SystemExit(bool(told.counts["wrong"] or told.counts["lost"] or left))


if __name__ == "__main__":
    main()
