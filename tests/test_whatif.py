"""What follows from an edit, on the sample treaty."""

import pytest

from treatygraph.build.whatif import edited, what_if
from treatygraph.errors import UsageError
from treatygraph.resources import locate

SAMPLE = (locate("data", "sample"),)


def rows(draft, *edits):
    table = what_if({"treaty": "harbour-signals", "draft": draft, "edits": list(edits)}, SAMPLE)
    return {(row[0], row[1]): row[2:] for row in table.rows}


def test_a_reference_put_in_makes_a_recommendation_pass():
    found = rows("third", {"insert-reference": {"from": "art-13", "to": "art-15"}})

    assert found["verdict", "lamplighters-2030/link-powers-to-data-protection"] == (
        "fail (2 of 3)",
        "pass (3 of 3)",
    )


def test_a_safeguard_put_in_wins_back_what_was_lost():
    found = rows("third", {"add-safeguard": {"in": "art-5/para-1", "safeguard": "necessity"}})

    assert found["verdict", "lamplighters-2030/add-necessity"] == (
        "fail (0 of 1)",
        "pass (1 of 1)",
    )
    assert ("verdict", "lamplighters-2030/strengthen-safeguards") in found


def test_an_article_moved_stands_under_its_new_role():
    found = rows("second", {"move": {"provision": "art-10", "to": "ch-1"}})

    assert found["verdict", "lamplighters-2030/move-conditions"] == (
        "fail (0 of 1)",
        "pass (1 of 1)",
    )


def test_a_deleted_article_breaks_references_and_passes_nothing():
    found = rows("second", {"delete": {"provision": "art-17"}})

    assert found["reference breaks", "art-11 → art-17"] == ("resolved", "dangling")
    assert found["verdict", "lamplighters-2030/link-powers-to-data-protection"][1].startswith(
        "fail"
    )


def test_a_deleted_target_is_inapplicable():
    found = rows("second", {"delete": {"provision": "art-15"}})

    assert found["verdict", "lamplighters-2030/court-before-interception"] == (
        "pass (1 of 1)",
        "inapplicable (0 of 0)",
    )


def test_a_clause_applied_to_everything_governs_everything():
    found = rows("second", {"apply-clause": {"clause": "art-10", "over": "draft"}})

    assert found["verdict", "lamplighters-2030/conditions-over-everything"][1] == "pass (1 of 1)"


def test_a_new_heading_changes_no_verdict():
    assert {} == rows("third", {"rename": {"provision": "art-5", "heading": "Safeguards"}})


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"shout": {}}, "insert-reference"),
        ({"delete": {}}, "needs 'provision'"),
        ({"delete": {"provision": "art-99"}}, "does not have"),
    ],
)
def test_an_edit_that_cannot_be_done_is_answered(edit, expected):
    with pytest.raises(UsageError, match=expected):
        rows("third", edit)


def test_a_draft_that_does_not_exist_is_answered():
    with pytest.raises(UsageError, match="harbour-signals/third"):
        rows("fourth", {"delete": {"provision": "art-1"}})


def test_no_edit_leaves_the_facts_as_they_are():
    from treatygraph.build.collect import collect

    (third,) = [d for d in collect(SAMPLE).drafts if d.draft == "third"]

    assert third == edited(third, ())
