"""Headings with the numbers that each language prints, and what is no heading."""

from __future__ import annotations

import pytest

from treatygraph.documents.document import read
from treatygraph.documents.structure.headings import find_head


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [
        ("المادة ١", "article", "1"),
        ("المادة الحادية عشرة", "article", "11"),
        ("المادة الثانية عشرة", "article", "12"),
        ("المادة العشرون", "article", "20"),
        ("المادة الحادية والعشرون", "article", "21"),
        ("المادة التاسعة والتسعون", "article", "99"),
        ("مادة (3)", "article", "3"),
        ("المادة 3 مكررا", "article", "3bis"),
        ("المادة 3 مكررا (ثانيا)", "article", "3ter"),
        ("الفصل الحادي عشر", "chapter", "11"),
        ("الباب الثاني عشر", "part", "12"),
        ("ARTÍCULO PRIMERO", "article", "1"),
        ("Artículo 1.º", "article", "1"),
        ("Artículo 1° Objeto", "article", "1"),
        ("ARTICULO 12.- Cooperación", "article", "12"),
        ("Article 1er", "article", "1"),
        ("Chapitre Ier", "chapter", "1"),
        ("Статья первая", "article", "1"),
        ("Статья 10-бис", "article", "10bis"),
        ("Статья 10 тер. Сфера", "article", "10ter"),
        ("第１条", "article", "1"),
        ("第一〇二条 登记", "article", "102"),
        ("第一百零二條", "article", "102"),
        ("第十一条【目的】", "article", "11"),
        ("第二条之二", "article", "2-2"),
    ],
)
def test_a_heading_has_the_number_that_it_prints(line, level, number):
    head = find_head(line)

    assert head is not None
    assert (head.level, head.number) == (level, number)


@pytest.mark.parametrize(
    "line",
    [
        "المادة 3 من هذه الاتفاقية تنطبق.",
        "Artículo 3 de la presente Convención.",
        "第二条第一款的规定",
        "第三条和第四条",
    ],
)
def test_a_place_that_a_sentence_begins_with_is_no_heading(line):
    assert find_head(line) is None


ARABIC = [
    *("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة"),
    *("التاسعة", "العاشرة", "الحادية عشرة", "الثانية عشرة"),
]


def test_articles_numbered_in_arabic_words_are_referred_to_in_words():
    bodies = ["وفقا للمادة الثانية عشرة والمادتين الثالثة والحادية عشرة."] + ["نص."] * 11
    text = "\n\n".join(f"المادة {w}\n\n{b}" for w, b in zip(ARABIC, bodies, strict=True))
    reading = read(text.encode(), language="ar")

    assert [p.key for p in reading.provisions] == [f"art-{n}" for n in range(1, 13)]
    assert ["art-12", "art-3", "art-11"] == [r.target for r in reading.references]


SHORT = {
    "en": ("Article {}", "In accordance with article 3 and articles 1 and 2."),
    "fr": ("Article {}", "La présente Convention est sujette à ratification."),
    "es": ("Artículo {}", "La presente Convención está sujeta a ratificación."),
    "ru": ("Статья {}", "Настоящая Конвенция подлежит ратификации."),
    "ar": ("المادة {}", "تخضع هذه الاتفاقية للتصديق."),
    "zh": ("第{}条", "本公约须经批准。"),
}


@pytest.mark.parametrize("language", SHORT)
def test_a_short_sentence_is_the_text_of_an_article_not_its_heading(language):
    head, sentence = SHORT[language]
    text = "\n\n".join(f"{head.format(n)}\n\n{sentence}" for n in range(1, 4))
    reading = read(text.encode(), language=language)

    assert [None] * 3 == [p.heading for p in reading.provisions]


def test_a_late_number_without_its_stem_is_no_marker_and_stops_nothing():
    reading = read(b"Article 1 Lamps\n\n(bis) Each lamp is lit.\n\nArticle 2 Oil\n\n(ter) None.\n")

    assert ["art-1", "art-2"] == [p.key for p in reading.provisions if p.level == "article"]
