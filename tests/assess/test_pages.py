"""Documentation that is made from the program stays what the program says."""

from functools import cache

import pytest

from tests.assess.pages import DOCS, MARKS, renewed, shipped_store
from treatygraph.assess.models import models
from treatygraph.assess.results import recommendations, results


@cache
def store():
    return shipped_store()


@pytest.mark.parametrize(("name", "parts"), [("checks.md", 1), ("assessment-gi-toc.md", 2)])
def test_the_page_is_what_the_program_says(name, parts):
    text = (DOCS / name).read_text("utf-8")

    assert parts == len(MARKS.findall(text))
    assert text == renewed(name, store()), "renew it with `python -m tests.assess.pages`"


def test_every_recommendation_has_a_check_or_a_reason():
    neither = [r.key for r in recommendations(store()) if r.check is None and not r.no_check]

    assert [] == neither


def test_every_gi_toc_verdict_was_reviewed():
    drafts = ("zero-draft", "rev-1", "adopted")
    found = [
        r
        for r in results(store(), "gi-toc")
        if r.draft_key in drafts and r.recommendation.key.startswith("gi-toc-2023/")
    ]

    assert len(found) == 30 * 3
    assert [] == [(r.recommendation.key, r.draft_key) for r in found if not r.reviewed]


def test_nothing_passes_or_fails_without_a_basis():
    decided = [r for r in results(store()) if r.verdict in ("pass", "fail")]

    assert len(decided) > 20
    assert [] == [(r.recommendation.key, r.draft_key) for r in decided if not r.outcome.basis]


def test_no_verdict_on_the_adopted_text_claims_the_official_text_until_it_is_read():
    adopted = [r for r in results(store(), "gi-toc", "adopted") if r.verdict in ("pass", "fail")]

    assert {"unverified", "attested", "curated"} == {r.outcome.basis for r in adopted}


def test_the_models_in_other_treaties_are_compared_on_the_shipped_data():
    table = models(store(), "adopted")
    rows = [dict(zip(table.columns, map(str, row), strict=True)) for row in table.rows]
    here = {(r["treaty"], r["model"].partition(" via")[0], r["safeguard"]): r for r in rows}

    assert {"budapest", "untoc", "uncac"} == {r["treaty"] for r in rows}
    assert here["untoc", "Article 16. Extradition", "refusal-discrimination"]["here"] == "has it"
    assert here["uncac", "Article 46. Mutual legal assistance", "refusal-sovereignty"]["kind"] == (
        "ground for refusal"
    )
    assert len([r for r in rows if r["kind"] == "ground for refusal"]) > 20
    assert {"has it", "has it, weaker", "cannot tell"} <= {r["here"] for r in rows}


def test_what_a_model_has_through_a_clause_is_the_models_too():
    table = models(store(), "zero-draft")
    rows = [dict(zip(table.columns, map(str, row), strict=True)) for row in table.rows]
    (proportionality,) = [
        r
        for r in rows
        if r["safeguard"] == "proportionality" and r["provision"].startswith("Article 27.")
    ]

    assert proportionality["model"] == "Article 18. Production order via Article 15"
    assert proportionality["here"] == "has it via Article 24"
    assert proportionality["link"] == "unverified"


def test_evidence_of_the_chapter_counts_where_the_chapter_is_asked_about():
    (moved,) = [
        r
        for r in results(store(), "gi-toc", "zero-draft")
        if r.recommendation.key.endswith("/move-article-24-to-general-provisions")
    ]

    assert (moved.verdict, moved.outcome.basis) == ("fail", "attested")
