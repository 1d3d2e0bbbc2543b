"""The description of the data says of the graph what the graph says of itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from treatygraph.archive import Archive
from treatygraph.describe import describe, description, root
from treatygraph.export.formats import describe_files, export
from treatygraph.iris import Minter
from treatygraph.pipeline.collect import collect, map_library, ontology_quads
from treatygraph.pipeline.rules import apply_rules
from treatygraph.resources import locate
from treatygraph.store.remembering import RememberingStore
from treatygraph.vocab import PREFIXES, expand

MINTER = Minter()
ROOT = root(MINTER)
OWN = MINTER.graph("description")

#: What the description says → the query that counts the same; `{x}` is the thing counted.
COUNTED = {
    "void:triples": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "void:distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }",
    "void:distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }",
    "void:classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s a ?o }",
    "void:properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?s ?p ?o }",
    "void:entities": (
        "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE "
        f'{{ ?s ?p ?o FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{MINTER.base}")) }}'
    ),
}


@pytest.fixture(scope="module")
def facts() -> Store:
    """The sample treaty with ontology and rules, before anything describes it."""
    store = Store()
    store.bulk_extend(map_library(collect((locate("data", "sample"),), ()), MINTER))
    store.bulk_extend(ontology_quads(MINTER))
    apply_rules(store, MINTER)
    return store


@pytest.fixture(scope="module")
def described(facts: Store) -> Store:
    store = Store()
    store.extend(list(description(facts, MINTER)))
    return store


def number(store: Store, query: str, graphs: Sequence[NamedNode] | None = None) -> int:
    """Return what a query counts, in the union of all graphs or of some."""
    answer = store.query(
        query,
        prefixes=PREFIXES,
        use_default_graph_as_union=graphs is None,
        default_graph=None if graphs is None else [*graphs],
    )
    assert isinstance(answer, QuerySolutions)
    (row,) = answer
    return int(row["n"].value)


def said(store: Store, subject: str, name: str) -> int:
    (quad,) = store.quads_for_pattern(NamedNode(subject), NamedNode(expand(name)), None, None)
    assert isinstance(quad.object, Literal)
    return int(quad.object.value)


@pytest.mark.parametrize("name", COUNTED)
def test_the_counts_of_the_whole_are_those_of_a_query(facts, described, name):
    assert said(described, ROOT, name) == number(facts, COUNTED[name]) > 0


@pytest.mark.parametrize("name", COUNTED)
def test_the_counts_of_each_named_graph_are_those_of_a_query(facts, described, name):
    graphs = list(facts.named_graphs())

    assert len(graphs) > 8
    for graph in graphs:
        counted = number(facts, COUNTED[name], [graph])
        assert said(described, graph.value, name) == counted, graph


def pairs(store: Store, query: str) -> dict[tuple[str, ...], tuple[int, ...]]:
    answer = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    rows = [tuple(term.value for term in row) for row in answer]  # type: ignore[union-attr]
    return {(row[0],): tuple(map(int, row[1:])) for row in rows}


def test_the_class_partitions_are_all_classes_with_their_entities(facts, described):
    there = pairs(facts, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c")
    here = pairs(
        described,
        "SELECT ?c ?n WHERE { ?d void:classPartition [ void:class ?c ; void:entities ?n ] }",
    )

    assert len(there) > 60
    assert there == here


def test_the_property_partitions_are_all_properties_with_their_triples(facts, described):
    there = pairs(
        facts,
        "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) (COUNT(DISTINCT ?o) AS ?k) "
        "WHERE { ?s ?p ?o } GROUP BY ?p",
    )
    here = pairs(
        described,
        "SELECT ?p ?n ?m ?k WHERE { ?d void:propertyPartition [ void:property ?p ; "
        "void:triples ?n ; void:distinctSubjects ?m ; void:distinctObjects ?k ] }",
    )

    assert len(there) > 80
    assert there == here


def test_the_linksets_hold_every_match_with_another_dataset(facts, described):
    there = number(
        facts,
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o VALUES ?p { owl:sameAs rdfs:seeAlso "
        "skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch } "
        f'FILTER(isIRI(?o) && !STRSTARTS(STR(?o), "{MINTER.base}")) }}',
    )
    here = number(
        described,
        "SELECT (SUM(?t) AS ?n) WHERE { ?l a void:Linkset ; void:triples ?t ; "
        "void:linkPredicate ?p ; void:subjectsTarget ?a ; void:objectsTarget ?b . "
        "?b void:uriSpace ?space }",
    )

    assert there == here > 10


def test_the_time_covered_is_that_of_the_dated_drafts(facts, described):
    asked = facts.query(
        "SELECT (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE { ?x a tg:Draft ; tg:datePrinted ?d }",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    period = NamedNode(f"{root(MINTER).removesuffix('#dataset')}#period")
    said = {
        quad.predicate.value.rpartition("#")[2]: quad.object
        for quad in described.quads_for_pattern(period, None, None, None)
        if isinstance(quad.object, Literal)
    }
    assert isinstance(asked, QuerySolutions)
    (row,) = asked

    assert said["startDate"].value == row["first"].value < said["endDate"].value
    assert said["endDate"].value == row["last"].value
    assert {str(said[name].datatype.value).rpartition("#")[2] for name in said} <= {
        "date",
        "gYear",
        "gYearMonth",
    }


def test_each_named_graph_has_title_description_licence_and_origin(facts, described):
    query = """
        SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE {
          ?d void:subset ?g ; sd:namedGraph [ sd:name ?g ] .
          ?g a void:Dataset, dcat:Dataset ; dcterms:title ?t ; dcterms:description ?x ;
            dcterms:license ?l ; prov:wasGeneratedBy [ a prov:Activity ; rdfs:label ?a ;
              prov:wasAssociatedWith [ a prov:SoftwareAgent ] ] .
        }"""

    assert number(described, query) == len(list(facts.named_graphs()))


def test_the_graph_of_a_draft_names_the_documents_that_it_comes_from(facts, described):
    graph = NamedNode(MINTER.graph("harbour-signals", "first"))
    query = "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s tg:document|tg:documentedBy ?o }"
    derived = list(
        described.quads_for_pattern(graph, NamedNode(expand("prov:wasDerivedFrom")), None, None)
    )

    assert len(derived) == number(facts, query, [graph]) > 0


def test_every_source_with_a_licence_has_it_in_the_description(facts, described):
    query = "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d dcterms:license ?l . %s }"
    sources = "?s tg:document|tg:documentedBy|tg:statedIn|tg:drawsOn ?d"

    found = number(described, query % f"<{ROOT}> prov:wasDerivedFrom ?d")

    assert found == number(facts, query % sources) > 0


def test_a_description_does_not_count_itself(facts, described):
    both = Store()
    both.extend([*facts, *described])

    assert set(described) == set(description(both, MINTER))


def test_the_store_says_nothing_twice_when_it_is_described(facts):
    remembering = RememberingStore(Archive())
    remembering.add(facts)
    added = describe(remembering, MINTER)
    store = remembering.inner

    assert added == len(list(store.quads_for_pattern(None, None, None, NamedNode(OWN)))) > 500
    for quad in store.quads_for_pattern(None, None, None, NamedNode(OWN)):
        same = store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        assert 1 == len(list(same)), quad


def test_a_change_of_the_graph_changes_counts_and_checksum(facts, described):
    more = Store()
    more.extend(list(facts))
    graph = NamedNode(MINTER.graph("registry"))
    label = NamedNode(expand("rdfs:label"))
    more.add(Quad(NamedNode(MINTER.thing("session", "x")), label, Literal("New"), graph))
    changed = set(description(more, MINTER)) - set(described)

    names = {quad.predicate.value for quad in changed if quad.subject != NamedNode(ROOT)}
    assert {expand("void:triples"), expand("spdx:checksumValue")} <= names


def test_text_of_a_users_own_copy_is_said_to_be_its_publishers():
    graph = NamedNode(MINTER.graph("toy", "first"))
    text = Quad(
        NamedNode(MINTER.provision("toy", "first", "art-1")),
        NamedNode(expand("tg:text")),
        Literal("All ships."),
        graph,
    )
    rights = [q for q in description([text], MINTER) if q.predicate.value.endswith("/rights")]

    assert [graph] == [quad.subject for quad in rights]


def test_a_fork_describes_its_own_things():
    fork = Minter("https://example.org/mine/")
    quads = map_library(collect((locate("data", "sample"),), ()), fork)
    own = {str(quad.subject) for quad in description(quads, fork)}

    assert "<https://example.org/mine/void#dataset>" in own
    assert not any("w3id.org/treatygraph/" in name for name in own)


def test_exported_files_are_distributions_with_their_size_and_checksum(facts, tmp_path):
    from hashlib import sha256

    files = [f for form in ("nquads", "csv") for f in export(facts, form, tmp_path, compress=True)]
    written = describe_files(facts, tmp_path, files)
    store = Store()
    store.bulk_extend(
        parse(path=written.path, format=RdfFormat.TURTLE, base_iri="https://example.org/d/v.ttl")
    )
    answer = store.query(
        "SELECT ?url ?size ?sum WHERE { ?d a void:Dataset ; dcat:distribution ?x . "
        "?x dcat:downloadURL ?url ; dcat:byteSize ?size ; dcat:compressFormat ?z ; "
        "spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ; "
        "spdx:checksumValue ?sum ] }",
        prefixes=PREFIXES,
    )
    found = {
        row["url"].value.removeprefix("https://example.org/d/"): (row["size"], row["sum"])
        for row in answer  # type: ignore[union-attr]
    }

    assert len(files) == len(found) > 20
    for name, (size, digest) in found.items():
        body = (tmp_path / name).read_bytes()
        assert (str(len(body)), sha256(body).hexdigest()) == (size.value, digest.value)


def test_published_files_are_named_by_their_address(facts, tmp_path):
    files = export(facts, "nquads", tmp_path)
    written = describe_files(facts, tmp_path, files, address="https://example.org/dump/")

    assert "<https://example.org/dump/graph.nq>" in written.path.read_text("utf-8")


#: DCAT-AP's shapes (https://github.com/SEMICeu/DCAT-AP, releases/3.0.1/html/shacl), a
#: copy of one's own: `DCAT_AP_SHAPES=…/html/shacl pytest tests/describe`.
SHAPES = os.environ.get("DCAT_AP_SHAPES", "")


@pytest.mark.skipif(not SHAPES, reason="DCAT_AP_SHAPES names no folder with DCAT-AP's shapes")
@pytest.mark.parametrize("name", ["shapes", "range"])
def test_the_description_conforms_to_the_shapes_of_dcat_ap(facts, tmp_path, name):
    from pyshacl import validate
    from rdflib import Graph

    files = export(facts, "nquads", tmp_path)
    written = describe_files(facts, tmp_path, files, address="https://example.org/dump/")
    shapes = Graph().parse(Path(SHAPES) / f"{name}.ttl")
    data = Graph().parse(written.path)

    conforms, _, text = validate(data, shacl_graph=shapes)

    assert conforms, text


#: What DCAT-AP 3.0.1 demands of each class, in short: it holds without its shapes, too.
MANDATORY = {
    "dcat:Dataset": ("dcterms:title", "dcterms:description"),
    "dcat:Distribution": ("dcat:accessURL",),
    "spdx:Checksum": ("spdx:algorithm", "spdx:checksumValue"),
    "foaf:Agent": ("foaf:name",),
}


@pytest.mark.parametrize("name", MANDATORY)
def test_what_dcat_ap_demands_is_there(described, name):
    things = list(
        described.quads_for_pattern(
            None, NamedNode(expand("rdf:type")), NamedNode(expand(name)), None
        )
    )

    assert things
    for thing in things:
        for demanded in MANDATORY[name]:
            found = described.quads_for_pattern(
                thing.subject, NamedNode(expand(demanded)), None, None
            )
            assert list(found), (thing.subject, demanded)
