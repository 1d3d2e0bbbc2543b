"""Another server is asked only where its host is allowed, and then really asked."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal

from tests.queries.gold import CASES
from tests.store import servers
from treatygraph.cli.main import cli
from treatygraph.errors import QueryError
from treatygraph.pipeline import build
from treatygraph.store import OxigraphStore, RemoteStore, Store
from treatygraph.store.base import refuse_outside
from treatygraph.store.memory import MemoryStore

FAR = "SELECT ?o WHERE {{ SERVICE <{0}> {{ <x:far> <x:says> ?o }} }}"


@pytest.fixture(scope="module")
def far(tmp_path_factory):
    """A server on loopback with one triple; yields its address."""
    with servers.oxigraph(tmp_path_factory.mktemp("far")) as endpoint:
        RemoteStore(endpoint).update(
            "INSERT DATA { GRAPH <x:g> { <x:far> <x:says> 'good evening' } }"
        )
        yield endpoint.query


def host(address):
    return address.split("/")[2]


@pytest.mark.server
@pytest.mark.parametrize("named", ["127.0.0.1", "with port"])
@pytest.mark.parametrize("engine", ["embedded", "memory", "remote"])
def test_an_allowed_host_is_asked(far, engine, named, request):
    allowed = (host(far) if named == "with port" else named,)
    store: Store = OxigraphStore(allow_service=allowed)
    if engine == "memory":
        store = MemoryStore(allow_service=allowed)
    if engine == "remote":
        endpoint = request.getfixturevalue("oxigraph")
        store = RemoteStore(replace(endpoint, allow_service=allowed))

    assert ((Literal("good evening"),),) == store.select(FAR.format(far)).rows


@pytest.mark.server
@pytest.mark.parametrize("allowed", [(), ("example.org",), ("127.0.0.1:1",)])
def test_any_other_host_is_not(far, allowed, empty_stores):
    for store in empty_stores(allowed):
        with pytest.raises(QueryError, match=host(far)):
            store.select(FAR.format(far))


@pytest.fixture
def empty_stores(oxigraph):
    return lambda allowed: [
        OxigraphStore(allow_service=allowed),
        MemoryStore(allow_service=allowed),
        RemoteStore(replace(oxigraph, allow_service=tuple(allowed))),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://elsewhere.org/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://elsewhere.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "PREFIX e: <http://example.org/> SELECT * { SERVICE e:sparql { ?s ?p ?o } }",
        "BASE <http://elsewhere.org/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://example.org@elsewhere.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://elsewhere.org?example.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <file:local> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b) SERVICE ?s { ?x ?y ?z } FILTER(?c>1) }",
        "SELECT * { ?s ?p '#' . SERVICE <http://elsewhere.org/> {} }",
        "SELECT * { \\u0053ERVICE <http://elsewhere.org/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 . SERVICE <http://elsewhere.org/> {} # " }',
        "SELECT * { ?s ?p 1SERVICE<http://elsewhere.org/>{} }",
        "SELECT * { ?service <http://example.org/> ?o . SERVICE ?where {} }",
        "SELECT * { SERVICE <http://example.org/> {} SERVICE <http://elsewhere.org/> {} }",
    ],
)
def test_no_form_of_words_gets_round_it(query):
    with pytest.raises(QueryError, match="another server"):
        refuse_outside(query, ["example.org"])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://example.org:8080/> { ?s ?p ?o } }",
        "PREFIX service: <x:> SELECT * { ?service service:service service:a.SERVICE }",
        'SELECT * { ?service ?p "SERVICE <http://elsewhere.org/>" }',
        "SELECT * { ?s <x:SERVICE> ?o } # SERVICE <http://elsewhere.org/>",
    ],
)
def test_what_is_allowed_or_only_a_word_passes(query):
    refuse_outside(query, ["example.org"])


class _Trap(BaseHTTPRequestHandler):
    reached: list[str] = []  # noqa: RUF012

    def do_GET(self):
        self.reached.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.mark.parametrize("store", [OxigraphStore(), MemoryStore()], ids=["embedded", "memory"])
def test_a_graph_that_from_names_is_never_fetched(store):
    _Trap.reached.clear()
    with HTTPServer(("127.0.0.1", 0), _Trap) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"<http://127.0.0.1:{server.server_port}/graph.ttl>"
        default = store.select(f"SELECT * FROM {place} WHERE {{ ?s ?p ?o }}")
        named = store.select(f"SELECT * FROM NAMED {place} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}")
        server.shutdown()

    assert ((), ()) == (default.rows, named.rows)
    assert [] == _Trap.reached


@pytest.mark.server
def test_the_command_asks_an_allowed_host_and_names_the_other(far, tmp_path, monkeypatch):
    assert build([CASES / "given"], tmp_path / "graph").place
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))
    query = ["sparql", FAR.format(far), "--format", "csv"]
    allowed = CliRunner().invoke(cli, [*query, "--allow-service", host(far)])
    refused = CliRunner().invoke(cli, query)

    assert "o\ngood evening\n" == allowed.stdout
    assert isinstance(refused.exception, QueryError)
    assert 2 == refused.exception.exit_code
    assert f"allow it with --allow-service {host(far)}" in str(refused.exception)
