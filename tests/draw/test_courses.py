"""All drafts in one drawing: what begins, ends, splits, joins and moves, by one rule."""

import re
from xml.etree import ElementTree

import pytest

from treatygraph.draw.alluvial import COLOURINGS, colours_of, draw_courses
from treatygraph.draw.courses import Courses, courses_of, treaty_named
from treatygraph.errors import UsageError

TREATY = "http://example.org/id/harbour"
#: Draft → its articles: number, chapter, lineages.
DRAFTS = {
    "first": [
        ("1", "Lights", ["lamps"]),
        ("2", "Lights", ["bells"]),
        ("3", "Traffic", ["pilots"]),
        ("4", "Traffic", ["tolls"]),
        ("5", "Traffic", ["wrecks"]),
        ("6", "Traffic", ["buoys"]),
    ],
    "second": [
        ("1", "Lights", ["lamps"]),
        ("2", "Lights", ["lamps"]),
        ("3", "Lights", ["wrecks"]),
        ("4", "Traffic", ["bells", "pilots"]),
        ("5", "Traffic", ["tolls"]),
        ("6", "Traffic", ["courts"]),
    ],
}


def asker(drafts=DRAFTS, gaps=(), said=()):
    """Answer as a graph with these drafts does."""

    def articles():
        for draft, rows in drafts.items():
            for order, (number, chapter, lineages) in enumerate(rows):
                for lineage in lineages:
                    yield {
                        "draft": draft, "name": draft, "date": f"20{order:02}",
                        "article": f"{TREATY}/{draft}/art-{number}", "number": number,
                        "label": f"Article {number}. {lineages[0]}", "order": str(order),
                        "lineage": lineage, "chapter": f"Chapter. {chapter}",
                    }  # fmt: skip

    def ask(query, terms=None, /, **iris):
        if query == "drafts/symbols":
            return []
        if "?drafts" in query:
            return [{"treaty": TREATY, "label": "Harbour", "drafts": str(len(drafts))}]
        if "?stance" in query:
            return [{"lineage": x, "stance": f"stance/{y}", "n": "1"} for x, y in said]
        if "?gap a tg:Coverage" in query:
            return [{"draft": draft} for draft in gaps]
        if "?lineage a tg:Lineage" in query:
            names = {x for rows in drafts.values() for row in rows for x in row[2]}
            return [{"lineage": x, "label": x.capitalize()} for x in sorted(names)]
        return list(articles())

    return ask


def events(courses):
    return {c.iri: c.events[1] for c in courses.courses}


def test_what_happens_to_a_lineage_is_said_in_the_words_of_compare():
    found = events(courses_of(asker(), TREATY))

    assert "split" in found["lamps"]
    assert {"joined", "moved"} <= set(found["bells"])
    assert "joined" in found["pilots"]
    assert found["wrecks"] == ("moved", "renumbered")
    assert found["tolls"] == ("renumbered",)
    assert found["buoys"] == ("dropped",)
    assert found["courts"] == ("new",)


def test_of_a_draft_known_in_part_nothing_is_new_or_dropped():
    later = events(courses_of(asker(gaps=["second"]), TREATY))
    earlier = events(courses_of(asker(gaps=["first"]), TREATY))

    assert ("not registered",) == later["buoys"]
    assert ("first registered",) == earlier["courts"]


def test_an_article_without_a_chapter_is_not_said_to_have_moved():
    drafts = {"first": [("1", "Lights", ["lamps"])], "second": [("1", "", ["lamps"])]}
    ask = asker(drafts)

    def without(query, terms=None, /, **iris):
        return [
            {k: v for k, v in row.items() if k != "chapter" or v != "Chapter. "}
            for row in ask(query, terms, **iris)
        ]

    assert () == events(courses_of(without, TREATY))["lamps"]


def test_a_chapter_with_another_heading_is_the_same_where_most_of_it_went_there():
    drafts = {
        "first": [(str(n), "Lights", [name]) for n, name in enumerate(("a", "b", "c"))]
        + [("3", "Traffic", ["d"])],
        "second": [(str(n), "Lamps and bells", [name]) for n, name in enumerate(("a", "b", "d"))]
        + [("3", "Traffic", ["c"])],
    }
    found = events(courses_of(asker(drafts), TREATY))

    assert () == found["a"] == found["b"]
    assert "moved" in found["c"]
    assert "moved" in found["d"]


def test_what_was_asked_is_one_word_for_each_lineage():
    said = [
        ("lamps", "supports"), ("bells", "opposes"), ("pilots", "supports-with-change"),
        ("tolls", "supports"), ("tolls", "asks-to-delete"),
    ]  # fmt: skip
    found = {c.iri: c.asked for c in courses_of(asker(said=said), TREATY).courses}

    assert "supported" == found["lamps"]
    assert "opposed" == found["bells"]
    assert "change asked" == found["pilots"]
    assert "supported and opposed" == found["tolls"]
    assert "nothing known" == found["buoys"]


@pytest.mark.parametrize("colouring", COLOURINGS)
@pytest.mark.parametrize("alone", [True, False])
def test_the_drawing_is_xml_with_a_band_for_each_pair(colouring, alone):
    courses = courses_of(asker(), TREATY)
    text = draw_courses(courses, colouring=colouring, alone=alone, title="A & B")

    root = ElementTree.fromstring(str(text))
    bands = [x for x in root.iter() if "C" in x.get("d", "")]
    bars = [x for x in root.iter() if x.get("rx") == "2"]

    assert len(courses.bands) == len(bands) == 6
    assert 12 == len(bars)
    assert 2 == sum(x.get("d", "").count("L") == 2 for x in root.iter())
    assert alone == ("var(--ink)" not in text)
    assert set(colours_of(courses, colouring).values()) >= {x.get("fill") for x in bars}


def test_the_bands_of_a_split_share_the_bar_that_they_leave():
    courses = courses_of(asker(), TREATY)
    text = str(draw_courses(courses))
    starts = sorted(float(y) for y in re.findall(r'd="M262 ([\d.]+)C[^"]*Z"><title>Lamps', text))

    assert 2 == len(starts)
    assert pytest.approx(6.5) == starts[1] - starts[0]


def test_hostile_headings_stay_text():
    drafts = {
        name: [("1", "<script>", ["lamps"]), ("2", "x", ['"><b>'])] for name in ("first", "second")
    }
    text = draw_courses(courses_of(asker(drafts), TREATY), title="<script>")

    ElementTree.fromstring(str(text))
    assert "<script" not in text


def test_a_treaty_is_named_by_its_key_or_its_iri_or_left_out():
    assert TREATY == treaty_named(asker(), "") == treaty_named(asker(), "harbour")
    with pytest.raises(UsageError, match="one of harbour"):
        treaty_named(asker(), "lighthouse")


def test_no_drafts_make_an_empty_drawing():
    ElementTree.fromstring(str(draw_courses(Courses())))
