"""What follows from an edit, on the sample treaty."""

import pytest

from treatygraph.errors import UsageError
from treatygraph.pipeline.edits import edited
from treatygraph.pipeline.whatif import what_if
from treatygraph.resources import locate

SAMPLE = (locate("data", "sample"),)


def rows(draft, *edits):
    table = what_if({"treaty": "harbour-signals", "draft": draft, "edits": list(edits)}, SAMPLE)
    return {(row[0], row[1]): row[2:4] for row in table.rows}


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
    from treatygraph.pipeline.collect import collect

    (third,) = [d for d in collect(SAMPLE).drafts if d.draft == "third"]

    assert third == edited(third, ())


def sample_library():
    from treatygraph.pipeline.collect import collect

    return collect(SAMPLE)


def test_a_chapter_is_deleted_with_its_articles():
    (second,) = [d for d in sample_library().drafts if d.draft == "second"]
    without = edited(second, [{"delete": {"provision": "ch-4"}}])
    gone = {p.key for p in second.provisions} - {p.key for p in without.provisions}

    assert {"ch-4", "art-16", "art-19/para-2"} <= gone
    assert not gone & {"art-15", "art-20"}
    assert {a.over for a in without.applications} == {"ch-3"}


def test_without_the_chapter_that_a_clause_should_not_reach_nothing_passes():
    found = rows("second", {"delete": {"provision": "ch-4"}})

    assert found["verdict", "sandmouth-2030/no-conditions-on-cooperation"] == (
        "fail (0 of 1)",
        "inapplicable (0 of 0)",
    )


def test_a_reference_to_this_chapter_that_leaves_it_is_shown():
    found = rows("second", {"move": {"provision": "art-10", "to": "ch-1"}})

    assert found["reference leaves its place", "art-10/para-3 → ch-3"] == (
        "inside ch-3",
        "outside ch-3",
    )


def test_no_edit_changes_no_verdict():
    edit = {"treaty": "harbour-signals", "draft": "third", "edits": []}
    table = what_if(edit, SAMPLE)

    assert () == table.rows
    assert "No verdict changes" in table.notes[0]


EDITS = """\
treaty: harbour-signals
draft: second
edits:
  - mov: {provision: art-10, to: ch-1}
  - delete: {provision: art-17}
  - rename: {provision: art-17, heading: Keepers}
  - add-safeguard: {in: art-13, safeguard: notificatin, modality: must}
  - move: {provision: art-13, to: art-1}
  - move: {provision: ch-1, to: ch-1}
  - rename: {provision: art-1, heading: 7}
  - delete
"""


def test_every_fault_of_a_file_is_named_with_its_line_and_what_mends_it():
    from treatygraph.curated.records import DataFaults
    from treatygraph.curated.yamlfile import parse_yaml
    from treatygraph.pipeline.whatif import what_if_file

    with pytest.raises(DataFaults) as caught:
        what_if_file(parse_yaml(EDITS, name="edit.yaml"), SAMPLE)
    faults = caught.value.faults

    assert [4, 6, 7, 7, 8, 9, 10, 11] == [int(f.place.partition(":")[2]) for f in faults]
    assert "'move'" in faults[0].remedy
    assert "'notification'" in faults[2].remedy
    assert all(f.expected for f in faults)


@pytest.mark.parametrize(
    ("text", "line", "met"),
    [
        ("treaty: harbour-signals\ndraft: fourth\nedits: []\n", 2, "no draft 'fourth'"),
        ("treaty: harbour-signals\ndraft: third\n", 1, "'edits' is missing"),
        ("treaty: harbour-signals\ndraft: third\nedits: []\nby: me\n", 4, "Unknown key 'by'"),
        ("treaty: harbour-signals\ndraft: third\nedits: {}\n", 3, "The edits are {}"),
    ],
)
def test_a_file_that_is_no_edit_is_answered_with_its_line(text, line, met):
    from treatygraph.curated.yamlfile import parse_yaml
    from treatygraph.errors import TreatyGraphError
    from treatygraph.pipeline.whatif import what_if_file

    with pytest.raises(TreatyGraphError, match=met) as caught:
        what_if_file(parse_yaml(text, name="edit.yaml"), SAMPLE)

    assert f"edit.yaml:{line}:" in str(caught.value)


def test_what_an_edit_deletes_is_gone_even_where_the_outline_has_a_gap():
    edit = {
        "treaty": "un-cybercrime",
        "draft": "zero-draft",
        "edits": [{"delete": {"provision": "art-17"}}],
    }
    found = {row[1]: row[3:] for row in what_if(edit, [locate("data")]).rows}

    assert found["hrw-article-19-2023-08-30/delete-article-17"] == ("pass (1 of 1)", "unverified")
    assert found["gi-toc-2023/cyber-dependent-crimes-only"][0] == "fail (7 of 13)"
