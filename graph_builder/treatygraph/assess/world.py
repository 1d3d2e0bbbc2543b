"""What every check needs to know of a graph, asked once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode
from rapidfuzz import process

from treatygraph.ask import cell
from treatygraph.assess.verdicts import strongest
from treatygraph.iris import Minter, default_minter
from treatygraph.store.base import Store

__all__ = ["World"]

_DRAFTS = """
SELECT ?treaty ?draft ?key ?date ?title ?before
WHERE {
  ?t eli:has_member ?draft ; eli:id_local ?treaty .
  ?draft a tg:Draft ; eli:id_local ?key .
  OPTIONAL { ?draft tg:datePrinted ?date }
  OPTIONAL { ?draft rdfs:label ?title }
  OPTIONAL { ?draft prov:wasRevisionOf ?before }
}
ORDER BY ?treaty ?date ?key
"""
_OUTLINE = """
SELECT ?draft (COUNT(DISTINCT ?article) AS ?articles) (COUNT(DISTINCT ?alone) AS ?unmatched)
WHERE {
  ?draft a tg:Draft .
  OPTIONAL {
    ?article a tg:Article ; tg:inDraft ?draft .
    FILTER NOT EXISTS { ?article tg:status ?gone . FILTER(STRENDS(STR(?gone), "/deleted")) }
    OPTIONAL {
      ?article tg:inDraft ?draft .
      FILTER NOT EXISTS { ?article tg:ofLineage ?lineage }
      BIND(?article AS ?alone)
    }
  }
}
GROUP BY ?draft
"""
_COVERAGE = """
SELECT ?draft ?scope ?aspect ?state ?role
WHERE {
  ?coverage tg:coverageOf ?scope ; tg:inDraft ?draft ;
    tg:coverageAspect ?aspect ; tg:coverageState ?state .
  FILTER(STRENDS(STR(?aspect), "/structure") || STRENDS(STR(?aspect), "/headings"))
  OPTIONAL { ?scope tg:chapterRole ?role }
}
ORDER BY ?draft ?scope ?aspect ?state ?role
"""
_CHAPTERS = """
SELECT DISTINCT ?draft
WHERE {
  ?chapter a tg:Chapter ; tg:inDraft ?draft .
  FILTER NOT EXISTS { ?chapter tg:chapterRole ?role }
}
ORDER BY ?draft
"""
_ABOUT = """
SELECT ?thing ?about ?basis
WHERE { ?thing tg:hasEvidence ?evidence . ?evidence tg:about ?about ; tg:basis ?basis }
ORDER BY ?thing ?about ?basis
"""
_OPEN = """
SELECT DISTINCT ?fact
WHERE {
  ?place tg:status ?status .
  FILTER(REGEX(STR(?status), "/(bracketed|alternative|proposed|placeholder)$"))
  ?part eli:is_part_of* ?place .
  { ?fact tg:mentionIn ?part } UNION { ?fact tg:referenceFrom ?part }
  UNION { ?fact tg:clause ?part } UNION { ?part a tg:Provision . BIND(?part AS ?fact) }
}
ORDER BY ?fact
"""
_LABELS = """
SELECT ?thing ?label ?number ?order ?key ?draft
WHERE {
  ?thing a tg:Provision ; rdfs:label ?label ; eli:id_local ?key ; tg:inDraft ?draft .
  OPTIONAL { ?thing eli:number ?number }
  OPTIONAL { ?thing tg:order ?order }
}
ORDER BY ?thing ?label
"""
_TEXTS = """
SELECT ?whole ?text
WHERE {
  ?part tg:inDraft ?draft ; tg:text ?text ; tg:order ?order ; eli:is_part_of* ?whole .
  ?whole a tg:Provision .
}
ORDER BY ?whole ?order ?text
"""


@dataclass(slots=True)
class World:
    """A store, and the tables that checks read again and again.

    `complete` holds the drafts whose outline is known whole: articles are registered and
    nobody states a gap.  `whole` holds those of which it is stated, so that even a missing
    paragraph is known to be missing.  `gaps` says where in a draft the outline is not
    known, with the role of the place where it has one.  `unmatched` counts the articles
    that are in no lineage yet: while there are any, that a lineage has no provision here
    says nothing.  `without_role` holds the drafts with a chapter whose role is not known.
    `contested` holds the facts that stand in brackets, in an alternative or a proposal.
    `by_lexicon` holds the drafts in which a lexicon looked for safeguards: it can miss a
    wording, so what it did not find is taken as unverified.
    """

    store: Store
    minter: Minter = field(default_factory=default_minter)
    drafts: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    gaps: dict[str, dict[str, str]] = field(default_factory=dict)
    unmatched: dict[str, int] = field(default_factory=dict)
    without_role: set[str] = field(default_factory=set)
    by_lexicon: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    contested: set[str] = field(default_factory=set)
    basis: dict[str, str] = field(default_factory=dict)
    aspects: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    lineages: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> World:
        """Return the world of a store, with its tables filled."""
        world = cls(store)
        world._read_drafts()
        world._read_provisions()
        bases = store.select("SELECT ?s ?b WHERE { ?s tg:basis ?b } ORDER BY ?s ?b").rows
        for subject, basis in bases:
            world.basis[_value(subject)] = _value(basis).rpartition("/")[2]
        world.contested = {_value(row[0]) for row in store.select(_OPEN).rows}
        for row in store.select(_ABOUT).rows:
            thing, about, known = (_value(term) for term in row)
            world.aspects.setdefault(thing, []).append((about, known.rpartition("/")[2]))
        return world

    def basis_of(self, iri: str, aspects: Iterable[str] = ()) -> str:
        """Return the basis of a thing, or a stronger one of the aspects that matter."""
        known = [self.basis.get(iri, "")]
        wanted = set(aspects)
        if wanted:
            about = self.aspects.get(iri, ())
            known += [b for words, b in about if wanted & set(re.findall(r"[a-z]+", words))]
        return strongest(known)

    def _read_drafts(self) -> None:
        for treaty, draft, key, date, _, _ in self.store.select(_DRAFTS).rows:
            self.drafts[_value(draft)] = (_value(treaty), _value(key), _value(date))
        counts: dict[str, int] = {}
        for draft, articles, alone in self.store.select(_OUTLINE).rows:
            counts[_value(draft)] = int(cell(articles) or 0)
            self.unmatched[_value(draft)] = int(cell(alone) or 0)
        stated: dict[str, set[str]] = {}
        for row in self.store.select(_COVERAGE).rows:
            within, scope, aspect, state, role = (_value(term) for term in row)
            if state != "complete":
                self.gaps.setdefault(within, {})[scope] = role
            if scope == within and aspect.endswith("/structure"):
                stated.setdefault(within, set()).add(state)
        self.complete = {draft for draft in counts if counts[draft] and draft not in self.gaps}
        self.whole = {draft for draft in self.complete if stated.get(draft) == {"complete"}}
        self.without_role = {_value(row[0]) for row in self.store.select(_CHAPTERS).rows}

    def _read_provisions(self) -> None:
        for thing, label, _, order, key, draft in self.store.select(_LABELS).rows:
            iri = _value(thing)
            self.labels.setdefault(iri, _value(label))
            self.keys[iri] = (_value(draft), _value(key))
            self.orders[iri] = int(cell(order) or 0)
        rule = "SELECT DISTINCT ?d WHERE { ?m tg:rule ?rule ; tg:inDraft ?d } ORDER BY ?d"
        self.by_lexicon = {_value(row[0]) for row in self.store.select(rule).rows}
        gone = NamedNode(self.minter.concept("status/deleted"))
        rows = self.store.select("SELECT ?p WHERE { ?p tg:status ?s } ORDER BY ?p", {"s": gone})
        self.deleted = {_value(row[0]) for row in rows.rows}
        members = "SELECT ?l ?p ?n WHERE { ?p tg:ofLineage ?l . ?l rdfs:label ?n } ORDER BY ?l ?p"
        for lineage, provision, name in self.store.select(members).rows:
            self.lineages.setdefault(_value(lineage), []).append(_value(provision))
            self.names[_value(lineage)] = _value(name)

    def knows_all(self, draft: str) -> bool:
        """Tell whether a lineage without a provision in a draft is known not to be there."""
        return draft in self.complete and not self.unmatched.get(draft)

    def has_outline(self, draft: str, roles: Iterable[str] | None = None) -> bool:
        """Tell whether every article of a draft, or of its chapters with some roles, is known."""
        if roles is None or draft not in {owner for owner, _ in self.keys.values()}:
            return draft in self.complete
        chosen = set(roles)
        gaps = self.gaps.get(draft, {}).values()
        return draft not in self.without_role and all(r and r not in chosen for r in gaps)

    def found_nothing(self, draft: str, fact: str) -> bool:
        """Whether a fact only says that a lexicon read a provision and found nothing."""
        return draft in self.by_lexicon and fact in self.keys

    def texts(self, draft: str) -> dict[str, str]:
        """Return the text of each provision of a draft, its parts put together in order."""
        parts: dict[str, list[str]] = {}
        for whole, text in self.store.select(_TEXTS.replace("?draft", f"<{draft}>")).rows:
            parts.setdefault(_value(whole), []).append(_value(text))
        return {whole: " ".join(" ".join(texts).split()) for whole, texts in parts.items()}

    def drafts_of(self, treaty: str) -> list[str]:
        """Return the drafts of a treaty, oldest first."""
        return [draft for draft, (owner, _, _) in self.drafts.items() if owner == treaty]

    def members(self, treaty: str, keys: Iterable[str]) -> set[str]:
        """Return the provisions of some lineages, in all drafts."""
        lineages = (self.minter.lineage(treaty, key) for key in keys)
        return {p for lineage in lineages for p in self.lineages.get(lineage, ())}

    def order(self, iri: str) -> tuple[int, str]:
        """Return what provisions are sorted by: their place in the document."""
        return self.orders.get(iri, 0), iri

    def name(self, iri: str) -> str:
        """Return the name of a provision for people, short where it has a number."""
        return self.labels.get(iri) or self.names.get(iri) or iri.rpartition("/id/")[2]

    def unknown(self, node: NamedNode) -> list[str] | None:
        """Return near keys for a thing that the graph says nothing of, None for a known one."""
        if self.store.ask("ASK { ?thing a ?class }", {"thing": node}):
            return None
        family, _, key = node.value.rpartition("/")
        query = "SELECT DISTINCT ?thing WHERE { ?thing rdfs:label ?label } ORDER BY ?thing"
        every = [_value(row[0]) for row in self.store.select(query).rows]
        keys = [x.rpartition("/")[2] for x in every if x.rpartition("/")[0] == family]
        return [str(m[0]) for m in process.extract(key, keys, limit=3)]


def _value(term: object) -> str:
    return str(getattr(term, "value", "") or "")
