"""OWL 2 RL: what the ontology says of the facts, inferred without Java.

`reasonable` applies the rules of OWL 2 RL (OWL 2 Profiles, section 4.3).  Only what can
lead to something new is given to it: the ontology, the classes of things, and the
properties that stand in a definition or below another property.  Domains and ranges are
left to the shapes, which demand the classes to be stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from treatygraph.vocab import expand

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store, Triple

__all__ = ["GENID", "inferring", "module", "rl_inferences"]

#: Mark of the IRIs that stand for blank nodes (RDF 1.1 Concepts, section 3.5).
GENID = "/.well-known/genid/"

_TYPE = expand("rdf:type")
_SAME = expand("owl:sameAs")
_LANGUAGES = (expand("owl:"), expand("rdfs:"), expand("rdf:"))
#: Literals of this kind are labels and notes, which nothing follows from.
_TEXT = expand("rdf:langString")


def module(store: Store, ontology: str) -> set[Triple]:
    """Return the triples of a store that OWL 2 RL can infer something from.

    `ontology` is the named graph with the terms; every other graph holds facts.
    """
    from pyoxigraph import Literal, NamedNode

    graph = NamedNode(ontology)
    terms = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    kept = {
        t for t in terms if not isinstance(t.object, Literal) or t.object.datatype.value != _TEXT
    }
    for predicate in inferring(kept):
        kept |= {q.triple for q in store.quads_for_pattern(None, NamedNode(predicate), None)}
    return kept


def inferring(terms: Iterable[Triple | Quad]) -> list[str]:
    """Return the properties of facts that something follows from, by the triples of an ontology.

    That is the class of a thing, the properties of definitions, and those below another.
    """
    on, below = expand("owl:onProperty"), expand("rdfs:subPropertyOf")
    found = {
        str(getattr(t.object if t.predicate.value == on else t.subject, "value", ""))
        for t in terms
        if t.predicate.value in (on, below)
    }
    return [_TYPE, *sorted(found)]


def rl_inferences(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return what OWL 2 RL adds about things, in order; nothing about terms.

    That each thing is an `owl:Thing` and the same as itself is left out.
    """
    from pyoxigraph import RdfFormat, serialize
    from reasonable import PyReasoner

    given = set(triples)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.ttl"
        path.write_bytes(serialize(given, format=RdfFormat.N_TRIPLES) or b"")
        reasoner = PyReasoner()
        reasoner.load_file(str(path))
        found = reasoner.reason()
    return tuple(sorted(set(_new(found, given)), key=str))


def _new(found: Iterable[tuple[str, str, str]], given: set[Triple]) -> Iterator[Triple]:
    from pyoxigraph import NamedNode, Triple
    from rdflib import URIRef

    known = {(t.subject.value, t.predicate.value, t.object.value) for t in given}  # type: ignore[union-attr]
    for row in found:
        if not all(isinstance(term, URIRef) for term in row):
            continue
        subject, predicate, value = (str(term) for term in row)
        if (subject, predicate, value) in known or _is_idle(subject, predicate, value):
            continue
        yield Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _is_idle(subject: str, predicate: str, value: str) -> bool:
    """Tell whether a triple is about a term, or true of everything."""
    if GENID in subject or GENID in value or value.startswith(_LANGUAGES):
        return True
    return (
        predicate.startswith(_LANGUAGES)
        and predicate != _TYPE
        and not _merges(predicate, subject, value)
    )


def _merges(predicate: str, subject: str, value: str) -> bool:
    return predicate == _SAME and subject != value
