"""What is killed by `bench/faults.py`: commands on homes of their own, and what must be whole.

A case has a command that does something at each turn, and says after a kill what is not
whole.  `recover` then gives the same command again, which has to end well.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.assess.test_accepting import only_registered
from tests.documents.official_layout import as_docx, as_pdf, printed
from tests.harbours import prepare
from tests.http.serving import _below, gone
from tests.standin import document_service
from tests.store.servers import oxigraph

from treatygraph.curated.own_readings import load_drafts
from treatygraph.curated.records import load_library
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.errors import TreatyGraphError
from treatygraph.resources import locate
from treatygraph.store import RemoteStore
from treatygraph.store.manifest import is_intact
from treatygraph.web.fetched import load_fetched

__all__ = ["Case", "cases", "run", "troubles"]

#: Runs a command, and kills it at the nth event that changes disk or network (argument 1;
#: 0: never).  What is shipped is the folder of the environment, where one is named.
PROGRAM = """
import os, signal, sys
left = int(sys.argv.pop(1))
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.chmod",
           "os.truncate", "socket.connect", "socket.bind", "subprocess.Popen", "fcntl.flock"}
def count():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
def hook(event, arguments):
    opened = event == "open" and isinstance(arguments[2], int)
    if event in CHANGES or (opened and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
        count()
if left:
    sys.addaudithook(hook)
    real = os.fsync
    os.fsync = lambda handle: (count(), real(handle))[1]
if os.environ.get("FAULTS_SHIPPED"):
    import pathlib, treatygraph.home
    treatygraph.home.locate = lambda _: pathlib.Path(os.environ["FAULTS_SHIPPED"])
from treatygraph.cli.main import main
main(sys.argv[1:])
"""


def run(
    arguments: list[str],
    home: Path,
    *,
    at: int = 0,
    after: float | None = None,
    setting: dict[str, str] | None = None,
) -> int:
    """Run a command, kill it after a time or at an event; return its status.

    Raise where it left a process behind, or printed a traceback.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(at), *arguments],
        env={**os.environ, "TREATYGRAPH_HOME": str(home), **(setting or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    below: list[int] = []
    try:
        _, said = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        below = _below(process.pid)
        process.kill()
        _, said = process.communicate()
    if b"Traceback" in said:
        raise AssertionError(said.decode())
    if not gone(below):
        raise AssertionError(f"{arguments[0]} left processes behind")
    return process.returncode


def troubles(home: Path) -> Iterator[str]:
    """Yield what of a home is not whole."""
    current = home / "graph" / "current"
    if not current.exists():
        yield "no graph is there"
    elif not is_intact(current.resolve()):
        yield "the graph is not whole"
    try:
        list(load_drafts(home / "drafts"))
        for path in home.glob("data/**/*.yaml"):
            parse_yaml(path.read_text("utf-8"), name=str(path))
        for entry in load_fetched(home / "documents"):
            if not (home / "documents" / entry.file).exists():
                yield f"{entry.file} is on record and not there"
    except TreatyGraphError as error:
        yield str(error)


@dataclass(slots=True)
class Case:
    """A command that is killed: its home, what comes before each turn, what must hold."""

    name: str
    home: Path
    command: Callable[[int], list[str]]
    setting: dict[str, str] = field(default_factory=dict)
    more: Callable[[], Iterator[str]] = field(default=lambda: iter(()))
    again: bool = True

    def turn(self, number: int, **kill: float) -> tuple[int, list[str]]:
        """Kill the command once; return its status and what is not whole."""
        arguments = self.command(number)
        status = run(arguments, self.home, setting=self.setting, **kill)  # type: ignore[arg-type]
        found = list(troubles(self.home))
        if self.again and status < 0:
            ended = run(arguments, self.home, setting=self.setting)
            if ended not in (0, 1):
                found.append(f"the same command ended with {ended} afterwards")
        return status, [*found, *(self.more() if status < 0 or status == 0 else ())]


def text(number: int) -> str:
    """Return a treaty that differs by its number."""
    return "\n\n".join(
        f"Article {n}\nLamp {number}\n\n1. Each lamp shall burn {number} hours."
        for n in range(1, 30)
    )


def at_home(folder: Path) -> list[Case]:
    """Return the commands that work on files alone, on one home."""
    home, file = folder / "home", folder / "text.txt"
    if run(["build", "--data", str(locate("data", "sample"))], home):
        raise AssertionError("the first build failed")

    def ingest(turn: int) -> list[str]:
        file.write_text(text(turn), "utf-8")
        return ["ingest", str(file), "--treaty", "lamps", "--draft", "rev-1", "--no-build"]

    def build(turn: int) -> list[str]:
        for saved in (home / "drafts").glob("lamps.*.json"):  # so that there is something to do
            data = saved.read_text("utf-8").replace("Lamp ", f"Lamp {turn} and ", 1)
            saved.write_text(data, "utf-8")
        return ["build", "--data", str(locate("data", "sample"))]

    def verify(turn: int) -> list[str]:
        file.write_text(text(turn), "utf-8")
        return ["verify", str(file), "--draft", "adopted", "--write"]

    def export(_turn: int) -> list[str]:
        return ["export", "--format", "nquads", "--out", str(folder / "out")]

    each = {"ingest": ingest, "build": build, "export": export, "verify": verify}
    return [Case(name, home, make, again=name == "build") for name, make in each.items()]


def _nothing_shipped(folder: Path) -> dict[str, str]:
    """Return the setting in which a home holds all that is registered."""
    shipped = folder / "shipped"
    shipped.mkdir(exist_ok=True)
    return {"FAULTS_SHIPPED": str(shipped)}


def _text_of(draft: str) -> Path:
    return locate("data", "sample", "texts", f"{draft}.txt")


@contextlib.contextmanager
def official(folder: Path) -> Iterator[Case]:
    """Yield `official`, which fetches from a stand-in for the document service on loopback."""
    symbols = {"first": "HC/AC.7/1", "second": "HC/AC.7/1/Rev.1", "third": "HC/CONF.7/9"}
    home, setting = folder / "official", _nothing_shipped(folder)
    prepare(home)
    with document_service() as service:
        for draft, symbol in symbols.items():
            service.documents[symbol, "en", "pdf"] = as_pdf(printed(_text_of(draft)))
        service.documents[symbols["second"], "en", "doc"] = as_docx(printed(_text_of("second")))
        setting["TREATYGRAPH_DOCUMENTS"] = service.base
        arguments = ["official", "--treaty", "harbour-signals", "--pause", "0"]
        if run(arguments, home, setting=setting):
            raise AssertionError("the first `official` failed")
        whole = (home / "graph" / "current" / "graph.nq").read_bytes()

        def command(_turn: int) -> list[str]:
            for name in ("data", "drafts", "documents", "official"):
                shutil.rmtree(home / name, ignore_errors=True)
            prepare(home)
            return arguments

        def same() -> Iterator[str]:
            if (home / "graph" / "current" / "graph.nq").read_bytes() != whole:
                yield "the graph is another than after a call that was not ended"

        yield Case("official", home, command, setting, same)


def accept(folder: Path) -> Case:
    """Return `accept`, which takes over what was proposed for two drafts of the sample."""
    home, setting = folder / "accept", _nothing_shipped(folder)
    shutil.copytree(locate("data", "sample"), home / "data")
    only_registered(home / "data")  # type: ignore[no-untyped-call]
    arguments = ["ingest", str(_text_of("second")), "--treaty", "harbour-signals"]
    if run([*arguments, "--draft", "second", "--no-build"], home, setting=setting) > 1:
        raise AssertionError("the text could not be ingested")
    proposed = folder / "proposals.yaml"
    for arguments in (["build"], ["match", "first", "second", "--write", str(proposed)]):
        if run(arguments, home, setting=setting) > 1:
            raise AssertionError(f"{arguments[0]} failed")
    answers = proposed.read_text("utf-8").replace("accept: undecided", "accept: yes")
    proposed.write_text(answers, "utf-8")
    before = set(home.glob("data/*/*.yaml"))

    def command(_turn: int) -> list[str]:
        for path in {*home.glob("data/*/*.yaml")} - before:
            path.unlink()
        return ["accept", str(proposed), "--by", "A. Reader"]

    def once() -> Iterator[str]:
        made = {*home.glob("data/*/*.yaml")} - before
        if len(made) != len({path.parent for path in made}):
            yield f"the same facts are there twice: {sorted(path.name for path in made)}"
        load_library(home / "data")

    return Case("accept", home, command, setting, once)


@contextlib.contextmanager
def load(folder: Path) -> Iterator[Case]:
    """Yield `load`, which puts the sample's graph on an Oxigraph server."""
    home, place = folder / "load", folder / "server"
    place.mkdir()
    if run(["build", "--data", str(locate("data", "sample"))], home):
        raise AssertionError("the build failed")
    with oxigraph(place) as endpoint:
        server = RemoteStore(endpoint)
        options = ["--endpoint", endpoint.query, "--update-endpoint", endpoint.update]
        options += ["--graph-store", endpoint.graphs]

        def command(_turn: int) -> list[str]:
            server.update("DROP ALL")
            return ["load", *options]

        def whole() -> Iterator[str]:
            wanted = len((home / "graph" / "current" / "graph.nq").read_bytes().splitlines())
            there = sum(1 for _ in server.dump())
            if there != wanted:
                yield f"the server holds {there} quads of {wanted}"

        yield Case("load", home, command, more=whole)


def serve(folder: Path) -> Case:
    """Return `serve`; after a kill no process of it is there, and nothing is held."""
    home = folder / "load"

    def command(_turn: int) -> list[str]:
        return ["serve", "--port", "0"]

    return Case("serve", home, command, again=False)


@contextlib.contextmanager
def cases(folder: Path) -> Iterator[list[Case]]:
    """Yield all that is killed."""
    with official(folder) as fetching, load(folder) as loading:
        yield [*at_home(folder), fetching, accept(folder), loading, serve(folder)]
