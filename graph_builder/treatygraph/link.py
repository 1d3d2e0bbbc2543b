"""Linking: facts of one draft brought together, and every key checked.

Several files can speak of one draft (an outline, a reading of another language version,
the user's own copy).  `merge` makes one record of them.  Nothing is dropped silently: a
reference without a target stays, as dangling with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from treatygraph.findings import Finding
from treatygraph.model import (
    Application,
    Coverage,
    DraftFacts,
    Evidence,
    Instrument,
    Provision,
    Reference,
)

__all__ = ["cited_instruments", "dangling", "merge", "merge_drafts", "unresolved"]


def merge_drafts(drafts: Iterable[DraftFacts]) -> tuple[DraftFacts, ...]:
    """Return one record per draft; files of the same draft are merged in the given order.

    A file in English, where there is one, is the ground that the others are laid on.
    """

    def identity(facts: DraftFacts) -> tuple[str, str]:
        return facts.treaty, facts.draft

    def place(facts: DraftFacts) -> tuple[str, str, bool]:
        return facts.treaty, facts.draft, facts.language != "en"

    result = []
    for _, group in groupby(sorted(drafts, key=place), key=identity):
        first, *others = group
        for other in others:
            first = merge(first, other)
        result.append(dangling(first))
    return tuple(result)


def merge(base: DraftFacts, extra: DraftFacts) -> DraftFacts:
    """Return `base` with the facts of `extra` added.

    Where both know a provision, evidence adds up, text and spans come from `extra`, and
    a heading in another language stands beside the first.  Where `extra` has read the
    references of a provision, they take the place of those of `base` that nobody attests.
    A text in another language stands only where there is none in that of `base`.
    """
    extra = _beside(base, extra) if extra.language != base.language else extra
    read = {p.key for p in extra.provisions if p.references_read}
    kept = tuple(
        r
        for r in base.references
        if r.source not in read or any(e.basis != "unverified" for e in r.evidence)
    )
    return replace(
        base,
        revises=base.revises or extra.revises,
        provisions=_merge_provisions(base, extra),
        references=_merge_references(kept, extra.references),
        mentions=base.mentions + extra.mentions,
        absences=base.absences + extra.absences,
        applications=_merge_applications(base.applications + extra.applications),
        coverage=_merge_coverage(base, extra),
        evidence=base.evidence + (extra.evidence if extra.language == base.language else ()),
    )


def _beside(base: DraftFacts, extra: DraftFacts) -> DraftFacts:
    """Return another language version without text and facts that `base` has in its own."""
    known = {p.key for p in base.provisions if p.text is not None}
    if not known:
        return extra
    return replace(
        extra,
        provisions=tuple(
            replace(p, text=None, start=None, end=None) if p.key in known else p
            for p in extra.provisions
        ),
        references=tuple(r for r in extra.references if r.source not in known),
        mentions=tuple(m for m in extra.mentions if m.provision not in known),
    )


def _merge_references(kept: Iterable[Reference], new: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return both lists; one known without its place is the same as one read at a place."""
    known = {_edge(r): r for r in kept if r.start is None}
    joined = []
    for reference in new:
        old = known.pop(_edge(reference), None)
        evidence = (*(old.evidence if old else ()), *reference.evidence)
        joined.append(replace(reference, evidence=tuple(dict.fromkeys(evidence))))
    rest = tuple(r for r in kept if r.start is not None or _edge(r) in known)
    return rest + tuple(joined)


def _merge_applications(both: Iterable[Application]) -> tuple[Application, ...]:
    """Return applications, each once, with the evidence of all that state it."""
    found: dict[tuple[str, str], Application] = {}
    for one in both:
        known = found.get((one.clause, one.over))
        evidence = (*(known.evidence if known else ()), *one.evidence)
        found[one.clause, one.over] = replace(one, evidence=tuple(dict.fromkeys(evidence)))
    return tuple(found.values())


def _edge(reference: Reference) -> tuple[str, str | None, str | None, str]:
    return reference.source, reference.target, reference.instrument, reference.status


def _merge_coverage(base: DraftFacts, extra: DraftFacts) -> tuple[Coverage, ...]:
    """Return what both state; a whole reading that has every article ends the gaps of `base`."""
    ended = {c.aspect for c in extra.coverage if c.of == "draft" and c.state == "complete"}
    articles = [{p.key for p in f.provisions if p.level == "article"} for f in (base, extra)]
    if not articles[0] <= articles[1]:
        return base.coverage + tuple(c for c in extra.coverage if c.aspect not in ended)
    if "structure" in ended:
        ended.add("headings")
    return tuple(c for c in base.coverage if c.aspect not in ended) + extra.coverage


def _merge_provisions(base: DraftFacts, extra: DraftFacts) -> tuple[Provision, ...]:
    known = {p.key: p for p in base.provisions}
    foreign = extra.language != base.language
    ordered = list(known)
    cursor = -1
    for new in extra.provisions:
        old = known.get(new.key)
        if old is None:
            cursor += 1
            ordered.insert(cursor, new.key)
            known[new.key] = _moved_heading(new, extra.language) if foreign else new
        else:
            cursor = ordered.index(new.key)
            known[new.key] = _merge_provision(old, new, extra.language if foreign else None)
    return tuple(replace(known[key], order=i) for i, key in enumerate(ordered, start=1))


def _moved_heading(new: Provision, language: str) -> Provision:
    if new.heading is None:
        return new
    return replace(new, heading=None, other_headings=((language, new.heading),))


def _merge_provision(old: Provision, new: Provision, foreign: str | None) -> Provision:
    headings = old.other_headings
    if foreign and new.heading:
        headings = (*headings, (foreign, new.heading))
    return replace(
        old,
        heading=old.heading if foreign else (new.heading or old.heading),
        other_headings=headings,
        number=old.number or new.number,
        role=old.role or new.role,
        text=new.text if new.text is not None else old.text,
        start=new.start if new.start is not None else old.start,
        end=new.end if new.end is not None else old.end,
        status=tuple(dict.fromkeys(old.status + new.status)),
        references_read=old.references_read or new.references_read,
        mentions_read=old.mentions_read or new.mentions_read,
        evidence=old.evidence + _evidence_of(new, foreign),
    )


def _evidence_of(new: Provision, foreign: str | None) -> tuple[Evidence, ...]:
    """Return the evidence of a reading; one in another language proves no heading here."""
    if foreign is None:
        return new.evidence
    about = f"number, and heading in {foreign}"
    return tuple(replace(entry, about=entry.about or about) for entry in new.evidence)


def cited_instruments(drafts: Iterable[DraftFacts], known: set[str]) -> tuple[Instrument, ...]:
    """Return a record for each instrument that texts cite and nobody registered.

    Its title is the longest name under which it is cited on its own, else the key in words.
    """
    cited: dict[str, list[Reference]] = {}
    for facts in drafts:
        for reference in facts.references:
            if reference.instrument and reference.instrument not in known:
                cited.setdefault(reference.instrument, []).append(reference)
    return tuple(_instrument(key, cited[key]) for key in sorted(cited))


def _instrument(key: str, references: list[Reference]) -> Instrument:
    names = sorted({" ".join(r.surface.split()) for r in references if r.target is None})
    title = max(names, key=len, default="") or key.replace("-", " ")
    return Instrument(key=key, title=title, kind="cited", evidence=references[0].evidence)


def dangling(facts: DraftFacts) -> DraftFacts:
    """Return the facts with every internal reference to a missing target marked so.

    What dangled in one file and has its target in another is resolved.
    """
    keys = {p.key for p in facts.provisions}
    return replace(facts, references=tuple(_checked(r, keys) for r in facts.references))


def _checked(reference: Reference, keys: set[str]) -> Reference:
    if reference.instrument is not None or reference.target is None:
        return reference
    found = reference.target in keys
    if reference.status == "resolved" and not found:
        return replace(reference, status="dangling", reason="no-such-provision")
    if reference.status == "dangling" and found:
        return replace(reference, status="resolved", reason=None)
    return reference


def unresolved(facts: DraftFacts) -> Iterator[Finding]:
    """Yield one finding per reference that is neither resolved nor external."""
    for reference in facts.references:
        if reference.status in ("ambiguous", "dangling"):
            yield Finding(
                "info",
                f"reference-{reference.status}",
                f"{facts.treaty}/{facts.draft}/{reference.source}",
                f"{reference.surface or reference.target!r}: {reference.reason or 'no reason'}",
                "correct the reference in the data, or leave it: it is kept and reported",
            )
