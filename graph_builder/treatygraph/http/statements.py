"""What stakeholders say: by holder, with reasons, and what checks found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = ["articles_spoken_of", "assessment_of", "assessments_of", "reasons_of", "said_where"]


def assessment_of(site: Site, iri: str) -> dict[str, Any]:
    """Return one assessment, with the provisions and facts that it stands on, by kind."""
    groups: dict[str, list[Row]] = {}
    for row in site.rows("assessments/relied-on", it=iri):
        groups.setdefault(row["how"], []).append(row)
    return {**next(iter(site.rows("assessments/one", it=iri)), {}), "groups": groups}


def articles_spoken_of(site: Site, statement: str) -> list[str]:
    """Return the lineages that a statement speaks of, by name."""
    return [row["lineage"] for row in site.rows("statements/lineages", it=statement)]


def said_where(site: Site, statement: str) -> Row:
    """Return who holds a statement, in which document and place, on which draft."""
    return next(iter(site.rows("statements/said", it=statement)), {})


def reasons_of(site: Site, statement: str) -> dict[str, list[str]]:
    """Return the statements linked with a statement, by how they are linked."""
    groups: dict[str, list[str]] = {}
    for row in site.rows("statements/reasons", it=statement):
        groups.setdefault(row["how"], []).append(row["thing"])
    return groups


def assessments_of(site: Site, recommendation: str) -> list[Row]:
    """Return what checks found for a recommendation, draft by draft."""
    return [
        row
        for row in site.rows("assessments/of-recommendation", it=recommendation)
        if "assessment" in row
    ]
