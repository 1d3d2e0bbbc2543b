"""Every printed form of a reference gives exactly the targets that a reader would name."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygraph.documents.references import find_references
from treatygraph.model import Provision

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

FIXTURES = Path(__file__).parent / "fixtures"
ALIASES = {
    "United Nations Convention against Corruption": "uncac",
    "Vienna Convention on the Law of Treaties": "vclt",
    "Charter of the United Nations": "un-charter",
    "GDPR": "gdpr",
}


def provision(key, level, parent):
    number = None if level == "preamble" else key.rpartition("/")[2].partition("-")[2]
    return Provision(key=key, level=level, number=number, parent=parent)


def treaty():
    """Return sixty articles in six chapters, each with six paragraphs and their points."""
    yield from (provision(f"annex-{n}", "annex", None) for n in (1, 2, 3))
    yield Provision(key="art-5bis", level="article", number="5 bis", parent="ch-1/sec-1")
    for chapter in range(1, 7):
        yield provision(f"ch-{chapter}", "chapter", None)
        for section in (1, 2):
            yield provision(f"ch-{chapter}/sec-{section}", "section", f"ch-{chapter}")
        for article in range(chapter * 10 - 9, chapter * 10 + 1):
            yield from _article(f"art-{article}", f"ch-{chapter}/sec-1")


def _article(key, parent):
    yield provision(key, "article", parent)
    for paragraph in (f"{key}/para-{n}" for n in range(1, 7)):
        yield provision(paragraph, "paragraph", key)
        for point in (f"{paragraph}/subpara-{letter}" for letter in "abcdef"):
            yield provision(point, "subparagraph", paragraph)
            for roman in ("i", "ii", "iii", "iv"):
                yield provision(f"{point}/item-{roman}", "item", point)


PROVISIONS = tuple(treaty())
CASES = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (FIXTURES / "forms-en.txt").read_text("utf-8").splitlines()
    if "=>" in line and not line.startswith("#")
]


def find(text, source="art-7/para-3", language="en"):
    pieces = {source: ((0, len(text)),)}
    return find_references(PROVISIONS, pieces, text, language=language, aliases=ALIASES)


def short(reference):
    mark = {"dangling": "!", "ambiguous": "?"}.get(reference.status, "")
    owner = f"{reference.instrument}:" if reference.instrument else ""
    key = reference.target or ""
    for step in ("subpara-", "para-", "item-"):
        key = key.replace(step, "")
    return mark + owner + key


def test_the_table_of_forms_is_read():
    assert len(CASES) > 90


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_form_gives_the_targets_that_a_reader_names(text, expected):
    found = [short(r) for r in find(text)]

    assert expected.split() == found


ARTICLES = st.integers(1, 60)
PARAGRAPHS = st.integers(1, 6)
LETTERS = st.sampled_from("abcdef")


@given(st.lists(ARTICLES, min_size=2, max_size=6, unique=True), st.sampled_from(["and", "or"]))
def test_a_list_of_articles_has_one_target_a_number(numbers, word):
    listed = ", ".join(map(str, numbers[:-1]))
    text = f"under articles {listed} {word} {numbers[-1]} of this Convention."

    assert [f"art-{n}" for n in numbers] == [r.target for r in find(text)]


@given(ARTICLES, st.integers(1, 12), st.sampled_from([" to ", " through ", "-", "–"]))
def test_a_range_has_every_number_between_its_ends(first, length, word):
    last = min(first + length, 60)
    if last == first:
        return
    found = find(f"articles {first}{word}{last} apply")

    assert [f"art-{n}" for n in range(first, last + 1)] == [r.target for r in found]


@given(ARTICLES, PARAGRAPHS, LETTERS)
def test_all_orders_of_one_place_name_the_same_target(article, paragraph, letter):
    expected = [f"art-{article}/para-{paragraph}/subpara-{letter}"]
    forms = (
        f"article {article}, paragraph {paragraph} ({letter}), shall",
        f"paragraph {paragraph} ({letter}) of article {article} shall",
        f"subparagraph ({letter}) of paragraph {paragraph} of article {article} shall",
        f"article {article}({paragraph})({letter}) shall",
        f"article {article}, paragraph {paragraph}, subparagraph ({letter}), shall",
    )

    assert [expected] * len(forms) == [[r.target for r in find(form)] for form in forms]


SOUP = (
    "article articles paragraph paragraphs subparagraph of this the that preceding and or to , "
    "1 2 3 (a) (b) (i) ii bis [ ] [X] Convention Protocol above Annex IV Part section – GDPR"
)
WORDS = st.sampled_from(SOUP.split())


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40))
def test_word_soup_is_read_without_fault_and_within_its_bounds(words):
    text = " ".join(words)
    for reference in find(text):
        assert text[reference.start : reference.end] == reference.surface
        assert reference.status == "external" or bool(reference.target) or reference.reason


@given(st.sampled_from(["article 5, ", "(a) ", "paragraph 1 of ", "articles 1 to ", "[", "1, "]))
def test_a_long_repetition_is_read_to_its_end(unit):
    text = unit * 400

    assert len(text) >= max((r.end for r in find(text)), default=0)
