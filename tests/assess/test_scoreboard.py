"""Scoreboard, uptake ledger and the assessments in the graph."""

import pytest

from treatygraph.assess.record import assessments
from treatygraph.assess.results import recommendations
from treatygraph.assess.scoreboard import evidence, scoreboard, uptake
from treatygraph.errors import UsageError


def test_the_scoreboard_has_a_row_per_recommendation_and_a_column_per_draft(sample):
    table = scoreboard(sample)

    assert table.columns == ("recommendation", "asks", "first", "second", "third")
    assert len(table.rows) == len(recommendations(sample)) == 24


def test_a_recommendation_without_check_says_so(sample):
    rows = {row[0]: row[2:] for row in scoreboard(sample, "lamplighters").rows}

    assert rows["lamplighters-2030/open-meetings"] == ("no check", "no check", "no check")


def test_one_draft_is_shown_in_detail(sample):
    table = scoreboard(sample, "lamplighters", "third")
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    row = rows["lamplighters-2030/link-powers-to-data-protection"]

    assert (row["verdict"], row["count"], row["lacking"]) == (
        "fail",
        "2 of 3",
        "Article 13. Seizure of signal logs",
    )


@pytest.mark.parametrize(("who", "what"), [("nobody", "lamplighters"), ("sandmouth", "first")])
def test_a_wrong_name_is_answered_with_what_there_is(sample, who, what):
    with pytest.raises(UsageError, match=what):
        scoreboard(sample, who, "fourth")


def test_the_ledger_says_what_was_won_and_lost(sample, answers):
    table = uptake(sample)
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    found = {
        key: {name: rows[key][name] for name in expected}
        for key, expected in answers["uptake"].items()
    }

    assert answers["uptake"] == found


def test_assessments_stand_in_the_built_graph(sample):
    query = """
    SELECT ?verdict ?note WHERE {
      GRAPH graph:assessments {
        ?a tg:assessedDraft <https://w3id.org/treatygraph/id/harbour-signals/third> ;
          tg:assesses ?r ; tg:verdict ?verdict ; tg:note ?note ; prov:wasDerivedFrom ?r }
      ?r eli:id_local "lamplighters-2030/add-necessity" }
    ORDER BY ?verdict
    """
    ((verdict, note),) = sample.select(query).rows

    assert verdict.value.endswith("/verdict/fail")
    assert note.value == "0 of 1: 1 of 1 lack it"


def test_assessing_a_built_graph_again_gives_the_same_quads(sample):
    built = {q for q in sample.dump() if q.graph_name.value.endswith("graph/assessments")}

    assert built == set(assessments(sample))
    assert len(built) > 23 * 3 * 6


def test_a_reviewer_who_disagrees_is_reported(sample):
    table = scoreboard(sample, "lamplighters", "second")
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    row = rows["lamplighters-2030/add-necessity"]

    assert (row["verdict"], row["reviewed"]) == ("pass", "fail")
    assert table.notes == (
        "lamplighters-2030/add-necessity in second: computed pass, reviewed fail by A. Keeper.",
    )


def test_a_reviewed_verdict_stands_beside_the_computed_one_in_the_graph(sample):
    query = """
    SELECT ?computed ?reviewed WHERE {
      ?a tg:verdict/skos:notation ?computed ; tg:reviewedVerdict/skos:notation ?reviewed }
    ORDER BY ?computed ?reviewed
    """
    found = [tuple(term.value for term in row) for row in sample.select(query).rows]

    assert [("fail", "fail"), ("pass", "fail")] == found


def named(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_every_decided_verdict_opens_on_facts_with_basis_document_and_place(sample):
    rows = named(evidence(sample))
    decided = [row for row in rows if row["verdict"] in ("pass", "fail")]

    assert len(decided) > 60
    assert [] == [row for row in decided if not row["fact"] or not row["basis"]]
    assert {row["recommendation"] for row in decided} >= {"lamplighters-2030/add-necessity"}
    assert any(row["document"] == "harbour-third" and row["place"] for row in decided)


def test_what_cannot_be_told_shows_the_coverage_instead(sample):
    (row,) = [
        row
        for row in named(evidence(sample, "lamplighters", "first"))
        if row["recommendation"] == "lamplighters-2030/training-in-safeguards"
    ]

    assert (row["verdict"], row["fact"]) == ("cannot-tell", "")
    assert row["coverage"] == "safeguards known of 0 of 1; outline complete"


def test_a_draft_can_be_named_with_its_treaty(sample):
    assert scoreboard(sample, None, "third").rows == (
        scoreboard(sample, None, "harbour-signals/third").rows
    )


def test_the_detail_keeps_verdict_review_and_method_apart(sample):
    rows = {row["recommendation"]: row for row in named(scoreboard(sample, None, "second"))}
    row = rows["lamplighters-2030/add-necessity"]

    assert (row["verdict"], row["reviewed"], row["reviewer"]) == ("pass", "fail", "A. Keeper")
    assert row["method"] == "check: provision-names-safeguard"
    assert "brackets" in row["review"]


def test_the_ledger_names_who_asks_and_sums_up(sample):
    table = uptake(sample)

    assert {"Lamplighters' Union", "Sandmouth"} >= {row["holder"] for row in named(table)}
    assert any("lost" in note and "adopted" in note for note in table.notes[2:])
