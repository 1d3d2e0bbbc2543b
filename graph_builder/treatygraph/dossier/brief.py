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
from treatygraph.languages import gettext, message, ngettext
from treatygraph.languages import said as word

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
    blocks += _asked(library, own, gettext("What was asked, and what became of it"))
    near = [said for said in dossier.said if said.reach == "chapter" and said.asks]
    blocks += _asked(library, near, gettext("What was asked of its chapter"))
    blocks += [*_safeguards(library, dossier), *_references(library, dossier), *_models(dossier)]
    blocks += _unknown(library, dossier)
    about = gettext("Article of the %(treaty)s, through all drafts", treaty=dossier.treaty_name)
    return Brief(dossier.name, about, tuple(blocks), source)


def stakeholder_brief(library: Library, stakeholder: str, *, source: str) -> Brief:
    """Return the brief of a stakeholder: its demands article by article, and the balance."""
    dossier = stakeholder_dossier(library, stakeholder)
    blocks: list[Heading | Para | Rows] = [_balance(library.statements.of(stakeholder))]
    for _, thing, said in dossier.groups:
        asking = [one for one in said if one.asks]
        blocks += _asked(library, asking, library.name(thing), holder=False)
    rest = [one for one in dossier.rest if one.asks]
    blocks += _asked(library, rest, gettext("The treaty and other things"), holder=False)
    about = gettext("What it asked, and what became of it")
    return Brief(dossier.name, about, tuple(blocks), source)


def chapter_brief(library: Library, chapter: str, *, source: str) -> Brief:
    """Return the brief of a chapter of a draft."""
    dossier = chapter_dossier(library, chapter)
    rows = tuple(
        ((Span(name, article),), (Span(str(count)),), (Span(_basis(library, article)),))
        for article, name, _, count in dossier.articles
    )
    blocks: list[Heading | Para | Rows] = [
        Heading(gettext("Its articles")),
        Rows((gettext("Article"), gettext("Statements"), gettext("Basis")), rows),
    ]
    asking = [said for said in dossier.said if said.asks]
    blocks += [_balance(asking)]
    blocks += _asked(library, asking, gettext("What was asked, and what became of it"))
    draft = f"{dossier.draft.name}{_symbol(dossier.draft)}"
    about = gettext("Chapter of the %(draft)s", draft=draft)
    return Brief(dossier.name, about, tuple(blocks), source)


def _basis(library: Library, thing: str) -> str:
    return word(library.travaux.basis.get(thing, "").replace("-", " "))


def _symbol(draft: DraftRef) -> str:
    return f", {draft.symbol}" if draft.symbol and draft.symbol != draft.short else ""


def _balance(said: Iterable[Said]) -> Para:
    counts = balance_of(list(said))
    total = sum(counts.values())
    if not total:
        return Para((Span(gettext("Nothing is asked.")),))
    parts = ", ".join(f"{count} {word(state)}" for state, count in counts.items())
    text = ngettext(
        "%(num)s recommendation: %(parts)s.",
        "%(num)s recommendations: %(parts)s.",
        total,
        parts=parts,
    )
    return Para((Span(text),))


def _drafts(dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    yield Heading(gettext("In each draft"))
    rows: list[tuple[tuple[Span, ...], ...]] = []
    silent: dict[str, list[Span]] = {}
    for version in dossier.versions:
        draft = Span(f"{version.draft.short}{_symbol(version.draft)}", version.draft.iri)
        if not version.places:
            silent.setdefault(version.state, []).extend([draft, Span("; ")])
        for place in version.places:
            named = gettext("Article %(number)s", number=place.number)
            number = Span(named if place.number else place.label, place.iri)
            basis = Span(_said(place.basis))
            rows.append(((draft,), (number,), (Span(_heading(place)),), (basis,)))
    for state, drafts in silent.items():
        rows.append((tuple(drafts[:-1]), (Span(word(state)),), (Span(""),), (Span(""),)))
    columns = (gettext("Draft"), gettext("Number"), gettext("Heading"), gettext("Basis"))
    yield Rows(columns, tuple(rows))


def _heading(place: Placed) -> str:
    parts = [place.heading, place.chapter_label, word(place.status)]
    return "; ".join(filter(None, parts))


def _words(dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    """Yield the words of the latest draft that has any, changes marked in brackets."""
    words = worded(dossier.versions)
    latest = next((v for v in reversed(dossier.known) if v.draft.iri in words), None)
    if latest is None:
        return
    yield Heading(gettext("Its words in the %(draft)s", draft=latest.draft.short))
    gone, new = gettext("taken out:"), gettext("put in:")
    marks = {"": ("", ""), "del": (f"[{gone} ", "]"), "ins": (f"[{new} ", "]")}
    for number, pieces in words[latest.draft.iri]:
        text = "".join(f"{marks[kind][0]}{part}{marks[kind][1]}" for kind, part in pieces)
        yield Para((Span(f"{number}. {text}" if number else text),))
    draft = f"{latest.draft.name}{_symbol(latest.draft)}"
    yield Para((Span(gettext("From %(draft)s.", draft=draft)),), small=True)


def _asked(
    library: Library, said: list[Said], heading: str, *, holder: bool = True
) -> Iterator[Heading | Para | Rows]:
    if not said:
        return
    yield Heading(heading)
    every = (gettext("Who"), gettext("What"), gettext("What became of it"), gettext("Source"))
    columns = every[0 if holder else 1 :]
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
        yield Span(f"({word(said.kind)})")
        return
    yield Span(word(said.outcome))
    told = [judged for judged in said.verdicts if judged.verdict != "cannot-tell"]
    for n, judged in enumerate(told):
        yield Span(": " if n == 0 else ", ")
        basis = f" ({_said(judged.basis)})" if judged.basis else ""
        name = library.draft[judged.draft].short
        yield Span(f"{name} {_said(judged.verdict)}{basis}", judged.assessment)
    if said.no_check:
        yield Span(f". {said.no_check}")


def _source(said: Said) -> tuple[Span, ...]:
    document = Span(said.document_name or gettext("no document"), said.document)
    return (document, Span(f", {said.place}")) if said.place else (document,)


def _safeguards(library: Library, dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    yield Heading(gettext("Safeguards"))
    known = dossier.known
    if not dossier.safeguards:
        nothing = gettext("Nothing is known: neither that one stands in it, nor that one lacks.")
        yield Para((Span(nothing),))
        return
    rows = tuple(
        ((Span(word(library.name(name)), name),), *(_state(state) for state in states))
        for name, states in dossier.safeguards
    )
    yield Rows((gettext("Safeguard"), *(version.draft.short for version in known)), rows)


def _state(state: State) -> tuple[Span, ...]:
    words = word("not known" if state.state == "cannot tell" else state.state)
    if state.via_label:
        words = gettext("via %(clause)s", clause=state.via_label)
    source = state.facts[0] if state.facts else ""
    return (Span(words, source), *((Span(f" ({_said(state.basis)})"),) if state.basis else ()))


def _references(library: Library, dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    if not dossier.pointers:
        return
    yield Heading(gettext("References"))
    rows = tuple(
        (
            (Span(library.draft[p.draft].short if p.draft in library.draft else ""),),
            (Span(library.name(p.source), p.source),),
            (Span(gettext("this article") if p.way == "in" else p.label, p.target),),
            (
                Span(p.words or gettext("evidence"), p.fact),
                Span(f" ({_said(p.basis)})" if p.basis else ""),
            ),
        )
        for p in dossier.pointers
    )
    yield Rows((gettext("Draft"), gettext("From"), gettext("To"), gettext("Source")), rows)


def _models(dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    if not dossier.models:
        return
    yield Heading(gettext("Models in other treaties"))
    for model in dossier.models:
        note = f" {model.note}" if model.note else ""
        basis = f" ({_said(model.basis)})" if model.basis else ""
        spans = (Span(f"{model.label}, {model.treaty}", model.iri), Span(f"{basis}.{note}"))
        yield Para(spans)


_UNREAD = {
    "references": message("Not read from the text for references in %(drafts)s."),
    "mentions": message("Not read from the text for safeguards in %(drafts)s."),
}


def _said(text: str) -> str:
    """Return a basis or a verdict in words, in the language that is spoken."""
    return word(text.replace("-", " "))


def _unknown(library: Library, dossier: ArticleDossier) -> Iterator[Heading | Para | Rows]:
    yield Heading(gettext("What is not known"))
    silent = [v.draft.short for v in dossier.versions if v.state == "not registered"]
    lines = []
    if silent:
        drafts = ", ".join(silent)
        text = gettext(
            "Not registered in %(drafts)s: that does not say it is missing.", drafts=drafts
        )
        lines.append(text)
    for name in ("references", "mentions"):
        unread = [v.draft.short for v in dossier.known if not _read(dossier, v, name)]
        if unread:
            text = _UNREAD[name]
            lines.append(gettext(text, drafts=", ".join(unread)))
    if not worded(dossier.versions):
        lines.append(gettext("The words of no draft are loaded."))
    if dossier.untold:
        text = ngettext(
            "Nothing is known here of %(num)s further safeguard.",
            "Nothing is known here of %(num)s further safeguards.",
            dossier.untold,
        )
        lines.append(text)
    for line in lines or [gettext("Nothing that this graph records as open.")]:
        yield Para((Span(line),))


def _read(dossier: ArticleDossier, version: Version, name: str) -> bool:
    return dossier.read.get(version.draft.iri, {}).get(name, False)
