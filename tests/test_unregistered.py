"""A draft that is known in part answers: that nobody can tell, and what is registered."""

from functools import cache

import pytest

from tests.assess.conftest import sample_store
from tests.queries.gold import shipped_store
from treatygraph.ask import answer, explain, find_question
from treatygraph.catalogue import catalogue
from treatygraph.errors import UsageError

DRAFTS = ("cnd-1", "cnd-2", "zero-draft", "rev-1", "rev-2", "rev-3", "l-15", "adopted")
FLAGSHIP = find_question("articles-without-reference", catalogue())


@cache
def shipped():
    return shipped_store()


def ask(draft, **values):
    return answer(shipped(), FLAGSHIP, {"draft": draft, "chapter": "IV", "target": "36", **values})


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_flagship_question_answers_for_every_draft(draft):
    table = ask(draft)
    answers = {str(row[table.columns.index("answer")]).partition(":")[0] for row in table.rows}

    assert answers
    assert answers <= {"lacks", "cannot tell"}
    assert FLAGSHIP.columns == table.columns


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("rev-1", "cannot tell: of rev-1 only Articles 1, 5, 13, 15, 24, 54 and 57 are registered"),
        ("cnd-1", "cannot tell: of cnd-1 only Article 5 is registered"),
        ("l-15", "cannot tell: of l-15 no article is registered"),
    ],
)
def test_the_row_says_what_is_registered(draft, said):
    table = ask(draft)

    assert [said] == [row[table.columns.index("answer")] for row in table.rows]
    assert any("Coverage of this draft" in note for note in table.notes)


@pytest.mark.parametrize(
    ("draft", "role", "answers"),
    [
        ("zero-draft", "procedural-measures", {"lacks"}),
        ("budapest/2001", "procedural-measures", {"lacks"}),
        ("cnd-1", "procedural-measures", {"cannot tell"}),
        ("cnd-1", "jurisdiction", {"inapplicable"}),
        ("rev-2", "procedural-measures", {"cannot tell"}),
        ("russian-draft/2021", "procedural-measures", {"cannot tell"}),
        ("russian-draft/2021", "international-cooperation", {"cannot tell"}),
        ("russian-draft/2021", "jurisdiction", {"inapplicable"}),
    ],
)
def test_a_chapter_is_found_by_what_it_is_for(draft, role, answers):
    table = ask(draft, chapter=role)
    said = {str(row[table.columns.index("answer")]).partition(":")[0] for row in table.rows}

    assert answers == said


def test_the_same_number_is_another_role_in_another_text():
    notes = {d: " ".join(ask(d).notes) for d in ("zero-draft", "russian-draft/2021")}

    assert "it is for procedural measures." in notes["zero-draft"]
    assert "it is for international cooperation." in notes["russian-draft/2021"]


def test_a_lineage_without_a_member_in_a_draft_known_in_part_is_not_absent_from_it():
    answers = ask("rev-1", target="protection-of-personal-data").rows

    assert "cannot tell: of rev-1 only Articles 1, 5" in str(answers)


@pytest.mark.parametrize(
    "place", ["36", "Article 36", "art-36", "36(2)(a)", "art-36/para-2", "XII", "36bis"]
)
def test_a_place_in_any_form_is_not_said_to_be_absent(place):
    assert "only Articles 1, 5, 13, 15, 24" in str(ask("rev-1", target=place).rows)


@pytest.mark.parametrize("place", ["the sea", "chapter of accidents", "thirty-six"])
def test_what_is_no_place_stays_an_error(place):
    with pytest.raises(UsageError, match="There is no provision"):
        ask("rev-1", target=place)


def test_of_a_text_that_is_registered_whole_what_is_not_there_is_absent():
    values = {"draft": "first", "chapter": "II", "target": "99"}

    with pytest.raises(UsageError, match="There is no"):
        answer(sample_store(), FLAGSHIP, values)


def test_the_query_that_is_shown_gives_the_same_row():
    query = explain(shipped(), FLAGSHIP, {"draft": "rev-1", "chapter": "IV", "target": "36"})
    rows = shipped().select(query).rows

    assert [ask("rev-1").rows[0]] == [tuple(getattr(c, "value", None) for c in r) for r in rows]


@pytest.mark.parametrize("question", sorted(catalogue()))
@pytest.mark.parametrize("draft", ["rev-2", "l-15"])
def test_no_question_says_of_an_empty_draft_that_something_is_not_there(question, draft):
    entry = find_question(question, catalogue())
    types = {p.type for p in entry.params}
    if not types & {"provision", "chapter"}:
        pytest.skip("it asks for no place in a draft")
    given = {"draft": draft, "chapter": "IV", "provision": "36", "lineage": "extradition"}
    values = {p.name: given[p.type] for p in entry.params}

    assert "cannot tell" in str(answer(shipped(), entry, values).rows)
