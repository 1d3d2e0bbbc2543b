"""Scenes from the graph: a whole draft, or what stands around one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from treatygraph.asker import Asker
from treatygraph.dossier.library import library_of
from treatygraph.draw.node_kinds import CONCEPTS, kind_of, last_words, relation_of
from treatygraph.draw.scene import Edge, Evidence, Node, Scene
from treatygraph.draw.wording import name_of
from treatygraph.languages import gettext, message, said

__all__ = ["gather_around", "gather_draft", "name_things"]


def gather_draft(asker: Asker, draft: str) -> Scene:
    """Return the scene of one draft: its parts, and what is said about them."""
    gathering = _Gathering(asker, draft)
    gathering.provisions()
    gathering.relations()
    gathering.statements()
    return gathering.scene()


#: Kinds of relations between the parts of a draft and other things.
_RELATIONS = ("refers", "cites", "names", "lacks", "governs", "defines", "lineage")


class _Gathering:
    def __init__(self, asker: Asker, draft: str) -> None:
        self.asker, self.draft = asker, draft
        self.labels = {row["thing"]: row for row in asker.records("things/labels")}
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str, str], Edge] = {}
        self.short = {
            row["thing"]: row["short"] for row in asker.records("stakeholders/short-names")
        }
        self.evidence = _evidence(asker)
        self.article: dict[str, str] = {}

    def label(self, iri: str) -> str:
        return name_of(self.asker, iri, self.labels.get(iri, {}).get("label") or last_words(iri))

    def node(self, iri: str, kind: str, **more: str | float | bool) -> None:
        if iri not in self.nodes:
            more.pop("label", "")
            label = self.label(iri)
            more.setdefault("short", self.short.get(iri, ""))
            evidence = self.evidence.get(iri, ())
            self.nodes[iri] = Node(iri=iri, kind=kind, label=label, evidence=evidence, **more)  # type: ignore[arg-type]

    def edge(self, source: str, target: str, kind: str, row: dict[str, str] | None = None) -> None:
        if source in self.nodes and target in self.nodes and source != target:
            said = row or {}
            basis, fact = last_words(said.get("basis", "")), said.get("fact", "")
            edge = Edge(source=source, target=target, kind=kind, basis=basis, fact=fact)
            self.edges.setdefault((source, target, kind), edge)

    def provisions(self) -> None:
        for iri, rows in _grouped(self.asker.records("pictures/provisions", draft=self.draft)):
            row, kind = rows[0], kind_of(" ".join(found["type"] for found in rows))
            if kind == "point" and "article" in row:
                self.article[iri] = row["article"]
            self.node(
                iri,
                kind,
                label=row.get("label", ""),
                number=row.get("number", ""),
                block=row.get("chapter", "") if kind == "article" else row.get("parent", ""),
                role=last_words(row.get("role", "")),
                basis=last_words(row.get("basis", "")),
                order=float(row.get("order", 0)),
            )
        for node in list(self.nodes.values()):
            if node.block:
                self.edge(node.iri, node.block, "part")

    def relations(self) -> None:
        for kind in _RELATIONS:
            for row in self.asker.records(f"pictures/{kind}", draft=self.draft):
                for end in ("source", "target"):
                    self.thing(row[end])
                self.edge(row["source"], row["target"], kind, row)
                ends = [self.article.get(row[end], row[end]) for end in ("source", "target")]
                self.edge(ends[0], ends[1], kind, row)

    def thing(self, iri: str) -> None:
        """Add a thing that a relation names, unless it is another draft's part."""
        kind = CONCEPTS.get(_scheme(iri), "")
        if not kind:
            type_ = self.labels.get(iri, {}).get("type", "")
            kind = kind_of(type_) if type_ else "other"
        if kind not in ("article", "chapter", "point"):
            self.node(iri, kind)

    def statements(self) -> None:
        judged = library_of(self.asker).statements.every
        for iri, rows in _grouped(self.asker.records("pictures/statements")):
            types = {last_words(row["type"]) for row in rows}
            row = rows[0]
            self.node(row["holder"], "stakeholder")
            facts: list[tuple[str, str]] = [
                (said(name.capitalize()), said(last_words(row[name])))
                for name in ("action", "stance")
                if name in row
            ]
            facts += [(gettext("Place"), row["place"])] if "place" in row else []
            self.nodes.pop(iri, None)
            self.nodes[iri] = Node(
                iri=iri,
                kind=_statement_kind(types),
                label=row.get("summary") or row.get("label") or last_words(iri),
                block=row["holder"],
                basis=last_words(row.get("basis", "")),
                outcome=judged[iri].outcome if iri in judged else "",
                strong="KeyRecommendation" in types,
                facts=tuple(facts),
                evidence=self.evidence.get(iri, ()),
            )
            self.edge(iri, row["holder"], "held")
        for row in self.asker.records("pictures/targets", draft=self.draft):
            if row["source"] in self.nodes:
                self.thing(row["target"])
                self.edge(row["source"], row["target"], row["kind"])
                self.edge(row["source"], self.article.get(row["target"], ""), row["kind"])

    def scene(self) -> Scene:
        known = any(n.kind == "article" for n in self.nodes.values())
        notes = () if known else (said(_EMPTY),)
        return Scene(
            title=self.label(self.draft),
            nodes=tuple(self.nodes.values()),
            edges=tuple(self.edges.values()),
            notes=notes,
        )


_EMPTY = message(
    "The articles of this draft are not known here; `treatygraph official` loads its text."
)


def _statement_kind(types: set[str]) -> str:
    if "Recommendation" in types:
        return "recommendation"
    return "position" if "Position" in types else "reason"


def _scheme(iri: str) -> str:
    """Return the scheme's key of a concept's IRI, else nothing."""
    _, found, rest = iri.partition("/scheme/")
    return rest.partition("/")[0] if found else ""


def _grouped(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row["thing"]].append(row)
    yield from groups.items()


def _evidence(asker: Asker) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in asker.records("pictures/evidence"):
        entry = Evidence(
            last_words(row["basis"]),
            row.get("title", ""),
            row.get("place", ""),
            row.get("note", ""),
        )
        found[row["thing"]].append(entry)
    return {thing: tuple(entries) for thing, entries in found.items()}


def gather_around(asker: Asker, iri: str, *, steps: int = 1) -> Scene:
    """Return the scene of one thing and what is directly linked with it, `steps` far.

    Facts that are things themselves (a mention, a reference, coverage) are left out beside
    what they state; what is linked with everything, such as a draft, is not followed.
    """
    labels = {row["thing"]: row for row in asker.records("things/labels")}

    def types(thing: str) -> set[str]:
        return {last_words(c) for c in labels.get(thing, {}).get("type", "").split()}

    centre = types(iri)
    left_out = set() if centre & _FACTS else _FACTS - (_CHECKS if centre & _ASKED else set())
    edges: dict[tuple[str, str, str], Edge] = {}
    seen, edge_of_seen = {iri}, [iri]
    for _ in range(steps):
        found: set[str] = set()
        for thing in edge_of_seen:
            if thing != iri and types(thing) & _HUBS:
                continue
            for row in asker.records("things/around", it=thing):
                if (types(row["source"]) | types(row["target"])) & left_out:
                    continue
                edge = _relation(row, labels)
                edges.setdefault((edge.source, edge.target, edge.kind), edge)
                found |= {row["source"], row["target"]}
        edge_of_seen = sorted(found - seen)
        seen |= found
    nodes = [replace(n, strong=n.iri == iri) for n in name_things(asker, sorted(seen))]
    heading = name_of(asker, iri, labels.get(iri, {}).get("label") or last_words(iri))
    kept = tuple(edge for edge in edges.values() if edge.source != edge.target)
    return Scene(title=heading, nodes=tuple(nodes), edges=kept, centre=iri, form="around")


#: Classes of facts, of checks among them, of what checks are about, of what links with all.
_CHECKS = {"Assessment", "Review"}
_FACTS = {"Mention", "Absence", "Application", "Reference", "Evidence", "Coverage", "Link"}
_FACTS |= {"LineageEvent", "Renumbering", "Move", "ModelLink", *_CHECKS}
_ASKED = {"Recommendation", "Proposal"}
_HUBS = {"Draft", "Document", "Treaty", "Stakeholder", "Concept", "ConceptScheme"}


def _relation(row: dict[str, str], labels: dict[str, dict[str, str]]) -> Edge:
    known = labels.get(row["property"], {}).get("label", "")
    kind, turned = relation_of(row["property"], known)
    ends = (row["target"], row["source"]) if turned else (row["source"], row["target"])
    return Edge(source=ends[0], target=ends[1], kind=kind)


def name_things(asker: Asker, things: Iterable[str]) -> list[Node]:
    """Return a node for each thing, in this order, with its name, kind and evidence."""
    labels = {row["thing"]: row for row in asker.records("things/labels")}
    evidence, judged = _evidence(asker), library_of(asker).statements.every
    nodes = []
    for number, thing in enumerate(things):
        known = labels.get(thing, {})
        kind = CONCEPTS.get(_scheme(thing)) or kind_of(known.get("type", ""))
        made = Node(
            iri=thing,
            kind=kind,
            label=name_of(asker, thing, known.get("label") or last_words(thing)),
            order=number,
            outcome=judged[thing].outcome if thing in judged else "",
            evidence=evidence.get(thing, ()),
        )
        nodes.append(made)
    return nodes
