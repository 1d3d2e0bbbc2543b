"""The commands `load`, `ask`, `sparql`, `questions` and `search`, against real servers too."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from tests.queries.gold import CASES
from tests.store.test_remote import ANSWER, serving
from treatygraph.catalogue import catalogue
from treatygraph.cli.main import cli
from treatygraph.errors import StoreError
from treatygraph.pipeline import build
from treatygraph.store import RemoteStore

ASK = ["ask", "references-of-article", "draft=first", "article=8"]
BASE = "https://w3id.org/treatygraph/"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    assert build([CASES / "given"], place / "graph").place
    return place


@pytest.fixture
def call(home, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(home))
    return lambda *arguments: CliRunner().invoke(cli, arguments)


@pytest.fixture
def run(call):
    def fine(*arguments):
        result = call(*arguments)
        assert 0 == result.exit_code, result.exception
        return result.stdout

    return fine


def load_into(endpoint):
    command = ["load", "--endpoint", endpoint.query, "--format", "json"]
    command += ["--update-endpoint", endpoint.update] if endpoint.update else []
    return command + (["--graph-store", endpoint.graphs] if endpoint.graphs else [])


def emptied(endpoint):
    store = RemoteStore(endpoint)
    for name in store.graph_names(BASE):
        store.update(f"CLEAR GRAPH <{name}>")
    return endpoint


@pytest.mark.server
def test_what_was_loaded_is_asked_from_the_server(run, oxigraph):
    first = json.loads(run(*load_into(emptied(oxigraph))))
    again = json.loads(run(*load_into(oxigraph)))
    count = ["sparql", "SELECT (COUNT(?d) AS ?n) WHERE { ?d a tg:Draft ; eli:id_local 'first' }"]
    yes = ["sparql", "ASK { ?d a tg:Draft }"]
    graph = [
        "sparql",
        "CONSTRUCT { ?d a tg:Draft } WHERE { ?d a tg:Draft }",
        "--format",
        "ntriples",
    ]
    words = ["search", "lanterns", "--draft", "first", "--format", "csv"]

    assert {"there already"} == {row["state"] for row in again["rows"]}
    assert {"loaded"} == {row["state"] for row in first["rows"]}
    assert len(first["rows"]) == len(again["rows"]) > 5
    for command in ([*ASK, "--format", "csv"], count, yes, words):
        assert run(*command) == run(*command, "--endpoint", oxigraph.query)
    here, there = (run(*graph, *more) for more in ([], ["--endpoint", oxigraph.query]))
    assert 3 == len(here.splitlines())
    assert sorted(here.splitlines()) == sorted(there.splitlines())


@pytest.mark.server
def test_the_endpoint_may_stand_in_the_environment(run, oxigraph, monkeypatch):
    run(*load_into(oxigraph))
    expected = run(*ASK, "--format", "csv")
    monkeypatch.setenv("TREATYGRAPH_ENDPOINT", oxigraph.query)
    monkeypatch.setenv("TREATYGRAPH_HOME", "/nowhere")

    assert expected == run(*ASK, "--format", "csv")


@pytest.mark.server
def test_a_load_that_broke_goes_on_where_it_stopped(call, run, oxigraph, monkeypatch):
    emptied(oxigraph)
    put = RemoteStore.put
    sent: list[str] = []

    def breaking(self, graph, triples):
        if len(sent) == 3:
            raise StoreError("The line is dead.")
        sent.append(graph)
        put(self, graph, triples)

    monkeypatch.setattr(RemoteStore, "put", breaking)
    broken = call(*load_into(oxigraph))
    monkeypatch.setattr(RemoteStore, "put", put)
    rows = json.loads(run(*load_into(oxigraph)))["rows"]

    assert "The line is dead." in str(broken.exception)
    assert sent == [row["graph"] for row in rows if row["state"] == "there already"]
    assert ["loaded"] * (len(rows) - 3) == [row["state"] for row in rows[3:]]


@pytest.mark.server
def test_a_graph_that_somebody_changed_is_loaded_anew(run, oxigraph):
    graph = f"{BASE}graph/registry"
    run(*load_into(oxigraph))
    RemoteStore(oxigraph).update(
        f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s rdfs:label 'Ruritania'@en }} }} ; "
        f"INSERT DATA {{ GRAPH <{graph}> {{ <x:s> rdfs:label 'Elsewhere'@en }} }}"
    )
    rows = json.loads(run(*load_into(oxigraph)))["rows"]

    assert [graph] == [row["graph"] for row in rows if row["state"] == "loaded"]


def test_a_server_that_changes_what_it_is_sent_is_found_out(call, oxigraph, monkeypatch):
    get = RemoteStore.get
    emptied(oxigraph)
    monkeypatch.setattr(RemoteStore, "get", lambda self, graph: list(get(self, graph))[1:])
    result = call(*load_into(oxigraph))

    assert isinstance(result.exception, StoreError)
    assert "changed triples" in str(result.exception)


@pytest.mark.server
def test_user_and_password_come_from_the_environment(call, run, virtuoso, monkeypatch):
    emptied(virtuoso)
    monkeypatch.setenv("TREATYGRAPH_USER", "dba")
    monkeypatch.setenv("TREATYGRAPH_AUTH", "digest")
    monkeypatch.setenv("TREATYGRAPH_PASSWORD", "wrong")
    refused = call(*load_into(virtuoso))
    monkeypatch.setenv("TREATYGRAPH_PASSWORD", "dba")
    loaded = json.loads(run(*load_into(virtuoso)))["rows"]
    expected = run(*ASK, "--format", "csv")

    assert 3 == refused.exception.exit_code
    assert "wrong" not in str(refused.exception)
    assert {"loaded"} == {row["state"] for row in loaded}
    found = run(*ASK, "--format", "csv", "--endpoint", virtuoso.query)
    assert sorted(expected.splitlines()) == sorted(found.splitlines())


def test_a_token_from_the_environment_is_sent(run, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_TOKEN", "t0ken")
    with serving((200, ANSWER)) as server:
        found = run("sparql", "SELECT ?x WHERE { ?x ?p ?o }", "--endpoint", server.url)

    assert "1 row" in found
    assert ["Bearer t0ken"] == [header for _, _, header in server.seen]


def test_the_time_for_a_query_comes_from_the_environment(call, monkeypatch):
    with serving((200, ANSWER)) as server:
        monkeypatch.setenv("TREATYGRAPH_TIMEOUT", "0.5")
        fine = call("sparql", "SELECT ?x WHERE { ?x ?p ?o }", "--endpoint", server.url)
        monkeypatch.setenv("TREATYGRAPH_TIMEOUT", "soon")
        wrong = call("sparql", "SELECT ?x WHERE { ?x ?p ?o }", "--endpoint", server.url)

    assert 0 == fine.exit_code
    assert 2 == wrong.exception.exit_code


class _Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.cells: list[str] = []
        self.at = ""

    def handle_starttag(self, tag, attrs):
        self.at = tag
        self.cells += [""] if tag in ("td", "th") else []

    def handle_data(self, data):
        if self.at in ("td", "th"):
            self.cells[-1] += data

    def handle_endtag(self, tag):
        self.at = ""


def test_every_format_holds_the_same_table(call, run):
    columns, *rows = csv.reader(io.StringIO(run(*ASK, "--format", "csv")))
    flat = [cell for row in (columns, *rows) for cell in row]
    tsv = list(csv.reader(io.StringIO(run(*ASK, "--format", "tsv")), dialect="excel-tab"))
    body = json.loads(run(*ASK, "--format", "json"))
    markdown = [line for line in run(*ASK, "--format", "markdown").splitlines() if line[:1] == "|"]
    page = _Cells()
    page.feed(run(*ASK, "--format", "html"))
    parquet = pq.read_table(io.BytesIO(call(*ASK, "--format", "parquet").stdout_bytes))

    assert 1 < len(rows)
    assert [columns, *rows] == tsv
    assert rows == [[str(row[c] or "") for c in columns] for row in body["rows"]]
    assert [columns, *rows] == [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in markdown
        if "---" not in line
    ]
    assert flat == page.cells
    assert rows == [[str(row[c] or "") for c in columns] for row in parquet.to_pylist()]


def test_notes_that_a_format_cannot_hold_go_to_standard_error(call):
    result = call(*ASK, "--format", "csv")

    assert "Coverage" in result.stderr
    assert "Coverage" not in result.stdout


def test_programs_get_the_formats_of_the_recommendation(run):
    query = "SELECT ?x WHERE { VALUES ?x { 1 2 } } ORDER BY ?x"
    srj = json.loads(run("sparql", query, "--format", "srj"))
    srx = ElementTree.fromstring(run("sparql", query, "--format", "srx"))

    assert ["1", "2"] == [row["x"]["value"] for row in srj["results"]["bindings"]]
    assert 2 == len(srx.findall(".//{http://www.w3.org/2005/sparql-results#}result"))


def test_explain_shows_the_query_with_its_parameters_bound(run):
    query = run(*ASK, "--explain")
    first = f"VALUES (?draft) {{ (<{BASE}id/toy/first>) }}"
    asked = run(*ASK, "--format", "csv")

    assert first in query
    assert f"VALUES (?article) {{ (<{BASE}id/toy/first/art-8>) }}" in query
    assert asked == run("sparql", query, "--format", "csv")


def test_the_questions_are_listed_by_group(run):
    every = json.loads(run("questions", "--format", "json"))["rows"]
    some = json.loads(run("questions", "--group", "references", "--format", "json"))["rows"]

    assert set(catalogue()) == {row["name"] for row in every}
    assert {"references"} == {row["group"] for row in some}
    assert 1 < len(some) < len(every)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", "references-of-articel"], "references-of-article"),
        ([*ASK[:2], "draft=frist", "article=8"], "first"),
        ([*ASK[:2], "draught=first", "article=8"], "did you mean 'draft'"),
        ([*ASK[:3]], "'article' is missing"),
        (["ask", "role-without-reference", "draft=first"], "add role=… lineage=…"),
        (["questions", "--group", "refs"], "references"),
        (["sparql", "SELECT WHERE"], "does not parse"),
        (["sparql", "ASK {}", "--format", "turtle"], "does not fit"),
    ],
)
def test_wrong_use_is_told_what_would_be_right(call, arguments, words):
    result = call(*arguments)

    assert 2 == result.exception.exit_code
    assert re.search(re.escape(words), str(result.exception))
