"""The sample treaty with its texts read: words are compared, and a lexicon's limits shown."""

import tempfile
from functools import cache
from pathlib import Path

from tests.assess.test_compare import MIRRORS
from treatygraph.assess.citing import cited_in_draft
from treatygraph.assess.compare import compare, differences
from treatygraph.assess.match import proposals
from treatygraph.assess.results import results
from treatygraph.assess.staleness import cited_in
from treatygraph.curated.own_readings import as_facts
from treatygraph.documents import read
from treatygraph.pipeline import build
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.travaux import Travaux

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

    assert "for no more than ninety days+}" in words["preservation"]
    assert "[-should-] {+shall+}" in words["respect-for-human-rights"]
    assert "statement-of-purpose" not in words


def test_nothing_is_said_of_missing_text_where_there_is_text():
    assert not any("No text" in note for note in compare(store(), "first", "second").notes)


def test_text_makes_proposals_better_and_never_worse():
    found = proposals(store(), "first", "second")

    pairs = [p for p in found if p.before and p.after]

    assert all(p.shares[1] > 0 for p in pairs)
    assert {p.after for p in pairs if not p.known} <= {
        p.after for p in pairs if p.kind in ("split", "join")
    }


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


def test_the_store_cites_what_the_reading_cites():
    raw = (SAMPLE / "texts" / "second.txt").read_bytes()
    read_ = {(c.article, c.number) for c in cited_in(read(raw, name="second.txt"))}
    travaux = Travaux.of(store())
    found = cited_in_draft(travaux, travaux.draft("second").iri)
    stored = {(travaux.keys[c.article][1], c.number) for c in found}

    assert len(read_) > 5
    assert read_ <= stored
    assert all(any(c.around) for c in found)


def test_a_paragraph_that_moved_within_its_article_is_not_taken_out_and_put_in():
    travaux = Travaux.of(store())
    units = travaux.paragraphs(travaux.draft("second").iri)
    (article,) = [p for p in units if p.endswith("/second/art-10")]

    assert ["1", "2", "3"] == [number for number, _ in units[article] if number]
