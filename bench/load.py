"""Requests a second of servers on the same graph, in one run: `python -m bench load`.

    python -m bench load [--seconds 4] [--beside NAME=COMMAND …]

loads `treatygraph serve`, the Oxigraph server and rdflib-endpoint (installed in a temporary
environment) with wrk (https://github.com/wg/wrk), one after the other, for 1, 8, 32 and 128
clients that keep their connection.  `--beside` adds another server: a command with {port}
and {home} in it, such as `serve` of an older checkout.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import click

from treatygraph.home import current_graph, home

CLIENTS = (1, 8, 32, 128)
FIVE = "SELECT * WHERE { ?s ?p ?o } LIMIT 5"
#: Asks for another five rows each time, so that nothing kept can answer.
OTHERS = """
local n, thread = 0, 0
function setup(t) t:set("id", thread) thread = thread + 1 end
function request()
  n = n + 1
  local query = "SELECT%20*%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20OFFSET%20"
  return wrk.format("GET", wrk.path .. "?query=" .. query .. (n * 128 + id) % 30000
    .. "%20LIMIT%205", {["Accept"] = "application/sparql-results+json"})
end
"""


@dataclass(frozen=True)
class Peer:
    """A server: its name, its command with {port}, the paths to ask."""

    name: str
    command: list[str]
    endpoint: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What wrk says: requests a second, milliseconds, and what was no answer."""

    rate: float
    median: float
    high: float
    bad: int

    def __str__(self) -> str:
        bad = f", {self.bad:,} failed" if self.bad else ""
        return f"{self.rate:,.0f}/s ({self.median:.1f}, {self.high:.1f} ms{bad})"


@contextlib.contextmanager
def running(peer: Peer, folder: Path) -> Iterator[str]:
    """Run a server; give its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    parts = {"port": str(port), "home": str(home())}
    command = [part.format(**parts) for part in peer.command]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            asked = f"{address}{peer.endpoint}?query={quote('ASK {}')}"
            for _ in range(600):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(asked, timeout=5).read()
                    break
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


def wrk(address: str, clients: int, seconds: int, script: Path | None = None) -> Found:
    """Return what wrk measures."""
    command = ["wrk", f"-t{min(clients, 2)}", f"-c{clients}", f"-d{seconds}s", "--latency"]
    command += ["-H", "Accept: application/sparql-results+json,text/html;q=0.5"]
    command += ["-s", str(script)] if script else []
    told = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    bad = sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout|responses:?) (\d+)", told))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return Found(float(rate[1]) if rate else 0.0, _time(told, "50"), _time(told, "99"), bad)


def _time(told: str, part: str) -> float:
    met = re.search(rf"^\s+{part}%\s+([\d.]+)(us|ms|s|m)\s*$", told, re.MULTILINE)
    return float(met[1]) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[met[2]] if met else 0.0


def peers(folder: Path, beside: tuple[str, ...]) -> Iterator[Peer]:
    """Yield the servers; what they need is put into the folder."""
    graph = current_graph() / "graph.nq"
    pages = ("/", "/read", "/questions", "/matrix")
    ours = [sys.executable, "-m", "treatygraph", "serve", "--port", "{port}"]
    yield Peer("treatygraph", ours, "/sparql", pages)
    for other in beside:
        name, _, command = other.partition("=")
        yield Peer(name, shlex.split(command), "/sparql", pages)
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    store = str(folder / "store")
    load = [oxigraph, "load", "--location", store, "--file", str(graph), "--format", "nq"]
    subprocess.run(load, check=True, capture_output=True)
    serve = [oxigraph, "serve-read-only", "--location", store, "--bind", "127.0.0.1:{port}"]
    yield Peer("Oxigraph server", [*serve, "--union-default-graph"], "/query")
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    pip = [str(environment / "bin" / "pip"), "install", "-q", "rdflib-endpoint[cli]"]
    if subprocess.run(pip, capture_output=True).returncode == 0:
        triples = folder / "graph.nt"
        with triples.open("w", encoding="utf-8") as file:
            for line in graph.open(encoding="utf-8"):
                file.write(re.sub(r" <[^<>]*> \.$", " .", line))
        command = [str(environment / "bin" / "rdflib-endpoint"), "serve", str(triples)]
        yield Peer("rdflib-endpoint", [*command, "--port", "{port}", "--host", "127.0.0.1"], "/")


def measure(peer: Peer, folder: Path, seconds: int) -> dict[str, Found]:
    """Return what one server does, by what is asked and how many ask."""
    script = folder / "others.lua"
    script.write_text(OTHERS)
    found: dict[str, Found] = {}
    with running(peer, folder) as address:
        endpoint = address + peer.endpoint
        for clients in CLIENTS:
            same = f"{endpoint}?query={quote(FIVE)}"
            found[f"one five-row query, {clients}"] = wrk(same, clients, seconds)
            found[f"changing ones, {clients}"] = wrk(endpoint, clients, seconds, script)
        for page in peer.pages:
            found[f"page {page}, 8"] = wrk(address + page, 8, seconds)
    return found


@click.command()
@click.option("--seconds", type=int, default=4, help="Seconds each load lasts.")
@click.option("--beside", multiple=True, metavar="NAME=COMMAND", help="Another server.")
def main(seconds: int, beside: tuple[str, ...]) -> None:
    """Load servers, and print a table."""
    if not shutil.which("wrk"):
        raise click.ClickException("wrk is not here. To mend it: apt-get install wrk")
    found: dict[str, dict[str, Found]] = {}
    with tempfile.TemporaryDirectory() as place:
        for peer in peers(Path(place), beside):
            found[peer.name] = measure(peer, Path(place), seconds)
            click.echo(f"{peer.name}: {'; '.join(map(str, found[peer.name].values()))}", err=True)
    names = list(dict.fromkeys(name for one in found.values() for name in one))
    click.echo(
        f"Load of the machine at the end: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores.\n"
    )
    click.echo(f"| asked, clients | {' | '.join(found)} |")
    click.echo(f"|---|{'--:|' * len(found)}")
    for name in names:
        cells = (str(one[name]) if name in one else "" for one in found.values())
        click.echo(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
