"""One draft's facts as quads: its provisions, references, mentions, absences, coverage."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples, digest, strongest_basis
from treatygraph.model import Absence, Application, DraftFacts, Mention, Provision, Reference

__all__ = ["map_draft"]

_CLASSES = {
    "part": "tg:Part",
    "title": "tg:Title",
    "chapter": "tg:Chapter",
    "section": "tg:Section",
    "preamble": "tg:Preamble",
    "preambular-paragraph": "tg:PreambularParagraph",
    "article": "tg:Article",
    "paragraph": "tg:Paragraph",
    "subparagraph": "tg:Subparagraph",
    "item": "tg:Item",
    "annex": "tg:Annex",
}


def map_draft(facts: DraftFacts, minter: Minter) -> Iterator[Quad]:
    """Yield the quads of one draft, all in the draft's own named graph."""
    sheet = Triples(minter, minter.graph(facts.treaty, facts.draft))
    writer = _Writer(sheet, facts)
    writer.draft()
    for provision in facts.provisions:
        writer.provision(provision)
    for reference in facts.references:
        writer.reference(reference)
    for mention in facts.mentions:
        writer.mention(mention)
    for absence in facts.absences:
        writer.absence(absence)
    for application in facts.applications:
        writer.application(application)
    writer.coverage()
    yield from sheet


class _Writer:
    def __init__(self, sheet: Triples, facts: DraftFacts) -> None:
        self.sheet = sheet
        self.facts = facts
        self.minter = sheet.minter
        self.iri = self.minter.draft(facts.treaty, facts.draft)
        self._seen: dict[str, int] = {}

    def at(self, key: str) -> str:
        if key == "draft":
            return self.iri
        return self.minter.provision(self.facts.treaty, self.facts.draft, key)

    def node(self, key: str) -> NamedNode:
        return NamedNode(self.at(key))

    def _mint(self, kind: str, *parts: object) -> str:
        """Mint the IRI of a reified fact; a repeated content gets the next number."""
        mark = digest(*parts)
        count = self._seen[mark] = self._seen.get(mark, 0) + 1
        return f"{self.iri}/{kind}/{mark}" + (f"-{count}" if count > 1 else "")

    def draft(self) -> None:
        sheet, facts = self.sheet, self.facts
        sheet.type(self.iri, "tg:Draft")
        treaty = self.minter.treaty(facts.treaty)
        sheet.add(treaty, "eli:has_member", NamedNode(self.iri))
        sheet.add(self.iri, "rdfs:label", facts.title, lang="en")
        sheet.add(self.iri, "dcterms:title", facts.title, lang="en")
        sheet.add(self.iri, "eli:id_local", facts.draft)
        sheet.date(self.iri, facts.date)
        sheet.add(self.iri, "tg:documentedBy", NamedNode(self.minter.document(facts.document)))
        for key in facts.revises:
            earlier = NamedNode(self.minter.draft(facts.treaty, key))
            sheet.add(self.iri, "prov:wasRevisionOf", earlier)
        articles = (p.evidence for p in facts.provisions if p.level == "article" and p.evidence)
        sheet.evidence(self.iri, facts.evidence, needs=map(strongest_basis, articles))

    def provision(self, p: Provision) -> None:
        sheet, iri = self.sheet, self.at(p.key)
        sheet.type(iri, "tg:Provision", _CLASSES[p.level])
        sheet.concept(iri, "eli:type_subdivision", f"level/{p.level}")
        sheet.add(iri, "eli:id_local", p.key)
        sheet.add(iri, "eli:number", p.number)
        sheet.add(iri, "tg:heading", p.heading, lang=self.facts.language)
        for language, heading in p.other_headings:
            sheet.add(iri, "tg:heading", heading, lang=language)
        sheet.add(iri, "eli:is_part_of", self.node(p.parent or "draft"))
        sheet.add(iri, "tg:order", p.order)
        sheet.add(iri, "rdfs:label", _label(p), lang="en")
        sheet.add(iri, "tg:text", p.text, lang=self.facts.language)
        sheet.add(iri, "tg:start", p.start)
        sheet.add(iri, "tg:end", p.end)
        sheet.concept(iri, "tg:chapterRole", f"role/{p.role}" if p.role else None)
        sheet.concept(iri, "tg:status", *(f"status/{mark}" for mark in p.status))
        sheet.add(iri, "tg:referencesRead", p.references_read or None)
        sheet.add(iri, "tg:mentionsRead", p.mentions_read or None)
        sheet.evidence(iri, p.evidence)

    def _fact(self, iri: str, name: str, label: str) -> None:
        self.sheet.type(iri, name)
        self.sheet.add(iri, "rdfs:label", label)
        self.sheet.add(iri, "tg:inDraft", NamedNode(self.iri))

    def reference(self, r: Reference) -> None:
        iri = self._mint("reference", r.source, r.surface, r.kind, r.instrument, r.target)
        there = " ".join(part for part in (r.target, r.instrument) if part) or r.surface
        self._fact(iri, "tg:Reference", f"{r.source} → {there}")
        sheet = self.sheet
        sheet.add(iri, "tg:referenceFrom", self.node(r.source))
        if r.instrument:
            instrument = NamedNode(self.minter.treaty(r.instrument))
            sheet.add(iri, "tg:referenceInstrument", instrument)
            sheet.add(iri, "tg:targetPlace", r.target)
        elif r.target and r.status == "resolved":
            sheet.add(iri, "tg:referenceTo", self.node(r.target))
        else:
            sheet.add(iri, "tg:targetPlace", r.target)
        sheet.concept(iri, "tg:referenceKind", f"reference-kind/{r.kind}")
        sheet.concept(iri, "tg:resolution", f"resolution/{r.status}")
        sheet.add(iri, "tg:reason", r.reason)
        sheet.add(iri, "tg:surfaceText", r.surface or None, lang=self.facts.language)
        sheet.add(iri, "tg:start", r.start)
        sheet.add(iri, "tg:end", r.end)
        sheet.evidence(iri, r.evidence)

    def mention(self, m: Mention) -> None:
        iri = self._mint("mention", m.provision, m.concept, m.surface, m.rule)
        self._fact(iri, "tg:Mention", f"{m.provision} names {m.concept}")
        sheet = self.sheet
        sheet.add(iri, "tg:mentionIn", self.node(m.provision))
        sheet.concept(iri, "tg:mentionOf", m.concept)
        sheet.concept(iri, "tg:modality", f"modality/{m.modality}" if m.modality else None)
        sheet.add(iri, "tg:rule", m.rule)
        sheet.add(iri, "tg:surfaceText", m.surface or None, lang=self.facts.language)
        sheet.add(iri, "tg:start", m.start)
        sheet.add(iri, "tg:end", m.end)
        sheet.evidence(iri, m.evidence)

    def absence(self, a: Absence) -> None:
        iri = self._mint("absence", a.provision, a.thing)
        self._fact(iri, "tg:Absence", f"{a.provision} lacks {a.thing}")
        self.sheet.add(iri, "tg:absenceFrom", self.node(a.provision))
        is_provision = any(p.key == a.thing for p in self.facts.provisions)
        thing = self.at(a.thing) if is_provision else self.minter.concept(a.thing)
        self.sheet.add(iri, "tg:absenceOf", NamedNode(thing))
        self.sheet.add(iri, "tg:except", *(self.node(key) for key in a.exceptions))
        self.sheet.evidence(iri, a.evidence)

    def application(self, a: Application) -> None:
        iri = self._mint("application", a.clause, a.over)
        self._fact(iri, "tg:Application", f"{a.clause} applies to {a.over}")
        self.sheet.add(iri, "tg:clause", self.node(a.clause))
        self.sheet.add(iri, "tg:appliesTo", self.node(a.over))
        self.sheet.evidence(iri, a.evidence)

    def coverage(self) -> None:
        sheet = self.sheet
        for c in self.facts.coverage:
            iri = self._mint("coverage", c.aspect, c.of)
            sheet.type(iri, "tg:Coverage")
            sheet.add(iri, "rdfs:label", f"{c.aspect} of {c.of}: {c.state}")
            sheet.add(iri, "tg:inDraft", NamedNode(self.iri))
            sheet.add(iri, "tg:coverageOf", self.node(c.of))
            sheet.concept(iri, "tg:coverageAspect", f"coverage/{c.aspect}")
            sheet.add(iri, "tg:coverageState", c.state)
            sheet.add(iri, "tg:note", c.note or None)


def _label(p: Provision) -> str:
    """Return the name for people: `Article 24. Conditions and safeguards`."""
    word = p.level.replace("preambular-", "preambular ").capitalize()
    if p.level in ("paragraph", "subparagraph", "item", "preambular-paragraph"):
        return _point(p.key)
    named = f"{word} {p.number}" if p.number else word
    return f"{named}. {p.heading}" if p.heading else named


def _point(key: str) -> str:
    """Return the short citation of a point.

    >>> _point("art-24/para-2/subpara-a")
    'Article 24(2)(a)'
    """
    head, *steps = key.split("/")
    word, _, number = head.partition("-")
    names = {"art": "Article", "preamble": "Preamble", "ch": "Chapter"}
    named = ("annex", "rule", "regulation", "clause", "appendix", "schedule")
    word = word.capitalize() if word in named else word
    first = " ".join(part for part in (names.get(word, word), number) if part)
    points = "".join(f"({step.partition('-')[2]})" for step in steps)
    return f"{first}{points}" if word != "preamble" else f"{first}, para. {points.strip('()')}"
