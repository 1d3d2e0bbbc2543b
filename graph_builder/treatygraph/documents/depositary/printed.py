"""What a depositary's list prints, before anybody looks up who is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from treatygraph.findings import Finding

__all__ = ["PrintedAct", "PrintedRow", "Said", "StatusSheet", "clean_name", "one_line"]

_MARK = re.compile(r"<\s*(su(?:per)?(?:script|p)|sub(?:script)?)\b[^<>]*>.*?<\s*/\s*\1\s*>", re.I)
_TAG = re.compile(r"<[^<>]{0,200}>")
#: Marks of notes behind a name: "Denmark 1", "North Macedonia 4 ,", "Türkiye1,3".
_NOTES = re.compile(r"[\s,]*(?<!\d)\d{1,3}(?:[\s,]+\d{1,3})*[\s,]*$|[\s*†‡¹²³⁰⁴-⁹]+$")


@dataclass(frozen=True, slots=True)
class PrintedAct:
    """One date of a cell, with what the column's heading says that it means.

    `day` is None where the printed date is no day of the calendar.
    """

    kind: str
    printed: str
    day: str | None
    withdrawn: bool = False
    in_force: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One participant as printed, without marks of notes, and its dates in order."""

    name: str
    place: str
    acts: tuple[PrintedAct, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one participant told the depositary, and which articles it names.

    `concerns` are keys of provisions, such as `art-35/para-2`; `objects_to` names of
    participants as printed.
    """

    name: str
    kind: str
    heading: str
    text: str
    place: str
    concerns: tuple[str, ...] = ()
    objects_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusSheet:
    """A status list as it was read: participants, statements, and what was odd in it.

    `as_at` is the day that the list prints of itself; `signatories` and `parties` are its
    own counts.
    """

    form: str
    text: str
    as_at: str | None = None
    in_force: str | None = None
    signatories: int | None = None
    parties: int | None = None
    rows: tuple[PrintedRow, ...] = ()
    said: tuple[Said, ...] = ()
    findings: tuple[Finding, ...] = ()


def one_line(text: str) -> str:
    """Return a text without markup that stands in it as characters, in one line.

    >>> one_line("Türkiye&lt;superscript&gt;1,3&lt;/superscript&gt;")
    'Türkiye'
    """
    for _ in range(3):
        if "&" not in text:
            break
        text = unescape(text)
    return " ".join(_TAG.sub(" ", _MARK.sub("", text)).split())


def clean_name(text: str) -> str:
    """Return the name of a participant without brackets and the marks of its notes.

    >>> clean_name("North Macedonia 4 , 7"), clean_name("[Yugoslavia] 2")
    ('North Macedonia', 'Yugoslavia')
    """
    name = one_line(text)
    while (shorter := _NOTES.sub("", name).strip(" ,;:")) != name:
        name = shorter
    return name[1:-1].strip() if name.startswith("[") and name.endswith("]") else name
