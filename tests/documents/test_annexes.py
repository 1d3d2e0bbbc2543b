"""Annexes and what lies in them divide as articles do, each kind under its own name."""

import pytest

from treatygraph.documents import read, reconstruct

BODY = """1. The first duty is:

(a) to keep lamps;

(b) to trim wicks, namely:

(i) those of cotton; and

(ii) those of wool.

2. The second duty is light.
"""
POINTS = (
    "para-1",
    "para-1/subpara-a",
    "para-1/subpara-b",
    "para-1/subpara-b/item-i",
    "para-1/subpara-b/item-ii",
    "para-2",
)
START = "Article 1\n\nScope\n\nThis Convention is about lamps.\n\n"


def keys(text):
    reading = read(text.encode())
    assert reconstruct(reading) == reading.text
    return [p.key for p in reading.provisions]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("ANNEX", "SECTION 1. COSTS"), ("annex-1", "annex-1/sec-1")),
        (("Annex II", "Section 3", "Costs"), ("annex-2", "annex-2/sec-3")),
        (("ANNEX I", "PART A", "Keeping"), ("annex-1", "annex-1/part-a")),
        (("Annex IV", "Chapter 2 - Keeping"), ("annex-4", "annex-4/ch-2")),
        (("Annexe", "Section 1", "Frais"), ("annex-1", "annex-1/sec-1")),
        (("Anexo III", "Sección 2", "Costos"), ("annex-3", "annex-3/sec-2")),
        (("ПРИЛОЖЕНИЕ I", "Раздел 2", "Расходы"), ("annex-1", "annex-1/sec-2")),
        (("Appendix 1", "Section 2", "Costs"), ("appendix-1", "appendix-1/sec-2")),
        (("Schedule 1", "Part 2", "Costs"), ("schedule-1", "schedule-1/part-2")),
        (("Annex I", "Part 2", "Section 1"), ("annex-1", "annex-1/part-2", "annex-1/part-2/sec-1")),
        (("Annex I", "Rule 1", "Lamps"), ("annex-1", "annex-1/rule-1")),
        (("Annex I", "Regulation 1", "Lamps"), ("annex-1", "annex-1/regulation-1")),
        (("Annex I", "Appendix 2", "Lamps"), ("annex-1", "annex-1/appendix-2")),
    ],
)
def test_divisions_of_an_annex_divide_into_paragraphs_points_and_items(heads, expected):
    found = keys(START + "\n\n".join(heads) + "\n\n" + BODY)

    assert [*expected, *(f"{expected[-1]}/{p}" for p in POINTS)] == found[1:]


@pytest.mark.parametrize("word", ["Rule", "Regulation"])
@pytest.mark.parametrize("form", ["{} {}\n{}", "{} {}\n\n{}", "{} {}. {}", "{} {} {}"])
def test_rules_and_regulations_are_articles_by_their_own_name(word, form):
    text = "\n\n".join(
        form.format(word, n, title) + "\n\n" + BODY for n, title in ((23, "Lamps"), (24, "Wicks"))
    )
    reading = read(text.encode())

    step = word.lower()
    expected = [k for n in (23, 24) for k in (f"{step}-{n}", *(f"{step}-{n}/{p}" for p in POINTS))]
    assert expected == [p.key for p in reading.provisions]
    assert {"article"} == {p.level for p in reading.provisions if "/" not in p.key}


@pytest.mark.parametrize(
    "line",
    [
        "Rule 5 of the Rules of Procedure shall apply to lamps.",
        "Regulation 7, paragraph 2, is not affected.",
        "Appendix 2 contains the list of lamps.",
        "Schedule 4 to the Lamps Act is repealed.",
    ],
)
def test_a_sentence_that_names_a_rule_is_no_heading(line):
    assert ["art-1"] == [k for k in keys(f"Article 1\n\nScope\n\n{line}\n") if "para" not in k]


def test_an_appendix_is_not_an_annex():
    found = keys(START + "Annex I\n\nLamps\n\nText.\n\nAppendix\n\nWicks\n\nMore text.\n")

    assert ["art-1", "annex-1", "annex-1/appendix-1"] == found


def test_rules_that_follow_a_convention_keep_apart_from_its_articles():
    found = keys(START + "Rule 1\n\nLamps\n\nText.\n\nRule 2\n\nWicks\n\n(a) One;\n\n(b) Two.\n")

    assert ["art-1", "rule-1", "rule-2", "rule-2/subpara-a", "rule-2/subpara-b"] == found


def test_a_text_without_articles_divides_below_its_chapters():
    found = keys("Chapter I\n\nGeneral\n\n" + BODY + "\nChapter II\n\nOther\n\n" + BODY)

    assert [k for c in ("ch-1", "ch-2") for k in (c, *(f"{c}/{p}" for p in POINTS))] == found
