"""What nobody knows never reads as missing, and what was deleted never passes."""

import re
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from tests.assess.conftest import sample_store
from treatygraph.assess.checks import run_check
from treatygraph.assess.compare import differences
from treatygraph.assess.results import recommendations, results
from treatygraph.iris import default_minter
from treatygraph.pipeline.collect import collect, map_library, ontology_quads
from treatygraph.pipeline.edits import edited
from treatygraph.pipeline.rules import apply_rules
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.travaux import Travaux

SAMPLE = locate("data", "sample")
TREATY = "harbour-signals"
DRAFTS = ("first", "second", "third")


def stored(library):
    """Return the facts of a library with what the rules derive, quicker than a build."""
    minter = default_minter()
    store = Store()
    store.bulk_extend(map_library(library, minter))
    store.bulk_extend(ontology_quads(minter))
    apply_rules(store, minter)
    return OxigraphStore(store)


def changed_sample(change):
    """Return the sample treaty with files changed by `change(folder)`."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        shutil.copytree(SAMPLE, folder)
        change(folder)
        return stored(collect([folder]))


def replaced(file, *pairs):
    def change(folder):
        text = (folder / file).read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (folder / file).write_text(text, "utf-8")

    return change


def drop_second(folder):
    """Take the second draft out of every lineage, as if it had just been read."""
    file = folder / "lineage" / "harbour-signals.yaml"
    lines = file.read_text("utf-8").splitlines()
    kept = [re.sub(r", second: \[[^]]*\]|second: \[[^]]*\], ", "", line) for line in lines]
    kept = kept[: kept.index("events:")]
    file.write_text("\n".join(kept) + "\n", "utf-8")


@cache
def unmatched():
    return changed_sample(drop_second)


def verdicts(store, check):
    found = run_check(Travaux.of(store), check, TREATY)
    return {draft.rpartition("/")[2]: outcome for draft, outcome in found.items()}


def test_a_draft_in_no_lineage_yet_is_judged_in_nothing_that_goes_by_lineage():
    by_role = {"lamplighters-2030/training-in-safeguards", "lamplighters-2030/no-open-scope"}
    by_role |= {"lamplighters-2030/rights-in-all-crimes"}
    second = {
        r.recommendation.key: r.verdict
        for r in results(unmatched(), draft="second")
        if r.recommendation.key not in by_role
    }

    assert len(second) == 20
    assert {"cannot-tell"} == set(second.values()), second


@pytest.mark.parametrize("kind", ["lineage-absent", "lineage-present"])
def test_absence_is_not_concluded_from_articles_that_nobody_matched(kind):
    outcome = verdicts(unmatched(), {"kind": kind, "lineage": "other-treaties"})["second"]

    assert outcome.verdict == "cannot-tell"
    assert "21 articles are in no lineage yet" in outcome.why


def test_an_unmatched_draft_has_dropped_nothing_and_lost_nothing():
    kinds = {c.kind for c in differences(unmatched(), "first", "second")}

    assert {"not registered"} == kinds


def test_a_gap_in_one_chapter_leaves_the_others_judged():
    gap = "  - {aspect: headings, of: ch-6, state: not-known}\n"
    change = replaced(
        "drafts/harbour-signals.second.yaml", ("provisions:\n", f"{gap}provisions:\n")
    )
    store = changed_sample(change)
    by_role = {
        "kind": "every-provision-of-role-names-safeguard",
        "safeguard": "human-rights-consistency",
    }

    absent = verdicts(store, {"kind": "lineage-absent", "lineage": "misleading-songs"})["second"]
    final = verdicts(store, {**by_role, "role": "final", "quantifier": "some"})["second"]
    crimes = verdicts(store, {**by_role, "role": "criminalization", "quantifier": "some"})

    assert absent.verdict == final.verdict == "cannot-tell"
    assert crimes["second"].verdict == "fail"
    assert ("misleading-songs", "first registered") in {
        (c.lineage.rpartition("/")[2], c.kind) for c in differences(store, "second", "third")
    }


def test_one_article_known_of_a_chapter_is_not_the_chapter():
    whole = "{aspect: structure, of: draft, state: complete}"
    partial = whole.replace("complete", "partial")
    change = replaced("drafts/harbour-signals.second.yaml", (whole, partial))
    check = {
        "kind": "role-has-safeguard-provision",
        "role": "technical-assistance",
        "safeguard": "necessity",
    }
    store = changed_sample(change)

    assert verdicts(store, check)["second"].verdict == "cannot-tell"
    assert verdicts(store, {**check, "quantifier": "every"})["second"].verdict == "fail"


def test_a_reference_to_a_paragraph_is_a_reference_to_its_article():
    whole = "{from: art-12, to: art-5, kind: subject-to, surface: article 5}"
    part = whole.replace("to: art-5", "to: art-5/para-1")
    change = replaced("drafts/harbour-signals.third.yaml", (whole, part))
    check = {
        "kind": "provision-refers-to-lineage",
        "of": "search",
        "lineage": "conditions-and-safeguards",
    }

    assert verdicts(changed_sample(change), check)["third"].count == "2 of 2"


# --- deletion


@cache
def library():
    return collect([SAMPLE])


def without(draft, provisions):
    """Return the verdicts on a draft without some of its provisions, by recommendation."""
    (facts,) = [d for d in library().drafts if (d.treaty, d.draft) == (TREATY, draft)]
    here = {p.key for p in facts.provisions}
    for key in sorted(provisions & here, key=len, reverse=True):
        facts = edited(facts, [{"delete": {"provision": key}}])
    return _results(facts)


def _results(facts):
    drafts = tuple(
        facts if (d.treaty, d.draft) == (facts.treaty, facts.draft) else d for d in library().drafts
    )
    found = results(stored(replace(library(), drafts=drafts)), draft=facts.draft)
    return {r.recommendation.key: r for r in found if r.recommendation.treaty == TREATY}


def targets(draft):
    """Return what each recommendation targets, as keys of provisions of a draft."""
    lineages = {x.key: x for x in library().lineages}
    (facts,) = [d for d in library().drafts if (d.treaty, d.draft) == (TREATY, draft)]
    found = {}
    for file in library().positions:
        for s in file.statements:
            keys = set()
            for target in s.targets:
                scheme, _, key = target.partition("/")
                if scheme == "lineage":
                    keys |= {m.provision for m in lineages[key].members if m.draft == draft}
                if scheme == "role":
                    keys |= {p.key for p in facts.provisions if p.role == key}
            if s.check is not None and keys:
                found[f"{file.key}/{s.key}"] = frozenset(keys)
    return found


#: What asks that something be left out passes without it; that is what was asked.
ASKS_FOR_ABSENCE = {"lamplighters-2030/delete-other-treaties"}
#: A clause that reaches everything does so whether or not a chapter is there.
OTHERS = {"sandmouth-2030/songs-or-treaties"}


@pytest.mark.parametrize("draft", DRAFTS)
def test_what_was_deleted_never_passes(draft):
    asked = targets(draft)
    passing = {
        key
        for gone in sorted(set(asked.values()), key=sorted)
        for key, result in without(draft, set(gone)).items()
        if asked.get(key) == gone and result.verdict == "pass"
    }

    assert len(asked) >= 20
    assert set() == passing - ASKS_FOR_ABSENCE - OTHERS


@cache
def before(draft):
    return without(draft, set())


def _asks_for_some(check):
    """Whether a check is about provisions of lineages that have to do something."""
    return "kind" in check and check["kind"] in (
        "provision-names-safeguard",
        "modality-at-least",
        "lineage-present",
        "lineage-under-role",
        "paragraph-names-safeguard",
        "clause-applies-to-treaty",
        "scope-bounded-by-list",
    )


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(DRAFTS), st.sets(st.integers(1, 21), min_size=1, max_size=6))
def test_deleting_articles_never_makes_a_demand_on_one_lineage_pass(draft, numbers):
    asked = {
        r.key
        for r in recommendations(sample_store())
        if r.check is not None and _asks_for_some(r.check)
    }
    after = without(draft, {f"art-{n}" for n in numbers})
    won = {k for k in asked if after[k].verdict == "pass" and before(draft)[k].verdict != "pass"}

    assert len(asked) >= 10
    # A split lineage of which only the part that lacks something goes is left with the rest.
    assert all(len(before(draft)[key].outcome.satisfying) for key in won)
