"""A server is loaded graph by graph; a second load finds everything there."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.store.servers import free_port
from treatygraph.errors import StoreError
from treatygraph.store import Endpoint, RemoteStore
from treatygraph.store.loading import digest, load

BASE = "https://w3id.org/treatygraph/"
S, P = NamedNode(BASE + "s"), NamedNode(BASE + "p")


def quads(graph, *values):
    name = NamedNode(f"{BASE}graph/load-{graph}")
    return [Quad(S, P, Literal(value), name) for value in values]


@pytest.fixture(params=["virtuoso", "oxigraph"])
def endpoint(request):
    return request.getfixturevalue(request.param)


@pytest.mark.server
@pytest.mark.parametrize("protocol", ["graph store", "update"])
def test_a_load_is_whole_verified_and_can_go_on(endpoint, protocol):
    graphs = endpoint.graphs if protocol == "graph store" else ""
    server = RemoteStore(
        Endpoint(endpoint.query, endpoint.update, graphs, credentials=endpoint.credentials)
    )
    server.update(f"CLEAR SILENT GRAPH <{BASE}graph/load-a>")
    server.update(f"CLEAR SILENT GRAPH <{BASE}graph/load-b>")
    first = quads("a", "1", "条约")
    server.add(quads("b", "left over"))
    both = [*first, *quads("b", "2")]

    assert ["loaded"] == [one.state for one in load(first, server)]
    assert ["there already", "loaded"] == [one.state for one in load(both, server)]
    assert ["there already"] * 2 == [one.state for one in load(both, server)]
    assert 1 == server.count(f"{BASE}graph/load-b")


def test_the_digest_knows_neither_order_nor_repetition():
    one, two = (quad.triple for quad in quads("a", "1", "2"))

    assert digest([one, two]) == digest([two, one, two])
    assert digest([one]) != digest([two])


class _Forgetful(RemoteStore):
    def __init__(self):
        super().__init__(Endpoint("http://127.0.0.1:1/"))

    def count(self, graph):
        return 0

    def put(self, graph, triples):
        pass


def test_a_server_that_loses_triples_is_found_out():
    with pytest.raises(StoreError, match="holds 0 triples"):
        load(quads("a", "1"), _Forgetful())


def test_a_server_that_is_not_there_is_named():
    address = f"http://127.0.0.1:{free_port()}/store"
    server = RemoteStore(Endpoint(address, graphs=address, tries=1))

    with pytest.raises(StoreError, match=r"127\.0\.0\.1"):
        load(quads("a", "1"), server)


@pytest.mark.server
def test_the_pages_of_a_large_answer_are_the_answer(endpoint):
    graph = f"{BASE}graph/pages"
    server = RemoteStore(endpoint)
    server.put(graph, [quad.triple for quad in quads("pages", *(f"{n:03}" for n in range(120)))])
    query = f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?o"

    pages = list(server.stream(query, page=50))

    assert [50, 50, 20] == [len(page.rows) for page in pages]
    assert server.select(query).rows == tuple(row for page in pages for row in page.rows)
