"""Marks of negotiation in a text: brackets, alternatives, agreed text, placeholders."""

from __future__ import annotations

import re

__all__ = ["find_sponsors", "find_status", "strip_marks"]

_LEAD = re.compile(
    r"^(?:\[?\s*(?:(?:Option|Alternative|Alt\.?|Variante?|Вариант|备选案文|الخيار)\s*"
    r"(?:[A-Z]|\d{1,2}|[IVX]{1,4}|one|two|three)(?![^\W\d_])\s*[.:)\]–-]*\s*))",
    re.IGNORECASE,
)
#: Who proposes what a bracket holds: `[Norway, Peru: 3. Each State …]`.
_SPONSORS = re.compile(
    r"^\[\s*(?!Note|Chair|Option|Alternative|NB|N\.B)(?P<sponsors>[A-ZÀ-ÞА-Я][^:;.\[\]\n]{2,200}?)\s*:\s*"
    r"(?=\(?[0-9a-z]{1,3}[.)]|[A-ZÀ-ÞА-Я“\"])"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("agreed-ad-referendum", re.compile(r"agreed\s+ad\s+referendum|ad\s+referendum|convenu ad referendum|acordado ad r[eé]f", re.IGNORECASE)),
    ("placeholder", re.compile(r"\[\s*(?:\.{2,}|…|—+|placeholder|tbd|to be (?:completed|determined|inserted|drafted))[^\]]*\]|\[\s*x{0,3}\s*\]|_{4,}", re.IGNORECASE)),
    ("alternative", re.compile(r"^\[?\s*(?:option|alternative|alt\.?|variante?)\s*(?:[A-Z]|\d|[ivx]+)\b|\]\s*(?:or\s*)?\[(?![^\[\]:]{2,80}:)|\[[^\[\]]*/[^\[\]]*\]", re.IGNORECASE)),
    ("deleted", re.compile(r"\[\s*(?:deleted|supprimé|suprimido|исключен[аоы]?)\s*\]|^\(?deleted\)?\.?$", re.IGNORECASE)),
    ("reserved", re.compile(r"\[\s*(?:reserved|réservé|reservado)\s*\]", re.IGNORECASE)),
    ("proposed", re.compile(r"^\[\s*(?!Note|Chair|Option|Alternative|NB|N\.B)[A-ZÀ-ÞА-Я][^:;.\[\]\n]{2,200}?:\s+\S")),
    ("bracketed", re.compile(r"\[(?!\s*(?:\.{2,}|…|[xX]{1,3})?\s*\])")),
)  # fmt: skip


def strip_marks(text: str) -> tuple[int, list[str]]:
    """Return the length of a leading mark such as `Option A.` and the marks it stands for.

    >>> strip_marks("Option A. 1. Each Party")
    (10, ['alternative'])
    """
    match = _LEAD.match(text)
    if match:
        return match.end(), ["alternative"]
    match = _SPONSORS.match(text)
    return (match.end(), ["proposed", "bracketed"]) if match else (0, [])


def find_sponsors(text: str) -> str | None:
    """Return who a bracketed proposal names as its sponsors, as printed.

    >>> find_sponsors("[Norway, Peru: 3. Each State Party shall report.]")
    'Norway, Peru'
    """
    match = _SPONSORS.match(text)
    return match.group("sponsors") if match else None


def find_status(text: str) -> list[str]:
    """Return the notations of all marks of negotiation in a text, in a fixed order.

    >>> find_status("Each Party [shall][may] report [agreed ad referendum].")
    ['agreed-ad-referendum', 'alternative', 'bracketed']
    """
    if "[" not in text and "]" not in text and not _may_bear_mark(text.casefold()):
        return []
    return [notation for notation, pattern in _PATTERNS if pattern.search(text)]


def _may_bear_mark(text: str) -> bool:
    """Tell whether a text without brackets can bear a mark; most have none of these words."""
    opens = text.lstrip("( \t\n").startswith(("option", "alt", "variant", "deleted"))
    return opens or "____" in text or "referendum" in text or "acordado" in text
