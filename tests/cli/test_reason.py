"""`treatygraph reason`, run on the sample treaty."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from treatygraph.cli.main import main
from treatygraph.home import graph_folder
from treatygraph.pipeline import build
from treatygraph.resources import locate

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
CHAPTER_TOO = """\
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
<https://w3id.org/treatygraph/id/harbour-signals/third/art-12> a tg:Chapter .
"""
COUNTED = """\
<https://w3id.org/treatygraph/id/harbour-signals/second/art-15>
    <https://w3id.org/treatygraph/ontology#safeguardCount> 0 .
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATYGRAPH_HOME", str(folder))
        assert build([locate("data", "sample")], graph_folder()).place is not None
        yield folder


@dataclass(frozen=True)
class Ran:
    exit_code: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return the whole command as a function: what it printed and how it ended."""

    def command(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(["reason", *arguments])
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return command


def test_owl_2_rl_needs_no_java(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    result = run("--reasoner", "rl", "--format", "csv")
    rows = list(csv.reader(io.StringIO(result.stdout)))

    assert 0 == result.exit_code
    assert ["kind", "thing", "value"] == rows[0]
    assert ["membership", "id:harbour-signals/third/art-12", "tg:PowerWithoutSafeguard"] in rows


def test_all_shows_memberships_in_every_class(run: Run) -> None:
    few = json.loads(run("--reasoner", "rl", "--format", "json").stdout)
    every = json.loads(run("--reasoner", "rl", "--all", "--format", "json").stdout)

    assert {"tg"} == {row["value"].split(":")[0] for row in few["rows"]}
    assert "prov:Entity" in {row["value"] for row in every["rows"]}
    assert len(every["rows"]) > len(few["rows"])


def test_without_java_the_command_cannot_run_and_says_why(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    result = run()

    assert 3 == result.exit_code
    assert "Java was not found" in result.stderr
    assert "--reasoner rl" in result.stderr


def test_facts_of_a_file_are_reasoned_with(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "counted.ttl"
    path.write_text(COUNTED)
    rows = run("--reasoner", "rl", "--format", "csv", "--add", str(path)).stdout

    assert "second/art-15,tg:PowerWithoutSafeguard" in rows
    assert (
        "second/art-15,tg:PowerWithoutSafeguard"
        not in run("--reasoner", "rl", "--format", "csv").stdout
    )


def test_a_file_that_is_not_rdf_is_an_error_with_its_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text("this is no Turtle")
    result = run("--reasoner", "rl", "--add", str(path))

    assert 0 != result.exit_code
    assert "odd.ttl" in result.stderr
    assert "not well-formed" in result.stderr


@needs_java
@pytest.mark.slow
def test_hermit_finds_the_sample_consistent_and_its_defined_classes(run: Run) -> None:
    result = run("--format", "csv")
    rows = list(csv.reader(io.StringIO(result.stdout)))

    assert 0 == result.exit_code
    assert ["membership", "id:harbour-signals/third/art-12", "tg:PowerProvision"] in rows
    assert ["subclass", "tg:PowerWithoutSafeguard", "tg:Article"] in rows
    assert "Note: Consistent." in result.stderr
    assert "hermit: consistency" in result.stderr


@pytest.mark.parametrize(
    "engine", ["rl", pytest.param("hermit", marks=[needs_java, pytest.mark.slow])]
)
def test_an_inconsistent_graph_is_explained_and_ends_with_1(
    run: Run, tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(CHAPTER_TOO)
    if engine == "rl":
        monkeypatch.setenv("PATH", "")
        monkeypatch.delenv("JAVA_HOME", raising=False)
    result = run("--add", str(path), "--format", "csv", "--reasoner", engine)
    rows = [row[0] for row in csv.reader(io.StringIO(result.stdout))]

    assert 1 == result.exit_code
    assert "sentence" == rows[0]
    assert 4 == len(rows)
    assert rows[1].endswith("third/art-12> is a tg:Article.")
    assert rows[2].endswith("third/art-12> is a tg:Chapter.")
    assert "Nothing is more than one of these: tg:Article, tg:Chapter." == rows[3]
    assert "INCONSISTENT" in result.stderr
