"""Two drafts matched as a whole: renumbered, swapped, split, joined, new and dropped."""

from dataclasses import replace

import pytest

from treatygraph.assess.likeness import Compared, heaviest
from treatygraph.assess.pairing import TEXT, pair_up
from treatygraph.assess.wordruns import Sharing, runs, words_of

TEXTS = {
    "lamps": "The keeper of each lighthouse shall trim the lamps at dusk and log the oil "
    "that was burnt. Lamps of a station that is closed are put out before the first ebb.",
    "bells": "In fog a bell is rung at intervals of no more than two minutes, and the ringer "
    "is relieved after an hour. Bells bear the name of the harbour in raised letters.",
    "pilots": "A pilot who boards a vessel shows the warrant of the harbour, and may refuse to "
    "steer past a wreck that is not marked. The fee of a pilot is posted at the quay.",
    "buoys": "Buoys are painted red to the left of the channel and green to the right, and are "
    "lifted for repair each third winter under the eyes of two surveyors.",
    "tolls": "Tolls are levied by the draught of the hull, never by the flag, and are spent on "
    "dredging alone. A receipt names the sum, the hull and the clerk.",
    "wrecks": "Who finds a wreck marks it with a lantern and tells the nearest warden, who may "
    "call on any tug within sight to stand by until the morning.",
    "courts": "Quarrels between pilots and masters are heard by three assessors drawn by lot "
    "from the roll of retired captains, and their word is final.",
}


def article(number, name, text=None, heading=None, refers=()):
    found = TEXTS[name] if text is None else text
    keys = frozenset(f"art-{n}" for n in refers)
    return Compared(f"art-{number}", str(number), heading or name.capitalize(), found, keys)


def draft(*names):
    return tuple(article(n, name) for n, name in enumerate(names, 1))


def pairs(found):
    return {(m.before[4:], m.after[4:]): m.shape for m in found.matches}


def test_articles_are_followed_through_new_numbers():
    found = pair_up(draft("lamps", "bells", "pilots"), draft("tolls", "lamps", "bells", "pilots"))

    assert {("1", "2"), ("2", "3"), ("3", "4")} == set(pairs(found))
    assert ["art-1"] == [x.key for x in found.new]
    assert () == found.dropped


def test_what_is_left_out_is_proposed_as_dropped():
    found = pair_up(draft(*TEXTS), draft(*(name for name in TEXTS if name != "buoys")))

    assert ["art-4"] == [x.key for x in found.dropped]
    assert () == found.new


def test_two_articles_that_change_places_are_followed_by_their_words():
    found = pair_up(draft(*TEXTS), draft("lamps", "bells", "buoys", "pilots", *list(TEXTS)[4:]))

    assert {("3", "4"), ("4", "3")} <= set(pairs(found))


def test_an_article_in_two_is_a_split_with_the_share_that_went_where():
    first, second = TEXTS["lamps"].split(". ")
    after = (
        article(1, "lamps", first),
        article(2, "lamps", second, heading="Closed stations"),
        *(article(n + 3, name) for n, name in enumerate(list(TEXTS)[1:])),
    )
    found = pair_up(draft(*TEXTS), after)
    parts = [m for m in found.matches if m.before == "art-1"]

    assert {"art-1", "art-2"} == {m.after for m in parts}
    assert {"same", "split"} == {m.shape for m in parts}
    assert all(0.2 < m.shares[0] < 0.8 and m.shares[1] == pytest.approx(1) for m in parts)


def test_two_articles_in_one_are_a_join():
    after = (
        article(1, "lamps", f"{TEXTS['lamps']} {TEXTS['bells']}", heading="Lamps and bells"),
        *(article(n + 2, name) for n, name in enumerate(list(TEXTS)[2:])),
    )
    found = pair_up(draft(*TEXTS), after)

    assert {"art-1", "art-2"} == {m.before for m in found.matches if m.after == "art-1"}
    assert () == found.dropped


def test_headings_alone_are_matched_where_there_is_no_text():
    old = tuple(article(n, name, text="") for n, name in enumerate(TEXTS, 1))
    new = tuple(article(n, name, text="") for n, name in enumerate(TEXTS, 2))
    found = pair_up(old, new)

    assert {(str(n), str(n + 1)) for n in range(1, len(TEXTS) + 1)} == set(pairs(found))


def test_nothing_is_matched_with_an_empty_draft():
    found = pair_up(draft("lamps"), ())

    assert (0, ["art-1"]) == (len(found.matches), [x.key for x in found.dropped])
    assert () == pair_up((), ()).matches


def test_the_pairs_together_are_the_most_likely_not_each_one_alone():
    weights = {(0, 0): 5.0, (0, 1): 4.9, (1, 0): 4.8}

    assert [(0, 1), (1, 0)] == heaviest(weights, 2)


def test_numbers_are_put_aside_and_common_words_count_less():
    texts = [words_of("under article 12 the bell"), words_of("under article 14 the lamp")]
    sharing = Sharing([runs(t, 1) for t in texts], [runs(t, 1) for t in texts])

    assert "#" in texts[0]
    assert sharing.likeness(0, 0) > sharing.likeness(0, 1) > 0
    assert 1 / 2 == sharing.weights[("under",)]
    assert 1 == sharing.weights[("bell",)]


@pytest.mark.parametrize("least", [0.5, 0.9])
def test_a_score_is_a_share_and_none_below_the_asked_one_is_shown(least):
    found = pair_up(draft(*TEXTS), draft("tolls", "courts", "lamps"), least=least)

    assert all(least <= m.score <= 1 for m in found.matches)
    assert all(0 <= x.score <= 1 for x in (*found.dropped, *found.new))


def test_what_may_yet_have_a_match_is_unclear_and_neither_dropped_nor_new():
    unsure = replace(TEXT, left=(0.0, 0.0, 0.0, 0.0, -1.0))
    without = draft(*(name for name in TEXTS if name != "buoys"))

    earlier = pair_up(draft(*TEXTS), without, weights=unsure)
    later = pair_up(without, draft(*TEXTS), weights=unsure)

    assert ["art-4"] == [x.key for x in earlier.unclear_before]
    assert ["art-4"] == [x.key for x in later.unclear_after]
    assert () == earlier.dropped == later.new
    assert earlier.unclear_before[0].score < 0.5
