"""The commands on recommendations, drafts and edits, run on the sample treaty."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from treatygraph.cli.main import COMMANDS, cli, main
from treatygraph.home import graph_folder
from treatygraph.pipeline import build
from treatygraph.resources import locate

OURS = (
    "accept",
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


def test_a_tried_check_opens_on_its_facts(home, tmp_path):
    file = tmp_path / "check.yaml"
    file.write_text("kind: lineage-present\nlineage: interception\n", "utf-8")

    found = rows("try-check", str(file), "--treaty", "harbour-signals", "--evidence")

    assert [row["verdict"] for row in found] == ["pass", "pass", "fail", "fail"]
    assert found[0]["fact"] == "Article 14. Interception of signals"
    assert any(row["fact"].startswith("Repeal between second and third") for row in found)
    assert found[0]["document"] == "harbour-first"


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


CALLS = {
    "assess": (),
    "assess --draft": ("--draft", "third"),
    "assess --evidence": ("--evidence",),
    "uptake": (),
    "checkkinds": (),
    "matrix": ("--draft", "second"),
    "sides": (),
    "sides --wider": ("--wider",),
    "sides --lineage": ("--lineage", "conditions-and-safeguards"),
    "matrix --evidence": ("--draft", "second", "--rows", "cooperation", "--evidence"),
    "compare": ("first", "second"),
    "match": ("first", "second"),
    "models": ("--draft", "third"),
    "network": ("--draft", "third"),
    "network --depends-on": ("--draft", "third", "--depends-on", "art-9"),
    "network --stakeholders": ("--stakeholders",),
    "network --members": ("--stakeholders", "--members"),
}


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "markdown", "html", "parquet"])
@pytest.mark.parametrize("call", sorted(CALLS))
def test_every_answer_comes_in_every_format(home, call, form):
    result = run(call.split()[0], *CALLS[call], "--format", form)

    assert result.exit_code == 0
    assert result.stdout_bytes
    if form == "json":
        body = json.loads(result.stdout)
        assert all(set(row) == set(body["columns"]) for row in body["rows"])
    if form == "html":
        assert result.stdout.startswith("<table>")
    if form == "parquet":
        assert result.stdout_bytes.startswith(b"PAR1")


WRONG = {
    "assess --draft fourth": "one of first, third",
    "assess --stakeholder nobody": "lamplighters, sandmouth",
    "assess --draft fourth --evidence": "one of first, third",
    "uptake --stakeholder nobody": "lamplighters, sandmouth",
    "sides --lineage conditons": "conditions",
    "matrix --draft fourth": "one of first, third",
    "matrix --draft third --columns necesity": "one such as necessity",
    "matrix --draft third --rows wishes": "'powers'",
    "compare first fourth": "one of first, third",
    "compare first lost-anchors/adopted": "two drafts of one treaty",
    "match fourth first": "one of first, third",
    "match first lost-anchors/adopted": "two drafts of one treaty",
    "match first second --least 2": "0<=x<=1",
    "models --draft fourth": "one of first, third",
    "network --draft fourth": "one of first, third",
    "network --draft third --depends-on art-99": "one such as",
    "network": "Give --draft",
    "network --stakeholders --draft third": "without --draft",
    "network --members --draft third": "goes with --stakeholders",
}


@pytest.mark.parametrize("line", sorted(WRONG))
def test_wrong_use_ends_with_two_and_says_what_was_expected(home, line, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as ended:
        main(line.split())

    assert ended.value.code == 2
    assert WRONG[line] in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["try-check", "what-if", "accept"])
@pytest.mark.parametrize(
    "content", [b"", b"- a\n", b"kind: [a\nb: c", b"\xff\xfe", b"kind: nonsense\n"]
)
def test_a_file_that_holds_nothing_of_the_kind_is_named_with_its_line(
    home, tmp_path, name, content, capsys
):
    file = tmp_path / "mine.yaml"
    file.write_bytes(content)
    more = {
        "try-check": ["--treaty", "harbour-signals"],
        "what-if": ["--data", str(locate("data", "sample"))],
        "accept": ["--by", "A. Keeper"],
    }
    with pytest.raises(SystemExit) as ended:
        main([name, str(file), *more[name]])
    said = capsys.readouterr().err

    assert ended.value.code == 3
    assert "mine.yaml:" in said
    assert "Expected:" in said


def test_proposals_go_through_a_file_into_the_own_data(home, tmp_path):
    file, out = tmp_path / "p.yaml", tmp_path / "data"
    run("match", "first", "second", "--write", str(file))
    assert "articles: []" in file.read_text("utf-8")

    result = run("accept", str(file), "--by", "A. Keeper", "--out", str(out))

    assert result.exit_code == 0
    assert "0 yes, 0 no, 0 undecided" in result.output
    assert not out.exists()
