"""Facts of one draft: provisions, references, mentions, absences, and their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = [
    "LEVELS",
    "Absence",
    "Application",
    "Basis",
    "Coverage",
    "DraftFacts",
    "Evidence",
    "Level",
    "Mention",
    "Provision",
    "Reference",
    "ReferenceStatus",
]

#: How a fact is known, strongest first (docs/architecture.md, "Basis").
Basis = Literal["official-text", "attested", "curated", "unverified"]

Level = Literal[
    "part",
    "title",
    "chapter",
    "section",
    "preamble",
    "preambular-paragraph",
    "article",
    "paragraph",
    "subparagraph",
    "item",
    "annex",
]
LEVELS: tuple[Level, ...] = get_args(Level)

ReferenceStatus = Literal["resolved", "external", "ambiguous", "dangling"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """Why a fact is held: on what basis, from which document, at which place.

    `document` is a key of `data/sources.yaml`; `place` is what a reader needs to find
    it ("p. 7", "art. 24(2)"); `about` limits the evidence to one aspect of the fact
    ("heading", "role", "references"), empty meaning the whole of it.  `found_by` names the
    way in which a program found it (`matched`, `read`), where no person looked at it.
    """

    basis: Basis
    document: str = ""
    place: str = ""
    about: str = ""
    note: str = ""
    reviewer: str = ""
    found_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A part of one draft.

    `key` is the path inside the draft (`art-24/para-2/subpara-a`, `ch-4`); `number` is
    as printed ("IV", "24", "a"); `order` counts from 1 in document order over the whole
    draft.  `text`, `start` and `end` (code points of the read text, end exclusive) are
    None unless the user's own copy of the document was read.  `other_headings` are pairs of
    language and heading, from other language versions.
    """

    key: str
    level: Level
    number: str | None = None
    heading: str | None = None
    other_headings: tuple[tuple[str, str], ...] = ()
    parent: str | None = None
    order: int = 0
    role: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    status: tuple[str, ...] = ()
    references_read: bool = False
    mentions_read: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One target of one place in a provision that points elsewhere.

    A place with several targets ("articles 25 to 27") gives one record per target, all
    with the same `source`, `start`, `end` and `surface`.  `target` is a provision key,
    inside this draft or inside `instrument` where that is given.
    """

    source: str
    surface: str = ""
    kind: str = "referred-to-in"
    status: ReferenceStatus = "resolved"
    target: str | None = None
    instrument: str | None = None
    start: int | None = None
    end: int | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A provision names a concept such as `safeguard/necessity` or `crime/illegal-access`.

    `modality` is a concept of the modality scheme (shall, should, may …) or None;
    `rule` names the lexicon rule that found it, None for a person's reading;
    `optional` is True where the mention is conditional ("as appropriate").
    """

    provision: str
    concept: str
    surface: str = ""
    start: int | None = None
    end: int | None = None
    rule: str | None = None
    modality: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody states that a provision (and all its parts) does *not* have something.

    `thing` is a provision key of the same draft (no reference to it), or a concept such
    as `safeguard/necessity` (not named).  `exceptions` are parts of `provision` that the
    statement leaves out.
    """

    provision: str
    thing: str
    exceptions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A clause applies to other provisions: the gateway of a chapter-wide safeguard."""

    clause: str
    over: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is not known, or only partly known, of a draft: data, never silence."""

    aspect: str
    of: str
    state: Literal["complete", "partial", "not-known"]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """All facts of one draft; the unit that a named graph holds."""

    treaty: str
    draft: str
    title: str
    document: str
    date: str | None = None
    revises: tuple[str, ...] = ()
    language: str = "en"
    provisions: tuple[Provision, ...] = ()
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    absences: tuple[Absence, ...] = ()
    applications: tuple[Application, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    evidence: tuple[Evidence, ...] = ()
