"""Terms between two libraries: pyoxigraph's, which all layers use, and rdflib's.

Lexical forms survive both ways: rdflib is told not to normalise literals.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from treatygraph.errors import StoreError

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from treatygraph.store.base import Term

__all__ = ["from_rdflib", "to_dataset", "to_rdflib"]


def to_rdflib(term: Term) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    """Return a term as rdflib's.

    >>> to_rdflib(Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))).n3()
    '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype.value.endswith("XMLSchema#string")
        kind = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=kind, normalize=False)
    raise StoreError(
        "A quoted triple cannot be held by rdflib.",
        expected="IRIs, literals and blank nodes (RDF 1.1)",
        remedy="use the embedded store",
    )


def from_rdflib(node: Node) -> NamedNode | Literal | BlankNode:
    """Return rdflib's term as pyoxigraph's."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        if node.datatype is None:
            return Literal(str(node))
        return Literal(str(node), datatype=NamedNode(str(node.datatype)))
    raise StoreError(f"rdflib's term {node!r} has no counterpart.", expected="an RDF 1.1 term")


def to_dataset(quads: Iterable[Quad], dataset: rdflib.Dataset | None = None) -> rdflib.Dataset:
    """Return an rdflib dataset of quads, its default graph the union of all graphs."""
    import rdflib

    target = dataset if dataset is not None else rdflib.Dataset(default_union=True)
    target.addN(
        (
            to_rdflib(_simple(quad.subject)),
            to_rdflib(quad.predicate),
            to_rdflib(_simple(quad.object)),
            target.graph(_graph_name(quad)),
        )
        for quad in quads
    )
    return target


def _graph_name(quad: Quad) -> rdflib.URIRef:
    import rdflib
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    if isinstance(quad.graph_name, DefaultGraph):
        return DATASET_DEFAULT_GRAPH_ID
    return rdflib.URIRef(quad.graph_name.value)


def _simple(term: Term | Triple) -> Term:
    return term
