"""Inline marks of Markdown are taken out, and said of the words that they stood round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygraph.documents import read, reconstruct
from treatygraph.documents.formats.inline import read_inline

DRAFT = """# Draft convention on lamps

**Article 1**

**Use of terms** [agreed ad referendum][^1]

1. Each Party ~~shall~~ **may** keep <b>lit</b> lamps\\.

2. <del>No lamp is lit.</del>

3. All lamps are *lit*, as is ___; see [article 1](https://example.org/a_(b)).

- (a) wicks;

> (b) oil &amp; jars.

[^1]: A note.
"""


def test_strike_out_and_insertions_are_marks_and_notes_are_furniture():
    reading = read(DRAFT.encode(), name="x.md")
    rows = {p.key: (p.heading or p.text, p.status) for p in reading.provisions}

    assert ("Use of terms [agreed ad referendum]", ("agreed-ad-referendum", "bracketed")) == rows[
        "art-1"
    ]
    assert ("Each Party shall may keep lit lamps.", ("deleted", "inserted")) == rows["art-1/para-1"]
    assert ("No lamp is lit.", ("deleted",)) == rows["art-1/para-2"]
    assert "All lamps are lit, as is ___; see article 1." == rows["art-1/para-3"][0]
    assert "wicks;" == rows["art-1/para-3/subpara-a"][0]
    assert "oil & jars." == rows["art-1/para-3/subpara-b"][0]
    assert ["[^1]: A note."] == [
        reading.text[f.start : f.end] for f in reading.furniture if f.kind == "footnote"
    ]
    assert reading.text == reconstruct(reading)


def test_strong_words_are_no_insertion_where_nothing_is_struck_out():
    reading = read(b"**Article 1**\n\nEach **State Party** keeps lamps.\n\n# A\n", name="x.md")

    assert () == reading.provisions[0].status


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "a_b_c and snake_case_names",
        "____ and ___",
        "[...] and [ ]",
        "5 ** 2",
        "~ 3 ~ 4",
    ],
)
def test_what_only_looks_like_a_mark_stays(text):
    assert text == read_inline(text).text


@given(
    st.lists(
        st.sampled_from(["**", "*", "_", "__", "~~", "\\", "a", " ", "\n", "[^1]", "<b>", "&lt;"]),
        max_size=60,
    )
)
def test_any_soup_of_marks_is_read_with_its_styles_in_place(parts):
    inline = read_inline("".join(parts))

    assert all(0 <= a <= b <= len(inline.text) for a, b in (*inline.struck, *inline.strong))
    assert parts.count("a") == inline.text.count("a")


@pytest.mark.parametrize("unit", ["**a ", "*a", "_a ", "~~a", "**a** "])
def test_a_long_run_of_marks_loses_no_letter(unit):
    assert 3000 == read_inline(unit * 3000).text.count("a")
