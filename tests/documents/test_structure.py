"""Structure is read whole: nothing refused, nothing lost."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygraph.documents import read, reconstruct
from treatygraph.resources import locate


def keys(text, **options):
    return [p.key for p in read(text.encode(), **options).provisions]


def test_points_nest_as_they_are_printed():
    text = "Article 1\nTerms\n\n1. One:\n\n(a) first:\n\n(i) inner;\n\n(ii) inner;\n\n(b) second.\n\n2. Two.\n"

    assert keys(text) == [
        "art-1",
        "art-1/para-1",
        "art-1/para-1/subpara-a",
        "art-1/para-1/subpara-a/item-i",
        "art-1/para-1/subpara-a/item-ii",
        "art-1/para-1/subpara-b",
        "art-1/para-2",
    ]


def test_i_after_h_is_a_letter_and_i_after_a_colon_is_a_numeral():
    letters = "".join(f"({c}) item;\n\n" for c in "abcdefghij")
    text = f"Article 1\nTerms\n\nThe list:\n\n{letters}Article 2\nMore\n\nThis:\n\n(i) one;\n\n(ii) two.\n"

    assert [f"art-1/subpara-{c}" for c in "abcdefghij"] == [
        k for k in keys(text) if k.startswith("art-1/")
    ]
    assert [k for k in keys(text) if k.startswith("art-2/")] == [
        "art-2/subpara-i",
        "art-2/subpara-ii",
    ]


@pytest.mark.parametrize(
    "line",
    ["Article 1\nTerms", "Article 1. Terms", "Article 1 - Terms", "Article 1 – Terms", "Article 1: Terms", "ARTICLE 1\nTERMS", "Article I\nTerms", "Art. 1\nTerms", "Artículo 1\nTérminos", "Article premier\nTermes", "Статья 1\nТермины", "第一条\n用语", "المادة 1\nالمصطلحات", "المادة ١: المصطلحات"],
)  # fmt: skip
def test_an_article_is_known_by_all_its_printed_forms(line):
    reading = read(f"{line}\n\nEach Party shall act.\n".encode())

    assert [p.key for p in reading.provisions] == ["art-1"]
    assert reading.provisions[0].heading


def test_running_text_that_begins_with_article_is_no_heading():
    text = "Article 1\nTerms\n\nEach Party acts.\n\nArticle 5 of the Convention applies to this.\n"

    assert "art-5" not in keys(text)


def test_chapters_and_sections_hold_their_articles():
    text = "CHAPTER I\nGENERAL\n\nArticle 1\nOne\n\nText.\n\nCHAPTER II\nMORE\n\nSECTION 1\nPART OF IT\n\nArticle 2\nTwo\n\nText.\n"
    parents = {p.key: p.parent for p in read(text.encode()).provisions}

    assert parents == {
        "ch-1": None,
        "art-1": "ch-1",
        "ch-2": None,
        "ch-2/sec-1": "ch-2",
        "art-2": "ch-2/sec-1",
    }


def test_a_table_of_contents_is_furniture():
    contents = "".join(f"Article {n}\nHeading {n}\n" for n in range(1, 6))
    body = "".join(f"Article {n}\nHeading {n}\n\nText of it.\n\n" for n in range(1, 6))
    reading = read((contents + "\n" + body).encode())

    assert [f"art-{n}" for n in range(1, 6)] == [p.key for p in reading.provisions]
    assert {"table-of-contents"} <= {f.kind for f in reading.furniture}


def test_the_marks_of_negotiation_become_status():
    text = "Article 1\nTerms\n\n1. Each [Party] [State] shall act. [agreed ad referendum]\n\n2. [...]\n\n3. Plain.\n"
    status = {p.key: p.status for p in read(text.encode()).provisions}

    assert {"agreed-ad-referendum", "alternative", "bracketed"} == set(status["art-1/para-1"])
    assert status["art-1/para-2"] == ("placeholder",)
    assert status["art-1/para-3"] == ()


def test_another_language_version_is_set_aside_with_a_finding():
    english = "Article 1\nTerms\n\nThe Parties to this Convention shall act in the spirit of it and of the law.\n\nArticle 2\nEnd\n\nThis is the end of the text.\n\n"
    french = "Article premier\nTermes\n\nLes Parties à la présente Convention agissent dans le respect de la loi et des droits.\n\nArticle 2\nFin\n\nCeci est la fin du texte de la convention.\n"
    reading = read((english + french).encode())

    assert [p.key for p in reading.provisions] == ["art-1", "art-2"]
    assert [f.code for f in reading.findings] == ["other-language-version"]
    assert read((english + french).encode(), language="fr").provisions[0].heading == "Termes"


def test_an_empty_document_is_a_finding():
    assert [f.code for f in read(b"").findings] == ["no-provisions"]


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_failing(data):
    reading = read(data)

    assert reading.text == reconstruct(reading)


LINES = st.lists(
    st.sampled_from(
        ["Article 1", "Article 2. Title", "CHAPTER I", "GENERAL", "1. One", "2. Two", "(a) a;", "(b) b", "(i) i", "(ii) ii", "(aa) aa",
         "ANNEX I", "PREAMBLE", "The States Parties,", "Recalling that,", "text goes on", "Done at X", "", "- ", "1.", "(", "[x]", "SECTION 1", "Part II", "第一条", "المادة 3"]
    ),
    max_size=60,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_lines_in_any_order_lose_no_text(lines):
    reading = read("\n".join(lines).encode())
    seen = [p.key for p in reading.provisions]

    assert reading.text == reconstruct(reading)
    assert len(seen) == len(set(seen))
    assert all(p.parent is None or p.parent in seen for p in reading.provisions)


def test_a_deep_nest_and_a_long_text_are_read():
    deep = "Article 1\nDeep\n\n" + "".join(f"(a) level {n}:\n\n(i) level:\n\n" for n in range(300))
    long = "".join(
        f"Article {n}\nHeading\n\n1. Text under article {n}.\n\n" for n in range(1, 2001)
    )

    assert read(deep.encode()).provisions
    assert Counter(p.level for p in read(long.encode()).provisions)["article"] == 2000


SOURCES = next(
    (
        p / "shared" / "sources"
        for p in locate("data").parents
        if (p / "shared" / "sources").is_dir()
    ),
    None,
)
COUNTS = {
    "budapest-convention-ets185.md": (48, 4),
    "untoc-2000.md": (41, 0),
    "uncac-2003.md": (71, 8),
    "bbnj-agreement-2023-en.txt": (76, 0),
    "un-cybercrime-adopted-ar-arts-1-15.txt": (15, 1),
}


@pytest.mark.skipif(SOURCES is None, reason="the source documents are not beside the checkout")
@pytest.mark.parametrize("name", COUNTS)
def test_real_treaties_have_all_their_articles(name):
    reading = read((Path(SOURCES or "") / name).read_bytes(), name=name)
    levels = Counter(p.level for p in reading.provisions)

    assert COUNTS[name] == (levels["article"], levels["chapter"])
    assert reading.text == reconstruct(reading)
