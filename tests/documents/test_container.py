"""Containers: the same treaty is the same reading whatever it comes in."""

import io
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygraph.documents import read, reconstruct
from treatygraph.documents.formats.container import detect
from treatygraph.resources import locate

LINES = [
    ("CHAPTER I", 1),
    ("GENERAL PROVISIONS", 2),
    ("Article 1", 3),
    ("Use of terms", 4),
    ("For the purposes of this Convention:", 0),
    ("(a) “Lamp” means a light;", 0),
    ("(b) “Wick” means a part of it.", 0),
    ("Article 2", 3),
    ("Scope", 4),
    ("1. Article 1 applies to all lamps.", 0),
    ("2. Paragraph 1 does not apply to candles.", 0),
]
KEYS = [
    "ch-1",
    "art-1",
    "art-1/subpara-a",
    "art-1/subpara-b",
    "art-2",
    "art-2/para-1",
    "art-2/para-2",
]


def as_docx() -> bytes:
    document = docx.Document()
    for text, level in LINES:
        document.add_heading(text, min(level, 4)) if level else document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html() -> bytes:
    body = "".join(f"<h{n}>{t}</h{n}>" if n else f"<p>{t}</p>" for t, n in LINES)
    return (
        f"<!doctype html><html><head><title>Lamps</title></head><body>{body}</body></html>".encode()
    )


def as_markdown() -> bytes:
    return "\n\n".join(f"{'#' * n} {t}" if n else t for t, n in LINES).encode()


def as_text() -> bytes:
    return "\n\n".join(t for t, _ in LINES).encode()


def as_akn() -> bytes:
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>'
        "<chapter><num>I</num><heading>GENERAL PROVISIONS</heading>"
        "<article><num>Article 1</num><heading>Use of terms</heading>"
        "<paragraph><list><intro><p>For the purposes of this Convention:</p></intro>"
        "<point><num>(a)</num><content><p>“Lamp” means a light;</p></content></point>"
        "<point><num>(b)</num><content><p>“Wick” means a part of it.</p></content></point>"
        "</list></paragraph></article>"
        "<article><num>2</num><heading>Scope</heading>"
        "<paragraph><num>1.</num><content><p>Article 1 applies to all lamps.</p></content></paragraph>"
        "<paragraph><num>2.</num><content><p>Paragraph 1 does not apply to candles.</p></content></paragraph>"
        "</article></chapter></body></act></akomaNtoso>"
    ).encode()


FORMS = {"docx": as_docx, "html": as_html, "markdown": as_markdown, "text": as_text, "akn": as_akn}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_treaty_is_read_from_every_container(form):
    reading = read(FORMS[form](), name=f"lamps.{form}")

    assert KEYS == [p.key for p in reading.provisions]
    assert "Use of terms" == reading.provisions[1].heading
    assert [("art-2/para-1", "art-1"), ("art-2/para-2", "art-2/para-1")] == [
        (r.source, r.target) for r in reading.references
    ]
    assert reading.text == reconstruct(reading)


def test_the_type_is_told_from_the_bytes_and_a_wrong_name_is_a_finding():
    reading = read(as_html(), name="lamps.pdf")

    assert "text/html" == detect(as_html())
    assert "name-and-content-differ" in [f.code for f in reading.findings]
    assert KEYS == [p.key for p in reading.provisions]


def test_struck_out_words_are_a_mark():
    page = "<html><body><h3>Article 1</h3><p>1. Each Party <del>shall</del> <ins>may</ins> act.</p></body></html>"

    assert {"deleted", "inserted"} == set(read(page.encode()).provisions[1].status)


def test_automatic_numbers_of_word_are_written_out():
    document = docx.Document()
    document.add_paragraph("Article 1")
    for text in ("First of all.", "Second of all."):
        document.add_paragraph(text, style="List Number")
    out = io.BytesIO()
    document.save(out)

    assert ["art-1", "art-1/para-1", "art-1/para-2"] == [
        p.key for p in read(out.getvalue()).provisions
    ]


def test_a_blank_pdf_is_no_scan_and_a_broken_one_is_a_finding():
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)

    assert ["no-provisions"] == [f.code for f in read(out.getvalue()).findings]
    assert "unreadable-pdf" in [f.code for f in read(b"%PDF-1.7 broken").findings]


def test_an_element_without_a_name_is_no_crash():
    assert read(b"<akomaNtoso><:>lamp</:><p>Article 1</p></akomaNtoso>").provisions


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7", b"PK\x03\x04", b"<html><body><p>", b"<akomaNtoso>"]),
    st.binary(max_size=200),
)
def test_broken_containers_are_findings(head, rest):
    reading = read(head + rest)

    assert reading.text == reconstruct(reading)


SOURCES = next(
    (
        p / "shared" / "sources"
        for p in locate("data").parents
        if (p / "shared" / "sources").is_dir()
    ),
    None,
)


@pytest.mark.skipif(SOURCES is None, reason="the source documents are not beside the checkout")
def test_the_pdf_and_the_text_of_one_treaty_agree():
    folder = Path(SOURCES or "")
    pdf = read((folder / "bbnj-agreement-2023-en.pdf").read_bytes())
    text = read((folder / "bbnj-agreement-2023-en.txt").read_bytes())

    assert [p.key for p in text.provisions] == [p.key for p in pdf.provisions]
    assert [(r.source, r.target, r.instrument) for r in text.references] == [
        (r.source, r.target, r.instrument) for r in pdf.references
    ]


@pytest.mark.skipif(SOURCES is None, reason="the source documents are not beside the checkout")
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_pdf_does_not_fail(share):
    data = (Path(SOURCES or "") / "bbnj-agreement-2023-en.pdf").read_bytes()
    reading = read(data[: int(len(data) * share)])

    assert reading.text == reconstruct(reading)
