"""A sheet of quads for one named graph, with the few ways in which facts are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.bases import BASES
from treatygraph.iris import Minter
from treatygraph.model import Evidence
from treatygraph.vocab import expand

__all__ = ["Triples", "digest", "strongest_basis"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = NamedNode(expand("rdf:type"))

Value = NamedNode | Literal | str | int | bool | None


def digest(*parts: object) -> str:
    """Return twelve hexadecimal digits that depend on every part and their order."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return sha256(text.encode()).hexdigest()[:12]


class Triples:
    """Collects the quads of one named graph.

    Names of properties and classes are prefixed names (`tg:heading`); a `str` value is a
    plain literal, a `NamedNode` a thing, and `None` writes nothing.
    """

    def __init__(self, minter: Minter, graph: str) -> None:
        self.minter = minter
        self.graph = NamedNode(graph)
        self._quads: list[Quad] = []

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)

    def add(self, subject: str, name: str, *values: Value, lang: str | None = None) -> None:
        """Write one triple per value that is not None."""
        predicate = NamedNode(expand(name))
        node = NamedNode(subject)
        for value in values:
            if value is not None:
                term = _term(value, lang)
                self._quads.append(Quad(node, predicate, term, self.graph))

    def type(self, subject: str, *names: str) -> None:
        """State the classes of a thing."""
        node = NamedNode(subject)
        for name in names:
            self._quads.append(Quad(node, _TYPE, NamedNode(expand(name)), self.graph))

    def concept(self, subject: str, name: str, *keys: str | None) -> None:
        """Point to concepts given as `scheme/notation`."""
        for key in keys:
            if key:
                self.add(subject, name, NamedNode(self.minter.concept(key)))

    def date(self, subject: str, value: str | None) -> None:
        """Write a date: typed where the day is known, as printed in any case."""
        if value is None:
            return
        self.add(subject, "tg:datePrinted", value)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            typed = Literal(value, datatype=NamedNode(f"{_XSD}date"))
            self.add(subject, "eli:date_document", typed)

    def evidence(
        self, subject: str, entries: Iterable[Evidence], *, needs: Iterable[str] = ()
    ) -> None:
        """Write the evidence of a fact, and its basis on the fact itself.

        One piece of evidence is enough for a fact, so the strongest is its basis; a whole
        that `needs` parts is known no better than the part that is known worst.
        """
        listed = list(entries)
        if not listed:
            return
        basis = max((strongest_basis(listed), *needs), key=BASES.index)
        self.concept(subject, "tg:basis", f"basis/{basis}")
        for entry in listed:
            self.add(subject, "tg:hasEvidence", NamedNode(self._evidence(entry)))

    def _evidence(self, entry: Evidence) -> str:
        found_by = (entry.found_by,) if entry.found_by else ()
        mark = digest(
            entry.basis, entry.document, entry.place, entry.about, entry.note, entry.reviewer,
            *found_by,
        )  # fmt: skip
        iri = self.minter.thing("evidence", mark)
        self.type(iri, "tg:Evidence")
        self.concept(iri, "tg:basis", f"basis/{entry.basis}")
        if entry.document:
            self.add(iri, "tg:document", NamedNode(self.minter.document(entry.document)))
        for name in ("place", "about", "note", "reviewer"):
            self.add(iri, f"tg:{name}", getattr(entry, name) or None)
        self.add(iri, "tg:foundBy", entry.found_by or None)
        where = ", ".join(part for part in (entry.document, entry.place) if part)
        self.add(iri, "rdfs:label", f"{entry.basis}: {where}" if where else entry.basis)
        return iri


def strongest_basis(entries: Iterable[Evidence]) -> str:
    """Return the strongest basis of what is evidence of the whole fact, or of its aspects."""
    listed = list(entries)
    whole = [entry for entry in listed if not entry.about] or listed
    return min((entry.basis for entry in whole), key=BASES.index)


def _term(value: NamedNode | Literal | str | int | bool, lang: str | None) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=NamedNode(f"{_XSD}boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(f"{_XSD}integer"))
    return Literal(value, language=lang) if lang else Literal(value)
