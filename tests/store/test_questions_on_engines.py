"""Every question gives the same answer on every engine."""

import pytest

from tests.queries.gold import parameters
from tests.store.same import fill, same_answer
from treatygraph.ask import resolve
from treatygraph.catalogue import catalogue
from treatygraph.store import OxigraphStore, RemoteStore
from treatygraph.store.memory import MemoryStore

QUESTIONS = catalogue()


@pytest.fixture(scope="module", params=["memory", "virtuoso", "oxigraph"])
def other(request, shipped):
    """The shipped graph on each of the other engines."""
    if request.param == "memory":
        return MemoryStore(shipped.dump())
    store = RemoteStore(request.getfixturevalue(request.param))
    fill(store, shipped)
    return store


def test_the_engine_holds_the_same_quads(other, shipped):
    base = "<https://w3id.org/treatygraph/"
    quads = {quad for quad in other.dump() if str(quad.graph_name).startswith(base)}

    assert set(shipped.dump()) == quads


@pytest.mark.server
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_answer_is_that_of_the_embedded_store(other, shipped, name):
    question = QUESTIONS[name]
    bindings = resolve(shipped, question, parameters(question)["shipped"])
    expected = shipped.select(question.query, bindings)

    found = other.select(question.query, bindings)

    assert same_answer(expected, found), set(expected.rows) ^ set(found.rows)


def test_an_answer_that_differs_is_not_called_the_same():
    store = OxigraphStore()
    one, two = (store.select(f'SELECT ?x WHERE {{ BIND("{x}" AS ?x) }}') for x in ("1", "2"))

    assert not same_answer(one, two)
