"""What a power cut may leave: nothing is put in its place before it is on the disk.

Commands run with a record of what they write, bring to the disk (fsync) and rename.  From
the order follows what a disk may hold that loses all that was not brought to it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.official_layout import as_pdf, printed
from tests.harbours import prepare
from tests.standin import document_service
from treatygraph.resources import locate

RECORDER = """
import json, os, sys
out = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def tell(*row):
    os.write(out, json.dumps(row).encode() + b"\\n")
def hook(event, arguments):
    named = event == "open" and isinstance(arguments[0], (str, os.PathLike))
    if named and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        tell("write", os.path.abspath(os.fspath(arguments[0])))
sync, rename, replace = os.fsync, os.rename, os.replace
def synced(handle):
    sync(handle)
    tell("sync", os.readlink(f"/proc/self/fd/{handle}"))
def moved(real):
    def move(old, new, **options):
        old, new = os.path.abspath(old), os.path.abspath(new)
        inside = [os.path.join(at, name) for at, _, names in os.walk(old) for name in names]
        tell("rename", old, new, inside)
        real(old, new, **options)
    return move
os.fsync, os.rename, os.replace = synced, moved(rename), moved(replace)
sys.addaudithook(hook)
if os.environ.get("SHIPPED"):
    import pathlib, treatygraph.home
    treatygraph.home.locate = lambda _: pathlib.Path(os.environ["SHIPPED"])
from treatygraph.cli.main import main
main(sys.argv[1:])
"""


def recorded(folder, arguments, **setting):
    """Run a command and return what it wrote, brought to the disk and renamed, in order."""
    told = folder / "told"
    told.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", RECORDER, str(told), *map(str, arguments)],
        env={**os.environ, "TREATYGRAPH_HOME": str(folder / "home"), **setting},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return [json.loads(line) for line in told.read_text().splitlines()]


def too_early(rows, home):
    """Return what was put in its place before all of it was on the disk."""
    synced, found = set(), []
    for kind, path, *more in rows:
        if kind == "write":
            synced.discard(path)
        elif kind == "sync":
            synced.add(path)
        elif more[0].startswith(str(home)) and not Path(path).name.startswith(".current-"):
            new, inside = more
            parts = inside or [path]
            found += [part for part in parts if part not in synced]
            synced |= {new + part.removeprefix(path) for part in parts}
    return found


def named_too_early(rows):
    """Return the links that were set before their folder had what they name on the disk."""
    waits, found = "", []
    for kind, path, *more in rows:
        if kind == "sync" and path == waits:
            waits = ""
        elif kind == "rename" and Path(more[0]).name == "current":
            found += [more[0]] if waits else []
        elif kind == "rename" and more[1]:
            waits = str(Path(more[0]).parent)
    return found


SAMPLE = ["build", "--data", locate("data", "sample")]
TEXT = locate("data", "sample", "texts", "first.txt")


def test_a_build_is_on_the_disk_before_it_is_switched_to(tmp_path):
    rows = recorded(tmp_path, SAMPLE)
    renamed = [Path(row[2]).name for row in rows if row[0] == "rename"]
    last = max(n for n, row in enumerate(rows) if row[0] == "rename" and row[2].endswith("current"))

    assert {"manifest.json", "current"} <= set(renamed)
    assert [] == too_early(rows, tmp_path / "home")
    assert [] == named_too_early(rows)
    assert ["sync", str(tmp_path / "home" / "graph")] in rows[last:]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", TEXT, "--draft", "rev-1", "--treaty", "lamps", "--no-build"),
        ("export", "--format", "nquads", "--out", "out"),
    ],
    ids=["ingest", "export"],
)
def test_what_a_command_writes_is_on_the_disk_before_it_has_its_name(arguments, tmp_path):
    if arguments[0] == "export":
        recorded(tmp_path, SAMPLE)
    made = [str(tmp_path / "home" / "out") if part == "out" else part for part in arguments]
    rows = recorded(tmp_path, made)

    assert [row for row in rows if row[0] == "rename"]
    assert [] == too_early(rows, tmp_path / "home")


def test_what_was_fetched_is_on_the_disk_before_it_is_on_record(tmp_path):
    prepare(tmp_path / "home")
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    with document_service() as service:
        service.documents["HC/AC.7/1", "en", "pdf"] = as_pdf(printed(TEXT))
        rows = recorded(
            tmp_path,
            ["official", "--treaty", "harbour-signals", "--only", "first", "--pause", "0"],
            SHIPPED=str(shipped),
            TREATYGRAPH_DOCUMENTS=service.base,
        )
    names = [Path(row[2]).name for row in rows if row[0] == "rename"]

    assert [name for name in names if name.endswith(".pdf")]
    assert [] == too_early(rows, tmp_path / "home")


def test_a_name_that_comes_too_early_is_seen():
    rows = [["write", "/h/a.part"], ["rename", "/h/a.part", "/h/a", []]]
    held = [["write", "/h/a.part"], ["sync", "/h/a.part"], ["rename", "/h/a.part", "/h/a", []]]

    assert ["/h/a.part"] == too_early(rows, "/h")
    assert [] == too_early(held, "/h")
    assert ["/h/current"] == named_too_early(
        [["rename", "/h/.x", "/h/x", ["/h/.x/f"]], ["rename", "/h/.current-1", "/h/current", []]]
    )
