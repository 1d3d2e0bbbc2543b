"""The safeguard matrix and the networks of the sample treaty."""

import pytest

from treatygraph.assess.matrix import evidence_table, matrix, matrix_cells
from treatygraph.assess.reference_network import impact, network
from treatygraph.errors import UsageError


def states(store, draft, rows="powers", columns="safeguards"):
    return {
        (c.provision.rpartition("/")[2], c.safeguard.rpartition("/")[2]): c.state
        for c in matrix_cells(store, draft, rows, columns)
    }


@pytest.mark.parametrize(
    ("draft", "article", "safeguard", "state"),
    [
        ("second", "art-15", "prior-judicial-authorization", "direct"),
        ("second", "art-15", "necessity", "via"),
        ("third", "art-11", "necessity", "none"),
        ("first", "art-11", "proportionality", "via"),
    ],
)
def test_powers_have_safeguards_in_three_ways(sample, draft, article, safeguard, state):
    assert state == states(sample, draft, columns=safeguard)[article, safeguard]


def test_an_unread_article_cannot_be_told(sample):
    cells = states(sample, "first", "articles", "capacity-building-safeguards")

    assert "cannot tell" == cells["art-19", "capacity-building-safeguards"]


def test_the_table_names_the_clause(sample):
    table = matrix(sample, "third", "powers", "proportionality")

    assert {"via Article 5 (curated)"} == {row[1] for row in table.rows}


def test_every_decided_cell_opens_on_its_facts(sample):
    cells = matrix_cells(sample, "third", "cooperation")

    assert len(cells) > 5
    assert all(c.facts and c.basis for c in cells if c.state != "cannot tell")
    table = evidence_table(sample, "third", "cooperation")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert len({(row["provision"], row["safeguard"]) for row in rows}) == len(cells)
    assert all(row["fact"] and row["document"] for row in rows if row["state"] != "cannot tell")


def test_wrong_rows_and_drafts_are_answered_with_the_right_ones(sample):
    with pytest.raises(UsageError, match="cooperation"):
        matrix(sample, "third", "columns")
    with pytest.raises(UsageError, match="second"):
        matrix(sample, "fourth")


def test_the_network_counts_references_and_what_depends(sample):
    table = network(sample, "third")
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}

    assert (rows["art-5"]["referred_to_by"], rows["art-5"]["depends"]) == (4, 4)
    assert rows["art-9"]["depends"] == 2
    assert rows["art-16"]["community"] == 0


def test_what_depends_on_an_article_is_listed_with_steps(sample):
    rows = {row[0]: row[2] for row in impact(sample, "third", "art-9").rows}

    assert {"art-3": 1, "art-10": 2} == rows


@pytest.mark.parametrize("columns", ["necesity", "necessity,proportionalty"])
def test_an_unknown_safeguard_is_answered_with_the_nearest(sample, columns):
    with pytest.raises(UsageError, match=r"one such as (necessity|proportionality)"):
        matrix(sample, "third", columns=columns)


def test_no_column_is_wrong_use(sample):
    with pytest.raises(UsageError, match="No column"):
        matrix(sample, "third", columns=" , ")


def test_a_column_named_twice_stands_once(sample):
    assert matrix(sample, "third", columns="necessity, necessity").columns == (
        "provision",
        "necessity",
    )


def test_a_draft_without_such_provisions_says_why(sample):
    table = matrix(sample, "lost-anchors/adopted", "powers", "necessity")

    assert () == table.rows
    assert "none of its articles is in powers" in table.notes[0]
