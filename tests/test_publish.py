"""A published graph is whole, and what is damaged or left behind is mended."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph import __version__
from treatygraph.archive import Archive
from treatygraph.cli.main import cli
from treatygraph.errors import StoreError
from treatygraph.home import Hold
from treatygraph.http.site import open_site
from treatygraph.pipeline import publish as publishing
from treatygraph.pipeline.publish import publish, sorted_nquads
from treatygraph.pipeline.unchanged import inputs_key
from treatygraph.quality.doctor import diagnose
from treatygraph.store import OxigraphStore
from treatygraph.store.manifest import is_intact, read_manifest
from treatygraph.store.remembering import RememberingStore


def graph(*numbers: int) -> bytes:
    s, p, g = (NamedNode(f"http://example.org/{name}") for name in "spg")
    return sorted_nquads(Quad(s, p, Literal(number), g) for number in numbers)


def published(nquads: bytes, folder: Path) -> Path:
    return publish(nquads, folder, {"quads": nquads.count(b"\n")})


def held(place: Path) -> bytes:
    return sorted_nquads(pyoxigraph.Store.read_only(str(place / "store")))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (range(100), range(100)),
        (range(100), range(1, 101)),
        (range(100), range(90)),
        (range(100), [*range(5, 100), 500]),
        (range(100), range(200, 300)),
        ([], range(100)),
        (range(1), range(2)),
    ],
)
def test_the_store_holds_what_the_file_holds_whatever_was_there_before(before, after, tmp_path):
    for number in range(3):
        published(graph(*before, 1000 + number), tmp_path)
    place = published(graph(*after), tmp_path)

    assert graph(*after) == (place / "graph.nq").read_bytes() == held(place)
    assert is_intact(place)
    assert place == (tmp_path / "current").resolve()


@pytest.mark.parametrize(
    "name", ["graph.nq", "manifest.json", "store/CURRENT"], ids=lambda name: name.rpartition("/")[2]
)
@pytest.mark.parametrize("way", ["cut", "gone"])
def test_a_damaged_graph_is_written_anew(name, way, tmp_path):
    whole = graph(*range(100))
    file = published(whole, tmp_path) / name
    file.write_bytes(file.read_bytes()[:-9]) if way == "cut" else file.unlink()

    place = published(whole, tmp_path)

    assert is_intact(place)
    assert whole == (place / "graph.nq").read_bytes() == held(place)
    assert place == (tmp_path / "current").resolve()


def test_a_damaged_graph_answers_nothing_and_doctor_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))
    place = published(graph(*range(100)), tmp_path / "graph")
    assert 100 == len(OxigraphStore.load(place / "graph.nq"))
    assert 100 == len(OxigraphStore.open_folder(place / "store"))

    lines = (place / "graph.nq").read_bytes().splitlines(keepends=True)
    (place / "graph.nq").write_bytes(b"".join(lines[:50]))
    manifest = read_manifest(place)
    told = {**manifest, "quads": 101, "version": __version__}
    (place / "manifest.json").write_text(json.dumps(told), "utf-8")

    for opened in (
        lambda: OxigraphStore.load(place / "graph.nq"),
        lambda: OxigraphStore.open_folder(place / "store"),
        lambda: open_site([place / "graph.nq"]),
    ):
        with pytest.raises(StoreError, match="is damaged"):
            opened()
    (seen,) = [part for part in diagnose() if part.name == "graph"]
    assert ("damaged", "treatygraph build") == (seen.state, seen.remedy)


def test_what_a_killed_build_left_is_cleared(tmp_path):
    published(graph(1), tmp_path)
    (tmp_path / ".0123-999999").mkdir()
    (tmp_path / ".0123-999999" / "graph.nq").write_text("half")
    (tmp_path / ".current-999999").symlink_to("nowhere")
    published(graph(2), tmp_path)

    assert {".lock", "current"} == {p.name for p in tmp_path.iterdir() if not is_graph(p)}


def is_graph(path: Path) -> bool:
    return (path / "graph.nq").exists() and not path.is_symlink()


def test_a_full_disk_gets_back_what_was_taken(tmp_path, monkeypatch):
    place = published(graph(1), tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "_write_manifest", full)
    with pytest.raises(OSError, match="No space"):
        published(graph(2), tmp_path)

    assert place == (tmp_path / "current").resolve()
    assert {place.name, "current", ".lock"} == {p.name for p in tmp_path.iterdir()}


def test_a_graph_that_is_read_stays(tmp_path):
    first = published(graph(1), tmp_path)
    hold = Hold(first)
    for number in (2, 3, 4):
        published(graph(number), tmp_path)

    assert first.exists()
    hold.close()
    published(graph(5), tmp_path)
    assert not first.exists()


PUBLISH = """
import sys
from pathlib import Path
from tests.test_publish import graph, published
for number in range(20):
    published(graph(int(sys.argv[2]), number), Path(sys.argv[1]))
"""


def test_two_at_once_never_leave_a_gap(tmp_path):
    published(graph(0), tmp_path)
    root = Path(__file__).resolve().parent.parent
    path = os.pathsep.join([str(root), str(root / "graph_builder")])
    both = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(tmp_path), str(number)],
            env={**os.environ, "PYTHONPATH": path},
        )
        for number in (100, 200)
    ]
    missing = looked = 0
    while any(one.poll() is None for one in both):
        looked += 1
        missing += not (tmp_path / "current").is_symlink()

    assert [0, 0] == [one.returncode for one in both]
    assert looked > 10
    assert 0 == missing
    assert is_intact((tmp_path / "current").resolve())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "data" / "drafts"
    data.mkdir(parents=True)
    (data / "toy.first.yaml").write_text(
        "treaty: toy\ndraft: first\ntitle: Toy\ndocument: toy\ndate: 2020-01-01\n"
        "evidence: [{basis: unverified}]\n"
        "provisions:\n  - {id: art-1, number: '1', heading: One}\n"
    )
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path / "home"))
    return tmp_path


def build(home: Path) -> str:
    words = ["build", "--data", str(home / "data")]
    ran = CliRunner().invoke(cli, words, standalone_mode=False, catch_exceptions=False)
    assert not ran.return_value, ran.output
    return ran.output.strip().splitlines()[-1]


def test_a_build_of_the_same_makes_nothing(home):
    first, again = build(home), build(home)

    assert "nothing changed" not in first
    assert "nothing changed" in again


@pytest.mark.parametrize("change", ["data", "own reading", "damage"])
def test_a_build_of_anything_else_makes_it_anew(home, change):
    build(home)
    current = home / "home" / "graph" / "current"
    if change == "data":
        file = home / "data" / "drafts" / "toy.first.yaml"
        file.write_text(file.read_text().replace("One", "Two"))
    elif change == "own reading":
        (home / "home" / "drafts").mkdir()
        (home / "home" / "drafts" / "note.txt").write_text("x")
    else:
        (current / "graph.nq").write_bytes(b"")

    assert "nothing changed" not in build(home)
    assert is_intact(current.resolve())


def test_the_hash_of_the_inputs_knows_names_contents_and_base(home, monkeypatch):
    data, own = home / "data", home / "none"
    keys = [inputs_key([data], own)]
    (data / "drafts" / "toy.first.yaml").rename(data / "drafts" / "toy.other.yaml")
    keys.append(inputs_key([data], own))
    monkeypatch.setenv("TREATYGRAPH_BASE", "https://example.org/fork/")
    keys.append(inputs_key([data], own))

    assert 3 == len(set(keys))
    assert keys[-1] == inputs_key([data], own)
    assert {} == read_manifest(own)


def test_a_build_of_the_same_reports_the_same(home):
    words = ["build", "--data", str(home / "data"), "--format", "json"]
    first, again = (
        json.loads(CliRunner().invoke(cli, words, standalone_mode=False).output) for _ in range(2)
    )

    assert first.pop("seconds")
    assert {} == again.pop("seconds")
    assert json.dumps(first) == json.dumps(again)


def several(**graphs: range) -> bytes:
    """Return a graph of named graphs that share no quad."""
    s, p = (NamedNode(f"http://example.org/{name}") for name in "sp")
    return sorted_nquads(
        Quad(s, p, Literal(f"{name} {number}"), NamedNode(f"http://example.org/{name}"))
        for name, numbers in graphs.items()
        for number in numbers
    )


def test_a_graph_is_a_list_of_named_graphs_each_a_file_by_its_hash(tmp_path):
    place = published(several(a=range(20), b=range(30)), tmp_path)
    table = read_manifest(place)["graphs"]
    files = {row["name"][-1]: place / "parts" / f"{row['sha256']}.nq" for row in table}

    assert [20, 30] == [row["quads"] for row in table]
    assert sorted(files.values()) == sorted((place / "parts").iterdir())
    for name, file in files.items():
        text = file.read_bytes()
        assert file.stem == sha256(text).hexdigest()
        assert text.splitlines() == sorted(text.splitlines())
        assert {f"<http://example.org/{name}>".encode()} == {
            x.split()[-2] for x in text.splitlines()
        }


def test_a_named_graph_that_did_not_change_is_the_same_file(tmp_path):
    first = published(several(a=range(20), b=range(30), c=range(9)), tmp_path)
    old = {path.name: path.stat().st_ino for path in (first / "parts").iterdir()}
    whole = several(a=range(20), b=range(31), d=range(2))
    place = published(whole, tmp_path)
    new = {path.name: path.stat().st_ino for path in (place / "parts").iterdir()}

    assert 1 == len(old.items() & new.items())
    assert whole == held(place) == (place / "graph.nq").read_bytes()


@pytest.mark.parametrize("way", ["cut", "gone"])
def test_a_damaged_part_is_written_anew(way, tmp_path):
    first = published(several(a=range(20), b=range(30)), tmp_path)
    for file in (first / "parts").iterdir():
        file.write_bytes(file.read_bytes()[:-9]) if way == "cut" else file.unlink()
    whole = several(a=range(20), b=range(29))
    place = published(whole, tmp_path)

    assert (
        whole
        == held(place)
        == b"".join(
            sorted(b"".join(f.read_bytes() for f in (place / "parts").iterdir()).splitlines(True))
        )
    )


def test_what_is_added_as_text_is_what_a_store_gives_out():
    typed = [("01", "integer"), ("1.50", "decimal"), ("1", "boolean"), ("2030-01-01", "date")]
    s, p, g = (NamedNode(f"http://example.org/{name}") for name in "spg")
    kinds = ((text, NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")) for text, kind in typed)
    store = RememberingStore(Archive())
    store.add(Quad(s, p, Literal(text, datatype=kind), g) for text, kind in kinds)

    assert sorted_nquads(store.inner) == store.parts()[0].text
