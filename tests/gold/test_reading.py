"""Reading agrees with hand-made gold, where the treaties' texts are at hand."""

import os
from collections import Counter
from pathlib import Path

import pytest
from bench import reading as bench
from bench.scores import Score

from treatygraph.documents import read, reconstruct

SOURCES = Path(os.environ.get("TREATYGRAPH_SOURCES", bench.ROOT.parent / "shared" / "sources"))


def reading_of(treaty):
    path = SOURCES / treaty.file
    if not path.exists():
        pytest.skip(f"the text of {treaty.name} is not at hand; set TREATYGRAPH_SOURCES")
    return read(path.read_bytes(), name=path.name)


def test_the_gold_holds_what_its_report_promises():
    rows = [row for t in bench.TREATIES for row in bench.gold_references(t)]

    assert len(rows) >= 150
    assert len({t.key for t in bench.TREATIES if bench.gold_rows("structure", t.key)}) >= 3


@pytest.mark.parametrize("treaty", bench.TREATIES, ids=lambda t: t.key)
def test_structure_and_references_are_those_of_the_gold(treaty):
    reading = reading_of(treaty)
    if bench.gold_rows("structure", treaty.key):
        assert set() == bench.structure(treaty, reading)[1]

    assert [] == bench.references(treaty, reading)[1]


def test_every_mark_of_a_negotiating_document_is_that_of_the_gold():
    path = bench.GOLD / "negotiation.md"
    reading = read(path.read_bytes(), name=path.name)

    assert bench.gold_marks() == bench.marks(reading)
    every = (
        "agreed-ad-referendum alternative bracketed deleted inserted placeholder proposed reserved"
    )
    assert set(every.split()) == {status for p in reading.provisions for status in p.status}
    assert reading.text == reconstruct(reading)


def test_a_score_counts_what_is_right_in_both_directions():
    score = Score.of(Counter("aab"), Counter("abc"))

    assert "3 | 3 | 2 | 0.667 | 0.667 | 0.667" == score.cells()


def test_surfaces_of_the_gold_are_short():
    for treaty in bench.TREATIES:
        for row in bench.gold_rows("references", treaty.key):
            assert len(row["surface"].split()) <= 11
