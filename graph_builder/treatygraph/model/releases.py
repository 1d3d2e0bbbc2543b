"""Releases of the data, and IRIs that are no longer used."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Release", "Retired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One published version: its number, the day, and the SHA-256 of its `graph.nq`."""

    version: str
    date: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """An IRI that was published and is not used any more.

    `key` is its path below the base (`id/un-cybercrime/lineage/old`); `replaced_by` the
    path of what stands for it now, if anything does.
    """

    key: str
    since: str
    reason: str
    replaced_by: str = ""
