"""A table of contents is furniture, however it is printed."""

import io

import docx
import pytest

from tests.documents.pdfs import pdf, typeset
from treatygraph.documents import read, reconstruct

TITLES = {
    1: "Use of terms and scope",
    2: "Legal status of the lamps, of the air space over the lamps and of their wicks",
    3: "Keepers",
    4: "Rights of keepers in lamps of other keepers",
    5: "Amendment",
    6: "Entry into force",
}
CHAPTERS = {1: "Chapter I", 3: "Chapter II", 5: "Chapter III"}
NAMES = {1: "General provisions", 3: "Lamps", 5: "Final provisions"}
PREAMBLE = ("PREAMBLE", "The States Parties to this Convention,", "Desiring light,",
            "Have agreed as follows:")  # fmt: skip


def body(preamble=PREAMBLE):
    lines = [*preamble]
    for n, title in TITLES.items():
        if n in CHAPTERS:
            lines += [CHAPTERS[n], NAMES[n]]
        lines += [f"Article {n}", title, "1. Each Party shall keep a lamp.",
                  "2. No Party shall put out a lamp of another Party."]  # fmt: skip
    return lines


def entry(text, page, style):
    forms = {
        "leader": f"{text} {'.' * (70 - len(text) % 60)} {page}",
        "blanks": f"{text} {'. ' * 20} {page}",
        "ellipsis": f"{text} …………… {page}",
        "plain": f"{text} {page}",
        "none": text,
        "over": f"{text}\n{'.' * 20} {page}",
    }
    return forms[style]


def contents(style, *, dot=True, chapters=True):
    lines = ["CONTENTS"] if style != "none" else ["Table of contents"]
    for n, title in TITLES.items():
        if n in CHAPTERS and chapters:
            lines.append(entry(f"{CHAPTERS[n]}. {NAMES[n]}", n + 1, style))
        joint = ". " if dot else " "
        lines.append(entry(f"Article {n}{joint}{title}", n + 1, style))
    return lines


def keys(data, name=""):
    reading = read(data, name=name)
    assert reconstruct(reading) == reading.text
    return [p.key for p in reading.provisions]


EXPECTED = keys("\n\n".join(body()).encode())
STYLES = ("leader", "blanks", "ellipsis", "plain", "none", "over")


def test_the_text_itself_is_read_whole():
    assert 6 == sum(k.startswith("art-") and "/" not in k for k in EXPECTED)
    assert 12 == sum("/para-" in k and k.startswith("art-") for k in EXPECTED)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("dot", [True, False])
@pytest.mark.parametrize("titled", [True, False])
def test_in_plain_text(style, gap, dot, titled):
    lines = contents(style, dot=dot)[0 if titled else 1 :]
    text = "CONVENTION ON LAMPS\n\n" + gap.join(lines) + "\n\n" + "\n\n".join(body())

    assert EXPECTED == keys(text.encode())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("chapters", [True, False])
def test_in_word_and_html(style, chapters):
    lines = [line.replace("\n", " ") for line in contents(style, chapters=chapters)] + body()
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"

    assert EXPECTED == keys(out.getvalue())
    assert EXPECTED == keys(page.encode())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("dot", [True, False])
def test_in_pdf_with_entries_over_two_lines(style, dot):
    first = [part for line in contents(style, dot=dot) for part in _broken(line)]
    pages = [first]
    text = [part for line in body() for part in (*_broken(line), "")]
    pages += [text[i : i + 48] for i in range(0, len(text), 48)]

    assert EXPECTED == keys(pdf([typeset(page) for page in pages]))


def _broken(line, width=62):
    import textwrap

    return [part for piece in line.split("\n") for part in textwrap.wrap(piece, width) or [""]]


def test_contents_at_the_end_are_set_aside():
    text = "\n\n".join([*body(), "Table of contents", *contents("leader")[1:]])

    assert EXPECTED == keys(text.encode())


def test_a_preamble_listed_in_the_contents_is_not_the_preamble():
    lines = ["CONTENTS", "PREAMBLE ........ 1", *contents("leader")[1:]]

    assert EXPECTED == keys("\n".join([*lines, "", *"\n\n".join(body()).split("\n")]).encode())


@pytest.mark.parametrize(
    "word", ["TABLE DES MATIÈRES", "ÍNDICE", "СОДЕРЖАНИЕ", "目录", "المحتويات"]
)
def test_the_word_for_contents_in_other_languages_is_furniture(word):
    lines = [word, *contents("none")[1:]]

    assert EXPECTED == keys("\n\n".join([*lines, *body()]).encode())


def test_an_outline_without_texts_is_no_table_of_contents():
    lines = [f"Article {n}. {title}" for n, title in TITLES.items()]

    assert [f"art-{n}" for n in TITLES] == keys("\n\n".join(lines).encode())


def test_a_list_of_contents_that_ends_in_annexes_does_not_swallow_the_act() -> None:
    entries = ["TITLE I: Lamps", "Article 1: Scope", "Article 2: Terms", "TITLE II: Bells"]
    entries += [
        "Article 3: Ringing",
        "ANNEXES:",
        "ANNEX I: LIST OF LAMPS",
        "ANNEX II: LIST OF BELLS",
    ]
    entries += ["ANNEX II A: SMALL BELLS", "Part A - Old bells"]
    body = [
        "TITLE I",
        "LAMPS",
        "Article 1",
        "Scope",
        "1. This Treaty is about the lamps of a coast.",
    ]
    body += ["Article 2", "Terms", "A lamp is a light that a keeper keeps.", "TITLE II", "BELLS"]
    body += ["Article 3", "Ringing", "The keeper shall ring the bell in fog."]
    opening = "Whereas lamps and bells are kept by one keeper, the Parties have agreed as follows:"

    for head in ([], ["TABLE OF CONTENTS"]):
        reading = read("\n".join([opening, *head, *entries, *body]).encode(), name="act.txt")
        articles = [p.key for p in reading.provisions if p.level == "article"]

        assert ["art-1", "art-2", "art-3"] == articles
