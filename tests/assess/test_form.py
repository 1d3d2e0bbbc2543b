"""A check that cannot be run is answered with the line, what was met, and what mends it."""

import shutil

import pytest

from tests.assess.conftest import sample_store
from treatygraph.assess.checks import run_check
from treatygraph.assess.form import CheckError, check_faults, faults_in_file
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.pipeline import build
from treatygraph.resources import locate
from treatygraph.travaux import Travaux

TREATY = "harbour-signals"
NAMES = "kind: provision-names-safeguard\nlineage: search\nsafeguard: necessity\n"


def found(text):
    located = parse_yaml(text, name="check.yaml")
    travaux = Travaux.of(sample_store())
    return faults_in_file(located, located.data, (), treaty=TREATY, travaux=travaux)


@pytest.mark.parametrize(
    ("text", "line", "met", "expected"),
    [
        ("kind: lineage-abset\nlineage: search\n", 1, "no check kind", "lineage-absent"),
        ("lineage: search\n", 1, "has no kind", "one such as"),
        ("kind: lineage-absent\n", 1, "needs 'lineage'", "lineage (lineage)"),
        ("kind: lineage-absent\nlinage: search\n", 2, "no parameter 'linage'", "lineage"),
        ("kind: lineage-absent\nlineage: serch\n", 2, "does not exist", "search"),
        ("kind: lineage-absent\nlineage: {a: b}\n", 2, "has the value", "key of a lineage"),
        ("kind: lineage-absent\nlineage:\n", 2, "has the value None", "key of a lineage"),
        ("kind: lineage-absent\nlineage: []\n", 2, "has the value []", "list of some"),
        ('kind: lineage-absent\nlineage: "a> . } #"\n', 2, "does not exist", ""),
        (f"{NAMES}quantifier: most\n", 4, "quantifier is 'most'", "every or some"),
        (f"{NAMES}except: [search, serch]\n", 4, "does not exist", "search"),
        ("kind: lineage-under-role\nlineage: search\nrole: crime/forgery\n", 3, "no role", "role"),
        ("all: []\n", 1, "'all' has [] below it", "list of one check"),
        ("all: {kind: lineage-absent}\n", 1, "below it", "list of one check"),
        ("all:\n  - kind: lineage-absent\n    lineage: x\n", 3, "does not exist", "one such"),
        ("any: [lineage-absent]\n", 1, "written as 'lineage-absent'", "mapping"),
        ("not: [a]\n", 1, "written as ['a']", "mapping"),
        ("all:\n  - kind: x\nany: []\n", 1, "'all' stands beside 'any'", "alone"),
        (
            "kind: paragraph-names-safeguard\nlineage: search\npart: 2\nsafeguard: necessity\n",
            3,
            "has the value 2",
            "para-2",
        ),
        (
            "kind: modality-at-least\nlineage: search\nsafeguard: necessity\nmodality: must\n",
            4,
            "has no rank",
            "shall",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(text, line, met, expected):
    faults = found(text)

    assert len(faults) == 1, [str(fault) for fault in faults]
    assert f"check.yaml:{line}" == faults[0].place
    assert met in faults[0].met
    assert expected in faults[0].expected


def test_all_faults_are_named_at_once():
    text = "all:\n  - kind: lineage-abset\n  - kind: lineage-absent\n    linage: search\n"

    assert [2, 4] == [int(f.place.partition(":")[2]) for f in found(text)]


def test_a_sound_check_has_no_fault():
    assert [] == found(f"{NAMES}except: [interception]\nquantifier: some\n")


def test_an_unsound_check_is_not_run():
    with pytest.raises(CheckError, match="no check kind"):
        run_check(Travaux.of(sample_store()), {"kind": "nonsense"}, TREATY)


@pytest.mark.parametrize("check", [None, 7, "lineage-absent", [], [{"kind": "lineage-absent"}]])
def test_what_is_no_mapping_is_no_check(check):
    (fault,) = check_faults(check, TREATY, Travaux.of(sample_store()))

    assert "mapping" in fault.expected


def test_a_build_with_an_unsound_check_publishes_nothing_and_names_the_line(tmp_path):
    shutil.copytree(locate("data", "sample"), tmp_path / "data")
    file = tmp_path / "data" / "positions" / "lamplighters-2030.yaml"
    text = file.read_text("utf-8")
    wrong = text.replace("kind: lineage-absent, lineage: other-treaties", "kind: lineage-absnt")
    file.write_text(wrong, "utf-8")
    line = 1 + next(i for i, row in enumerate(wrong.splitlines()) if "lineage-absnt" in row)

    report = build([tmp_path / "data"], tmp_path / "graph")

    assert report.place is None
    assert [f"data/positions/lamplighters-2030.yaml:{line}"] == [
        finding.place for finding in report.violations
    ]
    assert "lineage-absent" in report.violations[0].message
