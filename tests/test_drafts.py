"""What a draft is called in narrow places: the words of its key, or its printed symbol."""

import pytest

from treatygraph.drafts import short_name


@pytest.mark.parametrize(
    ("key", "symbol", "expected"),
    [
        ("zero-draft", "A/AC.291/22", "zero draft"),
        ("adopted", "A/RES/79/243", "adopted"),
        ("rev-1", "A/AC.291/22/Rev.1", "Rev.1"),
        ("l-15", "A/AC.291/L.15", "L.15"),
        ("cnd-1", "A/AC.291/16", "A/AC.291/16"),
        ("rev-1", "", "rev 1"),
        ("2000", "", "2000"),
    ],
)
def test_a_key_that_is_an_abbreviation_gives_way_to_the_symbol(key, symbol, expected):
    assert expected == short_name(key, symbol)
