"""Records become the quads that docs/architecture.md describes."""

from pyoxigraph import NamedNode

from treatygraph.iris import Minter
from treatygraph.mapping import map_draft, map_positions
from treatygraph.mapping.draft_quads import _point
from treatygraph.model import (
    DraftFacts,
    Evidence,
    PositionFile,
    Provision,
    Reference,
    Statement,
)
from treatygraph.vocab import expand

M = Minter()


def values(quads, subject, name):
    return [
        q.object.value
        for q in quads
        if q.subject == NamedNode(subject) and q.predicate == NamedNode(expand(name))
    ]


def test_the_strongest_basis_of_the_whole_fact_is_its_basis():
    evidence = (
        Evidence(basis="official-text", document="d", place="p. 1", about="number"),
        Evidence(basis="unverified"),
        Evidence(basis="attested", document="d", place="p. 2"),
    )
    facts = DraftFacts(
        treaty="toy",
        draft="first",
        title="Toy",
        document="d",
        provisions=(Provision(key="art-1", level="article", order=1, evidence=evidence),),
    )
    quads = list(map_draft(facts, M))
    iri = M.provision("toy", "first", "art-1")

    assert [M.concept("basis/attested")] == values(quads, iri, "tg:basis")
    assert len(values(quads, iri, "tg:hasEvidence")) == 3


def test_two_equal_references_keep_two_identities():
    twice = Reference(source="art-1", target="art-1", surface="this article")
    facts = DraftFacts(
        treaty="toy",
        draft="first",
        title="Toy",
        document="d",
        provisions=(Provision(key="art-1", level="article", order=1),),
        references=(twice, twice),
    )
    froms = {q.subject for q in map_draft(facts, M) if q.predicate.value.endswith("referenceFrom")}

    assert len(froms) == 2


def test_an_argument_supports_the_recommendation_that_names_it():
    file = PositionFile(
        key="paper",
        treaty="toy",
        document="paper",
        holder="ngo",
        statements=(
            Statement(key="do-it", kind="recommendation", summary="Do it.", holder="ngo"),
            Statement(
                key="why", kind="argument", summary="Since.", holder="ngo", supports=("do-it",)
            ),
        ),
    )
    quads = list(map_positions(file, M))
    recommendation = M.statement("toy", "recommendation", "paper", "do-it")

    assert [M.statement("toy", "argument", "paper", "why")] == values(
        quads, recommendation, "tg:supportedBy"
    )


def test_points_are_cited_as_lawyers_do():
    assert _point("art-24/para-2/subpara-a") == "Article 24(2)(a)"
    assert _point("preamble/para-3") == "Preamble, para. 3"


def test_targets_become_the_things_that_their_keys_name():
    targets = {
        "treaty": M.treaty("toy"),
        "lineage/scope": M.lineage("toy", "scope"),
        "provision/first/art-1/para-2": M.provision("toy", "first", "art-1/para-2"),
        "session/spring": M.thing("session", "spring"),
        "instrument/untoc": M.treaty("untoc"),
        "proposal/theirs": M.statement("toy", "proposal", "paper", "theirs"),
        "safeguard/necessity": M.concept("safeguard/necessity"),
    }
    one = Statement(key="it", kind="position", summary="It.", holder="ngo", targets=tuple(targets))
    theirs = Statement(key="theirs", kind="proposal", summary="Theirs.", holder="them")
    file = PositionFile(
        key="paper", treaty="toy", document="paper", holder="ngo", statements=(one, theirs)
    )
    subject = M.statement("toy", "position", "paper", "it")

    assert sorted(targets.values()) == sorted(values(map_positions(file, M), subject, "tg:target"))
