"""The graph in the standard RDF formats, and in Jelly: the same bytes for the same graph.

N-Quads, TriG, JSON-LD and Jelly keep the named graphs; the others hold the union of the
graphs, each triple once.  Statements are sorted, then streamed to the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from treatygraph.errors import UsageError
from treatygraph.vocab import PREFIXES, TG, expand

__all__ = ["FORMATS", "WITH_GRAPHS", "read_jelly", "with_individuals", "write_jelly", "write_rdf"]

#: Name of the format → (what serialises it, suffix of the file).
FORMATS: dict[str, tuple[RdfFormat, str]] = {
    "nquads": (RdfFormat.N_QUADS, "nq"),
    "ntriples": (RdfFormat.N_TRIPLES, "nt"),
    "turtle": (RdfFormat.TURTLE, "ttl"),
    "trig": (RdfFormat.TRIG, "trig"),
    "rdfxml": (RdfFormat.RDF_XML, "rdf"),
}
#: Formats that keep named graphs.
WITH_GRAPHS = ("nquads", "trig")

#: Classes of terms, whose members are no individuals.
_TERMS = {
    expand(f"owl:{name}")
    for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology")
} | {expand("rdfs:Datatype"), expand("rdf:Property")}

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_rdf(quads: Iterable[Quad], form: str, out: IO[bytes]) -> None:
    """Write quads in one of `FORMATS`."""
    target, _ = FORMATS[form]
    ordered: list[Quad] | list[Triple]
    if form in WITH_GRAPHS:
        ordered = sorted(set(quads), key=_by_graph)
    else:
        ordered = sorted({quad.triple for quad in quads}, key=str)
    prefixes = PREFIXES if form in ("turtle", "trig", "rdfxml") else None
    serialize(ordered, output=out, format=target, prefixes=prefixes)


def _by_graph(quad: Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)


def with_individuals(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads, and for each thing of a class that it is an individual.

    Owlready2 lists only what is an `owl:NamedIndividual`, and the OWL 2 mapping to RDF
    (section 3.1.2) declares individuals so.
    """
    quads = list(quads)
    kind = NamedNode(expand("rdf:type"))
    types: dict[NamedNode, set[str]] = {}
    for quad in quads:
        if quad.predicate == kind and isinstance(quad.subject, NamedNode):
            types.setdefault(quad.subject, set()).add(str(getattr(quad.object, "value", "")))
    terms = {thing for thing, kinds in types.items() if kinds & _TERMS}
    classes = {thing.value for thing in terms if expand("owl:Class") in types[thing]}
    individual = NamedNode(expand("owl:NamedIndividual"))
    found = (
        thing
        for thing, kinds in types.items()
        if thing not in terms and any(k in classes or k.startswith(TG) for k in kinds)
    )
    return [*quads, *(Quad(thing, kind, individual) for thing in found)]


def write_jelly(quads: Iterable[Quad], out: IO[bytes]) -> None:
    """Write quads in Jelly (https://w3id.org/jelly); needs the extra `jelly`."""
    _needed()
    from pyjelly.integrations.generic.generic_sink import DefaultGraph
    from pyjelly.integrations.generic.generic_sink import Quad as JellyQuad
    from pyjelly.integrations.generic.serialize import flat_stream_to_file

    def statements() -> Iterator[Any]:
        for quad in sorted(set(quads), key=_by_graph):
            graph = (
                _to_jelly(quad.graph_name)
                if isinstance(quad.graph_name, NamedNode)
                else DefaultGraph
            )
            yield JellyQuad(
                _to_jelly(quad.subject), _to_jelly(quad.predicate), _to_jelly(quad.object), graph
            )

    flat_stream_to_file(statements(), out)


def read_jelly(source: IO[bytes]) -> Iterator[Quad]:
    """Yield the quads of a Jelly stream."""
    _needed()
    from pyjelly.integrations.generic.parse import parse_jelly_flat

    for met in parse_jelly_flat(source):
        if len(met) == 4:
            yield Quad(*(_from_jelly(term) for term in met))


def _needed() -> None:
    try:
        import pyjelly  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "Jelly needs the package pyjelly, which is not installed.",
            remedy="pip install 'treatygraph[jelly]'",
        ) from error


def _to_jelly(term: Any) -> Any:
    from pyjelly.integrations.generic import generic_sink as jelly

    if isinstance(term, Literal):
        kind = None if term.language or term.datatype.value == _STRING else term.datatype.value
        return jelly.Literal(term.value, term.language, kind)
    if isinstance(term, BlankNode):
        return jelly.BlankNode(term.value)
    return jelly.IRI(term.value)


def _from_jelly(term: Any) -> Any:
    from pyjelly.integrations.generic import generic_sink as jelly
    from pyoxigraph import DefaultGraph

    if isinstance(term, jelly.Literal):
        if term._langtag:
            return Literal(term._lex, language=term._langtag)
        return Literal(term._lex, datatype=NamedNode(term._datatype or _STRING))
    if isinstance(term, jelly.BlankNode):
        return BlankNode(term._identifier)
    return NamedNode(term._iri) if isinstance(term, jelly.IRI) else DefaultGraph()
