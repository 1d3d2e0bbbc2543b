"""A small budget of the fuzzing of every parser, and that it sees what it looks for.

`python -m bench fuzz` has the whole; docs/reliability.md says how long it ran.
"""

import csv
import os
import time

import pytest
from bench.fuzz_targets import TARGETS, Lost
from bench.fuzz_trials import Trials, growth, soup
from pyoxigraph import Literal

from treatygraph.ask import explain
from treatygraph.catalogue import Parameter, Question
from treatygraph.documents.papers import propose
from treatygraph.documents.papers.cards import cards_in
from treatygraph.documents.papers.positionsfile import rows_in
from treatygraph.errors import DataError, UsageError
from treatygraph.http.lexing import keywords
from treatygraph.queryfile import QueryFile, check_columns
from treatygraph.store import OxigraphStore
from treatygraph.store.base import bind, names_dataset, refuse_outside
from treatygraph.store.query_advice import advice
from treatygraph.store.reads import reads
from treatygraph.web.pages import asked_wait

#: Those that need the shipped graph are left to `python -m bench fuzz`.
SMALL = sorted(name for name in TARGETS if name not in ("parameters", "names", "proposals")
               and name != "plain words")  # fmt: skip
SECONDS = float(os.environ.get("FUZZ_SECONDS", "0.3"))


@pytest.mark.parametrize("name", SMALL)
def test_no_parser_fails_on_what_it_is_fed(name, tmp_path):
    target = TARGETS[name]
    trials = Trials(target.run, SECONDS, tmp_path, least=10)
    soup(trials, target.pieces, target.seeds(), seed=len(name))

    assert [] == [(f["what"], f["where"], f["input"]) for f in trials.faults.values()]
    assert 10 <= trials.count


def tried(run, engine, tmp_path):
    trials = Trials(run, 0.6, tmp_path)
    engine(trials, ("a", "b"), [], 1)
    return {what for what, _ in trials.faults}


def fails(data):
    if b"a" in data:
        raise ValueError


def loses(data):
    if b"b" in data:
        raise Lost


def refuses(_data):
    raise UsageError("no")


def squares(data):
    until = time.process_time() + (len(data) / 16_000) ** 2 * 0.4
    while time.process_time() < until:
        pass


def test_what_is_looked_for_is_seen(tmp_path):
    assert {"ValueError"} == tried(fails, soup, tmp_path)
    assert {"Lost"} == tried(loses, soup, tmp_path)
    assert {"slow"} == tried(squares, growth, tmp_path)
    assert set() == tried(refuses, soup, tmp_path)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("", 1),
        ("a: b", 1),
        ("treaty: x\nstatements:\n  - key: one\n", 3),
        ("statements:\n  - {key: a, kind: b, summary: c, evidence: [x]}\n", 2),
        ("statements:\n  - word\n", 2),
        ("statements:\n  - {key: a, kind: b, summary: c, evidence: [{}], targets: x}\n", 2),
    ],
)
def test_a_file_of_statements_that_is_none_is_named_with_its_line(file, line):
    with pytest.raises(DataError) as raised:
        cards_in(file, "paper.yaml")

    assert f"paper.yaml:{line}" == raised.value.place


@pytest.fixture
def short_fields():
    """The length of fields that csv begins with; libraries raise it for the whole process."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


def test_a_table_with_an_odd_line_end_is_named_or_read(short_fields):
    with pytest.raises(DataError, match="no column 'key'"):
        rows_in("must be\rnecessity\n")
    with pytest.raises(DataError, match="This is no table"):
        rows_in(f"key,place,summary\na,b,{'c' * 200_000}\n")

    assert ["b\rd"] == [row["place"] for row in rows_in('key,place,summary\r\na,"b\rd",c\r\n')]


def test_a_paper_without_a_word_proposes_nothing():
    assert () == propose(b"")


def test_a_sign_that_is_a_digit_and_no_number_is_told():
    assert [None, 7] == [asked_wait(value) for value in ("²", "٧")]

    asked = Question("q", "", "", "", ("x",), (Parameter("n", "integer"),), "SELECT ?x {}")
    for value in ("²", "--5", "5-", "1" * 5000, "1.5"):
        with pytest.raises(UsageError, match="is not a whole number"):
            explain(OxigraphStore(), asked, {"n": value})


def _bound(query):
    return bind(query + "{}", {"o": Literal("x")})


@pytest.mark.parametrize(
    "unit", ["OPTIONAL", "a-", "a.b", "?x", '"a" ', "a|", "a:b/", "{ ?s ", "SELECT ("]
)
@pytest.mark.parametrize("look", [keywords, names_dataset, refuse_outside, advice, reads, _bound])
def test_looking_at_a_query_takes_time_in_proportion(look, unit):
    taken = []
    for size in (4_000, 16_000):
        begun = time.process_time()
        look(unit * (size // len(unit)))
        taken.append(time.process_time() - begun)

    assert taken[1] < 10 * max(taken[0], 0.02)


def test_a_head_is_held_to_the_first_thing_that_is_selected():
    begun = time.process_time()
    query = QueryFile("q", "queries/x/q.rq", {"columns": "x"}, 'SELECT "\n' * 8_000)
    with pytest.raises(DataError, match="are not what the query selects"):
        check_columns(query)

    assert time.process_time() - begun < 1
