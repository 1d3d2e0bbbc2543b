"""Two orders laid beside each other, held against trying every way."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygraph.assess.alignment import aligned
from treatygraph.assess.likeness import Compared, Likeness
from treatygraph.assess.pairing import pair_up

WORTH = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 20).map(lambda n: n / 10)
)


def worth(pairs, likeness, cost):
    return sum(likeness[pair] - cost for pair in pairs)


@given(WORTH)
def test_no_other_way_that_keeps_the_order_is_worth_more(likeness):
    ways = (
        way
        for size in range(5)
        for way in combinations(sorted(likeness), size)
        if all(a[0] < b[0] and a[1] < b[1] for a, b in combinations(way, 2))
    )
    best = max(worth(way, likeness, 0.3) for way in ways)

    found = tuple(aligned(likeness, 0.3).items())

    assert pytest.approx(best) == worth(found, likeness, 0.3)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in combinations(found, 2))


def test_a_heading_that_nearly_every_article_bears_tells_nothing():
    side = [Compared(f"art-{n}", str(n), "Enters into force later", f"t{n}") for n in range(9)]

    assert {""} == set(Likeness(side, side).headings[0])


def test_formulas_of_every_chapter_are_told_apart_by_the_chapters_around():
    def draft(*names):
        texts = ("The persons protected are these", "The benefit is paid for the duration")
        return tuple(
            Compared(
                f"art-{n * 2 + k}", str(n * 2 + k), "", f"{text} of {k + 1} classes", part=name
            )
            for n, name in enumerate(names)
            for k, text in enumerate(texts)
        )

    found = pair_up(draft("Sickness", "Old age", "Maternity"), draft("Old age", "Maternity"))

    assert {("art-2", "art-0"), ("art-3", "art-1"), ("art-4", "art-2"), ("art-5", "art-3")} == {
        (m.before, m.after) for m in found.matches if m.shape == "same"
    }


def test_drafts_in_two_languages_are_matched_by_headings_and_order_not_by_their_words():
    english = ["Lamps are lit at dusk by the keeper", "Bells are rung in fog by the keeper"] * 6
    french = ["Les feux sont allumés au soir", "Les cloches sonnent par la brume"] * 6

    def side(texts):
        return [Compared(f"art-{n}", str(n), "", text) for n, text in enumerate(texts)]

    assert Likeness(side(english), side(french)).foreign
    assert not Likeness(side(english), side(french)).has_text
    assert not Likeness(side(english), side(english)).foreign
