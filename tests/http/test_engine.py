"""A query that runs too long is ended, and the next one is answered."""

from time import monotonic

import pytest

from treatygraph.http.engine import Answer, Engine
from treatygraph.http.worker import Dataset, Job, Limits, Refusal

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"


def job(query, **limits):
    return Job(query, Dataset(), "json", "turtle", Limits(**limits))


@pytest.fixture
def engine(graph_file):
    made = Engine([graph_file], workers=1)
    made.start()
    yield made
    made.stop()


def test_a_slow_query_is_ended_and_its_worker_replaced(engine):
    begun = monotonic()
    ended = engine.ask(job(SLOW, seconds=1))
    lasted = monotonic() - begun
    after = engine.ask(job("ASK {}"))

    assert isinstance(ended, Refusal)
    assert ended.code == "time-limit"
    assert lasted < 8
    assert isinstance(after, Answer)
    assert b"true" in b"".join(after.chunks)


def test_an_answer_over_the_size_limit_is_refused(engine):
    refused = engine.ask(job("SELECT * { ?s ?p ?o }", size=1000))

    assert isinstance(refused, Refusal)
    assert refused.code == "answer-too-large"


def test_a_large_answer_comes_in_pieces_and_whole(engine):
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    answer = engine.ask(job(query))

    assert isinstance(answer, Answer)
    chunks = list(answer.chunks)
    assert len(chunks) > 1
    assert b"".join(chunks).count(b'"f":') == 20000


def test_an_answer_cut_in_the_middle_is_an_error_and_not_an_end(engine):
    answer = engine.ask(job("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000", size=2_000_000))

    assert isinstance(answer, Answer)
    with pytest.raises(ConnectionError):
        list(answer.chunks)
    assert isinstance(engine.ask(job("ASK {}")), Answer)


def test_a_reader_who_leaves_early_frees_the_worker(engine):
    answer = engine.ask(job("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"))
    assert isinstance(answer, Answer)
    next(answer.chunks)
    answer.chunks.close()  # type: ignore[attr-defined]

    assert isinstance(engine.ask(job("ASK {}")), Answer)
