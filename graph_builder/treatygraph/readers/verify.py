"""Verifying: the facts of a draft held against a reading of its official document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from treatygraph.model import DraftFacts, Provision
from treatygraph.readers.reading import Reading

__all__ = ["Comparison", "compare"]

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
