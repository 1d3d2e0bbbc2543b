"""The dossiers of one graph: what all of them need is read once, when first needed."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from treatygraph.asker import Source
from treatygraph.assess.matrix import CellFacts
from treatygraph.dossier.records import DraftRef, Row
from treatygraph.dossier.statements_said import Statements, read_statements
from treatygraph.travaux import Travaux

__all__ = ["Library", "library_of"]


def library_of(graph: Source) -> Library:
    """Return what all dossiers of a graph share, read once."""
    travaux = Travaux.of(graph)
    found: Library = travaux.once("library", lambda: Library(travaux))
    return found


class Library:
    """Opens dossiers; a library belongs to one graph, which does not change."""

    def __init__(self, graph: Source) -> None:
        self.travaux = Travaux.of(graph)
        self._cells: dict[str, CellFacts] = {}
        self._units: dict[str, dict[str, list[tuple[str, str]]]] = {}

    @cached_property
    def drafts(self) -> dict[str, list[DraftRef]]:
        """Treaty → its drafts, oldest first; a draft with several documents has one symbol."""
        symbols = self.travaux.mapping("drafts/symbols")
        found: dict[str, list[DraftRef]] = defaultdict(list)
        for draft in self.travaux.drafts:
            symbol = symbols.get(draft.iri, "")
            ref = DraftRef(draft.iri, draft.local, draft.name, draft.date, symbol)
            found[draft.treaty].append(ref)
        return dict(found)

    @cached_property
    def draft(self) -> dict[str, DraftRef]:
        """Draft → what it is called."""
        return {ref.iri: ref for refs in self.drafts.values() for ref in refs}

    @cached_property
    def statements(self) -> Statements:
        """All statements, with what became of them."""
        return read_statements(self.travaux, list(self.draft.values()))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Thing → its name."""
        return {
            row["thing"]: row["label"] for row in reversed(self.travaux.records("dossiers/labels"))
        }

    @cached_property
    def places(self) -> dict[str, Row]:
        """Provision of a lineage → number, heading (English first), chapter, role, status."""
        found: dict[str, Row] = {}
        for row in self.travaux.records("dossiers/places"):
            found.setdefault(row["part"], row)
        return found

    @cached_property
    def below(self) -> dict[str, list[str]]:
        """Article → the provisions inside it, in the order of the document."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri, (draft, key) in self.travaux.keys.items():
            article = key.partition("/")[0]
            if "/" in key and article != "preamble":
                found[f"{draft}/{article}"].append(iri)
        return {article: sorted(parts, key=self.travaux.order) for article, parts in found.items()}

    def name(self, iri: str) -> str:
        """Return the name of a thing for people."""
        return self.labels.get(iri) or self.travaux.name(iri)

    def cells(self, draft: str) -> CellFacts:
        """Return what decides about safeguards in a draft."""
        if draft not in self._cells:
            self._cells[draft] = CellFacts(self.travaux, draft)
        return self._cells[draft]

    def units(self, draft: str, provision: str) -> tuple[tuple[str, str], ...]:
        """Return number and text of a provision's paragraphs, in order; none without text."""
        if draft not in self._units:
            self._units[draft] = self.travaux.paragraphs(draft)
        return tuple(self._units[draft].get(provision, ()))
