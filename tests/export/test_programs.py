"""What people's own programs make of the exports: pandas, owlready2, a machine without extras."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad

from tests.export.tools import sample
from treatygraph.cli import export_command
from treatygraph.errors import UsageError
from treatygraph.export.formats import FORMATS, export
from treatygraph.export.rdf import with_individuals
from treatygraph.export.tables import csv_tables
from treatygraph.graph import Graph
from treatygraph.render import render_parquet
from treatygraph.store import OxigraphStore
from treatygraph.table import Table
from treatygraph.vocab import TG, expand


def test_every_column_of_the_tables_says_its_datatype() -> None:
    body = json.loads(csv_tables(sample())["csv-metadata.json"])
    columns = [c for table in body["tables"] for c in table["tableSchema"]["columns"][1:]]

    assert len(columns) > 100
    assert not [c["name"] for c in columns if not {"datatype", "valueUrl"} & set(c)]


@pytest.mark.parametrize("numbers", [["24", "1"], ["024", "24"], ["1e3", "7"], ["24", "24 bis"]])
def test_a_number_that_is_a_text_stays_a_text_in_pandas(numbers: list[str]) -> None:
    pandas = pytest.importorskip("pandas")
    quads = []
    for at, number in enumerate(numbers):
        thing = NamedNode(f"urn:x:{at}")
        quads.append(Quad(thing, NamedNode(expand("rdf:type")), NamedNode(f"{TG}Article")))
        quads.append(Quad(thing, NamedNode(expand("eli:number")), Literal(number)))
    files = csv_tables(quads)
    (table,) = json.loads(files["csv-metadata.json"])["tables"]
    kinds = {
        c["name"]: str
        for c in table["tableSchema"]["columns"]
        if c.get("datatype", "string") == "string"
    }
    read = pandas.read_csv(io.StringIO(files["Article.csv"]), dtype=kinds)

    assert sorted(numbers) == sorted(read["eli_number"])


@pytest.mark.parametrize("numbers", [("24", None), ("1", "2"), (1, "2"), (1, 2.5)])
def test_a_column_of_parquet_has_one_type_and_texts_stay_texts(numbers: tuple[object, ...]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = tuple((number,) for number in numbers)
    sheet = parquet.read_table(io.BytesIO(render_parquet(Table(("number",), rows))))  # type: ignore[arg-type]
    texts = any(isinstance(number, str) for number in numbers)

    assert len(numbers) == sheet.num_rows
    assert texts is ("string" in str(sheet.schema.field("number").type))


def test_every_thing_of_a_class_is_declared_an_individual_in_owl() -> None:
    kind, individual = NamedNode(expand("rdf:type")), NamedNode(expand("owl:NamedIndividual"))
    quads = with_individuals(sample())
    declared = {q.subject for q in quads if q.predicate == kind and q.object == individual}
    ours = {
        q.subject
        for q in sample()
        if q.predicate == kind and getattr(q.object, "value", "").startswith(TG)
    }
    terms = {
        q.subject
        for q in sample()
        if q.predicate == kind and q.object == NamedNode(expand("owl:Class"))
    }

    assert len(declared) > 300
    assert ours <= declared
    assert not declared & terms


def test_owlready2_lists_the_individuals(tmp_path: Path) -> None:
    import owlready2

    (file,) = export(sample(), "owl", tmp_path)
    world = owlready2.World()
    ontology = world.get_ontology("https://w3id.org/treatygraph/export").load(
        fileobj=file.path.open("rb")
    )
    labels = {str(label) for thing in world.individuals() for label in thing.label}

    assert ontology is not None
    assert any("Article" in label for label in labels)
    assert len(list(world.individuals())) > 300


@pytest.fixture
def no_pyjelly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyjelly", None)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    from pyoxigraph import Store

    store = Store()
    store.extend(sample())
    monkeypatch.setattr(export_command, "open_graph", lambda: Graph(OxigraphStore(store)))
    ran = CliRunner().invoke(
        export_command.command, list(arguments), standalone_mode=False, catch_exceptions=False
    )
    return ran.return_value or 0, ran.stdout, ran.stderr


@pytest.mark.usefixtures("no_pyjelly")
def test_all_formats_are_written_but_the_one_that_lacks_a_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    status, said, left_out = run(monkeypatch, "--format", "all", "--out", str(tmp_path), "--json")

    assert 1 == status
    assert {*FORMATS} - {"jelly"} == {row["format"] for row in json.loads(said)}
    assert "Left out: jelly" in left_out
    assert "pip install 'treatygraph[jelly]'" in left_out


def test_all_formats_of_a_graph_without_drafts_leave_out_those_of_drafts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    status, _, left_out = run(
        monkeypatch, "--format", "all", "--graph", "registry", "--out", str(tmp_path)
    )

    assert 1 == status
    assert ["akn", "jsonld-framed"] == sorted(
        line.split()[2].strip(".") for line in left_out.splitlines() if "Left out" in line
    )


@pytest.mark.usefixtures("no_pyjelly")
def test_a_format_that_is_asked_for_alone_and_cannot_be_had_is_wrong_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"treatygraph\[jelly\]"):
        run(monkeypatch, "--format", "jelly", "--out", str(tmp_path))


@pytest.mark.parametrize("number", [0, -1, (1 << 53) - 1, 1 << 53, 123456789012345678901])
def test_a_whole_number_keeps_its_digits_in_json_ld(number: int) -> None:
    from pyoxigraph import RdfFormat, parse

    from treatygraph.export.jsonld import compact_jsonld

    literal = Literal(str(number), datatype=NamedNode(expand("xsd:integer")))
    quad = Quad(NamedNode("urn:x:a"), NamedNode(expand("tg:order")), literal)
    (read,) = parse(compact_jsonld([quad]).encode(), format=RdfFormat.JSON_LD)

    assert literal == read.object
