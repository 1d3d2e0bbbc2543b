"""Assessments of the sample treaty in EARL."""

from collections import Counter

from tests.assess.conftest import sample_answers, sample_store
from treatygraph.export.earl import EARL, earl

OUTCOMES = {"P": "passed", "F": "failed", "I": "inapplicable", "C": "cantTell"}


def test_every_assessment_has_the_outcome_of_its_verdict():
    letters = Counter("".join(sample_answers()["verdicts"].values()))
    triples = set(earl(sample_store()))
    found = Counter(
        str(getattr(t.object, "value", "")).removeprefix(EARL)
        for t in triples
        if t.predicate.value == f"{EARL}outcome"
    )

    assert {OUTCOMES[letter]: count for letter, count in letters.items()} == dict(found)


def test_an_assertion_names_its_subject_and_its_test():
    triples = set(earl(sample_store()))
    subjects = {t.subject for t in triples if t.predicate.value == f"{EARL}subject"}
    tests = {t.subject for t in triples if t.predicate.value == f"{EARL}test"}

    assert len(subjects) == 69
    assert subjects == tests
