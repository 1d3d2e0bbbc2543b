"""Another package adds a format and a check kind by its entry points alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.form.commands_page import ROOT

PROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "lampformat"
version = "1.0"

[project.entry-points."treatygraph.formats"]
lamp = "lampformat:LAMP"

[project.entry-points."treatygraph.checkkinds"]
lamp = "lampformat:CHECKKINDS"
"""
MODULE = """
from pathlib import Path

from treatygraph.documents.formats.blocks import BlockWriter

CHECKKINDS = Path(__file__).with_name("checkkinds")


class Lamp:
    media_type = "text/x-lamp"

    def matches(self, data):
        return data.startswith(b"LAMP 1")

    def read(self, data):
        writer = BlockWriter()
        for line in data.decode("utf-8").splitlines()[1:]:
            writer.add(line.lstrip("*"), heading=2 if line.startswith("*") else 0)
        return writer.source()


LAMP = Lamp()
"""
KIND = """#+ summary: Every provision of a lineage has a heading.
#+ params: lineage=lineage
#+ quantifier: every
#+ over: lineage
#+ relies: structure
PREFIX tg: <https://w3id.org/treatygraph/ontology#>
SELECT ?draft ?item ?state ?fact
WHERE {
  ?item tg:ofLineage ?lineage ;
    tg:inDraft ?draft .
  OPTIONAL { ?item tg:heading ?heading }
  BIND(IF(BOUND(?heading), "yes", "unknown") AS ?state)
  BIND(?item AS ?fact)
}
ORDER BY ?draft ?item
"""
PROGRAM = """
import json
from treatygraph.assess.check_kinds import check_kinds
from treatygraph.documents import read
reading = read(b"LAMP 1\\n*Article 1\\nEach State Party shall light its lamps.\\n")
kind = check_kinds().get("lineage-has-heading")
print(json.dumps({
    "type": reading.document["media_type"],
    "keys": [p.key for p in reading.provisions],
    "kind": kind and kind.summary,
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, place = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("place")
    package = source / "lampformat"
    (package / "checkkinds").mkdir(parents=True)
    (source / "pyproject.toml").write_text(PROJECT, "utf-8")
    (package / "__init__.py").write_text(MODULE, "utf-8")
    (package / "checkkinds" / "lineage-has-heading.rq").write_text(KIND, "utf-8")
    words = ["install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    ran = subprocess.run(
        [sys.executable, "-m", "pip", *words, "--target", str(place), str(source)],
        capture_output=True,
        text=True,
    )
    assert 0 == ran.returncode, ran.stderr
    return place


def told(*folders: Path) -> dict[str, object]:
    path = ":".join(str(folder) for folder in (*folders, ROOT / "graph_builder"))
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin"},
    )
    assert 0 == ran.returncode, ran.stderr
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_an_installed_package_adds_a_format_and_a_check_kind(installed: Path) -> None:
    found = told(installed)

    assert "text/x-lamp" == found["type"]
    assert ["art-1"] == found["keys"]
    assert "Every provision of a lineage has a heading." == found["kind"]


def test_without_the_package_the_same_bytes_are_plain_text() -> None:
    found = told()

    assert "text/plain" == found["type"]
    assert found["kind"] is None


def test_a_package_that_cannot_be_loaded_is_named(installed: Path, tmp_path: Path) -> None:
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[treatygraph.formats]\nx = nowhere:X\n", "utf-8")

    with pytest.raises(AssertionError, match="which broken registered in"):
        told(tmp_path)
