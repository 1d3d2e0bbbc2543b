"""The page docs/exports.md: what every reader found in the shipped graph, as exported once.

`python -m tests.export.exports_page` exports the shipped graph in every format, lets every
reader read it, and writes the page.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Quad, Store

from tests.export.readers import install
from tests.export.tools import PAIRS, TOOLS, file_of
from treatygraph.export.formats import FORMATS, export
from treatygraph.iris import Minter
from treatygraph.pipeline.collect import collect, map_library
from treatygraph.pipeline.rules import apply_rules
from treatygraph.resources import locate

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "exports.md"

TEXT = """# Exports

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
| `graphml`, `gexf`, `cytoscape` | `graph.graphml`, `graph.gexf`, `graph.cyjs` | a network with labels and classes, for Gephi, Cytoscape and others: GraphML, GEXF 1.3, and JSON whose `name` is the label; one edge a statement, each with an identifier of its own |
| `akn` | `akn/TREATY.DRAFT.xml` | Akoma Ntoso 3.0, one document a draft; text where the graph has it |
| `hdt` | `graph.hdt` | the union of the graphs, compressed and indexed |
| `owl` | `graph.owl` | the union of the graphs as RDF/XML, with every thing declared an `owl:NamedIndividual`, for Protégé and owlready2 |
| `void` | `void.ttl` | what the graph is, and each file written in the same call: [description](description.md) |

[Recipes](how-to/other-tools.md) say how to open these in Neo4j, Gephi, Protégé and OpenRefine, and how to ask Wikidata.

The server publishes the JSON-LD context at `/context.jsonld`, and each draft as a tree that points to it at `/frame/TREATY/DRAFT`.

No package that writes HDT was found for Python, on npm or in Debian: those that there are (PyPI's `hdt` and `rdflib-hdt`, npm's `hdt`) read it. So it is written here, from the W3C Member Submission.
hdt-cpp, as npm's hdt 3.3.1 brings it, read the same statements of the sample treaty (4,634) and of the shipped graph (60,347) on 25 November 2026; `NODE_PATH=…/node_modules python -m pytest tests/export/test_hdt.py` repeats that for the sample. Its index file is made by the reader.

## Read back

What each reader found in the shipped facts with all that the rules derive, without assessments and networks, exported once in every format on {day}: {quads} statements in named graphs.
A count is of statements unless a remark says otherwise; of Akoma Ntoso and of the trees, which are one file a draft, that of the largest.
The table is a measurement of that day: what readers find *now* is asked of the sample treaty in each run of the tests, where every reader that is installed must find as many as were written, counted without any reader.
The RDF formats are compared statement by statement besides. The CSV tables are turned back into statements by the rules of csv2rdf too, and say all that the graph says of things of our classes.
`python -m tests.export.exports_page` takes the measurement anew and refuses where a reader is missing; `--install` brings those from npm first, `--without` leaves out the counts of those that are missing.

In an environment without extras, `export --format all` on the built graph (75,942 statements) wrote all but Jelly in 11 seconds of processor time, named the package that Jelly wants and ended with exit status 1; with all extras it wrote all. Every reader at hand, those of npm among them, then read both (68 readings of 15 formats): as many statements as were built in each RDF format, the same 32,271 nodes and edges in each network file.
`void.ttl` names the files beside it by relative addresses, as Turtle may; pyoxigraph, which does not take a file's own address for the base, wants `base_iri`.

Direction of text: the graph states none (no literal has a base direction), so that Arabic headings have their language alone and every reader gives the same literal.
Not at hand, so not said: Gephi itself, Protégé, Spark, titanium, jelly-jvm. GEXF was found valid by the GEXF 1.3 schema on 29 November 2026; tests hold GraphML to what its schema says of identifiers and keys.
DuckDB settles the type of a column by its values, so that `eli_number` is a number in one table and a text in another, and a column whose every cell is `NO` is false: `read_csv('csv/Article.csv', all_varchar = true)` keeps texts.
In pandas, `eli_number` and other texts that look like numbers stay texts with `dtype`:

```python
table = next(
    t for t in json.load(open("csv/csv-metadata.json"))["tables"] if t["url"] == "Article.csv"
)
texts = {{
    c["name"]: str
    for c in table["tableSchema"]["columns"]
    if c.get("datatype", "string") == "string"
}}
articles = pandas.read_csv("csv/Article.csv", dtype=texts)
```

{table}
"""


HEAD = "| format | reader | version | count | remarks |\n|---|---|---|--:|---|"
NOT_THERE = "not at hand"


def shipped() -> tuple[Quad, ...]:
    """Return the shipped graph, with all that rules derive."""
    minter = Minter()
    store = Store()
    store.bulk_extend(map_library(collect((locate("data"),), ()), minter))
    apply_rules(store, minter)
    return tuple(store)


def line(form: str, tool: str, folder: Path) -> str:
    """Return the line of the table for a format and a reader, read now."""
    reader = TOOLS[tool]
    if reader.missing:
        return f"| `{form}` | {tool} | {NOT_THERE} | – | {reader.remark} |"
    count = reader.count(form, file_of(form, folder))
    return f"| `{form}` | {tool} | {reader.version()} | {count:,} | {reader.remark} |"


def told() -> dict[tuple[str, str], list[str]]:
    """Return the version, count and remark that the page has now, by format and reader."""
    found = {}
    for row in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) == 5 and cells[0].strip("`") in FORMATS:
            found[cells[0].strip("`"), cells[1]] = cells[2:]
    return found


def measure() -> str:
    """Return the page, every reader asked now."""
    quads = shipped()
    with tempfile.TemporaryDirectory() as name:
        for form in FORMATS:
            export(quads, form, Path(name))
        rows = [line(form, tool, Path(name)) for form, tool in PAIRS]
    table = "\n".join([HEAD, *rows])
    day = f"{datetime.now(UTC):%-d %B %Y}"
    return TEXT.format(table=table, day=day, quads=f"{len(set(quads)):,}")


def main(arguments: list[str]) -> int:
    """Write the page; 1 where a reader is missing and nobody said that it may be."""
    if "--install" in arguments:
        install()
    missing = [reader.missing for reader in TOOLS.values() if reader.missing]
    if missing and "--without" not in arguments:
        print("\n".join(missing), file=sys.stderr)
        print("Install them (--install, .ci/packages), or say --without.", file=sys.stderr)
        return 1
    PAGE.write_text(measure(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
