"""Kinds of fault that texts nobody had seen brought up, each over several spellings."""

from __future__ import annotations

import pytest

from treatygraph.documents.document import read


def keys(text: str, name: str = "harbour.txt") -> list[str]:
    return [p.key for p in read(text.encode(), name=name).provisions]


def cited(text: str, name: str = "harbour.txt") -> list[tuple[str | None, str | None]]:
    return [(r.target, r.instrument) for r in read(text.encode(), name=name).references]


@pytest.mark.parametrize(
    "line",
    [
        "## Article 2 *(keeping of lamps)*",
        "Article 2 (keeping of lamps)",
        "ARTICLE 2 ( Keeping of lamps )",
        "**Article 2** (keeping of lamps)",
    ],
)
def test_a_title_in_brackets_that_is_all_that_follows_a_number_heads_the_article(line):
    text = f"## Article 1 (lamps)\n\nLit.\n\n{line}\n\n1. Kept.\n\n2. Cleaned.\n"
    reading = read(text.encode(), name="harbour.md")

    headings = [p.heading for p in reading.provisions if p.key == "art-2"]
    assert ["keeping of lamps"] == [heading and heading.lower() for heading in headings]


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("See para-graph 2 and arti-cle 2.", ["art-1/para-2", "art-2"]),
        ("See arti-\ncle 2.", ["art-2"]),
        ("See sub-paragraph (a) of article 2.", ["art-2/subpara-a"]),
    ],
)
def test_a_unit_that_a_hyphen_parts_is_one_word(words, targets):
    text = f"Article 1\n\n1. {words}\n\n2. Lamps.\n\nArticle 2\n\nOil:\n\n(a) clean;\n\n(b) dear.\n"

    assert targets == [target for target, _ in cited(text)]


def test_numbers_may_list_within_a_numbered_paragraph():
    text = (
        "Article 1\n\n1. Lamps.\n\n2. The master shall:\n  1. Light them; and\n  2. Keep them.\n\n"
        "3. Oil.\n\n4. Wicks.\n"
    )

    expected = ["para-1", "para-2", "para-2/subpara-1", "para-2/subpara-2", "para-3", "para-4"]
    assert [f"art-1/{key}" for key in expected] == keys(text, "harbour.md")[1:]


@pytest.mark.parametrize("end", ["system.6", "system.?6", "system;12"])
def test_the_mark_of_a_note_at_the_end_of_a_sentence_hides_no_number_below(end):
    text = (
        "Article 1\n\n1. Each harbour keeps as many lamps as it needs for ships that come by\n"
        f"night and has them cleaned by the master, in the manner of the {end}\n"
        "2. Each master keeps the oil of the lamps in a room that no one else may enter at\n"
        "night, and counts it.\n"
    )

    assert ["art-1", "art-1/para-1", "art-1/para-2"] == keys(text)


def test_the_first_point_after_a_comma_begins_with_a_capital():
    text = (
        "Article 1\n\n(a) With regard to the lamps of the harbour and the oil that they burn at night,\n"
        "i) Recommending the quantity,\nii) Promoting measures against\nwaste.\n\n(b) Wicks.\n"
    )

    assert "art-1/subpara-a/item-i" in keys(text)


@pytest.mark.parametrize(
    "line", ["Each lamp is one of the following：", "In lamps the master may -"]
)
def test_a_line_that_opens_a_list_is_no_title(line):
    reading = read(f"Article 1\n\n{line}\n\n1. oil;\n\n2. wax.\n".encode(), name="harbour.txt")

    assert [None] == [p.heading for p in reading.provisions if p.key == "art-1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("第一條和二條", [("art-1", None), ("art-2", None)]),
        ("第一条至二条", [("art-1", None), ("art-2", None)]),
        ("《聯合國憲章》第二條", [("art-2", "un-charter")]),
        ("國際法院規約第二條", [("art-2", "icj-statute")]),
    ],
)
def test_chinese_in_either_script_names_articles_and_instruments(words, found):
    text = f"第一條\n\n燈。\n\n第二條\n\n油。\n\n第三條\n\n按照{words}的規定。\n"

    assert found == cited(text)


def test_the_statute_of_the_permanent_court_is_another():
    assert "icj-statute" not in {
        key for _, key in cited("第一條\n\n常設國際法院規約第二條適用。\n")
    }


@pytest.mark.parametrize("label", ["VI-{}", "- {} -", "Página {}", "{}"])
def test_the_label_of_a_page_breaks_no_sentence(label):
    page = [
        f"{n}. Each lamp of the harbour that burns at night is kept by its master."
        for n in range(1, 41)
    ]
    lines = [*page[:18], "19. The master keeps the lamps and the", label.format(7), "",
             "oil of article 2.", *page[19:36], label.format(8), "", *page[36:], *["More."] * 20,
             label.format(9), "", "Article 2", "", "Oil."]  # fmt: skip
    text = "Article 1\n\n" + "\n".join(lines) + "\n"
    reading = read(text.encode(), name="harbour.txt")

    assert ["art-1/para-19"] == [r.source for r in reading.references if r.target == "art-2"]
    assert 3 == sum(f.kind == "page-number" for f in reading.furniture)
