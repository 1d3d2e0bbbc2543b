"""What a build recorded is what running the checks gives."""

import sys

import pytest

from tests.queries.gold import shipped_store
from treatygraph.assess.results import results

FIELDS = ("satisfying", "lacking", "untold", "facts")


def plain(result):
    outcome = result.outcome
    about = {result.draft, result.recommendation.iri}
    return (
        result.recommendation.key,
        result.draft,
        (outcome.verdict, outcome.count, outcome.basis, outcome.why, outcome.coverage),
        tuple(frozenset(getattr(outcome, name)) - about for name in FIELDS),
        (result.method, result.reviewed, result.reviewer, result.review_note),
    )


@pytest.mark.parametrize("kind", ["sample", "shipped"])
def test_recorded_outcomes_are_those_of_the_checks(kind, sample):
    store = sample if kind == "sample" else shipped_store()
    recorded, computed = results(store), results(store, compute=True)

    assert len(computed) > 60
    assert [plain(r) for r in computed] == [plain(r) for r in recorded]


def test_no_check_is_run_for_what_is_recorded(sample, monkeypatch):
    def refuse(*_):
        raise AssertionError("a check was run")

    monkeypatch.setattr(sys.modules["treatygraph.assess.results"], "run_check", refuse)

    assert len(results(sample)) > 60
