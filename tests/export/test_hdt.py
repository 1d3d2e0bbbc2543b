"""HDT: what is written is read back, by a reader of our own and, where it is, by hdt-cpp."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from tests.export.hdt_reader import Reader, crc8, crc16, crc32c
from tests.export.tools import sample
from treatygraph.errors import UsageError
from treatygraph.export.hdt import as_hdt

DATASET = "https://example.org/void#dataset"


def read(body: bytes) -> set[Triple]:
    return set(Reader(body).triples())


def quad(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value)


def test_the_reader_of_the_tests_computes_the_published_check_values() -> None:
    # https://reveng.sourceforge.io/crc-catalogue: the check value is of these nine characters
    assert (0xF4, 0xBB3D, 0xE3069283) == tuple(f(b"123456789") for f in (crc8, crc16, crc32c))


def test_the_sample_treaty_comes_back_statement_by_statement() -> None:
    assert {q.triple for q in sample()} == read(as_hdt(sample(), DATASET))


def test_the_order_of_statements_changes_no_byte() -> None:
    shuffled = list(sample())
    random.Random(3).shuffle(shuffled)

    assert as_hdt(sample(), DATASET) == as_hdt(shuffled, DATASET)


def test_a_statement_in_two_graphs_is_written_once() -> None:
    one = quad("urn:x:a", "urn:x:p", Literal("v"))
    two = Quad(one.subject, one.predicate, one.object, NamedNode("urn:x:g"))

    assert as_hdt([one], DATASET) == as_hdt([one, two], DATASET)


def test_an_empty_graph_is_a_valid_file() -> None:
    assert set() == read(as_hdt([], DATASET))


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
NAMES = st.sampled_from([NamedNode(f"urn:x:{n}") for n in range(40)])
VALUES = st.one_of(
    NAMES,
    st.builds(BlankNode, st.sampled_from(["a", "b1"])),
    st.builds(Literal, TEXT),
    st.builds(lambda t: Literal(t, language="en-gb"), TEXT),
    st.builds(Literal, st.integers()),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(Quad, NAMES, NAMES, VALUES), max_size=60))
def test_any_graph_comes_back(quads: list[Quad]) -> None:
    assert {q.triple for q in quads} == read(as_hdt(quads, DATASET))


def test_the_header_counts_what_is_there() -> None:
    body = as_hdt(sample(), DATASET)
    triples = len({q.triple for q in sample()})

    assert f'<{DATASET}> <http://rdfs.org/ns/void#triples> "{triples}"'.encode() in body


def test_a_text_with_a_zero_byte_is_refused() -> None:
    with pytest.raises(UsageError, match="zero"):
        as_hdt([quad("urn:x:a", "urn:x:p", Literal("a\0b"))], DATASET)


@pytest.mark.parametrize("place", [10, 60, 2000, -3])
def test_the_reader_of_the_tests_finds_a_flipped_bit(place: int) -> None:
    body = bytearray(as_hdt(sample(), DATASET))
    body[place] ^= 1

    with pytest.raises((AssertionError, ValueError, KeyError, IndexError)):
        read(bytes(body))


#: hdt-cpp as npm's `hdt` brings it: NODE_PATH=…/node_modules pytest tests/export/test_hdt.py
ASK = """
const hdt = require("hdt");
(async () => {
  const file = await hdt.fromFile(process.argv[1]);
  const found = await file.searchTriples(null, null, null);
  const text = x =>
    x.termType === "Literal" ? [x.value, x.language || "", x.datatype.value] : x.value;
  for (const t of found.triples)
    console.log(JSON.stringify([t.subject, t.predicate, t.object].map(text)));
  await file.close();
})().catch(error => { console.error(String(error)); process.exit(1); });
"""


@pytest.mark.skipif(
    not os.environ.get("NODE_PATH") or not shutil.which("node"),
    reason="NODE_PATH names no folder with npm's hdt",
)
def test_hdt_cpp_reads_the_same_statements(tmp_path: Path) -> None:
    path = tmp_path / "graph.hdt"
    path.write_bytes(as_hdt(sample(), DATASET))
    ran = subprocess.run(["node", "-e", ASK, str(path)], capture_output=True, text=True, check=True)

    def text(term: object) -> object:
        if isinstance(term, Literal):
            return [term.value, term.language or "", term.datatype.value]
        return getattr(term, "value", "")

    expected = {json.dumps([text(t) for t in q.triple]) for q in sample()}
    assert expected == {json.dumps(json.loads(line)) for line in ran.stdout.splitlines()}
