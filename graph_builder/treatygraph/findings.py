"""Findings: trouble in the material, reported as data and never as a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

__all__ = ["Finding", "Severity", "findings_of", "plain_findings"]

Severity = Literal["violation", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One observation on a document, a data file or the graph.

    `code` is stable and kebab-case; `place` says where (file and line, page, IRI);
    `message` what was met; `remedy` what to do about it.
    """

    severity: Severity
    code: str
    place: str
    message: str
    remedy: str = ""


def plain_findings(findings: Iterable[Finding]) -> bytes:
    """Return findings as JSON, to be kept.

    >>> findings_of(plain_findings([Finding("info", "a", "b", "c")]))[0].code
    'a'
    """
    return json.dumps([asdict(finding) for finding in findings]).encode()


def findings_of(kept: bytes) -> tuple[Finding, ...]:
    """Return the findings that `plain_findings` made JSON of."""
    return tuple(Finding(**row) for row in json.loads(kept))
