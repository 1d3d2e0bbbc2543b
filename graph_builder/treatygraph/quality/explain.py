"""Why an ontology with its facts has no model: the few axioms and facts that clash.

The facts are shrunk first, with all axioms kept, then the axioms; both by QuickXplain
(Junker 2004), which needs few questions where the clash is small among much.  Where
OWL 2 RL already shows a thing in two classes that exclude each other, it is asked first,
in a fraction of HermiT's time, about what is said of that thing and of its neighbours;
HermiT then has the last word on the few that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from treatygraph.quality.owl import is_consistent
from treatygraph.quality.rl import rl_inferences
from treatygraph.vocab import compact, expand

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["Unit", "clash", "in_words", "smallest"]

#: What can be left out only as a whole: a fact, or an axiom with its blank nodes.
Unit = tuple["Triple", ...]

_OWL = expand("owl:Class").removesuffix("Class")
_TYPE = expand("rdf:type")
_LABEL = expand("rdfs:label")
_DISJOINT = expand("owl:AllDisjointClasses")
_STRUCTURE = {
    expand(name) for name in ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range")
}
_AXIOMS = _STRUCTURE | {
    expand(name)
    for name in (
        "owl:equivalentClass",
        "owl:disjointWith",
        "owl:inverseOf",
        "owl:propertyDisjointWith",
    )
}
#: What it means of a property, in words.
_TRAITS = {
    expand(f"owl:{name}Property"): meaning
    for name, meaning in {
        "Functional": "Nothing has more than one {s}.",
        "InverseFunctional": "No two things have the same {s}.",
        "Transitive": "What has {s} to a thing has it to all that the thing has it to.",
        "Symmetric": "{s} goes both ways.",
        "Asymmetric": "{s} goes one way only.",
        "Irreflexive": "Nothing has {s} to itself.",
    }.items()
}


def clash(triples: Iterable[Triple], *, java: bool = True) -> tuple[Triple, ...]:
    """Return the facts and axioms that exclude each other: none can be left out.

    Empty where the triples have a model; without Java also where OWL 2 RL cannot show
    that they have none.
    """
    declared, axioms, facts = _sorted_out(triples)
    facts.sort(key=lambda unit: unit[0].predicate.value != _TYPE)
    near = _near(_twofold([declared, *axioms, *facts]), facts)
    for pool, broken in ((near, _shown), (facts, _broken))[: 2 if java else 1]:
        if pool and broken([declared, *axioms, *pool]):
            few = smallest(pool, [declared, *axioms], broken)
            reached = _reached(axioms, few)
            rules = reached if broken([declared, *few, *reached]) else axioms
            kept = smallest(rules, [declared, *few], broken)
            needed = smallest([*few, *kept], [declared], _broken if java else _shown)
            return tuple(t for unit in needed for t in unit)
    return _clash_of_axioms(declared, axioms) if java else ()


def _clash_of_axioms(declared: Unit, axioms: Sequence[Unit]) -> tuple[Triple, ...]:
    if not _broken([declared, *axioms]):
        return ()
    return tuple(t for unit in smallest(axioms, [declared], _broken) for t in unit)


def _broken(units: Sequence[Unit]) -> bool:
    """Tell whether HermiT finds no model."""
    return not is_consistent([t for unit in units for t in unit])


def _shown(units: Sequence[Unit]) -> bool:
    """Tell whether OWL 2 RL shows that there is no model; where not, there may be none."""
    return bool(_twofold(units))


def smallest(
    units: Sequence[Unit], given: Sequence[Unit], broken: Callable[[Sequence[Unit]], bool]
) -> list[Unit]:
    """Return a smallest part of the units that, with what is given, is still broken.

    >>> odd = lambda units: {("a",), ("d",)} <= set(units)
    >>> smallest([("a",), ("b",), ("c",), ("d",)], [], odd)
    [('a',), ('d',)]
    """
    if broken(given):
        return []
    return _halved(list(units), list(given), broken, fresh=False)


def _halved(
    units: list[Unit],
    given: list[Unit],
    broken: Callable[[Sequence[Unit]], bool],
    *,
    fresh: bool,
) -> list[Unit]:
    if fresh and broken(given):
        return []
    if len(units) <= 1:
        return units
    left, right = units[: len(units) // 2], units[len(units) // 2 :]
    late = _halved(right, [*given, *left], broken, fresh=bool(left))
    early = _halved(left, [*given, *late], broken, fresh=bool(late))
    return [*early, *late]


def _sorted_out(triples: Iterable[Triple]) -> tuple[Unit, list[Unit], list[Unit]]:
    """Return declarations, axioms each with its blank nodes, and facts about things."""
    from pyoxigraph import Literal, NamedNode

    told = sorted(set(triples), key=str)
    parts: dict[object, list[Triple]] = {}
    for triple in told:
        parts.setdefault(triple.subject, []).append(triple)
    properties = _properties(told)
    declared: list[Triple] = []
    axioms: list[Unit] = []
    facts: list[Unit] = []
    for triple in told:
        kind = getattr(triple.object, "value", "")
        if triple.predicate.value == _TYPE and kind == _DISJOINT:
            axioms.append(tuple(_whole(triple.subject, parts)))
        elif _is_anonymous(triple.subject):
            continue
        elif triple.predicate.value in _AXIOMS or kind in _TRAITS:
            axioms.append((triple, *_whole(triple.object, parts)))
        elif kind.startswith(_OWL) and triple.predicate.value == _TYPE:
            declared.append(triple)
        elif triple.predicate.value == _TYPE or triple.predicate.value in properties:
            facts.append((triple,))
        elif isinstance(triple.object, NamedNode | Literal):
            continue
    return tuple(declared), axioms, facts


def _properties(triples: Iterable[Triple]) -> set[str]:
    kinds = {f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty"}
    return {t.subject.value for t in triples if getattr(t.object, "value", "") in kinds}  # type: ignore[union-attr]


def _is_anonymous(term: object) -> bool:
    from pyoxigraph import BlankNode

    return isinstance(term, BlankNode) or "/.well-known/genid/" in str(term)


def _whole(node: object, parts: dict[object, list[Triple]]) -> Iterator[Triple]:
    """Yield all that hangs on a blank node."""
    if _is_anonymous(node):
        for triple in parts.get(node, ()):
            yield triple
            yield from _whole(triple.object, parts)


def _twofold(units: Sequence[Unit]) -> set[Any]:
    """Return the things that OWL 2 RL shows in two classes that exclude each other."""
    from pyoxigraph import Literal

    groups = [group for unit in units if unit and (group := _members(unit))]
    links = [t for u in units for t in u if not isinstance(t.object, Literal)]
    classes: dict[Any, set[str]] = {}
    for triple in (*links, *rl_inferences(links)):
        if triple.predicate.value == _TYPE:
            classes.setdefault(triple.subject, set()).add(getattr(triple.object, "value", ""))
    return {
        thing for thing, kinds in classes.items() if any(len(kinds & group) > 1 for group in groups)
    }


def _near(twofold: set[Any], facts: Sequence[Unit]) -> list[Unit]:
    """Return the facts about one of some things."""
    if not twofold:
        return []
    one = min(twofold, key=str)
    return [u for u in facts if one in (u[0].subject, u[0].object)]


def _members(unit: Unit) -> set[str]:
    """Return the classes that an axiom keeps apart, or nothing."""
    if any(getattr(t.object, "value", "") == _DISJOINT for t in unit):
        first = expand("rdf:first")
        return {t.object.value for t in unit if t.predicate.value == first}  # type: ignore[union-attr]
    if unit[0].predicate.value == expand("owl:disjointWith"):
        return {unit[0].subject.value, unit[0].object.value}  # type: ignore[union-attr]
    return set()


def _reached(axioms: Sequence[Unit], facts: Sequence[Unit]) -> list[Unit]:
    """Return the axioms on the way up from the classes and properties of some facts."""
    names = {getattr(x, "value", "") for u in facts for t in u for x in (t.predicate, t.object)}
    size = -1
    while size != len(names):
        size = len(names)
        for unit in axioms:
            if unit[0].predicate.value in _AXIOMS and unit[0].subject.value in names:  # type: ignore[union-attr]
                names |= {getattr(t.object, "value", "") for t in unit}
    return [
        unit
        for unit in axioms
        if len(_members(unit) & names) > 1
        or (not _members(unit) and unit[0].subject.value in names)  # type: ignore[union-attr]
    ]


def in_words(triples: Iterable[Triple], labels: Iterable[Triple] = ()) -> tuple[str, ...]:
    """Return one sentence for each fact or axiom; `labels` gives things their names."""
    core = list(triples)
    names = {
        t.subject.value: t.object.value  # type: ignore[union-attr]
        for t in labels
        if t.predicate.value == _LABEL and not _is_anonymous(t.subject)
    }
    met = {getattr(t.object, "value", "") for t in core if t.predicate.value != expand("rdf:first")}
    met |= {getattr(t.subject, "value", "") for t in core}
    sentences = [_sentence(t, names) for t in core if not _is_anonymous(t.subject)]
    firsts = [t.object.value for t in core if t.predicate.value == expand("rdf:first")]  # type: ignore[union-attr]
    apart = sorted(_name(one, names) for one in set(firsts) if one in met)
    if apart:
        sentences.append(f"Nothing is more than one of these: {', '.join(apart)}.")
    return tuple(dict.fromkeys(sentences))


def _name(iri: str, names: dict[str, str]) -> str:
    if iri.startswith(expand("tg:")):
        return compact(iri)
    return f"{names[iri]} <{iri}>" if iri in names else compact(iri)


def _sentence(triple: Triple, names: dict[str, str]) -> str:
    subject = _name(triple.subject.value, names)  # type: ignore[union-attr]
    value = _name(getattr(triple.object, "value", ""), names)
    patterns = {
        "rdfs:subClassOf": "Every {s} is a {o}.",
        "rdfs:subPropertyOf": "What {s} links, {o} links too.",
        "rdfs:domain": "Whatever has {s} is a {o}.",
        "rdfs:range": "Whatever {s} leads to is a {o}.",
        "owl:disjointWith": "Nothing is both a {s} and a {o}.",
        "owl:equivalentClass": "{s} is defined by its description in the ontology.",
        "rdf:type": "{s} is a {o}.",
    }
    name = compact(triple.predicate.value)
    meaning = _TRAITS.get(getattr(triple.object, "value", ""))
    if meaning:
        return meaning.format(s=subject)
    pattern = patterns.get(name, f"{{s}} has {name} {{o}}.")
    return pattern.format(s=subject, o=value)
