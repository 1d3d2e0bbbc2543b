"""What a build remembers of an earlier one is what it would find itself."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.archive import Archive
from treatygraph.errors import QueryError, StoreError
from treatygraph.store.oxigraph import OxigraphStore
from treatygraph.store.remembering import RememberingStore

G = NamedNode("http://e/g")
QUERIES = {
    "all": "SELECT ?x ?y WHERE { ?x <http://e/p> ?y }",
    "one": "SELECT ?y WHERE { ?x <http://e/p> ?y } ORDER BY ?y",
    "typed": "SELECT ?x WHERE { ?x a <http://e/C> }",
    "loose": "SELECT ?x WHERE { ?x ?p ?y } ORDER BY ?x",
}


def node(name: str) -> NamedNode:
    return NamedNode(f"http://e/{name}")


def quad(subject: str, predicate: str, value: str | Literal) -> Quad:
    term = node(value) if isinstance(value, str) else value
    return Quad(node(subject), node(predicate), term, G)


TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
VALUES = [
    *(Literal(text) for text in ("", "a\n\t\"b\\", "née 😀", " <x> .")),
    *(Literal("x", language=tag) for tag in ("en", "zh-hans")),
    *(Literal("01", datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{t}")) for t in
      ("integer", "decimal", "string", "date")),
    *(Literal(value) for value in (1, 1.5, True)),
]  # fmt: skip
FACTS = [
    *(quad("a", "p", value) for value in VALUES),
    *(quad(name, "p", "a") for name in "cab"),
    Quad(node("a"), TYPE, node("C"), G),
]


def later(archive: Archive) -> Archive:
    """Return the archive as the next build finds it."""
    return Archive(archive.program, dict(archive.used))


def store(facts: list[Quad], archive: Archive) -> RememberingStore:
    made = RememberingStore(archive)
    made.add(facts)
    return made


def answers(asked: OxigraphStore) -> list[object]:
    found: list[object] = [asked.select(query) for query in QUERIES.values()]
    found.append(asked.select(QUERIES["all"], {"x": node("a")}))
    found.append(list(asked.construct("CONSTRUCT { ?y <http://e/q> ?x } WHERE { ?x a ?y }")))
    return [*found, asked.ask("ASK { ?x <http://e/p> 1 }"), asked.ask("ASK { ?x a <http://e/D> }")]


def test_answers_are_those_of_a_store_that_remembers_nothing():
    plain = OxigraphStore()
    plain.add(FACTS)
    first = Archive()

    assert answers(plain) == answers(store(FACTS, first)) == answers(store(FACTS, later(first)))


@pytest.mark.parametrize(
    "facts",
    [
        FACTS[1:],
        FACTS[:-1],
        FACTS[::-1],
        [*FACTS, quad("d", "p", "a")],
        [*FACTS, quad("a", "other", "z")],
        [*FACTS, Quad(node("z"), TYPE, node("C"), G)],
        [*FACTS, Quad(node("z"), TYPE, node("D"), G)],
        [Quad(f.subject, f.predicate, f.object, node("h")) for f in FACTS],
        [],
    ],
)
def test_a_change_is_seen_in_every_answer_that_it_bears_on(facts):
    before = Archive()
    answers(store(FACTS, before))
    plain = OxigraphStore()
    plain.add(facts)

    assert answers(plain) == answers(store(facts, later(before)))


def test_what_is_added_between_two_questions_counts():
    made = store(FACTS, Archive())
    before = made.select(QUERIES["typed"])
    made.add([Quad(node("z"), TYPE, node("C"), G)])

    assert len(before.rows) + 1 == len(made.select(QUERIES["typed"]).rows)


def test_what_does_not_bear_on_an_answer_leaves_it_remembered(monkeypatch):
    first = Archive()
    answers(store(FACTS, first))
    made = store([*FACTS, quad("a", "other", "z")], later(first))
    monkeypatch.setattr(OxigraphStore, "_query", lambda *_: pytest.fail("asked again"))

    assert made.select(QUERIES["all"]).rows
    assert made.select(QUERIES["typed"]).rows == ((node("a"),),)


def test_another_form_of_query_is_refused_each_time():
    archive = Archive()
    for made in (store(FACTS, archive), store(FACTS, later(archive))):
        with pytest.raises(QueryError, match="another form"):
            made.select("ASK { ?x <http://e/p> ?y }")
        with pytest.raises(StoreError, match="not updated"):
            made.update("CLEAR ALL")
