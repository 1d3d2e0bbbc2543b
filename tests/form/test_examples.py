"""The examples in docstrings are right."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "graph_builder"
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted(ROOT.rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]


def test_the_examples_were_collected():
    assert len(MODULES) >= 30


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    module = importlib.import_module(name.removesuffix(".__init__"))

    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS)

    assert 0 < result.attempted
    assert 0 == result.failed
