"""What a description needs to know of one named graph, so that it can be kept with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from treatygraph.describe.statistics import (
    Statistics,
    checksum,
    packed,
    statistics,
    triple_lines,
    unpacked,
)
from treatygraph.iris import ONTOLOGY, Minter
from treatygraph.vocab import expand

__all__ = ["GraphFacts", "graph_facts", "graph_facts_of", "kept_facts"]
__all__ += ["DATASET", "DATED", "DRAFT", "LABEL", "LICENSED", "TARGET"]

LABEL, LICENSED, DATED = expand("rdfs:label"), expand("dcterms:license"), expand("tg:datePrinted")
TARGET, DATASET, DRAFT = expand("tg:linkTo"), expand("tg:targetDataset"), expand("tg:Draft")
_SOURCES = {
    f"<{expand(f'tg:{name}')}>".encode()
    for name in ("document", "documentedBy", "statedIn", "drawsOn")
}
_LABEL, _TEXT = f"<{LABEL}>".encode(), f"<{expand('tg:text')}>".encode()
_TELLING = {f"<{name}>".encode() for name in (LICENSED, DATED, TARGET, DATASET)}
_IS_DRAFT = f"<{DRAFT}>".encode()


@dataclass(frozen=True, slots=True)
class GraphFacts:
    """Counts and checksum of a graph, the documents it names, and lines that tell more.

    `telling` are N-Quads: licences, dates, drafts, links, and the labels of treaties,
    drafts and documents.
    """

    counts: Statistics
    checksum: str
    documents: tuple[str, ...]
    telling: tuple[str, ...]
    holds_text: bool


def graph_facts(lines: Iterable[bytes], minter: Minter) -> GraphFacts:
    """Return what is to be known of the graph with these lines of N-Quads."""
    documents, things = minter.document("x")[:-1].encode(), f"<{minter.base}id/".encode()
    every = list(dict.fromkeys(lines))
    triples = [triple for _, triple in triple_lines(b"\n".join(every))]
    named, telling, holds_text = set(), [], False
    for line, triple in zip(every, triples, strict=True):
        subject, name, value = triple.split(b" ", 2)
        if name in _SOURCES and value.startswith(b"<" + documents):
            named.add(value[1:-1].decode())
        elif (
            name in _TELLING
            or value == _IS_DRAFT
            or (name == _LABEL and _is_short(subject, things))
        ):
            telling.append(line.decode())
        holds_text |= name == _TEXT
    return GraphFacts(
        statistics(triples, (minter.base, ONTOLOGY)),
        checksum(triples),
        tuple(sorted(named)),
        tuple(sorted(telling)),
        holds_text,
    )


def _is_short(subject: bytes, things: bytes) -> bool:
    """Tell whether an IRI may be of a treaty, a draft or a document, by its length in steps."""
    return not subject.startswith(things) or subject.count(b"/", len(things)) < 2


def kept_facts(lines: Iterable[bytes], minter: Minter) -> bytes:
    """Return the facts of a graph as bytes, to be kept; `graph_facts_of` reads them."""
    facts = graph_facts(lines, minter)
    told = [facts.checksum, facts.documents, facts.telling, facts.holds_text]
    return json.dumps(told).encode() + b"\n" + packed(facts.counts)


def graph_facts_of(kept: bytes) -> GraphFacts:
    """Return the facts that `kept_facts` made bytes of."""
    head, _, counts = kept.partition(b"\n")
    digest, documents, telling, holds_text = json.loads(head)
    return GraphFacts(unpacked(counts), digest, tuple(documents), tuple(telling), holds_text)
