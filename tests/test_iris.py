"""IRIs are minted and parsed without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygraph.errors import UsageError
from treatygraph.iris import Minter

SEGMENT = st.text(min_size=1).filter(lambda s: "/" not in s)


@given(st.lists(SEGMENT, min_size=1, max_size=5))
def test_parsing_undoes_minting(segments):
    minter = Minter()

    assert ("id", "/".join(segments)) == minter.parse(minter.thing(*segments))


def test_an_empty_segment_is_refused():
    with pytest.raises(UsageError, match="cannot become an IRI"):
        Minter().thing("a", "", "b")


def test_a_reserved_word_is_no_treaty():
    with pytest.raises(UsageError, match="reserved"):
        Minter().treaty("stakeholder")


def test_a_foreign_iri_is_not_parsed():
    assert None is Minter().parse("https://example.org/id/x")
