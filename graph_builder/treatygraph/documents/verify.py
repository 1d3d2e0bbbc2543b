"""Verifying: the facts of a draft held against a reading of its official document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from treatygraph.documents.reading import Reading
from treatygraph.model import DraftFacts, Evidence, Provision, Reference

__all__ = ["Comparison", "compare", "confirmed", "displaced", "of_excerpt"]

Result = Literal["agrees", "differs", "not-checkable", "only-in-document"]


@dataclass(frozen=True, slots=True, order=True)
class Comparison:
    """One fact, what the data say, what the document says, and whether they agree."""

    fact: str
    aspect: str
    result: Result
    data: str = ""
    document: str = ""


def compare(facts: DraftFacts, reading: Reading) -> Iterator[Comparison]:
    """Yield one comparison per fact of the draft, then what only the document has.

    Headings are compared without case, space and brackets of negotiation; a heading in
    another language than the document's cannot be checked.
    """
    read = {p.key: p for p in reading.provisions}
    same = facts.language == (reading.document.get("language") or facts.language)
    for provision in facts.provisions:
        yield from _provision(provision, read.get(provision.key), same)
    edges = {(r.source, r.target) for r in reading.references}
    articles = {(s.split("/")[0], (t or "").split("/")[0]) for s, t in edges}
    for reference in facts.references:
        if reference.instrument is not None or reference.target is None:
            continue
        edge = (reference.source, reference.target)
        loose = (edge[0].split("/")[0], edge[1].split("/")[0])
        found = edge in edges or ("/" not in edge[0] and loose in articles)
        name = f"{edge[0]} → {edge[1]}"
        yield Comparison(
            name, "reference", "agrees" if found else "differs", name, "" if not found else name
        )
    for mention in facts.mentions:
        yield Comparison(mention.provision, mention.concept, "not-checkable", mention.concept)
    known = {p.key for p in facts.provisions}
    for key, provision in read.items():
        if key not in known and provision.level in ("article", "chapter", "part", "annex"):
            yield Comparison(key, "existence", "only-in-document", "", provision.heading or "")


def of_excerpt(found: Iterable[Comparison], reading: Reading) -> Iterator[Comparison]:
    """Yield comparisons with a part of a document: what it lacks speaks against no fact.

    What only the whole could tell is `not-checkable`: provisions and references of articles
    that the part does not have, parts of its first and last article, which may be cut, and
    in which chapter an article stands where the chapter's head is not in it.
    """
    there = {p.key for p in reading.provisions}
    articles = [p.key for p in reading.provisions if p.level == "article"]
    cut = {*articles[:1], *articles[-1:]}
    for one in found:
        source = one.fact.partition(" → ")[0]
        top = source.partition("/")[0]
        missing = one.document in ("", "not found") and (top not in there or top in cut)
        headless = one.aspect == "parent" and not one.document
        if one.result == "differs" and (missing or headless):
            yield replace(one, result="not-checkable")
        else:
            yield one


def displaced(facts: DraftFacts, reading: Reading) -> Iterator[Comparison]:
    """Yield the articles of a document whose headings are registered under other numbers only.

    One may be a slip of the data; several speak for another draft, or for a text that only
    looks like the treaty.
    """
    if facts.language != (reading.document.get("language") or facts.language):
        return
    known = [(p, _words(p.heading)) for p in facts.provisions if p.level == "article"]
    for there in reading.provisions:
        words = _words(there.heading)
        if there.level != "article" or not words:
            continue
        same = [p for p, heading in known if words <= heading]
        if same and there.number not in [p.number for p in same] and "/" not in there.key:
            numbers = ", ".join(p.number or p.key for p in same)
            yield Comparison(there.key, "number", "differs", numbers, there.heading or "")


def _words(heading: str | None) -> frozenset[str]:
    words = "".join(c if c.isalnum() else " " for c in (heading or "").lower()).split()
    return frozenset(word for word in words if len(word) > 3)


def confirmed(facts: DraftFacts, reading: Reading, found: Iterable[Comparison]) -> DraftFacts:
    """Return the facts that the document agrees with, on the basis `official-text`.

    Each carries evidence with the document's SHA-256, and provisions their text.  Of a
    provision whose heading differs only its number is confirmed.  What differs, what cannot
    be checked and what only the document has is left out.
    """
    results: dict[str, dict[str, str]] = {}
    for one in found:
        results.setdefault(one.fact, {})[one.aspect] = one.result
    source = reading.document
    note = f"Agrees with {source.get('name') or 'a document'}, SHA-256 {source.get('sha256')}."
    evidence = Evidence(
        basis="official-text", document=facts.document, place="whole text", note=note
    )
    read = {p.key: p for p in reading.provisions}
    provisions = [
        _confirmed(p, read[p.key], results[p.key], evidence)
        for p in facts.provisions
        if p.key in read and results[p.key].get("number") != "differs"
    ]
    return DraftFacts(
        treaty=facts.treaty,
        draft=facts.draft,
        title=facts.title,
        document=facts.document,
        date=facts.date,
        language=str(source.get("language") or facts.language),
        provisions=tuple(provisions),
        references=tuple(_confirmed_references(facts, reading, results, evidence)),
        evidence=(evidence,),
    )


def _confirmed(
    known: Provision, read: Provision, results: dict[str, str], evidence: Evidence
) -> Provision:
    sound = "differs" not in results.values()
    return replace(
        read,
        heading=read.heading if sound else None,
        parent=known.parent,
        status=(),
        evidence=(evidence if sound else replace(evidence, about="number"),),
    )


def _confirmed_references(
    facts: DraftFacts, reading: Reading, results: dict[str, dict[str, str]], evidence: Evidence
) -> Iterator[Reference]:
    """Yield the references that agree, at their place where the reading has the same edge."""
    places = {(r.source, r.target): r for r in reversed(reading.references)}
    for known in facts.references:
        name = f"{known.source} → {known.target}"
        if results.get(name, {}).get("reference") == "agrees":
            found = places.get((known.source, known.target), known)
            yield replace(found, evidence=(evidence,))


def _provision(here: Provision, there: Provision | None, same: bool) -> Iterator[Comparison]:
    if there is None:
        yield Comparison(here.key, "existence", "differs", here.heading or here.key, "not found")
        return
    yield Comparison(here.key, "existence", "agrees", here.key, there.key)
    if here.number and there.number:
        equal = here.number.strip("()[]. ").lower() == there.number.strip("()[]. ").lower()
        yield Comparison(
            here.key,
            "number",
            "agrees" if equal or not same else "differs",
            here.number,
            there.number,
        )
    if here.heading is None:
        return
    if not same or there.heading is None:
        yield Comparison(here.key, "heading", "not-checkable", here.heading, there.heading or "")
        return
    equal = _plain(here.heading) == _plain(there.heading)
    yield Comparison(
        here.key, "heading", "agrees" if equal else "differs", here.heading, there.heading
    )
    parent = here.parent == there.parent
    yield Comparison(
        here.key, "parent", "agrees" if parent else "differs", here.parent or "", there.parent or ""
    )


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
