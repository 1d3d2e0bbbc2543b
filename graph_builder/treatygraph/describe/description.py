"""The description of the whole graph as quads, in the named graph `graph/description`.

What describes does not count itself: the numbers are those of all other named graphs.
The same graph gives the same description, so that no time of making stands in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from treatygraph import __version__
from treatygraph.archive import Archive
from treatygraph.describe.graph_facts import (
    DATASET,
    DATED,
    DRAFT,
    LABEL,
    LICENSED,
    TARGET,
    GraphFacts,
    graph_facts,
    graph_facts_of,
    kept_facts,
)
from treatygraph.describe.named_graphs import ACTIVITIES, Kind, kind_of
from treatygraph.describe.statistics import (
    Statistics,
    joined,
    namespace,
    statistics,
    triple_lines,
)
from treatygraph.describe.vocabulary import LICENCE, checksum_of, licence, mark, media_type, root
from treatygraph.iris import ONTOLOGY, Minter
from treatygraph.mapping import Triples
from treatygraph.store.oxigraph import is_stated
from treatygraph.store.parts import Part
from treatygraph.store.remembering import RememberingStore
from treatygraph.vocab import PREFIXES, expand

__all__ = ["describe", "description"]

_ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG"
_TITLE = "treatygraph: a treaty under negotiation as a knowledge graph"
_TEXT = (
    "Drafts of a treaty under negotiation, how their provisions refer to each other and which "
    "safeguards they name, what stakeholders ask for and whether each draft grants it; every "
    "statement with the document, the place and the basis on which it is known. The numbers here "
    "are those of all named graphs but graph/description, which holds this description."
)
_KEYWORDS = ("treaty", "negotiation", "cybercrime", "human rights", "safeguards", "legislation")


@dataclass(slots=True)
class _Material:
    """What the graphs tell beside their counts: documents of each, labels, licences."""

    documents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: dict[str, str] = field(default_factory=dict)
    licences: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    datasets: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    drafts: set[str] = field(default_factory=set)
    dates: dict[str, str] = field(default_factory=dict)


def describe(store: RememberingStore, minter: Minter) -> int:
    """Add the description of a store to it; return how many triples that are.

    What the store says already is not said twice: engines count a triple for each graph
    that holds it when they are asked about the union of graphs.  What is told of a graph
    that did not change is taken from the archive.
    """
    own = minter.graph("description")
    parts = [part for part in store.parts() if part.name != own]
    facts = {part.name: _facts_of(part, minter, store.archive) for part in parts}
    whole = (line for part in parts for line in part.lines)
    made = dict.fromkeys(_described(facts, whole, minter))
    new = [quad for quad in made if not is_stated(store.inner, quad.triple)]
    store.add(new)
    return len(new)


def _facts_of(part: Part, minter: Minter, archive: Archive) -> GraphFacts:
    def made() -> bytes:
        return kept_facts(part.lines, minter)

    return graph_facts_of(archive.made("graph facts", [minter.base, part.key], made))


def description(quads: Iterable[Quad], minter: Minter) -> Iterator[Quad]:
    """Yield the description of quads; those of an earlier description are left aside.

    It is whole in itself, so that labels and licences of the sources stand in it again.
    """
    graphs: dict[str, list[bytes]] = defaultdict(list)
    nquads = serialize(quads, format=RdfFormat.N_QUADS) or b""
    for (name, _), line in zip(triple_lines(nquads), nquads.splitlines(), strict=True):
        if name != minter.graph("description"):
            graphs[name].append(line)
    facts = {name: graph_facts(graphs[name], minter) for name in sorted(graphs)}
    whole = (line for lines in graphs.values() for line in lines)
    yield from _described(facts, whole, minter)


def _described(
    facts: Mapping[str, GraphFacts], whole: Iterable[bytes], minter: Minter
) -> Iterator[Quad]:
    """Yield the description of graphs; `whole` is all their lines, read only if need be."""
    sheet = Triples(minter, minter.graph("description"))
    counts = joined([one.counts for one in facts.values()])
    if counts.triples < sum(one.counts.triples for one in facts.values()):
        told = triple_lines(b"\n".join(whole))
        counts = statistics((line for _, line in told), (minter.base, ONTOLOGY))
    writer = _Writer(sheet, _gathered(facts))
    writer.about_itself()
    writer.dataset()
    writer.sizes(writer.root, counts)
    writer.partitions(counts)
    writer.linksets(counts)
    for name, one in facts.items():
        writer.graph(name, one.counts, one.checksum)
    writer.sources()
    yield from sheet


def _gathered(facts: Mapping[str, GraphFacts]) -> _Material:
    found = _Material()
    for name, one in facts.items():
        found.documents[name] |= set(one.documents)
        if one.holds_text:
            found.texts.add(name)
    telling = sorted(line for one in facts.values() for line in one.telling)
    for quad in parse("\n".join(telling), format=RdfFormat.N_QUADS):
        name, value = quad.predicate.value, quad.object
        text = str(getattr(value, "value", ""))
        subject = str(getattr(quad.subject, "value", ""))
        if name == LABEL and isinstance(value, Literal):
            found.labels.setdefault(subject, text)
        elif name == LICENSED:
            found.licences[subject] = text
        elif name == DATED:
            found.dates[subject] = text
        elif text == DRAFT:
            found.drafts.add(subject)
        elif name == TARGET:
            found.targets[subject] = namespace(text)
        elif name == DATASET:
            found.datasets[subject] = text
    return found


class _Writer:
    def __init__(self, sheet: Triples, material: _Material) -> None:
        self.sheet = sheet
        self.minter = sheet.minter
        self.material = material
        self.root = root(sheet.minter)
        self.void = f"{sheet.minter.base}void"
        prefix = f"{sheet.minter.base}id/"
        self.labels = {
            iri.removeprefix(prefix): label
            for iri, label in material.labels.items()
            if iri.startswith(prefix)
        }

    def about_itself(self) -> None:
        """Say that `/void` is the description, and who made it."""
        sheet, graph = self.sheet, self.minter.graph("description")
        for iri in (self.void, graph):
            sheet.type(iri, "void:DatasetDescription", "prov:Entity")
            sheet.add(iri, "rdfs:label", "Description of the dataset", lang="en")
            sheet.add(iri, "foaf:primaryTopic", NamedNode(self.root))
        software, publisher = f"{self.void}#software", f"{self.void}#publisher"
        sheet.type(software, "prov:SoftwareAgent")
        sheet.add(software, "rdfs:label", f"treatygraph {__version__}")
        sheet.type(publisher, "foaf:Agent", "prov:Agent")
        sheet.add(publisher, "foaf:name", "The treatygraph developers")
        sheet.add(publisher, "rdfs:label", "The treatygraph developers")
        sheet.type(LICENCE, "dcterms:LicenseDocument")
        sheet.add(LICENCE, "rdfs:label", "Creative Commons Attribution 4.0 International")
        sheet.type(_ENGLISH, "dcterms:LinguisticSystem")

    def dataset(self) -> None:
        """Write what the dataset is, who made it, under which licence and how."""
        sheet, iri = self.sheet, self.root
        sheet.type(iri, "void:Dataset", "dcat:Dataset", "sd:Dataset", "prov:Entity")
        for name in ("dcterms:title", "rdfs:label"):
            sheet.add(iri, name, _TITLE, lang="en")
        sheet.add(iri, "dcterms:description", _TEXT, lang="en")
        sheet.add(iri, "dcat:keyword", *_KEYWORDS, lang="en")
        sheet.add(iri, "dcterms:publisher", NamedNode(f"{self.void}#publisher"))
        sheet.add(iri, "dcterms:language", NamedNode(_ENGLISH))
        sheet.add(iri, "dcat:version", __version__)
        sheet.add(iri, "void:uriSpace", self.minter.base)
        licence(sheet, iri)
        self._period()
        self._made(iri, "build")

    def _period(self) -> None:
        """Write from when to when the drafts are, by the dates known (DCAT 3, Period of Time)."""
        gathered = self.material
        dates = sorted(date for draft, date in gathered.dates.items() if draft in gathered.drafts)
        if dates:
            period = f"{self.void}#period"
            self.sheet.add(self.root, "dcterms:temporal", NamedNode(period))
            self.sheet.type(period, "dcterms:PeriodOfTime")
            self.sheet.add(period, "dcat:startDate", _date(dates[0]))
            self.sheet.add(period, "dcat:endDate", _date(dates[-1]))

    def _made(self, iri: str, key: str) -> None:
        activity = self.minter.thing("activity", key)
        self.sheet.add(iri, "prov:wasGeneratedBy", NamedNode(activity))
        self.sheet.type(activity, "prov:Activity")
        self.sheet.add(activity, "rdfs:label", ACTIVITIES[key], lang="en")
        agent = NamedNode(f"{self.void}#software")
        self.sheet.add(activity, "prov:wasAssociatedWith", agent)

    def sizes(self, iri: str, counts: Statistics) -> None:
        """Write the counts of a dataset or of a part of it."""
        for name, number in (
            ("triples", counts.triples),
            ("entities", counts.entities),
            ("distinctSubjects", counts.subjects),
            ("distinctObjects", counts.objects),
            ("classes", len(counts.classes)),
            ("properties", len(counts.properties)),
        ):
            self.sheet.add(iri, f"void:{name}", number)

    def partitions(self, counts: Statistics) -> None:
        """Write how often each class and each property is used, and the vocabularies."""
        sheet = self.sheet
        for name, number in counts.classes.items():
            part = self._part("class", name)
            sheet.add(self.root, "void:classPartition", NamedNode(part))
            sheet.add(part, "void:class", NamedNode(name))
            sheet.add(part, "void:entities", number)
        for name, used in counts.properties.items():
            part = self._part("property", name)
            sheet.add(self.root, "void:propertyPartition", NamedNode(part))
            sheet.add(part, "void:property", NamedNode(name))
            sheet.add(part, "void:triples", used.triples)
            sheet.add(part, "void:distinctSubjects", len(used.subjects))
            sheet.add(part, "void:distinctObjects", len(used.objects))
        for space in sorted({namespace(name) for name in (*counts.classes, *counts.properties)}):
            sheet.add(self.root, "void:vocabulary", NamedNode(space))

    def _part(self, kind: str, name: str) -> str:
        return f"{self.void}#{kind}/{_short(name)}"

    def linksets(self, counts: Statistics) -> None:
        """Write one linkset for each property that leads to each other dataset."""
        sheet, gathered = self.sheet, self.material
        named = sorted(gathered.datasets.items())
        names = {gathered.targets.get(link, ""): name for link, name in named}
        for (space, name), number in sorted(counts.links.items()):
            target = f"{self.void}#target/{mark(space)}"
            sheet.type(target, "void:Dataset")
            sheet.add(target, "rdfs:label", names.get(space, space))
            sheet.add(target, "void:uriSpace", space)
            iri = f"{self.void}#linkset/{mark(space)}/{_short(name)}"
            sheet.type(iri, "void:Linkset")
            title = f"{_short(name)} to {names.get(space, space)}"
            sheet.add(iri, "rdfs:label", title, lang="en")
            sheet.add(iri, "void:linkPredicate", NamedNode(name))
            sheet.add(iri, "void:subjectsTarget", NamedNode(self.root))
            sheet.add(iri, "void:objectsTarget", NamedNode(target))
            sheet.add(iri, "void:triples", number)
            sheet.add(self.root, "void:subset", NamedNode(iri))

    def graph(self, name: str, counts: Statistics, digest: str) -> None:
        """Write what one named graph is, its size, its origin and its checksum."""
        parsed = self.minter.parse(name)
        key = parsed[1] if parsed else name
        kind = kind_of(key, self.labels) if parsed else Kind(name, "A graph of another origin.")
        sheet, entry = self.sheet, f"{self.void}#graph/{key}"
        sheet.add(self.root, "void:subset", NamedNode(name))
        sheet.add(self.root, "sd:namedGraph", NamedNode(entry))
        sheet.type(entry, "sd:NamedGraph")
        sheet.add(entry, "sd:name", NamedNode(name))
        sheet.add(entry, "sd:graph", NamedNode(name))
        sheet.type(name, "void:Dataset", "dcat:Dataset", "sd:Graph", "prov:Entity")
        for title in ("dcterms:title", "rdfs:label"):
            sheet.add(name, title, kind.title, lang="en")
        sheet.add(name, "dcterms:description", kind.text, lang="en")
        licence(sheet, name)
        self.sizes(name, counts)
        self._made(name, kind.activity)
        for document in sorted(self.material.documents[name]):
            sheet.add(name, "prov:wasDerivedFrom", NamedNode(document))
        if name in self.material.texts:
            rights = "Holds text of a user's own copy, which belongs to its publisher."
            sheet.add(name, "dcterms:rights", NamedNode(f"{self.void}#texts"))
            sheet.type(f"{self.void}#texts", "dcterms:RightsStatement")
            sheet.add(f"{self.void}#texts", "rdfs:label", rights, lang="en")
        given = f"{entry}/ntriples"
        sheet.add(name, "dcat:distribution", NamedNode(given))
        sheet.type(given, "dcat:Distribution")
        sheet.add(given, "dcterms:title", f"{kind.title}, as sorted N-Triples", lang="en")
        sheet.add(given, "dcat:accessURL", NamedNode(name))
        media_type(sheet, given, "dcat:mediaType", "application/n-triples")
        licence(sheet, given)
        checksum_of(sheet, given, digest)

    def sources(self) -> None:
        """Write the documents that facts come from, each with its licence where it has one."""
        sheet, labels = self.sheet, self.material.labels
        used = {d for documents in self.material.documents.values() for d in documents}
        for document in sorted(used):
            sheet.add(self.root, "prov:wasDerivedFrom", NamedNode(document))
            sheet.add(document, "rdfs:label", labels.get(document), lang="en")
            terms = self.material.licences.get(document)
            if terms:
                sheet.add(document, "dcterms:license", NamedNode(terms))
                sheet.type(terms, "dcterms:LicenseDocument")
                sheet.add(terms, "rdfs:label", labels.get(terms), lang="en")


def _short(iri: str) -> str:
    """Return a name for a part: prefix and local name, or a mark where there is no prefix."""
    space = namespace(iri)
    prefix = next((p for p, known in PREFIXES.items() if known == space), None)
    return f"{prefix}-{iri[len(space) :]}" if prefix else f"{mark(space)}-{iri[len(space) :]}"


def _date(text: str) -> Literal:
    """Return a date of a day, a month or a year, typed by how much of it is known.

    >>> _date("2024-05").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    kind = {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(text), "xsd:date")
    return Literal(text, datatype=NamedNode(expand(kind)))
