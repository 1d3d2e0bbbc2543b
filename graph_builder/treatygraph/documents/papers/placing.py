"""Placing: where a demand stands in a paper, and places with what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from treatygraph.documents.papers.passages import Passage, Unit
from treatygraph.documents.papers.spoken import Spoken

__all__ = ["bare_start", "inside", "is_listed", "of_text", "place_of"]


def is_listed(units: Sequence[Unit], number: int) -> bool:
    """Tell whether a unit has a mark, or stands in a list whose items end in semicolons."""
    near = units[max(0, number - 1) : number + 1]
    return near[-1].marked or any(unit.text.rstrip().endswith(";") for unit in near)


def of_text(spoken: Spoken) -> Spoken:
    """Return the provisions of the text where amendments to them are named beside."""
    kept = tuple(key for key in spoken.places if not key.startswith("am-"))
    return replace(spoken, places=kept or spoken.places)


def bare_start(text: str) -> str:
    """Return a text from its first character that is no emphasis."""
    return text.lstrip(" \t\n*_")


def inside(above: Spoken, own: Spoken) -> Spoken:
    """Return places with the article of what stands above, where they are parts of one."""
    outer = [key for key in above.places if regex.fullmatch(r"art-[\w.]+|preamble", key)]
    parts = all(key.startswith(("para-", "subpara-", "item-")) for key in own.places)
    if not parts or len(outer) != 1:
        return own
    return Spoken(tuple(f"{outer[0]}/{key}" for key in own.places), own.instruments)


def place_of(unit: Unit, section: str, passage: Passage) -> str:
    """Return where a passage stands: page, section, paragraph and sentence."""
    page = f"p. {unit.block.page}, " if unit.block.page else ""
    if unit.heading:
        return f"{page}heading {section}"
    return (
        f"{page}{section or 'before the first heading'}, paragraph {passage.paragraph}, "
        f"sentence {passage.number}"
    )
