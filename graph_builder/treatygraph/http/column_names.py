"""Columns of answers as pages show them."""

from __future__ import annotations

import re

__all__ = ["is_thing", "words_of"]


def words_of(name: str) -> str:
    """Return the name of a column as words.

    >>> words_of("referencesRead")
    'references read'
    """
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[1].lower()}", name)


def is_thing(cell: object) -> bool:
    """Return whether a cell is a thing that has a page."""
    return isinstance(cell, str) and cell.startswith(("https://", "http://"))
