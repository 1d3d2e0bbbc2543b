"""What the tests of the ontology read: its files, each once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Store, Triple, parse
from rdflib import Graph

from treatygraph.iris import Minter
from treatygraph.pipeline.collect import collect, map_library, ontology_quads
from treatygraph.pipeline.rules import apply_rules
from treatygraph.resources import locate

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
TG = "https://w3id.org/treatygraph/ontology#"
BASE = "https://w3id.org/treatygraph/"

TERMS = (ONTOLOGY / "treaty.ttl", ONTOLOGY / "alignments.ttl")
SCHEMES = tuple(sorted((ONTOLOGY / "schemes").glob("*.ttl")))
SHAPES = tuple(sorted((ONTOLOGY / "shapes").glob("*.ttl")))
VALID = tuple(sorted((ONTOLOGY / "examples" / "valid").glob("*.ttl")))
INVALID = tuple(sorted((ONTOLOGY / "examples" / "invalid").glob("*.ttl")))


def triples(*paths: Path) -> list[Triple]:
    """Return the triples of Turtle files, blank nodes kept apart."""
    return [
        quad.triple
        for path in paths
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]


@cache
def ontology() -> Graph:
    """Return the ontology without its alignments."""
    return Graph().parse(TERMS[0], format="turtle")


@cache
def sound() -> tuple[Triple, ...]:
    """Return all valid examples together with the schemes that they point to."""
    return tuple(triples(*VALID, *SCHEMES))


@cache
def shipped() -> tuple[Triple, ...]:
    """Return the graph of the shipped data with all that rules derive, as triples."""
    minter = Minter()
    store = Store()
    store.bulk_extend(map_library(collect((locate("data"),), ()), minter))
    store.bulk_extend(ontology_quads(minter))
    apply_rules(store, minter)
    return tuple(quad.triple for quad in store)


@cache
def terms() -> tuple[Triple, ...]:
    """Return ontology and alignments."""
    return tuple(triples(*TERMS))
