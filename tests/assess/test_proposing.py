"""Lineage proposals and model provisions of the sample treaty."""

import pytest

from tests.assess.test_truth import changed_sample, replaced
from treatygraph.assess.match import match, proposals
from treatygraph.assess.models import models


@pytest.mark.parametrize(("before", "after"), [("first", "second"), ("second", "third")])
def test_headings_alone_give_the_lineages_that_are_curated(sample, before, after):
    found = proposals(sample, before, after)

    assert {"split"} >= {p.kind for p in found if p.before and p.after and not p.known}
    assert len([p for p in found if p.known]) >= 19


def test_a_proposal_shows_what_speaks_against_it_and_what_is_left_to_a_person(sample):
    table = match(sample, "second", "third")
    rows = {row[0] or row[2]: dict(zip(table.columns, row, strict=True)) for row in table.rows}

    assert ("new", "in the data already") == (rows["art-9"]["kind"], rows["art-9"]["state"])
    assert "art-10" == rows["art-5"]["before"]
    assert "out of order" == rows["art-5"]["speaks against"]
    assert "in the data already" == rows["art-5"]["state"]


def test_an_article_that_goes_on_as_none_is_proposed_as_dropped(sample):
    found = [p for p in proposals(sample, "second", "third") if p.kind == "dropped"]

    assert ["art-4", "art-12", "art-15"] == [p.before[0].rpartition("/")[2] for p in found]


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
