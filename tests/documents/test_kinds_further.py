"""Further kinds of fault met in texts that the reader had not seen, each over variants."""

from __future__ import annotations

import pytest

from treatygraph.documents import read


def found(text, name="lamps.txt", language=None):
    reading = read(text.encode(), name=name, language=language)
    return [(r.source, r.target, str(r.status), r.instrument) for r in reading.references]


def keys(text, name="lamps.txt", language=None):
    return [p.key for p in read(text.encode(), name=name, language=language).provisions]


PAGE = """<html><body><{nav}><a href="#1">第一條</a> <a href="#2">第二條</a> <a href="#3">第三條</a></{end}>
<h3>第一條</h3><div {kept}>一、各國應保管燈。
二、第一項之燈屬於各國。</div>
<h3>第二條</h3><div {kept}>燈應點亮。</div><h3>第三條</h3><div {kept}>一、油。
二、芯。</div></body></html>"""


@pytest.mark.parametrize("nav", ["aside", 'div class="toc"', 'ul class="side-nav"', "nav"])
@pytest.mark.parametrize("kept", ['class="whitespace-pre-wrap x"', 'style="white-space: pre-line"'])
def test_a_page_that_keeps_its_line_breaks_has_them_and_its_links_are_furniture(nav, kept):
    page = PAGE.format(nav=nav, end=nav.split()[0], kept=kept)

    assert ["art-1", "art-1/para-1", "art-1/para-2", "art-2", "art-3", "art-3/para-1",
            "art-3/para-2"] == keys(page, "page.html")  # fmt: skip


@pytest.mark.parametrize("width", [34, 60, 100])
def test_typed_lines_in_a_page_are_read_as_plain_text_is(width):
    words = "Each Party shall keep the lamps of its own coasts in good order at all times."
    lines = [words[:width].rsplit(" ", 1)[0], words[len(words[:width].rsplit(" ", 1)[0]) + 1 :]]
    typed = "\n".join(["Article 1", "", *lines, "", "Article 2", "", "1. Oil.", "2. Wicks."])

    reading = read(f"<html><pre>{typed}</pre></html>".encode(), name="page.html")
    assert ["art-1", "art-2", "art-2/para-1", "art-2/para-2"] == [p.key for p in reading.provisions]
    assert words == next(p.text for p in reading.provisions if p.key == "art-1")


@pytest.mark.parametrize(
    ("language", "heads", "between"),
    [
        ("en", "Article {}", "Keeping of lamps (articles 2 to 3)"),
        ("en", "Article {}", "Keeping of lamps**\n\n(articles 2 to 3)"),
        ("fr", "Article {}", "Garde des lampes (articles 2 et 3)"),
        ("es", "Artículo {}", "Guarda de los faros (artículos 2 a 3)"),
    ],
)
def test_a_heading_that_names_the_articles_below_it_is_no_text(language, heads, between):
    own = {
        "en": "Each Party shall rest.",
        "fr": "Chaque Partie doit reposer.",
        "es": "Cada Parte deberá reposar.",
    }
    blocks = [b for n in (1, 2, 3) for b in (heads.format(n), own[language])]
    text = "\n\n".join([*blocks[:2], between, *blocks[2:]])

    assert ["art-1", "art-2", "art-3"] == keys(text)
    assert [] == found(text)


@pytest.mark.parametrize(
    ("language", "words", "targets"),
    [
        ("es", "los Anexos 1 (Lista de faros concedida por la República de Nueva Costa) y 2 (Lista de mechas)", ["annex-1", "annex-2"]),
        ("es", "los Anexos I (Lista de faros) y II (Lista de mechas)", ["annex-1", "annex-2"]),
        ("en", "Annexes 1 (List of lamps that the Republic of Newcoast has granted) and 2 (List of wicks)", ["annex-1", "annex-2"]),
        ("en", "Annexes I (List of lamps) and II (List of wicks)", ["annex-1", "annex-2"]),
        ("fr", "les annexes 1 (Liste des lampes) et 2 (Liste des mèches)", ["annex-1", "annex-2"]),
        ("es", "el artículo 1 o, a falta de él, los faros", ["art-1"]),
        ("es", "el artículo 1 y, en su caso, los faros", ["art-1"]),
        ("es", "los artículos 1 y 2 de la sección I", ["art-1", "art-2"]),
        ("fr", "les articles 1 et 2 de la section I", ["art-1", "art-2"]),
    ],
)  # fmt: skip
def test_titles_in_brackets_and_words_behind_numbers_are_not_numbers(language, words, targets):
    word, annex, own = {"es": ("Artículo", "Anexo", "Este Acuerdo."), "fr": ("Article", "Annexe", "Le présent Accord."),
                        "en": ("Article", "Annex", "This Agreement.")}[language]  # fmt: skip
    lead = {"es": "Según {}.", "fr": "Selon {}.", "en": "Under {}."}[language]
    section = {"es": "Sección I\n\n", "fr": "Section I\n\n", "en": "Section I\n\n"}[language]
    text = (
        f"{section}{word} 1\n\n{own}\n\n{word} 2\n\n{own}\n\n{word} 3\n\n{lead.format(words)}\n\n"
        f"{annex} 1\n\n{own}\n\n{annex} 2\n\n{own}\n"
    )

    assert [("art-3", t, "resolved", None) for t in targets] == found(text, language=language)


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("es", "el Tratado de Nueva Costa de 1980, en sus Artículos 7 y 8, y el Artículo 25 del mismo instrumento", ["art-7", "art-8", "art-25"]),
        ("fr", "la Convention de Port-Neuf de 1980, en son article 7, et l'article 25 du même instrument", ["art-7", "art-25"]),
    ],
)  # fmt: skip
def test_the_same_instrument_is_the_one_named_last(language, words, expected):
    word = {"es": "Artículo", "fr": "Article"}[language]
    rows = found(f"{word} 1\n\nSegún {words}.\n\n{word} 7\n\nX y z.\n\n{word} 8\n\nX y z.\n")

    assert expected == [target for _, target, _, _ in rows if target]
    assert {"external"} == {status for _, _, status, _ in rows}
    assert 1 == len({instrument for _, _, _, instrument in rows})


@pytest.mark.parametrize(
    "opening",
    [
        "The Government of Newcoast and the Government of Oldcoast,",
        "El Gobierno de Nueva Costa y el Gobierno de Vieja Costa,",
        "Le Gouvernement de Port-Neuf et le Gouvernement de Port-Vieux,",
        "The Republic of Newcoast and the Republic of Oldcoast,",
        "Правительство Нового Берега и Правительство Старого Берега,",
    ],
)
def test_what_two_governments_open_with_is_a_preamble(opening):
    word = {"T": "Article", "E": "Artículo", "L": "Article", "П": "Статья"}[opening[0]]
    text = f"AGREEMENT\n\n{opening}\n\n1. That lamps burn;\n\n2. That wicks burn;\n\n{word} 1\n\nX y z.\n"

    assert ["preamble", "preamble/para-1", "preamble/para-2", "art-1"] == [
        k for k in keys(text) if "u" not in k.rpartition("-")[2]
    ]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("point (1) of Article 4(1) of Directive 2004/39/EC", "art-4/para-1/subpara-1"),
        ("item (a) of Article 4(1) of Directive 2004/39/EC", "art-4/para-1/subpara-a"),
        ("point (i) of Article 4(1)(a) of Directive 2004/39/EC", "art-4/para-1/subpara-a/item-i"),
        ("Article 4(1)(a)(i) of Directive 2004/39/EC", "art-4/para-1/subpara-a/item-i"),
        ("Article 4 of Chapter II of Directive 2004/39/EC", "art-4"),
    ],
)
def test_points_of_another_instrument_are_named_by_their_depth(words, target):
    rows = found(f"Article 1\n\nThe lamps are those of {words}.\n")

    assert [("art-1", target, "external", "directive-2004-39")] == rows


def test_stems_and_branches_count_points():
    text = "第一条\n\n一、各国应：\n\n（甲）保管灯；\n\n（乙）保管油：\n\n（子）清油；\n\n（丑）浊油。\n\n第二条\n\n完。\n"

    assert ["art-1", "art-1/para-1", "art-1/para-1/subpara-a", "art-1/para-1/subpara-b",
            "art-1/para-1/subpara-b/item-a", "art-1/para-1/subpara-b/item-b", "art-2"] == keys(text)  # fmt: skip


def test_the_first_paragraph_below_a_heading_of_two_lines_begins_a_block():
    lines = [
        "Статья 1",
        "Рабочий язык хранителей ламп.",
        "Язык сообщений в рамках общества и решений хранителей",
        "1. Рабочим языком хранителей является язык огня.",
        "2. Сообщения хранителей и решения общества, которые имеют",
        "обязательный характер для хранителей ламп и фитилей, всегда",
        "принимаются на языке огня с последующим переводом на языки",
        "берегов, если это предусмотрено их порядком.",
        "Статья 2",
        "Лампы горят.",
    ]

    assert {"art-1/para-1", "art-1/para-2"} <= set(keys("\n".join(lines)))


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ('class="en hidden"', False),
        ('style="display: none"', False),
        ("hidden", False),
        ('class="d-none"', False),
        ('class="hidden lg:block"', True),
        ('class="en"', True),
    ],
)
def test_what_a_page_does_not_show_is_no_text_of_a_provision(how, shown):
    other = "<p>1. Each Party keeps its lamps.</p>"
    page = "".join(
        f"<h3>Artículo {n}</h3><p>1. Cada Parte deberá guardar sus faros.</p><div {how}>{other}</div>"
        for n in (1, 2, 3)
    )
    reading = read(f"<html><body>{page}</body></html>".encode(), name="page.html")

    texts = " ".join(p.text or "" for p in reading.provisions)
    assert shown == ("Each Party" in texts)
    assert "Each Party" in reading.text


@pytest.mark.parametrize(
    ("language", "words", "targets"),
    [
        ("fr", "l'article 1, paragraphe 1, a), sous réserve", ["art-1/para-1/subpara-a"]),
        ("fr", "l'article 1, paragraphe 1, a) et b), sous réserve", ["art-1/para-1/subpara-a", "art-1/para-1/subpara-b"]),
        ("fr", "l'article 1, paragraphe 1, a), b) et c)", ["art-1/para-1/subpara-a", "art-1/para-1/subpara-b", "art-1/para-1/subpara-c"]),
        ("fr", "l'article 1, paragraphe 1, b)", ["art-1/para-1/subpara-b"]),
        ("fr", "l'article 1, paragraphes 1, a) et 2", ["art-1/para-1/subpara-a", "art-1/para-2"]),
        ("fr", "l'article 1, paragraphe 1 et au paragraphe 2 du meme article", ["art-1/para-1", "art-1/para-2"]),
        ("es", "el artículo 1, párrafo 1, a) y b)", ["art-1/para-1/subpara-a", "art-1/para-1/subpara-b"]),
        ("en", "article 1, paragraph 1, (a) and (b)", ["art-1/para-1/subpara-a", "art-1/para-1/subpara-b"]),
        ("en", "article 1, paragraph 1, (c), above", ["art-1/para-1/subpara-c"]),
    ],
)  # fmt: skip
def test_a_point_behind_a_comma_lies_in_the_paragraph_before_it(language, words, targets):
    word = {"es": "Artículo", "fr": "Article", "en": "Article"}[language]
    lead = {"es": "Según {}.", "fr": "Selon {}.", "en": "Under {}."}[language]
    points = "\n\n".join(f"{c}) x y z;" for c in "abc")
    text = f"{word} 1\n\n1. X y:\n\n{points}\n\n2. X y z.\n\n{word} 2\n\n{lead.format(words)}\n"

    assert [("art-2", t, "resolved", None) for t in targets] == found(text, language=language)


@pytest.mark.parametrize("word", ["précédent", "precedent"])
def test_words_without_their_accents_are_the_same_words(word):
    text = f"Article 1\n\n1. X y z.\n\n2. Sous réserve du paragraphe {word}, x y z.\n"

    assert [("art-1/para-2", "art-1/para-1", "resolved", None)] == found(text, language="fr")
