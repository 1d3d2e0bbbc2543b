"""Whatever moment a command is killed at: a whole graph is there, and only whole files."""

import os
import random
import subprocess
import sys
import time

import pytest
from bench.faults import kills
from bench.kills import PROGRAM, at_home, load, run, serve, text, troubles

from treatygraph.resources import locate

BUILD = ["build", "--data", str(locate("data", "sample"))]


@pytest.fixture
def folder(tmp_path):
    assert 0 == run(BUILD, tmp_path / "home")
    return tmp_path


@pytest.mark.slow
def test_kills_lose_nothing(tmp_path):
    count = int(os.environ.get("KILLS", "4"))
    told = kills(at_home(tmp_path), count, by_time=False, chance=random.Random(3))

    assert count == sum(told.values())
    assert 0 < sum(many for what, many in told.items() if what.endswith(": killed"))
    assert 0 == told["LOST"]
    assert [] == list(troubles(tmp_path / "home"))


@pytest.mark.server
def test_a_load_that_is_killed_goes_on_and_a_server_that_is_killed_leaves_nothing(tmp_path):
    with load(tmp_path) as loading:
        for case, kill in ((loading, {"at": 4}), (serve(tmp_path), {"after": 3.0})):
            status, found = case.turn(1, **kill)

            assert ([], True) == (found, status < 0)


def test_a_damaged_home_is_seen(folder):
    (graph,) = {p for p in (folder / "home" / "graph").iterdir() if p.name == "current"}
    (graph / "graph.nq").write_bytes(b"")

    assert ["the graph is not whole"] == list(troubles(folder / "home"))


def test_two_at_once_and_a_clock_that_is_set_back(folder):
    (folder / "text.txt").write_text(text(1), "utf-8")
    at_once = ["ingest", str(folder / "text.txt"), "--treaty", "lamps", "--draft", "rev-1"]
    at_once.append("--no-build")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "0", *at_once],
            env={**os.environ, "TREATYGRAPH_HOME": str(folder / "home")},
            stdout=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [0, 0] == [one.wait(120) for one in both]
    later = time.time() + 10**6
    for path in (folder / "home").rglob("*"):
        os.utime(path, (later, later), follow_symlinks=False)

    assert 0 == run(BUILD, folder / "home")
    assert [] == list(troubles(folder / "home"))


@pytest.mark.skipif(os.geteuid() != 0, reason="a disk of its own is for root to mount")
@pytest.mark.parametrize(("options", "why"), [("size=300k", "No space left"), ("ro", "Read-only")])
def test_a_disk_that_takes_nothing_is_said_and_keeps_what_it_has(options, why, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "treatygraph", *BUILD],
            env={**os.environ, "TREATYGRAPH_HOME": str(disk / "home")},
            capture_output=True,
            text=True,
            check=False,
        )
        left = sum(p.stat().st_size for p in disk.rglob("*") if p.is_file())
    finally:
        subprocess.run(["umount", disk], check=True)

    assert 3 == done.returncode
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert left < 100_000


def test_texts_of_turns_differ():
    assert text(1) != text(2)
