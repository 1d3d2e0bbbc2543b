"""What stands beside an article in the reader: the other drafts, safeguards, references."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["Beside", "beside"]


@dataclass
class Beside:
    """Links to the same article elsewhere, to safeguards by how they are said, and counts."""

    elsewhere: list[tuple[str, str, str]] = field(default_factory=list)
    safeguards: dict[str, dict[str, str]] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)


def beside(site: Site, draft: str) -> dict[str, Beside]:
    """Return what stands beside each article of a draft."""
    found: dict[str, Beside] = {}
    names = {entry.iri: (number, entry.short) for number, entry in enumerate(site.drafts)}
    for row in site.rows("provisions/elsewhere", **{"from": draft}):
        if row["draft"] in names:
            link = (names[row["draft"]][1], row["number"], row["other"])
            found.setdefault(row["article"], Beside()).elsewhere.append(link)
    order = {short: number for number, short in names.values()}
    for entry in found.values():
        entry.elsewhere.sort(key=lambda link: (order[link[0]], link[1]))
    for row in site.rows("safeguards/beside", **{"from": draft}):
        said = found.setdefault(row["article"], Beside()).safeguards
        said.setdefault(row["how"], {}).setdefault(row["concept"], row["fact"])
    for row in site.rows("references/counts", **{"from": draft}):
        if "article" in row:
            found.setdefault(row["article"], Beside()).references[row["way"]] = int(row["n"])
    return found
