"""A query of the command line ends: in time, at Ctrl-C, and in a sentence where it is too deep."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.http.serving import runs
from treatygraph.pipeline.publish import publish, sorted_nquads

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    node = NamedNode("x:g")
    quads = [Quad(NamedNode(f"x:{n}"), NamedNode("x:p"), Literal(n), node) for n in range(400)]
    publish(sorted_nquads(quads), folder / "graph", {})
    return folder


def begun(home, *arguments):
    command = [sys.executable, "-m", "treatygraph", "sparql", *arguments]
    environment = {**os.environ, "TREATYGRAPH_HOME": str(home)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # Where the tests run in the background, interrupts are ignored, and children inherit that.
    heed = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    return subprocess.Popen(command, env=environment, text=True, **pipes, **heed)  # type: ignore[call-overload]


def ended(process, given=""):
    out, err = process.communicate(given, timeout=60)
    return process.returncode, out, err


def test_an_answer_comes_as_before(home):
    code, out, err = ended(begun(home, "ASK { ?s ?p 7 }"))

    assert (0, "true", "") == (code, out.strip(), err)


def test_a_mistake_is_told_as_before(home):
    code, out, err = ended(begun(home, "SELECT {"))

    assert (2, "") == (code, out)
    assert "does not parse" in err


def test_a_query_that_takes_too_long_is_ended_and_says_what_to_do(home):
    start = time.monotonic()
    code, out, err = ended(begun(home, SLOW, "--time-limit", "1"))

    assert (2, "") == (code, out)
    assert "more than 1 seconds" in err
    assert "--time-limit 2" in err
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("group", [False, True], ids=["to the command", "to its group"])
def test_ctrl_c_ends_a_running_query(home, group):
    process = begun(home, SLOW)
    child = _child(process.pid)
    time.sleep(0.5)
    if group:
        os.kill(child, signal.SIGINT)
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    code, out, err = ended(process)

    # The query itself would take its whole time limit of a minute.
    assert time.monotonic() - start < 15
    assert (130, "") == (code, out)
    assert "Traceback" not in err
    assert not runs(child)


def test_a_command_that_is_killed_leaves_no_query_behind(home):
    process = begun(home, SLOW)
    child = _child(process.pid)
    process.kill()
    ended(process)
    for _ in range(100):
        if not runs(child):
            break
        time.sleep(0.1)

    assert not runs(child)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {" + "{" * 10000 + "}" * 10000 + "}",
        "SELECT * { FILTER(" + "(" * 10000 + "1" + ")" * 10000 + ") }",
        "SELECT * {" + "OPTIONAL{}" * 12000 + "}",
        "SELECT * { FILTER(" + "||".join(["1"] * 40000) + ") }",
    ],
    ids=["braces", "brackets", "optional", "or"],
)
def test_ten_thousand_brackets_end_in_a_sentence(home, query):
    code, out, err = ended(begun(home, "-"), query)

    assert (2, "") == (code, out)
    assert "nests or chains" in err
    assert "To mend it" in err


def _child(pid):
    """Return the process that the command went on in."""
    file = Path(f"/proc/{pid}/task/{pid}/children")
    deadline = time.monotonic() + 20
    while not (found := file.read_text().split()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return int(found[0])
