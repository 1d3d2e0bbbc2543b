"""Positions, recommendations, arguments, risks and proposals as quads."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples, digest
from treatygraph.model import PositionFile, Statement

__all__ = ["KINDS", "map_positions"]

#: Statement kind → (segment of the IRI, classes of the ontology).
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "position": ("position", ("tg:Position",)),
    "recommendation": ("recommendation", ("tg:Position", "tg:Recommendation")),
    "key-recommendation": (
        "recommendation",
        ("tg:Position", "tg:Recommendation", "tg:KeyRecommendation"),
    ),
    "argument": ("argument", ("tg:Argument",)),
    "risk": ("risk", ("tg:Risk",)),
    "proposal": ("proposal", ("tg:Proposal",)),
    "comparator": ("argument", ("tg:Argument",)),
    "figure": ("argument", ("tg:Argument", "tg:Figure")),
}


def map_positions(file: PositionFile, minter: Minter) -> Iterator[Quad]:
    """Yield the quads of one position file, in its own named graph."""
    sheet = Triples(minter, minter.graph("positions", file.key))
    kinds = {s.key: KINDS[s.kind][0] for s in file.statements}
    writer = _Writer(sheet, file, kinds)
    for statement in file.statements:
        writer.statement(statement)
    yield from sheet


class _Writer:
    def __init__(self, sheet: Triples, file: PositionFile, kinds: dict[str, str]) -> None:
        self.sheet = sheet
        self.file = file
        self.kinds = kinds
        self.minter = sheet.minter

    def iri(self, key: str) -> str:
        return self.minter.statement(self.file.treaty, self.kinds[key], self.file.key, key)

    def target(self, key: str) -> NamedNode:
        """Return the thing that a prefixed key names (model/positions.py)."""
        minter, treaty = self.minter, self.file.treaty
        kind, _, rest = key.partition("/")
        if kind == "treaty":
            return NamedNode(minter.treaty(rest or treaty))
        if kind == "lineage":
            return NamedNode(minter.lineage(treaty, rest))
        if kind == "provision":
            draft, _, provision = rest.partition("/")
            return NamedNode(minter.provision(treaty, draft, provision))
        if kind == "draft":
            return NamedNode(minter.draft(treaty, rest))
        if kind in ("document", "session", "stakeholder"):
            return NamedNode(minter.thing(kind, rest))
        if kind == "issue":
            return NamedNode(minter.thing(treaty, "issue", rest))
        if kind == "instrument":
            return NamedNode(minter.treaty(rest))
        if kind in ("proposal", "position", "recommendation"):
            return NamedNode(self.iri(rest))
        return NamedNode(minter.concept(key))

    def statement(self, s: Statement) -> None:
        sheet, minter, iri = self.sheet, self.minter, self.iri(s.key)
        sheet.type(iri, *KINDS[s.kind][1])
        sheet.add(iri, "rdfs:label", _short(s.summary), lang="en")
        sheet.add(iri, "tg:summary", s.summary, lang="en")
        sheet.add(iri, "eli:id_local", f"{self.file.key}/{s.key}")
        sheet.add(iri, "tg:heldBy", NamedNode(minter.stakeholder(s.holder)))
        sheet.add(iri, "tg:statedIn", NamedNode(minter.document(self.file.document)))
        sheet.add(iri, "tg:section", s.section or None)
        sheet.add(iri, "tg:place", *sorted({e.place for e in s.evidence if e.place}))
        sheet.concept(iri, "tg:stance", f"stance/{s.stance}" if s.stance else None)
        sheet.concept(iri, "tg:action", f"action/{s.action}" if s.action else None)
        things = dict.fromkeys((*s.targets, s.stance_on))
        sheet.add(iri, "tg:target", *(self.target(key) for key in things if key))
        if s.stance_on:
            sheet.add(iri, "tg:stanceOn", self.target(s.stance_on))
        if s.addresses:
            draft = NamedNode(minter.draft(self.file.treaty, s.addresses))
            sheet.add(iri, "tg:addressesDraft", draft)
        sheet.concept(iri, "tg:callsFor", *s.calls_for)
        self._demands(iri, s)
        self._links(iri, s)
        sheet.add(iri, "tg:figureNumber", s.number)
        sheet.add(iri, "tg:figureUnit", s.unit, lang="en")
        if s.check is not None:
            sheet.add(iri, "tg:check", json.dumps(s.check, sort_keys=True, ensure_ascii=False))
        sheet.add(iri, "tg:noCheckReason", s.no_check)
        sheet.evidence(iri, s.evidence)

    def _demands(self, iri: str, s: Statement) -> None:
        sheet = self.sheet
        for demand in s.demands:
            made = f"{iri}/demand/{digest(demand.concept, demand.place)}"
            sheet.type(made, "tg:Demand")
            sheet.add(made, "rdfs:label", f"{demand.concept} in {demand.place}")
            sheet.add(made, "tg:demandBy", NamedNode(iri))
            sheet.concept(made, "tg:demandOf", demand.concept)
            sheet.add(made, "tg:demandIn", self.target(demand.place))
            sheet.evidence(made, s.evidence)

    def _links(self, iri: str, s: Statement) -> None:
        sheet, minter = self.sheet, self.minter
        if s.part_of:
            sheet.add(iri, "tg:partOfRecommendation", NamedNode(self.iri(s.part_of)))
        for key in s.supports:
            sheet.add(self.iri(key), "tg:supportedBy", NamedNode(iri))
        for name, keys in (("tg:warnsOf", s.warns_of),):
            sheet.add(iri, name, *(NamedNode(self.iri(key)) for key in keys))
        for name, keys in (
            ("tg:agreesWith", s.agrees_with),
            ("tg:proposedBy", s.proposed_by),
            ("tg:affects", s.affects),
        ):
            sheet.add(iri, name, *(NamedNode(minter.stakeholder(key)) for key in keys))
        sheet.add(iri, "tg:drawsOn", *(self.target(_typed(key)) for key in s.draws_on))
        if s.session:
            sheet.add(iri, "tg:saidAt", NamedNode(minter.thing("session", s.session)))


def _typed(key: str) -> str:
    return key if "/" in key else f"instrument/{key}"


def _short(summary: str) -> str:
    """Return the first sentence, cut at a word within 100 characters."""
    sentence = summary.split(". ")[0].rstrip(".")
    if len(sentence) <= 100:
        return sentence
    return sentence[:100].rpartition(" ")[0] + " …"
