"""A server in a process of its own, and clients that misbehave."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

__all__ = ["Served", "gone", "running", "runs", "serving", "serving_home"]

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"


@dataclass
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    log: list[bytes]
    patience: float = 30

    def errors(self) -> str:
        """Return what the server wrote to its error stream."""
        return b"".join(self.log).decode()

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers (names in small letters)."""
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urlopen(request, timeout=self.patience) as answer:
                return answer.status, answer.read(), _headers(answer)
        except HTTPError as error:
            return error.code, error.read(), _headers(error)

    def query(self, query: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Ask the endpoint."""
        return self.get(f"/sparql?query={quote(query)}", **headers)

    def health(self) -> dict[str, Any]:
        """Return what the server says of itself."""
        found: dict[str, Any] = json.loads(self.get("/health")[1])
        return found

    def connect(self, request: str = "", *, buffer: int = 0) -> socket.socket:
        """Return a connection on which a request was sent, with a small buffer where asked."""
        client = socket.socket()
        if buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        client.connect(("127.0.0.1", self.port))
        client.settimeout(30)
        if request:
            client.sendall(request.encode())
        return client

    def ask(self, query: str, *, buffer: int = 0) -> socket.socket:
        """Return a connection on which a query was sent and nothing was read."""
        request = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        return self.connect(request, buffer=buffer)

    def processes(self) -> list[int]:
        """Return the numbers of all processes of the server."""
        return [self.process.pid, *_below(self.process.pid)]


def _headers(answer: object) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}  # type: ignore[attr-defined]


def _below(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [one for child in children for one in (int(child), *_below(int(child)))]
    return []


def runs(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone(pids: list[int], seconds: float = 5.0) -> bool:
    """Tell whether all processes end within the time."""
    deadline = time.monotonic() + seconds
    while any(map(runs, pids)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


#: Serves a file as `treatygraph serve` does, with times short enough for a test.
_PROGRAM = """
import sys
from pathlib import Path
from typing import Any
from treatygraph.http import listening
from treatygraph.http.app import create_app
from treatygraph.http.site import open_site
from treatygraph.http.worker import Limits
listening.WRITE_TIME = listening.REQUEST_TIME = 2.0
listener = listening.listen("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
site = open_site([Path(sys.argv[1])], limits=Limits(rows=10_000_000))
listening.server(create_app(site, warm=True)).run(sockets=[listener])
"""


def serving(file: Path) -> contextlib.AbstractContextManager[Served]:
    """Serve an N-Quads file, with little patience."""
    return running([sys.executable, "-c", _PROGRAM, str(file)], {})


def serving_home(home: Path, *options: str) -> contextlib.AbstractContextManager[Served]:
    """Serve what is published in a home, by the command."""
    command = [sys.executable, "-m", "treatygraph", "serve", "--port", "0", *options]
    return running(command, {"TREATYGRAPH_HOME": str(home), "PYTHONUNBUFFERED": "1"})


@contextlib.contextmanager
def running(command: list[str], setting: dict[str, str]) -> Iterator[Served]:
    """Run a server whose first line ends in its port; end it afterwards."""
    said: list[bytes] = []
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, env={**os.environ, **setting}
        )
        assert process.stdout is not None
        try:
            first = process.stdout.readline().decode()
            served = Served(int(re.findall(r"\d+", first)[-1]), process, said)
            served.patience = 120
            served.get("/robots.txt")
            served.patience = 30
            yield served
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
            process.wait(15)
            process.stdout.close()
            log.seek(0)
            said += log.readlines()
