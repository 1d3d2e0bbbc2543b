"""Points printed on in a line are points; what only looks like one stays in its sentence."""

from __future__ import annotations

import pytest

from treatygraph.documents import read, reconstruct

FIRSTS = {
    "(a)": ["(a)", "(b)", "(c)"],
    "a)": ["a)", "b)", "c)"],
    "(i)": ["(i)", "(ii)", "(iii)"],
    "(1)": ["(1)", "(2)", "(3)"],
}
#: What a paragraph says before its points, what stands before a point, and "and", by language.
WORDS = {
    "en": ("Article", "Each Party shall", "keep its {} in good order", "and"),
    "fr": ("Article", "Chaque Partie doit", "garder ses {} en bon état", "et"),
    "es": ("Artículo", "Cada Parte deberá", "guardar sus {} en buen estado", "y"),
    "ru": ("Статья", "Каждая Сторона должна", "хранить свои {} в порядке", "и"),
}
THINGS = {
    "en": ("lamps", "wicks", "casks"),
    "fr": ("lampes", "mèches", "barils"),
    "es": ("faros", "mechas", "barriles"),
    "ru": ("лампы", "фитили", "бочки"),
}
CASES = [
    pytest.param(language, marks, opening, between, id=f"{language} {marks} {opening}{between}")
    for language in WORDS
    for marks in FIRSTS
    for opening in (":", "")
    for between in (";", ",")
    if opening or marks != "(1)"
]


def keys(text, name="lamps.txt"):
    reading = read(text.encode(), name=name)
    assert reconstruct(reading) == reading.text
    return [p.key for p in reading.provisions]


@pytest.mark.parametrize(("language", "marks", "opening", "between"), CASES)
def test_a_list_in_one_line_is_its_points(language, marks, opening, between):
    word, lead, point, joint = WORDS[language]
    printed = [
        f"{m} {point.format(t)}" for m, t in zip(FIRSTS[marks], THINGS[language], strict=True)
    ]
    line = f"{lead}{opening} {printed[0]}{between} {printed[1]}{between} {joint} {printed[2]}."
    text = f"{word} 1\n\n1. {line}\n\n2. {lead} {point.format(THINGS[language][0])}.\n"

    labels = [m.strip("()") for m in FIRSTS[marks]]
    points = [f"art-1/para-1/subpara-{label}" for label in labels]
    assert ["art-1", "art-1/para-1", *points, "art-1/para-2"] == keys(text)


@pytest.mark.parametrize(
    "line",
    [
        "Each Party acts under paragraph 1 (a), (b) and (c).",
        "Each Party acts under subparagraphs (a) and (b), and under item (i).",
        "In the absence of (i), (ii) or (iii), each Party acts alone.",
        "The cases described in (a) above, or in (b) below, are not affected.",
        "The Party (a) of the first kind acts alone in such a case.",
        "The lamps of class (i) are kept; wicks are kept by each Party.",
        "Under Article III (a), Article IV (b) or Annex B (c), each Party acts alone.",
        "Under article 3, paragraph 1 (a) and (b), the Party acts; and under article 4 (b) it rests.",
    ],
)
def test_letters_that_refer_head_no_point(line):
    text = f"Article 1\n\n1. {line}\n\n2. Each Party rests.\n"

    assert ["art-1", "art-1/para-1", "art-1/para-2"] == keys(text)


def test_a_list_within_a_list_in_one_line_keeps_its_depth():
    text = (
        "Article 1\n\nEach Party shall: (a) keep lamps: (i) of oil; (ii) of gas; and (b) trim wicks; "
        "(c) fill casks.\n\nArticle 2\n\nArticle 1 (a) (ii) applies to both.\n"
    )
    reading = read(text.encode(), name="lamps.txt")

    assert ["art-1", "art-1/subpara-a", "art-1/subpara-a/item-i", "art-1/subpara-a/item-ii",
            "art-1/subpara-b", "art-1/subpara-c", "art-2"] == [p.key for p in reading.provisions]  # fmt: skip
    assert [("art-1/subpara-a/item-ii", "resolved")] == [
        (r.target, r.status) for r in reading.references
    ]


TITLED = {
    "en": ("Article", ["Fees", "Kinds of Lamps", "Who Keeps Them"], "Each lamp is kept.", "[]"),
    "fr": ("Article", ["Taxes", "Genres de lampes", "Qui les garde"], "Chaque lampe est gardée.", "[]"),
    "es": ("Artículo", ["Tasas", "Clases de faros", "Quién los guarda"], "Cada faro se guarda.", "[]"),
    "ru": ("Статья", ["Пошлины", "Виды ламп", "Кто их хранит"], "Каждая лампа хранится.", "[]"),
    "zh": ("第{}条", ["费用", "灯的种类", "由谁保管"], "每盏灯均应保管。", "［］"),
}  # fmt: skip


@pytest.mark.parametrize("language", TITLED)
@pytest.mark.parametrize("mark", ["({})", "{}."])
def test_a_heading_in_brackets_behind_the_number_of_a_paragraph_is_one(language, mark):
    word, titles, words, brackets = TITLED[language]
    left, right = brackets[0], brackets[1]
    head = word.format("一") if "{}" in word else f"{word} 1"
    after = word.format("二") if "{}" in word else f"{word} 2"
    paragraphs = [f"{mark.format(n)} {left}{t}{right} {words}" for n, t in enumerate(titles, 1)]
    text = "\n\n".join([head, *paragraphs, after, words])

    reading = read(text.encode(), name="lamps.txt", language=language)
    found = [(p.heading, p.text, p.status) for p in reading.provisions if "/" in p.key]
    assert [(title, words, ()) for title in titles] == found
    assert reconstruct(reading) == reading.text


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (["[Each Party] shall keep lamps.", "[A State] may keep wicks.", "[All] keep casks."], None),
        (["[Lamps] Each is kept.", "[States] may keep wicks.", "[All] keep casks."], None),
        (["[Reserved]", "[Deleted]", "[Reserved for lamps]"], None),
        (["[Lamps] (a) Each is kept. (b) None is lost.", "[Wicks] So are wicks.", "[Casks] So are casks."], "Lamps"),
    ],
)  # fmt: skip
def test_brackets_of_a_draft_are_no_headings(lines, heading):
    text = "Article 1\n\n" + "\n\n".join(f"({n}) {line}" for n, line in enumerate(lines, 1))
    reading = read(text.encode(), name="lamps.txt")

    first = next(p for p in reading.provisions if p.key == "art-1/para-1")
    assert heading == first.heading
    points = [p.key for p in reading.provisions if "subpara" in p.key]
    assert (["art-1/para-1/subpara-a", "art-1/para-1/subpara-b"] if heading else []) == points
