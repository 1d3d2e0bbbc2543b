"""Things stand where structure puts them, apart from each other, the same every time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from treatygraph.draw.layout import CELL, lay_out
from treatygraph.draw.scene import Edge, Node, Scene

DRAFT = "http://example.org/d"


def draft_scene(sizes, *, concepts=0, said=()):
    nodes, order = [], 0
    for c, size in enumerate(sizes):
        chapter = f"{DRAFT}/ch-{c}"
        nodes.append(Node(iri=chapter, kind="chapter", label=f"Chapter {c}", order=order))
        for _ in range(size):
            order += 1
            nodes.append(
                Node(
                    iri=f"{DRAFT}/art-{order}",
                    kind="article",
                    label=f"Article {order}",
                    number=str(order),
                    block=chapter,
                    order=order,
                )
            )
    nodes += [Node(iri=f"s:{n}", kind="safeguard", label=f"safeguard {n}") for n in range(concepts)]
    for s, count in enumerate(said):
        nodes.append(Node(iri=f"w:{s}", kind="stakeholder", label=f"speaker {s}"))
        nodes += [
            Node(iri=f"r:{s}-{n}", kind="recommendation", label="x", block=f"w:{s}")
            for n in range(count)
        ]
    return Scene(title="T", nodes=tuple(nodes))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 25), min_size=1, max_size=12),
    st.integers(0, 60),
    st.lists(st.integers(1, 40), max_size=25),
)
def test_no_two_things_share_a_place(sizes, concepts, said):
    places = lay_out(draft_scene(sizes, concepts=concepts, said=said))

    assert len(places) == len(set(places.values()))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 25), min_size=1, max_size=12))
def test_articles_do_not_overlap(sizes):
    places = [at for iri, at in lay_out(draft_scene(sizes)).items() if "/art-" in iri]

    assert all(
        abs(a[0] - b[0]) >= CELL[0] or abs(a[1] - b[1]) >= CELL[1]
        for i, a in enumerate(places)
        for b in places[:i]
    )


def test_articles_follow_the_reading_order():
    places = lay_out(draft_scene([6]))
    order = sorted(places, key=lambda iri: (places[iri][1], places[iri][0]))

    assert [f"{DRAFT}/art-{n}" for n in range(1, 7)] == [iri for iri in order if "/art-" in iri]


def test_the_same_scene_is_laid_out_the_same():
    scene = draft_scene([5, 16, 1, 12, 18], concepts=20, said=[40, 3, 1])

    assert lay_out(scene) == lay_out(scene)


def test_details_have_no_place_until_asked_for():
    scene = Scene(title="T", nodes=(Node(iri="l:1", kind="lineage", label="L"),))

    assert {} == lay_out(scene)


def test_many_neighbours_stand_in_columns_around_the_centre():
    nodes = tuple(Node(iri=f"n:{n}", kind="position", label=str(n)) for n in range(60))
    edges = tuple(Edge(source="n:0", target=f"n:{n}", kind="links") for n in range(1, 60))
    places = lay_out(Scene(title="T", nodes=nodes, edges=edges, centre="n:0", form="around"))

    assert (0.0, 0.0) == places["n:0"]
    assert 60 == len(set(places.values()))
    assert min(abs(x) for iri, (x, _) in places.items() if iri != "n:0") >= 200
