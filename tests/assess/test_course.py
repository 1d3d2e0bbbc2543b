"""What became of a demand counts from the day on which it was made."""

import pytest

from treatygraph.assess.course import course, drafts_before

DRAFTS = [("zero", "2023-05-29"), ("rev-1", "2023-11-06"), ("rev-2", "2024-02"), ("final", "")]


@pytest.mark.parametrize(
    ("verdicts", "before", "state", "first", "lost"),
    [
        ("pass pass pass", 1, "already there", "", ""),
        ("pass pass fail", 1, "lost", "", "c"),
        ("fail pass pass", 1, "adopted", "b", ""),
        ("pass fail pass", 2, "adopted", "c", ""),
        ("fail pass fail", 1, "lost", "b", "c"),
        ("fail fail fail", 1, "open", "", ""),
        ("fail cannot-tell pass", 1, "adopted", "c", ""),
        ("pass cannot-tell cannot-tell", 1, "already there", "", ""),
        ("fail fail inapplicable", 1, "gone", "", ""),
        ("cannot-tell cannot-tell cannot-tell", 1, "cannot tell", "", ""),
        ("pass pass pass", 0, "adopted", "a", ""),
    ],
)
def test_a_demand_is_adopted_only_by_what_comes_after_it(verdicts, before, state, first, lost):
    found = course(list(zip("abc", verdicts.split(), strict=True)), before)

    assert (state, first, lost) == (found.state, found.first, found.lost)


@pytest.mark.parametrize(
    ("addressed", "date", "before"),
    [
        ("zero", "", 1),
        ("zero", "2023-10", 1),
        ("", "2023-11-07", 2),
        ("zero", "2024-01-23", 2),
        ("", "2023", 0),
        ("rev-2", "2023-01-01", 3),
        ("", "", 0),
    ],
)
def test_drafts_dated_before_a_paper_were_there(addressed, date, before):
    assert before == drafts_before(DRAFTS, addressed, date)
