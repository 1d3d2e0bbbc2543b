"""Text that lost its line breaks is read as far as it is sure, and what is not is told."""

import pytest

from treatygraph.documents import read, reconstruct

FLAT = (
    "CONVENTION ON LAMPS Article 1 Objective The objective of this Convention is light for all. "
    "Article 2 Use of terms 1. For the purposes of this Convention: (a) lamp means a light; (b) "
    "wick means a thread. 2. No other term is used, subject to article 1. Article 3 Keepers 1. Each "
    "Party shall keep its lamps under article 2, paragraph 1. 2. A keeper is a person. Article 4 "
    "Entry into force This Convention enters into force at once."
)


def test_a_text_on_one_line_is_parted_where_the_next_number_comes():
    reading = read(("Article 1" + FLAT.partition("Article 1")[2]).encode())
    keys = [p.key for p in reading.provisions]

    assert reconstruct(reading) == reading.text
    assert {f"art-{n}" for n in (1, 2, 3, 4)} <= set(keys)
    assert {"art-2/para-1", "art-2/para-2", "art-3/para-1", "art-3/para-2"} <= set(keys)
    assert {"art-2/para-1/subpara-a", "art-2/para-1/subpara-b"} <= set(keys)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Charter applies. Article 51 of the Charter is not affected by it.",
        "Nothing else applies. Article 3, paragraph 2, is not affected.",
        "It entered into force on 1 May 1998. 2. is no number here and 3. neither.",
    ],
)
def test_a_sentence_that_names_an_article_is_not_parted(sentence):
    text = (
        f"Article 1\n\nScope\n\nThis Convention is about lamps and wicks of all kinds. {sentence}"
    )

    assert ["art-1"] == [p.key for p in read(text.encode()).provisions]


def test_bracketed_paragraphs_run_into_the_one_before_are_parted():
    text = (
        "Article 1\n\nScope\n\n1. Each Party shall keep lamps of every kind that it has on its "
        "coasts. [2. Each Party shall keep wicks.] [3. Each Party shall keep oil.]\n\n4. Light."
    )

    assert [f"art-1/para-{n}" for n in (1, 2, 3, 4)] == [
        p.key for p in read(text.encode()).provisions if "para" in p.key
    ]


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2 bis. ", "para-2bis"),
        ("2-bis. ", "para-2bis"),
        ("2bis. ", "para-2bis"),
        ("2. bis ", "para-2bis"),
        ("2 bis A. ", "para-2bisa"),
        ("2A. ", "para-2a"),
        ("(2 bis) ", "para-2bis"),
        ("(2A) ", "para-2a"),
        ("2 ter. ", "para-2ter"),
    ],
)
def test_numbers_put_in_later_are_paragraphs_of_their_own(printed, key):
    mark = "({}) " if printed.startswith("(") else "{}. "
    text = "Article 1\n\nScope\n\n" + "\n\n".join(
        f"{m}Each Party shall keep lamps."
        for m in (mark.format(1), mark.format(2), printed, mark.format(3))
    )
    reading = read(text.encode())

    assert ["art-1/para-1", "art-1/para-2", f"art-1/{key}", "art-1/para-3"] == [
        p.key for p in reading.provisions if "/" in p.key
    ]
    assert not reading.findings


def test_points_put_in_later_and_decimal_numbers_are_read():
    points = ("(a)", "(a bis)", "(b)", "(b) ter", "(c)", "(ca)", "(d)")
    text = "Article 1\n\nScope\n\nEach Party shall keep:\n\n" + "\n\n".join(
        f"{p} lamps;" for p in points
    )
    decimal = "Article 1\n\nScope\n\n1.1 Each Party keeps lamps.\n\n1.2 Each Party keeps oil.\n\n"

    expected = ["a", "abis", "b", "bter", "c", "ca", "d"]
    assert expected == [p.key.rpartition("-")[2] for p in read(text.encode()).provisions][1:]
    assert ["art-1/para-1.1", "art-1/para-1.2"] == [
        p.key for p in read(decimal.encode()).provisions if "/" in p.key
    ]


WORDS = {
    "en": ("ARTICLE", "CHAPTER II KEEPERS", "Each Party shall keep its lamps in good order under Article 1 at all times"),
    "fr": ("ARTICLE", "CHAPITRE II GARDIENS", "Chaque Partie doit garder ses lampes en bon état selon l'article 1 en tout temps"),
    "es": ("ARTÍCULO", "CAPÍTULO II GUARDIANES", "Cada Parte deberá guardar sus faros en buen estado según el artículo 1 siempre"),
    "ru": ("СТАТЬЯ", "ГЛАВА II ХРАНИТЕЛИ", "Каждая Сторона должна хранить свои лампы в порядке согласно статье 1 всегда"),
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "numbers", [list("12345678"), ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]]
)
@pytest.mark.parametrize("end", [". ", " "])
@pytest.mark.parametrize("paragraphs", [False, True])
def test_headings_in_capitals_part_a_text_without_line_breaks(language, numbers, end, paragraphs):
    word, division, words = WORDS[language]
    body = f"1. {words} {words}. 2. {words}{end}" if paragraphs else f"{words} {words} {words}{end}"
    parts = [f"{word} {n} {body}" for n in numbers]
    text = f"{words}: {''.join(parts[:3])}{division} {''.join(parts[3:])}"

    reading = read(text.encode(), name="lamps.txt", language=language)
    keys = [p.key for p in reading.provisions]
    assert reconstruct(reading) == reading.text
    assert [f"art-{n}" for n in range(1, 9)] == [
        k for k in keys if k.startswith("art-") and "/" not in k
    ]
    assert "ch-2" in keys
    assert {"art-1"} == {r.target for r in reading.references if r.source.startswith("art-")}
    assert paragraphs == ("art-8/para-2" in keys)


def test_two_headings_in_capitals_are_not_enough_to_part_a_text():
    words = "Each Party shall keep its lamps in good order at all times. " * 30
    text = f"Article 1\n\n{words}It acts under ARTICLE 2 and {words}under ARTICLE 3 of the Charter."

    assert ["art-1"] == [p.key for p in read(text.encode(), name="lamps.txt").provisions]
