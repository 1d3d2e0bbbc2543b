"""A build after a change gives what a build from nothing gives, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
from importlib import metadata
from pathlib import Path
from random import Random
from typing import Any

import pytest

from treatygraph.archive import Archive
from treatygraph.catalogue import Question, catalogue
from treatygraph.curated.records import Library
from treatygraph.iris import Minter
from treatygraph.pipeline import build, unchanged
from treatygraph.pipeline.collect import (
    collect,
    library_nquads,
    map_library,
    ontology_nquads,
    ontology_quads,
)
from treatygraph.pipeline.publish import sorted_nquads
from treatygraph.resources import locate

SAMPLE = locate("data", "sample")
FILES = sorted(str(p.relative_to(SAMPLE)) for p in SAMPLE.rglob("*.yaml") if p.parent != SAMPLE)
FILES += [f"{name}.yaml" for name in ("instruments", "issues", "sessions", "sources")]
FILES += ["stakeholders.yaml", "treaties.yaml"]
#: Lines with words that end in the graph.
WORDS = re.compile(
    r"^(.*\b(?:heading|summary|name|title|label|note|place|reason)\b: *\"?)([A-Za-z][\w ]+)", re.M
)
MINTER = Minter()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


def change(path: Path, random: Random) -> None:
    """Change words of a file."""
    text = path.read_text("utf-8")
    found = random.choice(list(WORDS.finditer(text)))
    path.write_text(f"{text[: found.end()]} {random.randrange(999)}{text[found.end() :]}", "utf-8")


def copied(path: Path, random: Random) -> None:
    """Put a copy of a file of positions beside it, with a key of its own."""
    key = f"{path.stem}-{random.randrange(9999)}"
    text = re.sub(r"^key: .*$", f"key: {key}", path.read_text("utf-8"), count=1, flags=re.M)
    path.with_name(f"{key}.yaml").write_text(text, "utf-8")


def step(data: Path, random: Random) -> None:
    """Change, add or remove a file, whichever may be."""
    positions = sorted((data / "positions").glob("*.yaml"))
    way = random.choice(["change", "change", "change", "add", "remove"])
    if way == "add":
        copied(random.choice(positions), random)
    elif way == "remove":
        random.choice([*positions, *sorted((data / "drafts").glob("*.yaml"))]).unlink()
    else:
        paths = [p for p in sorted(data.rglob("*.yaml")) if WORDS.search(p.read_text("utf-8"))]
        change(random.choice(paths), random)


def few() -> dict[str, Question]:
    """Return every fifth question of the catalogue, to be quick."""
    names = sorted(catalogue())[::5]
    return {name: catalogue()[name] for name in names}


def mapped(library: Library, minter: Minter, archive: Archive) -> bytes:
    return b"".join(library_nquads(library, minter, archive))


def outcome(data: Path, home: Path) -> tuple[dict[str, Any], bytes]:
    report = build([data], home)
    return report.plain(), (report.place / "graph.nq").read_bytes() if report.place else b""


@pytest.mark.parametrize("seed", range(int(os.environ.get("TREATYGRAPH_CHANGES", "1"))))
def test_after_any_changes_a_build_is_as_one_from_nothing(seed, data, tmp_path, monkeypatch):
    monkeypatch.setattr("treatygraph.pipeline.builder.catalogue", few)
    random = Random(seed)
    outcome(data, tmp_path / "home")
    for _ in range(random.randint(1, 3)):
        step(data, random)

    assert outcome(data, tmp_path / "home") == outcome(data, tmp_path / "fresh")


@pytest.mark.parametrize("name", FILES)
def test_a_change_in_any_file_is_seen(name, data):
    archive = Archive()
    before = mapped(collect([data]), MINTER, archive)
    text = (data / name).read_text("utf-8")
    (data / name).write_text(WORDS.sub(r"\1\2 anew", text), "utf-8")
    library = collect([data])
    later = mapped(library, MINTER, Archive("", dict(archive.used)))

    assert before != later == mapped(library, MINTER, Archive())
    assert sorted(later.splitlines()) == sorted_nquads(map_library(library, MINTER)).splitlines()


def test_another_base_is_seen():
    archive = Archive()
    fork = Minter("https://example.org/")
    library = collect([SAMPLE])
    for minter in (MINTER, fork):
        mapped(library, minter, archive)
        ontology_nquads(minter, archive)

    assert mapped(library, fork, archive) == mapped(library, fork, Archive())
    assert sorted(ontology_nquads(fork, archive).splitlines()) == (
        sorted_nquads(ontology_quads(fork)).splitlines()
    )


@pytest.mark.parametrize("part", ["ontology", "queries", "program"])
def test_another_ontology_or_query_or_program_is_another_key(part, tmp_path, monkeypatch):
    roots = {"ontology": locate("ontology"), "queries": locate("queries")}
    before = unchanged.program_key()
    copy = Path(shutil.copytree(roots.get(part, Path(unchanged.__file__).parent), tmp_path / "x"))
    if part == "program":
        monkeypatch.setattr(unchanged, "_PROGRAM", copy)
    else:
        monkeypatch.setattr(unchanged, "locate", lambda name: {**roots, part: copy}[name])
    same = unchanged.program_key()
    path = sorted(p for p in copy.rglob("*.*") if p.suffix in (".ttl", ".rq", ".py"))[-1]
    path.write_text(f"{path.read_text('utf-8')}\n# anew\n", "utf-8")

    assert (same == before) == (part != "program")
    assert unchanged.program_key() not in (same, before)


@pytest.mark.parametrize("what", ["base", "engine"])
def test_another_base_or_engine_is_another_key(what, monkeypatch):
    before = unchanged.program_key()
    if what == "base":
        monkeypatch.setenv("TREATYGRAPH_BASE", "https://example.org/")
    else:
        monkeypatch.setattr(metadata, "version", lambda name: f"{name} anew")

    assert before != unchanged.program_key()
