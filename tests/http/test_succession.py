"""A newer graph is taken up whole, between requests; none is lost, none is mixed."""

import asyncio
import gc
import json
import os
import signal
import threading
import time

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from tests.http.serving import serving_home
from treatygraph.home import Hold, is_held
from treatygraph.http.app import create_app
from treatygraph.http.site import Newest, open_site
from treatygraph.http.succession import Succession
from treatygraph.pipeline.publish import publish, sorted_nquads

#: Tells a mixture: graph number k has ten statements, all of them saying k.
COUNTED = "SELECT (COUNT(*) AS ?n) (MIN(?k) AS ?least) (MAX(?k) AS ?most) { ?s <x:is> ?k }"


def graph(number, size=10):
    node = NamedNode("https://w3id.org/treatygraph/graph/test")
    return sorted_nquads(
        Quad(NamedNode(f"x:{row}"), NamedNode("x:is"), Literal(number), node) for row in range(size)
    )


def published(folder, number):
    return publish(graph(number), folder, {"number": number})


def seen(body):
    row = json.loads(body)["results"]["bindings"][0]
    return tuple(int(row[name]["value"]) for name in ("n", "least", "most"))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))
    return tmp_path


def test_builds_while_many_ask_lose_no_request_and_mix_no_answer(home):
    published(home / "graph", 1)
    with serving_home(home) as server:
        found, stop = [], threading.Event()

        def ask():
            while not stop.is_set():
                status, body, headers = server.query(COUNTED)
                found.append((status, seen(body) if status == 200 else body, headers.get("etag")))

        askers = [threading.Thread(target=ask) for _ in range(6)]
        for asker in askers:
            asker.start()
        for number in range(2, 6):
            folder = published(home / "graph", number)
            deadline = time.monotonic() + 60
            while server.health()["graph"] != folder.name:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            for pid in server.processes()[2:]:  # after it and its seedbed: the workers
                os.kill(pid, signal.SIGKILL)
        stop.set()
        for asker in askers:
            asker.join()
        last = server.query(COUNTED)

    answers = {answer for _, answer, _ in found}
    marks = {(answer, mark) for _, answer, mark in found}
    assert {200} == {status for status, _, _ in found}
    assert all(answer[0] == 10 and answer[1] == answer[2] for answer in answers)
    assert len(answers) == len(marks) >= 4
    assert (10, 5, 5) == seen(last[1])


def test_a_graph_stays_while_a_server_reads_it_and_goes_afterwards(home):
    first = published(home / "graph", 1)
    site = Newest().open()
    for number in (2, 3, 4):
        published(home / "graph", number)
    kept = first.exists()
    asyncio.run(site.close())
    published(home / "graph", 5)

    assert kept
    assert not first.exists()


def test_the_same_graph_published_again_is_not_taken_up_again(home):
    published(home / "graph", 1)
    graphs = Newest()
    site = graphs.open()
    published(home / "graph", 1)

    assert graphs.follow(site) is None
    assert graphs.follow(site) is None
    asyncio.run(site.close())


def test_a_request_that_has_begun_keeps_its_graph(home):
    """The old site is closed with its last request, not before."""
    closed = []

    class Kept:
        def __init__(self, name):
            self.name = name

        async def close(self):
            closed.append(self.name)

    async def act():
        old, new = Kept("old"), Kept("new")
        succession = Succession(old)  # type: ignore[arg-type]
        one, two = succession.enter(), succession.enter()
        succession._old[id(old)] = old  # type: ignore[assignment]
        succession.site = new  # type: ignore[assignment]
        three = succession.enter()
        succession.leave(one)
        await asyncio.sleep(0)
        before = list(closed)
        succession.leave(two)
        succession.leave(three)
        await asyncio.sleep(0.01)
        return [site.name for site in (one, two, three)], before, list(closed)  # type: ignore[attr-defined]

    assert (["old", "old", "new"], [], ["old"]) == asyncio.run(act())


def test_a_newer_graph_that_cannot_be_read_leaves_the_older_one(home):
    published(home / "graph", 1)
    with serving_home(home) as server:
        broken = published(home / "graph", 2)
        (broken / "graph.nq").write_bytes(b"<x:a> <x:b> nonsense\n")
        time.sleep(4)
        answers = [server.query(COUNTED)[1] for _ in range(3)]
        published(home / "graph", 3)
        deadline = time.monotonic() + 60
        while seen(server.query(COUNTED)[1]) != (10, 3, 3):
            assert time.monotonic() < deadline

    assert {seen(answer) for answer in answers} <= {(10, 1, 1), (10, 2, 2)}


def test_pages_and_health_say_which_graph_and_since_when(home):
    published(home / "graph", 1)
    site = Newest().open()
    with TestClient(create_app(site), base_url="http://localhost") as client:
        health = client.get("/health").json()
        page = client.get("/help").text

    assert site.digest == health["graph"]
    assert site.since == health["since"]
    assert site.digest in page
    assert f'datetime="{site.since}"' in page


def test_a_graph_that_was_not_published_has_no_date(tmp_path):
    (tmp_path / "graph.nq").write_bytes(graph(1))

    assert "" == open_site([tmp_path / "graph.nq"]).since


def test_a_hold_ends_with_who_has_it(tmp_path):
    with_hold = Hold(tmp_path)
    during = is_held(tmp_path)
    with_hold.close()

    assert (True, False) == (during, is_held(tmp_path))


def test_what_a_site_is_made_of_is_left_out_of_later_collections(graph_file):
    with TestClient(create_app(open_site([graph_file])), base_url="http://localhost"):
        assert 10_000 < gc.get_freeze_count()

    assert 0 == gc.get_freeze_count()
