"""`import treatygraph as tg`: the graph in Python, and its views for other libraries."""

import subprocess
import sys

import pytest

import treatygraph as tg
from tests.queries.gold import given_store
from treatygraph.errors import ResourceMissing, StoreError
from treatygraph.graph import Graph
from treatygraph.vocab import expand


@pytest.fixture(scope="module")
def graph():
    return Graph(given_store())


def test_a_question_becomes_a_data_frame_with_its_notes(graph):
    frame = graph.ask("renumbered", from_="first", to="second").to_pandas()

    assert ["lineage", "before", "after", "thing"] == list(frame.columns)
    assert 3 == len(frame)
    assert frame.attrs["notes"]


def test_every_question_is_listed(graph):
    assert "articles-without-reference" in {row[0] for row in graph.questions().rows}


def test_a_query_gives_a_table(graph):
    table = graph.sparql("SELECT ?n WHERE { ?d a tg:Draft ; eli:id_local ?n } ORDER BY ?n")

    assert (("1990",), ("first",), ("second",)) == table.rows


def test_words_are_searched(graph):
    assert graph.search("lanterns", draft="first").rows


def test_rdflib_sees_the_same_quads(graph):
    dataset = graph.rdflib()

    assert len(graph.store) == sum(1 for _ in dataset.quads())


def test_networkx_has_the_references_between_provisions(graph):
    network = graph.networkx("tg:refersTo")
    edges = {
        (start.rpartition("id/")[2], end.rpartition("id/")[2]) for start, end in network.edges()
    }

    assert ("toy/first/art-9", "toy/first/art-7") in edges
    assert {expand("tg:refersTo")} == {key for _, _, key in network.edges(keys=True)}


def test_networkx_names_its_nodes(graph):
    network = graph.networkx()

    assert network.nodes["https://w3id.org/treatygraph/id/toy"]["label"]


def test_nodes_of_networkx_carry_kind_draft_outcome_and_verdict(graph):
    nodes = dict(graph.networkx().nodes(data=True))
    drafts = {data["draft"] for data in nodes.values() if "draft" in data}

    assert {"article", "chapter", "recommendation", "stakeholder", "safeguard"} <= {
        data.get("kind") for data in nodes.values()
    }
    assert {"first", "second"} <= {draft.rpartition("/")[2] for draft in drafts}
    assert any("outcome" in data for data in nodes.values())
    assert all("draft" in data for data in nodes.values() if "verdict" in data)


def test_construct_gives_an_rdflib_graph_with_the_usual_prefixes(graph):
    made = graph.construct(
        "CONSTRUCT { ?d rdfs:label ?n } WHERE { ?d a tg:Draft ; eli:id_local ?n }"
    )

    assert 3 == len(made)
    assert "rdfs:label" in made.serialize(format="turtle")


def test_a_file_can_be_opened(graph, tmp_path):
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{quad} .\n" for quad in graph.store.dump()), "utf-8")

    assert len(graph.store) == len(tg.open(str(path)).store)


def test_what_is_no_store_is_named():
    with pytest.raises(StoreError, match="no store at"):
        tg.open("nowhere.nq")


def test_without_a_graph_the_remedy_is_to_build(monkeypatch, tmp_path):
    monkeypatch.setenv("TREATYGRAPH_HOME", str(tmp_path))

    with pytest.raises(ResourceMissing, match="treatygraph build"):
        tg.open()


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="opem"):
        tg.opem  # noqa: B018


def test_the_import_is_light():
    code = "import sys, treatygraph; print(sorted({'pyoxigraph', 'rdflib'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == run.stdout.strip()
