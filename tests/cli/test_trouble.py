"""Trouble of the machine: said in words, with the status that the commands document."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from treatygraph.cli import main as command_line
from treatygraph.cli.main import main
from treatygraph.textfile import read_text


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A file where a folder is asked for."""
    place = tmp_path / "file"
    place.write_text("in the way", "utf-8")
    return place


def _status(arguments: list[str]) -> Any:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_a_file_in_place_of_the_home_is_named(blocked, monkeypatch, capsys):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(blocked))
    status = _status(["build"])
    said = capsys.readouterr().err

    assert status == 3
    assert f"treatygraph: The system refused at '{blocked}" in said
    assert "Not a directory" in said
    assert "TREATYGRAPH_HOME" in said
    assert blocked.read_text("utf-8") == "in the way"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_refusal_of_the_system_is_no_traceback(code, monkeypatch, capsys):
    def refuse(**_: Any) -> None:
        raise OSError(code, "refused for a test", "/some/place")

    monkeypatch.setattr(command_line.cli, "main", refuse)

    assert _status(["build"]) == 3
    assert "The system refused at '/some/place': refused for a test." in capsys.readouterr().err


def test_a_query_in_another_encoding_is_named_with_its_line(tmp_path, capsys):
    file = tmp_path / "query.rq"
    file.write_bytes("ASK {\n # caf\u00e9\n}".encode("latin-1"))

    assert _status(["sparql", str(file)]) == 3
    assert "query.rq:2: Not UTF-8" in capsys.readouterr().err


def test_a_query_file_with_a_byte_order_mark_is_read(tmp_path):
    file = tmp_path / "query.rq"
    file.write_bytes(b"\xef\xbb\xbfASK {}\r\n")

    assert read_text(file) == "ASK {}\n"


def test_a_missing_query_file_is_no_query(tmp_path, capsys):
    assert _status(["sparql", str(tmp_path / "nobody.rq")]) == 2
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["what-if", "try-check"])
def test_a_file_in_another_encoding_is_named_with_its_line(name, tmp_path, capsys):
    file = tmp_path / "edit.yaml"
    file.write_bytes("# one\nkey: \u00e9\n".encode("latin-1"))

    assert _status([name, str(file)]) == 3
    assert "edit.yaml:2: Not UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check-positions", "compare-positions", "read-positions"])
def test_a_file_that_is_not_there_is_no_full_disk(command, tmp_path, capsys):
    files = [str(tmp_path / name) for name in ("one.yaml", "two.yaml")]
    arguments = files if command == "compare-positions" else files[:1]

    assert _status([command, *arguments]) == 3
    said = capsys.readouterr().err
    assert files[0] in said
    assert "disk" not in said
