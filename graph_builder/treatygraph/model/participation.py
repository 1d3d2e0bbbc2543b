"""Who takes part in a treaty, and what they said to its depositary."""

from __future__ import annotations

from dataclasses import dataclass

from treatygraph.model.facts import Evidence
from treatygraph.model.registry import Document, Stakeholder

__all__ = ["Declaration", "Participation", "ParticipationFile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One act of a State or organization: a signature, a ratification, an accession.

    `date` may be partial, or `by` and the date by which it had taken place; `in_force` is
    the day on which the treaty entered into force for this one, where the list has it.
    """

    who: str
    kind: str
    date: str | None = None
    in_force: str | None = None
    withdrawn: bool = False
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A reservation, declaration, objection or notification, and the provisions that it names.

    `concerns` are keys of provisions of the draft `of`; `text` is the wording, where the
    user's own copy was read.
    """

    key: str
    who: str
    kind: str
    of: str | None = None
    concerns: tuple[str, ...] = ()
    objects_to: tuple[str, ...] = ()
    summary: str = ""
    text: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationFile:
    """What one source tells of who takes part in a treaty.

    `depositary` is true for the list of the depositary, which confirms and corrects what
    others tell; where it is `whole`, what it lacks had not happened by its day.  `document`
    and `stakeholders` are those that nobody else registered.
    """

    treaty: str
    source: str
    depositary: bool = False
    whole: bool = False
    date: str | None = None
    in_force: str | None = None
    document: Document | None = None
    stakeholders: tuple[Stakeholder, ...] = ()
    participations: tuple[Participation, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    evidence: tuple[Evidence, ...] = ()
