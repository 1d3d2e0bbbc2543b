"""What a command costs, told by the work that it does and not by a clock."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.form.commands_page import ROOT

HEAVY = {
    "asyncio",
    "http.client",
    "httpx",
    "jinja2",
    "jsonschema_rs",
    "lxml",
    "networkx",
    "owlready2",
    "pypdfium2",
    "pyrudof",
    "pyvis",
    "rapidfuzz",
    "rdflib",
    "regex",
    "rich",
    "ssl",
    "starlette",
    "urllib.request",
    "yaml",
}
ASK = ["ask", "articles-without-reference", "draft=zero-draft", "chapter=IV", "target=36"]
PROGRAM = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from treatygraph.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps({"modules": sorted(sys.modules), "opened": opened}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    done(place, "build")
    return place


def done(home: Path, *words: str) -> dict[str, list[str]]:
    """Return the modules that a command imported and the files that it opened."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "graph_builder"),
            "TREATYGRAPH_HOME": str(home),
        },
    )
    found: dict[str, list[str]] = json.loads(ran.stderr.splitlines()[-1])
    return found


@pytest.mark.parametrize(
    "words",
    [
        ASK,
        [*ASK, "--format", "csv"],
        [*ASK, "--explain"],
        ["questions"],
        ["sparql", "SELECT ?s { ?s a tg:Draft } ORDER BY ?s"],
        ["--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_a_plain_answer_needs_none_of_the_large_libraries(home: Path, words: list[str]) -> None:
    assert set() == HEAVY & set(done(home, *words)["modules"])


def test_one_question_is_read_of_all_that_there_are(home: Path) -> None:
    opened = done(home, *ASK)["opened"]

    read = [name for name in opened if name.endswith(".rq")]
    tables = [name for name in read if "/tables/" in name]

    assert 1 == len(read) - len(tables)
    assert 5 >= len(tables)
    assert [] == [name for name in opened if name.endswith(("graph.nq", ".yaml"))]
