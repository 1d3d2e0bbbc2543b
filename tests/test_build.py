"""The builder publishes a whole graph or nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from treatygraph.curated.records import DataFaults
from treatygraph.pipeline import build
from treatygraph.pipeline.publish import publish
from treatygraph.resources import locate

DRAFT = """\
treaty: toy
draft: first
title: A toy
document: toy-doc
date: 2020-01-01
evidence: [{basis: unverified}]
provisions:
  - {id: ch-1, number: I, role: general, heading: "All"}
  - {id: art-1, number: "1", heading: "One"}
  - {id: art-1/para-1, number: "1"}
  - {id: art-2, number: "2", heading: "Two"}
  - {id: art-3, number: "3", heading: "Three"}
references:
  - {from: art-1/para-1, to: art-2}
  - {from: art-1, to: art-9}
absences:
  - {from: ch-1, of: art-2, except: [art-1], evidence: [{basis: unverified}]}
applications:
  - {clause: art-3, over: ch-1}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "toy"
    (folder / "drafts").mkdir(parents=True)
    (folder / "drafts" / "toy.first.yaml").write_text(DRAFT)
    return folder


def lines(folder: Path) -> list[str]:
    return (folder / "current" / "graph.nq").read_text().splitlines()


def test_two_builds_are_byte_identical(data, tmp_path):
    first = build([data], tmp_path / "a")
    second = build([data], tmp_path / "b")

    assert first.place is not None
    assert second.place is not None
    assert (first.place / "graph.nq").read_bytes() == (second.place / "graph.nq").read_bytes()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_does_not_change_the_graph(data, tmp_path, seed):
    code = (
        "import sys; from pathlib import Path; from treatygraph.pipeline import build;"
        "print(build([Path(sys.argv[1])], Path(sys.argv[2])).place.name)"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "graph_builder"}
    here = build([data], tmp_path / "here").place
    there = subprocess.run(
        [sys.executable, "-c", code, str(data), str(tmp_path / seed)],
        env=env,
        cwd=locate("data").parent,
        capture_output=True,
        text=True,
        check=True,
    )

    assert here is not None
    assert here.name == there.stdout.strip()


def test_the_graph_has_no_blank_node_and_is_sorted(data, tmp_path):
    build([data], tmp_path / "g")
    text = lines(tmp_path / "g")

    assert text == sorted(text, key=str.encode)
    assert [line for line in text if line.startswith("_:") or " _:" in line] == []


def test_an_absence_reaches_every_article_but_the_exceptions(data, tmp_path):
    build([data], tmp_path / "g")
    lacking = {
        line.split()[0].rpartition("/")[2].rstrip(">")
        for line in lines(tmp_path / "g")
        if line.split()[1].endswith("#lacks>")
    }

    # With an exception the whole is not said to lack it.
    assert {"art-2", "art-3"} == lacking


def test_a_clause_governs_the_articles_of_its_chapter(data, tmp_path):
    build([data], tmp_path / "g")
    governed = {
        line.split()[2].rpartition("/")[2].rstrip(">")
        for line in lines(tmp_path / "g")
        if line.split()[1].endswith("#governs>")
    }

    assert {"ch-1", "art-1", "art-2", "art-3"} == governed


def test_a_reference_to_a_missing_article_is_a_finding(data, tmp_path):
    report = build([data], tmp_path / "g")
    codes = [f.code for f in report.findings if f.place == "toy/first/art-1"]

    assert codes == ["reference-dangling"]


def test_a_key_that_names_nothing_is_reported_with_file_and_line(data, tmp_path):
    report = build([data], tmp_path / "g")
    places = {
        f.place for f in report.findings if f.code == "unknown-key" and "toy-doc" in f.message
    }

    assert {"drafts/toy.first.yaml:4"} == places


def test_an_unknown_key_is_an_error_with_a_suggestion(data, tmp_path):
    file = data / "drafts" / "toy.first.yaml"
    file.write_text(DRAFT.replace('heading: "Two"', 'headng: "Two"'))

    with pytest.raises(
        DataFaults, match=r"toy\.first\.yaml:11: .*'headng'(.|\n)*did you mean 'heading'"
    ):
        build([data], tmp_path / "g")


def test_a_failed_build_leaves_the_old_graph(data, tmp_path):
    build([data], tmp_path / "g")
    before = lines(tmp_path / "g")
    (data / "drafts" / "toy.first.yaml").write_text(DRAFT + "oops: [")

    with pytest.raises(DataFaults, match="not well-formed YAML"):
        build([data], tmp_path / "g")
    assert before == lines(tmp_path / "g")


def test_a_build_killed_while_it_publishes_leaves_the_old_graph(data, tmp_path, monkeypatch):
    build([data], tmp_path / "g")
    before = lines(tmp_path / "g")

    def killed(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        publish(b"<a:a> <a:a> <a:b> <a:g> .\n", tmp_path / "g", {})

    assert before == lines(tmp_path / "g")


def test_rebuilding_keeps_the_previous_graph_and_no_more(data, tmp_path):
    for value in ("b", "c", "d", "e"):
        publish(f"<a:a> <a:a> <a:{value}> <a:g> .\n".encode(), tmp_path / "g", {})
    kept = [p for p in (tmp_path / "g").iterdir() if p.is_dir() and not p.is_symlink()]

    assert len(kept) == 2
