"""`treatygraph check` prints one report, the same in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from treatygraph.cli.main import main
from treatygraph.home import current_graph, graph_folder
from treatygraph.pipeline import build
from treatygraph.resources import locate
from treatygraph.vocab import expand


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATYGRAPH_HOME", str(folder))
        assert build([locate("data", "sample")], graph_folder()).place is not None
        yield folder


def _mark(content: bytes) -> str:
    return sha256(content).hexdigest()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["check", *arguments])
    return int(ended.value.code or 0), capsys.readouterr().out


def test_the_formats_tell_of_the_same_findings(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = run(capsys, "--format", "json")
    body = json.loads(text)
    findings = body["findings"]
    (sarif,) = json.loads(run(capsys, "--format", "sarif")[1])["runs"]
    page = run(capsys, "--format", "html")[1]
    turtle = parse(run(capsys, "--format", "ttl")[1], format=RdfFormat.TURTLE)
    results = [q for q in turtle if q.predicate.value == expand("sh:result")]

    assert 0 == code
    assert findings
    assert len(findings) == len(sarif["results"]) == len(results)
    assert len(findings) == page.split("<h2>Coverage</h2>")[0].count("<tr>") - 1
    assert {"counts", "findings", "coverage", "facts_by_basis", "competency_questions"} == set(body)


def test_the_table_has_findings_coverage_and_bases(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = run(capsys)[1]

    assert text.index("Findings") < text.index("Coverage") < text.index("Facts by basis")
    assert "0 violations" in text.splitlines()[-1]


def test_a_violation_ends_with_1(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, manifest = current_graph() / "graph.nq", current_graph() / "manifest.json"
    before, said = path.read_bytes(), manifest.read_text("utf-8")
    thing = NamedNode(expand("tg:nosuch"))
    wrong = before + f"{Quad(thing, thing, thing, thing)} .\n".encode()
    try:
        path.write_bytes(wrong)
        manifest.write_text(said.replace(_mark(before), _mark(wrong)), "utf-8")
        code, text = run(capsys, "--format", "json")
    finally:
        path.write_bytes(before)
        manifest.write_text(said, "utf-8")

    assert 1 == code
    assert "term-undeclared" in text
