"""One run of a reasoner over a built graph: has it a model, what follows, how long it took.

HermiT and Pellet are asked twice, since to realise a whole graph takes minutes where its
parts take seconds: whether all facts together have a model, the definitions aside, and
what follows for the things that a property of a definition links.  A definition names
a class that stands in no other axiom and that no fact names, so that it cannot take a
model away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from treatygraph.quality.explain import clash, in_words
from treatygraph.quality.owl import infer
from treatygraph.quality.rl import GENID as _GENID
from treatygraph.quality.rl import module, rl_inferences
from treatygraph.table import Table
from treatygraph.vocab import compact, expand

if TYPE_CHECKING:
    from pyoxigraph import Store, Triple

__all__ = ["ENGINES", "Outcome", "as_table", "defined_classes", "reason", "upward"]

Engine = Literal["hermit", "pellet", "rl"]
ENGINES: tuple[Engine, ...] = ("hermit", "pellet", "rl")

_TYPE = expand("rdf:type")
_SUB = expand("rdfs:subClassOf")
_BELOW = expand("rdfs:subPropertyOf")
_ON = expand("owl:onProperty")
_OWL = expand("owl:Class").removesuffix("Class")
_LANGUAGES = (_OWL, expand("rdf:"), expand("rdfs:"))
_EQUIVALENT = expand("owl:equivalentClass")
_KINDS = {_TYPE: "membership", _SUB: "subclass", expand("owl:sameAs"): "same"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reasoner found.

    `consistent` is None where the engine cannot decide it (OWL 2 RL, where it shows no
    contradiction); `why` says in words what excludes what where it is False; `added` are
    the inferences.
    """

    engine: Engine
    consistent: bool | None
    added: tuple[Triple, ...]
    why: tuple[str, ...]
    seconds: dict[str, float]


def reason(
    store: Store,
    engine: Engine,
    *,
    ontology: str,
    derived: str,
    added: Iterable[Triple] = (),
) -> Outcome:
    """Return what an engine makes of a graph.

    `ontology` is the named graph with the terms; the graph `derived`, which holds what
    OWL 2 RL inferred in the build, is left out.  `added` are facts and axioms besides.
    """
    triples = [*_stated(store, derived), *((t, ontology) for t in added)]
    seconds: dict[str, float] = {}
    undefined = [t for t, _ in triples if t.predicate.value != _EQUIVALENT]
    start = perf_counter()
    if engine == "rl":
        found = rl_inferences(_module(triples, ontology))
        seconds["inferences"] = perf_counter() - start
        start = perf_counter()
        why = in_words(clash(undefined, java=False), undefined)
        seconds["contradictions"] = perf_counter() - start
        return Outcome(engine, False if why else None, () if why else found, why, seconds)
    sound = infer(undefined, engine) is not None
    seconds["consistency"] = perf_counter() - start
    if not sound:
        start = perf_counter()
        why = in_words(clash(undefined), undefined)
        seconds["explanation"] = perf_counter() - start
        return Outcome(engine, False, (), why, seconds)
    start = perf_counter()
    part = _module(triples, ontology)
    closest = infer(_defining(part), engine)
    seconds["classification"] = perf_counter() - start
    if closest is None:
        return Outcome(engine, False, (), in_words(clash(part), undefined), seconds)
    return Outcome(engine, True, upward(part, closest), (), seconds)


def upward(stated: Iterable[Triple], found: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return inferences with all that lies above them: a reasoner gives the closest only.

    Added are the superclasses of things and the superproperties of links, stated or
    inferred; of terms, nothing more than was found.
    """
    known, new = set(stated), set(found)
    above = {name: _ladder(name, known | new) for name in (_SUB, _BELOW)}
    terms = set(above[_SUB]) | set(above[_BELOW])
    facts = [t for t in known | new if t.subject not in terms]
    climbed = {one for triple in facts for one in _climb(triple, above)}
    return tuple(sorted((new | climbed) - known, key=str))


def _ladder(name: str, triples: Iterable[Triple]) -> dict[object, set[object]]:
    """Return each named term that has others above it, with all of them."""
    from pyoxigraph import NamedNode

    steps: dict[object, set[object]] = {}
    for triple in triples:
        named = isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)
        if triple.predicate.value == name and named and _GENID not in str(triple):
            steps.setdefault(triple.subject, set()).add(triple.object)
    for term in steps:
        todo = list(steps[term])
        while todo:
            higher = steps.get(todo.pop(), set()) - steps[term]
            steps[term] |= higher
            todo += higher
    return steps


def _climb(triple: Triple, above: dict[str, dict[object, set[object]]]) -> Iterator[Triple]:
    from pyoxigraph import Literal, Triple

    if triple.predicate.value == _TYPE:
        for higher in above[_SUB].get(triple.object, ()):
            yield Triple(triple.subject, triple.predicate, higher)  # type: ignore[arg-type]
    elif not isinstance(triple.object, Literal):
        for higher in above[_BELOW].get(triple.predicate, ()):
            yield Triple(triple.subject, higher, triple.object)  # type: ignore[arg-type]


def _stated(store: Store, derived: str) -> list[tuple[Triple, str]]:
    graphs = ((quad.triple, getattr(quad.graph_name, "value", "")) for quad in store)
    return [(triple, graph) for triple, graph in graphs if graph != derived]


def _module(triples: Iterable[tuple[Triple, str]], ontology: str) -> set[Triple]:
    from pyoxigraph import NamedNode, Quad, Store

    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, NamedNode(g)) for t, g in triples)
    return module(store, ontology)


def _defining(part: Iterable[Triple]) -> set[Triple]:
    """Return all axioms, and the facts about things that a definition can reach."""
    part = set(part)
    on = {t.object.value for t in part if t.predicate.value == _ON}  # type: ignore[union-attr]
    ends = {end for t in part if t.predicate.value in on for end in (t.subject, t.object)}
    return {
        t
        for t in part
        if t.predicate.value in on
        or (t.subject in ends and t.predicate.value == _TYPE)
        or str(t.object).startswith(f"<{_OWL}")
        or (t.predicate.value != _TYPE and t.predicate.value.startswith(_LANGUAGES))
    }


def defined_classes(store: Store) -> frozenset[str]:
    """Return the classes that the ontology defines by what their members are."""
    from pyoxigraph import NamedNode

    found = store.quads_for_pattern(None, NamedNode(_EQUIVALENT), None)
    return frozenset(quad.subject.value for quad in found)  # type: ignore[union-attr]


def as_table(outcome: Outcome, *, only: frozenset[str] = frozenset()) -> Table:
    """Return one row for each inference; with `only`, of memberships those in its classes."""
    times = ", ".join(f"{name} {time:.1f} s" for name, time in outcome.seconds.items())
    spent = f"{outcome.engine}: {times}."
    if outcome.consistent is False:
        sentences = tuple((sentence,) for sentence in outcome.why)
        verdict = "INCONSISTENT: these exclude each other, and none of them can be left out."
        return Table(("sentence",), sentences, "What excludes what", (verdict, spent))
    rows = tuple(sorted(_row(triple) for triple in outcome.added if _is_shown(triple, only)))
    verdict = {
        True: "Consistent.",
        None: "OWL 2 RL shows no contradiction; whether there is none, HermiT decides.",
    }[outcome.consistent]
    counted = f"{len(outcome.added)} inferences, {len(rows)} of them shown."
    return Table(("kind", "thing", "value"), rows, "Inferences", (verdict, counted, spent))


def _is_shown(triple: Triple, only: frozenset[str]) -> bool:
    if not only or triple.predicate.value == _SUB:
        return True
    return triple.predicate.value == _TYPE and getattr(triple.object, "value", "") in only


def _row(triple: Triple) -> tuple[str, str, str]:
    name = triple.predicate.value
    subject, value = (getattr(x, "value", "") for x in (triple.subject, triple.object))
    return _KINDS.get(name, compact(name)), compact(subject), compact(value)
