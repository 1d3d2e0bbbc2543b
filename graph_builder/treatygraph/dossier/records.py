"""The records of a dossier: drafts, places in them, statements, verdicts."""

from __future__ import annotations

from dataclasses import dataclass, field

from treatygraph.assess.course import Course
from treatygraph.drafts import short_name

__all__ = [
    "ArticleDossier",
    "ChapterDossier",
    "DraftRef",
    "Judged",
    "Model",
    "Placed",
    "Pointer",
    "Row",
    "Said",
    "StakeholderDossier",
    "State",
    "Version",
    "last",
]

#: One row of an answer: variable → text of the term; unbound variables are absent.
Row = dict[str, str]


def last(iri: str) -> str:
    """Return the last part of a concept's IRI, which is its notation.

    >>> last("https://w3id.org/treatygraph/scheme/basis/attested")
    'attested'
    """
    return iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class DraftRef:
    """A draft as a dossier names it; `symbol` is that of its document, empty where unknown."""

    iri: str
    key: str
    name: str
    date: str
    symbol: str

    @property
    def short(self) -> str:
        """The name for narrow places: `zero draft`, `Rev.1`."""
        return short_name(self.key, self.symbol)


@dataclass(frozen=True, slots=True)
class Placed:
    """The article in one draft: its number and heading, its chapter, and its words."""

    iri: str
    label: str
    number: str = ""
    heading: str = ""
    language: str = ""
    chapter: str = ""
    chapter_label: str = ""
    status: str = ""
    basis: str = ""
    #: Number and text of each paragraph; empty where no text is loaded.
    units: tuple[tuple[str, str], ...] = ()
    #: Parts that are registered below it: IRI and label.
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What one draft has of a lineage: `there`, `not there`, or `not registered`."""

    draft: DraftRef
    state: str
    places: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one recommendation in one draft, on what basis, and why."""

    draft: str
    verdict: str
    assessment: str
    reviewed: str = ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: who says what, in which document and place, and what became of it."""

    iri: str
    summary: str
    kind: str
    holder: str
    holder_name: str
    holder_short: str = ""
    action: str = ""
    stance: str = ""
    stance_on: str = ""
    document: str = ""
    document_name: str = ""
    place: str = ""
    basis: str = ""
    addressed: str = ""
    no_check: str = ""
    targets: tuple[str, ...] = ()
    verdicts: tuple[Judged, ...] = ()
    course: Course | None = None
    #: How near it is to the thing of the dossier: `article`, `chapter`.
    reach: str = "article"

    @property
    def asks(self) -> bool:
        """Whether it asks for something, so that a verdict on it can be."""
        return "ecommendation" in self.kind

    @property
    def outcome(self) -> str:
        """What became of it, in words; empty for what asks nothing."""
        if not self.asks:
            return ""
        if self.course is not None:
            return self.course.state
        return "no check" if self.no_check else "not assessed"


@dataclass(frozen=True, slots=True)
class State:
    """A safeguard in one draft's article: direct, via a clause, none, cannot tell."""

    draft: str
    state: str
    via: str = ""
    via_label: str = ""
    basis: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference from or to the article in one draft."""

    fact: str
    draft: str
    way: str
    source: str
    target: str
    label: str
    words: str = ""
    resolution: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """An article of another treaty that this one goes back to, or may go back to."""

    iri: str
    label: str
    treaty: str
    basis: str = ""
    note: str = ""
    safeguards: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleDossier:
    """All that is to be said of one lineage."""

    iri: str
    name: str
    key: str
    treaty: str
    treaty_name: str
    versions: tuple[Version, ...]
    said: tuple[Said, ...]
    safeguards: tuple[tuple[str, tuple[State, ...]], ...]
    untold: int
    pointers: tuple[Pointer, ...]
    models: tuple[Model, ...]
    read: dict[str, dict[str, bool]] = field(default_factory=dict)

    @property
    def known(self) -> tuple[Version, ...]:
        """The drafts in which it is registered, oldest first."""
        return tuple(version for version in self.versions if version.places)


@dataclass(frozen=True, slots=True)
class StakeholderDossier:
    """What one stakeholder said: by article, by chapter, on the whole; and its balance."""

    iri: str
    name: str
    treaty: str
    drafts: tuple[DraftRef, ...]
    groups: tuple[tuple[str, str, tuple[Said, ...]], ...]
    balance: dict[str, int]
    rest: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterDossier:
    """A chapter's articles in one draft, each with its statements, and what is asked of it all."""

    iri: str
    name: str
    draft: DraftRef
    articles: tuple[tuple[str, str, str, int], ...]
    said: tuple[Said, ...]
    drafts: tuple[DraftRef, ...] = ()
