"""YAML of strangers: an error with file and line, and no more time and memory than its size."""

import os
import resource
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.errors import DataError

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, here in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (LAUGHS, None, "repeated"),
        ("a: &a [*a]", 1, "nest too deeply"),
        (f"b: 1\na: {'1' * 5000}", 2, "5,000 digits"),
        (f"a: -{'9' * 5000}", 1, "5,001 digits"),
        ("[" * 400 + "]" * 400, 1, "nest too deeply"),
        ("[" * 5000, 1, "well-formed"),
        ("a: 1\nb: \x07", 2, "control characters"),
        ("? [a]\n: b", 1, "This key is no text"),
        ("b: *nobody", 1, "undefined alias"),
    ],
    ids=range(9),
)
def test_what_costs_more_than_its_size_is_refused_with_its_line(text, line, said):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DataError, match=said) as raised:
        parse_yaml(text, name="lamps.yaml")

    assert raised.value.place.startswith(f"lamps.yaml:{line or ''}")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_what_is_named_twice_is_still_read():
    rows = "\n".join("- *one" for _ in range(100))

    assert {"a": {"b": 1}, "c": [{"b": 1}] * 100} == parse_yaml(
        f"a: &one {{b: 1}}\nc:\n{rows}", name="x"
    ).data


PIECES = st.sampled_from(
    [
        *("a", ": ", "\n", "  ", "- ", "&x ", "*x", "[", "]", "{", "}", ",", "? ", "| \n", "> "),
        *("'", '"', "!!int ", "!x ", "---\n", "%YAML 1.1\n", "# ", "\t", "\x07", "é", "~"),
        *("9" * 50, "<<: ", "\ufeff"),
    ]
)


@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "25")) * 10, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_soup_is_data_or_an_error_with_its_line(pieces):
    with suppress(DataError):
        assert parse_yaml("".join(pieces), name="soup.yaml").place(()).startswith("soup.yaml:")
