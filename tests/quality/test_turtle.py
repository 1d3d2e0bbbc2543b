"""The one form of Turtle loses nothing and is the same for the same graph."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from treatygraph.quality.turtle import format_turtle

NESTED = """\
@prefix e: <http://e/> .
@prefix unused: <http://unused/> .
e:b e:p "x\\ny"@en, 3, true, 2.5, "q\\"" ; a e:T ; e:list ( e:a [ e:p e:b ] "z" ) ; e:nil () .
e:a e:q [ e:r [ e:s e:t ] ; e:p <http://other/x#y> ] .
[] a e:Loose ; e:members ( e:a e:b ) .
"""


def test_formatting_keeps_the_graph() -> None:
    before = Graph().parse(data=NESTED, format="turtle")
    after = Graph().parse(data=format_turtle(NESTED), format="turtle")

    assert isomorphic(before, after)


def test_formatting_twice_changes_nothing() -> None:
    once = format_turtle(NESTED)

    assert once == format_turtle(once)


def test_only_used_prefixes_are_declared() -> None:
    assert "unused" not in format_turtle(NESTED)


def test_the_type_comes_first_and_is_written_a() -> None:
    block = format_turtle(NESTED).split("e:b\n")[1].splitlines()[0]

    assert block.strip() == "a e:T ;"


_names = st.sampled_from([f"http://e/{letter}" for letter in "abcde-."]).map(URIRef)
_values = st.one_of(_names, st.text(max_size=12).map(Literal), st.integers().map(Literal))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_names, _names, _values), min_size=1, max_size=12), st.randoms())
def test_the_order_of_triples_does_not_matter(
    rows: list[tuple[URIRef, URIRef, URIRef | Literal]], chance: random.Random
) -> None:
    first, second = list(rows), list(rows)
    chance.shuffle(second)
    texts = []
    for listed in (first, second):
        lines = (f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in listed)
        texts.append(format_turtle("@prefix e: <http://e/> .\n" + "\n".join(lines)))

    assert texts[0] == texts[1]
    assert texts[0] == format_turtle(texts[0])
