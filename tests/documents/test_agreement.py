"""Two readings of one paper are put side by side by passage, or by place."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from treatygraph.cli.main import cli
from treatygraph.documents.papers.agreement import agreement, meetings
from treatygraph.documents.papers.cards import Card, cards_yaml, taken_up
from treatygraph.documents.papers.joining import Reading, joined
from treatygraph.documents.papers.positionsfile import Frame
from treatygraph.errors import DataError

ONE = Card(key="one", start=10, end=40, place="p. 1", action="repeal", verdict="yes")
TWO = Card(key="two", start=50, end=90, place="p. 2", action="limit", verdict="yes")


def keys(row):
    return row.first and row.first.key, row.second and row.second.key


def test_statements_meet_where_their_passages_overlap():
    other = [replace(ONE, key="a", start=12, end=45), replace(TWO, key="b", action="clarify")]
    rows = meetings([ONE, TWO], other)

    assert [("one", "a"), ("two", "b")] == [keys(row) for row in rows]
    assert {"action": ("limit", "clarify")} == rows[1].differing()
    assert ((2, 2), (1, 2)) == (agreement(rows)["found"], agreement(rows)["action"])


def test_what_only_one_found_stands_alone():
    rows = meetings([ONE], [TWO])

    assert [("one", None), (None, "two")] == [keys(row) for row in rows]


def test_files_without_passages_meet_by_place():
    bare = [replace(card, start=0, end=1) for card in (ONE, TWO)]
    rows = meetings(bare, [replace(bare[1], key="b"), replace(bare[0], key="a")])

    assert {("one", "a"), ("two", "b")} == {keys(row) for row in rows}


def test_the_command_lists_what_differs(tmp_path):
    frame = Frame("harbour-signals", "watch", "harbour-watch")
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path, cards in zip(paths, ([ONE, TWO], [replace(ONE, action="limit")]), strict=True):
        path.write_text(cards_yaml(cards, frame, "x" * 100), "utf-8")
    said = CliRunner().invoke(
        cli, ["compare-positions", *map(str, paths), "--format", "csv"], standalone_mode=False
    )

    assert ["action", "found"] == [row.split(",")[3] for row in said.stdout.splitlines()[1:]]
    assert "found 1 of 2" in said.stderr


def reading(name, *cards, digest=""):
    return Reading(name, FRAME, cards, digest)


FRAME = Frame("harbour-signals", "watch", "harbour-watch", "first-draft")


def test_a_joined_reading_has_every_statement_and_says_what_differs():
    other = replace(ONE, key="a", action="limit", targets=("lineage/lamps",), summary="Gone.")
    both = joined(reading("anna", ONE, TWO), reading("ben", other))

    assert [("one", "repeal", "Gone."), ("two", "limit", "")] == [
        (card.key, card.action, card.summary) for card in both.cards
    ]
    assert "action: repeal (anna) or limit (ben)" in both.cards[0].differs
    assert ("found by anna only",) == both.cards[1].differs


def test_whose_word_stands_can_be_said():
    other = replace(ONE, key="a", action="limit")
    both = joined(reading("anna", ONE), reading("ben", other), prefer="second")

    assert [("limit", ())] == [(card.action, card.differs) for card in both.cards]


def test_readings_of_different_texts_are_not_joined():
    with pytest.raises(DataError, match="different texts"):
        joined(reading("anna", ONE, digest="1" * 64), reading("ben", ONE, digest="2" * 64))


def test_the_command_joins_a_file_and_annotations_and_gives_both(tmp_path):
    text = "Lamps first.\n\nDelete Article 5 now, please.\n\nArticle 6 should be clarified soon.\n"
    paper, anna, ben = tmp_path / "p.txt", tmp_path / "anna.yaml", tmp_path / "ben.jsonld"
    paper.write_text(text, "utf-8")
    one = replace(ONE, start=14, end=34, stance="asks-to-delete", summary="It should go.")
    anna.write_text(cards_yaml([one], FRAME, text), "utf-8")
    quote = {"type": "TextQuoteSelector", "exact": "Article 6 should be clarified"}
    row = {"target": {"selector": quote}, "text": "Say it clearly.", "tags": ["clarify"]}
    ben.write_text(json.dumps({"rows": [row]}), "utf-8")
    args = ["join-positions", str(anna), str(ben), "--paper", str(paper)]
    said = CliRunner().invoke(cli, args, standalone_mode=False)
    made = CliRunner().invoke(
        cli, [*args, "--out", str(tmp_path / "both.jsonld")], standalone_mode=False
    )
    items = json.loads((tmp_path / "both.jsonld").read_text("utf-8"))["items"]
    again = taken_up(said.stdout, "both.yaml", text, [])

    assert (1, 1) == (said.return_value, made.return_value)
    assert "2 statements, 2 to settle" in said.stderr
    assert [("repeal", "It should go."), ("clarify", "Say it clearly.")] == [
        (card.action, card.summary) for card in again
    ]
    assert [("found by anna.yaml only",), ("found by ben.jsonld only",)] == [
        card.differs for card in again
    ]
    assert "Article 6 should be clarified" == items[1]["target"]["selector"][0]["exact"]
