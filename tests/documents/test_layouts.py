"""One text, laid out in many ways, is read as the same provisions and references."""

import html
import io
import textwrap
from pathlib import Path

import docx
import pytest

from treatygraph.documents import read, reconstruct

TEXTS = Path(__file__).parents[2] / "data" / "sample" / "texts"
#: Forms whose parts a wrapped line can tear apart or bring to the start of a line.
TORN = """Convention on Lamps

Article 1

Scope of application and of the measures that each State Party adopts under it

1. This Convention applies, subject to paragraphs 1 (a), (b) and (c) and 2 of article 2, to the offences that are established in accordance with article 3.

2. Nothing in article 2, paragraph 1, or in Article 3 shall be read as a licence to non-discriminatory use of sub-paragraph (b) of paragraph 1. of that article; and

3. In accordance with the provisions of Article 2 no lamp is a candle.

Article 2 Keepers

1. The following are keepers:

(a) those who keep the light in a tower, as defined in paragraph 2, or under articles 1 to 3;

(b) those who trim the wick, and

(c) those who do neither; or

(d) all others.

2. Each keeper is a person.

Article 3

Offences

Whoever falsifies a lamp commits an offence.

A lamp that nobody lights is no lamp, and whoever says so commits no offence at all.
"""


def blocks(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def facts(data):
    reading = read(data if isinstance(data, bytes) else data.encode())
    assert reading.text == reconstruct(reading)
    provisions = [(p.key, p.level, p.heading, p.text, p.status) for p in reading.provisions]
    return provisions, [(r.source, r.surface, r.target, r.status) for r in reading.references]


def as_docx(paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(params=["first", "second", "third", "torn"])
def paragraphs(request):
    if request.param == "torn":
        return blocks(TORN)
    return blocks((TEXTS / f"{request.param}.txt").read_text("utf-8"))


@pytest.fixture
def expected(paragraphs):
    provisions, references = facts("\n\n".join(paragraphs))
    assert len(provisions) > 9
    assert len(references) > 6
    return provisions, references


@pytest.mark.parametrize("width", [*range(44, 100, 3), 120])
def test_lines_cut_at_any_width_are_joined_again(paragraphs, expected, width):
    wrapped = (textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs)

    assert expected == facts("\n\n".join(wrapped))


@pytest.mark.parametrize("width", [60, 66, 72, 78, 84])
def test_paragraphs_without_empty_lines_between_them_are_told_apart(paragraphs, expected, width):
    wrapped = (textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs)

    provisions, _ = facts("\n".join(wrapped))

    assert [p[0] for p in expected[0]] == [p[0] for p in provisions]


def test_a_word_with_a_hyphen_may_be_cut_there(paragraphs, expected):
    wrapped = (textwrap.fill(p, 50, break_on_hyphens=True) for p in paragraphs)

    assert expected == facts("\n\n".join(wrapped))


def test_line_ends_of_other_systems_change_nothing(paragraphs, expected):
    assert expected == facts("\r\n\r\n".join(paragraphs))
    assert expected == facts("\ufeff" + "\n\n".join(paragraphs))


def test_html_and_docx_say_the_same(paragraphs, expected):
    page = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs)

    assert expected == facts(f"<!doctype html><html lang=en><body>{page}</body></html>")
    assert expected == facts(as_docx(paragraphs))


def as_markdown(paragraph):
    """Return a paragraph as a converter from a word processor writes it."""
    if paragraph.startswith(("Article", "Chapter")):
        return f"**{paragraph}**"
    return paragraph.replace(". ", "\\. ").replace("(", "\\(").replace("[", "\\[")


def test_markdown_with_strong_headings_escapes_and_cut_lines_says_the_same(paragraphs, expected):
    marked = [as_markdown(p) for p in paragraphs]
    wrapped = [textwrap.fill(p, 72, break_on_hyphens=False) for p in marked]

    assert expected == facts("# Draft\n\n" + "\n\n".join(marked))
    assert expected == facts("# Draft\n\n" + "\n\n".join(wrapped))
    assert expected == facts("# Draft\n\n" + "\n\n".join(f"> {p}" for p in marked))
