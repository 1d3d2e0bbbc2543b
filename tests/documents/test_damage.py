"""Damaged files of each format are findings, and nothing of a text is lost on the way."""

import random
import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.pdfs import pdf, typeset
from tests.documents.test_container import as_akn, as_docx, as_html, as_markdown, as_text
from tests.documents.test_word import ENGLISH, FRENCH, cut, ins, paragraph, run, table, word
from treatygraph.documents import read, reconstruct

SOUND = {
    "docx": as_docx,
    "changed": lambda: word(
        paragraph(run("Article ") + ins(run("15")) + cut("14")), table(ENGLISH, FRENCH)
    ),
    "akn": as_akn,
    "html": as_html,
    "pdf": lambda: pdf([typeset(["Article 1", "Scope", "1. Lamps are kept.", "2. Wicks."])] * 2),
    "markdown": as_markdown,
    "text": as_text,
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    body = bytearray(data)
    for _ in range(chance.choice((1, 3, 12))):
        place = chance.randrange(len(body))
        act = chance.randrange(4)
        if act == 0:
            body[place] = chance.randrange(256)
        elif act == 1 and len(body) > 40:
            del body[place : place + chance.choice((1, 20))]
        elif act == 2:
            body[place:place] = chance.choice((b"\0", b"<x>", b"9999999", b"\xff\xfe", b"&no;"))
        elif place > 20:
            body = body[:place]
    return bytes(body)


def inside(data: bytes, chance: random.Random) -> bytes:
    """Damage a part of an archive, and close the archive soundly."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            hit = name.startswith("word/") and name.endswith(".xml") and chance.random() < 0.5
            new.writestr(name, damaged(part, chance) if hit else part)
    return out.getvalue()


@pytest.mark.parametrize("form", SOUND)
def test_a_damaged_file_is_read_or_is_a_finding(form):
    chance, sound = random.Random(7), SOUND[form]()
    for turn in range(40):
        zipped = form in ("docx", "changed") and turn % 2
        data = inside(sound, chance) if zipped else damaged(sound, chance)
        reading = read(data)

        assert reconstruct(reading) == reading.text
        assert reading.provisions or reading.findings


PIECES = st.sampled_from(
    ["Article 1", "Article 2 bis Scope", "CHAPTER I", "Annex II", "Rule 3", "1. Each Party", "(a) lamps;",
     "(i) wicks", "PREAMBLE", "The States Parties,", "IN WITNESS WHEREOF", "“Article 9", "oil.”", "CONTENTS",
     "Article 1 ........ 4", "PROTOCOL I", "[2. Norway: delete]", "____", "Option 1", "a word", "2A. More",
     "Lamps are kept under article 2, paragraph 1.", "¹ A note", "See article 3⁴."]
)  # fmt: skip


def letters(text):
    return re.sub(r"[\W_]+", "", text)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14))
def test_no_character_is_lost_in_any_format(pieces):
    words = letters("".join(pieces))
    forms = {
        "text": "\n\n".join(pieces).encode(),
        "markdown": "\n\n".join(f"# {p}" if p[0] == "A" else p for p in pieces).encode(),
        "html": (
            "<html><body>" + "".join(f"<p>{p}</p>" for p in pieces) + "</body></html>"
        ).encode(),
        "docx": word(*(paragraph(run(p)) for p in pieces)),
        "pdf": pdf([typeset([p.translate(PLAIN) for p in pieces])]),
        "akn": (
            "<akomaNtoso><act><body>"
            + "".join(f"<hcontainer><p>{p}</p></hcontainer>" for p in pieces)
            + "</body></act></akomaNtoso>"
        ).encode(),
    }
    for form, data in forms.items():
        reading = read(data)
        held = "".join(reading.text[o.start : o.end] for o in reading.owned)

        assert reconstruct(reading) == reading.text
        wanted = letters("".join(pieces).translate(PLAIN)) if form == "pdf" else words
        assert sorted(wanted) == sorted(letters(reading.text)), form
        assert not set(letters(reading.text)) - set(letters(held)), form
        assert "unaccounted-text" not in [f.code for f in reading.findings]


#: Signs that the fonts of the small PDFs lack.
PLAIN = str.maketrans({"⁴": "", "¹": ""})
