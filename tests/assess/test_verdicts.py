"""The algebra of four values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygraph.assess.verdicts import VERDICTS, all_of, any_of, negation
from treatygraph.bases import strongest, weakest

verdict = st.sampled_from(VERDICTS)
several = st.lists(verdict, min_size=1, max_size=6)


@pytest.mark.parametrize("join", [all_of, any_of])
@given(left=several, right=several)
def test_nesting_and_order_change_nothing(join, left, right):
    flat = join(left + right)

    assert flat == join([join(left), join(right)])
    assert flat == join(right + left)


@pytest.mark.parametrize("join", [all_of, any_of])
@given(one=verdict, times=st.integers(1, 4))
def test_saying_it_twice_changes_nothing(join, one, times):
    assert one == join([one] * times)


@given(several)
def test_all_pass_only_where_every_one_passes(verdicts):
    assert (all_of(verdicts) == "pass") == (set(verdicts) == {"pass"})


@given(several)
def test_a_deleted_target_never_makes_a_pass(verdicts):
    assert all_of([*verdicts, "inapplicable"]) != "pass"
    assert any_of(["inapplicable"]) == "inapplicable"


@given(several)
def test_any_passes_exactly_where_one_passes(verdicts):
    assert (any_of(verdicts) == "pass") == ("pass" in verdicts)


@given(verdict)
def test_a_double_negation_is_nothing(one):
    assert one == negation(negation(one))


@given(st.sampled_from(["inapplicable", "cannot-tell"]))
def test_what_cannot_be_judged_cannot_be_negated(one):
    assert one == negation(one)


def test_one_weak_fact_makes_the_whole_weak():
    assert weakest(["official-text", "unverified", "curated"]) == "unverified"
    assert strongest(["official-text", "unverified", ""]) == "official-text"
    assert weakest([]) == ""
