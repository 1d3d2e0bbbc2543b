"""Two drafts of the sample treaty compared: every kind of change occurs and is known."""

import pytest

from treatygraph.assess import compare, differences
from treatygraph.assess.words import changed_words
from treatygraph.errors import UsageError


def changes(store, before, after):
    return {
        (c.lineage.rpartition("/")[2], c.kind, c.before, c.after, c.detail)
        for c in differences(store, before, after)
    }


FIRST_TO_SECOND = [
    ("other-treaties", "moved", "8", "4", "from criminalization to general"),
    ("respect-for-human-rights", "renumbered", "4", "5", ""),
    (
        "respect-for-human-rights",
        "safeguard strengthened",
        "should",
        "shall",
        "human-rights-consistency",
    ),
    ("search", "split", "13", "13, 14", ""),
    ("conditions-and-safeguards", "safeguard gained", "", "shall", "necessity"),
    ("interception", "reference gained", "", "17", "Protection of keepers' data"),
    (
        "principles-of-cooperation",
        "stale reference",
        "4",
        "4",
        "article 4 was Respect for human rights and is now Offences relating to other treaties",
    ),
]
SECOND_TO_THIRD = [
    ("other-treaties", "dropped", "4", "", ""),
    ("misleading-songs", "new", "", "9", ""),
    ("production-order", "joined", "12", "11", ""),
    ("preservation", "joined", "11", "11", ""),
    ("conditions-and-safeguards", "moved", "10", "5", "from procedural-measures to general"),
    ("conditions-and-safeguards", "safeguard lost", "shall", "", "necessity"),
    ("mutual-legal-assistance", "safeguard weakened", "shall", "may", "dual-criminality"),
]


@pytest.mark.parametrize("change", FIRST_TO_SECOND)
def test_what_changed_to_the_second_draft_is_found(sample, change):
    assert change in changes(sample, "first", "second")


@pytest.mark.parametrize("change", SECOND_TO_THIRD)
def test_what_changed_to_the_third_draft_is_found(sample, change):
    assert change in changes(sample, "second", "third")


def test_a_new_number_alone_is_no_new_thing(sample):
    kinds = {c.kind for c in differences(sample, "first", "second")}

    assert not {"new", "dropped", "joined", "safeguard lost"} & kinds


def test_a_draft_compared_with_itself_has_no_change(sample):
    assert [] == differences(sample, "second", "second")


def test_what_was_not_read_is_not_called_lost(sample):
    back = changes(sample, "second", "first")

    assert ("technical-assistance", "safeguard lost") not in {c[:2] for c in back}
    third_to_first = {c[:2] for c in changes(sample, "third", "first")}
    assert ("technical-assistance", "safeguard no longer stated") in third_to_first


def test_drafts_of_two_treaties_cannot_be_compared(sample):
    with pytest.raises(UsageError, match="one treaty"):
        compare(sample, "first", "lost-anchors/adopted")


def test_missing_text_is_said(sample):
    assert any("No text is loaded" in note for note in compare(sample, "first", "third").notes)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("the light burns", "the light  burns", ""),
        ("the light burns", "the lamp burns", "the [-light-] {+lamp+} burns"),
        ("a b c d e f", "a b c d e f g", "… e f {+g+}"),
    ],
)
def test_words_taken_out_and_put_in_are_marked(before, after, shown):
    assert shown == changed_words(before, after)
