"""Lineage proposals and model provisions of the sample treaty."""

import pytest

from tests.assess.test_truth import changed_sample, replaced
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


def by_safeguard(table):
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return {row["safeguard"]: row for row in rows}


def test_what_the_model_has_and_the_text_lacks_is_shown(sample):
    here = {name: row["here"] for name, row in by_safeguard(models(sample, "third")).items()}

    assert {
        "dual-criminality": "has it",
        "refusal-discrimination": "lacks it",
        "refusal-political-offence": "lacks it",
    } == here


def test_grounds_for_refusal_are_told_from_other_safeguards(sample):
    kinds = {name: row["kind"] for name, row in by_safeguard(models(sample, "third")).items()}

    assert {
        "dual-criminality": "safeguard",
        "refusal-discrimination": "ground for refusal",
        "refusal-political-offence": "ground for refusal",
    } == kinds


def test_only_what_is_lacking_can_be_asked_for(sample):
    assert {"refusal-discrimination", "refusal-political-offence"} == set(
        by_safeguard(models(sample, "third", lacking=True))
    )


def test_what_binds_less_than_in_the_model_is_called_weaker():
    change = replaced(
        "drafts/lost-anchors.adopted.yaml",
        (
            "safeguard/dual-criminality, modality: may",
            "safeguard/dual-criminality, modality: shall",
        ),
    )
    row = by_safeguard(models(changed_sample(change), "third"))["dual-criminality"]

    assert ("shall", "has it, weaker", "may") == (row["model says"], row["here"], row["text says"])


def test_a_draft_without_a_model_says_so(sample):
    table = models(sample, "lost-anchors/adopted")

    assert () == table.rows
    assert any("has a model" in note for note in table.notes)
