"""What was made of answers stands as long as all answers are the same, and no longer."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.archive import Archive
from treatygraph.asker import text
from treatygraph.errors import QueryError
from treatygraph.store.remembering import RememberingStore

NAMES = "SELECT ?s ?n { ?s <e:name> ?n . ?s <e:kind> <e:Shown> } ORDER BY ?s ?n"
ANY = "SELECT ?o { ?s ?p ?o FILTER(ISLITERAL(?o)) } ORDER BY ?o"


def fact(subject, predicate, value):
    made = NamedNode(value) if value.startswith("e:") else Literal(value)
    return Quad(NamedNode(f"e:{subject}"), NamedNode(f"e:{predicate}"), made, NamedNode("e:g"))


SHOWN = [fact("a", "kind", "e:Shown"), fact("a", "name", "Anna")]


def made(archive, facts, query=NAMES, said="one"):
    """Return what is made of the names in a graph, whether it was made anew, and the archive."""
    later = Archive("", dict(archive.used))
    store, work = RememberingStore(later), []
    store.add(facts)

    def make():
        work.append(1)
        return ",".join(text(row[-1]) for row in store.select(query).rows).encode()

    return store.recalled("names", [said], make), bool(work), later


@pytest.mark.parametrize(
    ("facts", "said", "anew"),
    [
        (SHOWN, "one", False),
        (SHOWN, "another", True),
        ([*SHOWN, fact("b", "colour", "red")], "one", False),
        ([*SHOWN, fact("b", "name", "Ben")], "one", False),
        ([*SHOWN, fact("b", "name", "Ben"), fact("b", "kind", "e:Shown")], "one", True),
        ([fact("a", "kind", "e:Shown"), fact("a", "name", "Berta")], "one", True),
        ([], "one", True),
    ],
)
def test_it_is_made_anew_where_an_answer_differs(facts, said, anew):
    _, first, archive = made(Archive(), SHOWN)
    found, again, later = made(archive, facts, said=said)
    from_nothing, _, _ = made(Archive(), facts, said=said)

    assert (True, anew) == (first, again)
    assert from_nothing == found
    assert (found, False) == made(later, facts, said=said)[:2]


def test_a_query_that_may_read_everything_is_asked_every_time():
    _, _, archive = made(Archive(), SHOWN, ANY)

    assert not made(archive, SHOWN, ANY)[1]
    assert (b"Anna,red", True) == made(archive, [*SHOWN, fact("b", "hue", "red")], ANY)[:2]


def test_what_is_made_within_another_counts_for_both():
    def outer(archive, facts):
        later, work = Archive("", dict(archive.used)), []
        store = RememberingStore(later)
        store.add(facts)

        def inner():
            return str(len(store.select(NAMES).rows)).encode()

        def make():
            work.append(1)
            return store.recalled("inner", [], inner) + b"!"

        return store.recalled("outer", [], make), bool(work), later

    _, _, archive = outer(Archive(), SHOWN)
    more = [*SHOWN, fact("b", "name", "Ben"), fact("b", "kind", "e:Shown")]

    assert (b"1!", False) == outer(archive, SHOWN)[:2]
    assert (b"2!", True) == outer(archive, more)[:2]
    assert (b"2!", False) == outer(outer(archive, more)[2], more)[:2]


def test_what_is_derived_is_new_to_the_graph():
    rule = "CONSTRUCT { ?s <e:called> ?n } WHERE { ?s <e:name> ?n }"
    archive = Archive()
    for facts, count in ((SHOWN, 1), ([*SHOWN, fact("a", "called", "Anna")], 0)):
        for _ in range(2):
            archive = Archive("", dict(archive.used))
            store = RememberingStore(archive)
            store.add(facts)

            assert count == store.derive(rule, "e:derived")
            assert len(facts) + count == len(store)


def test_each_form_of_query_has_its_own_call():
    store = RememberingStore(Archive())
    store.add(SHOWN)

    assert store.ask("ASK { ?s <e:name> 'Anna' }")
    for call in (store.ask, store.select, lambda query: list(store.construct(query))):
        with pytest.raises(QueryError, match="another form"):
            call(NAMES if call != store.select else "ASK { ?s ?p ?o }")
