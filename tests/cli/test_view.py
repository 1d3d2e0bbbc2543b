"""`treatygraph view` writes one file: a draft, a thing's surroundings, or an answer."""

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from tests.http.conftest import TRIG
from treatygraph.cli import view_command as view
from treatygraph.cli.main import cli
from treatygraph.graph import Graph
from treatygraph.store import OxigraphStore


@pytest.fixture
def write(monkeypatch, tmp_path):
    store = Store()
    store.bulk_load(path=str(TRIG), format=RdfFormat.TRIG)
    monkeypatch.setattr(view, "open_graph", lambda: Graph(OxigraphStore(store)))

    def call(*arguments):
        file = tmp_path / "view.html"
        result = CliRunner().invoke(cli, ["view", *arguments, "-o", str(file)])
        return result, file.read_text("utf-8") if file.exists() else ""

    return call


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        ((), "First draft"),
        (("--draft", "second"), "Second draft"),
        (("--around", "stakeholder/keepers"), "Keepers"),
        (
            ("--question", "articles-without-reference", "draft=first", "chapter=ch-2"),
            "Which provisions of this chapter lack",
        ),
    ],
)
def test_a_picture_is_written_and_its_size_said(write, arguments, title):
    more = ("target=art-1",) if "--question" in arguments else ()
    result, text = write(*arguments, *more)

    assert 0 == result.exit_code, result.output
    assert "things" in result.output
    assert title in text.partition("</h1>")[0]
    assert "vis.Network" in text


def test_what_is_not_there_is_said_and_nothing_is_written(write):
    result, text = write("--around", "stakeholder/nobody")

    assert "Nothing is linked with" in str(result.exception)
    assert "" == text
