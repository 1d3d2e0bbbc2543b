"""Splits, joins, drops and moves made at random, of which the truth is known."""

import random
from dataclasses import replace

import pytest

from treatygraph.assess.likeness import Compared, Likeness
from treatygraph.assess.pairing import LEAST, pair_up, usual
from treatygraph.assess.parting import Residue, part_signs

SEEDS = range(12)
ARTICLES = 24


def sentence(chance, words):
    return " ".join(chance.choices(words, k=chance.randrange(9, 16))) + "."


def drawn(chance):
    """Return a draft of made-up articles, some words of them in every one."""
    common = [f"common{n}" for n in range(40)]
    found = []
    for n in range(ARTICLES):
        words = [f"word{chance.randrange(900)}" for _ in range(30)] + common
        text = " ".join(sentence(chance, words) for _ in range(8))
        found.append(Compared(f"art-{n + 1}", str(n + 1), "", text))
    return found


def changed(old, chance):
    """Return the later draft of one and what is true of it: pairs of keys, and the new ones."""
    rest = list(old)
    chance.shuffle(rest)
    split, joined, with_, dropped = (rest.pop() for _ in range(4))
    later, truth, new = [], set(), set()
    for x in old:
        pieces = x.text.split(". ")
        if x is split:
            for half in (pieces[:4], pieces[4:]):
                later.append((replace(x, text=". ".join(half)), [x.key]))
        elif x is joined:
            later.append((replace(x, text=f"{x.text} {with_.text}"), [x.key, with_.key]))
        elif x not in (with_, dropped):
            later.append((x, [x.key]))
    at = chance.randrange(len(later))
    words = [f"fresh{n}" for n in range(50)]
    fresh = " ".join(sentence(chance, words) for _ in range(6))
    later.insert(at, (Compared("", "", "", fresh), []))
    moved = later.pop(chance.randrange(len(later)))
    later.insert(chance.randrange(len(later)), moved)
    numbered = []
    for n, (x, origins) in enumerate(later, 1):
        key = f"art-{n}"
        numbered.append(replace(x, key=key, number=str(n)))
        truth |= {(origin, key) for origin in origins}
        new |= set() if origins else {key}
    return numbered, truth, new, dropped.key


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_split_joined_moved_dropped_and_added_is_told(seed):
    chance = random.Random(seed)
    old = drawn(chance)
    later, truth, new, dropped = changed(old, chance)

    found = pair_up(old, later)

    assert truth == {(m.before, m.after) for m in found.matches}
    assert new == {x.key for x in found.new}
    assert {dropped} == {x.key for x in found.dropped}
    assert {"same", "split", "join"} == {m.shape for m in found.matches}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_share_that_went_where_is_that_of_the_words(seed):
    chance = random.Random(seed)
    old = drawn(chance)
    later, truth, _, _ = changed(old, chance)
    split = {a for a, _ in truth if sum(a == b for b, _ in truth) == 2}

    parts = [m for m in pair_up(old, later).matches if m.before in split]

    assert pytest.approx(1, abs=0.05) == sum(m.shares[0] for m in parts)
    assert all(0.98 < m.shares[1] <= 1.001 for m in parts)


def test_what_a_match_explains_is_no_part():
    words = "the keeper trims the lamp at dusk and logs the oil that was burnt at night"
    before = [Compared("art-1", "1", "", words)]
    after = [Compared("art-1", "1", "", words), Compared("art-2", "2", "", f"{words} again")]
    like = Likeness(before, after)

    assert {} == part_signs(like, [(0, 0)])
    assert (0.0, 0.0) == Residue(like.runs, frozenset({(0, 0)})).shares(0, 1)
    assert Residue(like.runs, frozenset()).shares(0, 1)[0] == pytest.approx(1)


def test_how_alike_a_pair_is_is_held_against_the_pair_in_the_middle():
    words = [" ".join(f"w{n}-{k}" for k in range(20)) for n in range(3)]
    before = [Compared(f"art-{n}", str(n), "", text) for n, text in enumerate(words)]
    after = [*before[:2], replace(before[2], text="quite other things stand here now")]

    assert {(0, 0): 1.0, (1, 1): 1.0, (2, 2): 0.0} == usual(
        Likeness(before, after), [(0, 0), (1, 1), (2, 2)]
    )
    assert all(m.score >= LEAST for m in pair_up(before, after).matches)
