"""JSON-LD with short names: compact, one node a thing; framed, one tree a draft.

The context is made from the terms that the graph uses, so that a web developer reads
`"number": "24"` and a Linked Data program reads `eli:number`.  The same context stands
in each file, and alone in `context.jsonld`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.vocab import PREFIXES, compact, expand

__all__ = ["compact_jsonld", "context_of", "context_of_names", "framed_jsonld"]

_TYPE = expand("rdf:type")
#: Properties that lead up, and the words under which the things below are nested.
_UP = {
    "eli:is_part_of": "parts",
    "tg:referenceFrom": "references",
    "tg:mentionIn": "mentions",
    "tg:absenceFrom": "absences",
    "tg:clause": "applications",
    "tg:coverageOf": "coverages",
}
_STRING = expand("xsd:string")
_LANGUAGE = expand("rdf:langString")
#: Words that JSON-LD readers would take for something else.
_TAKEN = {"id", "type", "graph", "thing", *_UP.values()}

Node = dict[str, Any]


def context_of(quads: Iterable[Quad]) -> dict[str, Any]:
    """Return the context: prefixes, and a short name for each property in use."""
    return context_of_names({quad.predicate.value for quad in quads})


def context_of_names(names: set[str]) -> dict[str, Any]:
    """Return the context for the properties with these IRIs."""
    context: dict[str, Any] = {**PREFIXES, "id": "@id", "type": "@type"}
    context["thing"] = PREFIXES["id"]
    context |= {word: {"@reverse": name} for name, word in _UP.items()}
    shorts = _short_names(names - {_TYPE})
    for name, short in sorted(shorts.items(), key=lambda pair: pair[1]):
        context[short] = compact(name)
    return context


def _short_names(names: set[str]) -> dict[str, str]:
    """Return IRI → short name; where two would share one, both keep their prefix."""
    locals_ = defaultdict(set)
    for name in names:
        locals_[compact(name).rpartition(":")[2]].add(name)
    taken = _TAKEN | set(PREFIXES)
    return {
        name: local
        for local, sharing in locals_.items()
        for name in sharing
        if len(sharing) == 1 and local not in taken and "/" not in local
    }


def compact_jsonld(quads: Iterable[Quad]) -> str:
    """Return one object for each named graph, with one node for each thing in it."""
    quads = sorted(set(quads), key=str)
    context = context_of(quads)
    shorts = _short_names({quad.predicate.value for quad in quads} - {_TYPE})
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[str(getattr(quad.graph_name, "value", ""))].append(quad)
    graphs: list[Node] = []
    for name, members in sorted(by_graph.items()):
        nodes = list(_nodes(members, shorts).values())
        graphs += [{"@id": compact_iri(name), "@graph": nodes}] if name else nodes
    return _dump({"@context": context, "@graph": graphs})


def framed_jsonld(
    quads: Iterable[Quad],
    root: str,
    *,
    names: set[str] | None = None,
    context: str | None = None,
) -> str:
    """Return the tree of one draft: what belongs to what is nested below it, in its order.

    Provisions are `parts`, and have their `references`, `mentions` and the like.

    With `names`, the properties of a larger graph, short names are those of that graph's
    context; with `context`, the tree points to it instead of carrying its own.
    """
    quads = sorted({Quad(*quad.triple) for quad in quads}, key=str)
    known = names if names is not None else {quad.predicate.value for quad in quads}
    shorts = _short_names(known - {_TYPE})
    within = {str(getattr(quad.subject, "value", "")) for quad in quads}
    words = {expand(name): word for name, word in _UP.items()}
    below: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kept: list[Quad] = []
    for quad in quads:
        word, up = words.get(quad.predicate.value), str(getattr(quad.object, "value", ""))
        if word and up in within:
            below[up][word].append(str(getattr(quad.subject, "value", "")))
        else:
            kept.append(quad)
    nodes = _nodes(kept, shorts)

    def tree(name: str) -> Node:
        node = nodes.get(name, {"id": compact_iri(name)})
        nested = {
            word: sorted(map(tree, below[name][word]), key=_place)
            for word in words.values()
            if word in below[name]
        }
        return {**node, **nested}

    return _dump({"@context": context or context_of(quads), **tree(root)})


def compact_iri(iri: str) -> str:
    """Return an IRI as JSON-LD shortens it; `id` is a keyword there, so `thing` stands for it."""
    if iri.startswith(PREFIXES["id"]):
        return f"thing:{iri.removeprefix(PREFIXES['id'])}"
    short = compact(iri)
    return iri if short.partition(":")[2].startswith("//") else short


def _place(node: Node) -> tuple[int, str]:
    order = node.get("order", 0)
    return (order if isinstance(order, int) else 0), str(node["id"])


def _nodes(quads: Iterable[Quad], shorts: dict[str, str]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for quad in quads:
        name = str(getattr(quad.subject, "value", ""))
        node = nodes.setdefault(name, {"id": compact_iri(name)})
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            key, value = "type", compact(quad.object.value)
        else:
            predicate = quad.predicate.value
            key, value = shorts.get(predicate, compact(predicate)), _value(quad.object)
        node[key] = [*_listed(node[key]), value] if key in node else value
    return nodes


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(term: Any) -> Any:
    if not isinstance(term, Literal):
        return {"id": compact_iri(term.value)}
    kind = term.datatype.value
    if kind == _LANGUAGE:
        return {"@value": term.value, "@language": term.language}
    if kind == _STRING:
        return term.value
    if kind == expand("xsd:boolean") and term.value in ("true", "false"):
        return term.value == "true"
    if kind == expand("xsd:integer") and term.value == str(number := int(term.value)):
        # JSON's readers agree on whole numbers of 53 bits only (RFC 8259, section 6).
        return number if abs(number) < 1 << 53 else {"@value": term.value, "@type": compact(kind)}
    return {"@value": term.value, "@type": compact(kind)}


def _dump(body: Node) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
