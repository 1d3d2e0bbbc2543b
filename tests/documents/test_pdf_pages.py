"""What stands on a PDF page beside the text is told from it, and the order is the page's."""

import random
import textwrap

import pytest

from tests.documents.pdfs import pdf, typeset
from treatygraph.documents import read, reconstruct

PLACES = iter(["towers", "piers", "bridges", "harbours", "rivers", "canals", "roads", "ships", "streets", "houses", "cellars", "roofs", "mines", "camps", "markets", "stations"])  # fmt: skip


def duty():
    """Return a sentence that no other repeats."""
    place = next(PLACES)
    return (
        f"Each State Party shall keep the lamps of its {place} lit from dusk until dawn, and shall "
        f"see to it that no {place} go dark through a storm, through a keeper of {place}, or "
        f"through a person who acts in its {place} for another State Party"
    )


def article(n, title):
    one = f"1. {duty()}, subject to article {n + 1}, paragraph 1."
    two = f"2. {duty()}, in accordance with paragraph 1 (a) and (b) of article {n}:"
    return [f"Article {n}", title, one, two, f"(a) {duty()};", f"(b) {duty()}."]


TEXT = [line for n, t in ((1, "Scope"), (2, "Keepers"), (3, "Wicks")) for line in article(n, t)]
FRENCH = [
    "Article {n}", "Champ d'application",
    "1. Chaque État Partie veille à ce que ses lampes soient allumées du soir au matin et à ce que "
    "les lampes ne soient pas éteintes par une tempête, par un gardien ou par une autre personne.",
    "2. Les gardiens sont nommés par les États Parties dans le respect de la présente Convention et "
    "pour une période qui ne peut être plus longue que celle du mandat des juges de la Cour.",
]  # fmt: skip


def wrapped(lines, width=78):
    return [part for line in lines for part in textwrap.wrap(line, width)]


def facts(data):
    reading = read(data)
    assert reconstruct(reading) == reading.text
    rows = [(r.source, r.target, r.status) for r in reading.references]
    return [(p.key, p.heading, p.text) for p in reading.provisions], rows


EXPECTED = facts("\n\n".join(TEXT).encode())


def pages(lines, per=40):
    return [typeset(lines[i : i + per]) for i in range(0, len(lines), per)]


def kinds(data):
    reading = read(data)
    return {f.kind: reading.text[f.start : f.end] for f in reading.furniture}


def test_the_plain_page_is_read():
    assert EXPECTED == facts(pdf(pages(wrapped(TEXT))))


@pytest.mark.parametrize(("size", "rise"), [(7, 4), (7, 0), (11, 4), (6, 5)])
@pytest.mark.parametrize("target", ["Article 2", "Scope", "Article 3", "Keepers"])
def test_a_raised_or_smaller_digit_is_the_mark_of_a_note(size, rise, target):
    drawn = []
    for page in pages(wrapped(TEXT)):
        marked = []
        for x, y, s, words in page:
            marked.append((x, y, s, words))
            if words == target:
                marked.append((x + 0.5 * s * len(words) + 3, y + rise, size, "12"))
        drawn.append(marked)

    assert EXPECTED == facts(pdf(drawn))


def test_a_mark_in_running_text_is_no_part_of_a_reference():
    page = typeset(["Article 1", "Each Party is bound by article 3", "Article 2", "A. B.",
                    "Article 3", "C. D."])  # fmt: skip
    x, y, size, words = page[1]
    page[1:2] = [(x, y, size, words), (x + 153, y + 4, 7, "4"), (x + 160, y, size, "of it.")]
    _, rows = facts(pdf([page]))

    assert ("art-1", "art-3") in [row[:2] for row in rows]


@pytest.mark.parametrize("size", [8, 11])
@pytest.mark.parametrize("note", ["1 Note by the secretariat: see article 99 of the Lamps Treaty.",
                                  "* Reissued for technical reasons.",
                                  "¹ Reservation: article 5 does not apply."])  # fmt: skip
def test_notes_at_the_foot_are_furniture_by_size_or_by_a_drawn_rule(size, note):
    drawn = pages(wrapped(TEXT))
    for page in drawn:
        page += [(72, 130, 140, None), (72, 112, size, note), (72, 100, size, "It goes on here.")]

    assert EXPECTED == facts(pdf(drawn))
    assert "footnote" in kinds(pdf(drawn))


@pytest.mark.parametrize("every", [1, 5])
@pytest.mark.parametrize("x", [40, 560])
@pytest.mark.parametrize("inline", [True, False])
def test_numbers_of_lines_at_the_margin_are_furniture(every, x, inline):
    drawn = []
    for page in pages(wrapped(TEXT)):
        numbers = [(x, y, 11, str(i)) for i, (_, y, _, _) in enumerate(page, 1) if i % every == 0]
        if inline:
            rows = sorted([*page, *numbers], key=lambda d: (-d[1], d[0]))
        else:
            rows = [*page, *numbers]
        drawn.append(rows)

    assert EXPECTED == facts(pdf(drawn))
    assert "line-number" in kinds(pdf(drawn))


def test_watermarks_and_drawn_rules_of_underscores_are_furniture():
    drawn = pages(wrapped(TEXT), per=16)
    for page in drawn:
        page.insert(0, (150, 400, 60, "DRAFT"))
        page.append((230, page[-1][1] - 30, 11, "_" * 20))
    drawn[0].append((100, 300, 11, "For official use only"))
    for page in drawn[1:]:
        page.append((100, 300, 11, "For official use only"))

    assert EXPECTED == facts(pdf(drawn))


def test_feet_and_heads_between_halves_of_a_sentence_are_furniture():
    drawn = pages(wrapped(TEXT), per=17)
    for i, page in enumerate(drawn, 1):
        page.insert(0, (72, 810, 9, "A/CONF.999/1"))
        page += [(72, 40, 9, f"V.30-1234{i}"), (500, 40, 9, f"{i}/{len(drawn)}")]

    assert EXPECTED == facts(pdf(drawn))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_lines_drawn_in_any_order_are_read_in_that_of_the_page(seed):
    drawn = pages(wrapped(TEXT))
    for page in drawn:
        page.sort(key=lambda d: d[1])
        if seed:
            random.Random(seed).shuffle(page)

    assert EXPECTED == facts(pdf(drawn))


def test_the_lower_half_of_a_page_may_be_drawn_first():
    drawn = [[*page[20:], *page[:20]] for page in pages(wrapped(TEXT))]

    assert EXPECTED == facts(pdf(drawn))


def columns(left, right, per=46):
    """Return pages of two columns, each line a pair."""
    sheets = []
    for at in range(0, max(len(left), len(right)), per):
        one = typeset(left[at : at + per], size=9, step=14)
        two = typeset(right[at : at + per], left=320, size=9, step=14)
        sheets.append((one, two))
    return sheets


@pytest.mark.parametrize("by_rows", [True, False])
def test_two_columns_are_read_one_after_the_other(by_rows):
    lines = wrapped(TEXT, 44)
    sheets, per = [], 34
    for at in range(0, len(lines), 2 * per):
        one = typeset(lines[at : at + per], size=9)
        two = typeset(lines[at + per : at + 2 * per], left=320, size=9)
        page = [*one, *two]
        sheets.append(sorted(page, key=lambda d: (-d[1], d[0])) if by_rows else page)

    assert EXPECTED == facts(pdf(sheets))


@pytest.mark.parametrize("by_rows", [True, False])
def test_two_languages_side_by_side_are_read_each_for_itself(by_rows):
    french = [line.format(n=n) for n in (1, 2, 3) for line in FRENCH]
    sheets = []
    for one, two in columns(wrapped(TEXT, 44), wrapped(french, 44)):
        page = [*one, *two]
        sheets.append(sorted(page, key=lambda d: (-d[1], d[0])) if by_rows else page)
    data = pdf(sheets)

    assert EXPECTED == facts(data)
    assert "other-language-version" in [f.code for f in read(data).findings]
    assert ["art-1", "art-2", "art-3"] == [
        p.key for p in read(data, language="fr").provisions if "/" not in p.key
    ]


def test_two_languages_on_facing_pages_are_read_each_for_itself():
    french = [line.format(n=n) for n in (1, 2, 3) for line in FRENCH]
    left, right = pages(wrapped(TEXT), 14), pages(wrapped(french), 7)
    sheets = [page for pair in zip(left, right, strict=False) for page in pair]
    sheets += left[len(right) :]

    assert EXPECTED == facts(pdf(sheets))
