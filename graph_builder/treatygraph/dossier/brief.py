"""A brief of one to three pages: what there is to say, each line with its source.

A brief is a list of blocks; `brief_forms` writes it as Markdown, HTML, Word or PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatygraph.dossier.article import article_dossier
from treatygraph.dossier.chapter import chapter_dossier
from treatygraph.dossier.library import Library
from treatygraph.dossier.records import (
    ArticleDossier,
    DraftRef,
    Placed,
    Said,
    State,
    Version,
)
from treatygraph.dossier.stakeholder import balance_of, stakeholder_dossier
from treatygraph.dossier.wording import worded

__all__ = [
    "Brief",
    "Heading",
    "Para",
    "Rows",
    "Span",
    "article_brief",
    "chapter_brief",
    "stakeholder_brief",
]


@dataclass(frozen=True, slots=True)
class Span:
    """Words, with where they lead."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; one that says where something comes from is `small`."""

    spans: tuple[Span, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; each cell is a row of spans."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: its title, what it is about, its blocks, and where all of it comes from."""

    title: str
    about: str
    blocks: tuple[Heading | Para | Rows, ...]
    source: str


def article_brief(library: Library, lineage: str, *, source: str) -> Brief:
    """Return the brief of an article."""
    dossier = article_dossier(library, lineage)
    blocks = [*_drafts(dossier), *_words(dossier)]
    kinds = ("argument", "risk", "statement")
    own = [s for s in dossier.said if s.reach == "article" and s.kind not in kinds]
    blocks += _asked(library, own, "What was asked, and what became of it")
    near = [said for said in dossier.said if said.reach == "chapter" and said.asks]
    blocks += _asked(library, near, "What was asked of its chapter")
    blocks += [*_safeguards(library, dossier), *_references(library, dossier), *_models(dossier)]
    blocks += _unknown(library, dossier)
    about = f"Article of the {dossier.treaty_name}, through all drafts"
    return Brief(dossier.name, about, tuple(blocks), source)


def stakeholder_brief(library: Library, stakeholder: str, *, source: str) -> Brief:
    """Return the brief of a stakeholder: its demands article by article, and the balance."""
    dossier = stakeholder_dossier(library, stakeholder)
    blocks: list[Heading | Para | Rows] = [_balance(library.statements.of(stakeholder))]
    for _, thing, said in dossier.groups:
        asking = [one for one in said if one.asks]
        blocks += _asked(library, asking, library.name(thing), holder=False)
    rest = [one for one in dossier.rest if one.asks]
    blocks += _asked(library, rest, "The treaty and other things", holder=False)
    return Brief(dossier.name, "What it asked, and what became of it", tuple(blocks), source)


def chapter_brief(library: Library, chapter: str, *, source: str) -> Brief:
    """Return the brief of a chapter of a draft."""
    dossier = chapter_dossier(library, chapter)
    rows = tuple(
        ((Span(name, article),), (Span(str(count)),), (Span(_basis(library, article)),))
        for article, name, _, count in dossier.articles
    )
    blocks: list[Heading | Para | Rows] = [
        Heading("Its articles"),
        Rows(("Article", "Statements", "Basis"), rows),
    ]
    asking = [said for said in dossier.said if said.asks]
    blocks += [_balance(asking)]
    blocks += _asked(library, asking, "What was asked, and what became of it")
    about = f"Chapter of the {dossier.draft.name}{_symbol(dossier.draft)}"
    return Brief(dossier.name, about, tuple(blocks), source)


def _basis(library: Library, thing: str) -> str:
    return library.travaux.basis.get(thing, "").replace("-", " ")


def _symbol(draft: DraftRef) -> str:
    return f", {draft.symbol}" if draft.symbol else ""


def _balance(said: Iterable[Said]) -> Para:
    counts = balance_of(list(said))
    total = sum(counts.values())
    parts = ", ".join(f"{count} {state}" for state, count in counts.items())
    return Para((Span(f"{total} recommendations: {parts}." if total else "Nothing is asked."),))


def _drafts(dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    yield Heading("In each draft")
    rows: list[tuple[tuple[Span, ...], ...]] = []
    silent: dict[str, list[Span]] = {}
    for version in dossier.versions:
        draft = Span(f"{version.draft.short}{_symbol(version.draft)}", version.draft.iri)
        if not version.places:
            silent.setdefault(version.state, []).extend([draft, Span("; ")])
        for place in version.places:
            number = Span(f"Article {place.number}" if place.number else place.label, place.iri)
            rows.append(((draft,), (number,), (Span(_heading(place)),), (Span(place.basis),)))
    for state, drafts in silent.items():
        rows.append((tuple(drafts[:-1]), (Span(state),), (Span(""),), (Span(""),)))
    yield Rows(("Draft", "Number", "Heading", "Basis"), tuple(rows))


def _heading(place: Placed) -> str:
    parts = [place.heading, place.chapter_label, place.status]
    return "; ".join(filter(None, parts))


def _words(dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    """Yield the words of the latest draft that has any, changes marked in brackets."""
    words = worded(dossier.versions)
    latest = next((v for v in reversed(dossier.known) if v.draft.iri in words), None)
    if latest is None:
        return
    yield Heading(f"Its words in the {latest.draft.short}")
    marks = {"": ("", ""), "del": ("[taken out: ", "]"), "ins": ("[put in: ", "]")}
    for number, pieces in words[latest.draft.iri]:
        text = "".join(f"{marks[kind][0]}{part}{marks[kind][1]}" for kind, part in pieces)
        yield Para((Span(f"{number}. {text}" if number else text),))
    yield Para((Span(f"From {latest.draft.name}{_symbol(latest.draft)}."),), small=True)


def _asked(
    library: Library, said: list[Said], heading: str, *, holder: bool = True
) -> Iterator[Heading | Para | Rows]:
    if not said:
        return
    yield Heading(heading)
    columns = ("Who", "What", "What became of it", "Source")[0 if holder else 1 :]
    rows: list[tuple[tuple[Span, ...], ...]] = []
    for one in said:
        cells = (
            (Span(one.holder_short, one.holder),),
            (Span(one.summary, one.iri),),
            tuple(_became(library, one)),
            _source(one),
        )
        rows.append(cells[0 if holder else 1 :])
    yield Rows(columns, tuple(rows))


def _became(library: Library, said: Said) -> Iterator[Span]:
    if not said.asks:
        yield Span(f"({said.kind})")
        return
    yield Span(said.outcome)
    told = [judged for judged in said.verdicts if judged.verdict != "cannot-tell"]
    for n, judged in enumerate(told):
        yield Span(": " if n == 0 else ", ")
        basis = f" ({judged.basis})" if judged.basis else ""
        name = library.draft[judged.draft].short
        yield Span(f"{name} {judged.verdict.replace('-', ' ')}{basis}", judged.assessment)
    if said.no_check:
        yield Span(f". {said.no_check}")


def _source(said: Said) -> tuple[Span, ...]:
    document = Span(said.document_name or "no document", said.document)
    return (document, Span(f", {said.place}")) if said.place else (document,)


def _safeguards(library: Library, dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    yield Heading("Safeguards")
    known = dossier.known
    if not dossier.safeguards:
        yield Para((Span("Nothing is known: neither that one stands in it, nor that one lacks."),))
        return
    rows = tuple(
        ((Span(library.name(name), name),), *(_state(state) for state in states))
        for name, states in dossier.safeguards
    )
    yield Rows(("Safeguard", *(version.draft.short for version in known)), rows)


def _state(state: State) -> tuple[Span, ...]:
    words = "not known" if state.state == "cannot tell" else state.state
    if state.via_label:
        words = f"via {state.via_label}"
    source = state.facts[0] if state.facts else ""
    return (Span(words, source), *((Span(f" ({state.basis})"),) if state.basis else ()))


def _references(library: Library, dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    if not dossier.pointers:
        return
    yield Heading("References")
    rows = tuple(
        (
            (Span(library.draft[p.draft].short if p.draft in library.draft else ""),),
            (Span(library.name(p.source), p.source),),
            (Span("this article" if p.way == "in" else p.label, p.target),),
            (Span(p.words or "evidence", p.fact), Span(f" ({p.basis})" if p.basis else "")),
        )
        for p in dossier.pointers
    )
    yield Rows(("Draft", "From", "To", "Source"), rows)


def _models(dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    if not dossier.models:
        return
    yield Heading("Models in other treaties")
    for model in dossier.models:
        note = f" {model.note}" if model.note else ""
        basis = f" ({model.basis})" if model.basis else ""
        spans = (Span(f"{model.label}, {model.treaty}", model.iri), Span(f"{basis}.{note}"))
        yield Para(spans)


def _unknown(library: Library, dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    yield Heading("What is not known")
    silent = [v.draft.short for v in dossier.versions if v.state == "not registered"]
    lines = []
    if silent:
        lines.append(f"Not registered in {', '.join(silent)}: that does not say it is missing.")
    for name, said in (("references", "references"), ("mentions", "safeguards")):
        unread = [v.draft.short for v in dossier.known if not _read(dossier, v, name)]
        if unread:
            lines.append(f"Not read from the text for {said} in {', '.join(unread)}.")
    if not worded(dossier.versions):
        lines.append("The words of no draft are loaded.")
    if dossier.untold:
        lines.append(f"Nothing is known here of {dossier.untold} further safeguards.")
    for line in lines or ["Nothing that this graph records as open."]:
        yield Para((Span(line),))


def _read(dossier: ArticleDossier, version: Version, name: str) -> bool:
    return dossier.read.get(version.draft.iri, {}).get(name, False)
