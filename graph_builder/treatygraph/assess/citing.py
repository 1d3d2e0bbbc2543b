"""What the articles of a draft in the store cite by number, with the words around."""

from __future__ import annotations

from collections.abc import Mapping

from treatygraph.assess.staleness import Cited, Stale, is_printed, placed, stale_references
from treatygraph.travaux import Travaux

__all__ = ["cited_in_draft", "stale_between"]


def stale_between(travaux: Travaux, before: str, after: str) -> list[Stale]:
    """Return the stale references of the later of two drafts; articles are told by IRI."""
    successors: dict[str, set[str]] = {}
    for members in travaux.lineages.values():
        old = [p for p in members if travaux.keys.get(p, ("",))[0] == before]
        new = {p for p in members if travaux.keys.get(p, ("",))[0] == after}
        for provision in old:
            successors.setdefault(provision, set()).update(new)
    matched = {p for members in travaux.lineages.values() for p in members}
    return stale_references(
        cited_in_draft(travaux, before),
        cited_in_draft(travaux, after),
        {old: frozenset(new) for old, new in successors.items()},
        frozenset(p for p in matched if travaux.keys.get(p, ("",))[0] == after),
    )


def cited_in_draft(travaux: Travaux, draft: str) -> list[Cited]:
    """Return what the articles of a draft cite by number, in order."""
    texts, offsets = _laid_out(travaux, draft)
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    found: list[Cited] = []
    asked = travaux.texts("references/cited-articles", draft=draft)
    for n, row in enumerate(sorted(asked, key=_start)):
        _, part, article, surface, start, target, number, place = row
        number = number or place.partition("/")[0].removeprefix("art-")
        printed = " ".join(surface.split())
        if printed and not is_printed(number, printed):
            continue
        last, at = seen.get((part, printed), ("", -1))
        if last != start and part in offsets and printed:
            at = texts.find(printed, max(at + 1, offsets[part][0]), offsets[part][1])
            seen[part, printed] = start, at
        found.append(Cited(article, part, at if at >= 0 else n, number, target, printed))
    return placed(found, texts) if texts else found


def _start(row: tuple[str, ...]) -> tuple[int, str]:
    return int(row[4] or 0), row[0]


def _laid_out(travaux: Travaux, draft: str) -> tuple[str, Mapping[str, tuple[int, int]]]:
    """Return the draft's texts in one string, and where each provision's stands in it."""
    pieces: list[str] = []
    offsets: dict[str, tuple[int, int]] = {}
    length = 0
    for part, text in travaux.texts("provisions/texts", draft=draft):
        plain = " ".join(text.split()) + "\n"
        offsets.setdefault(part, (length, length + len(plain)))
        pieces.append(plain)
        length += len(plain)
    return "".join(pieces), offsets
