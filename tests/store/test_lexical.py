"""No literal gets in or out whose text its datatype forbids."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from treatygraph.curated.yamlfile import Schema, is_known_date, parse_yaml, validate
from treatygraph.errors import DataError
from treatygraph.export.formats import FORMATS, export
from treatygraph.quality.examine import examine
from treatygraph.resources import locate
from treatygraph.store.lexical import ill_typed
from treatygraph.vocab import expand

GOOD = {
    "date": ["2030-02-28", "2028-02-29", "2030-01-01Z", "-0044-03-15"],
    "dateTime": ["2030-02-28T23:59:59Z", "2030-02-28T24:00:00"],
    "boolean": ["true", "false", "0", "1"],
    "integer": ["0", "-7", "+7", "007"],
    "decimal": ["1.", ".5", "-2.50"],
    "double": ["1e3", "INF", "NaN"],
    "gYear": ["2030", "-0044"],
    "gYearMonth": ["2030-12"],
    "duration": ["P1Y2M3DT4H5M6S", "PT0S", "-P90D"],
    "nonNegativeInteger": ["0", "12"],
    "positiveInteger": ["1"],
    "byte": ["-128", "127"],
    "unsignedInt": ["4294967295"],
    "language": ["en", "zh-Hant"],
    "anyURI": ["https://example.org/a?b#c", ""],
    "hexBinary": ["0aFF", ""],
    "string": ["2030-02-30", " "],
}
BAD = {
    "date": ["2030-02-30", "2029-02-29", "2030-2-1", "2030-13-01", " 2030-01-01", "2030", ""],
    "dateTime": ["2030-02-28T25:00:00", "2030-02-30T00:00:00", "2030-02-28"],
    "boolean": ["True", "yes", "TRUE", ""],
    "integer": ["1.0", "x", " 1", "1 000", "", "½"],
    "decimal": ["1e3", "1,5", "."],
    "double": ["1,5", "inf", "e3"],
    "gYear": ["30", "2030-01", "2030.5"],
    "gYearMonth": ["2030-13", "2030-1"],
    "duration": ["P", "1Y", "P1S", "PT"],
    "nonNegativeInteger": ["-1", "1.0"],
    "positiveInteger": ["0"],
    "byte": ["128"],
    "unsignedInt": ["4294967296", "-1"],
    "language": ["e n", "toolongtag"],
    "anyURI": ["a b", "<x>"],
    "hexBinary": ["0aF"],
}


def said(text: str, kind: str) -> Quad:
    graph = NamedNode("https://w3id.org/treatygraph/graph/registry")
    literal = Literal(text, datatype=NamedNode(expand(f"xsd:{kind}")))
    return Quad(NamedNode("urn:x:a"), NamedNode(expand("dcterms:date")), literal, graph)


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in GOOD.items() for t in ts])
def test_a_text_of_the_datatype_is_taken(kind: str, text: str) -> None:
    assert [] == ill_typed([said(text, kind)])


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in BAD.items() for t in ts])
def test_a_text_that_the_datatype_forbids_is_found(kind: str, text: str) -> None:
    assert [text] == [getattr(q.object, "value", "") for q in ill_typed([said(text, kind)])]


def test_datatypes_that_nobody_defined_here_are_left_alone() -> None:
    other = Quad(
        NamedNode("urn:x:a"), NamedNode("urn:x:p"), Literal("x", datatype=NamedNode("urn:x:kind"))
    )

    assert [] == ill_typed([other])


@pytest.mark.parametrize("form", FORMATS)
def test_no_export_gives_out_such_a_literal(form: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="2030-02-30"):
        export([said("2030-02-30", "date")], form, tmp_path)

    assert not any(tmp_path.iterdir())


def test_a_graph_with_such_a_literal_has_a_violation() -> None:
    store = Store()
    store.add(said("2030-02-30", "date"))
    found = [f for f in examine(store) if f.code == "ill-typed-literal"]

    assert [("violation", "urn:x:a")] == [(f.severity, f.place) for f in found]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("2030", True),
        ("2030-02", True),
        ("2030-02-28", True),
        ("by 2030-02-28", True),
        ("2030-02-30", False),
        ("2030-00", False),
        ("2030-13-01", False),
        ("0000", False),
        ("by 2029-02-29", False),
    ],
)
def test_a_date_as_far_as_it_is_known_is_in_the_calendar(text: str, there: bool) -> None:
    assert there is is_known_date(text)


def dated_schemas() -> list[Path]:
    return [p for p in sorted(locate("data", "schema").glob("*.json")) if "{4}" in p.read_text()]


@pytest.mark.parametrize("path", dated_schemas(), ids=lambda path: path.name)
def test_every_date_of_a_schema_is_held_to_the_calendar(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    dates = [at for at, line in enumerate(lines) if '"pattern"' in line and "[0-9]{4}" in line]

    assert dates
    assert all("known-date" in lines[at + 1] for at in dates)


def test_a_day_that_is_not_in_the_calendar_is_refused_with_its_line() -> None:
    schema = Schema.parse((locate("data", "schema") / "reviews.schema.json").read_text("utf-8"))
    text = "treaty: un-cybercrime\nreviewer: A\ndate: 2030-02-30\nreviews: []\n"
    errors = validate(parse_yaml(text, name="a.yaml"), schema)

    assert any(e.place == "a.yaml:3" and "2030-02-30" in e.met for e in errors)
