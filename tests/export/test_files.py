"""Every format is read back by another program, and the same graph gives the same bytes."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from tests.export.counters import individuals, written
from tests.export.exports_page import PAGE, TEXT, told
from tests.export.tools import FILES, PAIRS, TOOLS, oxigraph, raptor, sample
from tests.store import jena
from treatygraph.errors import UsageError
from treatygraph.export.formats import FORMATS, export
from treatygraph.export.rdf import read_jelly
from treatygraph.export.tables import csv_tables
from treatygraph.iris import Minter
from treatygraph.pipeline.collect import collect, map_library
from treatygraph.resources import locate
from treatygraph.vocab import TG, expand

RDF = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "rdfxml": RdfFormat.RDF_XML,
}

RENEW = "write the page anew: python -m tests.export.exports_page"
TYPE, XSD = expand("rdf:type"), expand("xsd:")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("exports")
    for form in FORMATS:
        export(sample(), form, place)
    return place


def test_every_format_is_read_by_some_tool() -> None:
    assert set(FORMATS) == {form for form, _ in PAIRS} == set(FILES)


WROTE = {"pyoxigraph": RDF, "pyjelly": ("jelly",), "networkx": ("graphml", "cytoscape")}
#: For these no second reader was found that did not write them; hdt-cpp is in test_hdt.py.
FEW = {"jelly": 0, "cytoscape": 1, "hdt": 1}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_held_by_readers_that_did_not_write_it(form: str) -> None:
    others = [tool for f, tool in PAIRS if f == form and form not in WROTE.get(tool, ())]

    assert len(others) >= FEW.get(form, 2)


@pytest.mark.parametrize(("form", "tool"), PAIRS)
def test_a_reader_finds_all_that_was_written(form: str, tool: str, folder: Path) -> None:
    if TOOLS[tool].missing:
        pytest.skip(TOOLS[tool].missing)
    path = folder / FILES[form]
    expected = individuals(path) if tool == "owlready2" else written(form, sample(), path)
    if expected is None:  # only readers can say, so that two of them are held to each other
        other = "rdflib" if tool == "pyoxigraph" else "pyoxigraph"
        expected = TOOLS[other].count(form, path)

    assert 0 < expected == TOOLS[tool].count(form, path)


def test_the_page_has_a_line_for_each_reader_and_format() -> None:
    assert PAIRS == list(told()), RENEW
    assert [TOOLS[tool].remark for _, tool in PAIRS] == [row[2] for row in told().values()], RENEW


def test_the_words_of_the_page_are_those_that_its_maker_writes() -> None:
    pieces = re.split(r"\{(?:day|quads|table)\}", TEXT.replace("{{", "{").replace("}}", "}"))

    assert [] == [piece for piece in pieces if piece not in PAGE.read_text("utf-8")], RENEW


@pytest.mark.parametrize("form", [*RDF, "jsonld-framed", "owl", "void"])
def test_the_readers_of_the_page_found_the_same_number(form: str) -> None:
    """The figures of the page are of one day, those of all readers from one run."""
    counts = {
        tool: row[1]
        for (other, tool), row in told().items()
        if (other, tool) != ("owl", "owlready2") and other == form
    }

    assert len(counts) >= 4
    assert 1 == len(set(counts.values()) - {"–"}), counts


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_formats_with_graphs_hold_every_quad(form: str, folder: Path) -> None:
    assert set(sample()) == set(parse(path=folder / FILES[form], format=RDF[form]))


@pytest.mark.parametrize("form", ["ntriples", "turtle", "rdfxml"])
def test_formats_without_graphs_hold_every_triple(form: str, folder: Path) -> None:
    found = {quad.triple for quad in parse(path=folder / FILES[form], format=RDF[form])}

    assert {quad.triple for quad in sample()} == found


def test_jelly_holds_every_quad(folder: Path) -> None:
    with (folder / "graph.jelly").open("rb") as source:
        assert set(sample()) == set(read_jelly(source))


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper is not installed")
@pytest.mark.parametrize("form", ["nquads", "ntriples", "turtle", "trig", "rdfxml"])
def test_raptor_and_oxigraph_read_as_many_statements(form: str, folder: Path) -> None:
    path = folder / FILES[form]

    assert oxigraph(form, path) == raptor(form, path)


@pytest.mark.skipif(not shutil.which("java") or not jena.is_there(), reason="Jena is not installed")
@pytest.mark.parametrize("form", [*RDF, "jsonld-framed", "void"])
def test_jena_and_oxigraph_read_as_many_statements(form: str, folder: Path) -> None:
    assert oxigraph(form, folder / FILES[form]) == TOOLS["Jena"].count(form, folder / FILES[form])


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_quads_changes_no_byte(form: str, folder: Path, tmp_path: Path) -> None:
    shuffled = list(sample())
    random.Random(7).shuffle(shuffled)

    written = export(shuffled, form, tmp_path)

    assert written
    for file in written:
        assert (folder / file.path.relative_to(tmp_path)).read_bytes() == file.path.read_bytes()


def test_compressed_bytes_are_the_same_twice(tmp_path: Path) -> None:
    first = export(sample(), "nquads", tmp_path / "a", compress=True)
    second = export(sample(), "nquads", tmp_path / "b", compress=True)

    assert [f.sha256 for f in first] == [f.sha256 for f in second]
    assert b"harbour-signals" in gzip.decompress(first[0].path.read_bytes())


def test_one_named_graph_can_be_given_out_alone(tmp_path: Path) -> None:
    graph = "https://w3id.org/treatygraph/graph/harbour-signals/third"

    (file,) = export(sample(), "nquads", tmp_path, graphs=[graph])
    names = {q.graph_name.value for q in parse(path=file.path, format=RdfFormat.N_QUADS)}

    assert {graph} == names


def test_a_graph_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing in"):
        export(sample(), "nquads", tmp_path, graphs=["https://e/none"])


def test_the_framed_tree_nests_paragraphs_in_articles(folder: Path) -> None:
    tree = json.loads((folder / FILES["jsonld-framed"]).read_text("utf-8"))
    kinds = {str(node.get("type")) for node in walk(tree)}

    assert any("tg:Paragraph" in kind for kind in kinds)
    assert tree["parts"]


def walk(node: dict[str, object]) -> list[dict[str, object]]:
    parts = node.get("parts", [])
    assert isinstance(parts, list)
    return [node, *(deeper for part in parts for deeper in walk(part))]


def test_akoma_ntoso_has_the_words_and_the_identifiers(folder: Path) -> None:
    text = (folder / FILES["akn"]).read_text("utf-8")

    assert 'eId="chp_I__art_1"' in text
    assert re.search(r'eId="chp_[IVX]+__art_\d+__para_\d+"', text)
    assert "FRBRWork" in text


def test_a_cell_with_the_usual_mark_gets_another_mark(tmp_path: Path) -> None:
    thing, note = NamedNode("http://e/a"), NamedNode("http://e/note")
    article = NamedNode("https://w3id.org/treatygraph/ontology#Article")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    quads = [
        Quad(thing, kind, article),
        Quad(thing, note, Literal("a|b")),
        Quad(thing, note, Literal("c")),
    ]

    export(quads, "csv", tmp_path)
    (table,) = json.loads((tmp_path / "csv" / "csv-metadata.json").read_text("utf-8"))["tables"]

    assert "a|b‖c" in (tmp_path / "csv" / "Article.csv").read_text("utf-8")
    assert ["‖"] == [c["separator"] for c in table["tableSchema"]["columns"] if "separator" in c]


def statements(files: dict[str, str]) -> set[Triple]:
    """Return the statements of CSV tables by their metadata, as CSVW's csv2rdf says."""
    found = set()
    for entry in json.loads(files["csv-metadata.json"])["tables"]:
        rows = list(csv.reader(files[entry["url"]].splitlines(keepends=True)))
        columns = entry["tableSchema"]["columns"]
        assert rows[0] == [column["titles"] for column in columns]
        for row in rows[1:]:
            for column, cell in zip(columns[1:], row[1:], strict=True):
                values = cell.split(column["separator"]) if "separator" in column else [cell]
                for value in values if cell else ():
                    prop = NamedNode(column["propertyUrl"])
                    found.add(Triple(NamedNode(row[0]), prop, value_of(column, value)))
    return found


def value_of(column: dict[str, str], value: str) -> NamedNode | Literal:
    if "valueUrl" in column:
        return NamedNode(value)
    if "lang" in column:
        return Literal(value, language=column["lang"])
    return Literal(value, datatype=NamedNode(XSD + column.get("datatype", "string")))


def test_the_tables_by_their_metadata_say_all_that_the_graph_says_of_our_things() -> None:
    typed = {q.subject for q in sample() if q.predicate.value == TYPE and TG in str(q.object)}
    said = {q.triple for q in sample() if q.subject in typed and q.predicate.value != TYPE}

    assert len(said) > 3000
    assert said == statements(csv_tables(sample()))


def test_a_thing_stands_in_the_table_of_its_narrowest_classes_only() -> None:
    above = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    type_ = NamedNode(TYPE)
    article, provision, orphan = (NamedNode(TG + n) for n in ("Article", "Provision", "Orphan"))
    a, b = NamedNode("urn:x:a"), NamedNode("urn:x:b")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    quads = [
        Quad(article, above, provision),
        Quad(orphan, above, article),
        *(Quad(a, type_, kind) for kind in (article, provision)),
        *(Quad(b, type_, kind) for kind in (article, provision, orphan)),
        *(Quad(node, label, Literal("x")) for node in (a, b)),
    ]
    files = csv_tables(quads)

    assert {"Article.csv", "Orphan.csv", "csv-metadata.json"} == set(files)
    assert "urn:x:a" in files["Article.csv"]
    assert "urn:x:b" not in files["Article.csv"]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped facts as tables and as Akoma Ntoso."""
    place = tmp_path_factory.mktemp("shipped")
    quads = list(map_library(collect((locate("data"),), ()), Minter()))
    for form in ("csv", "akn"):
        export(quads, form, place)
    return place


def test_every_shipped_draft_is_valid_akoma_ntoso(shipped: Path) -> None:
    paths = sorted((shipped / "akn").glob("*.xml"))

    assert len(paths) >= 11
    for path in paths:
        assert TOOLS["lxml, schema of OASIS"].count("akn", path) > 20, path


def test_every_shipped_table_is_valid_by_its_metadata(shipped: Path) -> None:
    path = shipped / "csv" / "csv-metadata.json"
    rows = TOOLS["csvw"].count("csv", path)

    assert rows == TOOLS["csv of Python"].count("csv", path) > 3000
