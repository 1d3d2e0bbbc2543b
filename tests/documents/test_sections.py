"""Sections inside articles, points with a dot before them, letters glued to their text."""

from treatygraph.documents import read, reconstruct

BANK = """Articles of Agreement of the Lamp Bank

Article I

Purposes

The Bank lends lamps, as Article IIA, Section 2 (b), says.

Article II

Capital

Section 1. Lamps

(a) The Bank has lamps, subject to Section 2 of this Article and to Section 1 (b) of Article III.

(b) Nothing in this Section is a candle.

Section 2. Wicks

The Bank has wicks.

Article IIA

More capital

Section 1. Oil

1. There is oil.

2. Paragraph 1 of this Section applies.

Section 2. Jars

(a) There are jars.

(b) There are lids.

Article III

Loans

Section 1. Terms

(a) Terms are short.

(b) Terms are long; see Section 2.

Section 2. Ends

All ends.
"""
POINTS = """Article 1

1. Each Party shall:

.1 keep a lamp; and

.2 keep a log, to which paragraphs 1.1 and 2.1 apply.

2. No Party shall:

.1 sell it.

Article 2

For the purposes of this Protocol:

a.the word "lamp" means a lamp;

b.In no case is a candle a lamp.
"""
ANNEXED = """Lamp Convention

Article 1

1. All lamps are lit.

2. Article 2 of the Convention applies.

Article 2

This Convention is short.

Annex I

Article 1

Annexed lamps are lit in accordance with article 2 of the Convention and article 2.

Article 2

This Convention ends.

ANNEX II (Article 1)

Article 1

Nothing.
"""


def parts(text):
    reading = read(text.encode())
    assert reading.text == reconstruct(reading)
    references = [(r.surface, r.target, r.status) for r in reading.references]
    return [p.key for p in reading.provisions], references


def test_sections_are_parts_of_articles_where_they_follow_one_another():
    keys, references = parts(BANK)

    assert [
        "art-1",
        "art-2",
        "art-2/sec-1",
        "art-2/sec-1/subpara-a",
        "art-2/sec-1/subpara-b",
        "art-2/sec-2",
        "art-2a",
        "art-2a/sec-1",
        "art-2a/sec-1/para-1",
        "art-2a/sec-1/para-2",
        "art-2a/sec-2",
        "art-2a/sec-2/subpara-a",
        "art-2a/sec-2/subpara-b",
        "art-3",
        "art-3/sec-1",
        "art-3/sec-1/subpara-a",
        "art-3/sec-1/subpara-b",
        "art-3/sec-2",
    ] == keys
    assert [
        ("Article IIA, Section 2 (b)", "art-2a/sec-2/subpara-b", "resolved"),
        ("Section 2 of this Article", "art-2/sec-2", "resolved"),
        ("Section 1 (b) of Article III", "art-3/sec-1/subpara-b", "resolved"),
        ("this Section", "art-2/sec-1", "resolved"),
        ("Paragraph 1 of this Section", "art-2a/sec-1/para-1", "resolved"),
        ("Section 2", "art-3/sec-2", "resolved"),
    ] == references


def test_sections_that_hold_articles_stay_above_them():
    keys, _ = parts(
        "Chapter I\n\nSection 1\n\nArticle 1\n\nOne.\n\nArticle 2\n\nTwo.\n\nSection 2\n\nArticle 3\n\n"
        "Three.\n\nChapter II\n\nSection 1\n\nArticle 4\n\nFour.\n"
    )

    assert {"ch-1/sec-1", "ch-1/sec-2", "ch-2/sec-1", "art-1", "art-4"} <= set(keys)


def test_a_dot_before_a_number_and_a_letter_glued_to_its_text_are_enumerators():
    keys, references = parts(POINTS)

    assert [
        "art-1",
        "art-1/para-1",
        "art-1/para-1/subpara-1",
        "art-1/para-1/subpara-2",
        "art-1/para-2",
        "art-1/para-2/subpara-1",
        "art-2",
        "art-2/subpara-a",
        "art-2/subpara-b",
    ] == keys
    assert ["art-1/para-1/subpara-1", "art-1/para-2/subpara-1"] == [t for _, t, _ in references]


def test_an_annex_means_the_articles_before_it_by_those_of_the_convention():
    keys, references = parts(ANNEXED)

    assert {"annex-1/art-2", "annex-2/art-1"} <= set(keys)
    assert ["art-2", "art-2", "annex-1/art-2"] == [target for _, target, _ in references]


def test_part_c_is_a_letter_among_letters():
    keys, _ = parts(
        "Part A\n\nArticle 1\n\nOne.\n\nPart B\n\nArticle 2\n\nTwo.\n\nPart C\n\nArticle 3\n\nX.\n"
    )

    assert ["part-a", "part-b", "part-c"] == [key for key in keys if key.startswith("part")]


def test_roman_numerals_with_a_dot_are_enumerators():
    keys, _ = parts(
        "Article 1\n\n1. The Council shall:\n\na. adopt:\n\ni. rules;\n\nii. plans;\n\niii. logs; and\n\n"
        "iv.to decide;\n\nv. votes.\n\nb. end.\n\n2. It may.\n"
    )

    assert [
        "art-1/para-1/subpara-a",
        *(f"art-1/para-1/subpara-a/item-{n}" for n in ("i", "ii", "iii", "iv", "v")),
        "art-1/para-1/subpara-b",
        "art-1/para-2",
    ] == keys[2:]


def test_the_heading_of_a_part_goes_on_in_capitals_and_ends_with_them():
    text = (
        "PART II\n\nLAMPS OF HARBOURS, INCLUDING\n\nTHEIR FAIR USE\n\nWords of the part.\n\n"
        "OF THE PART ITSELF.\n\nArticle 1\nScope\n\n1. There are lamps.\n\n"
        "PART III\n\nWICKS\n\nArticle 2\nUse\n\n1. There are wicks.\n"
    )
    headings = {p.key: p.heading for p in read(text.encode()).provisions}

    assert "LAMPS OF HARBOURS, INCLUDING THEIR FAIR USE" == headings["part-2"]
    assert "WICKS" == headings["part-3"]
