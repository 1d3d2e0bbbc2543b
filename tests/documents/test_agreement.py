"""Two readings of one paper are put side by side by passage, or by place."""

from dataclasses import replace

from click.testing import CliRunner

from treatygraph.cli.main import cli
from treatygraph.documents.papers.agreement import agreement, meetings
from treatygraph.documents.papers.cards import Card, cards_yaml
from treatygraph.documents.papers.positionsfile import Frame

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
