"""Styles of other houses: bare numbers, section signs, brackets round whole articles."""

import pytest

from treatygraph.documents import read, reconstruct


def keys(text):
    reading = read(text.encode())
    assert reading.text == reconstruct(reading)
    return [p.key for p in reading.provisions]


BARE = """Article 1 – Purposes

1 The purposes of this Convention are to:

a protect keepers;

b design a framework:

i for lamps;

ii for wicks.

2 A second paragraph.

Article 2 – Scope

A lamp is not a candle.

12 Parties had signed.
"""


def test_numbers_and_letters_without_points_are_enumerators_where_they_make_a_list():
    expected = [
        "art-1",
        "art-1/para-1",
        "art-1/para-1/subpara-a",
        "art-1/para-1/subpara-b",
        "art-1/para-1/subpara-b/item-i",
        "art-1/para-1/subpara-b/item-ii",
        "art-1/para-2",
        "art-2",
    ]

    assert expected == keys(BARE)[:8]
    assert not any("12" in key for key in keys(BARE))


def test_a_section_sign_names_an_article_where_no_other_word_does():
    assert ["art-1", "art-1/para-1", "art-2"] == keys("§ 1 Scope\n\n(1) See § 2.\n\n§ 2 Terms\n")
    assert ["art-1"] == keys("Article 1\n\n§ 1 of the Code applies.\n")


def test_a_heading_that_begins_like_bis_or_ter_is_a_heading():
    reading = read(b"Article 3 Territorial scope\n\n1. One.\n\nArticle 3 ter Terms\n\n1. Two.\n")

    assert [("art-3", "Territorial scope"), ("art-3ter", "Terms")] == [
        (p.key, p.heading) for p in reading.provisions if p.level == "article"
    ]


DRAFT = """[CHAPTER II bis
Safeguards]

[Article 5 bis. Protection of keepers]

1. Each Party acts.

Option 1

2. Text one.

Option 2

2. Text two.

[Northmark, Eastmark: 3. Each Party shall report.]

Article [X]. Review

Article XX. Depositary
"""


def test_brackets_options_sponsors_and_placeholders_of_a_draft_are_kept():
    reading = read(DRAFT.encode())
    status = {p.key: p.status for p in reading.provisions}

    assert ["ch-2bis", "art-5bis", "art-x", "art-xx"] == [k for k in status if "/" not in k]
    assert "bracketed" in status["art-5bis"]
    assert "alternative" not in status["art-5bis/para-1"]
    assert ["alternative"] == list(status["art-5bis/para-2"])
    assert ["alternative"] == list(status["art-5bis/para-2~2"])
    assert "proposed" in status["art-5bis/para-3"]
    assert "Proposed by Northmark, Eastmark." in [f.message for f in reading.findings]
    assert "placeholder" in status["art-x"]
    assert reading.text == reconstruct(reading)


def test_an_option_above_a_lone_paragraph_is_not_lost():
    reading = read(b"Article 1\n\nOption 1\n\nThe lamp shall burn.\n")

    assert ("alternative",) == reading.provisions[0].status
    assert reading.text == reconstruct(reading)


def test_chinese_paragraphs_points_and_numbers_nest():
    expected = [
        "art-1",
        "art-1/para-1",
        "art-1/para-1/subpara-1",
        "art-1/para-1/subpara-2",
        "art-1/para-1/subpara-2/item-1",
        "art-1/para-2",
    ]

    assert expected == keys(
        "第一条\n\n一、应：\n\n（一）甲；\n\n（二）乙：\n\n1．丙。\n\n二、不适用。\n"
    )


def test_sections_with_roman_numbers_hold_the_articles_of_an_annex():
    text = "Annex II\n\nProtocol\n\nI. General provisions\n\nArticle 1\n\nOne.\n\nII. Aid\n\nArticle 2\n\nTwo.\n"

    assert ["annex-2", "annex-2/sec-1", "annex-2/art-1", "annex-2/sec-2", "annex-2/art-2"] == keys(
        text
    )


def test_numbers_in_words_and_former_numbers_are_read():
    text = "PREMIÈRE PARTIE\n\nArticle Twenty-Two\nFinal\n\nOne.\n\nArticle 23 (former Article 21)\nEnd\n\nTwo.\n"

    assert ["part-1", "art-22", "art-23"] == keys(text)


def test_recitals_with_numbers_stand_apart_from_those_without():
    text = (
        "THE COUNCIL OF LAMPS,\n\nHaving regard to the Charter,\n\nWhereas:\n\n(1) Lamps burn.\n\n"
        "(2) Wicks burn.\n\nHAS ADOPTED THIS REGULATION:\n\nArticle 1\n\nOne.\n"
    )

    assert ["preamble/para-1", "preamble/para-2"] == [
        k for k in keys(text) if "para-" in k and "u" not in k
    ]


TABLE = """<html><body><p>Article 15 – Safeguards</p>
<table><tr><td>1</td><td>Each Party ensures, in accordance with Article 14:</td></tr>
<tr><td></td><td><table><tr><td>a</td><td>supervision;</td></tr><tr><td>b</td><td>limits.</td></tr></table></td></tr>
<tr><td>2</td><td>Each Party considers.</td></tr></table></body></html>"""


def test_numbers_in_table_cells_belong_to_the_text_beside_them():
    expected = [
        "art-15",
        "art-15/para-1",
        "art-15/para-1/subpara-a",
        "art-15/para-1/subpara-b",
        "art-15/para-2",
    ]

    assert expected == keys(TABLE)


def test_a_page_in_utf_8_that_does_not_say_so_is_read_as_such():
    assert "Safeguards" == read(TABLE.encode()).provisions[0].heading
    assert "–" in read(TABLE.encode()).text


def test_a_bracket_round_a_paragraph_is_its_status():
    reading = read(b"Article 1\n\n1. One.\n\n[2. Two.]\n")

    assert {"art-1": (), "art-1/para-1": (), "art-1/para-2": ("bracketed",)} == {
        p.key: p.status for p in reading.provisions
    }


def test_a_page_is_read_to_a_great_depth_and_beyond_it_says_so():
    deep = read(b"<html><body>" + b"<div>" * 300 + b"Article 1</div>")
    deeper = read(b"<html><body>" + b"<div>" * 5000 + b"Article 1</div>")

    assert ["art-1"] == [p.key for p in deep.provisions]
    assert "nested-too-deeply" in [f.code for f in deeper.findings]


def test_a_number_that_comes_thousands_of_times_keeps_its_texts_apart():
    found = keys("Article 1\n\n1. x\n\n" * 2000)

    assert 4000 == len(set(found))


def texts(text):
    reading = read(text.encode())
    assert reading.text == reconstruct(reading)
    return {p.key: (p.heading, p.text) for p in reading.provisions}


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Articles 4 and 5 [Deleted]", (4, 5)),
        ("Articles 4 to 6 (repealed)", (4, 5, 6)),
        ("Articles 4-5 [Reserved]", (4, 5)),
        ("Articles 4 et 5 (Supprimés)", (4, 5)),
        ("Artículos 4 y 5 [Suprimidos]", (4, 5)),
    ],
)
def test_articles_that_one_line_says_are_deleted_are_articles_each(line, numbers):
    reading = read(f"Article 3\n\nA\n\nText.\n\n{line}\n\nArticle 7\n\nB\n\nText.\n".encode())
    rows = {p.key: p.status for p in reading.provisions}

    assert {"art-3", "art-7", *(f"art-{n}" for n in numbers)} == set(rows)
    assert {("deleted",)} == {rows[f"art-{n}"] for n in numbers}
    assert reading.text == reconstruct(reading)


@pytest.mark.parametrize("dash", ["-", "–", "—", "•"])
def test_indents_stand_in_the_point_above_them(dash):
    found = texts(
        f"Article 1\n\nScope\n\n1. Parties keep:\n\n(a) lamps, that is:\n\n{dash} those of towers;\n\n"
        f"{dash} those of piers; and\n\n(b) wicks.\n\n2. No more.\n"
    )

    assert "lamps, that is:" in found["art-1/para-1/subpara-a"][1]
    assert "those of piers" in found["art-1/para-1/subpara-a"][1]
    assert "Parties keep:" == found["art-1/para-1"][1]
    assert 5 == len(found)


def test_a_heading_of_several_articles_is_no_text_of_the_one_before():
    found = texts(
        "Article 1\n\nScope\n\n1. Lamps are kept.\n\nKeepers and their duties\n\nArticle 2\n\nTerms\n\n"
        "Oil is kept.\n"
    )

    assert {"art-1": ("Scope", None), "art-1/para-1": (None, "Lamps are kept."),
            "art-2": ("Terms", "Oil is kept.")} == found  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "The Parties shall keep the lamps of their own coasts in good order",
        "Las Partes deberán mantener las lámparas de sus costas en buen estado",
        "Les Parties doivent entretenir les lampes de leurs côtes en bon état",
    ],
)
def test_a_sentence_of_duty_is_no_heading_though_it_lacks_its_full_stop(sentence):
    assert {"art-1": (None, sentence), "art-2": ("Terms", "Oil.")} == texts(
        f"Article 1\n\n{sentence}\n\nArticle 2\n\nTerms\n\nOil.\n"
    )


@pytest.mark.parametrize("word", ["(Deleted)", "(Supprimé.)", "(Suprimido)", "(Repealed.)"])
def test_the_word_that_an_article_is_no_more_is_its_text(word):
    found = texts(f"Article 3\n\n{word}\n\nArticle 4\n\nTerms\n\nOil.\n")

    assert (None, word) == found["art-3"]
