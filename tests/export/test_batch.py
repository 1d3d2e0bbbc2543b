"""The tables for engines that answer over all say what the graph says."""

import pytest
from pyoxigraph import NamedNode, Store

from tests.export.exports_page import shipped
from treatygraph.asker import Asker
from treatygraph.assess.record import assessments
from treatygraph.catalogue import catalogue
from treatygraph.errors import UsageError
from treatygraph.export.batch import batch_queries, write_quads
from treatygraph.iris import default_minter
from treatygraph.pipeline.collect import ontology_quads
from treatygraph.pipeline.publish import sorted_nquads
from treatygraph.store import OxigraphStore

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def graph():
    store = Store()
    store.bulk_extend([*shipped(), *ontology_quads(default_minter())])
    store.extend(list(assessments(OxigraphStore(store))))
    return OxigraphStore(store)


@pytest.fixture(scope="module")
def folder(graph, tmp_path_factory):
    place = tmp_path_factory.mktemp("batch")
    (place / "graph.nq").write_bytes(sorted_nquads(graph.inner))
    write_quads(place / "graph.nq", place / "quads")
    return place


@pytest.fixture(scope="module")
def tables(folder):
    base = duckdb.connect()
    base.execute(
        f"CREATE VIEW quads AS FROM read_parquet('{folder}/quads/**/*.parquet', "
        "hive_partitioning = true, hive_types_autocast = false)"
    )
    return base


def of_each_draft(graph, ask):
    return sorted((d.iri, *row) for d in Asker.of(graph).drafts for row in ask(NamedNode(d.iri)))


def batch(tables, name):
    rows = tables.execute(batch_queries()[name]).fetchall()
    return sorted(tuple("" if cell is None else cell for cell in row) for row in rows)


def test_no_quad_is_lost_or_doubled(graph, tables):
    assert len(graph) == tables.execute("SELECT count(*) FROM quads").fetchone()[0]


def test_the_safeguards_over_all_drafts_are_those_of_each(graph, tables):
    asker, query = Asker.of(graph), catalogue()["safeguard-mentions"].query
    expected = of_each_draft(graph, lambda draft: asker.texts(query, draft=draft))

    assert expected
    assert expected == batch(tables, "mentions")


def test_the_uptake_over_all_is_that_of_the_graph(graph, tables):
    expected = sorted(map(tuple, Asker.of(graph).texts("assessments/recorded")))

    assert expected
    assert expected == batch(tables, "uptake")


def test_the_network_over_all_drafts_is_that_of_each(graph, tables):
    asker = Asker.of(graph)
    expected = of_each_draft(graph, lambda draft: asker.texts("references/network", draft=draft))

    assert expected
    assert expected == batch(tables, "network")


def test_what_is_said_of_a_draft_stands_in_its_folder(graph, tables):
    asked = "SELECT DISTINCT treaty, draft FROM quads WHERE predicate = 'tg:mentionIn'"
    found = {"/".join(row) for row in tables.execute(asked).fetchall()}
    known = {draft.key for draft in Asker.of(graph).drafts}

    assert found
    assert found <= known


def test_old_rows_are_never_left_beside_new_ones(folder):
    with pytest.raises(UsageError, match="not empty"):
        write_quads(folder / "graph.nq", folder / "quads")
