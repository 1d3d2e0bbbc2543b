"""Proposals: who asks for what, inside the brackets of a consolidated negotiating document.

"[Norway, Peru: 3. Each State Party shall report.]" proposes words to be added, "[The
Republic of Lampland: delete]" words to be deleted.  Names are kept as printed, one by one;
a bracket without a name is only a mark (`treatygraph.documents.structure.marks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from treatygraph.documents.structure.phrases import rejoin
from treatygraph.model import Provision

__all__ = ["Proposal", "find_proposals"]

_NAME = (
    r"[A-ZÀ-ÞА-Я][\w’'().-]*"
    r"(?:\s+(?:(?:of|the|and|for|on|behalf)\s+){0,3}[A-ZÀ-ÞА-Я][\w’'().-]*){0,7}"
)
_NOT_NAMES = (
    r"(?!(?:Notes?|Chair|Option|Alternative|Alt|Variant|NB|N\.B|Article|Paragraph|Chapter"
    r"|Agreed|See|Cf)\b)"
)
_BEFORE = r"(?:on\s+behalf\s+of\s+)?(?:the\s+)?"
_BRACKET = re.compile(
    r"[\[(]\s*(?:(?:[Pp]ropos(?:al|ed)(?:\s+(?:text|alternative))?"
    r"|[Aa]lternative\s+text\s+proposed)\s+by\s+)?"
    rf"{_NOT_NAMES}(?P<names>{_NAME}(?:\s*(?:,|;|/|and|,\s*and)\s*{_BEFORE}{_NAME}){{0,40}})\s*:\s*(?P<words>[^\[\]]+)[\])]"
)
_LINE = re.compile(
    rf"^\s*\[?\s*(?:[Pp]roposal|[Pp]roposed|[Aa]lternative\s+(?:text\s+)?proposed)\s+by\s+(?:the\s+)?"
    rf"(?P<names>{_NAME}(?:\s*(?:,|;|/|and|,\s*and)\s*{_BEFORE}{_NAME}){{0,40}})\s*[:.\]]?\s*$"
)
_LEAD = re.compile(r"^(?:on\s+behalf\s+of\s+)?(?:the\s+)?", re.IGNORECASE)
_PARTING = re.compile(r"\s*(?:,\s*and\s+|[,;/]|\s+and\s+(?=(?:the\s+)?[A-ZÀ-ÞА-Я]))\s*")
#: First words of what is asked → the action; anything else is text to be added.
_ACTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("delete", re.compile(r"(?:to\s+)?(?:delet(?:e|ion)|remov(?:e|al)|strike|omit)\b", re.I)),
    ("retain", re.compile(r"(?:to\s+)?(?:retain|keep|retention|maintain)\b", re.I)),
    ("replace", re.compile(r"(?:to\s+)?(?:replace|substitute|change)\b", re.I)),
    ("move", re.compile(r"(?:to\s+)?(?:move|transfer)\s+(?:to|under|after|before)\b", re.I)),
    ("reserve", re.compile(r"(?:reserv(?:e|es|ation)|scrutiny)\b", re.I)),
    ("support", re.compile(r"(?:supports?|agrees?)\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """What sponsors ask of a provision: where, by whom as printed, which action, which words."""

    start: int
    end: int
    provision: str
    sponsors: tuple[str, ...]
    action: str
    words: str


def find_proposals(
    provisions: Sequence[Provision], pieces: Mapping[str, Sequence[tuple[int, int]]], text: str
) -> tuple[Proposal, ...]:
    """Return the proposals of a document in order of place; spans point into `text`.

    A bracket that opens before an enumerator ("[Norway: (c) …]") belongs to the point.
    """
    found: dict[tuple[int, int], Proposal] = {}
    for provision in provisions:
        for start, end in pieces.get(provision.key, ()):
            opening = _opening(text, start)
            for proposal in _in_piece(provision.key, text, opening, end):
                found.setdefault((proposal.start, proposal.end), proposal)
    return tuple(sorted(found.values()))


def _opening(text: str, start: int) -> int:
    """Return where the line of a piece begins, so that what precedes its number is seen."""
    line = text.rfind("\n", 0, start) + 1
    return line if text[line:start].lstrip().startswith("[") else start


def _in_piece(key: str, text: str, start: int, end: int) -> Iterator[Proposal]:
    whole = _LINE.match(text[start:end])
    if whole:
        names = _names(whole.group("names"))
        yield Proposal(start + whole.start("names"), end, key, names, "add", "")
        return
    for match in _BRACKET.finditer(text, start, end + 1):
        words = rejoin(match.group("words"))
        action = next((name for name, form in _ACTIONS if form.match(words)), "add")
        sponsors = _names(match.group("names"))
        yield Proposal(match.start(), match.end(), key, sponsors, action, words)


def _names(text: str) -> tuple[str, ...]:
    """Return names one by one, without an article before them.

    >>> _names("Norway, Peru and the Republic of Lampland")
    ('Norway', 'Peru', 'Republic of Lampland')
    """
    plain = rejoin(text)
    names = (_LEAD.sub("", name).strip() for name in _PARTING.split(plain))
    return tuple(dict.fromkeys(name for name in names if name))
