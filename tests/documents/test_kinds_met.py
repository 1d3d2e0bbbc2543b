"""Kinds of fault met in stretches that the program had not seen, each over variants."""

import pytest

from treatygraph.documents import read

SIGNS = """Article premier
Lampes

§ 1. Les Parties gardent les lampes.

§ 2. Les mèches sont gardées.

Article 2
Huile

§ 1. {words}

§ 2. L'huile:

a) est pure;

b) est gardée.
"""


def found(text, name="lamps.txt"):
    reading = read(text.encode(), name=name)
    return reading, [
        (r.source, r.instrument, r.target, str(r.status))
        for r in reading.references
        if r.target is not None
    ]


def keys(text):
    return [p.key for p in read(text.encode(), name="lamps.txt").provisions]


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("L'huile est gardée.", []),
        ("L'huile visée au § 2 est gardée.", ["art-2/para-2"]),
        ("Sous réserve du § 2 a) et du § 2 b), dans ce cas.", ["art-2/para-2/subpara-a", "art-2/para-2/subpara-b"]),
        ("Sous réserve du § 2 e), dans ce cas.", ["art-2/para-2/subpara-e"]),
        ("Aux articles 1, § 2 et 2, § 2, il est dérogé.", ["art-1/para-2", "art-2/para-2"]),
        ("Aux articles 1, paragraphe 2 et 2, paragraphe 2, il est dérogé.", ["art-1/para-2", "art-2/para-2"]),
        ("Aux §§ 1 et 2, il est dérogé.", ["art-2/para-1", "art-2/para-2"]),
        ("Les articles 1 (sauf § 2) et 2 s'appliquent.", ["art-1", "art-2"]),
        ("Les articles 1 (sauf §§ 1 et 2), 2 (sauf § 1), 4 à 6 s'appliquent.", ["art-1", "art-2", "art-4", "art-5", "art-6"]),
        ("Les articles 1 (sauf § 2), 2, § 1, s'appliquent.", ["art-1", "art-2/para-1"]),
    ],
)  # fmt: skip
def test_a_paragraph_sign_is_a_mark_at_the_head_and_a_reference_within(words, targets):
    reading, references = found(SIGNS.format(words=words))

    assert targets == [target for _, _, target, _ in references]
    assert {"art-2/para-1", "art-2/para-2/subpara-b"} <= {p.key for p in reading.provisions}
    assert words == next(p.text for p in reading.provisions if p.key == "art-2/para-1")


CLAUSES = """Anexo 2

Cláusulas del contrato

Cláusula 1
Lámparas

1.1 Las lámparas se guardarán conforme a la cláusula 2.

A/LAMP.3/12/Rev.1

10-12345
40

1.2 El Contratista guardará:

A/LAMP.3/12/Rev.1

a) Las mechas;

b) El aceite.

Cláusula 2
Aceite

2.1 Con sujeción a las cláusulas 1.2 y 9.3, el aceite será puro.

2.2 La cláusula 2.1 y sus cláusulas 1, 2 y 7 se aplican.
"""


def test_clauses_hold_paragraphs_that_repeat_their_number():
    reading, references = found(CLAUSES)
    clause = "annex-2/clause-"

    assert [
        "annex-2",
        f"{clause}1",
        f"{clause}1/para-1.1",
        f"{clause}1/para-1.2",
        f"{clause}1/para-1.2/subpara-a",
        f"{clause}1/para-1.2/subpara-b",
        f"{clause}2",
        f"{clause}2/para-2.1",
        f"{clause}2/para-2.2",
    ] == [p.key for p in reading.provisions]
    assert [
        (f"{clause}2", "resolved"),
        (f"{clause}1/para-1.2", "resolved"),
        (f"{clause}9/para-9.3", "dangling"),
        (f"{clause}2/para-2.1", "resolved"),
        (f"{clause}1", "resolved"),
        (f"{clause}2", "resolved"),
        (f"{clause}7", "dangling"),
    ] == [(target, status) for _, _, target, status in references]


def test_a_symbol_at_the_head_of_a_page_is_no_text_of_a_provision():
    reading, _ = found(CLAUSES)
    kinds = [f.kind for f in reading.furniture]

    assert kinds.count("running-head") >= 3
    assert not any("LAMP" in (p.text or "") for p in reading.provisions)


@pytest.mark.parametrize(
    ("named", "meant", "key"),
    [
        ("la Convención de las Naciones Unidas sobre el Derecho del Mar", "El artículo 87 de la Convención se aplica.", "unclos"),
        ("el Acuerdo relativo a la aplicación de la Parte XI de la Convención de las Naciones Unidas sobre el Derecho del Mar de 10 de diciembre de 1982", "El artículo 87 de la Convención se aplica.", "unclos"),
        ("la Convention des Nations Unies sur le droit de la mer", "L'article 87 de la Convention s'applique.", "unclos"),
        ("Конвенции Организации Объединенных Наций по морскому праву", "Применяется статья 87 Конвенции.", "unclos"),
    ],
)  # fmt: skip
def test_the_convention_alone_is_the_only_one_that_the_text_names(named, meant, key):
    word = {"E": "Artículo", "L": "Article", "П": "Статья"}[meant[0]]
    text = f"{word} 1\n\n1. {named}.\n\n2. {meant}\n\n{word} 2\n\n1. {meant}\n"
    _, references = found(text)

    assert [("art-1/para-2", key, "art-87"), ("art-2/para-1", key, "art-87")] == [
        row[:3] for row in references
    ]


def test_a_name_does_not_swallow_the_part_that_follows_it():
    _, references = found(
        "Artículo 1\n\n1. La Convención de las Naciones Unidas sobre el Derecho del Mar rige.\n\n"
        "2. El artículo 87 de la Convención y la Parte XI de la Convención se aplican.\n"
    )

    assert [("unclos", "art-87"), ("unclos", "part-11")] == [row[1:3] for row in references]


@pytest.mark.parametrize("marks", [("a. ", "b. "), ("(a) ", "(b) ")])
def test_a_number_and_a_letter_can_open_one_line(marks):
    one, two = marks
    text = (
        f"Article 1\nLamps\n\n1. {one}Lamps shall be kept.\n\n{two}Wicks shall be kept.\n\n2. Oil."
    )

    assert [
        "art-1",
        "art-1/para-1",
        "art-1/para-1/subpara-a",
        "art-1/para-1/subpara-b",
        "art-1/para-2",
    ] == keys(text)


@pytest.mark.parametrize("letter", ["c", "с"])
def test_a_cyrillic_twin_goes_on_a_list_of_latin_letters(letter):
    text = f"Правило 1\nЛампы\n\n1. Хранятся:\n\na) лампы;\n\nb) фитили;\n\n{letter}) масло.\n\nПравило 2\nМасло\n\n1. Масло."

    assert "rule-1/para-1/subpara-c" in keys(text)


@pytest.mark.parametrize("name", ["Règles lumineuses RLX", "Règles lumineuses (RLX)"])
def test_a_list_under_a_name_alone_lists_places_of_what_is_named(name):
    text = (
        "Article 1\nLampes\n\nLa Commission modifie:\n\n"
        f"a) {name}:\n\n- articles 1, 2 et 9;\n\n- le montant de l'article 2.\n\n"
        "b) le présent accord, article 2.\n\nArticle 2\nMèches\n\nLes mèches.\n"
    )
    _, references = found(text)
    listed = [row for row in references if row[0].endswith("subpara-a")]

    assert ["art-1", "art-2", "art-9", "art-2"] == [row[2] for row in listed]
    assert {"regles-lumineuses-rlx"} == {(row[1] or "").strip("-") for row in listed}
