"""How kinds of things and relations look: read from `visualizations/views/graph.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from treatygraph.languages import said, spoken
from treatygraph.resources import locate

__all__ = ["look"]


#: What is said of a kind or a relation, in the language that is spoken.
_SAID = ("label", "plural", "words", "back", "caption")


def look() -> dict[str, Any]:
    """Return the declared kinds and edges of the picture, their names in the language spoken.

    >>> look()["kinds"]["article"]["shape"]
    'box'
    """
    return _look(spoken())


@cache
def _look(language: str) -> dict[str, Any]:
    path = locate("visualizations", "views", "graph.toml")
    told: dict[str, Any] = _in_words(tomllib.loads(path.read_text("utf-8")))
    return told


def _in_words(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        key: said(inner) if key in _SAID and isinstance(inner, str) else _in_words(inner)
        for key, inner in value.items()
    }
