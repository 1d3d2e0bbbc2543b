"""References that kept an old number: told from what is relative, changed or still right."""

import pytest

from treatygraph.assess.staleness import cited_in, stale_references
from treatygraph.documents import read

HEADS = ("Lamps", "Bells", "Review", "Tolls", "Wrecks", "Pilots")


def reading(*texts, heads=HEADS):
    parts = [
        f"Article {n}\n{head}\n\n{text}\n"
        for n, (head, text) in enumerate(zip(heads, texts, strict=False), 1)
    ]
    return read("\n".join(parts).encode(), name="draft.txt")


PLAIN = (
    "Lamps burn.",
    "Bells ring.",
    "{}",
    "Tolls are paid.",
    "Wrecks are marked.",
    "Pilots steer.",
)
SHIFTED = {1: [2], 2: [3], 3: [4], 4: [5], 5: [6], 6: [1]}
KEPT = {n: [n] for n in range(1, 7)}


def stale(before, after, successors, *, at=4):
    old = [t.format(before) for t in PLAIN]
    new = [t.format("") for t in PLAIN]
    new[2] = "Nothing."
    new[at - 1] = after
    heads = list(HEADS)
    found = stale_references(
        cited_in(reading(*old)),
        cited_in(reading(*new, heads=heads)),
        {f"art-{a}": frozenset(f"art-{b}" for b in bs) for a, bs in successors.items()},
    )
    return [(x.cited.article, x.cited.number, x.meant, x.now) for x in found]


LEFT = "The keepers meet each year to review article 2 and to report on what they found."


def test_a_number_that_stayed_while_its_article_moved_is_stale():
    assert [("art-4", "2", "art-2", "art-2")] == stale(LEFT, LEFT, SHIFTED)


NOT_STALE = [
    (LEFT, LEFT.replace("2", "3"), SHIFTED, "changed as it should be"),
    (LEFT, LEFT.replace("2", "5"), SHIFTED, "changed on purpose"),
    (LEFT, LEFT, KEPT | {3: [4], 4: [3]}, "its article kept its number"),
    (LEFT, LEFT, SHIFTED | {2: [2, 3]}, "its article was split and one part kept the number"),
    (LEFT, "In fog, whoever rings does so under article 2 until morning.", SHIFTED, "new words"),
    ("1. Who finds a lamp out reports it under paragraph 2.\n\n2. So it is.",
     "1. Who finds a lamp out reports it under paragraph 2.\n\n2. So it is.", SHIFTED, "relative"),
    (LEFT.replace("article 2", "articles 1 and 2"), LEFT.replace("article 2", "articles 2 and 3"),
     SHIFTED, "a list that was moved on as a whole"),
    (LEFT.replace("article 2", "articles 1, 2, 3, 5 and 6"), LEFT, SHIFTED, "a list written anew"),
    (LEFT, LEFT.replace("article 2", "article 2 of the Convention on Lighthouses"), SHIFTED,
     "of another instrument"),
    (LEFT, LEFT, {n: [] for n in range(1, 7)}, "nobody said what goes on as what"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "successors", "why"), NOT_STALE, ids=[row[3] for row in NOT_STALE]
)
def test_what_is_right_or_another_thing_is_not_stale(before, after, successors, why):
    assert [] == stale(before, after, successors)


STALE = [
    (LEFT, LEFT.replace("article 2", "article 2, paragraph 3"), ["2"]),
    (LEFT.replace("article 2", "articles 1, 2 and 5"),
     LEFT.replace("article 2", "articles 1, 2 and 5"), ["1", "2", "5"]),
    (LEFT.replace("article 2", "article 2 or article 5"),
     LEFT.replace("article 2", "article 3 or article 5"), ["5"]),
    ("(a) The lamps under article 1;\n\n(b) the bells under article 2.",
     "(a) The lamps under article 1;\n\n(b) the bells under article 2.", ["1", "2"]),
    (LEFT.replace("review article 2", "review Article 2"), LEFT, ["2"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "numbers"), STALE)
def test_each_number_that_stayed_is_told_by_its_own_place(before, after, numbers):
    assert numbers == [number for _, number, _, _ in stale(before, after, SHIFTED)]


def test_a_number_that_nobody_bears_any_more_is_stale():
    old = reading("Lamps burn.", "Bells ring.", LEFT.replace("2", "4"), "Tolls are paid.")
    new = reading("Lamps burn.", "Bells ring.", LEFT.replace("2", "4"))
    same = {f"art-{n}": frozenset({f"art-{n}"}) for n in (1, 2, 3)}
    found = stale_references(cited_in(old), cited_in(new), same)

    assert [("art-4", "")] == [(x.meant, x.now) for x in found]


def test_an_article_that_changed_places_with_the_one_it_names_is_seen():
    text = "It enters into force with article 5, and is then reviewed by all."
    old = [t.format(text) for t in PLAIN]
    new = [t.format(text) for t in PLAIN]
    new[2], new[4] = new[4], text
    swapped = KEPT | {3: [5], 5: [3]}
    found = stale_references(
        cited_in(reading(*old)),
        cited_in(reading(*new)),
        {f"art-{a}": frozenset(f"art-{b}" for b in bs) for a, bs in swapped.items()},
    )

    assert [("art-5", "art-5", "art-5")] == [(x.cited.article, x.meant, x.now) for x in found]


def test_in_a_list_of_two_each_number_is_held_against_the_one_that_stood_there():
    before = LEFT.replace("article 2", "paragraph 4 of article 2 and of article 3")
    wrong = before.replace("article 3", "article 4")
    right = wrong.replace("article 2", "article 3")

    assert ["2"] == [number for _, number, _, _ in stale(before, wrong, SHIFTED)]
    assert [] == stale(before, right, SHIFTED)


def test_two_numbers_of_one_list_that_became_the_same_are_told_apart_by_their_place():
    before = LEFT.replace("article 2", "article 4 and article 5")
    after = LEFT.replace("article 2", "article 4 and article 4")
    closed = KEPT | {4: [2], 5: [4]}

    assert ["4"] == [number for _, number, _, _ in stale(before, after, closed, at=3)]
