"""Every question gives the same answer on every engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from pyoxigraph import RdfFormat
from rdflib.plugins.sparql import sparql

from tests.queries.gold import given_store, parameters, shipped_store
from tests.store import jena
from tests.store.same import fill, same_answer
from treatygraph.ask import explain, resolve
from treatygraph.catalogue import catalogue
from treatygraph.store import OxigraphStore, RemoteStore
from treatygraph.store.memory import MemoryStore

QUESTIONS = catalogue()
KINDS = {"expected": given_store, "shipped": shipped_store}


@cache
def graph(kind):
    """The toy graph or the shipped one in the embedded store, which the others are held to."""
    return KINDS[kind]()


@pytest.fixture(
    scope="module",
    params=[(engine, kind) for engine in ("memory", "virtuoso", "oxigraph") for kind in KINDS],
    ids="-".join,
)
def other(request):
    """Each graph on each of the other engines."""
    engine, kind = request.param
    if engine == "memory":
        return kind, MemoryStore(graph(kind).dump())
    store = RemoteStore(request.getfixturevalue(engine))
    fill(store, graph(kind))
    return kind, store


@pytest.mark.server
def test_the_engine_holds_the_same_quads(other):
    kind, store = other
    base = "<https://w3id.org/treatygraph/"
    quads = {quad for quad in store.dump() if str(quad.graph_name).startswith(base)}

    assert set(graph(kind).dump()) == quads


COUNTED_TWICE = {
    "class": """
SELECT ?what (COUNT(?s) AS ?all) (COUNT(DISTINCT ?s) AS ?different)
WHERE { ?s a ?what . FILTER(STRSTARTS(STR(?s), "https://w3id.org/treatygraph/id/")) }
GROUP BY ?what ORDER BY ?what""",
    "property": """
SELECT ?what (SUM(?n) AS ?all) (COUNT(?n) AS ?different)
WHERE {
  { SELECT ?what ?s ?o (COUNT(*) AS ?n)
    WHERE { ?s ?what ?o . FILTER(STRSTARTS(STR(?s), "https://w3id.org/treatygraph/id/")) }
    GROUP BY ?what ?s ?o }
}
GROUP BY ?what ORDER BY ?what""",
}


def counted_twice(store, what):
    rows = [[int(cell.value) for cell in row[1:]] for row in store.select(COUNTED_TWICE[what]).rows]
    assert len(rows) > 20
    return [row for row in rows if row[0] != row[1]]


@pytest.mark.parametrize("what", COUNTED_TWICE)
def test_the_embedded_store_counts_each_triple_once(what):
    assert [] == counted_twice(graph("shipped"), what)


@pytest.mark.server
@pytest.mark.parametrize("what", COUNTED_TWICE)
def test_every_engine_counts_each_triple_once(other, what):
    kind, store = other
    if kind != "shipped":
        pytest.skip("the toy graphs are made to hold a triple in two graphs")

    assert [] == counted_twice(store, what)


#: Solutions that rdflib may begin or compare for one question: a million take 20 to 40 seconds.
MOST_STEPS = 700_000


@contextmanager
def counted_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count the solutions that rdflib begins, and those that it compares one by one."""
    steps = [0]

    def counting(method):
        def counted(*arguments):
            steps[0] += 1
            return method(*arguments)

        return counted

    with monkeypatch.context() as patch:
        for of, name in ((sparql.QueryContext, "push"), (sparql.FrozenDict, "compatible")):
            patch.setattr(of, name, counting(getattr(of, name)))
        yield steps


def test_steps_of_rdflib_are_counted(monkeypatch):
    things = "VALUES ?a { 1 2 3 } VALUES ?b { 1 2 3 } BIND(?a AS ?c) ?c ?p ?o"
    with counted_steps(monkeypatch) as steps:
        MemoryStore().select(f"SELECT * WHERE {{ {things} }}")

    assert steps[0] > 3


@pytest.mark.server
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_answer_is_that_of_the_embedded_store(other, name, monkeypatch):
    kind, store = other
    question = QUESTIONS[name]
    bindings = resolve(graph(kind), question, parameters(question)[kind])
    expected = graph(kind).select(question.query, bindings)

    with counted_steps(monkeypatch) as steps:
        found = store.select(question.query, bindings)

    assert same_answer(expected, found), set(expected.rows) ^ set(found.rows)
    assert steps[0] < MOST_STEPS, "rdflib multiplies patterns that it joins only later"


@pytest.mark.server
@pytest.mark.skipif(not jena.is_there(), reason="apt-get install libapache-jena-java")
@pytest.mark.parametrize("kind", KINDS)
def test_jena_gives_the_answers_of_the_embedded_store(kind, tmp_path):
    nquads = tmp_path / "graph.nq"
    graph(kind).inner.dump(str(nquads), format=RdfFormat.N_QUADS)
    asked = {
        name: explain(graph(kind), question, parameters(question)[kind])
        for name, question in QUESTIONS.items()
    }

    done = jena.ask_all(nquads, asked, tmp_path)

    assert set(QUESTIONS) == set(done)
    assert [] == [
        name
        for name, query in asked.items()
        if not same_answer(graph(kind).select(query), jena.answer(tmp_path, name))
    ]


def test_an_answer_that_differs_is_not_called_the_same():
    store = OxigraphStore()
    one, two = (store.select(f'SELECT ?x WHERE {{ BIND("{x}" AS ?x) }}') for x in ("1", "2"))

    assert not same_answer(one, two)
