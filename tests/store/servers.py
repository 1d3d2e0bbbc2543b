"""Real SPARQL servers for tests and benchmarks, started on loopback and ended after use."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from treatygraph.store import Credentials, Endpoint

VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 8000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def _running(command, folder, address, seconds=60):
    log = Path(folder) / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
        try:
            _wait(process, address, seconds, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process, address, seconds, log):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


@contextlib.contextmanager
def virtuoso(folder):
    """A Virtuoso of its own (Debian's virtuoso-server); yields its endpoint."""
    program = shutil.which("virtuoso-t")
    if program is None:
        raise RuntimeError("virtuoso-t is missing: apt-get install virtuoso-server")
    http = free_port()
    ini = Path(folder) / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(sql=free_port(), http=http), "utf-8")
    base = f"http://127.0.0.1:{http}/sparql"
    with _running([program, "+foreground", "+configfile", str(ini)], folder, base):
        yield Endpoint(
            query=base,
            update=f"{base}-auth",
            graphs=f"{base}-graph-crud-auth",
            credentials=Credentials("dba", "dba", scheme="digest"),
        )


@contextlib.contextmanager
def oxigraph(folder):
    """The Oxigraph server (PyPI `oxigraph`); yields its endpoint."""
    program = Path(sys.executable).with_name("oxigraph")
    http = free_port()
    base = f"http://127.0.0.1:{http}"
    command = [str(program), "serve", "--bind", f"127.0.0.1:{http}", "--union-default-graph"]
    with _running(command, folder, f"{base}/query?query=ASK%7B%7D"):
        yield Endpoint(query=f"{base}/query", update=f"{base}/update", graphs=f"{base}/store")
