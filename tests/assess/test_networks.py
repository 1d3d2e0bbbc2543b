"""Networks: measured, drawn, in the graph, and never more than what is known."""

import json
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.test_pages import store as shipped
from tests.assess.test_truth import changed_sample, replaced
from treatygraph.assess.agreement import agreement, agreements, members
from treatygraph.assess.network_quads import networks
from treatygraph.assess.reference_network import (
    PALETTE,
    impact,
    measures,
    network,
    reference_graph,
    references_read,
)
from treatygraph.catalogue import catalogue
from treatygraph.draw.ring import FORMS, Dot, draw_network
from treatygraph.errors import UsageError
from treatygraph.travaux import Travaux


def named(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20))
@settings(max_examples=50, deadline=None)
def test_measures_of_any_network_keep_their_bounds(edges):
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from("abc")
    graph.add_edges_from((str(a), str(b)) for a, b in edges if a != b)
    found = measures(graph)

    assert set(found) == set(graph)
    for node, m in found.items():
        assert 0 <= m.centrality <= 1
        assert 0 <= m.betweenness <= 1
        assert m.depends >= m.referred_to_by
        assert (m.community == 0) == (graph.degree(node) == 0)
        assert 10 <= m.size <= 40
        assert m.colour in {*PALETTE, "#BBBBBB"}


@pytest.mark.parametrize("provision", ["art-9", "9", "art-9/para-3"])
def test_what_depends_can_be_asked_by_key_number_or_point(sample, provision):
    assert [row["key"] for row in named(impact(sample, "third", provision))] == ["art-3", "art-10"]


@pytest.mark.parametrize("provision", ["art-99", "nonsense", ""])
def test_what_depends_on_nothing_that_is_there_is_wrong_use(sample, provision):
    with pytest.raises(UsageError, match="has no provision"):
        impact(sample, "third", provision)


def test_how_many_articles_were_read_is_said():
    assert references_read(Travaux.of(shipped()), "adopted") == (15, 68)
    assert any("15 of 68" in note for note in network(shipped(), "adopted").notes)


def test_articles_are_measured_in_the_graph_only_where_all_were_read():
    query = """
    SELECT DISTINCT ?draft
    WHERE { GRAPH graph:networks { ?article tg:dependentCount ?n } ?article tg:inDraft ?draft }
    ORDER BY ?draft
    """
    drafts = [row[0].value.rpartition("/id/")[2] for row in shipped().select(query).rows]

    assert ["budapest/2001", "uncac/2003", "untoc/2000"] == drafts


def test_the_graph_says_what_the_command_says(sample):
    query = """
    SELECT ?key ?centrality ?depends
    WHERE {
      GRAPH graph:networks { ?article tg:centrality ?centrality ; tg:dependentCount ?depends }
      ?article eli:id_local ?key ; tg:inDraft <https://w3id.org/treatygraph/id/harbour-signals/third>
    }
    ORDER BY ?key
    """
    found = {
        row[0].value: (float(row[1].value), int(row[2].value)) for row in sample.select(query).rows
    }

    assert len(found) == 20
    assert found == {
        row["key"]: (row["centrality"], row["depends"]) for row in named(network(sample, "third"))
    }


def test_measuring_a_built_graph_again_gives_the_same_quads(sample):
    built = {q for q in sample.dump() if q.graph_name.value.endswith("graph/networks")}

    assert built == set(networks(sample))


def test_stakeholders_who_agree_on_nothing_have_no_edge(sample):
    assert () == agreement(sample).rows == members(sample).rows


def both_on(*lines):
    """Give each of the sample's two stakeholders one more position."""

    def change(folder):
        for file, holder, line in zip(
            ("lamplighters-2030", "sandmouth-2030"),
            ("lamplighters", "sandmouth"),
            lines,
            strict=True,
        ):
            path = folder / "positions" / f"{file}.yaml"
            text = path.read_text("utf-8").rstrip() + "\n"
            proof = f"[{{basis: curated, document: {holder}-2030, place: p. 9}}]"
            head = "key: extra, kind: position, summary: One more., addresses: first"
            path.write_text(f"{text}  - {{{head}, {line}, evidence: {proof}}}\n", "utf-8")

    return agreement(changed_sample(change)).rows


CHAPTER = "targets: [role/general]"
ENTRY = "targets: [lineage/entry-into-force]"


@pytest.mark.parametrize(
    ("one", "other", "on"),
    [
        (
            f"stance: opposes, {ENTRY}",
            f"stance: opposes, {ENTRY}",
            "rejects Entry into force",
        ),
        (
            f"stance: opposes, {ENTRY}",
            "stance: opposes, targets: [provision/first/art-20]",
            "rejects Entry into force",
        ),
        (
            f"stance: asks-to-add, {ENTRY}, calls_for: [safeguard/necessity]",
            f"stance: asks-to-add, {ENTRY}, calls_for: [safeguard/necessity]",
            "asks for necessity in Entry into force",
        ),
        (f"stance: opposes, {ENTRY}", f"stance: supports, {ENTRY}", None),
        (f"stance: neutral, {ENTRY}", f"stance: neutral, {ENTRY}", None),
        ("stance: opposes, targets: [treaty]", "stance: opposes, targets: [treaty]", None),
        (
            "stance: opposes, targets: [role/general]",
            "stance: opposes, targets: [role/general]",
            None,
        ),
        (
            f"stance: asks-to-add, {ENTRY}, calls_for: [safeguard/necessity]",
            f"stance: asks-to-add, {ENTRY}, calls_for: [safeguard/privacy]",
            None,
        ),
    ],
)
def test_two_agree_only_where_they_hold_the_same_of_the_same(one, other, on):
    rows = both_on(one, other)

    assert rows == (() if on is None else (("Lamplighters' Union", "Sandmouth", 1, on),))


def test_who_says_that_it_agrees_agrees():
    rows = both_on(
        f"stance: supports, {ENTRY}, agrees_with: [sandmouth]", f"stance: neutral, {ENTRY}"
    )

    assert rows == (("Lamplighters' Union", "Sandmouth", 1, "says so"),)


def test_the_shipped_stakeholders_agree_for_reasons_that_are_named():
    rows = named(agreement(shipped()))
    central = {row["stakeholder"]: row for row in named(members(shipped()))}

    assert len(rows) > 20
    assert all(row["on"] for row in rows)
    assert central["Canada"]["size"] > central["Microsoft"]["size"]
    assert not [r for r in rows if {"Russian Federation", "ARTICLE 19"} == {r["one"], r["other"]}]


def test_the_network_and_the_question_count_the_same_agreements():
    asked = shipped().select(catalogue()["agreement"].query).rows
    network = {
        (pair.one, pair.other): len([g for g in pair.grounds if g != "says so"])
        for pair in agreements(Travaux.of(shipped()))
    }

    assert len(asked) > 20
    assert {
        (row[4].value, row[5].value): int(row[2].value) for row in asked if row[2].value != "0"
    } == {pair: weight for pair, weight in network.items() if weight}


def looks(store, draft):
    travaux = Travaux.of(store)
    graph = reference_graph(travaux, draft)
    dots = {
        node: Dot(travaux.name(node), m.size, m.colour, m.community, m.centrality)
        for node, m in measures(graph).items()
    }
    return graph, dots


def test_a_picture_has_a_dot_a_name_and_a_line_for_each(sample):
    graph, dots = looks(sample, "third")
    svg = ElementTree.fromstring(draw_network(graph, dots, "Third", "svg"))
    space = "{http://www.w3.org/2000/svg}"

    linked = [n for n in graph if graph.degree(n)]
    assert len(list(svg.iter(f"{space}circle"))) == len(linked)
    assert len(list(svg.iter(f"{space}path"))) == graph.number_of_edges()
    assert "Article 5. Conditions and safeguards" in {t.text for t in svg.iter(f"{space}text")}


def test_hostile_names_come_out_as_text():
    graph = nx.Graph([("a", "b")])
    name = '<script>alert("1")</script> & ' + "x" * 30
    dots = {node: Dot(name, 10, "#BBBBBB", 1, 0.5) for node in graph}
    svg = draw_network(graph, dots, "<b>&", "svg")

    assert isinstance(svg, str)
    assert "<script" not in svg
    assert ElementTree.fromstring(svg) is not None


def test_programs_that_draw_get_sizes_and_colours(sample):
    graph, dots = looks(sample, "third")
    made: dict[str, Any] = {form: draw_network(graph, dots, "Third", form) for form in FORMS}
    again = {form: draw_network(graph, dots, "Third", form) for form in FORMS}

    assert made == again
    assert b"viz:color" in made["gexf"]
    assert b"viz:size" in made["gexf"]
    read = nx.parse_graphml(made["graphml"].decode())
    assert {data["size"] for _, data in read.nodes(data=True)} == {d.size for d in dots.values()}
    nodes = json.loads(made["json"])["elements"]["nodes"]
    assert {node["data"]["colour"] for node in nodes} == {d.colour for d in dots.values()}


def test_a_form_that_nobody_draws_is_wrong_use(sample):
    graph, dots = looks(sample, "third")
    with pytest.raises(UsageError, match="svg"):
        draw_network(graph, dots, "Third", "png")


def test_a_draft_that_nothing_is_known_of_gives_an_empty_network():
    change = replaced("drafts/lost-anchors.adopted.yaml", ("references_read: true\n", ""))
    table = network(changed_sample(change), "lost-anchors/adopted")

    assert {row["centrality"] for row in named(table)} == {0.0}
    assert any("0 of 2" in note for note in table.notes)
