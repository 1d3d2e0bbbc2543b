"""`verify --write` raises the basis of facts and takes no reading away."""

import json

import pytest
from click.testing import CliRunner

from treatygraph.cli.main import cli
from treatygraph.errors import UsageError

TEXT = """Article 24
Conditions and safeguards

1. Each State Party shall act in accordance with article 5.
"""


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path / "home"))
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")

    def run(command, *arguments):
        line = [command, str(copy), "--draft", "zero-draft", *arguments]
        return CliRunner().invoke(cli, line, catch_exceptions=False)

    return run


@pytest.fixture
def own(tmp_path):
    return tmp_path / "home" / "drafts" / "un-cybercrime.zero-draft.en.json"


def test_what_agrees_is_written_and_may_be_written_again(run, own):
    first = run("verify", "--write")
    content = own.read_bytes()
    again = run("verify", "--write")

    assert "facts confirmed" in first.output
    assert b"Agrees with copy.txt" in content
    assert first.exit_code == again.exit_code
    assert content == own.read_bytes()


def test_a_reading_of_ones_own_is_not_written_over(run, own):
    run("ingest", "--no-build", "--excerpt")
    content = own.read_bytes()

    with pytest.raises(UsageError, match="Your own reading of un-cybercrime/zero-draft") as error:
        run("verify", "--write")

    assert "treatygraph forget zero-draft --treaty un-cybercrime" in error.value.remedy
    assert content == own.read_bytes()
    assert run("verify").exit_code in (0, 1)


def differing(run, *options):
    output = run("verify", "--format", "json", *options).output
    rows = json.loads(output)["rows"]
    return {(r["fact"], r["aspect"]) for r in rows if r["result"] == "differs"}


def test_a_part_of_a_document_speaks_against_no_fact_that_it_does_not_hold(run):
    whole, part = differing(run), differing(run, "--excerpt")

    assert ("art-25", "existence") in whole
    assert part < whole
    assert not [one for one in part if not one[0].startswith("art-24")]


def test_a_part_of_a_document_speaks_against_what_it_has_otherwise(run, tmp_path):
    (tmp_path / "copy.txt").write_text(TEXT.replace("Conditions and", "Lamps and"), "utf-8")

    assert ("art-24", "heading") in differing(run, "--excerpt")
