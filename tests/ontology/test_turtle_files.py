"""Every hand-written Turtle file stands in the one form of `quality.turtle`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ontology.graphs import ONTOLOGY
from treatygraph.quality.turtle import format_turtle

FILES = sorted(ONTOLOGY.rglob("*.ttl"))
COMMAND = (
    'python -c "import sys, pathlib; from treatygraph.quality.turtle import format_turtle; '
    'p = pathlib.Path(sys.argv[1]); p.write_text(format_turtle(p.read_text()))" {path}'
)


def test_there_are_as_many_files_as_expected_at_least() -> None:
    assert len(FILES) >= 180


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ONTOLOGY)))
def test_a_file_stands_in_the_one_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert format_turtle(text) == text, f"run {COMMAND.format(path=path)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ONTOLOGY)))
def test_prefixes_are_sorted_and_come_first(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [line for line in lines if line.startswith("@prefix")]

    assert heads == lines[: len(heads)]
    assert heads == sorted(heads, key=lambda line: line.split()[1].rstrip(":"))
