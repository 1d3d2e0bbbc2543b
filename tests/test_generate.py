"""Made graphs pass what real ones must pass, and a seed gives the same bytes."""

import pytest
from bench.generate import Ground, renamed
from bench.treaties import Maker
from pyoxigraph import Store

from treatygraph.archive import Archive
from treatygraph.iris import default_minter
from treatygraph.pipeline.builder import _broken_shapes
from treatygraph.pipeline.publish import sorted_nquads
from treatygraph.quality.checks import run_checks
from treatygraph.store.remembering import RememberingStore

SMALL = {"drafts": 2, "statements": 40}


@pytest.fixture(scope="module")
def ground():
    return Ground(default_minter())


@pytest.fixture(scope="module")
def made(ground):
    return ground.treaty(1, 1, **SMALL)


def test_a_made_graph_passes_the_checks_and_shapes(ground, made):
    store = Store()
    store.bulk_extend(ground.quads | made)

    assert () == tuple(f for f in run_checks(store) if f.severity == "violation")
    kept = RememberingStore(Archive())
    kept.add(store)
    assert () == _broken_shapes(kept.parts(), default_minter(), kept.archive)


def test_two_treaties_share_no_quad(ground, made):
    other = ground.treaty(1, 2, drafts=1, statements=5)

    assert len(made) > len(other) > 0
    assert set() == made & other


def test_the_same_seed_gives_the_same_bytes(ground, made):
    again = ground.treaty(1, 1, **SMALL)

    assert sorted_nquads(made) == sorted_nquads(again)


def test_another_seed_gives_other_treaties(ground):
    first, same, other = (Maker(seed, 1, ground.concepts).library() for seed in (1, 1, 2))

    assert first.drafts == same.drafts
    assert first.drafts != other.drafts


def test_a_renamed_copy_is_another_treaty_of_the_same_size(made):
    piece = sorted_nquads(made)
    copy = renamed(piece, 1, 12)
    old, new = ({line.partition(b" ")[0] for line in text.splitlines()} for text in (piece, copy))

    assert len(piece.splitlines()) == len(set(copy.splitlines()))
    assert set() == old & new
