"""Word documents: automatic numbers, soft breaks, tracked changes, notes, tables."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from treatygraph.documents import read, reconstruct

NS = nsdecls("w")
LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>'
)


def run(text, *, raised=False):
    properties = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if raised else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(inner):
    return f'<w:ins w:id="1" w:author="A">{inner}</w:ins>'


def cut(text):
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def paragraph(inner, *, level=None, style="", mark=""):
    number = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        if level is not None
        else ""
    )
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    ending = f"<w:rPr><w:{mark} w:id='9' w:author='A'/></w:rPr>" if mark else ""
    return f"<w:p {NS}><w:pPr>{styled}{number}{ending}</w:pPr>{inner}</w:p>"


def word(*parts):
    document = docx.Document()
    body = document.element.body
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="77">{LEVELS}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for part in parts:
        body.insert(len(body) - 1, parse_xml(part))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rows(data, **options):
    reading = read(data, **options)
    assert reconstruct(reading) == reading.text
    return [(p.key, p.heading, p.text) for p in reading.provisions]


def test_an_empty_paragraph_with_an_automatic_number_is_a_heading():
    data = word(
        paragraph("", level=0),
        paragraph(run("Scope")),
        paragraph(run("Lamps are kept."), level=1),
        paragraph(run("Wicks are kept:"), level=1),
        paragraph(run("in towers; and"), level=2),
        paragraph(run("on piers."), level=2),
        paragraph("", level=0),
        paragraph(run("Keepers")),
        paragraph(run("Keepers are kept."), level=1),
    )

    assert [
        ("art-1", "Scope", None),
        ("art-1/para-1", None, "Lamps are kept."),
        ("art-1/para-2", None, "Wicks are kept:"),
        ("art-1/para-2/subpara-a", None, "in towers; and"),
        ("art-1/para-2/subpara-b", None, "on piers."),
        ("art-2", "Keepers", None),
        ("art-2/para-1", None, "Keepers are kept."),
    ] == rows(data)


def test_numbered_lines_joined_by_soft_breaks_are_lines_of_their_own():
    broken = run("Article 1").replace("</w:r>", "<w:br/></w:r>") + run("Scope")
    lines = run("1. Lamps of all").replace("</w:r>", "<w:br/></w:r>") + run(
        "kinds are kept."
    ).replace("</w:r>", "<w:br/></w:r>")
    data = word(paragraph(broken), paragraph(lines + run("2. Wicks are kept.")))

    assert [
        ("art-1", "Scope", None),
        ("art-1/para-1", None, "Lamps of all kinds are kept."),
        ("art-1/para-2", None, "Wicks are kept."),
    ] == rows(data)


@pytest.mark.parametrize(
    ("revisions", "number", "days", "second"),
    [("accepted", "15", "60", "New words."), ("original", "14", "90", "Old words.")],
)
def test_tracked_changes_give_the_text_with_them_or_before_them(revisions, number, days, second):
    data = word(
        paragraph(run("Article ") + ins(run("15")) + cut("14")),
        paragraph(run("Notice")),
        paragraph(run("1. Within ") + cut("90") + ins(run("60")) + run(" days.")),
        paragraph(run("2. ") + cut("Old words.") + ins(run("New words."))),
    )

    assert [
        (f"art-{number}", "Notice", None),
        (f"art-{number}/para-1", None, f"Within {days} days."),
        (f"art-{number}/para-2", None, second),
    ] == rows(data, revisions=revisions)
    assert "left-out" in {f.kind for f in read(data, revisions=revisions).furniture}


def test_moved_paragraphs_stand_in_one_place_only():
    gone = f'<w:moveFrom w:id="3" w:author="A">{run("Moved words.")}</w:moveFrom>'
    come = f'<w:moveTo w:id="4" w:author="A">{run("Moved words.")}</w:moveTo>'
    data = word(
        paragraph(run("Article 1")), paragraph(run("Scope")), paragraph(run("1. One. ") + gone),
        paragraph(run("2. Two. ") + come),
    )  # fmt: skip

    assert ["One.", "Two. Moved words."] == [text for _, _, text in rows(data)[1:]]
    assert ["One. Moved words.", "Two."] == [t for _, _, t in rows(data, revisions="original")[1:]]


def test_a_deleted_paragraph_end_joins_two_paragraphs_in_the_accepted_text():
    data = word(
        paragraph(run("Article 1")), paragraph(run("Scope")),
        paragraph(run("1. Lamps are"), mark="del"), paragraph(run("kept.")),
    )  # fmt: skip

    assert "Lamps are kept." == rows(data)[1][2]
    assert "Lamps are kept." != rows(data, revisions="original")[1][2]


def test_raised_digits_are_marks_and_the_title_style_names_the_document():
    data = word(
        paragraph(run("Convention on Lamps"), style="Title"),
        paragraph(run("Article 1") + run("2", raised=True)), paragraph(run("Scope")),
        paragraph(run("See article 3") + run("4", raised=True) + run(", paragraph 1.")),
    )  # fmt: skip

    assert [("art-1", "Scope", "See article 3, paragraph 1.")] == rows(data)
    assert "Convention on Lamps" == read(data).document["title"]
    assert [("art-1", "art-3/para-1")] == [(r.source, r.target) for r in read(data).references]


def with_footnotes(data, notes):
    """Add a footnotes part to a document."""
    import zipfile

    out = io.BytesIO()
    body = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for i, text in notes.items()
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/footnotes.xml", f"<w:footnotes {NS}>{body}</w:footnotes>")
    return out.getvalue()


def test_footnotes_are_furniture_with_their_mark_and_their_words():
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    data = word(
        paragraph(run("Article 1") + mark.format(1)), paragraph(run("Scope")),
        paragraph(run("Lamps") + mark.format(2) + run(" are kept.")),
    )  # fmt: skip
    reading = read(with_footnotes(data, {1: "Reservation of Lampland.", 2: "See article 9."}))

    assert [("art-1", "Scope", "Lamps are kept.")] == [
        (p.key, p.heading, p.text) for p in reading.provisions
    ]
    notes = [reading.text[f.start : f.end] for f in reading.furniture if f.kind == "footnote"]
    assert ["¹ Reservation of Lampland.", "² See article 9."] == notes
    assert not reading.references


def table(*columns):
    cells = zip(*columns, strict=True)
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p>{run(c)}</w:p></w:tc>" for c in row) + "</w:tr>"
        for row in cells
    )
    return f"<w:tbl {NS}>{made}</w:tbl>"


ENGLISH = ["Article 1", "Scope of the Convention", "1. Each State Party shall keep the lamps of the "
           "coast lit in all of the nights of the year.", "2. The keepers of the lamps are named by the "
           "State Party for a term of four years."]  # fmt: skip
FRENCH = ["Article 1", "Champ d'application", "1. Chaque État Partie veille à ce que les lampes de la "
          "côte soient allumées dans toutes les nuits de l'année.", "2. Les gardiens des lampes sont "
          "nommés par l'État Partie pour une durée de quatre ans."]  # fmt: skip


def test_two_languages_in_a_table_are_read_each_for_itself():
    data = word(table(ENGLISH, FRENCH))

    assert [("art-1", "Scope of the Convention")] == [row[:2] for row in rows(data)[:1]]
    assert [("art-1", "Champ d'application")] == [r[:2] for r in rows(data, language="fr")[:1]]
    assert 3 == len(rows(data))


def test_a_table_that_compares_two_drafts_is_read_in_its_first_column_and_says_so():
    other = [text.replace("lamps", "candles") for text in ENGLISH]
    reading = read(word(table(ENGLISH, other)))

    assert 3 == len(reading.provisions)
    assert not any("candles" in (p.text or "") for p in reading.provisions)
    assert "columns-set-aside" in [f.code for f in reading.findings]


def test_a_table_that_only_lays_out_numbers_is_read_by_rows():
    data = word(
        paragraph(run("Article 1")), paragraph(run("Scope")),
        table(["1.", "2."], ["Lamps are kept.", "Wicks are kept."]),
    )  # fmt: skip

    assert ["art-1", "art-1/para-1", "art-1/para-2"] == [key for key, _, _ in rows(data)]
