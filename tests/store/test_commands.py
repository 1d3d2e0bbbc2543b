"""The commands `load`, `ask`, `sparql` and `search` work against a real server."""

import json

import pytest
from click.testing import CliRunner

from tests.queries.gold import CASES
from treatygraph.build import build
from treatygraph.cli.main import cli


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    assert build([CASES / "given"], place / "graph").place
    return place


@pytest.fixture
def run(home, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(home))

    def call(*arguments):
        result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
        assert 0 == result.exit_code
        return result.stdout

    return call


@pytest.mark.server
def test_what_was_loaded_is_asked_from_the_server(run, oxigraph):
    load = ["load", "--endpoint", oxigraph.query, "--graph-store", oxigraph.graphs]
    first = json.loads(run(*load, "--format", "json"))
    again = json.loads(run(*load, "--format", "json"))
    ask = ["ask", "references-of-article", "draft=first", "article=8", "--format", "csv"]
    count = ["sparql", "SELECT (COUNT(?d) AS ?n) WHERE { ?d a tg:Draft ; eli:id_local 'first' }"]
    words = ["search", "lanterns", "--draft", "first", "--format", "csv"]

    assert {"there already"} == {row["state"] for row in again["rows"]}
    assert len(first["rows"]) == len(again["rows"]) > 5
    assert run(*ask) == run(*ask, "--endpoint", oxigraph.query)
    assert run(*count) == run(*count, "--endpoint", oxigraph.query)
    assert run(*words) == run(*words, "--endpoint", oxigraph.query)
