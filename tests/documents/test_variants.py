"""Every spelling of a heading is a reference's spelling too, and every form has its variants."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.documents.test_peers import answers, cases
from treatygraph.documents.document import read, registered_names

FORMS = {
    language: [case.values for case in found]
    for language, found in groupby(cases("forms-variants.txt"), key=lambda case: case.values[1])
}
ORDINALS = [
    "الأولى",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
ENGLISH = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"]
FRENCH = [
    "premier",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
]
SPANISH = ["primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo"]
RUSSIAN = ["первая", "вторая", "третья", "четвертая", "пятая", "шестая", "седьмая", "восьмая"]
CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]

#: What stands in each language around a reference, and what says what the text calls itself.
FRAME = {
    "en": ("This Convention applies.", "The Parties act under {}."),
    "fr": ("La présente Convention s'applique.", "Les Parties agissent selon {}."),
    "es": ("La presente Convención se aplica.", "Las Partes actúan según {}."),
    "ru": ("Настоящая Конвенция применяется.", "Стороны действуют в соответствии со {}."),
    "zh": ("本公约适用。", "缔约方依照{}行事。"),
    "ar": ("تطبق هذه الاتفاقية.", "تعمل الأطراف وفقا ل{}."),
}
#: Heading and reference: {n} digits, {r} Roman, {c} Chinese, {l} a letter, {o} an Arabic ordinal.
SPELLINGS = {
    "en": """Article {n}|article {n}; ARTICLE {n}|ARTICLE {n}; Article {r}|Article {r}; ARTICLE {r}|Article {r};
        Art. {n}.|Art. {n}; Art. {r}|Art. {r}; Article {n} - Lamps|Article {n}; Article {n}: Lamps|Article {n} (Lamps);
        Article {r}. Lamps|Article {r}; Article {r} – Lamps|Article {r}; Article No. {n}|Article No. {n};
        ARTICLE-{n}|Article-{n}; Article ({n})|Article ({n}); Article {n} bis|article {n} bis;
        Article {n}-bis|article {n}-bis; Article {n} bis A|article {n} bis A; Article {n}A|article {n}A;
        Article {r}A|article {r}A; Article {r} bis|article {r} bis; Article {n}.1|Article {n}.1;
        Article {n}.1: Lamps|Article {n}.1 (Lamps); Rule {n}|rule {n}; RULE {r}|Rule {r};
        Regulation {n}|Regulation {n}; Section {n}|section {n}; Chapter {r}|Chapter {r}; PART {r}|Part {r};
        Annex {r}|Annex {r}; ANNEX {n}|Annex {n}; ANNEX {l}|Annex {l}; ANNEX B.{n}|Annex B.{n};
        ANNEX B-{n}|Annex B-{n}; Annex {n}A|Annex {n}A; Annex {n}-A|Annex {n}-A; Annex {r}-A|Annex {r}-A;
        Annex {n}.1|Annex {n}.1; Annex 2-A-{n}|Annex 2-A-{n}; Annex {n}-A-1|Annex {n}-A-1; ANNEX {r}-B-2|Annex {r}-B-2;
        ANNEX OIL-{n}|Annex OIL-{n}; Annex {n}.B.2|Annex {n}.B.2; Appendix {n}-A-1|Appendix {n}-A-1;
        ARTICLE THE {w}|Article the {w}; Article {w}|the {w} Article; {w} ARTICLE|the {w} article; Article {w}|Article {w};
        {w} Chapter|the {w} Chapter; Appendix {n}|appendix {n}; Appendix {r}|Appendix {r}; Schedule {n}|Schedule {n}""",
    "fr": """Article {n}|l'article {n}; ARTICLE {n}|l'article {n}; Art. {n}.|l'art. {n}; Art. {n}°|l'art. {n};
        Article {r}|l'article {r}; Article {n} bis|l'article {n} bis; Annexe {r}|l'annexe {r}; ANNEXE {l}|l'annexe {l};
        Article {f}|l'article {f}; ARTICLE {f}|l'article {f};
        Chapitre {r}|le chapitre {r}; TITRE {r}|le titre {r}; Appendice {n}|l'appendice {n}; Règle {n}|la règle {n}""",
    "es": """Artículo {n}|el artículo {n}; ARTÍCULO {r}|el artículo {r}; ARTICULO {n}o.|el artículo {n}o.;
        Artículo {e}|el artículo {e}; ARTÍCULO {e}|el artículo {e};
        Artículo {n}º|el artículo {n}º; Artículo {n}°.-|el artículo {n}; Artículo {n} bis|el artículo {n} bis;
        Artículo 3-0{n}: Faros|el artículo 3-0{n}; Art. {n}.-|el art. {n}; Anexo {r}|el anexo {r}; ANEXO {l}|el Anexo {l};
        Capítulo {r}|el capítulo {r}; Apéndice {n}|el apéndice {n}; Regla {n}|la regla {n}""",
    "ru": """Статья {u}|статьей {u}; Статья {n}|статьей {n}; СТАТЬЯ {r}|статьей {r}; Статья {n}.|статьей {n}; Статья {n} бис|статьей {n} бис;
        Статья {n}-бис|статьей {n}-бис; Приложение {n}|приложением {n}; Приложение {r}|приложением {r};
        Глава {r}|главой {r}; Раздел {r}|разделом {r}; Часть {r}|частью {r}; Правило {n}|правилом {n};
        Добавление {n}|добавлением {n}""",
    "zh": """第{c}条|第{c}条; 第{n}条|第{n}条; 第 {n} 条|第 {n} 条; 第{c}條|第{c}條; 第{c}章|第{c}章; 第{c}部分|第{c}部分;
        第{c}节|第{c}节; 附件{c}|附件{c}; 附件{n}|附件{n}; 附录{c}|附录{c}; 附錄{n}|附錄{n}""",
    "ar": """المادة {n}|لمادة {n}; المادة ({n})|لمادة ({n}); المادة {o}|لمادة {o}; مادة {n}|لمادة {n}; الفصل {n}|لفصل {n};
        المرفق {n}|لمرفق {n}""",
}  # fmt: skip
PAIRS = [
    pytest.param(language, *(part.strip() for part in pair.split("|")), id=pair.strip())
    for language, pairs in SPELLINGS.items()
    for pair in pairs.split(";")
]
LAST = 8


def spelled(form, n):
    return form.format(n=n, r=ROMAN[n - 1], c=CHINESE[n - 1], l="ABCDEFGHIJKL"[n - 1], o=ORDINALS[n - 1],
                       w=ENGLISH[n - 1], f=FRENCH[n - 1], e=SPANISH[n - 1], u=RUSSIAN[n - 1])  # fmt: skip


def convention(language, heading, reference):
    """Return three articles, and eight divisions of a spelling, the fifth with a reference."""
    own, line = FRAME[language]
    first = {"fr": "Article {n}", "es": "Artículo {n}", "ru": "Статья {n}", "zh": "第{c}条",
             "ar": "المادة {n}"}.get(language, "Article {n}")  # fmt: skip
    annexed = spelled(heading, 1)[:4].upper() in ("ANNE", "ANEX", "APPE", "APÉN", "SCHE", "ПРИЛ", "ДОБА") or (
        spelled(heading, 1).startswith(("附", "المرفق"))
    )  # fmt: skip
    blocks = [b for n in (1, 2, 3) for b in (spelled(first, n), own)] if annexed else []
    for n in range(1, LAST + 1):
        blocks += [spelled(heading, n), line.format(reference) if n == 5 else own]
    return "\n\n".join(blocks)


@pytest.mark.parametrize(("language", "heading", "reference"), PAIRS)
def test_the_spelling_of_a_heading_as_reference_leads_to_it(language, heading, reference):
    text = convention(language, heading, spelled(reference, LAST))
    reading = read(text.encode(), name="convention.txt", language=language)
    tops = [p.key for p in reading.provisions if "/" not in p.key]

    found = [r for r in reading.references if r.target]
    assert [(r.target, r.status) for r in found] == [(tops[-1], "resolved")]
    assert len(tops) == len(set(tops)) in (LAST, LAST + 3)
    assert not [f for f in reading.findings if f.severity != "info"]


def test_ten_in_roman_numerals_is_a_number_also_beside_arabic_ones():
    heads = [f"ARTICLE {n}" for n in ("VIII", "IX", "X", "XI")]
    annexed = ["ANNEX", "Article 1", "Article 2"]
    text = "\n\n".join(line for head in (*heads, *annexed) for line in (head, FRAME["en"][0]))

    reading = read(text.encode(), name="convention.txt")

    keys = [p.key for p in reading.provisions if p.level == "article"]
    assert keys == ["art-8", "art-9", "art-10", "art-11", "annex-1/art-1", "annex-1/art-2"]


@pytest.mark.parametrize("mark", ["2.", "(2)", "2)", "(2).", "(b)", "b)."])
def test_a_point_whose_number_stands_alone_on_its_line_has_the_text_below(mark):
    first = mark.replace("2", "1").replace("b", "a")
    text = f"Article 1\n\n{first} The lamps burn:\n\n{mark}\n\nThe oars rest.\n\nArticle 2\n\nEnd."

    reading = read(text.encode(), name="convention.txt")

    points = {p.number: p.text for p in reading.provisions if p.key.startswith("art-1/")}
    assert points[mark.strip("().")] == "The oars rest."


@pytest.mark.parametrize("language", FORMS)
def test_every_variant_of_a_form_is_told(language):
    names = registered_names()
    wrong = [
        (text, expected, " ".join(got))
        for _, _, text, expected in FORMS[language]
        if (got := answers(language, text, names)) != expected.split()
    ]

    assert wrong == []
