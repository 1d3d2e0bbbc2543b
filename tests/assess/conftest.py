"""The sample treaty as a graph, built once."""

import tempfile
from functools import cache
from pathlib import Path

import pytest

from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.pipeline import build
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore


@cache
def sample_store():
    with tempfile.TemporaryDirectory() as place:
        report = build([locate("data", "sample")], Path(place))
        assert report.place is not None, report.violations
        return OxigraphStore.load(report.place / "graph.nq")


@cache
def sample_answers():
    text = locate("data", "sample", "answers.yaml").read_text("utf-8")
    return parse_yaml(text, name="answers.yaml").data


@pytest.fixture
def sample():
    return sample_store()


@pytest.fixture
def answers():
    return sample_answers()
