"""Each profile says the same as the graph, in words that its vocabulary has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from pyoxigraph import Store as Inner

from tests.assess.conftest import sample_answers, sample_store
from tests.export.profiles_page import PAGE, page
from treatygraph.errors import UsageError
from treatygraph.export.formats import export_profile
from treatygraph.export.profiles import (
    PROFILES,
    as_jsonld,
    as_turtle,
    construct_profile,
    profile_files,
)
from treatygraph.iris import Minter
from treatygraph.quality.shacl import read_shapes, validate, validate_independently
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.vocab import PREFIXES, expand

TYPE = NamedNode(expand("rdf:type"))
MADE: dict[str, list[Triple]] = {}


def made(name: str) -> list[Triple]:
    """Return a profile of the sample treaty, with a text, an address and a PDF added."""
    if name not in MADE:
        store = Inner()
        store.extend([*sample_store().dump(), *_more()])
        MADE[name] = construct_profile(OxigraphStore(store), name)
    return MADE[name]


def _more() -> Iterator[Quad]:
    """Yield what the sample lacks: a span of text, an address, evidence on a page of a PDF."""
    minter, graph = Minter(), NamedNode(Minter().graph("harbour-signals", "first"))
    provision = NamedNode(minter.provision("harbour-signals", "first", "art-1"))
    paper = NamedNode(minter.document("a-pdf"))
    evidence, risk = NamedNode(minter.thing("evidence", "x")), NamedNode(minter.thing("risk-x"))

    def say(subject: NamedNode, name: str, value: NamedNode | Literal) -> Quad:
        return Quad(subject, NamedNode(expand(name)), value, graph)

    yield say(provision, "tg:start", Literal(10))
    yield say(provision, "tg:end", Literal(90))
    yield say(paper, "rdf:type", NamedNode(expand("tg:Document")))
    yield say(paper, "tg:mediaType", Literal("application/pdf"))
    yield say(paper, "rdfs:label", Literal("A PDF", language="en"))
    page = Literal("https://example.org/1", datatype=NamedNode(expand("xsd:anyURI")))
    yield say(NamedNode(minter.document("harbour-first")), "foaf:page", page)
    yield say(risk, "rdf:type", NamedNode(expand("tg:Risk")))
    yield say(risk, "rdfs:label", Literal("A risk"))
    yield say(risk, "tg:hasEvidence", evidence)
    yield say(evidence, "tg:document", paper)
    yield say(evidence, "tg:place", Literal("p. 4, first paragraph"))
    yield say(evidence, "rdfs:label", Literal("attested"))


def number(query: str) -> int:
    solutions = sample_store().select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {query} }}")
    return int(getattr(solutions.rows[0][0], "value", "0"))


def of_type(name: str, kind: str) -> int:
    return sum(t.predicate == TYPE and t.object == NamedNode(expand(kind)) for t in made(name))


def uses(name: str, prop: str) -> int:
    return sum(t.predicate.value == expand(prop) for t in made(name))


def shapes(name: str) -> Path:
    return locate("ontology", "shapes", "profiles", f"{name}.ttl")


def test_every_folder_of_queries_is_a_profile_with_shapes():
    folders = {path.name for path in locate("queries", "profiles").iterdir()}

    assert set(PROFILES) == folders
    assert all(shapes(name).exists() for name in PROFILES)


@pytest.mark.parametrize(
    "path",
    [p for n in PROFILES for p in profile_files(n)],
    ids=lambda p: f"{p.parent.name}-{p.stem}",
)
def test_every_query_has_a_summary_and_constructs_something(path):
    text = path.read_text("utf-8")
    triples = made(path.parent.name)

    assert text.startswith("#+ summary: ")
    store = Inner()
    store.extend([*sample_store().dump(), *_more()])
    alone = set(OxigraphStore(store).construct(text))
    assert alone
    assert alone <= set(triples)


def test_an_unknown_profile_is_refused():
    with pytest.raises(UsageError, match="no profile 'akoma'"):
        profile_files("akoma")


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_has_no_blank_nodes_and_comes_back_from_both_forms(name):
    triples = made(name)
    turtle = {q.triple for q in parse(as_turtle(triples), format=RdfFormat.TURTLE)}
    jsonld = {q.triple for q in parse(as_jsonld(triples), format=RdfFormat.JSON_LD)}

    assert not any(isinstance(t.subject, BlankNode) for t in triples)
    assert len(triples) > 200
    assert set(triples) == turtle == jsonld


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_satisfies_its_shapes_by_two_engines(name):
    assert () == validate(made(name), shapes(name))
    assert () == validate_independently(made(name), shapes(name))


def damaged(triples: list[Triple]) -> Iterator[list[Triple]]:
    """Yield the profile broken in every way: something dropped, turned to text, or doubled."""
    properties = sorted({t.predicate for t in triples}, key=str)
    kinds = sorted({t.object for t in triples if t.predicate == TYPE}, key=str)
    for prop in properties:
        yield [t for t in triples if t.predicate != prop]
        yield [
            Triple(t.subject, prop, Literal("", language="x-no")) if t.predicate == prop else t
            for t in triples
        ]
        yield [
            Triple(t.subject, prop, NamedNode("urn:x:nothing")) if t.predicate == prop else t
            for t in triples
        ]
    for kind in kinds:
        yield [t for t in triples if not (t.predicate == TYPE and t.object == kind)]
    subjects = sorted({t.subject for t in triples}, key=str)
    yield [*triples, *(Triple(s, TYPE, kind) for s in subjects for kind in kinds)]


def few(triples: list[Triple]) -> list[Triple]:
    """Return all of the first things of each class and of each property, and all classes."""
    seen: Counter[object] = Counter()
    kept = set()
    for triple in triples:
        for mark in (triple.predicate, triple.object if triple.predicate == TYPE else None):
            seen[mark] += 1
            if seen[mark] <= 3:
                kept.add(triple.subject)
    return [t for t in triples if t.subject in kept or t.predicate == TYPE]


@pytest.mark.parametrize("name", PROFILES)
def test_every_shape_of_a_profile_can_be_broken(name):
    demanded = {shape.code for shape in read_shapes(shapes(name)).values()}
    part = few(made(name))
    before = Counter(f.code for f in validate(part, shapes(name)))
    broken = set()
    for triples in damaged(part):
        found = Counter(f.code for f in validate(triples, shapes(name)))
        broken |= {code for code, count in found.items() if count > before[code]}

    assert len(demanded) >= 7
    assert demanded == broken


def test_eli_has_every_provision_reference_and_language_version():
    assert number("?s a tg:Provision") == of_type("eli", "eli:LegalResourceSubdivision") > 80
    assert number("?s tg:refersTo ?o") == uses("eli", "eli:refers_to") > 20
    assert number("?s tg:refersTo ?o") == uses("eli", "eli:is_referred_to_by")
    assert number("?s a tg:Draft") == of_type("eli", "eli:LegalExpression")
    assert number("?s a tg:Session") == of_type("eli", "eli-dl:Activity") > 0


def test_schema_has_every_draft_provision_and_position():
    legislation = "VALUES ?c { tg:Treaty tg:Draft tg:Provision } ?s a ?c"
    instruments = "?s a tg:Instrument FILTER NOT EXISTS { ?s a tg:Treaty }"
    lineages = "{ SELECT DISTINCT ?s WHERE { ?p tg:target ?s . ?s a tg:Lineage } }"
    expected = number(legislation) + number(instruments) + number(lineages)

    assert expected == of_type("schema", "schema:Legislation")
    assert number("?s a tg:Position") == of_type("schema", "schema:Claim") > 10
    assert 1 == of_type("schema", "schema:Dataset")


def test_annotations_are_positions_evidence_references_and_the_text():
    held = "{ SELECT DISTINCT ?s WHERE { ?s a tg:Position ; tg:target ?t } }"
    found = number(held) + number("?s a tg:Reference ; tg:referenceTo|tg:referenceInstrument ?t")
    evidence = (
        "{ SELECT DISTINCT ?e WHERE { VALUES ?c { tg:Absence tg:Application tg:Argument tg:Figure "
        "tg:LineageEvent tg:Mention tg:Position tg:Proposal tg:Risk } ?s a ?c ; "
        "tg:hasEvidence ?e . ?e tg:document ?d ; tg:place ?p } }"
    )
    quotes = number("?s a tg:Reference ; tg:surfaceText ?t")

    assert found + number(evidence) + 2 == of_type("annotation", "oa:Annotation")
    assert quotes == of_type("annotation", "oa:TextQuoteSelector") > 20


def test_a_loaded_text_is_selected_by_its_characters_and_a_page_of_a_pdf_by_its_number():
    values = {
        t.predicate.value: getattr(t.object, "value", "")
        for t in made("annotation")
        if str(t.subject.value).endswith(("art-1/position", "x/page"))  # type: ignore[union-attr]
    }

    assert ("10", "90") == (values[expand("oa:start")], values[expand("oa:end")])
    assert "page=4" == values[expand("rdf:value")]


def test_every_assessment_has_the_outcome_of_its_verdict():
    outcomes = {"P": "passed", "F": "failed", "I": "inapplicable", "C": "cantTell"}
    letters = Counter("".join(sample_answers()["verdicts"].values()))
    by_software = {
        t.subject
        for t in made("earl")
        if t.predicate.value == expand("earl:mode") and str(t.object).endswith("automatic>")
    }
    results = {
        t.object
        for t in made("earl")
        if t.predicate.value == expand("earl:result") and t.subject in by_software
    }
    found = Counter(
        str(getattr(t.object, "value", "")).removeprefix(PREFIXES["earl"])
        for t in made("earl")
        if t.predicate.value == expand("earl:outcome") and t.subject in results
    )

    assert {outcomes[letter]: count for letter, count in letters.items()} == dict(found)


def test_a_persons_verdict_is_asserted_by_that_person_and_made_by_hand():
    manual = {t.subject for t in made("earl") if str(t.object).endswith("#manual>")}
    assertors = [
        t.object
        for t in made("earl")
        if t.predicate.value == expand("earl:assertedBy") and t.subject in manual
    ]

    assert number("?s a tg:Review") == len(manual) == len(assertors) > 0
    assert all(str(assertor).endswith("/reviewer>") for assertor in assertors)


def test_provenance_never_leads_back_to_where_it_started():
    import networkx

    derived = [expand(f"prov:{n}") for n in ("wasDerivedFrom", "wasRevisionOf", "hadPrimarySource")]
    network = networkx.DiGraph(
        (str(t.subject), str(t.object)) for t in made("prov") if t.predicate.value in derived
    )

    assert network.number_of_edges() > 100
    assert networkx.is_directed_acyclic_graph(network)


def test_every_named_graph_is_generated_by_an_activity_of_the_software():
    graphs = {t.subject for t in made("prov") if "/graph/" in str(t.subject)}
    generated = {
        t.subject for t in made("prov") if t.predicate.value == expand("prov:wasGeneratedBy")
    }

    assert len(graphs) > 10
    assert graphs <= generated


def test_a_fork_gives_out_profiles_in_its_own_words():
    store = Inner()
    minter = Minter("https://example.org/mine/")
    graph = NamedNode(minter.graph("assessments"))
    activity = NamedNode(minter.thing("activity", "assess"))
    thing = NamedNode(minter.thing("toy", "assessment", "x"))
    for subject, name, value in (
        (thing, "rdf:type", NamedNode(expand("tg:Assessment"))),
        (thing, "rdfs:label", Literal("x")),
        (thing, "tg:assessedDraft", NamedNode(minter.draft("toy", "first"))),
        (thing, "tg:assesses", NamedNode(minter.thing("toy", "recommendation", "r"))),
        (graph, "prov:wasGeneratedBy", activity),
    ):
        store.add(Quad(subject, NamedNode(expand(name)), value, graph))
    triples = construct_profile(OxigraphStore(store), "prov", minter)

    assert activity in {
        t.object for t in triples if t.predicate.value == expand("prov:wasGeneratedBy")
    }


def test_a_profile_is_written_as_turtle_and_json_ld(tmp_path):
    files = export_profile(sample_store(), "eli", tmp_path)

    assert ["eli.ttl", "eli.jsonld"] == [file.path.name for file in files]
    assert all(file.bytes == file.path.stat().st_size > 10_000 for file in files)


def test_the_page_about_profiles_is_what_the_queries_give():
    assert page() == PAGE.read_text("utf-8"), "write it: python -m tests.export.profiles_page"
