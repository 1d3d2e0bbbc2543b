"""What a reading may have missed is told: each look, on small made-up texts."""

from __future__ import annotations

import pytest

from treatygraph.documents.document import read


def said(text: str) -> dict[str, list[str]]:
    """Return the places of each finding of a text, by code."""
    found: dict[str, list[str]] = {}
    for finding in read(text.encode(), name="harbour.txt").findings:
        found.setdefault(finding.code, []).append(finding.place)
    return found


CONVENTION = """Harbour Convention

Article 1 Lamps

1. Each harbour keeps a lamp.

2. Each lamp is lit at dusk:

(a) in winter;

(b) in summer.

Article 2 Oil

The oil of article 1, paragraph 2, is clean.
"""


def test_a_text_that_is_read_whole_leaves_no_doubt():
    assert {} == said(CONVENTION)


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("(b) in summer", "art-1/para-2"),
        ("1. Each harbour keeps a lamp.", "art-1"),
    ],
)
def test_a_number_that_a_list_leaves_out_is_told(printed, place):
    later = {"(b) in summer": "(c) in summer", "1. Each harbour keeps a lamp.": "Each harbour."}

    assert place in said(CONVENTION.replace(printed, later[printed]))["numbers-missing"]


def test_a_point_that_stands_alone_is_told():
    text = CONVENTION.replace("(b) in summer.\n\n", "")

    assert ["art-1/para-2/subpara-a"] == said(text)["point-alone"]


@pytest.mark.parametrize(
    "words",
    [
        "The master reads Paragraph no 12 aloud.",
        "The master reads articles\u2002(7) aloud.",
        "It is said in sub section (1) above.",
        "The lamps of Regulation§ 4, rule (4) aloud.",
    ],
)
def test_no_citation_with_a_number_is_passed_over_in_silence(words):
    text = CONVENTION.replace("The oil of", f"{words} The oil of")
    reading = read(text.encode(), name="harbour.txt")
    covered = [r for r in reading.references if r.source.startswith("art-2")]

    assert len(covered) > 1 or "art-2" in said(text).get("citation-not-read", [])


def test_a_line_that_looks_like_a_heading_and_heads_nothing_is_told():
    reading = said(CONVENTION + "\n(Article 3) “Wicks, of all lamps.\n")

    assert "heading-not-read" in reading


def test_a_paragraph_that_begins_in_the_middle_of_a_sentence_is_told():
    text = CONVENTION.replace(
        "The oil of", "The oil is bought by the harbour.\n\nand sold by the master. The oil of"
    )

    assert "sentence-torn" in said(text)


def test_an_instrument_without_a_registered_name_is_told_and_is_no_warning():
    text = CONVENTION.replace("is clean", "follows article 3 of the Convention on Wicks and Tallow")
    findings = read(text.encode(), name="harbour.txt").findings

    assert [("info", "instrument-not-registered")] == [(f.severity, f.code) for f in findings]


def test_a_text_without_articles_that_speaks_of_its_articles_is_told():
    text = "Preamble\n\nThe Parties,\n\nMindful of articles 3, 4 and 5 of this Convention,\n"

    assert ["document"] == said(text).get("no-articles")
