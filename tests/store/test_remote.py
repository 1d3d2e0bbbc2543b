"""What is sent to a server, how often, and what its answers and refusals become."""

import contextlib
import socket
import sys
import threading
import time
import types
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pyoxigraph import Literal

from treatygraph.errors import QueryError, StoreError
from treatygraph.store import Credentials, Endpoint, RemoteStore
from treatygraph.store.opening import credentials_for

ANSWER = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
QUERY = "SELECT ?x WHERE { ?x ?p ?o } ORDER BY ?x"


class _Server(HTTPServer):
    def __init__(self, replies):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = list(replies)
        self.seen: list[tuple[str, str, str | None]] = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/sparql"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _reply(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append((self.command, self.path, self.headers.get("Authorization")))
        status, body = self.server.replies.pop(0)
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = _reply  # noqa: N815

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def serving(*replies):
    with _Server(replies) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr("treatygraph.store.remote.time.sleep", lambda seconds: None)


def test_a_busy_server_is_asked_again():
    with serving((503, b""), (502, b""), (200, ANSWER)) as server:
        rows = RemoteStore(Endpoint(server.url)).select(QUERY).rows

    assert ((Literal("1"),),) == rows
    assert 3 == len(server.seen)


def test_a_server_that_stays_busy_is_named():
    with (
        serving(*[(503, b"")] * 2) as server,
        pytest.raises(StoreError, match="did not answer 2 times"),
    ):
        RemoteStore(Endpoint(server.url, tries=2)).select(QUERY)


def test_an_update_is_never_sent_twice():
    with serving((503, b"")) as server, pytest.raises(StoreError):
        RemoteStore(Endpoint(server.url, update=server.url)).update("CLEAR ALL")

    assert 1 == len(server.seen)


def test_a_short_query_is_a_get_and_a_long_one_a_post():
    with serving((200, ANSWER), (200, ANSWER)) as server:
        store = RemoteStore(Endpoint(server.url))
        store.select(QUERY)
        store.select(QUERY + " #" + "x" * 3000)

    assert ["GET", "POST"] == [method for method, _, _ in server.seen]


def test_parameters_of_the_address_are_kept():
    with serving((200, ANSWER)) as server:
        RemoteStore(Endpoint(f"{server.url}?union-default-graph=true")).select(QUERY)

    assert "union-default-graph=true" in server.seen[0][1]


@pytest.mark.parametrize(
    ("credentials", "header"),
    [
        (Credentials(token="t0ken"), "Bearer t0ken"),
        (Credentials(user="ada", password="secret"), "Basic YWRhOnNlY3JldA=="),
        (Credentials(), None),
    ],
)
def test_who_asks_is_sent(credentials, header):
    with serving((200, ANSWER)) as server:
        RemoteStore(Endpoint(server.url, credentials=credentials)).select(QUERY)

    assert header == server.seen[0][2]


def test_a_secret_is_never_printed():
    shown = repr(Endpoint("http://example.org/", credentials=Credentials("ada", "s3cret", "t0ken")))

    assert "s3cret" not in shown
    assert "t0ken" not in shown


def test_a_refused_user_is_told_what_to_set():
    with (
        serving((401, b"")) as server,
        pytest.raises(StoreError, match="TREATYGRAPH_USER"),
    ):
        RemoteStore(Endpoint(server.url)).select(QUERY)


def test_a_refused_query_is_the_askers_error():
    with (
        serving((400, b"line 1: what is this")) as server,
        pytest.raises(QueryError, match="what is this"),
    ):
        RemoteStore(Endpoint(server.url)).select(QUERY)


def test_an_answer_that_is_no_answer_is_an_error():
    with serving((200, b"{not json")) as server, pytest.raises(StoreError, match="cannot be read"):
        RemoteStore(Endpoint(server.url)).select(QUERY)


def test_virtuosos_yes_is_a_yes():
    body = (
        b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":'
        b'[{"__ASK_RETVAL":{"type":"literal","value":"1"}}]}}'
    )
    with serving((200, body)) as server:
        assert RemoteStore(Endpoint(server.url)).ask("ASK { ?s ?p ?o }")


def test_a_large_answer_comes_in_pages():
    empty = ANSWER.replace(b'{"x":{"type":"literal","value":"1"}}', b"")
    with serving((200, ANSWER), (200, ANSWER), (200, empty)) as server:
        pages = list(RemoteStore(Endpoint(server.url)).stream(QUERY, page=1))

    assert [1, 1, 0] == [len(page.rows) for page in pages]
    assert ["OFFSET+0", "OFFSET+1", "OFFSET+2"] == [path[-8:] for _, path, _ in server.seen]


def test_pages_need_an_order():
    with pytest.raises(QueryError, match="no order"):
        next(RemoteStore(Endpoint("http://127.0.0.1:1/")).stream("SELECT ?x WHERE { ?x ?p ?o }"))


def test_an_endpoint_for_reading_is_not_updated():
    with pytest.raises(StoreError, match="for reading"):
        RemoteStore(Endpoint("http://127.0.0.1:1/")).update("CLEAR ALL")


def test_credentials_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_USER", "ada")
    monkeypatch.setenv("TREATYGRAPH_PASSWORD", "secret")
    monkeypatch.setenv("TREATYGRAPH_AUTH", "digest")
    expected = Credentials("ada", "secret", scheme="digest")

    assert expected == credentials_for("https://example.org/sparql")

    monkeypatch.setenv("TREATYGRAPH_TOKEN", "t")

    assert Credentials(token="t") == credentials_for("https://example.org/sparql")


def test_a_password_that_is_not_set_is_looked_for_in_the_keyring(monkeypatch):
    asked: list[tuple[str, ...]] = []

    def get_password(*names):
        asked.append(names)
        return "kept"

    ring = types.SimpleNamespace(get_password=get_password)
    monkeypatch.setitem(sys.modules, "keyring", ring)
    monkeypatch.setenv("TREATYGRAPH_USER", "ada")
    monkeypatch.delenv("TREATYGRAPH_PASSWORD", raising=False)

    assert "kept" == credentials_for("https://example.org:8080/sparql").password
    assert [("treatygraph", "ada@example.org")] == asked


def test_an_unknown_way_to_authenticate_is_named(monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_USER", "ada")
    monkeypatch.setenv("TREATYGRAPH_PASSWORD", "secret")
    monkeypatch.setenv("TREATYGRAPH_AUTH", "ntlm")

    with pytest.raises(StoreError, match="ntlm"):
        credentials_for("https://example.org/sparql")


def test_a_server_that_says_nothing_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        store = RemoteStore(Endpoint(address, timeout=1, tries=2))
        start = time.monotonic()

        with pytest.raises(StoreError, match="did not answer 2 times: timed out"):
            store.select(QUERY)

    assert 2 <= time.monotonic() - start
