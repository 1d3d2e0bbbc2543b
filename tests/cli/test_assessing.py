"""The commands on recommendations, drafts and edits, run on the sample treaty."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from treatygraph.build import build
from treatygraph.cli.main import COMMANDS, cli
from treatygraph.home import graph_folder
from treatygraph.resources import locate

OURS = (
    "assess",
    "checkkinds",
    "compare",
    "match",
    "matrix",
    "models",
    "network",
    "try-check",
    "uptake",
    "what-if",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATYGRAPH_HOME", str(folder))
        assert build([locate("data", "sample")], graph_folder()).place is not None
        yield folder


def run(*arguments):
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def rows(*arguments):
    result = run(*arguments, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize("name", OURS)
def test_help_says_what_it_does_with_an_example(name):
    text = run(name, "--help").output

    assert name in COMMANDS
    assert f"Example: treatygraph {name}" in text


def test_assess_shows_every_recommendation(home):
    found = rows("assess", "--stakeholder", "sandmouth")

    assert {
        "sandmouth-2030/keep-interception",
        "sandmouth-2030/no-conditions-on-cooperation",
        "sandmouth-2030/songs-or-treaties",
    } == {row["recommendation"] for row in found}


def test_assess_shows_one_draft_in_detail(home):
    found = {row["recommendation"]: row for row in rows("assess", "--draft", "third")}

    assert found["lamplighters-2030/move-conditions"]["verdict"] == "pass"


def test_assess_gives_earl(home):
    text = run("assess", "--earl").stdout

    assert text.count("earl:mode earl:automatic") == 69
    assert text.count("earl:mode earl:manual") == 2


def test_uptake_names_the_draft_of_the_loss(home):
    found = {row["recommendation"]: row for row in rows("uptake")}
    lost = found["lamplighters-2030/add-necessity"]

    assert (lost["state"], lost["first_adopted"], lost["lost_in"]) == ("lost", "second", "third")


def test_a_check_can_be_tried_from_a_file(home, tmp_path):
    file = tmp_path / "check.yaml"
    file.write_text("kind: lineage-present\nlineage: interception\n", "utf-8")

    found = rows("try-check", str(file), "--treaty", "harbour-signals")

    assert [row["verdict"] for row in found] == ["pass", "pass", "fail"]


def test_checkkinds_lists_every_kind(home):
    assert len(rows("checkkinds")) == len(list(locate("queries", "checkkinds").glob("*.rq")))


def test_matrix_opens_on_its_evidence(home):
    found = rows("matrix", "--draft", "third", "--columns", "proportionality", "--evidence")

    assert {"via"} == {row["state"] for row in found}
    assert all(row["iri"].startswith("https://") for row in found)
    assert all(row["fact"] and row["basis"] and row["document"] for row in found)


def test_compare_finds_the_stale_reference(home):
    found = rows("compare", "first", "second")

    assert any(row["change"] == "stale reference" for row in found)


def test_network_shows_what_depends_on_an_article(home):
    assert [row["key"] for row in rows("network", "--draft", "third", "--depends-on", "art-9")] == [
        "art-3",
        "art-10",
    ]
    assert run("network").exit_code == 2


def test_match_and_models_answer(home):
    assert len(rows("match", "first", "second")) == 21
    assert {"has it", "lacks it"} == {row["here"] for row in rows("models", "--draft", "third")}


def test_what_if_reads_an_edit(home, tmp_path):
    file = tmp_path / "edit.yaml"
    edit = {
        "treaty": "harbour-signals",
        "draft": "second",
        "edits": [{"delete": {"provision": "art-15"}}],
    }
    file.write_text(json.dumps(edit), "utf-8")

    found = rows("what-if", str(file), "--data", str(locate("data", "sample")))

    assert "lamplighters-2030/court-before-interception" in {row["thing"] for row in found}
