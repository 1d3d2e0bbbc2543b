"""The doctor names what is missing and the command that mends it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from treatygraph.cli.main import cli
from treatygraph.quality.doctor import diagnose


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))
    return tmp_path


def test_a_graph_that_was_never_built_is_missing(place: Path) -> None:
    (graph,) = [part for part in diagnose() if part.name == "graph"]

    assert ("missing", "treatygraph build") == (graph.state, graph.remedy)
    assert str(place) in graph.found


def test_a_graph_of_another_version_is_old(place: Path) -> None:
    folder = place / "graph" / "current"
    folder.mkdir(parents=True)
    (folder / "graph.nq").write_text("")
    (folder / "manifest.json").write_text('{"version": "0.0.0", "quads": 0}')

    (graph,) = [part for part in diagnose() if part.name == "graph"]

    assert ("old", "treatygraph build") == (graph.state, graph.remedy)


def test_everything_that_is_absent_says_what_mends_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)

    absent = [part for part in diagnose() if part.state != "ok"]

    assert {"java", "chromium", "graph"} <= {part.name for part in absent}
    assert [] == [part.name for part in absent if not part.remedy]


def test_the_command_ends_with_one_where_something_is_missing(place: Path) -> None:
    ran = CliRunner().invoke(cli, ["doctor", "--format", "json"], standalone_mode=False)

    assert 1 == ran.return_value
    assert {"name", "state", "found", "use", "remedy"} == set(json.loads(ran.output)[0])


def test_java_is_looked_for_in_java_home_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)

    assert "not found" == next(p.found for p in diagnose() if p.name == "java")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    assert str(program) == next(p.found for p in diagnose() if p.name == "java")
