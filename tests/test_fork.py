"""A fork mints its own things: the same graph below another base."""

import os
import re
import subprocess
import sys

from tests.assess.conftest import sample_store
from treatygraph.iris import BASE, Minter
from treatygraph.pipeline.publish import sorted_nquads
from treatygraph.resources import locate

MINE = "https://example.org/mine/"
#: What depends on the bytes of a graph, and what is said of the base itself.
APART = re.compile(r"terms#checksumValue> |void#(?:entities|uriSpace)> ")


def built(tmp_path) -> str:
    code = (
        "import sys; from pathlib import Path; from treatygraph.pipeline import build;"
        "r = build([Path(sys.argv[1])], Path(sys.argv[2]));"
        "print(r.place); print([f.message for f in r.violations])"
    )
    env = {**os.environ, "TREATYGRAPH_BASE": MINE, "PYTHONPATH": "graph_builder"}
    made = subprocess.run(
        [sys.executable, "-c", code, str(locate("data", "sample")), str(tmp_path)],
        env=env,
        cwd=locate("data").parent,
        capture_output=True,
        text=True,
        check=True,
    )
    place, violations = made.stdout.splitlines()
    assert "[]" == violations
    return str((tmp_path / place / "graph.nq").read_text("utf-8"))


def test_a_forks_graph_is_the_same_below_its_own_base(tmp_path):
    ours = sorted_nquads(sample_store().dump()).decode()
    moved = Minter(MINE).rebase(ours).replace(f"{BASE}.well-known", f"{MINE}.well-known")
    theirs = built(tmp_path)

    def lines(text: str) -> set[str]:
        return {line for line in text.splitlines() if not APART.search(line)}

    assert len(lines(theirs)) > 8000
    assert lines(moved) == lines(theirs)


def test_the_concepts_of_a_fork_are_its_own_and_the_terms_are_ours(tmp_path):
    text = built(tmp_path)
    kept = set(re.findall(rf"<{re.escape(BASE)}([a-z.-]*)", text))

    assert f"<{MINE}scheme/safeguard/necessity> <http://www.w3.org/2004/02/skos/core#" in text
    assert {"ontology", "alignments"} == kept


def test_the_base_is_replaced_where_things_are_minted_only():
    minter = Minter(MINE)
    kept = (f"{BASE}ontology#Provision", f"{BASE}ontology/0.1.0", f"{BASE}identity", BASE)

    assert kept == tuple(minter.rebase(iri) for iri in kept)
    assert f"{MINE}void#dataset" == minter.rebase(f"{BASE}void#dataset")
    assert f"{MINE}scheme/role/" == minter.rebase(f"{BASE}scheme/role/")
