"""Who favours, rejects or asks a change of what: every stance in one place, none made up."""

from collections import Counter

import pytest

from treatygraph.ask import answer
from treatygraph.assess.sides import WORDS, Party, _by_alliance, side_table, sides
from treatygraph.catalogue import catalogue
from treatygraph.drafts import drafts_of
from treatygraph.travaux import Travaux

CONDITIONS = "https://w3id.org/treatygraph/id/harbour-signals/lineage/conditions-and-safeguards"


def statements(table):
    return {side.statement for cell in table.cells.values() for side in cell}


def test_every_stance_stands_in_the_table_of_articles_or_in_the_wider_one(sample):
    query = "SELECT DISTINCT ?s WHERE { ?s tg:stanceOn ?thing ; tg:heldBy ?who ; tg:stance ?how }"
    every = {row[0].value for row in sample.select(query).rows}
    articles, wider = side_table(sample), side_table(sample, wider=True)

    assert every == statements(articles) | statements(wider)
    assert set() == statements(articles) & statements(wider)
    assert len(every) == len(statements(articles)) + articles.elsewhere > 20


def test_the_sides_are_those_of_the_question_on_them(sample):
    asked = answer(sample, catalogue()["who-favours-what"], {}).rows
    said = {"for": "favours", "against": "rejects"}
    tables = (side_table(sample), side_table(sample, wider=True))
    found = {
        (side.statement, side.word)
        for table in tables
        for cell in table.cells.values()
        for side in cell
        if side.word in said.values()
    }

    assert {(str(row[-1]), said[str(row[1])]) for row in asked} == found


def test_an_issue_of_an_article_is_named_and_is_not_the_article(sample):
    table = sides(sample)
    column = table.columns.index("Conditions and safeguards")
    cells = {str(row[0]): row[column] for row in table.rows if row[column]}

    assert "rejects: The reach of the conditions over cooperation (curated)" in cells.values()
    assert (
        "favours; favours: The reach of the conditions over cooperation; asks a change (curated)"
        in cells.values()
    )


def test_of_one_article_each_column_is_one_thing(sample):
    table = side_table(sample, lineage=CONDITIONS)

    assert CONDITIONS == table.columns[0]
    assert all(s.thing == column for (_, column), cell in table.cells.items() for s in cell)


def test_a_row_has_a_cell_and_a_column_is_not_empty(sample):
    for table in (side_table(sample), side_table(sample, wider=True)):
        holders, columns = zip(*table.cells, strict=True)

        assert {row.iri for row in table.rows} == set(holders)
        assert set(table.columns) == set(columns)
        assert {s.word for cell in table.cells.values() for s in cell} <= set(WORDS)


def test_the_notes_say_that_empty_is_no_answer_and_of_how_many_it_speaks(sample):
    empty, counted = sides(sample).notes
    table = side_table(sample)

    assert "nothing is recorded" in empty
    assert f"{table.holders} of {table.registered} stakeholders" in counted
    assert Counter(row.iri for row in table.rows).most_common(1)[0][1] == 1


def test_articles_stand_in_the_order_of_the_drafts(sample):
    travaux = Travaux.of(sample)
    last = [d for d in drafts_of(travaux, "harbour-signals") if d.articles][-1]
    orders = [
        min(travaux.orders[p] for p in parts)
        for column in side_table(sample).columns
        if (parts := [p for p in travaux.lineages[column] if travaux.keys[p][0] == last.iri])
    ]

    assert sorted(orders) == orders
    assert len(orders) > 2


@pytest.mark.parametrize("turn", [1, -1])
def test_allies_stand_together_and_a_group_before_its_members(turn):
    parties = [
        Party("a", "Alba", "state"),
        Party("b", "Bora", "state", ("u",)),
        Party("u", "Union", "state-group"),
        Party("z", "Zeta", "state", ("u", "gone")),
        Party("c", "Club", "civil-society"),
        Party("d", "Dora", "company", ("c",)),
        Party("x", "Xenia", "odd"),
    ]

    assert ["u", "b", "z", "a", "c", "d", "x"] == [p.iri for p in _by_alliance(parties[::turn])]
