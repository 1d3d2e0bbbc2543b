"""Every check kind against the sample treaty, where every answer is known."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.conftest import sample_answers, sample_store
from treatygraph.assess.check_kinds import bound_query, check_kinds
from treatygraph.assess.checks import run_check
from treatygraph.assess.results import Result, results
from treatygraph.errors import UsageError
from treatygraph.iris import Minter
from treatygraph.travaux import Travaux

LETTERS = {"pass": "P", "fail": "F", "inapplicable": "I", "cannot-tell": "C"}
TREATY = "harbour-signals"
VERDICTS = sample_answers()["verdicts"]

#: A check for each kind whose passing or failing the recommendations do not show.
MORE = [
    ({"kind": "draft-names-safeguard", "safeguard": "notification"}, "CFP"),
    ({"kind": "draft-names-safeguard", "safeguard": "necessity"}, "CPF"),
    (
        {
            "kind": "role-has-safeguard-at-least",
            "role": "international-cooperation",
            "safeguard": "grounds-for-refusal",
            "modality": "shall",
        },
        "FPF",
    ),
    (
        {
            "kind": "paragraph-names-safeguard",
            "lineage": "conditions-and-safeguards",
            "part": "para-9",
            "safeguard": "necessity",
        },
        "III",
    ),
    (
        {
            "kind": "provision-refers-to-lineage",
            "of": "search",
            "lineage": "conditions-and-safeguards",
            "quantifier": "some",
        },
        "PPP",
    ),
]


def run(check):
    return run_check(Travaux.of(sample_store()), check, TREATY)


def word(check):
    return "".join(LETTERS[outcome.verdict] for outcome in run(check).values())


def by_key():
    found: dict[str, list[Result]] = {}
    for result in results(sample_store()):
        found.setdefault(result.recommendation.key, []).append(result)
    return found


@pytest.mark.parametrize("key", sorted(VERDICTS))
def test_the_verdicts_are_the_known_ones(key):
    assert VERDICTS[key] == "".join(LETTERS[r.verdict] for r in by_key()[key])


@pytest.mark.parametrize(
    ("case", "key", "counts"),
    [
        ("vacuous", "court-before-interception", ["0 of 1", "1 of 1", "0 of 0"]),
        ("reversed", "add-necessity", ["0 of 1", "1 of 1", "0 of 1"]),
        ("moved", "move-conditions", ["0 of 1", "0 of 1", "1 of 1"]),
        ("split", "search-under-conditions", ["1 of 1", "1 of 2", "2 of 2"]),
        ("joined", "link-powers-to-data-protection", ["1 of 4", "5 of 5", "2 of 3"]),
        ("deleted", "delete-other-treaties", ["0 of 1", "0 of 1", "1 of 1"]),
    ],
)
def test_the_hard_cases_are_among_the_known_ones(case, key, counts):
    found = by_key()[f"lamplighters-2030/{key}"]

    assert counts == [r.outcome.count for r in found], case


@pytest.mark.parametrize(("check", "expected"), MORE)
def test_further_checks_give_the_known_verdicts(check, expected):
    assert expected == word(check)


@pytest.mark.parametrize("key", sorted(sample_answers()["counts"]))
def test_partial_fulfilment_is_counted(key):
    counts = {r.draft_key: r.outcome.count for r in by_key()[key]}

    assert sample_answers()["counts"][key] == counts


@pytest.mark.parametrize("key", sorted(sample_answers()["bases"]))
def test_an_unverified_fact_shows_in_the_verdict(key):
    bases = {r.draft_key: r.outcome.basis for r in by_key()[key]}

    assert sample_answers()["bases"][key] == bases


def _kinds(check):
    if "kind" in check:
        yield check["kind"]
    for part in [*check.get("all", []), *check.get("any", []), check.get("not")]:
        if part:
            yield from _kinds(part)


def test_every_kind_passes_and_fails_at_least_once():
    seen: dict[str, set[str]] = {kind: set() for kind in check_kinds()}
    for runs in by_key().values():
        for kind in _kinds(runs[0].recommendation.check):
            seen[kind] |= {r.verdict for r in runs}
    for check, _ in MORE:
        seen[check["kind"]] |= {outcome.verdict for outcome in run(check).values()}

    assert len(seen) >= 17
    assert {kind: found for kind, found in seen.items() if not {"pass", "fail"} <= found} == {}


def test_what_lacks_and_what_satisfies_is_named():
    (third,) = [
        r
        for r in by_key()["lamplighters-2030/link-powers-to-data-protection"]
        if r.draft_key == "third"
    ]

    assert [iri.rpartition("/")[2] for iri in third.outcome.lacking] == ["art-13"]
    assert [iri.rpartition("/")[2] for iri in third.outcome.satisfying] == ["art-11", "art-12"]
    assert third.outcome.facts


@pytest.mark.parametrize(
    ("key", "draft", "told"),
    [
        ("lamplighters-2030/add-necessity", "second", "; 1 of 1 by words in brackets or proposed"),
        ("sandmouth-2030/keep-interception", "second", ""),
        ("lamplighters-2030/dual-criminality", "second", ""),
        ("lamplighters-2030/add-necessity", "third", ""),
    ],
)
def test_what_passes_by_words_in_brackets_says_so(key, draft, told):
    (result,) = [r for r in by_key()[key] if r.draft_key == draft]

    assert told == "".join(result.outcome.why.partition("; 1 of 1 by")[1:])


def test_a_wrong_kind_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="lineage-absent"):
        run({"kind": "lineage-abset", "lineage": "search"})


def test_a_wrong_parameter_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'lineage'"):
        run({"kind": "lineage-absent", "linage": "search"})


def test_a_missing_parameter_is_named():
    with pytest.raises(UsageError, match="needs 'lineage'"):
        run({"kind": "lineage-absent"})


def test_a_lineage_that_does_not_exist_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="interception"):
        run({"kind": "lineage-absent", "lineage": "interceptions"})


def test_a_modality_without_rank_is_refused():
    with pytest.raises(UsageError, match="has no rank"):
        run(
            {
                "kind": "modality-at-least",
                "lineage": "search",
                "safeguard": "necessity",
                "modality": "must",
            }
        )


LEAVES = [
    {"kind": "lineage-present", "lineage": "interception"},
    {"kind": "lineage-present", "lineage": "misleading-songs"},
    {
        "kind": "provision-names-safeguard",
        "lineage": "interception",
        "safeguard": "prior-judicial-authorization",
    },
    {
        "kind": "role-has-safeguard-provision",
        "role": "technical-assistance",
        "safeguard": "capacity-building-safeguards",
    },
]
trees = st.recursive(
    st.sampled_from(LEAVES),
    lambda below: (
        st.builds(lambda x: {"not": x}, below)
        | st.builds(lambda x: {"all": x}, st.lists(below, min_size=1, max_size=3))
        | st.builds(lambda x: {"any": x}, st.lists(below, min_size=1, max_size=3))
    ),
    max_leaves=5,
)


@settings(max_examples=25, deadline=None)
@given(trees)
def test_negation_turns_a_composed_check_and_nothing_else(check):
    turned = {"P": "F", "F": "P", "I": "I", "C": "C"}

    assert [turned[letter] for letter in word(check)] == list(word({"not": check}))


@pytest.mark.parametrize("opening", ["WHERE {", "WHERE\n{", "where{", "\n{\n", "WHERE { # {\n"])
def test_the_parameters_of_a_kind_are_bound_however_its_query_opens(opening):
    written = check_kinds()["draft-names-safeguard"]
    kind = replace(written, query=written.query.replace("WHERE {", opening, 1))
    draft = "https://w3id.org/treatygraph/id/harbour-signals/first"

    query = bound_query(
        kind, {"safeguard": "necessity"}, treaty=TREATY, drafts=[draft], minter=Minter()
    )

    assert query.count("VALUES") == written.query.count("VALUES") + 2
    assert sample_store().select(query).rows
