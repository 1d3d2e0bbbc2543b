"""What docs/python.md and docs/notebook.ipynb show is what the shipped graph gives."""

import doctest
from pathlib import Path

import nbformat
import pytest

from tests.notebook import NOTEBOOK, execute, home, shown

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
LAX = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return home(tmp_path_factory.mktemp("home"))


def test_the_examples_of_the_page_run(built, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(built))
    result = doctest.testfile(str(PAGE), module_relative=False, optionflags=LAX)

    assert 15 < result.attempted
    assert 0 == result.failed


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_the_notebook_runs_and_shows_what_it_shows(built):
    kept = shown(nbformat.read(NOTEBOOK, as_version=4))

    found = shown(execute(built))

    assert 6 < len(kept)
    assert [len(outputs) for outputs in kept] == [len(outputs) for outputs in found]
    assert kept[:3] == found[:3], "run it anew with `python -m tests.notebook`, then read it"
    assert all(any(outputs) for outputs in found)
