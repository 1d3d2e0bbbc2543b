"""The terms of the ontology as its documentation shows them: everything said of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from treatygraph.iris import ONTOLOGY
from treatygraph.vocab import compact, expand

__all__ = ["Term", "Terms", "expression"]

Declarations = dict[str, dict[str, list[Any]]]

#: Kind of term → heading, in the order of the page.
_KINDS = {
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Object properties",
    "owl:DatatypeProperty": "Datatype properties",
    "owl:AnnotationProperty": "Annotation properties",
}
_MATCHES = {
    "skos:exactMatch": "exact",
    "skos:closeMatch": "close",
    "skos:broadMatch": "theirs is broader",
    "skos:narrowMatch": "theirs is narrower",
    "skos:relatedMatch": "related",
}
_RESTRICTIONS = {
    "owl:someValuesFrom": "some",
    "owl:allValuesFrom": "only",
    "owl:hasValue": "value",
    "owl:cardinality": "exactly",
    "owl:qualifiedCardinality": "exactly",
    "owl:minQualifiedCardinality": "min",
    "owl:minCardinality": "min",
    "owl:maxQualifiedCardinality": "max",
    "owl:maxCardinality": "max",
}


@dataclass(slots=True)
class Term:
    """One term: its name, texts, and rows of IRIs under a heading each."""

    iri: str
    name: str
    label: str = ""
    definitions: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    rows: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    deprecated: bool = False
    uses: int = 0


class Terms:
    """The terms in the triples of the ontology, blank nodes given IRIs or not."""

    def __init__(self, triples: Iterable[Triple], uses: dict[str, int] | None = None) -> None:
        told: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            subject = str(getattr(triple.subject, "value", ""))
            told[subject][compact(triple.predicate.value)].append(triple.object)
        self.told: Declarations = {iri: dict(facts) for iri, facts in told.items()}
        self.uses = uses or {}
        self._back: dict[str, dict[str, set[str]]] = {}
        self.names = [iri for iri in self.told if iri.startswith(ONTOLOGY)]

    def groups(self) -> dict[str, list[Term]]:
        """Return the terms below the heading of their kind, by name."""
        groups: dict[str, list[Term]] = {}
        for kind, heading in _KINDS.items():
            node = NamedNode(expand(kind))
            found = [iri for iri in self.names if node in self.told[iri].get("rdf:type", ())]
            if found:
                groups[heading] = [self.term(iri) for iri in sorted(found, key=str.lower)]
        return groups

    def definitions(self) -> dict[str, str]:
        """Return prefixed name → definition."""
        return {
            compact(iri): text for iri in self.names for text in self._texts(iri, "skos:definition")
        }

    def superclasses(self) -> list[tuple[str, str]]:
        """Return pairs of class and superclass, as prefixed names."""
        return [
            (compact(iri), compact(above))
            for iri in self.names
            for above in self._iris(iri, "rdfs:subClassOf")
        ]

    def term(self, iri: str) -> Term:
        """Return all that is said of a term."""
        told = self.told[iri]
        return Term(
            iri=iri,
            name=iri.removeprefix(ONTOLOGY),
            label=next(iter(self._texts(iri, "rdfs:label")), ""),
            definitions=self._texts(iri, "skos:definition") or self._texts(iri, "rdfs:comment"),
            examples=self._texts(iri, "skos:example"),
            notes=[*self._texts(iri, "skos:scopeNote"), *self._texts(iri, "skos:editorialNote")],
            sources=self._texts(iri, "dcterms:source"),
            same=[expression(o, self.told) for o in told.get("owl:equivalentClass", ())],
            rows=self._rows(iri),
            deprecated=any(
                getattr(o, "value", "") == "true" for o in told.get("owl:deprecated", ())
            ),
            uses=self.uses.get(iri, 0),
        )

    def _rows(self, iri: str) -> dict[str, list[tuple[str, str]]]:
        rows = {
            "is a": self._iris(iri, "rdfs:subClassOf") + self._iris(iri, "rdfs:subPropertyOf"),
            "kinds": self._to(iri, "rdfs:subClassOf") + self._to(iri, "rdfs:subPropertyOf"),
            "leads from": self._ends(iri, "rdfs:domain"),
            "leads to": self._ends(iri, "rdfs:range"),
            "has properties": self._to(iri, "rdfs:domain"),
            "is reached by": self._to(iri, "rdfs:range"),
            "disjoint with": self._iris(iri, "owl:disjointWith") + self._apart(iri),
            "inverse of": self._iris(iri, "owl:inverseOf"),
            "replaced by": self._iris(iri, "dcterms:isReplacedBy"),
        }
        shown = {
            name: [(found, "") for found in dict.fromkeys(iris)] for name, iris in rows.items()
        }
        shown["compare"] = [
            (found, word) for prop, word in _MATCHES.items() for found in self._iris(iri, prop)
        ]
        return {name: found for name, found in shown.items() if found}

    def _texts(self, iri: str, name: str) -> list[str]:
        return [o.value for o in self.told[iri].get(name, ()) if isinstance(o, Literal)]

    def _iris(self, iri: str, name: str) -> list[str]:
        """Return the named things of a property; expressions are left to `same`."""
        found = (o.value for o in self.told[iri].get(name, ()) if isinstance(o, NamedNode))
        return sorted(value for value in found if not self._is_expression(value))

    def _is_expression(self, iri: str) -> bool:
        return "/.well-known/genid/" in iri

    def _ends(self, iri: str, name: str) -> list[str]:
        ends: list[str] = []
        for node in self.told[iri].get(name, ()):
            members = _members(node, "owl:unionOf", self.told)
            ends += [str(getattr(o, "value", "")) for o in members or [node]]
        return sorted(ends)

    def _to(self, iri: str, name: str) -> list[str]:
        """Return the terms that lead here by a property, also as part of a union."""
        if name not in self._back:
            back: dict[str, set[str]] = defaultdict(set)
            for other in self.names:
                for end in self._ends(other, name):
                    back[end].add(other)
            self._back[name] = back
        return sorted(self._back[name].get(iri, ()))

    def _apart(self, iri: str) -> list[str]:
        found: set[str] = set()
        for told in self.told.values():
            for head in told.get("owl:members", ()):
                names = {str(getattr(o, "value", "")) for o in _listed(head, self.told)}
                if iri in names:
                    found |= names - {iri}
        return sorted(found)


def _key(node: Any) -> str:
    return str(getattr(node, "value", ""))


def _listed(node: Any, told: Declarations) -> list[Any]:
    """Return the members of an RDF list."""
    found = []
    while _key(node) in told and "rdf:first" in told[_key(node)]:
        found.append(told[_key(node)]["rdf:first"][0])
        node = told[_key(node)]["rdf:rest"][0]
    return found


def _members(node: Any, name: str, told: Declarations) -> list[Any]:
    heads = told.get(_key(node), {}).get(name, [])
    return [member for head in heads for member in _listed(head, told)]


def expression(node: Any, told: Declarations) -> str:
    """Return a class expression in Manchester syntax (W3C Note, 2012)."""
    if isinstance(node, Literal):
        return f'"{node.value}"' if not node.value.isdigit() else node.value
    facts = told.get(_key(node), {})
    for name, word in (("owl:intersectionOf", " and "), ("owl:unionOf", " or ")):
        if parts := _members(node, name, told):
            return "(" + word.join(expression(part, told) for part in parts) + ")"
    if parts := _members(node, "owl:oneOf", told):
        return "{" + ", ".join(expression(part, told) for part in parts) + "}"
    if "owl:complementOf" in facts:
        return f"not {expression(facts['owl:complementOf'][0], told)}"
    if "owl:onProperty" in facts:
        prop = expression(facts["owl:onProperty"][0], told)
        for name, word in _RESTRICTIONS.items():
            if name in facts:
                more = "".join(f" {expression(o, told)}" for o in facts.get("owl:onClass", []))
                return f"({prop} {word} {expression(facts[name][0], told)}{more})"
    if "owl:inverseOf" in facts:
        return f"inverse {expression(facts['owl:inverseOf'][0], told)}"
    return compact(_key(node))
