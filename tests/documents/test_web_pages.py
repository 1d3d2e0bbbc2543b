"""Web pages and other markup: lists with their numbers, marks and notes, tables, damage."""

import pytest

from treatygraph.documents import read, reconstruct

HEAD = "<html><body><h3>Article 1</h3><h4>Scope</h4>"


def rows(page):
    reading = read(page.encode() if isinstance(page, str) else page)
    assert reconstruct(reading) == reading.text
    return [(p.key, p.text) for p in reading.provisions]


def keys(page):
    return [key for key, _ in rows(page)]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", ["para-1", "para-2", "para-3"]),
        (' start="4"', ["para-4", "para-5", "para-6"]),
        (' type="a"', ["subpara-a", "subpara-b", "subpara-c"]),
        (' type="i"', ["subpara-i", "subpara-ii", "subpara-iii"]),
        (' style="list-style-type: lower-alpha"', ["subpara-a", "subpara-b", "subpara-c"]),
        (" reversed", ["para-3", "para-2", "para-1"]),
    ],
)
def test_lists_have_the_numbers_that_the_page_shows(attributes, expected):
    page = f"{HEAD}<ol{attributes}><li>Lamps are kept.</li><li>Wicks.</li><li>Oil.</li></ol>"

    assert [f"art-1/{key}" for key in expected] == keys(page)[1:]


def test_nested_lists_and_values_of_items_are_kept():
    page = (
        f"{HEAD}<ol><li>One:<ol type='a'><li>lamps;</li><li><p>wicks:</p><ol type='i'><li>long;</li>"
        "<li>short.</li></ol></li></ol></li><li value='5'><p>Five.</p><p>And more.</p></li></ol>"
    )

    assert [
        ("art-1/para-1", "One:"),
        ("art-1/para-1/subpara-a", "lamps;"),
        ("art-1/para-1/subpara-b", "wicks:"),
        ("art-1/para-1/subpara-b/item-i", "long;"),
        ("art-1/para-1/subpara-b/item-ii", "short."),
        ("art-1/para-5", "Five.\nAnd more."),
    ] == rows(page)[1:]


def test_a_list_whose_items_print_their_own_numbers_gets_no_second_ones():
    page = f"{HEAD}<ol style='list-style: none'><li>(1) Lamps.</li><li>(2) Wicks.</li></ol>"

    assert ["art-1/para-1", "art-1/para-2"] == keys(page)[1:]


@pytest.mark.parametrize(
    "mark", ["<sup>2</sup>", "<sup><a href='#n2'>2</a></sup>", "<sup>(2)</sup>", "<sup>[2]</sup>"]
)
def test_raised_digits_are_marks_and_ordinals_are_not(mark):
    page = (
        f"<html><body><p>Article 1{mark}</p><p>Scope</p><p>See article 3{mark}, paragraph 1.</p>"
        "<p>Article 2</p><p>Terms</p><p>Article 1<sup>er</sup> applies.</p></body></html>"
    )
    reading = read(page.encode())

    assert ["art-1", "art-2"] == [p.key for p in reading.provisions]
    assert "See article 3, paragraph 1." == reading.provisions[0].text
    assert ("art-1", "art-3/para-1") in [(r.source, r.target) for r in reading.references]


@pytest.mark.parametrize(
    "notes",
    [
        "<hr><p><sup>1</sup> See article 9.</p><p><sup>2</sup> See article 8.</p>",
        "<div class='footnotes'><p>1. See article 9.</p><p>It goes on.</p></div>",
        "<section role='doc-endnotes'><ol><li>See article 9.</li></ol></section>",
        "<ol id='footnotes'><li id='fn1'>See article 9.</li></ol>",
    ],
)
def test_notes_at_the_foot_are_furniture(notes):
    page = f"{HEAD}<p>Lamps<sup>1</sup> are kept.</p>{notes}</body></html>"
    reading = read(page.encode())

    assert [("art-1", "Lamps are kept.")] == rows(page)
    assert "footnote" in {f.kind for f in reading.furniture}
    assert not reading.references


def test_two_languages_in_a_table_are_two_versions():
    english = (
        "1. Each State Party shall keep the lamps of the coast lit in all the nights of the year."
    )
    french = "1. Chaque État Partie veille à ce que les lampes de la côte soient allumées la nuit."
    page = (
        "<html><body><table>"
        + "".join(
            f"<tr><td>{a}</td><td>{b}</td></tr>"
            for a, b in (("Article 1", "Article 1"), ("Scope", "Champ"), (english, french))
        )
        + "</table></body></html>"
    )

    assert ["art-1", "art-1/para-1"] == keys(page)
    assert "Chaque" not in (rows(page)[1][1] or "")


AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>{}</body></act></akomaNtoso>'


def test_akoma_ntoso_as_south_african_publishers_write_it():
    page = AKN.format(
        "<section><num>1.</num><heading>Terms</heading><subsection><num>(1)</num><content><p>Lamps"
        "<authorialNote marker='1'><p>See section 9.</p></authorialNote> are:</p></content></subsection>"
        "<subsection><num>(2)</num><content><blockList><listIntroduction>These:</listIntroduction>"
        "<item><num>(a)</num><p>oil;</p></item><item><num>(b)</num><p>gas.</p></item></blockList>"
        "</content></subsection></section><section><num>2.</num><heading>Scope</heading>"
        "<content>Words without a paragraph.</content></section>"
    )
    found = dict(rows(page))

    expected = ["sec-1", "sec-1/para-1", "sec-1/para-2", "sec-1/para-2/subpara-a",
                "sec-1/para-2/subpara-b", "sec-2"]  # fmt: skip
    assert expected == list(found)
    assert "Lamps are:" == found["sec-1/para-1"]
    assert "Words without a paragraph." == found["sec-2"]


@pytest.mark.parametrize(
    "damage", ["<p>Lamps &lampe; are kept.</p>", "<p>Lamps are kept.", "<x>" * 400 + "<p>Deep</p>"]
)
def test_damaged_markup_is_a_finding(damage):
    found = read(AKN.format(damage).encode()).findings

    assert "damaged-markup" in [f.code for f in found]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 cut off", "damaged-zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "doc-not-read"),
        (rb"{\rtf1\ansi Article 1}", "rtf-not-read"),
        (b'<?xml version="1.0"?><ACT><!-- FORMEX --><TITLE/></ACT>', "formex-not-read"),
    ],
)
def test_formats_that_are_not_read_are_refused_by_name(data, code, monkeypatch):
    monkeypatch.setattr("treatygraph.documents.formats.office.shutil.which", lambda _: None)
    assert code in [f.code for f in read(data).findings]


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("kind", ["text", "page"])
def test_texts_in_utf_16_are_read(code, kind):
    text = "Article 1\n\nScope\n\nLamps are kept in all towers.\n"
    page = (
        f"<html><head><meta charset='utf-16'></head>{HEAD[6:]}<p>Lamps are kept in all towers.</p>"
    )
    data = (page if kind == "page" else text).encode(code)

    assert [("art-1", "Lamps are kept in all towers.")] == rows(data)


def test_control_characters_are_replaced_and_said_to_be():
    reading = read(b"Article 1\n\nScope\n\nLamps \x1b[31m are \x07 kept\x00.\n")

    assert not any(ord(c) < 32 and c not in "\n\t" for c in reading.text)
    assert "control-characters" in [f.code for f in reading.findings]


def test_unclosed_emphasis_costs_no_more_than_its_length():
    from time import process_time

    text = "Article 1\n\n# Scope\n\n**Lamps**\n\n" + "**a *b __c ~~d " * 6000
    began = process_time()
    read(text.encode())

    assert process_time() - began < 3


@pytest.mark.parametrize("every", [1, 5])
def test_numbers_of_lines_in_plain_text_are_furniture(every):
    lines = ["Article 1", "Scope", "1. Lamps are kept in towers.", "2. Wicks are kept.", "Article 2",
             "Terms", "1. Oil is kept.", "2. Casks are kept.", "Article 3", "Keepers", "1. They keep.",
             "2. They light."] * 1  # fmt: skip
    lines += [f"{n}. They keep lamp number {n} of the tower lit." for n in range(3, 21)]
    text = "\n".join(
        f"{i:>4}    {line}" if i % every == 0 else f"        {line}"
        for i, line in enumerate(lines, 1)
    )

    assert keys("\n".join(lines)) == keys(text)


@pytest.mark.parametrize("rule", ["____________", "------------", "* * * * *", "=========="])
def test_rules_of_characters_are_furniture_and_notes_below_them_too(rule):
    text = f"Article 1\n\nScope\n\nLamps¹ are kept.\n\n{rule}\n¹ See article 9.\n\nArticle 2\n\nTerms\n\nOil.\n"
    reading = read(text.encode())

    assert [("art-1", "Lamps are kept."), ("art-2", "Oil.")] == rows(text)
    assert {"rule", "footnote"} <= {f.kind for f in reading.furniture}
    assert not [p for p in reading.provisions if "placeholder" in p.status]
