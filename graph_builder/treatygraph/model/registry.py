"""What everything else names by key: documents, stakeholders, sessions, instruments."""

from __future__ import annotations

from dataclasses import dataclass

from treatygraph.model.facts import Evidence

__all__ = [
    "Document",
    "Instrument",
    "Issue",
    "Licence",
    "Registry",
    "Session",
    "Stakeholder",
    "Treaty",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Terms under which a source may be used."""

    key: str
    label: str
    url: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A dated document: a draft, a resolution, a position paper, a web page.

    `date` may be partial (`2022-11`); `sha256` and `bytes` describe a copy that was
    read, if one was.  `copies` are further addresses, each with what it is.
    """

    key: str
    title: str
    kind: str
    date: str | None = None
    symbol: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    licence: str | None = None
    media_type: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    retrieved: str | None = None
    copies: tuple[tuple[str, str], ...] = ()
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """Who speaks: a State, a group of States, a UN body, an organization, a company."""

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    iso: str | None = None
    member_of: tuple[str, ...] = ()
    url: str | None = None
    signed: str | None = None
    ratified: str | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session of the negotiation."""

    key: str
    treaty: str
    label: str
    place: str | None = None
    start: str | None = None
    end: str | None = None
    considered: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A treaty, resolution, model law or principle that texts and positions cite.

    `names` are its titles in other languages, each with its language code.
    """

    key: str
    title: str
    kind: str
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    symbol: str | None = None
    url: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty:
    """A treaty whose drafts are in the graph; also an instrument that can be cited.

    `instruments_needed` are those of ratification or the like for its entry into force;
    `proposed_by` is set for a text that was tabled as a whole and never concluded.
    """

    key: str
    title: str
    short_title: str
    aliases: tuple[str, ...] = ()
    negotiated: bool = False
    proposed_by: tuple[str, ...] = ()
    instruments_needed: int | None = None
    in_force: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is in dispute about a negotiated thing and is no provision of its own.

    A list in a paragraph, a word, a property of the whole; `of` names the thing by prefixed
    key: `lineage/…`, `role/…` or `treaty`.
    """

    key: str
    treaty: str
    label: str
    of: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All registered things, from `data/sources.yaml` and its neighbours."""

    licences: tuple[Licence, ...] = ()
    documents: tuple[Document, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    sessions: tuple[Session, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    issues: tuple[Issue, ...] = ()
