"""One form for hand-written Turtle: the same graph always gives the same file.

Prefixes are sorted and only those used are declared; subjects stand by kind, then by
name; of each subject `a` comes first, then labels, notation, definition, example and
source, then everything else by name; one predicate a line, four spaces of indent.
Blank nodes are written in place or, where nothing points to them, last; lists stand in
parentheses.  Comments are not kept: notes
belong in annotations.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["format_turtle"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SH = "http://www.w3.org/ns/shacl#"
_DCTERMS = "http://purl.org/dc/terms/"
_XSD = "http://www.w3.org/2001/XMLSchema#"

#: Predicates that lead, in this order; the others follow by name.
_LEADING = (
    f"{_RDF}type",
    f"{_DCTERMS}title",
    f"{_RDFS}label",
    f"{_SKOS}prefLabel",
    f"{_SKOS}altLabel",
    f"{_SKOS}notation",
    f"{_SKOS}definition",
    f"{_SKOS}example",
    f"{_DCTERMS}source",
    f"{_RDFS}isDefinedBy",
    f"{_SH}targetClass",
    f"{_SH}path",
)
#: Kinds of subjects in the order of a file; anything else comes last.
_KINDS = (
    f"{_OWL}Ontology",
    f"{_SKOS}ConceptScheme",
    f"{_OWL}Class",
    f"{_OWL}ObjectProperty",
    f"{_OWL}DatatypeProperty",
    f"{_OWL}AnnotationProperty",
    f"{_RDFS}Datatype",
    f"{_SKOS}Concept",
    f"{_SH}NodeShape",
    f"{_SH}PropertyShape",
)
_INDENT = "    "


def format_turtle(text: str) -> str:
    """Return the canonical form of a Turtle document; applying it twice changes nothing.

    >>> print(format_turtle("@prefix e: <http://e/> . e:b e:p e:c . e:a e:p 1, e:b .").strip())
    @prefix e: <http://e/> .
    <BLANKLINE>
    e:a
        e:p 1, e:b .
    <BLANKLINE>
    e:b
        e:p e:c .
    """
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    graph.parse(data=text, format="turtle")
    return _Writer(graph).document()


class _Writer:
    def __init__(self, graph: Graph) -> None:
        from rdflib import BNode
        from rdflib.namespace import RDF

        self.graph = graph
        self.rdf = RDF
        self.blank = BNode
        self.prefixes = {str(ns): prefix for prefix, ns in graph.namespaces()}
        self.used: set[str] = set()

    def document(self) -> str:
        subjects = {s for s in self.graph.subjects() if not isinstance(s, self.blank)}
        loose = [
            s
            for s in self.graph.subjects(unique=True)
            if isinstance(s, self.blank) and not any(self.graph.subjects(None, s))
        ]
        blocks = [self._block(s) for s in sorted(subjects, key=self._rank)]
        blocks += sorted(self._block(s) for s in loose)
        names = sorted((p, ns) for ns, p in self.prefixes.items() if ns in self.used)
        head = "".join(f"@prefix {prefix}: <{ns}> .\n" for prefix, ns in names)
        return head + "".join(f"\n{block}\n" for block in blocks)

    def _rank(self, subject: Node) -> tuple[int, str]:
        types = {str(kind) for kind in self.graph.objects(subject, self.rdf.type)}
        kind = next((i for i, name in enumerate(_KINDS) if name in types), len(_KINDS))
        return kind, str(subject)

    def _block(self, subject: Node) -> str:
        lines = self._statements(subject, _INDENT)
        name = "[]" if isinstance(subject, self.blank) else self._term(subject, "")
        return f"{name}\n" + " ;\n".join(lines) + " ."

    def _statements(self, subject: Node, indent: str) -> list[str]:
        return [
            f"{indent}{self._verb(predicate)} {self._objects(subject, predicate, indent)}"
            for predicate in sorted(self.graph.predicates(subject, unique=True), key=_lead)
        ]

    def _verb(self, predicate: Node) -> str:
        return "a" if predicate == self.rdf.type else self._term(predicate, "")

    def _objects(self, subject: Node, predicate: Node, indent: str) -> str:
        written = sorted(self._term(o, indent) for o in self.graph.objects(subject, predicate))
        line = ", ".join(written)
        if len(line) <= 90 or len(written) == 1:
            return line
        return f",\n{indent}{_INDENT}".join(written)

    def _term(self, node: Node, indent: str) -> str:
        from rdflib import Literal, URIRef

        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, URIRef):
            return self._name(str(node))
        if node == self.rdf.nil or (node, self.rdf.first, None) in self.graph:
            items = (self._term(item, indent) for item in self.graph.items(node))
            return f"( {' '.join(items)} )"
        inner = " ;\n".join(self._statements(node, indent + _INDENT))
        return f"[\n{inner} ;\n{indent}]" if inner else "[]"

    def _literal(self, node: Node) -> str:
        from rdflib import Literal

        if not isinstance(node, Literal):  # pragma: no cover - for the type checker
            raise TypeError(node)
        kind = str(node.datatype or "")
        if kind in (f"{_XSD}boolean", f"{_XSD}integer") and str(node).isalnum():
            return str(node)
        quoted = _quote(str(node))
        if node.language:
            return f"{quoted}@{node.language}"
        return f"{quoted}^^{self._name(kind)}" if kind else quoted

    def _name(self, iri: str) -> str:
        if iri == f"{_RDF}nil":
            return "()"
        for namespace in sorted(self.prefixes, key=len, reverse=True):
            local = iri[len(namespace) :]
            if iri.startswith(namespace) and _is_plain(local):
                self.used.add(namespace)
                return f"{self.prefixes[namespace]}:{local}"
        return f"<{iri}>"


def _lead(predicate: Node) -> tuple[int, str]:
    name = str(predicate)
    return (_LEADING.index(name) if name in _LEADING else len(_LEADING)), name


def _is_plain(local: str) -> bool:
    return not local or (
        local.isascii() and local.replace("-", "").replace("_", "").isalnum() and local[0] != "-"
    )


def _quote(value: str) -> str:
    return '"' + "".join(_escape(value)) + '"'


def _escape(value: str) -> Iterable[str]:
    names = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return (names.get(char, char) for char in value)
