"""Several texts in one file are read each for itself, and said to be several."""

import pytest

from treatygraph.documents import read, reconstruct

COVENANT = """COVENANT ON LAMPS

The States Parties to this Covenant,

Have agreed as follows:

Article 1

Lamps

1. Each Party keeps lamps.

2. Article 2 and paragraph 1 apply.

Article 2

Wicks

Wicks are kept under article 1, paragraph 2.

IN WITNESS WHEREOF the undersigned have signed this Covenant.
"""
PROTOCOL = """{title}

The States Parties to this Protocol,

Have agreed as follows:

Article 1

Oil

1. Each Party keeps oil.

Article 2

Casks

Casks are kept under article 1, paragraph 1.
"""


def read_it(text):
    reading = read(text.encode())
    assert reconstruct(reading) == reading.text
    return reading


@pytest.mark.parametrize(
    "title",
    [
        "OPTIONAL PROTOCOL TO THE COVENANT ON LAMPS",
        "Optional Protocol to the Covenant on Lamps",
        "PROTOCOL I",
        "Second Optional Protocol to the Covenant on Lamps, aiming at more oil",
        "PROTOCOLE FACULTATIF",
        "PROTOCOLO FACULTATIVO",
        "CONVENTION ON OIL",
        "Statute of the Oil Court",
    ],
)
@pytest.mark.parametrize("signed", [True, False])
def test_a_protocol_after_its_covenant_is_a_text_of_its_own(title, signed):
    covenant = COVENANT if signed else COVENANT.partition("IN WITNESS")[0]
    reading = read_it(covenant + "\n" + PROTOCOL.format(title=title))
    keys = [p.key for p in reading.provisions]

    assert {"art-1", "art-1/para-2", "text-2/art-1", "text-2/art-2", "text-2/preamble"} <= set(keys)
    assert not [k for k in keys if "~" in k]
    assert ["several-texts"] == [f.code for f in reading.findings if f.code == "several-texts"]
    targets = {(r.source, r.target) for r in reading.references}
    assert ("text-2/art-2", "text-2/art-1/para-1") in targets
    assert ("art-2", "art-1/para-2") in targets
    assert not [t for s, t in targets if s.startswith("text-2") and not t.startswith("text-2")]


def test_a_final_act_before_its_convention_is_no_part_of_it():
    reading = read_it("FINAL ACT OF THE CONFERENCE\n\n1. The Conference met.\n\n" + COVENANT)

    assert "art-1" in [p.key for p in reading.provisions]


@pytest.mark.parametrize(
    "between",
    ["PART II", "CHAPTER II\n\nCourts", "ANNEX I", "Annex II\n\nStatute of the Court"],
)
def test_articles_that_begin_again_in_a_part_or_an_annex_are_the_same_text(between):
    first = COVENANT.partition("IN WITNESS")[0].replace("Article 1\n", "PART I\n\nArticle 1\n")
    second = f"{between}\n\nArticle 1\n\nOil\n\nText.\n\nArticle 2\n\nCasks\n\nText.\n"
    reading = read_it(first + "\n" + second)

    assert not [p.key for p in reading.provisions if p.key.startswith("text-")]


QUOTED = """Article 1

Amendment

The following article is inserted after article 9 of the Convention:

“Article 9 bis

Oil

1. Each Party keeps oil.

2. Oil is kept:

(a) in casks; and

(b) in jars.”

Article 2

Entry into force

1. This Protocol enters into force at once.

2. In article 5 the following is added:

“3. Casks are sealed.”
"""


def test_quoted_articles_of_an_amending_protocol_are_words_of_the_article_that_quotes_them():
    reading = read_it(QUOTED)

    expected = ["art-1", "art-2", "art-2/para-1", "art-2/para-2"]
    assert expected == [p.key for p in reading.provisions]
    assert "Each Party keeps oil" in reading.provisions[0].text
    assert "Casks are sealed" in reading.provisions[3].text
