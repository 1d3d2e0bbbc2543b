"""Lineage proposals and model provisions of the sample treaty."""

import pytest

from treatygraph.assess import match, models, proposals


@pytest.mark.parametrize(("before", "after"), [("first", "second"), ("second", "third")])
def test_most_articles_find_what_they_go_on_from(sample, before, after):
    found = proposals(sample, before, after)
    right = [p for p in found if p.known]

    assert len(found) >= 19
    assert len(right) >= 0.85 * len(found)


def test_a_proposal_shows_its_signs_and_what_is_left_to_a_person(sample):
    table = match(sample, "second", "third", least=0.7)
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}

    assert rows["art-9"]["state"] == "no match: new?"
    assert rows["art-5"]["before"] == "art-10"
    assert rows["art-5"]["state"] == "in the data already"
    assert rows["art-5"]["text"] is None


def test_what_the_model_has_and_the_text_lacks_is_shown(sample):
    here = {row[4]: row[5] for row in models(sample, "third").rows}

    assert {
        "dual-criminality": "has it",
        "refusal-discrimination": "lacks it",
        "refusal-political-offence": "lacks it",
    } == here
