"""Two drafts of the sample treaty compared: every kind of change occurs and is known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.conftest import sample_store
from tests.assess.test_truth import changed_sample
from treatygraph.assess.compare import _shift, compare, differences
from treatygraph.assess.words import changed_words, moved_parts
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


#: What each change is called seen from the other side.
MIRRORS = {
    "renumbered": "renumbered",
    "moved": "moved",
    "heading": "heading",
    "words": "words",
    "paragraph moved": "paragraph moved",
    "stale reference": "stale reference",
    "split": "joined",
    "dropped": "new",
    "not registered": "first registered",
    "reference gained": "reference lost",
    "reference first stated": "reference no longer stated",
    "safeguard gained": "safeguard lost",
    "safeguard first stated": "safeguard no longer stated",
    "safeguard first found": "safeguard no longer found",
    "safeguard strengthened": "safeguard weakened",
    "safeguard reworded": "safeguard reworded",
    "safeguard modality first stated": "safeguard modality no longer stated",
}
MIRRORS |= {there: here for here, there in MIRRORS.items()}


@given(st.permutations(("first", "second", "third")))
@settings(deadline=None, max_examples=6)
def test_seen_from_the_other_side_every_change_is_turned_round(drafts):
    store = sample_store()
    one, other = drafts[:2]
    there = {(c.lineage, c.kind, c.before, c.after) for c in differences(store, one, other)}
    back = {(c.lineage, c.kind, c.before, c.after) for c in differences(store, other, one)}

    assert len(there) > 20
    assert back == {(lin, MIRRORS[kind], after, before) for lin, kind, before, after in there}


def test_a_split_seen_backwards_is_a_join(sample):
    back = {c[:4] for c in changes(sample, "second", "first")}

    assert ("search", "joined", "13, 14", "13") in back


def test_comparing_backwards_is_said(sample):
    assert any("second is the later" in note for note in compare(sample, "second", "first").notes)
    assert not any("is the later" in note for note in compare(sample, "first", "second").notes)


def test_a_number_that_is_left_behind_by_a_deleted_article_is_stale():
    def change(folder):
        file = folder / "drafts" / "harbour-signals.third.yaml"
        text = file.read_text("utf-8")
        line = "  - {from: art-18, to: art-5, surface: article 5}\n"
        assert line in text
        file.write_text(text.replace(line, f"{line}  - {{from: art-13, to: art-99}}\n"), "utf-8")
        file = folder / "drafts" / "harbour-signals.second.yaml"
        text = file.read_text("utf-8")
        file.write_text(
            text.replace(
                "  - {id: art-21, ",
                '  - {id: art-99, number: "99", heading: Lamps}\n  - {id: art-21, ',
            ).replace("references:\n", "references:\n  - {from: art-14, to: art-99}\n"),
            "utf-8",
        )
        file = folder / "lineage" / "harbour-signals.yaml"
        text = file.read_text("utf-8")
        lamps = "  - {key: lamps, label: Lamps, members: {second: [art-99]}}\n"
        file.write_text(text.replace("events:\n", f"{lamps}events:\n"), "utf-8")

    found = {
        (c.kind, c.before, c.detail) for c in differences(changed_sample(change), "second", "third")
    }

    assert ("stale reference", "99", "article 99 was Lamps and is not there now") in found


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("shall", "may", "weakened"),
        ("may", "should", "strengthened"),
        ("shall-consider", "as-appropriate", "reworded"),
        ("", "shall", "modality first stated"),
        ("shall", "", "modality no longer stated"),
    ],
)
def test_a_change_of_modality_is_named(before, after, word):
    assert word == _shift(before, after)


def test_the_basis_of_both_drafts_is_said(sample):
    notes = compare(sample, "first", "third").notes

    assert "Provisions of first by basis: 42 curated." in notes
    assert "Provisions of third by basis: 43 curated." in notes


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Rivers, lakes.", "Rivers and lakes.", "Rivers[-,-] {+and+} lakes."),
        ("all rivers", "all rivers and lakes", "all rivers {+and lakes+}"),
        ("all rivers.", "all rivers and lakes.", "all rivers {+and lakes+}."),
        ("it (may) be", "it (shall) be", "it ([-may-] {+shall+}) be"),
        ("States’ own", "States' own", "States[-’-] {+'+} own"),
        ("海上灯塔", "海中灯塔", "海[-上-] {+中+}灯塔"),
    ],
)
def test_marks_are_told_apart_from_words(before, after, shown):
    assert shown == changed_words(before, after)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("abc", "bca", [(0, 2)]),
        ("abc", "xabc", []),
        ("abc", "ac", []),
        ("abcd", "dabc", [(3, 0)]),
        ("abc", "xyz", []),
    ],
)
def test_a_paragraph_that_moved_is_told_from_one_that_only_got_a_new_number(before, after, moved):
    texts = {x: f"{x * 9} {x.upper() * 11} {x * 7}" for x in "abcdxyz"}

    assert moved == moved_parts([texts[x] for x in before], [texts[x] for x in after])
