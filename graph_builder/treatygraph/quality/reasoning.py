"""One run of a reasoner over a built graph: has it a model, what follows, how long it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from treatygraph.quality.explain import clash, in_words
from treatygraph.quality.owl import infer
from treatygraph.quality.rl import module, rl_inferences
from treatygraph.table import Table
from treatygraph.vocab import compact, expand

if TYPE_CHECKING:
    from pyoxigraph import Store, Triple

__all__ = ["ENGINES", "Outcome", "as_table", "defined_classes", "reason"]

Engine = Literal["hermit", "pellet", "rl"]
ENGINES: tuple[Engine, ...] = ("hermit", "pellet", "rl")

_TYPE = expand("rdf:type")
_SUB = expand("rdfs:subClassOf")
_EQUIVALENT = expand("owl:equivalentClass")
_KINDS = {_TYPE: "membership", _SUB: "subclass", expand("owl:sameAs"): "same"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reasoner found.

    `consistent` is None where the engine does not decide it (OWL 2 RL); `why` says in
    words what excludes what where it is False; `added` are the inferences.
    """

    engine: Engine
    consistent: bool | None
    added: tuple[Triple, ...]
    why: tuple[str, ...]
    seconds: dict[str, float]


def reason(store: Store, engine: Engine, *, ontology: str, derived: str) -> Outcome:
    """Return what an engine makes of a graph.

    `ontology` is the named graph with the terms; the graph `derived`, which holds what
    OWL 2 RL inferred in the build, is left out.
    """
    triples = _stated(store, derived)
    seconds: dict[str, float] = {}
    if engine == "rl":
        start = perf_counter()
        added = rl_inferences(_module(triples, ontology))
        seconds["inferences"] = perf_counter() - start
        return Outcome(engine, None, added, (), seconds)
    start = perf_counter()
    undefined = [t for t, _ in triples if t.predicate.value != _EQUIVALENT]
    sound = infer(undefined, engine) is not None
    seconds["consistency"] = perf_counter() - start
    if not sound:
        start = perf_counter()
        why = in_words(clash(undefined), undefined)
        seconds["explanation"] = perf_counter() - start
        return Outcome(engine, False, (), why, seconds)
    start = perf_counter()
    part = _module(triples, ontology)
    found = infer(part, engine)
    seconds["classification"] = perf_counter() - start
    if found is None:
        return Outcome(engine, False, (), in_words(clash(part), undefined), seconds)
    return Outcome(engine, True, found, (), seconds)


def _stated(store: Store, derived: str) -> list[tuple[Triple, str]]:
    graphs = ((quad.triple, getattr(quad.graph_name, "value", "")) for quad in store)
    return [(triple, graph) for triple, graph in graphs if graph != derived]


def _module(triples: Iterable[tuple[Triple, str]], ontology: str) -> set[Triple]:
    from pyoxigraph import NamedNode, Quad, Store

    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, NamedNode(g)) for t, g in triples)
    return module(store, ontology)


def defined_classes(store: Store) -> frozenset[str]:
    """Return the classes that the ontology defines by what their members are."""
    from pyoxigraph import NamedNode

    found = store.quads_for_pattern(None, NamedNode(_EQUIVALENT), None)
    return frozenset(quad.subject.value for quad in found)  # type: ignore[union-attr]


def as_table(outcome: Outcome, *, only: frozenset[str] = frozenset()) -> Table:
    """Return one row for each inference; with `only`, of memberships those in its classes."""
    seconds = ", ".join(f"{name} {time:.1f} s" for name, time in outcome.seconds.items())
    if outcome.consistent is False:
        rows = tuple(("clash", sentence, "") for sentence in outcome.why)
        verdict = "INCONSISTENT: these exclude each other, and none of them can be left out."
    else:
        shown = [t for t in outcome.added if _is_shown(t, only)]
        rows = tuple(sorted(_row(triple) for triple in shown))
        verdict = {
            True: "Consistent.",
            None: "OWL 2 RL does not decide consistency; HermiT does.",
        }[outcome.consistent]
    notes = (verdict, f"{len(outcome.added)} inferences.", f"{outcome.engine}: {seconds}.")
    return Table(("kind", "thing", "value"), rows, "Inferences", notes)


def _is_shown(triple: Triple, only: frozenset[str]) -> bool:
    if not only or triple.predicate.value == _SUB:
        return True
    return triple.predicate.value == _TYPE and getattr(triple.object, "value", "") in only


def _row(triple: Triple) -> tuple[str, str, str]:
    name = triple.predicate.value
    subject, value = (getattr(x, "value", "") for x in (triple.subject, triple.object))
    return _KINDS.get(name, compact(name)), compact(subject), compact(value)
