"""A position paper gives candidates for a curator, and none of its sentences."""

import json
import re

from click.testing import CliRunner

from treatygraph.cli.main import cli
from treatygraph.readers.positions import guess_holder, positions_yaml, propose
from treatygraph.readers.yamlfile import Schema, parse_yaml, validate
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
    assert ("repeal", "asks-to-delete") == (first.actions[0], first.stance)
    assert "opposes" == second.stance
    assert ("ch-4", "art-24") == third.provisions
    assert ("safeguard/privacy",) == third.concepts
    assert "limit" == fourth.actions[0]
    assert ("crime/serious-crime",) == fourth.concepts


def test_the_file_keeps_to_the_schema_of_positions():
    text = positions_yaml(
        found(), treaty="signals", document="paper", holder="watch", draft="zero-draft"
    )
    schema = Schema.parse(locate("data", "schema", "positions.schema.json").read_text("utf-8"))

    assert [] == validate(parse_yaml(text, name="paper.yaml"), schema)


def test_an_empty_paper_gives_a_file_without_statements():
    text = positions_yaml((), treaty="signals", document="paper", holder="watch", draft=None)

    assert [] == parse_yaml(text, name="paper.yaml").data["statements"]


def test_no_sentence_of_the_paper_is_in_the_file():
    text = positions_yaml(found(), treaty="t", document="d", holder="h", draft=None)
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
