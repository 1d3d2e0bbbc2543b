"""Briefs say the same in every form, with a source on every line."""

import io
import re
import shutil

import pytest

from tests.assess.test_with_text import store
from treatygraph.dossier.article import article_dossier, lineages_of_treaty
from treatygraph.dossier.brief import Brief, Heading, Para, Rows, Span, article_brief
from treatygraph.dossier.brief_forms import as_docx, as_html, as_markdown, as_pdf
from treatygraph.dossier.chosen import brief_of
from treatygraph.dossier.library import Library
from treatygraph.errors import UsageError
from treatygraph.iris import default_minter
from treatygraph.languages import speaking

BASE = default_minter().base
TREATY = f"{BASE}id/harbour-signals"


@pytest.fixture(scope="module")
def library():
    return Library(store())


@pytest.fixture(scope="module")
def briefs(library):
    found = [article_brief(library, i, source="S") for i in lineages_of_treaty(library, TREATY)]
    return [*found, brief_of(library, "lamplighters", draft="first", source="S")]


def cells(brief):
    return [
        "".join(span.text for span in cell)
        for block in brief.blocks
        if isinstance(block, Rows)
        for row in block.rows
        for cell in row
    ]


def test_every_demand_of_an_article_stands_in_its_brief_with_document_and_outcome(library):
    seen = 0
    for iri in lineages_of_treaty(library, TREATY):
        words = " ".join(cells(article_brief(library, iri, source="S")))
        for said in article_dossier(library, iri).said:
            if said.asks:
                assert said.summary in words
                assert said.document_name in words
                assert said.outcome in words
                seen += 1

    assert seen > 3


def test_a_line_of_demands_has_who_what_outcome_and_source(briefs):
    rows = [
        row
        for brief in briefs
        for block in brief.blocks
        if isinstance(block, Rows) and "Source" in block.columns
        for row in block.rows
    ]

    assert len(rows) > 5
    assert all(row[-1][0].text for row in rows)


def test_word_has_the_same_cells_and_opens(briefs):
    from docx import Document

    for brief in briefs:
        document = Document(io.BytesIO(as_docx(brief)))
        got = [
            "".join(node.text or "" for node in cell._tc.iter() if node.tag.endswith("}t"))
            for table in document.tables
            for row in table.rows[1:]
            for cell in row.cells
        ]

        assert cells(brief) == got
        assert brief.title == document.core_properties.title


def test_markdown_and_html_hold_every_cell(briefs):
    for brief in briefs:
        markdown, page = as_markdown(brief), as_html(brief)
        bare = re.sub(r"[\\]", "", markdown)
        for text in cells(brief):
            first = re.split(r"[,:(&'\"<>]", text)[0].strip()
            assert first in bare
            assert first in page


def test_words_of_others_are_never_markup():
    hostile = "<script>x</script> | [a](b) *c* `d` \x07"
    brief = Brief(hostile, hostile, (Para((Span(hostile, "https://example.org/"),)),), hostile)

    assert "<script>" not in as_html(brief)
    assert "<script>" not in as_markdown(brief)
    assert as_docx(brief)


def is_tagged(content):
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(content)
    return bool(raw.FPDFCatalog_IsTagged(document.raw)), len(document)


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_a_pdf_by_chromium_is_tagged(briefs):
    tagged, pages = is_tagged(as_pdf(briefs[3]))

    assert tagged
    assert 1 <= pages <= 3


def test_a_pdf_without_chromium_is_tagged_as_well(briefs, monkeypatch):
    pytest.importorskip("typst")
    monkeypatch.setattr("shutil.which", lambda name: None)
    for brief in briefs:
        tagged, pages = is_tagged(as_pdf(brief))

        assert tagged
        assert 1 <= pages <= 4


@pytest.mark.parametrize("name", ["first/2", "conditions-and-safeguards", "ch-2", "Chapter II"])
def test_a_name_a_number_and_a_chapter_are_understood(library, name):
    assert brief_of(library, name, draft="first", source="S").blocks


def test_a_chapter_that_is_not_there_is_answered_with_those_that_are(library):
    with pytest.raises(UsageError, match="ch-2"):
        brief_of(library, "ch-99", draft="first", source="S")


def words_of(brief):
    """Return the headings and columns of a brief: what is ours, whatever the graph says."""
    heads = [block.text for block in brief.blocks if isinstance(block, Heading)]
    return heads + [name for b in brief.blocks if isinstance(b, Rows) for name in b.columns]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_brief_speaks_the_language_that_is_spoken_in_every_form(library, language):
    iri = lineages_of_treaty(library, TREATY)[0]
    english = article_brief(library, iri, source="S")
    with speaking(language):
        spoken = article_brief(library, iri, source="S")
        page, file = as_html(spoken), as_docx(spoken)
    import docx

    core = docx.Document(io.BytesIO(file)).core_properties

    assert len(words_of(english)) == len(words_of(spoken))
    assert {"Safeguards", "What is not known", "Draft", "Number"}.isdisjoint(words_of(spoken))
    assert f'<html lang="{language}">' in page
    assert language == core.language
