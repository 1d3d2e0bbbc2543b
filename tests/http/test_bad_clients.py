"""Clients that leave, do not read, or are slow cost nobody else anything."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.http.serving import SLOW, gone, serving

FIVE = "SELECT * { ?s ?p ?o } LIMIT 5"
#: Takes about a second, and gives an answer.
MIDDLING = """SELECT (COUNT(*) AS ?n) {
  { SELECT * { ?a ?b ?c } LIMIT 1500 } { SELECT * { ?d ?e ?f } LIMIT 1500 } } #"""
#: Some 40 MB in the small graph of the tests.
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"


@pytest.fixture(scope="module")
def server(graph_file):
    with serving(graph_file) as served:
        yield served


def test_clients_who_leave_before_their_answer_do_not_switch_the_endpoint_off(server):
    for _ in range(4):
        client = server.ask(SLOW)
        time.sleep(0.2)
        client.close()
    status, body, _ = server.query(FIVE)
    deadline = time.monotonic() + 10
    while (workers := server.health()["workers"])["wanted"] > workers["alive"]:
        assert time.monotonic() < deadline

    assert 200 == status
    assert b"bindings" in body
    assert workers["ended"]["client left"] >= 4


def test_clients_who_leave_a_moment_before_their_answer_do_no_harm_either(server):
    """An answer that nobody took any more once kept its worker for good."""
    for number in range(4):
        client = server.ask(f"{MIDDLING}{number}")
        time.sleep(0.1)
        client.close()
    time.sleep(2)

    assert [200] * 4 == [server.query(f"{FIVE} #{number}")[0] for number in range(4)]


def test_clients_who_do_not_read_hold_no_worker_and_are_dropped(server):
    clients = [server.ask(LONG, buffer=4096) for _ in range(4)]
    time.sleep(0.5)
    deadline = time.monotonic() + 30
    while server.health()["workers"]["busy"]:
        assert time.monotonic() < deadline
        time.sleep(0.1)

    assert 200 == server.query(FIVE)[0]
    time.sleep(4)
    for client in clients:
        assert _read_to_end(client) < 30_000_000
        client.close()


def test_a_client_who_reads_slowly_gets_all_of_it(server):
    client = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 2000", buffer=1 << 16)
    taken = b""
    while not taken.endswith(b"]}}"):
        taken += client.recv(100_000)
        time.sleep(0.05)
    client.close()

    assert 2000 == taken.count(b'"f":')


@pytest.mark.parametrize(
    "begun",
    [
        "",
        "GET / HTTP/1.1\r\nHost: localh",
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nASK",
    ],
)
def test_a_client_who_does_not_finish_its_request_is_dropped(server, begun):
    client = server.connect(begun)
    start = time.monotonic()
    _read_to_end(client)
    client.close()

    assert time.monotonic() - start < 6


@pytest.mark.parametrize(
    "query",
    [
        "ASK {" + "a-" * 60_000 + "}",
        "ASK {" + "a." * 60_000 + "}",
        "ASK {" + '"""' * 40_000,
        "ASK {" + "<" * 120_000,
        "ASK {" + "\\u" * 60_000,
    ],
    ids=["hyphens", "dots", "quotes", "less", "escapes"],
)
def test_no_query_keeps_the_server_from_answering_others(server, query):
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(server.query, query[:60_000])
        waits: list[float] = []
        while not asked.done() or not waits:
            begun = time.monotonic()
            assert 200 == server.get("/health")[0]
            waits.append(time.monotonic() - begun)
        status = asked.result()[0]

    assert max(waits) < 1
    assert status in (400, 414, 422)


def test_an_answer_on_a_kept_connection_does_not_wait_for_an_acknowledgement(server):
    """40 ms and more, where Nagle's algorithm meets a delayed acknowledgement."""
    client = server.ask(FIVE)
    _one_answer(client)
    times = []
    for number in range(40):
        begun = time.monotonic()
        client.sendall(
            f"GET /sparql?query=ASK%7B%3Fs%20%3Fp%20{number}%7D HTTP/1.1\r\n".encode()
            + b"Host: x\r\n\r\n"
        )
        _one_answer(client)
        times.append(time.monotonic() - begun)
    client.close()

    # Each answer would wait, the fastest too; a busy machine delays some.
    assert min(times) < 0.03


def test_many_at_once_are_all_answered(server):
    with ThreadPoolExecutor(100) as pool:
        asked = [f"SELECT * {{ ?s ?p ?o FILTER(?o != {number}) }} LIMIT 5" for number in range(400)]
        statuses = [status for status, _, _ in pool.map(server.query, asked)]

    assert [200] * 400 == statuses


def test_a_killed_server_leaves_no_process_behind(graph_file):
    with serving(graph_file) as served:
        clients = [served.ask(SLOW) for _ in range(2)]
        time.sleep(0.5)
        pids = served.processes()
        os.kill(served.process.pid, signal.SIGKILL)

        assert len(pids) >= 4
        assert gone(pids)
        for client in clients:
            client.close()


def _read_to_end(client):
    total = 0
    try:
        while data := client.recv(1 << 16):
            total += len(data)
    except ConnectionError:
        pass
    return total


def _one_answer(client):
    """Read one answer that has a length."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += client.recv(1 << 16)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += client.recv(1 << 16)
