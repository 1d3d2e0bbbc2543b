"""Networks reach the programs that draw them whole: every edge, name and type."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.export.tools import sample
from treatygraph.export import network_files
from treatygraph.export.graph_formats import as_cytoscape, as_gexf, as_graphml
from treatygraph.export.network_files import Look, write_cytoscape, write_gexf, write_graphml
from treatygraph.vocab import TG, expand

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
#: What GraphML's schema allows in identifiers.
NMTOKEN = re.compile(r"[\w.:-]+")
#: Names to which GEXF has given a meaning of its own (edge-content of its schema).
MEANINGS = {"id", "type", "source", "target", "start", "end", "startopen", "endopen"}


def tangle(directed: bool = True) -> nx.Graph[str]:
    """A network with all that has gone wrong: parallel edges, odd names, mixed numbers."""
    network: Any = nx.MultiDiGraph() if directed else nx.Graph()
    network.add_node("http://e/a/b", label='<"a"> & b', weight=1, on=True)
    network.add_node("http://e/a.b", label="Ж\x0b", weight=2.5, on=False)
    network.add_node("http://e/a b", label=None)
    network.add_edge("http://e/a/b", "http://e/a.b", label="tg:basis", weight=2)
    network.add_edge("http://e/a.b", "http://e/a b", label="tg:names", weight=0.5)
    if directed:
        network.add_edge("http://e/a/b", "http://e/a.b", label="tg:names")
        network.add_edge("http://e/a/b", "http://e/a/b", label="tg:names")
    found: nx.Graph[str] = network
    return found


NETWORKS = {"directed": tangle(), "undirected": tangle(directed=False)}


def all_of(root: Element, name: str) -> list[Element]:
    return list(root.iter(name))


@pytest.fixture(params=["sample", *NETWORKS])
def graphml(request: pytest.FixtureRequest) -> Element:
    name = request.param
    return fromstring(as_graphml(sample()) if name == "sample" else write_graphml(NETWORKS[name]))


@pytest.fixture(params=["sample", *NETWORKS])
def gexf(request: pytest.FixtureRequest) -> Element:
    name = request.param
    return fromstring(as_gexf(sample()) if name == "sample" else write_gexf(NETWORKS[name]))


def test_graphml_has_one_identifier_for_each_edge_and_node_as_its_schema_wants(
    graphml: Element,
) -> None:
    nodes = [element.get("id", "") for element in all_of(graphml, f"{GRAPHML}node")]
    edges = all_of(graphml, f"{GRAPHML}edge")
    names = [edge.get("id", "") for edge in edges]

    assert len(nodes) == len(set(nodes))
    assert len(names) == len(set(names)) > 0
    assert all(NMTOKEN.fullmatch(name) for name in [*nodes, *names])
    assert {edge.get("source") for edge in edges} | {edge.get("target") for edge in edges} <= {
        *nodes
    }


def test_graphml_says_each_attribute_once_in_one_type(graphml: Element) -> None:
    keys = all_of(graphml, f"{GRAPHML}key")
    named = Counter((key.get("for"), key.get("attr.name")) for key in keys)

    assert {1} == set(named.values())
    assert len(keys) == len({key.get("id") for key in keys})
    for element in [*all_of(graphml, f"{GRAPHML}node"), *all_of(graphml, f"{GRAPHML}edge")]:
        used = [data.get("key") for data in element]
        assert len(used) == len(set(used))


def test_gexf_has_one_identifier_for_each_edge_and_no_word_in_anothers_place(
    gexf: Element,
) -> None:
    edges = all_of(gexf, f"{GEXF}edge")
    names = [edge.get("id") for edge in edges]
    declared = {a.get("id"): a for a in all_of(gexf, f"{GEXF}attribute")}

    assert len(names) == len(set(names)) > 0
    assert not any("type" in edge.attrib for edge in edges)
    assert not MEANINGS & {a.get("title") for a in declared.values()}
    assert {v.get("for") for v in all_of(gexf, f"{GEXF}attvalue")} <= set(declared)
    for element in (*edges, *all_of(gexf, f"{GEXF}nodes")):
        assert element.get("weight") is None or float(element.get("weight", ""))


def test_gexf_counts_what_it_holds_and_tells_parallel_edges_apart(gexf: Element) -> None:
    for name, holder in (("node", "nodes"), ("edge", "edges")):
        (held,) = all_of(gexf, f"{GEXF}{holder}")
        assert held.get("count") == str(len(all_of(gexf, f"{GEXF}{name}")))
    edges = [(e.get("source"), e.get("target"), e.get("kind")) for e in gexf.iter(f"{GEXF}edge")]

    assert len(edges) == len(set(edges))


def test_values_have_the_type_that_is_declared() -> None:
    declared = {
        (a.get("title"), a.get("type"))
        for a in fromstring(write_gexf(tangle())).iter()
        if a.tag == f"{GEXF}attribute"
    }
    read = nx.read_graphml(io.BytesIO(write_graphml(tangle())))

    assert ("on", "boolean") in declared
    assert {1.0, 2.5} == {d["weight"] for _, d in read.nodes(data=True) if "weight" in d}
    assert {2.0, 0.5} == {d["weight"] for *_, d in read.edges(data=True) if "weight" in d}


@pytest.mark.parametrize("name", NETWORKS)
def test_networkx_reads_every_node_and_edge_again(name: str) -> None:
    network = NETWORKS[name]
    sizes = (network.number_of_nodes(), network.number_of_edges())
    readers = {
        "graphml": lambda: nx.read_graphml(io.BytesIO(write_graphml(network))),
        "gexf": lambda: nx.read_gexf(io.BytesIO(write_gexf(network)), version="1.3"),
        "cytoscape": lambda: nx.cytoscape_graph(json.loads(write_cytoscape(network))),
    }
    for form, read in readers.items():
        again = read()
        assert sizes == (again.number_of_nodes(), again.number_of_edges()), form
        assert network.is_directed() == again.is_directed(), form


def test_cytoscape_shows_labels_and_has_an_identifier_for_each_edge() -> None:
    body = json.loads(as_cytoscape(sample()))["elements"]
    edges = [edge["data"] for edge in body["edges"]]

    assert not any("://" in node["data"]["name"] for node in body["nodes"])
    assert all(node["data"]["name"] == node["data"]["label"] for node in body["nodes"])
    assert len(edges) == len({edge["id"] for edge in edges}) > 1000
    assert all(edge["interaction"] for edge in edges)


def test_sizes_and_colours_stand_where_gexf_has_them() -> None:
    looked = write_gexf(tangle(), {"http://e/a/b": Look(12, "#0A80FF")}).decode()

    assert '<viz:color r="10" g="128" b="255" a="1.0" />' in looked
    assert '<viz:size value="12.0" />' in looked


def test_a_date_is_a_text_as_it_is_known() -> None:
    thing, kind = NamedNode("http://e/a"), NamedNode(f"{TG}Document")
    quads = [
        Quad(thing, NamedNode(expand("rdf:type")), kind),
        Quad(thing, NamedNode(expand("rdfs:label")), Literal("A")),
        Quad(thing, NamedNode(expand("eli:date_document")), Literal("2022-11")),
    ]
    (node,) = (e for e in fromstring(as_gexf(quads)).iter(f"{GEXF}node"))

    assert {"kind": "Document", "date": "2022-11"} == {
        value.get("for"): value.get("value") for value in node.iter(f"{GEXF}attvalue")
    }
    assert {"id", "label"} == set(node.attrib)


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_each_attribute_is_typed_once_however_large_the_network(
    write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: list[set[type]] = []
    kind = network_files._kind

    def counted(types: set[type]) -> type:
        typed.append(types)
        return kind(types)

    monkeypatch.setattr(network_files, "_kind", counted)
    network: Any = nx.MultiDiGraph()
    nx.add_path(network, map(str, range(200)), label="tg:names", weight=2)

    write(network)

    # `iri` of nodes in GraphML; `label` and `weight` of edges.
    assert len(typed) <= 3
