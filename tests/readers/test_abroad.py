"""Articles of other instruments in French, Spanish, Russian, Arabic and Chinese texts."""

from __future__ import annotations

import pytest

from treatygraph.readers.document import read

BODIES = {
    "fr": "Article premier\nObjet\n\n1. Un.\n\n2. {}\n\nArticle 2\nFin\n\n1. Un :\n\na) un ;\n\nb) deux.\n\n2. La présente Convention.\n\nArticle 3\nEncore\n\nTexte.\n",
    "es": "Artículo 1\nObjeto\n\n1. Uno.\n\n2. {}\n\nArtículo 2\nFin\n\n1. Uno:\n\na) uno;\n\nb) dos.\n\n2. La presente Convención.\n\nArtículo 3\nOtro\n\nTexto.\n",
    "ru": "Статья 1\nЦель\n\n1. Один.\n\n2. {}\n\nСтатья 2\nКонец\n\n1. Один:\n\na) раз;\n\nb) два.\n\n2. Цель настоящей Конвенции.\n\nСтатья 3\nЕще\n\nТекст.\n",
    "ar": "المادة 1\nالغرض\n\n1- أولا.\n\n2- {}\n\nالمادة 2\nختام\n\n1- أولا:\n\n(أ) واحد؛\n\n(ب) اثنان.\n\n2- هذه الاتفاقية.\n\nالمادة 3\nنص\n\nنص.\n",
    "zh": "第一条\n宗旨\n\n一、甲。\n\n二、{}\n\n第二条\n最后\n\n一、甲：\n\n(a) 子；\n\n(b) 丑。\n\n二、本公约。\n\n第三条\n又\n\n文。\n",
}  # fmt: skip

CHARTER = {
    "fr": "Conformément à l’Article 2 de la Charte des Nations Unies.",
    "es": "Conforme al Artículo 2 de la Carta de las Naciones Unidas.",
    "ru": "В соответствии со статьей 2 Устава Организации Объединенных Наций.",
    "ar": "وفقا للمادة 2 من ميثاق الأمم المتحدة.",
    "zh": "根据《联合国宪章》第二条。",
}
OTHERS = {
    "fr": "Aux articles 2 et 3 de la Convention européenne des droits de l’homme.",
    "es": "Los artículos 2 y 3 de la Convención Europea de Derechos Humanos.",
    "ru": "Статьи 2 и 3 Европейской конвенции о правах человека.",
    "ar": "المادتان 2 و3 من الاتفاقية الأوروبية لحقوق الإنسان.",
    "zh": "根据欧洲人权公约第二条和第三条。",
}
BARE = {
    "fr": ("L’article 2 de la Convention.", "L’article 2 du Protocole."),
    "es": ("El artículo 2 de la Convención.", "El artículo 2 del Protocolo."),
    "ru": ("Статья 2 Конвенции.", "Статья 2 Протокола."),
    "ar": ("المادة 2 من الاتفاقية.", "المادة 2 من البروتوكول."),
    "zh": ("《公约》第二条。", "《议定书》第二条。"),
}
OWN = {
    "fr": "Les alinéas a) et b) du paragraphe 1 de l’article 2 de la présente Convention.",
    "es": "Los apartados a) y b) del párrafo 1 del artículo 2 de la presente Convención.",
    "ru": "Согласно подпунктам a) и b) пункта 1 статьи 2 настоящей Конвенции.",
    "ar": "الفقرتين الفرعيتين (أ) و(ب) من الفقرة 1 من المادة 2 من هذه الاتفاقية.",
    "zh": "本公约第二条第一款(a)项和(b)项。",
}


def rows(language: str, words: str) -> list[tuple[str | None, str, str | None]]:
    reading = read(BODIES[language].format(words).encode(), language=language)
    return [
        (r.target, r.status, r.instrument) for r in reading.references if r.source == "art-1/para-2"
    ]


@pytest.mark.parametrize("language", CHARTER)
def test_a_registered_instrument_is_known_by_its_title_in_each_language(language):
    assert [("art-2", "external", "un-charter")] == rows(language, CHARTER[language])


@pytest.mark.parametrize("language", OTHERS)
def test_an_instrument_that_nobody_registered_is_another_one_all_the_same(language):
    found = rows(language, OTHERS[language])

    assert [("art-2", "external"), ("art-3", "external")] == [row[:2] for row in found]
    assert len({row[2] for row in found}) == 1
    assert found[0][2]


@pytest.mark.parametrize("language", BARE)
def test_a_word_alone_is_this_text_only_where_it_calls_itself_so(language):
    same, other = BARE[language]

    assert [("art-2", "resolved", None)] == rows(language, same)
    assert [("art-2", "external")] == [row[:2] for row in rows(language, other)]


@pytest.mark.parametrize("language", OWN)
def test_lists_of_points_in_this_text_are_followed(language):
    expected = [(f"art-2/para-1/subpara-{x}", "resolved", None) for x in "ab"]

    assert expected == rows(language, OWN[language])


def test_what_is_said_of_an_instrument_before_its_article_is_part_of_the_place():
    text = BODIES["zh"].format(CHARTER["zh"])
    (reference,) = [r for r in read(text.encode(), language="zh").references if r.instrument]

    assert reference.surface == "《联合国宪章》第二条"


def test_the_preceding_paragraph_is_followed_in_russian():
    assert [("art-1/para-1", "resolved", None)] == rows("ru", "Согласно предыдущему пункту.")
