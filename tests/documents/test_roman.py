"""A protocol in Roman numerals: its arabic articles are those of its convention."""

from __future__ import annotations

import pytest

from treatygraph.documents import read

PROTOCOL = """\
Protocol to the Convention on Harbour Lamps

Article I

1. In this Protocol terms have the meanings of Article 1 of the Convention on Harbour Lamps (hereinafter referred to as “the Convention”).

2. Article 3 of the Convention applies{own}.

Article II

Article 7 of the Convention applies to lamps.

Article III

{text}

Article IV

1. Article 9(2) of the Convention applies.

2. Nothing in Article II affects it.

Article V

One.
"""
WORDS = [
    ("The following provisions of the Convention apply: Articles 3 and 4; Article 16(1)(a); and Article 5.", "art-3 art-4 art-16/para-1/subpara-a art-5", ""),
    ("The general provisions of Article 1, Chapters IV to VI, Article 5 (other than Article 5(3) which Article IV(1) replaces) apply.", "art-1 ch-4 ch-5 ch-6 art-5 art-5/para-3", "art-4/para-1"),
    ("Article 1, Chapter X, Chapter XII (other than Article 43) and Chapter XIV apply.", "art-1 ch-10 ch-12 art-43 ch-14", ""),
    ("Articles II and IV and Article 2 apply.", "art-2", "art-2 art-4"),
    ("Paragraph 2 of Article 4 applies, subject to Article IV(2).", "art-4/para-2", "art-4/para-2"),
    ("This Article and Article V apply to every keeper of lamps in the harbour, in all weathers.", "", "art-3 art-5"),
]  # fmt: skip


def rows(text: str, own: str = "") -> list[tuple[str, str | None, str]]:
    reading = read(PROTOCOL.format(text=text, own=own).encode(), language="en")
    found = [r for r in reading.references if r.source == "art-3"]
    return [(r.status, r.instrument, r.target or "") for r in found]


@pytest.mark.parametrize(("text", "theirs", "ours"), WORDS, ids=[w[0][:30] for w in WORDS])
def test_arabic_articles_in_roman_articles_are_the_conventions(text, theirs, ours):
    found = rows(text)

    assert theirs.split() == [key for status, _, key in found if status == "external"]
    assert ours.split() == [key for status, _, key in found if status == "resolved"]
    assert {"convention-on-harbour-lamps"} >= {name for s, name, _ in found if s == "external"}


def test_a_text_that_calls_an_arabic_article_its_own_lends_none():
    found = rows("Article 1 applies.", own=", and so does Article 2 of this Protocol")

    assert [("resolved", None, "art-1")] == found
