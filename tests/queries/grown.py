"""Where a query, its parameters bound, reads what belongs to other treaties.

Goes the way of the embedded engine (`planned`) with what is bound in truth: from a parameter to
what belongs to its treaty, step by step.  A pattern that starts from nothing, or from what all
treaties share (a concept, a class, a number), is read for all that is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.term import Variable

from tests.queries.planned import Node, plan
from treatygraph.resources import locate

Bound = dict[Variable, bool]

#: What leads from a thing to one that belongs to a treaty, so that few lead to each.
OWN = frozenset(
    """
    inDraft inArticle inChapter is_part_of has_member ofLineage ofTreaty mentionIn
    referenceFrom referenceTo refersTo governs clause appliesTo except absenceFrom absenceOf
    lacks target stanceOn favours rejects demandIn demandBy issueOf addressesDraft assesses
    assessedDraft coverageOf modelledOn modelOf model concerns supportedBy warnsOf
    partOfRecommendation heldBy participant memberOf
    """.split()  # noqa: SIM905
)
#: What leads to a concept, which all treaties share.
CONCEPTS = frozenset(
    ("names", "lacks", "mentionOf", "absenceOf", "is_about", "callsFor", "demandOf")
)
#: What is of the ontology and its schemes alone, whatever is loaded.
FIXED = ("http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2002/07/owl#")


class Reading:
    """Goes through a plan with what is bound in truth, and keeps what is read for all."""

    def __init__(self, params: set[str], few: frozenset[str]) -> None:
        self.params = params
        self.few = few
        self.found: list[str] = []

    def go(self, node: Node, bound: Bound) -> Bound:
        """Return what is bound after a part: variable → whether it belongs to the treaty."""
        match node.kind:
            case "triple":
                return self.triple(node, bound)
            case "values":
                return {**bound, **{name: str(name) in self.params for name in node.names}}
            case "lateral" | "loopleft":
                left = self.go(node.parts[0], bound)
                after = self.go(node.parts[1], left)
            case "closed":
                kept = {name: own for name, own in bound.items() if name in node.names}
                inner = self.go(node.parts[0], kept)
                after = bound | {name: own for name, own in inner.items() if name in node.names}
            case _:
                after = dict(bound)
                for part in node.parts:
                    after = _nearest(after, self.go(part, bound))
        for one in node.exists:
            self.go(one, after)
        if node.kind in ("extend", "group"):
            after = {**dict.fromkeys(node.names, False), **after}
        return after

    def triple(self, node: Node, bound: Bound) -> Bound:
        """Return what is bound after a pattern."""
        s, p, o = node.triple
        steps = set(_steps(p))
        mine, theirs = bound.get(s), bound.get(o)
        owned = bool(theirs) and all(_local(step) in OWN for step in steps)
        small = all(str(step).startswith(FIXED) for step in steps)
        small = small or (steps == {RDF.type} and str(o) in self.few)
        if mine is None and not (owned or small or isinstance(s, URIRef)):
            self.found.append(" ".join(_short(term) for term in node.triple))
        shared = any(_local(step) in CONCEPTS for step in steps)
        after = dict(bound)
        if isinstance(s, Variable):
            after[s] = bool(mine or owned or (mine is None and not small))
        if isinstance(o, Variable):
            after[o] = bool(theirs or (after.get(s) and not small and not shared))
        return after


def _nearest(one: Bound, two: Bound) -> Bound:
    return {name: one.get(name, False) or two.get(name, False) for name in {**one, **two}}


def _steps(path: Any) -> Iterator[URIRef]:
    if isinstance(path, URIRef):
        yield path
    elif isinstance(path, InvPath):
        yield from _steps(path.arg)
    elif isinstance(path, MulPath):
        yield from _steps(path.path)
    elif isinstance(path, AlternativePath | SequencePath):
        for one in path.args:
            yield from _steps(one)


def _local(term: Any) -> str:
    return str(term).rpartition("#")[2].rpartition("/")[2]


def _short(term: Any) -> str:
    return f"?{term}" if isinstance(term, Variable) else _local(term) or str(term)


def kinds() -> frozenset[str]:
    """Return the classes whose members are concepts, of which no treaty adds any."""
    ontology = Graph()
    for path in sorted(locate("ontology").glob("*.ttl")):
        ontology.parse(path)
    return frozenset(map(str, ontology.transitive_subjects(RDFS.subClassOf, SKOS.Concept)))


def read_whole(query: str, params: set[str], few: frozenset[str]) -> list[str]:
    """Return the patterns of a query, its parameters bound, that are read for all treaties."""
    reading = Reading(params, few)
    reading.go(plan(query), {})
    return sorted(set(reading.found))
