"""Readers of other people, by format: what each counts, and whether it is at hand here.

Those from npm are installed by `python -m tests.export.exports_page --install` (or found in the
folder that TREATYGRAPH_READERS names); where they are not, their tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NODE = Path(__file__).with_name("node")
MODULES = Path(
    os.environ.get("TREATYGRAPH_READERS", Path(__file__).parents[2] / "build" / "readers")
)


@dataclass(frozen=True)
class Reader:
    """A program that reads some formats: how it counts, its version, what is said of it."""

    name: str
    count: Callable[[str, Path], int]
    forms: tuple[str, ...]
    version: Callable[[], str]
    remark: str = ""

    @property
    def missing(self) -> str:
        """Say what is to be installed, or nothing where the reader is at hand."""
        return "" if self.version() else f"{self.name} is not installed"


def pypi(name: str) -> Callable[[], str]:
    """Return what says the version of a package of Python, empty where it is not there."""

    def found() -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return ""

    return found


def npm(name: str) -> Callable[[], str]:
    """Return what says the version of a package of npm, empty where it is not there."""

    def found() -> str:
        path = MODULES / "node_modules" / name / "package.json"
        if not shutil.which("node") or not path.exists():
            return ""
        return str(json.loads(path.read_text("utf-8"))["version"])

    return found


def command(name: str, *arguments: str) -> Callable[[], str]:
    """Return what says the version of a command, empty where it is not there."""

    @cache
    def found() -> str:
        if not shutil.which(name):
            return ""
        ran = subprocess.run([name, *arguments], capture_output=True, text=True, check=False)
        met = re.search(r"\d+\.\d+(\.\d+)?", ran.stdout + ran.stderr)
        return met[0] if met else "?"

    return found


def install() -> None:
    """Install the readers from npm in the folder `build/readers`."""
    MODULES.mkdir(parents=True, exist_ok=True)
    shutil.copy(NODE / "package.json", MODULES)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=MODULES, check=True)


def by_node(reader: str) -> Callable[[str, Path], int]:
    """Return what counts with a reader from npm."""

    def count(_: str, path: Path) -> int:
        ran = subprocess.run(
            ["node", str(NODE / "count.js"), reader, str(path), str(MODULES.resolve())],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr[-1000:]
        return int(ran.stdout)

    return count


def serdi(form: str, path: Path) -> int:
    """Return the number of statements that serdi writes again as N-Quads."""
    syntax = {"nquads": "nquads", "ntriples": "ntriples", "trig": "trig"}.get(form, "turtle")
    ran = subprocess.run(
        ["serdi", "-i", syntax, "-o", "nquads", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-1000:]
    return len(set(ran.stdout.splitlines()))


def pyld(_: str, path: Path) -> int:
    """Return the number of statements that pyld expands the document to."""
    from pyld import jsonld

    quads = jsonld.to_rdf(json.loads(path.read_text("utf-8")), {"format": "application/n-quads"})
    return len(set(quads.splitlines()))


def igraph(_: str, path: Path) -> int:
    """Return the number of nodes and edges that igraph reads."""
    import igraph as library

    graph = library.Graph.Read_GraphML(str(path))
    assert "label" in graph.vs.attributes()
    return int(graph.vcount() + graph.ecount())


def frictionless(_: str, path: Path) -> int:
    """Return the number of rows that frictionless finds valid, typed as the metadata say."""
    from frictionless import Resource, Schema, system

    rows = 0
    with system.use_context(trusted=True), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for table in json.loads(path.read_text("utf-8"))["tables"]:
            columns = table["tableSchema"]["columns"]
            fields = [{"name": c["titles"], "type": _frictionless_type(c)} for c in columns]
            schema = Schema.from_descriptor({"fields": fields})
            report = Resource(path=str(path.parent / table["url"]), schema=schema).validate()
            assert report.valid, report.flatten(["message"])[:3]
            rows += report.tasks[0].stats["rows"]
    return rows


def _frictionless_type(column: dict[str, str]) -> str:
    """Return the type of a column; a list of values in one cell is a text."""
    kinds = {"integer": "integer", "boolean": "boolean", "date": "date"}
    return "string" if "separator" in column else kinds.get(column.get("datatype", ""), "string")


def duckdb(_: str, path: Path) -> int:
    """Return the number of rows that DuckDB reads, each column as its metadata says."""
    import duckdb as library

    rows = 0
    session = library.connect()
    for table in json.loads(path.read_text("utf-8"))["tables"]:
        file = str(path.parent / table["url"])
        query = f"SELECT count(*) FROM read_csv('{file}', header=true, all_varchar=true)"
        rows += int(session.execute(query).fetchall()[0][0])
    return rows


def cobalt(_: str, path: Path) -> int:
    """Return the number of elements in what cobalt opens, its FRBR addresses understood."""
    from cobalt import Bill

    document = Bill(path.read_text("utf-8").encode())
    assert document.frbr_uri.work_uri().startswith("/akn/un/bill/")
    return sum(1 for _ in document.root.iter())


def owlready(_: str, path: Path) -> int:
    """Return the number of individuals that owlready2 lists."""
    import owlready2

    world = owlready2.World()
    world.get_ontology("https://w3id.org/treatygraph/export").load(fileobj=path.open("rb"))
    return len(list(world.individuals()))


TURTLES = ("nquads", "ntriples", "turtle", "trig", "void")
JSONLD = ("jsonld", "jsonld-framed")
RDFXML = ("rdfxml", "owl")

READERS = (
    Reader("serdi", serdi, TURTLES, command("serdi", "-v"), "written again as N-Quads"),
    Reader("N3.js", by_node("n3"), TURTLES, npm("n3")),
    Reader("jsonld.js", by_node("jsonld"), JSONLD, npm("jsonld")),
    Reader(
        "jsonld-streaming-parser",
        by_node("jsonld-streaming-parser"),
        JSONLD,
        npm("jsonld-streaming-parser"),
    ),
    Reader("pyld", pyld, JSONLD, pypi("pyld")),
    Reader(
        "rdfxml-streaming-parser",
        by_node("rdfxml-streaming-parser"),
        RDFXML,
        npm("rdfxml-streaming-parser"),
    ),
    Reader("owlready2", owlready, ("owl",), pypi("owlready2"), "individuals that it lists"),
    Reader("igraph", igraph, ("graphml",), pypi("igraph"), "nodes and edges"),
    Reader(
        "graphology",
        by_node("graphology-graphml"),
        ("graphml",),
        npm("graphology-graphml"),
        "nodes and edges",
    ),
    Reader(
        "graphology-gexf",
        by_node("graphology-gexf"),
        ("gexf",),
        npm("graphology-gexf"),
        "nodes and edges",
    ),
    Reader(
        "Cytoscape.js",
        by_node("cytoscape"),
        ("cytoscape",),
        npm("cytoscape"),
        "nodes and edges; no name is an IRI",
    ),
    Reader(
        "frictionless",
        frictionless,
        ("csv",),
        pypi("frictionless"),
        "rows, found valid by the types of the metadata",
    ),
    Reader("DuckDB", duckdb, ("csv",), pypi("duckdb"), "rows"),
    Reader("cobalt", cobalt, ("akn",), pypi("cobalt"), "elements; addresses understood"),
)
