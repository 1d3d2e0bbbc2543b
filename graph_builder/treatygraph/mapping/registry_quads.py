"""The registry as quads: documents, stakeholders, sessions, instruments, treaties."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples
from treatygraph.model import (
    Document,
    Instrument,
    Issue,
    Licence,
    Registry,
    Session,
    Stakeholder,
    Treaty,
)
from treatygraph.vocab import expand

__all__ = ["map_registry"]

#: Stakeholder kind → class of the ontology.
_KINDS = {
    "state": "tg:State",
    "state-group": "tg:StateGroup",
    "un-body": "tg:UnBody",
    "presiding-officer": "tg:PresidingOfficer",
    "civil-society": "tg:CivilSocietyOrganization",
    "company": "tg:Company",
    "affected-group": "tg:AffectedGroup",
    "intergovernmental": "tg:IntergovernmentalOrganization",
}


def map_registry(registry: Registry, minter: Minter) -> Iterator[Quad]:
    """Yield the quads of all registered things, in the registry graph."""
    sheet = Triples(minter, minter.graph("registry"))
    for licence in registry.licences:
        _licence(sheet, licence)
    for document in registry.documents:
        _document(sheet, document)
    for stakeholder in registry.stakeholders:
        _stakeholder(sheet, stakeholder)
    for session in registry.sessions:
        _session(sheet, session)
    treaties = {treaty.key for treaty in registry.treaties}
    for instrument in registry.instruments:
        _instrument(sheet, instrument, titled=instrument.key not in treaties)
    for treaty in registry.treaties:
        _treaty(sheet, treaty)
    for issue in registry.issues:
        _issue(sheet, issue)
    yield from sheet


def _link(sheet: Triples, iri: str, name: str, url: str | None) -> None:
    if url:
        sheet.add(iri, name, Literal(url, datatype=NamedNode(expand("xsd:anyURI"))))


def _licence(sheet: Triples, licence: Licence) -> None:
    iri = sheet.minter.thing("licence", licence.key)
    sheet.type(iri, "dcterms:LicenseDocument")
    sheet.add(iri, "rdfs:label", licence.label, lang="en")
    sheet.add(iri, "tg:note", licence.note or None)
    _link(sheet, iri, "foaf:page", licence.url)


def _document(sheet: Triples, document: Document) -> None:
    minter = sheet.minter
    iri = minter.document(document.key)
    sheet.type(iri, "tg:Document")
    sheet.add(iri, "rdfs:label", document.title, lang="en")
    sheet.add(iri, "dcterms:title", document.title, lang="en")
    sheet.add(iri, "tg:documentKind", document.kind)
    sheet.add(iri, "tg:symbol", document.symbol)
    sheet.date(iri, document.date)
    if document.publisher:
        sheet.add(iri, "dcterms:publisher", NamedNode(minter.stakeholder(document.publisher)))
    if document.licence:
        sheet.add(iri, "dcterms:license", NamedNode(minter.thing("licence", document.licence)))
    _link(sheet, iri, "foaf:page", document.url)
    for address, _ in document.copies:
        _link(sheet, iri, "rdfs:seeAlso", address)
    sheet.add(iri, "dcterms:language", document.language)
    sheet.add(iri, "tg:mediaType", document.media_type)
    sheet.add(iri, "tg:sha256", document.sha256)
    sheet.add(iri, "tg:bytes", document.bytes)
    sheet.add(iri, "tg:retrieved", document.retrieved)
    sheet.add(iri, "tg:note", document.note or None)
    sheet.evidence(iri, document.evidence)


def _stakeholder(sheet: Triples, stakeholder: Stakeholder) -> None:
    minter = sheet.minter
    iri = minter.stakeholder(stakeholder.key)
    sheet.type(iri, "tg:Stakeholder", _KINDS[stakeholder.kind])
    sheet.concept(iri, "tg:stakeholderKind", f"stakeholder-kind/{stakeholder.kind}")
    sheet.add(iri, "rdfs:label", stakeholder.name, lang="en")
    sheet.add(iri, "skos:altLabel", *stakeholder.aliases, lang="en")
    sheet.add(iri, "eli:id_local", stakeholder.key)
    sheet.add(iri, "tg:isoCode", stakeholder.iso)
    for group in stakeholder.member_of:
        sheet.add(iri, "org:memberOf", NamedNode(minter.stakeholder(group)))
    _link(sheet, iri, "foaf:page", stakeholder.url)
    signed = stakeholder.signed or ""
    name = "tg:signedNoLaterThan" if signed.startswith("by ") else "tg:signedOn"
    sheet.add(iri, name, signed.removeprefix("by ") or None)
    ratified = stakeholder.ratified or ""
    name = "tg:ratifiedNoLaterThan" if ratified.startswith("by ") else "tg:ratifiedOn"
    sheet.add(iri, name, ratified.removeprefix("by ") or None)
    sheet.add(iri, "tg:note", stakeholder.note or None)
    sheet.evidence(iri, stakeholder.evidence)


def _session(sheet: Triples, session: Session) -> None:
    minter = sheet.minter
    iri = minter.thing("session", session.key)
    sheet.type(iri, "tg:Session")
    sheet.add(iri, "rdfs:label", session.label, lang="en")
    sheet.add(iri, "tg:ofTreaty", NamedNode(minter.treaty(session.treaty)))
    sheet.add(iri, "tg:location", session.place)
    sheet.add(iri, "tg:startDate", session.start)
    sheet.add(iri, "tg:endDate", session.end)
    for draft in session.considered:
        sheet.add(iri, "tg:considered", NamedNode(minter.draft(session.treaty, draft)))
    sheet.evidence(iri, session.evidence)


def _instrument(sheet: Triples, instrument: Instrument, *, titled: bool) -> None:
    """Write an instrument; one that is also a treaty of the graph has its title there."""
    iri = sheet.minter.treaty(instrument.key)
    sheet.type(iri, "tg:Instrument")
    if titled:
        sheet.add(iri, "rdfs:label", instrument.title, lang="en")
        sheet.add(iri, "dcterms:title", instrument.title, lang="en")
    for language, name in instrument.names:
        sheet.add(iri, "dcterms:title", name, lang=language)
    sheet.add(iri, "skos:altLabel", *instrument.aliases, lang="en")
    sheet.add(iri, "tg:instrumentKind", instrument.kind)
    sheet.add(iri, "tg:symbol", instrument.symbol)
    sheet.date(iri, instrument.date)
    _link(sheet, iri, "foaf:page", instrument.url)
    sheet.evidence(iri, instrument.evidence)


def _treaty(sheet: Triples, treaty: Treaty) -> None:
    iri = sheet.minter.treaty(treaty.key)
    sheet.type(iri, "tg:Treaty")
    sheet.add(iri, "rdfs:label", treaty.short_title, lang="en")
    sheet.add(iri, "dcterms:title", treaty.title, lang="en")
    sheet.add(iri, "skos:altLabel", *treaty.aliases, lang="en")
    sheet.add(iri, "eli:id_local", treaty.key)
    sheet.add(iri, "tg:negotiated", treaty.negotiated)
    for key in treaty.proposed_by:
        sheet.add(iri, "tg:proposedBy", NamedNode(sheet.minter.stakeholder(key)))
    sheet.add(iri, "tg:instrumentsNeeded", treaty.instruments_needed)
    sheet.add(iri, "tg:inForceSince", treaty.in_force)
    sheet.evidence(iri, treaty.evidence)


def _issue(sheet: Triples, issue: Issue) -> None:
    minter = sheet.minter
    kind, _, key = issue.of.partition("/")
    whole = minter.treaty(issue.treaty) if kind == "treaty" else minter.concept(issue.of)
    owner = minter.lineage(issue.treaty, key) if kind == "lineage" else whole
    iri = minter.thing(issue.treaty, "issue", issue.key)
    sheet.type(iri, "tg:Issue")
    sheet.add(iri, "rdfs:label", issue.label, lang="en")
    sheet.add(iri, "eli:id_local", issue.key)
    sheet.add(iri, "tg:issueOf", NamedNode(owner))
    sheet.evidence(iri, issue.evidence)
