"""Every question gives its gold answer, on the toy treaty and on the shipped graph.

`python -m tests.queries.gold` writes the answers anew; they are then read by a person
before they are committed.
"""

from functools import cache
from pathlib import Path

import pytest

from tests.queries.gold import CASES, case_folder, given_store, parameters, rows, shipped_store
from treatygraph.ask import answer
from treatygraph.catalogue import catalogue

QUESTIONS = catalogue()


@cache
def store(kind):
    return given_store() if kind == "expected" else shipped_store()


def test_the_catalogue_was_collected():
    assert len(QUESTIONS) >= 30


def test_every_question_has_a_case_and_every_case_a_question():
    folders = {path.parent.name for path in CASES.glob("*/*/params.yaml")}

    assert set(QUESTIONS) == folders


@pytest.mark.parametrize("kind", ["expected", "shipped"])
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_answer_is_the_gold_answer(name, kind):
    question = QUESTIONS[name]
    gold = Path(case_folder(question) / f"{kind}.csv").read_text("utf-8").splitlines()

    found = rows(store(kind), question, parameters(question)[kind])

    assert gold == found, (
        "write the answers anew with `python -m tests.queries.gold`, then read them"
    )


def test_no_question_is_empty_on_both_graphs():
    empty = [
        name
        for name, question in QUESTIONS.items()
        if all(
            len((case_folder(question) / f"{kind}.csv").read_text("utf-8").splitlines()) < 2
            for kind in ("expected", "shipped")
        )
    ]

    assert set(empty) <= {"verdicts", "reversals", "lost-anchors", "facts-without-anchor"}


def test_a_chapter_with_headings_in_two_languages_is_one_row_with_the_english_one():
    question = QUESTIONS["chapters"]
    table = answer(shipped_store(), question, {"draft": "adopted"})
    chapters = [row[table.columns.index("chapter")] for row in table.rows]
    headings = [row[table.columns.index("heading")] for row in table.rows]

    assert len(chapters) == len(set(chapters)) == 9
    assert headings[1] == "Criminalization"


OF_DRAFTS = sorted(n for n, q in QUESTIONS.items() if any(p.type == "draft" for p in q.params))


@pytest.mark.parametrize("draft", ["rev-2", "budapest/2001"])
@pytest.mark.parametrize("name", OF_DRAFTS)
def test_of_a_draft_that_nothing_is_known_of_no_answer_can_be_read_as_no(name, draft):
    question = QUESTIONS[name]
    drafts = [p.name for p in question.params if p.type == "draft"]
    if draft != "rev-2" and len(drafts) == 1:
        pytest.skip("one draft that was read may be known to have none")
    values = {**parameters(question)["shipped"], drafts[-1]: draft}
    table = answer(store("shipped"), question, values)
    certain = [row for row in table.rows if "cannot tell" not in str(row)]

    assert "answer" not in table.columns or [] == certain
    assert table.notes or (table.rows and not certain)
    assert draft != "rev-2" or table.rows or any("Empty is not no" in n for n in table.notes)


@pytest.mark.parametrize("name", sorted(set(QUESTIONS) - set(OF_DRAFTS)))
def test_an_empty_answer_of_the_shipped_graph_says_what_it_does_not_say(name):
    question = QUESTIONS[name]
    table = answer(store("shipped"), question, parameters(question)["shipped"])

    assert table.rows or table.notes
