"""The sample treaty with its texts read: words are compared, and a lexicon's limits shown."""

import tempfile
from functools import cache
from pathlib import Path

from tests.assess.test_compare import MIRRORS
from treatygraph.assess import compare, differences, proposals, results
from treatygraph.build import build
from treatygraph.readers import read
from treatygraph.readers.local import as_facts
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore

SAMPLE = locate("data", "sample")


@cache
def store():
    own = []
    for draft in ("first", "second", "third"):
        raw = (SAMPLE / "texts" / f"{draft}.txt").read_bytes()
        own.append(
            as_facts(
                read(raw, name=f"{draft}.txt"),
                treaty="harbour-signals",
                draft=draft,
                document=f"harbour-{draft}",
                title=None,
                date=None,
                place="whole text",
            )
        )
    with tempfile.TemporaryDirectory() as place:
        report = build([SAMPLE], Path(place), own=own)
        assert report.place is not None, report.violations
        return OxigraphStore.load(report.place / "graph.nq")


def test_words_are_compared_where_both_texts_are_loaded():
    words = {
        c.lineage.rpartition("/")[2]: c.detail
        for c in differences(store(), "first", "second")
        if c.kind == "words"
    }

    assert "for no more than ninety+}" in words["preservation"]
    assert "[-should-] {+shall+}" in words["respect-for-human-rights"]
    assert "statement-of-purpose" not in words


def test_nothing_is_said_of_missing_text_where_there_is_text():
    assert not any("No text" in note for note in compare(store(), "first", "second").notes)


def test_text_makes_proposals_better_and_never_worse():
    found = proposals(store(), "first", "second")

    assert all("text" in p.signs for p in found if p.known)
    assert sum(p.known for p in found) >= 0.85 * len(found)


def test_what_a_lexicon_did_not_find_is_unverified():
    (lost,) = [
        r
        for r in results(store(), "lamplighters", "third")
        if r.recommendation.key.endswith("/add-necessity")
    ]

    assert (lost.verdict, lost.outcome.basis) == ("fail", "unverified")
    assert "can miss some" in lost.outcome.why


def test_what_a_lexicon_found_is_not():
    (won,) = [
        r
        for r in results(store(), "lamplighters", "second")
        if r.recommendation.key.endswith("/add-necessity")
    ]

    assert (won.verdict, won.outcome.basis) == ("pass", "official-text")


def test_what_a_lexicon_misses_is_not_called_lost():
    kinds = {c.kind for c in differences(store(), "second", "third")}

    assert "safeguard no longer found" in kinds
    assert not {"safeguard lost", "safeguard gained"} & kinds


def test_with_texts_too_every_change_is_turned_round_from_the_other_side():
    there = {(c.lineage, c.kind) for c in differences(store(), "first", "third")}
    back = {(c.lineage, c.kind) for c in differences(store(), "third", "first")}

    assert back == {(lineage, MIRRORS[kind]) for lineage, kind in there}
