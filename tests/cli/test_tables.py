"""Tables on a terminal: what is the same in all rows is said once, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from treatygraph.table import Table
from treatygraph.terminal import grid

WORDS = st.text(alphabet="abcxyz", min_size=0, max_size=12)


def test_a_table_too_wide_says_once_what_all_rows_share() -> None:
    rows = tuple((str(n), f"heading {n}", "the same source in every row", None) for n in range(3))
    table = Table(("number", "heading", "source", "place"), rows)
    narrow = grid(table, 40).splitlines()
    assert " ".join(narrow[:2]) == "In all 3 rows: source the same source in every row; no place."
    assert narrow[2].split() == ["number", "heading"]
    assert len(narrow) == 2 + 2 + 3 + 1, "head, rule, a line a row, their number"


def test_a_table_that_fits_keeps_its_columns() -> None:
    rows = tuple((str(n), "same") for n in range(3))
    assert "In all" not in grid(Table(("number", "source"), rows), 40)


def test_two_rows_and_rows_that_share_all_stay_a_table() -> None:
    two = Table(("number", "source"), (("1", "the same words"), ("2", "the same words")))
    assert "In all" not in grid(two, 10)
    alike = Table(("number", "source"), (("1", "the same words"),) * 3)
    assert "In all" not in grid(alike, 10)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5), st.integers(20, 60))
def test_each_word_of_a_table_is_shown_at_any_width(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    shown = grid(Table(("first", "second", "third"), tuple(rows)), width)
    together = "".join(shown.split())
    for column, name in enumerate(("first", "second", "third")):
        assert name in together
        for row in rows:
            assert all(letter in together for letter in row[column])
