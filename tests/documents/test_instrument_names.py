"""How a text names other instruments, and which reference belongs to which."""

from __future__ import annotations

import pytest

from treatygraph.documents import read
from treatygraph.documents.citations.name_keys import formal_key


@pytest.mark.parametrize("gap", [" ", "\n", "  \n", "\u00a0"])
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("a-res-51-59", "General Assembly resolution 51/59"),
        ("a-hrc-res-20-8", "Human Rights Council resolution 20/8"),
        ("e-res-1996-31", "Economic and Social Council resolution 1996/31"),
        ("s-res-1373", "Security Council resolution 1373 (2001)"),
        ("directive-95-46", "Directive 95/46/EC"),
    ],
)
def test_a_numbered_act_is_the_same_wherever_its_name_is_cut_into_lines(key, name, gap):
    words = name.split()
    for i in range(1, len(words)):
        cut = " ".join(words[:i]) + gap + " ".join(words[i:])

        assert key == formal_key(cut)


TWO = {
    "es": "Artículo 1\n\n1. Uno.\n\n2. {}\n\nArtículo 2\n\n1. Uno:\n\na) uno;\n\nb) dos;\n\nc) tres.\n\n2. Este Convenio.\n\nArtículo 3\n\n1. Uno.\n\n2. Dos.\n\nArtículo 4\n\n1. Uno.\n\n2. Dos.\n",
    "fr": "Article premier\n\n1. Un.\n\n2. {}\n\nArticle 2\n\n1. Un:\n\na) un;\n\nb) deux;\n\nc) trois.\n\n2. La présente Convention.\n\nArticle 3\n\n1. Un.\n\n2. Deux.\n\nArticle 4\n\n1. Un.\n\n2. Deux.\n",
    "en": "Article 1\n\n1. One.\n\n2. {}\n\nArticle 2\n\n1. One:\n\n(a) one;\n\n(b) two;\n\n(c) three.\n\n2. This Convention.\n\nArticle 3\n\n1. One.\n\n2. Two.\n\nArticle 4\n\n1. One.\n\n2. Two.\n",
}  # fmt: skip
HERE = [
    ("es", "Los artículos 2 y 3 (inciso 2) del presente Convenio.", "art-2 art-3/para-2"),
    ("es", "Los artículos 2, 3 (inciso 2) y 4 (inciso 1).", "art-2 art-3/para-2 art-4/para-1"),
    ("es", "Los artículos 2, 3 (párrafo 2) y 4.", "art-2 art-3/para-2 art-4"),
    ("fr", "Les articles 2 et 3 (paragraphe 2) de la présente Convention.", "art-2 art-3/para-2"),
    ("en", "Articles 2 and 3 (paragraph 2) of this Convention.", "art-2 art-3/para-2"),
    ("es", "El Artículo 2. inciso 1, apartados a, b y c; el banco.", "art-2/para-1/subpara-a art-2/para-1/subpara-b art-2/para-1/subpara-c"),
    ("es", "El Artículo 2, inciso 1, bajo a, b y c el banco.", "art-2/para-1/subpara-a art-2/para-1/subpara-b art-2/para-1/subpara-c"),
    ("es", "El Artículo 2, inciso 1, bajo b, la oficina.", "art-2/para-1/subpara-b"),
    ("fr", "L'article 2, paragraphe 1, sous a) et c), est réservé.", "art-2/para-1/subpara-a art-2/para-1/subpara-c"),
    ("es", "El inciso anterior de este Artículo.", "art-1/para-1"),
    ("fr", "Le paragraphe précédent du présent article.", "art-1/para-1"),
    ("en", "The preceding paragraph of this article.", "art-1/para-1"),
    ("fr", "L'article 2, paragraphe premier, 3, paragraphes 1 et 2, et 4;", "art-2/para-1 art-3/para-1 art-3/para-2 art-4"),
    ("en", "Article 2, paragraph 1, 3, paragraphs 1 and 2, and 4.", "art-2/para-1 art-3/para-1 art-3/para-2 art-4"),
]  # fmt: skip
ELSEWHERE = [
    ("fr", "L'article 2, paragraphe 1, de l'AOW (Loi générale) et l'article 3 de l'AWW.", ["aow", "aww"]),
    ("fr", "L'article 2 du TFUE est réservé.", ["tfue"]),
    ("es", "El artículo 2, inciso 1, de la LOPD (Ley Orgánica).", ["lopd"]),
    ("es", "Los artículos 2 y 3 (inciso 2) del Convenio de Viena sobre el Derecho.", ["convenio-de-viena-sobre-el-derecho"] * 2),
    ("en", "Article 2 of the AOW (General Old Age Pensions Act).", ["aow"]),
]  # fmt: skip


def found(language, words):
    reading = read(TWO[language].format(words).encode(), language=language)
    return [r for r in reading.references if r.source == "art-1/para-2"]


@pytest.mark.parametrize(("language", "words", "expected"), HERE)
def test_points_beside_their_numbers_are_read_in_each_way_of_printing(language, words, expected):
    rows = [(r.target, r.status) for r in found(language, words)]

    assert [(key, "resolved") for key in expected.split()] == rows


@pytest.mark.parametrize(("language", "words", "expected"), ELSEWHERE)
def test_what_lies_in_an_act_known_by_letters_is_never_of_this_text(language, words, expected):
    rows = [(r.instrument, r.status) for r in found(language, words)]

    assert [(key, "external") for key in expected] == rows


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "Los incisos anteriores de este Artículo rigen."),
        ("fr", "Les paragraphes précédents du présent article sont réservés."),
        ("en", "The preceding paragraphs of this article apply."),
    ],
)
def test_an_unstated_many_stays_ambiguous_where_its_article_is_named(language, words):
    assert ["ambiguous"] == [r.status for r in found(language, words)]
