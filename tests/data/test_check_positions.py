"""A position file is checked without a build: every key with its line and the nearest."""

import json

import pytest
from click.testing import CliRunner

from treatygraph.cli.main import cli
from treatygraph.curated.positionkeys import concepts
from treatygraph.resources import locate

GOOD = """\
key: paper-2024
treaty: un-cybercrime
document: gi-toc-2023-key-positions
holder: gi-toc
statements:
  - key: one
    kind: recommendation
    summary: The article is to stay.
    stance: supports
    action: retain
    targets: [lineage/conditions-and-safeguards, provision/zero-draft/art-24, role/final]
    addresses: zero-draft
    calls_for: [safeguard/necessity]
    evidence: [{basis: curated, document: gi-toc-2023-key-positions, place: "p. 1"}]
    stance_on: treaty
"""


def checked(tmp_path, text):
    path = tmp_path / "paper-2024.yaml"
    path.write_text(text, "utf-8")
    return CliRunner().invoke(cli, ["check-positions", str(path)], standalone_mode=False)


def test_a_right_file_has_no_faults(tmp_path):
    result = checked(tmp_path, GOOD)

    assert (0, "") == (result.return_value, result.stdout)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "near"),
    [
        ("treaty: un-cybercrime", "treaty: un-cybercrim", 2, "un-cybercrime"),
        ("document: gi-toc-2023-key-positions\nh", "document: gi-tok-2023-key-positions\nh", 3,
         "gi-toc-2023-key-positions"),
        ("holder: gi-toc", "holder: gi-tok", 4, "gi-toc"),
        ("kind: recommendation", "kind: recomendation", 7, "recommendation"),
        ("stance: supports", "stance: suports", 9, "supports"),
        ("action: retain", "action: retains", 10, "retain"),
        ("lineage/conditions-and-safeguards", "lineage/condition-and-safeguards", 11,
         "lineage/conditions-and-safeguards"),
        ("zero-draft/art-24", "zero-draft/article-24", 11, "provision/zero-draft/art-24"),
        ("provision/zero-draft", "provision/zero-drft", 11, "zero-draft"),
        ("role/final", "role/finals", 11, "role/final"),
        ("addresses: zero-draft", "addresses: zerodraft", 12, "zero-draft"),
        ("safeguard/necessity", "safeguard/neccessity", 13, "safeguard/necessity"),
        ("document: gi-toc-2023-key-positions, p", "document: gi-toc-2032-key-positions, p", 14,
         "gi-toc-2023-key-positions"),
    ],
)  # fmt: skip
def test_a_mistyped_word_is_told_with_line_and_nearest(tmp_path, right, wrong, line, near):
    assert right in GOOD
    result = checked(tmp_path, GOOD.replace(right, wrong))

    assert 1 == result.return_value
    assert f"paper-2024.yaml:{line}:" in result.stdout
    assert f"did you mean {near}" in result.stdout.replace("'", "")


def test_an_empty_proposal_is_valid(tmp_path):
    head = GOOD.partition("statements:")[0]

    assert 0 == checked(tmp_path, f"{head}statements: []\n").return_value


def test_what_is_still_to_be_written_is_counted_and_no_fault(tmp_path):
    result = checked(tmp_path, GOOD.replace("The article is to stay.", "'TO WRITE: what it asks'"))

    assert 0 == result.return_value
    assert "1 summaries still to be written" in result.stderr


def test_keys_that_stand_twice_are_told(tmp_path):
    rows = GOOD.partition("statements:\n")[2]

    assert "stands twice" in checked(tmp_path, GOOD + rows).stdout


def test_the_schema_lists_what_the_schemes_hold():
    schema = json.loads(locate("data", "schema", "positions.schema.json").read_text("utf-8"))
    row = schema["properties"]["statements"]["items"]["properties"]
    kinds = {p.stem for p in locate("queries", "checkkinds").glob("*.rq")}

    assert set(concepts("action")) == set(row["action"]["anyOf"][0]["enum"])
    assert {
        f"{scheme}/{key}"
        for scheme in ("safeguard", "crime", "measure", "power")
        for key in concepts(scheme)
    } == set(row["calls_for"]["items"]["anyOf"][0]["enum"])
    assert kinds == set(schema["$defs"]["check"]["properties"]["kind"]["anyOf"][0]["enum"])
    assert set(concepts("stance")) == set(row["stance"]["enum"])
