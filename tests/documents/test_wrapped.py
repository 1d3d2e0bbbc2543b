"""A text cut into lines at any width is read as the text itself, real treaties too."""

import os
import textwrap
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from bench.reading import ROOT, TREATIES

from treatygraph.documents import read

SOURCES = Path(os.environ.get("TREATYGRAPH_SOURCES", ROOT.parent / "shared" / "sources"))
BITS = [
    "subject to the provisions of article⏎2, paragraph 1, and of this Convention",
    "in accordance with paragraph⏎1 (a) and article 3",
    "referred to in paragraphs 1 and⏎2 of article 2",
    "as set out in paragraph 2⏎(b) of article 1",
    "under articles 1,⏎2 and 3 of this Convention",
    "pursuant to articles 1 to⏎3",
    "within the meaning of subparagraph⏎(a) of paragraph 2",
    "by way of derogation from Part⏎II of the Covenant",
    "of Annex⏎III, article 5, of the Convention",
]
OTHERS = [
    ("Artículo", "en virtud del artículo⏎2, párrafo 1"),
    ("Artículo", "de conformidad con el apartado⏎a) del párrafo 1 del artículo 2"),
    ("Article", "conformément au paragraphe⏎2 de l'article 3"),
    ("Article", "en vertu de l'alinéa⏎a) du paragraphe 1 de l'article 2"),
    ("Статья", "в соответствии с пунктом⏎1 статьи 2"),
    ("Статья", "согласно статье⏎2 настоящей Конвенции"),
    ("المادة", "وفقا للفقرة⏎1 من المادة 2"),
]


def rows(text):
    reading = read(text.encode())
    provisions = [(p.key, p.heading, " ".join((p.text or "").split())) for p in reading.provisions]
    references = [(r.source, r.target, r.status, r.instrument) for r in reading.references]
    return Counter(provisions), Counter(references)


def text_of(word, bit):
    body = "\n\n".join(
        f"{word} {n}\n\n1. The keeper of lamps is here named, for whom no other shall stand;\n\n"
        f"2. A keeper of lamps shall act {bit}, and shall tell all other keepers of it:\n\n"
        "(a) at once; and\n\n(b) in writing."
        for n in (1, 2, 3)
    )
    return body + "\n"


@pytest.mark.parametrize(
    ("word", "bit"), [*(("Article", bit) for bit in BITS), *OTHERS], ids=lambda x: x[:24]
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_number_at_the_head_of_a_wrapped_line_is_no_point(word, bit, gap):
    whole = text_of(word, bit.replace("⏎", " "))
    one, _, two = bit.partition("⏎")
    used = 0
    for width in range(40, 120):
        lines = [textwrap.wrap(p, width) for p in whole.split("\n\n")]
        pairs = [pair for p in lines for pair in pairwise(p)]
        if not any(a.endswith(one[-9:]) and b.startswith(two[:9]) for a, b in pairs):
            continue
        used += 1
        cut = gap.join("\n".join(p) for p in lines)

        assert [k for k, _, _ in rows(whole)[0]] == [k for k, _, _ in rows(cut)[0]]
    assert used > 1


@pytest.mark.parametrize("treaty", TREATIES, ids=lambda t: t.key)
@pytest.mark.parametrize("width", [34, 41, 68, 97])
def test_a_treaty_cut_at_any_width_is_the_same_treaty(treaty, width):
    path = SOURCES / treaty.file
    if not path.exists():
        pytest.skip(f"the text of {treaty.name} is not at hand; set TREATYGRAPH_SOURCES")
    from treatygraph.documents.formats.container import open_container
    from treatygraph.documents.structure.versions import select_language

    source = select_language(open_container(path.read_bytes())[1], None)[0]
    paragraphs = [" ".join(source.text[b.start : b.end].split()) for b in source.blocks]
    whole = rows("\n\n".join(paragraphs))
    for mark in ("", "**"):
        lines = "\n\n".join(
            "\n".join(textwrap.wrap(p, width, break_long_words=False, break_on_hyphens=False))
            if find_plain(p)
            else f"{mark}{p}{mark}"
            for p in paragraphs
        )

        assert whole == rows(lines)


def find_plain(paragraph):
    return len(paragraph) > 60
