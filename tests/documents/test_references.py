"""References are found with their targets one by one, and never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygraph.documents import read

TREATY = """\
Article 1
Use of terms

For the purposes of this Convention:

(a) “Data” means facts;

(b) “Service” means a thing that is:

(i) public; or

(ii) private.

Article 2
Offences

1. Each Party shall adopt measures.

2. A Party may require:

(a) intent;

(b) harm;

(c) gain.

3. Nothing here prevents anything.

Article 3
Test

1. {text}

2. Another paragraph.

Article 4
Other

Each Party shall cooperate.
"""


def refs(text):
    reading = read(TREATY.format(text=text).encode())
    return [r for r in reading.references if r.source == "art-3/para-1"]


def targets(text):
    return [r.target for r in refs(text)]


CASES = {
    "Subject to article 2, it applies.": ["art-2"],
    "In accordance with articles 1, 2 and 4 of this Convention.": ["art-1", "art-2", "art-4"],
    "As in articles 1 to 4.": ["art-1", "art-2", "art-3", "art-4"],
    "As in Articles 1 through 2 of this Convention.": ["art-1", "art-2"],
    "As in articles 2-4.": ["art-2", "art-3", "art-4"],
    "As in articles 2–4.": ["art-2", "art-3", "art-4"],
    "As in article 2 or 4.": ["art-2", "art-4"],
    "As in paragraph 2 of this article.": ["art-3/para-2"],
    "As in paragraph 2 above.": ["art-3/para-2"],
    "As in paragraphs 1 and 2 of article 2.": ["art-2/para-1", "art-2/para-2"],
    "As in article 2, paragraph 2 (a) and (c).": [
        "art-2/para-2/subpara-a",
        "art-2/para-2/subpara-c",
    ],
    "As in article 2, paragraphs 2 (a) to (c) and 3.": [
        "art-2/para-2/subpara-a",
        "art-2/para-2/subpara-b",
        "art-2/para-2/subpara-c",
        "art-2/para-3",
    ],
    "As in article 2(2)(b).": ["art-2/para-2/subpara-b"],
    "As in article 2, paragraph 2 a) or b), of this Convention.": [
        "art-2/para-2/subpara-a",
        "art-2/para-2/subpara-b",
    ],
    "As in subparagraph (b) of paragraph 2 of article 2.": ["art-2/para-2/subpara-b"],
    "As in article 1 (b) (ii).": ["art-1/subpara-b/item-ii"],
    "As in article 1, subparagraph (b) (i).": ["art-1/subpara-b/item-i"],
    "As in this article or in articles 1 and 2.": ["art-3", "art-1", "art-2"],
    "As in article 2, paragraph 1, or article 4.": ["art-2/para-1", "art-4"],
    "As in articles 2, paragraph 1, and 3, paragraph 2.": ["art-2/para-1", "art-3/para-2"],
    "As in this paragraph.": ["art-3/para-1"],
    "As in the preceding article.": ["art-2"],
    "This Convention enters into force.": [],
    "It has 2 paragraphs and 30 days.": [],
}


@pytest.mark.parametrize("text", CASES)
def test_targets_are_found_one_by_one(text):
    assert CASES[text] == targets(text)


def test_every_reference_quotes_its_place():
    reading = read(TREATY.format(text="As in articles 1 to 4, subject to article 2.").encode())
    quoted = {(r.surface, reading.text[r.start : r.end]) for r in reading.references}

    assert all(surface == found for surface, found in quoted)
    assert {"articles 1 to 4", "article 2"} == {s for s, _ in quoted}


@pytest.mark.parametrize(
    ("text", "target", "instrument"),
    [
        ("As in article 7 of the Vienna Convention on the Law of Treaties.", "art-7", "vienna"),
        ("As in article 2 of the Budapest Convention.", "art-2", "budapest"),
        ("As in article 2, paragraph 1, of that Protocol.", "art-2/para-1", "protocol"),
        ("In line with the Charter of the United Nations.", None, "charter"),
        ("Under General Assembly resolution 74/247.", None, "74"),
        ("As in Regulation (EU) 2016/680.", None, "2016"),
    ],
)
def test_another_instrument_is_external_and_never_internal(text, target, instrument):
    (only,) = refs(text)

    assert ("external", target) == (only.status, only.target)
    assert instrument in only.instrument


@pytest.mark.parametrize(
    ("text", "target", "reason"),
    [
        ("As in article 99.", "art-99", "no-such-article"),
        ("As in paragraph 9 of article 2.", "art-2/para-9", "no-such-paragraph"),
        ("As in article 2, paragraph 2 (z).", "art-2/para-2/subpara-z", "no-such-subparagraph"),
    ],
)
def test_a_missing_target_is_dangling_with_its_reason(text, target, reason):
    (only,) = refs(text)

    assert ("dangling", target, reason) == (only.status, only.target, only.reason)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Subject to", "subject-to"),
        ("in accordance with", "in-accordance-with"),
        ("Without prejudice to", "without-prejudice-to"),
        ("as defined in", "as-defined-in"),
        ("Notwithstanding", "notwithstanding"),
        ("pursuant to", "pursuant-to"),
        ("referred to in", "referred-to-in"),
        ("established in accordance with", "established-by"),
    ],
)
def test_the_words_before_a_reference_give_its_kind(words, kind):
    assert [kind] == [r.kind for r in refs(f"{words} article 2, it goes on.")]


OTHER = {
    "fr": (
        "Article premier\nObjet\n\nConformément aux articles 2 et 3 de la présente Convention.\n\n"
        "Article 2\nSuite\n\n1. Le paragraphe 1 de l’article 3.\n\n2. Le présent article.\n\n"
        "Article 3\nFin\n\n1. Un.\n\n2. Deux.\n",
        [("art-1", "art-2"), ("art-1", "art-3"), ("art-2/para-1", "art-3/para-1"), ("art-2/para-2", "art-2")],
    ),
    "es": (
        "Artículo 1\nObjeto\n\nDe conformidad con los artículos 2 y 3 de la presente Convención.\n\n"
        "Artículo 2\nMás\n\n1. El párrafo 1 del artículo 3.\n\n2. El presente artículo.\n\n"
        "Artículo 3\nFin\n\n1. Uno de los Estados.\n\n2. Dos de los Estados.\n",
        [("art-1", "art-2"), ("art-1", "art-3"), ("art-2/para-1", "art-3/para-1"), ("art-2/para-2", "art-2")],
    ),
    "ru": (
        "Статья 1\nЦель\n\nВ соответствии со статьями 2 и 3 настоящей Конвенции.\n\n"
        "Статья 2\nДалее\n\n1. Пункт 1 статьи 3.\n\n2. Пункт 1 настоящей статьи.\n\n"
        "Статья 3\nКонец\n\n1. Один.\n\n2. Два.\n",
        [("art-1", "art-2"), ("art-1", "art-3"), ("art-2/para-1", "art-3/para-1"), ("art-2/para-2", "art-2/para-1")],
    ),
    "zh": (
        "第一条\n宗旨\n\n根据本公约第二条和第三条。\n\n第二条\n其他\n\n一、第三条第一款。\n\n二、本条第一款。\n\n"
        "第三条\n最后\n\n一、甲。\n\n二、乙。\n",
        [("art-1", "art-2"), ("art-1", "art-3"), ("art-2/para-1", "art-3/para-1"), ("art-2/para-2", "art-2/para-1")],
    ),
    "ar": (
        "المادة 1\nالغرض\n\nوفقا للمادتين 2 و3 من هذه الاتفاقية.\n\nالمادة 2\nأخرى\n\n1- الفقرة 1 من المادة 3.\n\n"
        "2- الفقرة 1 من هذه المادة.\n\nالمادة 3\nختام\n\n1- أولا.\n\n2- ثانيا.\n",
        [("art-1", "art-2"), ("art-1", "art-3"), ("art-2/para-1", "art-3/para-1"), ("art-2/para-2", "art-2/para-1")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", OTHER)
def test_the_other_official_languages_are_read(language):
    text, expected = OTHER[language]
    reading = read(text.encode(), language=language)

    assert [r for r in reading.references if r.status != "resolved"] == []
    assert expected == [(r.source, r.target) for r in reading.references]


FRENCH = "Article premier\nObjet\n\n1. Un.\n\n2. Deux.\n\n3. {}\n\nArticle 2\nFin\n\n1. Un.\n\n2. Deux:\n\na) lampe;\n\nb) mèche.\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Visé à l'article 2, alinéa 1.", ["art-2/para-1"]),
        ("Visé à l'article 2, § 2.", ["art-2/para-2"]),
        ("Visé à l'article 2, alinéa 2, lettre b).", ["art-2/para-2/subpara-b"]),
        ("Au sens de l'alinéa précédent.", ["art-1/para-2"]),
        ("Malgré les deux paragraphes précédents.", ["art-1/para-1", "art-1/para-2"]),
        ("Le paragraphe 1 de cet article.", ["art-1/para-1"]),
        ("L'article 2 et le paragraphe 1 dudit article.", ["art-2", "art-2/para-1"]),
        ("Mentionné au premier alinéa de l'article 2.", ["art-2/para-1"]),
        ("Sur le territoire de cette Partie contractante.", []),
    ],
)
def test_french_names_of_paragraphs_are_followed(words, expected):
    found = read(FRENCH.format(words).encode(), language="fr").references

    assert expected == [r.target for r in found if r.source == "art-1/para-3"]


NUMBERS = st.integers(1, 4)


@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBERS, min_size=2, max_size=4, unique=True), st.sampled_from(["and", "or"]))
def test_a_composed_list_gives_its_numbers(numbers, word):
    phrase = ", ".join(map(str, numbers[:-1])) + f" {word} {numbers[-1]}"

    assert [f"art-{n}" for n in numbers] == targets(f"As in articles {phrase} of this Convention.")


SOUP = st.lists(
    st.sampled_from(
        [
            "article",
            "articles",
            "paragraph",
            "paragraphs",
            "of",
            "this",
            "the",
            "preceding",
            "and",
            "or",
            "to",
            ",",
            ";",
            ".",
            "(",
            ")",
            "(a)",
            "(i)",
            "1",
            "2",
            "99",
            "Convention",
            "subparagraph",
            "chapter",
            "IV",
            "-",
            "–",
            "through",
            "Article",
            "Annex",
        ]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_keyword_soup_is_read_without_failing(words):
    reading = read(TREATY.format(text=" ".join(words)).encode())

    for reference in reading.references:
        assert reference.surface == reading.text[reference.start : reference.end]
        assert reference.status in ("resolved", "external", "dangling", "ambiguous")


def external(text):
    return {(r.target, r.instrument) for r in refs(text) if r.status == "external"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Under article 2 for that purpose.", ["art-2"]),
        ("As in article 2 by analogy.", ["art-2"]),
        ("Article 2, paragraph 2a), applies.", ["art-2/para-2/subpara-a"]),
        ("Article 2, paragraph l(a), applies.", ["art-2/para-1/subpara-a"]),
        (
            "See article 2, paragraph 2 a and b, here.",
            ["art-2/para-2/subpara-a", "art-2/para-2/subpara-b"],
        ),
        ("See paragraph (b) of paragraph 2 of article 2.", ["art-2/para-2/subpara-b"]),
        (
            "Article 2, paragraph 2, except subparagraph (c).",
            ["art-2/para-2", "art-2/para-2/subpara-c"],
        ),
        ("Articles 1 and 4, paragraph 2 of Article 2 apply.", ["art-1", "art-4", "art-2/para-2"]),
        ("See articles 2 (c) and 4.", ["art-2/para-2/subpara-c", "art-4"]),
        ("Pursuant to article2, paragraph 3.", ["art-2/para-3"]),
        ("Agents may enter that part of the building.", []),
        ("Any doubt on this point is settled.", []),
    ],
)
def test_less_usual_forms_have_their_targets(text, expected):
    assert expected == targets(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Recalling the Convention on Cybercrime (ETS No. 185), Article 6, paragraph 1.",
            "art-6/para-1",
        ),
        ("Under the Convention on Cybercrime, and particularly its Article 6.", "art-6"),
        ("See paragraph 221 of the outcome document of the Harbour Conference.", "para-221"),
    ],
)
def test_an_article_beside_the_name_of_another_instrument_is_external(text, expected):
    assert expected in {target for target, _ in external(text)}


def test_the_convention_of_a_protocol_is_the_one_that_it_names():
    text = (
        "Protocol\n\nPREAMBLE\n\nThe Parties to this Protocol,\n\n"
        "Recalling the Convention on Quiet Harbours (hereinafter “the Convention”),\n\n"
        "Have agreed as follows:\n\nArticle 1\nScope\n\nThis Protocol applies article 7 of the Convention.\n"
    )
    found = [r for r in read(text.encode()).references if r.source == "art-1"]
    assert [("art-7", "convention-on-quiet-harbours")] == [(r.target, r.instrument) for r in found]


def test_a_paragraph_of_the_preamble_is_found():
    text = (
        "PREAMBLE\n\nThe Parties to this Convention,\n\nMindful of peace,\n\nAware of need,\n\n"
        "Have agreed as follows:\n\nArticle 1\nScope\n\nHaving regard to paragraph 2 of the preamble, it is so.\n"
    )
    assert ["preamble/para-2"] == [r.target for r in read(text.encode()).references]


def test_another_convention_is_external_in_a_convention_too():
    text = (
        "Convention on Lamps\n\nArticle 1\n\nThis Convention is short, as is article 2 of the Convention on Lost "
        "Anchors.\n\nArticle 2\n\nUnder article 1 of the Convention on Lamps and article 1 of the Convention.\n"
    )
    found = [(r.target, r.status, r.instrument) for r in read(text.encode()).references]

    assert [
        ("art-2", "external", "convention-on-lost-anchors"),
        ("art-1", "resolved", None),
        ("art-1", "resolved", None),
    ] == found
