"""A resolution whose annex is the treaty is read as the treaty."""

from __future__ import annotations

import pytest

from treatygraph.documents import read
from treatygraph.documents.reading import Reading

TREATY = """Convention on Harbour Signals

Preamble

The States Parties to this Convention,

Bearing in mind the Charter,

Have agreed as follows:

Chapter I
General provisions

Article 1
Purpose

The purpose of this Convention is light.

Article 2
Scope

1. This Convention applies, subject to article 1, to lamps.

2. Paragraph 1 applies to harbours.
"""
RESOLUTIONS = {
    "named": "The General Assembly,\n\nRecalling its work,\n\n1. Adopts the Convention, which is contained"
    " in the annex to the present resolution;\n\n",
    "operative paragraphs": "The General Assembly,\n\n1. Adopts the Convention;\n\n2. Requests the"
    " Secretary-General to open it for signature;\n\n",
    "annexed": "The Council,\n\nApproves the text annexed to this decision;\n\n",
    "fr": "L’Assemblée générale,\n\n1. Adopte la Convention annexée à la présente résolution;\n\n",
    "es": "La Asamblea General,\n\n1. Aprueba la Convención, anexa a la presente resolución;\n\n",
    "ru": "Генеральная Ассамблея,\n\n1. Принимает Конвенцию, содержащуюся в приложении к настоящей"
    " резолюции;\n\n",
}


def reading(text: str) -> Reading:
    return read(text.encode(), name="x.txt", language="en")


def keys(text: str) -> list[str]:
    return [p.key for p in reading(text).provisions]


@pytest.mark.parametrize("annex", ["Annex", "Annex I", "ANNEX"])
@pytest.mark.parametrize("how", RESOLUTIONS)
def test_the_annex_is_read_as_the_treaty_alone_would_be(how: str, annex: str) -> None:
    found = reading(f"A/RES/79/999\n\n{RESOLUTIONS[how]}{annex}\n\n{TREATY}")
    alone = reading(TREATY)

    assert [p.key for p in alone.provisions] == [p.key for p in found.provisions]
    assert [p.text for p in alone.provisions] == [p.text for p in found.provisions]
    assert [(r.source, r.target) for r in alone.references] == [
        (r.source, r.target) for r in found.references
    ]
    assert not [f for f in found.findings if f.code == "unaccounted-text"]


def test_an_annex_of_a_treaty_stays_an_annex() -> None:
    found = keys(f"{TREATY}\nAnnex\n\nArticle 1\nLamps\n\nText.\n")

    assert {"art-1", "art-2", "annex-1/art-1"} <= set(found)


def test_an_annex_without_a_resolution_before_it_stays_an_annex() -> None:
    assert "annex-1/art-1" in keys(f"Annex\n\n{TREATY}")


def test_an_annex_behind_the_treaty_in_a_resolution_stays_an_annex() -> None:
    text = f"{RESOLUTIONS['named']}Annex I\n\n{TREATY}\nAnnex II\n\nArticle 1\nNotes\n\nText.\n"

    assert {"art-1", "art-2", "annex-2/art-1"} <= set(keys(text))
