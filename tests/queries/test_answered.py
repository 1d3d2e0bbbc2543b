"""Everything on the list is answered by a question, or the page says why not."""

import pytest

from tests.queries.answered import PAGE, asked, page, told
from treatygraph.catalogue import catalogue

ASKED = asked()
SIZES = {"A": 6, "B": 8, "C": 7, "D": 7, "E": 5, "F": 6, "G": 6, "H": 8, "I": 6}


def test_the_list_is_whole():
    expected = [f"{letter}{n}" for letter, size in SIZES.items() for n in range(1, size + 1)]

    assert expected == [one.id for one in ASKED]
    assert 24 == sum(one.star for one in ASKED)


def test_every_question_of_the_core_is_in_the_catalogue():
    assert [] == [one.id for one in ASKED if one.star and not one.questions]


def test_every_question_of_the_catalogue_is_on_the_list():
    known = {one.id for one in ASKED}

    assert {} == {
        name: q.keywords
        for name, q in catalogue().items()
        if not q.keywords or not known.issuperset(q.keywords)
    }


@pytest.mark.parametrize("one", ASKED, ids=lambda one: one.id)
def test_what_is_not_answered_has_a_reason(one):
    counts = [told(question) for question in one.questions]

    assert one.note or any(rows > still_open for rows, still_open in counts)


def test_the_page_is_what_the_data_say():
    assert page() == PAGE.read_text("utf-8"), (
        "write it anew with `python -m tests.queries.answered`"
    )
