"""Whatever happens to a query, its process or its client: a worker is there for the next."""

import asyncio
import os
import signal
from functools import partial
from time import monotonic

import pytest

from tests.http.serving import SLOW, gone
from treatygraph.http.engine import Answer, Engine
from treatygraph.http.worker import Dataset, Job, Limits, Refusal

#: Keeps what it has seen, and so takes memory without end.
GREEDY = (
    "SELECT DISTINCT ?a ?b ?c ?d ?e ?f ?g ?h ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } OFFSET 90000000"
)


def job(query, **limits):
    return Job(query, Dataset(), "json", "turtle", Limits(**limits))


@pytest.fixture
def run(graph_file):
    """Run a coroutine function on an engine of its own."""

    def go(act, **options):
        async def inner():
            engine = Engine([graph_file], **{"workers": 1, **options})
            engine.start()
            try:
                assert await engine.ready()
                return await act(engine)
            finally:
                await engine.stop()

        return asyncio.run(inner())

    return go


async def asked(query, engine, **limits):
    return await engine.ask(job(query, **limits))


async def left(engine, query=SLOW, after=0.3):
    """Ask, and leave before the answer."""
    task = asyncio.create_task(engine.ask(job(query)))
    await asyncio.sleep(after)
    task.cancel()
    await asyncio.wait([task])


def whole(answer):
    assert isinstance(answer, Answer), answer
    if answer.file is None:
        return answer.body
    data = os.pread(answer.file, answer.size + 1, 0)
    answer.close()
    return data


def test_a_slow_query_is_ended_and_its_worker_replaced(run):
    async def act(engine):
        begun = monotonic()
        ended = await asked(SLOW, engine, seconds=1)
        return ended, monotonic() - begun, await asked("ASK {}", engine)

    ended, lasted, after = run(act)

    assert isinstance(ended, Refusal)
    assert ended.code == "time-limit"
    assert lasted < 5
    assert b"true" in whole(after)


def test_a_short_query_does_not_wait_for_long_ones(run):
    async def act(engine):
        long = [asyncio.create_task(asked(SLOW, engine, seconds=4)) for _ in range(2)]
        await asyncio.sleep(0.1)
        begun = monotonic()
        answer = await asked("ASK {}", engine)
        lasted, health = monotonic() - begun, engine.health
        await asyncio.gather(*long)
        await asyncio.sleep(0.3)
        return answer, lasted, health, engine.health

    answer, lasted, during, after = run(act, workers=2)

    assert b"true" in whole(answer)
    assert lasted < 3
    assert 2 == during["aside"]
    assert (2, 2, 0) == (after["wanted"], after["alive"], after["aside"])


def test_clients_who_leave_cost_no_worker(run):
    async def act(engine):
        for _ in range(6):
            await left(engine)
        begun = monotonic()
        return await asked("ASK {}", engine), monotonic() - begun, engine.health

    after, lasted, health = run(act, workers=2)

    assert b"true" in whole(after)
    assert lasted < 2
    assert 6 == health["ended"]["client left"]


def test_a_client_who_leaves_while_it_waits_costs_nothing(run):
    async def act(engine):
        running = asyncio.create_task(asked(SLOW, engine, seconds=1))
        await asyncio.sleep(0.1)
        await left(engine, after=0.1)
        return await running, await asked("ASK {}", engine), engine.health

    ended, after, health = run(act)

    assert ended.code == "time-limit"
    assert b"true" in whole(after)
    assert 0 == health["waiting"]


def test_an_idle_worker_that_is_killed_is_replaced_before_it_is_missed(run):
    async def act(engine):
        before = set(engine.crew.workers)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        while len(set(engine.crew.workers) - before) < 2:
            await asyncio.sleep(0.05)
        return before, set(engine.crew.workers), await asked("ASK {}", engine)

    before, living, after = run(act, workers=2)

    assert 2 == len(living - before)
    assert b"true" in whole(after)


def test_a_query_that_meets_a_dying_worker_is_tried_once_more(run):
    async def act(engine):
        (pid,) = engine.crew.workers
        os.kill(pid, signal.SIGSTOP)
        task = asyncio.create_task(asked("ASK {}", engine))
        await asyncio.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
        return await task

    assert b"true" in whole(run(act))


def test_a_seedbed_that_is_killed_is_started_again(run):
    async def act(engine):
        first = engine.crew.seedbed
        os.kill(first or 0, signal.SIGKILL)
        while engine.crew.seedbed == first:
            await asyncio.sleep(0.05)
        assert await engine.ready()
        return await asked("ASK {}", engine)

    assert b"true" in whole(run(act))


def test_a_query_that_takes_too_much_memory_is_ended_and_says_so(run):
    async def act(engine):
        greedy = await asked(GREEDY, engine, seconds=60)
        return greedy, await asked("ASK {}", engine)

    greedy, after = run(act, memory=64 << 20)

    assert "memory-limit" == greedy.code
    assert b"true" in whole(after)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {" + "{" * 20000 + "}" * 20000 + "}",
        "SELECT * { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }",
        "SELECT * { FILTER(" + "!" * 20000 + "1) }",
        "SELECT * { FILTER(" + "||".join(["1"] * 40000) + ") }",
        "SELECT * {" + "OPTIONAL{}" * 12000 + "}",
        "SELECT * { ?s " + "/".join(["a"] * 60000) + " ?o }",
    ],
    ids=["braces", "brackets", "signs", "or", "optional", "path"],
)
def test_a_query_without_end_in_depth_ends_in_a_sentence(run, query):
    refused = run(partial(asked, query))

    assert isinstance(refused, Refusal)
    assert "query-too-deep" == refused.code


def test_no_query_opens_a_connection(run):
    """The surface lexer stands before it; this is the wall behind."""
    import treatygraph.http.seedbed  # noqa: F401
    from treatygraph.http.worker import confine

    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        import socket

        try:
            confine(0)
            socket.socket()
            os.write(writer, b"opened")
        except OSError:
            os.write(writer, b"refused")
        finally:
            os._exit(0)
    os.waitpid(pid, 0)

    assert b"refused" == os.read(reader, 10)


def test_those_who_wait_are_served_in_turn_and_one_too_many_is_told_at_once(run):
    async def act(engine):
        running = asyncio.create_task(asked(SLOW, engine, seconds=1))
        await asyncio.sleep(0.1)
        waiting = [asyncio.create_task(asked("ASK {}", engine)) for _ in range(3)]
        await asyncio.sleep(0.1)
        begun = monotonic()
        refused = await asked("ASK {}", engine)
        lasted = monotonic() - begun
        await running
        return refused, lasted, [await task for task in waiting]

    refused, lasted, answers = run(act, queue=3)

    assert "busy" == refused.code
    assert lasted < 0.5
    assert all(b"true" in whole(answer) for answer in answers)


def test_an_answer_over_the_size_limit_is_refused_before_it_begins(run):
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    for size in (1000, 2_000_000):
        refused = run(partial(asked, query, size=size))

        assert isinstance(refused, Refusal)
        assert "answer-too-large" == refused.code


def test_a_large_answer_comes_whole_and_frees_its_worker_before_it_is_read(run):
    async def act(engine):
        large = await asked("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000", engine)
        return large, await asked("ASK {}", engine)

    large, after = run(act)

    assert large.file is not None
    assert 20000 == whole(large).count(b'"f":')
    assert b"true" in whole(after)


def test_answers_that_nobody_reads_fill_no_disk(run, monkeypatch):
    monkeypatch.setattr("treatygraph.http.engine.IN_FILES", 1_000_000)

    async def act(engine):
        large = await asked("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000", engine)
        refused = await asked("ASK {}", engine)
        large.close()
        return refused, await asked("ASK {}", engine), engine.health["unread"]

    refused, after, unread = run(act)

    assert "busy" == refused.code
    assert b"true" in whole(after)
    assert 0 == unread


def test_nothing_is_left_when_the_server_is_killed(graph_file):
    """The server is a process of its own, which is killed while its workers work."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        asyncio.run(_busy_server(graph_file, writer))
        os._exit(0)
    os.close(writer)
    pids = [int(number) for number in os.read(reader, 200).split()]
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)

    assert 5 == len(pids)
    assert gone(pids), f"still there: {pids}"


async def _busy_server(graph_file, writer):
    engine = Engine([graph_file], workers=2)
    engine.start()
    await engine.ready()
    tasks = [asyncio.create_task(asked(SLOW, engine)) for _ in range(2)]
    await asyncio.sleep(0.5)
    pids = [engine.crew.seedbed or 0, *engine.crew.workers]
    os.write(writer, " ".join(map(str, pids)).encode())
    await asyncio.wait(tasks)
