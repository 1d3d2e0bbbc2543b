"""Akoma Ntoso: identifiers follow the place, and an expression is in one language."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.export.tools import sample
from treatygraph.export.akn import NAMESPACE, as_akn
from treatygraph.export.formats import export
from treatygraph.vocab import expand

DRAFT = "https://w3id.org/treatygraph/id/x/first"
LEVEL = "https://w3id.org/treatygraph/scheme/level/"
KEYS = {"ch": "chapter", "art": "article", "para": "paragraph", "subpara": "subparagraph"}
KEYS |= {"item": "item", "sec": "section", "part": "part"}


def provisions(
    rows: list[tuple[str, str, str]], language: str = "en", text: str = "Words."
) -> list[Quad]:
    """Return a draft: rows of key, parent's key, and the number as it is printed."""
    quads = [fact(DRAFT, "dcterms:title", "A draft", language)]
    for order, (key, parent, number) in enumerate(rows, start=1):
        thing = f"{DRAFT}/{key}"
        level = KEYS[key.rpartition("/")[2].partition("-")[0]]
        above = NamedNode(f"{DRAFT}/{parent}" if parent else DRAFT)
        quads += [
            Quad(NamedNode(thing), NamedNode(expand("eli:is_part_of")), above),
            Quad(
                NamedNode(thing),
                NamedNode(expand("eli:type_subdivision")),
                NamedNode(LEVEL + level),
            ),
            fact(thing, "eli:number", number),
            fact(thing, "tg:order", str(order)),
            fact(thing, "tg:text", text, language),
        ]
    return quads


def fact(thing: str, name: str, value: str, language: str | None = None) -> Quad:
    literal = Literal(value, language=language) if language else Literal(value)
    return Quad(NamedNode(thing), NamedNode(expand(name)), literal)


def named(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{name}"))


@pytest.mark.parametrize(
    ("key", "number", "identifier"),
    [
        ("art-13/para-1", "62", "art_13__para_1"),
        ("art-13/para-1", "1.", "art_13__para_1"),
        ("art-13/para-1", "", "art_13__para_1"),
        ("art-13/subpara-a", "(a)", "art_13__subpara_a"),
        ("art-13/subpara-a", "أ", "art_13__subpara_a"),
        ("art-13/item-ii", "(ii)", "art_13__point_ii"),
        ("art-13/para-2.bis", "2 bis", "art_13__para_2.bis"),
    ],
)
def test_an_identifier_follows_the_place(key: str, number: str, identifier: str) -> None:
    root = fromstring(as_akn(provisions([("art-13", "", "13"), (key, "art-13", number)]), DRAFT))

    assert identifier in {element.get("eId") for element in root.iter()}


@pytest.mark.parametrize(
    ("key", "number", "mark"),
    [
        ("ch-4", "IV", "chp_IV"),
        ("ch-4", "4", "chp_4"),
        ("ch-4", "IX", "chp_4"),
        ("ch-4", "الرابع", "chp_4"),
    ],
)
def test_a_roman_number_stays_where_it_is_that_of_the_place(
    key: str, number: str, mark: str
) -> None:
    root = fromstring(as_akn(provisions([(key, "", number), ("art-9", key, "9")]), DRAFT))
    found = {element.get("eId") for element in root.iter()}

    assert {mark, f"{mark}__art_9"} <= found


@pytest.mark.parametrize(
    ("language", "code", "number", "shown"),
    [
        ("en", "eng", "أ", "a"),
        ("fr", "fra", "أ", "a"),
        ("ar", "ara", "أ", "أ"),
        ("ru", "rus", "а", "а"),
        ("zh", "zho", "一", "一"),
        ("en", "eng", "(a)", "(a)"),
    ],
)
def test_an_expression_is_in_one_language(
    language: str, code: str, number: str, shown: str
) -> None:
    rows = [("art-1", "", "1"), ("art-1/subpara-a", "art-1", number)]
    quads = provisions(rows, language)
    other = "en" if language == "ar" else "ar"
    quads.append(fact(f"{DRAFT}/art-1", "tg:heading", "other", other))
    quads.append(fact(f"{DRAFT}/art-1", "tg:heading", "own", language))
    root = fromstring(as_akn(quads, DRAFT))

    assert [code] == [e.get("language") for e in named(root, "FRBRlanguage")]
    assert {"own"} == {e.text for e in named(root, "heading")}
    assert shown in {e.text for e in named(root, "num")}


def test_no_two_elements_share_an_identifier() -> None:
    for draft in ("harbour-signals/first", "harbour-signals/third"):
        root = fromstring(as_akn(sample(), f"https://w3id.org/treatygraph/id/{draft}"))
        found = [element.get("eId") for element in root.iter() if element.get("eId")]

        assert len(found) == len(set(found)) > 20


def test_characters_that_xml_forbids_are_replaced() -> None:
    quads = provisions([("art-1", "", "1")], text="before\x0bafter")

    assert "before\ufffdafter" in as_akn(quads, DRAFT).decode()


def test_bluebell_makes_the_same_identifiers_for_the_same_nesting(tmp_path: Path) -> None:
    pytest.importorskip("bluebell", reason="pip install bluebell-akn")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bluebell.parser import AkomaNtosoParser
        from cobalt import FrbrUri
    rows = [
        ("ch-4", "", "IV"),
        ("art-24", "ch-4", "24"),
        ("art-24/para-1", "art-24", "1."),
        ("art-24/para-1/subpara-a", "art-24/para-1", "(a)"),
        ("art-24/para-1/subpara-a/item-i", "art-24/para-1/subpara-a", "(i)"),
        ("art-24/para-2", "art-24", "2."),
        ("ch-5", "", "V"),
        ("art-25", "ch-5", "25"),
    ]
    text = (
        "BODY\n\nCHAPTER IV\n  ART 24\n    PARA 1.\n      x\n      SUBPARA (a)\n        x\n"
        "        POINT (i)\n          x\n    PARA 2.\n      x\nCHAPTER V\n  ART 25\n    x\n"
    )
    made = AkomaNtosoParser(FrbrUri.parse("/akn/un/act/2024/x")).parse_to_xml(text, "act")
    theirs = {e.get("eId") for e in made.iter() if e.tag.rpartition("}")[2] in LEVELS}
    root = fromstring(as_akn(provisions(rows), DRAFT))
    ours = {e.get("eId") for e in root.iter() if e.tag.rpartition("}")[2] in LEVELS}

    assert theirs == ours
    assert len(ours) == len(rows)


LEVELS = {"part", "chapter", "section", "article", "paragraph", "subparagraph", "point"}


def test_cobalt_opens_what_is_written(tmp_path: Path) -> None:
    from cobalt import Act

    path = next(f.path for f in export(sample(), "akn", tmp_path) if "third" in f.path.name)
    document = Act(re.sub(r"<(/?)bill\b", r"<\1act", path.read_text("utf-8")).encode())

    assert document.frbr_uri.expression_uri().startswith("/akn/un/bill/")
