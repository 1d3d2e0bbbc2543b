"""What a query reads decides its answer, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, RdfFormat, Store
from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from treatygraph.pipeline import build
from treatygraph.resources import locate
from treatygraph.store.oxigraph import run_query
from treatygraph.store.reads import TYPE, reads
from treatygraph.store.remembering import RememberingStore
from treatygraph.vocab import PREFIXES

#: Nodes and triples that no query of ours reads: a graph may hold anything beside.
NOISE = b"".join(
    b"<http://e/%d> <http://e/noise> <http://e/%d> <http://e/g> .\n" % (i, i + 1) for i in range(50)
)


def test_a_property_counts_whatever_way_it_is_written():
    query = """PREFIX e: <http://e/> # e:comment
        SELECT ?x (COUNT(?y) AS ?n) WHERE {
          VALUES ?z { <http://e/value> "e:text" }
          ?x <http://e/one>/^e:two+|(e:three/e:four) ?y ; e:five [ e:six ?z ; e:seven "1"@en, 2 ] .
          { SELECT ?x WHERE { ?x e:eight ?w } ORDER BY ?w LIMIT 1 }
          FILTER(?y != e:value && NOT EXISTS { ?y e:nine ?v . FILTER EXISTS { ?v e:ten true } })
          OPTIONAL { ?x e:eleven -1.5 } { ?x e:twelve ?y } UNION { ?x e:thirteen ?y }
          BIND(IF(EXISTS { ?x e:fourteen ?q }, 1, 2) AS ?b) MINUS { ?x e:fifteen ?y }
        } GROUP BY ?x HAVING (COUNT(?y) > 1)"""
    names = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"

    assert reads(query) == frozenset(f"<http://e/{n}>" for n in (*names.split(), "fifteen"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?x WHERE { ?x a <e:C>, <e:D> }", {f"{TYPE} <e:C>", f"{TYPE} <e:D>"}),
        ("SELECT ?x WHERE { ?x a ?c }", {TYPE}),
        ("SELECT ?x WHERE { ?x a/<e:p> <e:C> }", {TYPE, "<e:p>"}),
        ("SELECT ?x WHERE { ?x rdf:type <e:C> }", {f"{TYPE} <e:C>"}),
        ("ASK { <e:a> <e:p>* ?x }", {"<e:p>"}),
        ("ASK { ?x <e:p>* ?y . ?y <e:q> 1 }", {"<e:p>", "<e:q>"}),
        ("ASK { ?y <e:q> 1 OPTIONAL { ?x <e:p>? ?y } }", {"<e:p>", "<e:q>"}),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s <e:p> ?o . ?s <e:q> ?p }", {"<e:p>", "<e:q>"}),
    ],
)
def test_a_query_reads_its_properties(query, expected):
    assert expected == reads(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x WHERE { ?x ?p 1 }",
        "SELECT ?x WHERE { ?x <e:q> 1 ; ?p 1 }",
        "SELECT ?x WHERE { ?x <e:q> [ ?p 1 ] }",
        "SELECT ?x WHERE { ?x <e:q> 1 FILTER EXISTS { ?x ?p 2 } }",
        "SELECT (EXISTS { ?x ?p 2 } AS ?e) WHERE { ?x <e:q> 1 }",
        "SELECT ?x WHERE { ?x <e:q> 1 } HAVING (EXISTS { ?x ?p 2 })",
        "SELECT ?x WHERE { ?x !<e:q> 1 }",
        "SELECT ?x WHERE { ?x <e:p>* ?y }",
        "SELECT ?x WHERE { VALUES ?x { <e:a> } ?x <e:p>* ?y }",
        "SELECT ?x WHERE { ?x <e:p>? ?y OPTIONAL { ?x <e:q> 1 } }",
        "SELECT ?x WHERE { { SELECT ?x WHERE { ?x <e:p>* ?y } } ?x <e:q> 1 }",
        "SELECT ?x WHERE { GRAPH ?g { ?x <e:p> 1 } }",
        "SELECT ?x FROM <e:g> WHERE { ?x <e:p> 1 }",
        "SELECT ?x WHERE { SERVICE <http://e/> { ?x <e:p> 1 } }",
        "SELECT ?x WHERE { ?x <e:p> ?t FILTER(?t < NOW()) }",
        "SELECT ?x (rand() AS ?r) WHERE { ?x <e:p> 1 }",
        "DESCRIBE <e:a>",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT ?x WHERE { ?x unknown:p 1 }",
        "SELECT ?x WHERE { ?x <e:p> ( 1 2 ) }",
        "SELECT ?x WHERE { ?x <e:p> 1",
        "no query",
    ],
)
def test_a_query_that_may_read_more_reads_everything(query):
    assert reads(query) is None


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> tuple[Path, list[str]]:
    """A build of the sample, and all that it asked and may remember."""
    queries: dict[str, None] = {}
    known = RememberingStore.known

    def listen(self, query, ask):
        queries[query] = None
        return known(self, query, ask)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RememberingStore, "known", listen)
        report = build([locate("data", "sample")], tmp_path_factory.mktemp("built"))
    assert report.place is not None
    return report.place / "graph.nq", list(queries)[::2]


def rows(store: Store, query: str) -> list[str]:
    answer = run_query(store, query)
    return [str(bool(answer))] if isinstance(answer, QueryBoolean) else [str(row) for row in answer]


def test_the_queries_of_a_build_answer_the_same_of_what_they_read_alone(asked):
    """The rows come in the same order, too, where what is read was put in in the same order."""
    file, queries = asked
    lines: dict[str, list[bytes]] = {}
    whole = Store()
    whole.load(file.read_bytes(), format=RdfFormat.N_QUADS)
    for line in file.read_bytes().splitlines():
        _, predicate, value = line.decode().split(" ", 2)
        lines.setdefault(predicate, []).append(line)
        if predicate == TYPE:
            lines.setdefault(f"{TYPE} {value.split(' ')[0]}", []).append(line)
    read = {query: found for query in queries if (found := reads(query)) is not None}

    assert len(read) > 0.9 * len(queries) > 50
    for query, found in read.items():
        part = Store()
        told = [line for name in sorted(found) for line in lines.get(name, ())]
        part.load(b"\n".join(told) + b"\n" + NOISE, format=RdfFormat.N_QUADS)
        assert rows(whole, query) == rows(part, query), query


def named(path: object) -> Iterator[str]:
    """Yield the properties of a path as rdflib has it; of a negated one nothing is known."""
    if isinstance(path, URIRef):
        yield f"<{path}>"
    elif isinstance(path, MulPath):
        yield from named(path.path)
    elif isinstance(path, InvPath):
        yield from named(path.arg)
    else:
        assert isinstance(path, SequencePath | AlternativePath)
        for one in path.args:
            yield from named(one)


def patterns(node: object) -> Iterator[tuple[object, object, object]]:
    """Yield the triple patterns of a query as rdflib has read it."""
    if isinstance(node, CompValue):
        yield from node.get("triples") or () if node.name == "BGP" else ()
        for key, value in node.items():
            yield from patterns(value) if key != "template" else ()
    elif isinstance(node, list | tuple | set):
        for one in node:
            yield from patterns(one)


@pytest.mark.filterwarnings("ignore")
def test_what_is_read_is_what_rdflib_reads():
    checked = 0
    for path in sorted(locate("queries").rglob("*.rq"))[::8]:
        text = path.read_text("utf-8").replace("\\/", "-")
        read = reads(text)
        if read is None:
            continue
        algebra = prepareQuery(text, initNs=PREFIXES).algebra
        for _, predicate, value in patterns(algebra):
            for name in named(predicate):
                pair = f"{name} <{value}>"
                assert name in read or (name == TYPE and pair in read), path
                checked += 1
    assert checked > 200
