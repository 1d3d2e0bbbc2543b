"""Findings: trouble in the material, reported as data and never as a traceback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "Severity"]

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
