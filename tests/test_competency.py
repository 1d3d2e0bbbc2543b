"""Every question is asked of a fresh graph, and one that breaks keeps it from publication."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.quality.reasoned import sample, shipped
from treatygraph.catalogue import Question, catalogue
from treatygraph.pipeline import build
from treatygraph.pipeline.competency import Asked, as_table, ask_all, broken, counted
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore

QUESTIONS = catalogue()
COVERAGE = QUESTIONS["coverage"]
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
"""


def test_every_question_is_asked_of_the_shipped_graph_and_none_breaks() -> None:
    asked = ask_all(OxigraphStore(shipped()), QUESTIONS.values())

    assert list(QUESTIONS) == [one.question for one in asked]
    assert {"answers", "empty"} == {one.outcome for one in asked}
    assert () == broken(asked)
    assert len([one for one in asked if one.outcome == "answers"]) >= 40


def test_what_gives_nothing_says_why() -> None:
    asked = ask_all(OxigraphStore(shipped()), QUESTIONS.values())
    empty = {one.question: one for one in asked if one.outcome == "empty"}

    assert all(one.reason and not one.rows for one in empty.values())
    assert "references read in 15 of 68 articles" in empty["unresolved-references"].reason


def test_what_a_question_is_about_comes_from_the_graph_itself() -> None:
    asked = {one.question: one for one in ask_all(OxigraphStore(sample()), QUESTIONS.values())}

    assert "answers" == asked["status-marks"].outcome
    assert "answers" == asked["splits-and-joins"].outcome
    assert "error" not in {one.outcome for one in asked.values()}


def test_a_question_about_what_the_graph_lacks_is_not_asked(tmp_path: Path) -> None:
    folder = tmp_path / "toy"
    (folder / "drafts").mkdir(parents=True)
    (folder / "drafts" / "toy.first.yaml").write_text(DRAFT)
    report = build([folder], tmp_path / "g")
    asked = {one.outcome: one for one in report.questions}

    assert report.place is not None
    assert asked["not asked"].reason.startswith("The graph has no ")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        (dataclasses.replace(COVERAGE, query="SELECT ?x WHERE { ?x"), "coverage"),
        (dataclasses.replace(COVERAGE, columns=("draftName",)), "its head says draftName"),
    ],
    ids=["no SPARQL", "other columns"],
)
def test_a_question_that_breaks_keeps_the_graph_from_publication(
    question: Question, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build([locate("data", "sample")], tmp_path).place
    monkeypatch.setattr("treatygraph.pipeline.builder.catalogue", lambda: {"coverage": question})
    report = build([locate("data", "sample")], tmp_path)
    (finding,) = report.violations

    assert report.place is None
    assert before == (tmp_path / "current").resolve()
    assert "question-broken" == finding.code
    assert "queries/quality/coverage.rq:1" == finding.place
    assert word in finding.message


def test_the_outcomes_are_counted_and_shown() -> None:
    asked = (Asked("a", "g", "answers", 3), Asked("b", "g", "empty", 0, "nobody looked"))

    assert "2 questions: 1 answers, 1 empty" == counted(asked)
    assert ("g", "b", "empty", 0, "nobody looked") == as_table(asked).rows[1]
