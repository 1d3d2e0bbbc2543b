"""Articles of other instruments in French, Spanish, Russian, Arabic and Chinese texts."""

from __future__ import annotations

import pytest

from treatygraph.documents.document import read

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


@pytest.mark.parametrize(
    ("words", "surface"),
    [
        ("缔约国对本公约第二条作出保留。", "第二条"),
        ("缔约国可就公约第二条提出修正。", "第二条"),
        ("締約國應盡力保護本公約第二條所述財產。", "第二條"),
    ],
)
def test_this_convention_is_known_in_the_middle_of_a_sentence(words, surface):
    text = BODIES["zh"].format(words)
    (reference,) = [
        r for r in read(text.encode(), language="zh").references if r.source == "art-1/para-2"
    ]

    assert ("art-2", "resolved", surface) == (reference.target, reference.status, reference.surface)


def test_a_quoted_title_that_nobody_registered_stands_whole_in_the_place():
    text = BODIES["zh"].format("根据《灯塔公约》第二条。")
    (reference,) = [r for r in read(text.encode(), language="zh").references if r.instrument]

    assert ("《灯塔公约》第二条", "external") == (reference.surface, reference.status)


def test_the_preceding_paragraph_is_followed_in_russian():
    assert [("art-1/para-1", "resolved", None)] == rows("ru", "Согласно предыдущему пункту.")


#: One small draft in five languages: the same provisions, the same references.
DRAFTS = {
    "es": "Preámbulo\n\nLos Estados partes en la presente Convención,\n\nCapítulo I\nDisposiciones generales\n\nArtículo 1\nFinalidad\n\nLos fines son:\n\na) Uno;\n\nb) Dos.\n\nArtículo 2. Términos\n\nA los efectos de la presente Convención:\n\na) Uno;\n\nb) Por “datos”:\n\ni) uno;\n\nii) otro.\n\nArtículo 2 bis\nÁmbito\n\n1. Con arreglo al apartado b) ii) del artículo 2 y al artículo 1 a).\n\n2. Véanse los artículos 1 y 2 bis.\n\nCapítulo II\nPenalización\n\nArtículo 3\nAcceso\n\n1. De conformidad con el capítulo I y con el párrafo 2 del presente artículo.\n\n2. Lo mencionado en el párrafo 1 supra.\n",
    "ru": "Преамбула\n\nГосударства — участники настоящей Конвенции,\n\nГлава I\nОбщие положения\n\nСтатья 1\nЦель\n\nЦели таковы:\n\na) одна;\n\nb) другая.\n\nСтатья 2. Термины\n\nДля целей настоящей Конвенции:\n\na) «система»;\n\nb) «данные»:\n\ni) одно;\n\nii) другое.\n\nСтатья 2 бис\nСфера\n\n1. В соответствии с подпунктом b) ii) статьи 2 и статьей 1 a).\n\n2. См. статьи 1 и 2 бис.\n\nГлава II\nКриминализация\n\nСтатья 3\nДоступ\n\n1. В соответствии с главой I и пунктом 2 настоящей статьи.\n\n2. Указанное в пункте 1 выше.\n",
    "ar": "الديباجة\n\nإن الدول الأطراف في هذه الاتفاقية،\n\nالفصل الأول\nأحكام عامة\n\nالمادة 1\nالغرض\n\nالأغراض هي:\n\n(أ) واحد؛\n\n(ب) اثنان.\n\nالمادة 2\nالمصطلحات\n\nلأغراض هذه الاتفاقية:\n\n(أ) النظام؛\n\n(ب) البيانات:\n\n'1' شيء؛\n\n'2' شيء آخر.\n\nالمادة 2 مكررا\nالنطاق\n\n1- وفقا للفقرة الفرعية (ب) '2' من المادة 2 والمادة 1 (أ).\n\n2- انظر المادتين 1 و2 مكررا.\n\nالفصل الثاني\nالتجريم\n\nالمادة 3\nالوصول\n\n1- وفقا للفصل الأول والفقرة 2 من هذه المادة.\n\n2- ما ورد في الفقرة 1 أعلاه.\n",
    "fr": "Préambule\n\nLes États Parties à la présente Convention,\n\nChapitre premier\nDispositions générales\n\nArticle premier\nObjet\n\nElle a pour objet :\n\na) Un ;\n\nb) Deux.\n\nArticle 2. Terminologie\n\nAux fins de la présente Convention :\n\na) Un ;\n\nb) On entend par « données » :\n\ni) Une chose ;\n\nii) Une autre.\n\nArticle 2 bis\nChamp\n\n1. Conformément à l’alinéa b) ii) de l’article 2 et à l’alinéa a) de l’article premier.\n\n2. Voir les articles premier et 2 bis.\n\nChapitre II\nIncrimination\n\nArticle 3\nAccès\n\n1. Conformément au chapitre premier et au paragraphe 2 du présent article.\n\n2. Visée au paragraphe 1 ci-dessus.\n",
    "zh": "序言\n\n本公约缔约国，\n\n第一章\n总则\n\n第一条\n宗旨\n\n宗旨如下：\n\n(a) 甲；\n\n(b) 乙。\n\n第二条 术语\n\n就本公约而言：\n\n(a) 系统；\n\n(b) 数据：\n\n(i) 一种；\n\n(ii) 另一种。\n\n第二条之二\n范围\n\n一、 依照第二条(b)项(ii)目和第一条(a)项。\n\n二、 见第一条和第二条之二。\n\n第二章\n定罪\n\n第三条\n访问\n\n一、 依照第一章和本条第二款。\n\n二、 上文第一款所述。\n",
}  # fmt: skip
_BIS = {"zh": "art-2-2"}


@pytest.mark.parametrize("language", DRAFTS)
def test_the_same_draft_gives_the_same_provisions_and_references(language):
    reading = read(DRAFTS[language].encode(), language=language)
    bis = _BIS.get(language, "art-2bis")

    assert [p.key for p in reading.provisions if not p.key.startswith("preamble")] == [
        *("ch-1", "art-1", "art-1/subpara-a", "art-1/subpara-b"),
        *("art-2", "art-2/subpara-a", "art-2/subpara-b"),
        *("art-2/subpara-b/item-i", "art-2/subpara-b/item-ii"),
        *(bis, f"{bis}/para-1", f"{bis}/para-2"),
        *("ch-2", "art-3", "art-3/para-1", "art-3/para-2"),
    ]
    assert [(r.source, r.target) for r in reading.references] == [
        (f"{bis}/para-1", "art-2/subpara-b/item-ii"),
        (f"{bis}/para-1", "art-1/subpara-a"),
        (f"{bis}/para-2", "art-1"),
        (f"{bis}/para-2", bis),
        ("art-3/para-1", "ch-1"),
        ("art-3/para-1", "art-3/para-2"),
        ("art-3/para-2", "art-3/para-1"),
    ]
