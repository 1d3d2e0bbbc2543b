"""A position paper gives candidates for a curator, and none of its sentences."""

import json
import re

import pytest
from click.testing import CliRunner

from treatygraph.cli.main import cli
from treatygraph.curated.yamlfile import Schema, parse_yaml, validate
from treatygraph.documents.papers import Frame, guess_holder, positions_yaml, propose, rows_of
from treatygraph.documents.papers.addressed import draft_named
from treatygraph.documents.papers.positionsfile import rows_in, table_of
from treatygraph.errors import DataError, UsageError
from treatygraph.resources import locate

PAPER = """\
# Harbour Watch on the Signals Convention

## Scope

Ships have carried lamps for centuries. The title is long.

Article 5, paragraph 2, should be deleted. We oppose article 7 of the draft.

## Safeguards

Harbour Watch recommends that Chapter IV refer to article 24 and protect privacy. Oversight
matters. States must limit the scope of article 9 to serious crimes.
"""


def found():
    return propose(PAPER.encode(), name="paper.md")


def test_sentences_that_ask_are_found_with_their_place():
    assert [
        "Scope, paragraph 2, sentence 1",
        "Scope, paragraph 2, sentence 2",
        "Safeguards, paragraph 1, sentence 1",
        "Safeguards, paragraph 1, sentence 3",
    ] == [c.place for c in found()]


def test_a_candidate_names_provisions_concepts_and_the_change():
    first, second, third, fourth = found()

    assert ("art-5/para-2",) == first.provisions
    assert ("repeal", "asks-to-delete") == (first.action, first.stance)
    assert "opposes" == second.stance
    assert ("ch-4", "art-24") == third.provisions
    assert ("safeguard/privacy",) == third.concepts
    assert "limit" == fourth.action
    assert ("safeguard/narrow-scope", "crime/serious-crime") == fourth.concepts


def test_the_file_keeps_to_the_schema_of_positions():
    frame = Frame("signals", "paper", "watch", "zero-draft")
    text = positions_yaml(rows_of(found(), frame), frame)
    schema = Schema.parse(locate("data", "schema", "positions.schema.json").read_text("utf-8"))

    assert [] == validate(parse_yaml(text, name="paper.yaml"), schema)


def test_an_empty_paper_gives_a_file_without_statements():
    text = positions_yaml([], Frame("signals", "paper", "watch"))

    assert [] == parse_yaml(text, name="paper.yaml").data["statements"]


def test_no_sentence_of_the_paper_is_in_the_file():
    frame = Frame("t", "d", "h")
    text = positions_yaml(rows_of(found(), frame), frame)
    words = re.findall(r"\w+", PAPER.lower())
    runs = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
    written = " ".join(re.findall(r"\w+", text.lower()))

    assert not [run for run in runs if run in written]


def test_the_holder_is_the_stakeholder_named_most():
    names = {"Harbour Watch": "harbour-watch", "Port Union": "port-union"}

    assert "harbour-watch" == guess_holder(PAPER, names)
    assert guess_holder("Nobody speaks.", names) is None


def test_the_command_prints_json_for_programs(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text(PAPER, "utf-8")
    result = CliRunner().invoke(cli, ["read-positions", str(path), "--format", "json"])

    assert 4 == len(json.loads(result.stdout))


DRAFT = Frame(
    "signals",
    "paper",
    "watch",
    "zero-draft",
    {"art-5": "lamps"},
    frozenset(["art-5/para-2", "ch-4"]),
)


def test_a_place_is_a_lineage_and_the_very_place_where_the_draft_has_it():
    first, _, third, _ = rows_of(found(), DRAFT)

    assert "lineage/lamps; provision/zero-draft/art-5/para-2" == first["targets"]
    assert "provision/zero-draft/ch-4" == third["targets"]


def test_a_table_read_back_gives_the_same_file():
    rows = rows_of(found(), DRAFT)

    assert positions_yaml(rows, DRAFT) == positions_yaml(rows_in(table_of(rows)), DRAFT)


def test_a_table_that_a_spreadsheet_wrote_with_semicolons_is_read():
    text = "\ufeffkey;take;place;summary;action\none;yes;p. 1;Keep it.;retain\ntwo;no;p. 2;Not.;avoid\n"
    (row,) = rows_in(text)

    assert ("one", "retain") == (row["key"], row["action"])
    assert "basis: curated" in positions_yaml([row], DRAFT)


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(DataError, match="no column 'place'"):
        rows_in("key,summary\none,two\n")


def test_the_draft_is_told_from_symbol_before_name():
    drafts = {"zero-draft": ("A/AC.9/22", "zero draft"), "rev-1": ("A/AC.9/22/Rev.1", "rev 1")}

    assert ("rev-1", "A/AC.9/22/Rev.1") == draft_named(
        "A/AC.9/22/Rev.1, not the zero draft", drafts
    )
    assert ("zero-draft", "zero draft") == draft_named("On the Zero Draft of the treaty", drafts)
    assert draft_named("On lamps", drafts) is None


@pytest.mark.parametrize(
    ("option", "near"), [(["--draft", "zero-drafft"], "zero-draft"), (["--holder", "efff"], "eff")]
)
def test_an_unknown_draft_or_holder_is_refused_with_the_nearest(tmp_path, option, near):
    path = tmp_path / "paper.md"
    path.write_text(PAPER, "utf-8")
    result = CliRunner().invoke(cli, ["read-positions", str(path), *option])

    assert isinstance(result.exception, UsageError)
    assert f"did you mean {near}?" in str(result.exception)


def test_the_table_is_written_and_read_back_by_the_command(tmp_path):
    paper, table = tmp_path / "paper.md", tmp_path / "table.csv"
    paper.write_text(PAPER, "utf-8")
    run = CliRunner().invoke
    run(cli, ["read-positions", str(paper), "--draft", "zero-draft", "--write", str(table)])
    result = run(cli, ["read-positions", str(table), "--holder", "eff"])

    assert 4 == len(parse_yaml(result.stdout, name="t.yaml").data["statements"])
