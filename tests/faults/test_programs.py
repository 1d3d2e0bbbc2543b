"""LibreOffice and tesseract: held to time and memory, and never left behind.

Stubs stand in for them: scripts that do what such a program might do.
"""

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.documents.test_office import scanned
from treatygraph.documents import apart
from treatygraph.documents.apart import Limits, open_apart, read_apart, words_apart
from treatygraph.documents.formats import ocr, office
from treatygraph.documents.formats.programs import run_program
from treatygraph.errors import ReadError

RTF = rb"{\rtf1 Article 1\par Lamps}"
#: A program that starts another of its kind in the background, as LibreOffice does.
LEAVING = """import os, sys, time
open(sys.argv[0] + ".pid", "a").write(f"{os.getpid()}\\n")
if os.fork() == 0:
    open(sys.argv[0] + ".pid", "a").write(f"{os.getpid()}\\n")
    time.sleep(300)
"""
LASTING = f"{LEAVING}time.sleep(300)\n"


def stub(folder, name, body):
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{body}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def on_path(tmp_path, monkeypatch):
    """Make stubs stand first on the path, and forget what was made before."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "tmp").mkdir()
    office.as_docx.cache_clear()
    ocr.with_words.cache_clear()
    return tmp_path


def pids(path, count=2, seconds=20.0):
    """Return the processes that a stub told of, once there are so many."""
    until = time.monotonic() + seconds
    told = Path(f"{path}.pid")
    while time.monotonic() < until:
        found = told.read_text().split() if told.exists() else []
        if len(found) >= count:
            return [int(pid) for pid in found]
        time.sleep(0.05)
    raise AssertionError("the stub did not start")


def states():
    """Return for each process its parent and its state."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
            found[int(path.parent.name)] = int(parent), state
    return found


def under(process):
    """Return all processes below one."""
    parents = {pid: parent for pid, (parent, _) in states().items()}
    found, new = set(), {process}
    while new:
        new = {pid for pid, parent in parents.items() if parent in new}
        found |= new
    return found


def left(found, seconds=5.0):
    """Return which of the processes still live after a while."""
    until = time.monotonic() + seconds
    while True:
        now = states()
        living = [pid for pid in found if now.get(pid, (0, "Z"))[1] != "Z"]
        if not living or time.monotonic() > until:
            return living
        time.sleep(0.05)


def test_a_program_without_end_is_ended_with_all_that_it_started(on_path):
    program = stub(on_path, "soffice", LASTING)
    begun = time.monotonic()
    ended = run_program([str(program)], on_path / "tmp", seconds=1.5, memory=1 << 30)

    assert not ended.in_time
    assert [] == left(pids(program))
    assert time.monotonic() - begun < 30


def test_what_a_program_leaves_running_is_ended_too(on_path):
    program = stub(on_path, "soffice", LEAVING)
    ended = run_program([str(program)], on_path / "tmp", seconds=60, memory=1 << 30)

    assert (0, True) == (ended.status, ended.in_time)
    assert [] == left(pids(program))


def test_a_program_that_takes_all_memory_is_refused_it(on_path):
    program = stub(on_path, "soffice", "bytes(900 << 20)")
    ended = run_program([str(program)], on_path / "tmp", seconds=60, memory=400 << 20)

    assert ended.status
    assert "MemoryError" in ended.said


def test_libreoffice_that_does_not_end_is_a_finding_and_leaves_nothing(on_path, monkeypatch):
    program = stub(on_path, "soffice", LASTING)
    monkeypatch.setattr(office, "OFFICE_SECONDS", 1.0)
    _, source = open_apart(RTF)

    assert ["rtf-not-read"] == [f.code for f in source.findings]
    assert [] == left(pids(program))
    assert [] == list((on_path / "tmp").iterdir())


def test_a_reader_that_is_ended_takes_libreoffice_with_it(on_path, monkeypatch):
    program = stub(on_path, "soffice", LASTING)
    monkeypatch.setattr(apart, "OFFICE_SECONDS", 0.0)
    reading = read_apart(RTF, limits=Limits(seconds=2.0))

    assert ["too-much-time"] == [f.code for f in reading.findings]
    assert [] == left(pids(program))
    assert [] == list((on_path / "tmp").iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_command_that_is_killed_takes_reader_and_libreoffice_with_it(on_path, number):
    program = stub(on_path, "soffice", LASTING)
    file = on_path / "lamps.rtf"
    file.write_bytes(RTF)
    command = subprocess.Popen([sys.executable, "-m", "treatygraph", "read", str(file)])
    started = pids(program, seconds=60)
    below = under(command.pid)
    command.send_signal(number)
    command.wait(30)

    assert len(below) > 2
    assert [] == left([*started, *below])
    assert [] == list((on_path / "tmp").iterdir())


def test_tesseract_that_does_not_end_is_told_and_leaves_nothing(on_path, monkeypatch):
    lists = "import sys\nif '--list-langs' in sys.argv:\n    print('eng')\n    sys.exit()\n"
    program = stub(on_path, "tesseract", lists + LASTING)
    monkeypatch.setattr(ocr, "OCR_SECONDS", 1.0)
    for work in (lambda: read_apart(scanned(), ocr=True), lambda: words_apart(scanned(), "en")):
        with pytest.raises(ReadError, match="took more than 1 seconds"):
            work()

    assert [] == left(pids(program, 4))
    assert [] == list((on_path / "tmp").iterdir())
