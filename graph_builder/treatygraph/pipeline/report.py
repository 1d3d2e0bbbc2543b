"""What a build made, as a record and as plain data that the published graph keeps."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from treatygraph.findings import Finding
from treatygraph.pipeline.competency import Asked
from treatygraph.table import Table

__all__ = ["BuildReport", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a build and the seconds that it took."""

    name: str
    seconds: float


@dataclass(slots=True)
class BuildReport:
    """What a build made: where, how much of what, what was found on the way."""

    place: Path | None = None
    quads: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    coverage: Table | None = None
    questions: tuple[Asked, ...] = ()
    findings: tuple[Finding, ...] = ()
    steps: list[Step] = field(default_factory=list)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Findings that keep a graph from being published."""
        return tuple(f for f in self.findings if f.severity == "violation")

    def plain(self) -> dict[str, Any]:
        """Return the report as plain data, without place and times."""
        coverage = self.coverage or Table((), ())
        return {
            "quads": self.quads,
            "counts": self.counts,
            "rules": self.rules,
            "coverage": [dict(zip(coverage.columns, row, strict=True)) for row in coverage.rows],
            "questions": [asdict(asked) for asked in self.questions],
            "findings": [asdict(finding) for finding in self.findings],
        }

    @classmethod
    def of_plain(cls, plain: dict[str, Any], place: Path) -> BuildReport:
        """Return the report of a graph that was published at a place."""
        rows = plain["coverage"]
        columns = tuple(rows[0]) if rows else ()
        return cls(
            place=place,
            quads=plain["quads"],
            counts=plain["counts"],
            rules=plain["rules"],
            coverage=Table(columns, tuple(tuple(row.values()) for row in rows), "Coverage"),
            questions=tuple(Asked(**one) for one in plain["questions"]),
            findings=tuple(Finding(**one) for one in plain["findings"]),
        )
