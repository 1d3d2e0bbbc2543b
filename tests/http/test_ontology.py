"""The documentation of the ontology is whole, and its pictures agree with the ontology."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from starlette.testclient import TestClient

from tests.ontology.graphs import ROOT, ontology, terms
from treatygraph.draw.ontology_picture import Picture, class_tree, draw, pictures
from treatygraph.http.app import create_app
from treatygraph.http.ontology_terms import Terms
from treatygraph.http.site import open_site
from treatygraph.iris import ONTOLOGY, Minter
from treatygraph.pipeline.collect import ontology_quads
from treatygraph.vocab import compact, expand


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> str:
    """The page, of a graph that holds ontology and schemes and nothing else."""
    from treatygraph.pipeline.publish import sorted_nquads

    path = tmp_path_factory.mktemp("ontology") / "graph.nq"
    path.write_bytes(sorted_nquads(ontology_quads(Minter())))
    with TestClient(create_app(open_site([path]))) as client:
        return client.get("/ontology", headers={"accept": "text/html"}).text


def told() -> Terms:
    quads = ontology_quads(Minter())
    graph = NamedNode(Minter().graph("ontology"))
    return Terms(quad.triple for quad in quads if quad.graph_name == graph)


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))


def names() -> set[str]:
    subjects = {str(getattr(triple.subject, "value", "")) for triple in terms()}
    return {iri.removeprefix(ONTOLOGY) for iri in subjects if iri.startswith(ONTOLOGY)}


def section(page: str, name: str) -> str:
    found = re.search(rf'<section class="term" id="{name}".*?</section>', page, re.DOTALL)
    assert found, name
    return unescape(re.sub(r"<[^>]+>", " ", found.group()))


def test_every_term_has_an_anchor_and_stands_in_the_list_of_its_kind(shown):
    assert len(names()) > 150
    for name in names():
        assert 1 == shown.count(f'id="{name}"'), name
        assert f'<li><a href="#{name}">' in shown, name


def test_no_anchor_names_what_is_no_term(shown):
    assert names() == set(re.findall(r'<section class="term" id="(\w+)"', shown))


def test_every_term_has_its_iri_definition_example_and_source(shown):
    for name in names():
        text = section(shown, name)
        entry = told_once().term(f"{ONTOLOGY}{name}")
        assert f"{ONTOLOGY}{name}" in text
        for part in (*entry.definitions, *entry.examples, *entry.sources):
            assert part in text, (name, part)
        assert entry.definitions, name


_CACHE: list[Terms] = []


def told_once() -> Terms:
    if not _CACHE:
        _CACHE.append(told())
    return _CACHE[0]


@pytest.mark.parametrize(
    ("name", "heading", "linked"),
    [
        ("Provision", "is a", "eli:LegalResourceSubdivision"),
        ("Provision", "kinds", "tg:Article"),
        ("Provision", "has properties", "tg:chapterRole"),
        ("Provision", "is reached by", "tg:satisfying"),
        ("Provision", "disjoint with", "tg:Draft"),
        ("Provision", "compare", "LegalResourceSubdivision (close)"),
        ("heldBy", "leads to", "tg:Stakeholder"),
        ("assesses", "leads from", "tg:Assessment"),
    ],
)
def test_a_term_shows_what_it_is_related_to(shown, name, heading, linked):
    rows = re.search(rf'id="{name}".*?</section>', shown, re.DOTALL)
    assert rows
    row = re.search(rf"<dt>{heading}</dt><dd>(.*?)</dd>", rows.group(), re.DOTALL)
    assert row, heading

    assert linked in re.sub(r"<[^>]+>", "", row.group(1))


def test_every_alignment_of_a_term_is_shown(shown):
    kinds = ("exact", "close", "broad", "narrow", "related")
    matches = {expand(f"skos:{kind}Match") for kind in kinds}
    found = [
        (_iri(t.subject), _iri(t.object))
        for t in terms()
        if t.predicate.value in matches and _iri(t.subject).startswith(ONTOLOGY)
    ]

    assert len(found) > 15
    for iri, target in found:
        assert compact(target) in section(shown, iri.removeprefix(ONTOLOGY)), (iri, target)


def test_a_defined_class_shows_its_definition_in_manchester_syntax(shown):
    equal = expand("owl:equivalentClass")
    defined = {_iri(t.subject) for t in terms() if t.predicate.value == equal}

    assert len(defined) >= 4
    for iri in defined:
        text = section(shown, iri.removeprefix(ONTOLOGY))
        assert "the same as" in text
        assert " and " in text
        assert "genid" not in text


def test_a_deprecated_term_says_so_and_what_replaces_it():
    old, new = NamedNode(f"{ONTOLOGY}Old"), NamedNode(f"{ONTOLOGY}New")
    term = Terms(
        [
            Triple(old, NamedNode(expand("rdf:type")), NamedNode(expand("owl:Class"))),
            Triple(old, NamedNode(expand("owl:deprecated")), Literal(True)),
            Triple(old, NamedNode(expand("dcterms:isReplacedBy")), new),
        ]
    ).term(old.value)

    assert term.deprecated
    assert [(new.value, "")] == term.rows["replaced by"]


def test_an_ontology_with_markup_in_its_words_is_shown_as_words(tmp_path):
    from treatygraph.pipeline.publish import sorted_nquads

    graph = NamedNode(Minter().graph("ontology"))
    node = NamedNode(f"{ONTOLOGY}Bad")
    said: dict[str, NamedNode | Literal] = {
        "rdf:type": NamedNode(expand("owl:Class")),
        "skos:definition": Literal('<script>alert("x")</script>', language="en"),
        "rdfs:subClassOf": NamedNode("urn:x:%22onload=1"),
    }
    store = Store()
    store.extend(Quad(node, NamedNode(expand(k)), v, graph) for k, v in said.items())
    path = tmp_path / "graph.nq"
    path.write_bytes(sorted_nquads(store))
    with TestClient(create_app(open_site([path]))) as client:
        text = client.get("/ontology", headers={"accept": "text/html"}).text

    assert 'id="Bad"' in text
    assert '<script>alert("x")' not in text


def related(name: str, other: str) -> bool:
    """Tell whether one class is the other or below it."""
    above = {name}
    edges = told_once().superclasses()
    while True:
        more = {end for start, end in edges if start in above} - above
        if not more:
            return other in above
        above |= more


@pytest.mark.parametrize("picture", pictures(), ids=lambda p: p.title.partition(":")[0])
def test_an_arrow_of_a_picture_agrees_with_domain_and_range(picture):
    known = {compact(iri) for iri in told_once().told} | {"rdfs:subClassOf"}
    assert len(picture.arrows) >= 9
    for start, name, end in picture.arrows:
        assert {start, name, end} <= known, (start, name, end)
        if name == "rdfs:subClassOf":
            assert related(start, end), (start, end)
            continue
        rows = told_once().term(expand(name)).rows
        for heading, thing in (("leads from", start), ("leads to", end)):
            allowed = [compact(iri) for iri, _ in rows.get(heading, [])]
            assert not allowed or any(related(thing, one) for one in allowed), (name, thing)


@pytest.mark.parametrize("picture", pictures(), ids=lambda p: p.title.partition(":")[0])
def test_a_picture_is_svg_with_a_box_for_each_class_and_words_for_each_arrow(picture):
    svg = ElementTree.fromstring(draw(picture, {}))
    words = [node.text for node in svg.iter("text")]

    assert len(picture.boxes) == len(list(svg.iter("rect")))
    for _, name, _ in picture.arrows:
        assert ("is a" if name == "rdfs:subClassOf" else name) in words


@pytest.mark.parametrize("picture", pictures(), ids=lambda p: p.title.partition(":")[0])
def test_no_arrow_of_a_picture_crosses_a_box_that_it_does_not_belong_to(picture):
    def middle(a: tuple[int, int], b: tuple[int, int]) -> list[tuple[float, float]]:
        return [(a[0] + (b[0] - a[0]) * i / 40, a[1] + (b[1] - a[1]) * i / 40) for i in range(41)]

    for start, _, end in picture.arrows:
        others = [at for name, at in picture.boxes.items() if name not in (start, end)]
        for x, y in middle(picture.boxes[start], picture.boxes[end]):
            for column, row in others:
                assert abs(x - column) > 0.27 or abs(y - row) > 0.18, (start, end, column, row)


def test_the_tree_has_every_class_of_ours_below_each_superclass(shown):
    edges = told_once().superclasses()
    svg = ElementTree.fromstring(class_tree(edges, {}))
    leaves = [node.text for node in svg.iter("text")]

    assert len(edges) > 70
    for name in {start for start, _ in edges}:
        assert name.removeprefix("tg:") in leaves
    assert "eli:LegalResource" in leaves
    assert 2 == leaves.count("Draft")


def test_a_circle_of_classes_does_not_hang_the_tree():
    text = class_tree([("tg:A", "tg:B"), ("tg:B", "tg:A"), ("tg:C", "tg:D")], {})

    assert "C" in text


def test_hostile_names_are_escaped_in_pictures():
    picture = Picture('"><x', {'tg:A"<b>': (0, 0)}, ())
    svg = draw(picture, {'tg:A"<b>': "<script>"})

    assert ElementTree.fromstring(svg).tag == "svg"
    assert "<script>" not in svg


def test_the_page_in_the_docs_leads_to_the_documentation():
    text = (ROOT / "docs" / "ontology.md").read_text("utf-8")

    assert "`/ontology`" in text
    assert len(ontology()) > 1000


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A server of the ontology, a release and a retired IRI."""
    from treatygraph.mapping.release_quads import map_releases
    from treatygraph.model.releases import Release, Retired
    from treatygraph.pipeline.publish import sorted_nquads

    releases = (Release(version="0.1.0", date="2027-01-01", sha256="a" * 64),)
    gone = (Retired(key="id/x/lineage/a", since="0.2.0", reason="Merged.", replaced_by="id/x"),)
    quads = [*ontology_quads(Minter()), *map_releases(releases, gone, Minter())]
    path = tmp_path_factory.mktemp("released") / "graph.nq"
    path.write_bytes(sorted_nquads(quads))
    with TestClient(create_app(open_site([path])), base_url="http://localhost") as client:
        yield client


def test_the_version_iris_of_ontology_and_alignments_answer(released):
    for name in ("ontology", "alignments"):
        (quad,) = [
            t
            for t in terms()
            if str(t.subject).endswith(f"/{name}>") and "versionIRI" in str(t.predicate)
        ]
        path = _iri(quad.object).removeprefix("https://w3id.org/treatygraph")
        answer = released.get(path, headers={"accept": "text/turtle"})

        assert 200 == answer.status_code, path
        assert "owl" in answer.text


def test_a_version_that_is_not_here_is_not_found_and_the_answer_names_what_is(released):
    answer = released.get("/ontology/9.9.9", headers={"accept": "text/turtle"})

    assert 404 == answer.status_code
    assert "ontology/0.1.0" in answer.text


def test_a_release_and_a_retired_iri_keep_answering(released):
    release = released.get("/release/0.1.0", headers={"accept": "text/turtle"})
    retired = released.get("/id/x/lineage/a", headers={"accept": "text/turtle"})
    page = released.get("/id/x/lineage/a", headers={"accept": "text/html"})

    assert (200, 200, 200) == (release.status_code, retired.status_code, page.status_code)
    assert "isReplacedBy" in retired.text
    assert "deprecated" in retired.text
    assert "Retired since 0.2.0. Merged." in page.text
