"""YAML values keep what the curator wrote, and the line it stands on."""

import json

import pytest

from treatygraph.curated.yamlfile import Schema, parse_yaml, validate
from treatygraph.errors import DataError

SCHEMA = Schema.parse(
    json.dumps(
        {
            "title": "toy",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}},
            },
            "$defs": {
                "row": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
                }
            },
        }
    )
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("2023-05-29", "2023-05-29"),
        ("on", "on"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("1e3", "1e3"),
        ("true", True),
        ("12", 12),
        ("null", None),
        ("'12'", "12"),
    ],
)
def test_scalars_are_read_as_yaml_1_2_says(text, value):
    parsed = parse_yaml(f"a: {text}", name="x.yaml").data["a"]

    assert (type(value), value) == (type(parsed), parsed)


def test_a_key_that_stands_twice_is_an_error_at_its_second_line():
    with pytest.raises(DataError, match=r"x\.yaml:3: The key 'a' stands twice"):
        parse_yaml("a: 1\nb: 2\na: 3\n", name="x.yaml")


def test_broken_yaml_names_its_line():
    with pytest.raises(DataError) as caught:
        parse_yaml("a: 1\nb: [2\nc: 3\n", name="x.yaml")

    assert caught.value.place == "x.yaml:3"


def test_errors_come_in_the_order_of_lines_with_the_place_of_each():
    located = parse_yaml("rows:\n  - name: 3\n  - size: tall\n", name="x.yaml")

    assert [e.place for e in validate(located, SCHEMA)] == ["x.yaml:2", "x.yaml:3"]


def test_an_unknown_key_behind_a_reference_lists_the_known_ones():
    located = parse_yaml("rows:\n  - nam: x\n", name="x.yaml")
    (error,) = validate(located, SCHEMA)

    assert error.expected == "one of name, size"
    assert error.remedy == "did you mean 'name'?"


def test_valid_data_gives_no_error():
    assert validate(parse_yaml("rows: [{name: a, size: 1}]", name="x.yaml"), SCHEMA) == []
