"""How kinds of things and relations look: read from `visualizations/views/graph.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from treatygraph.resources import locate

__all__ = ["look"]


@cache
def look() -> dict[str, Any]:
    """Return the declared kinds and edges of the picture.

    >>> look()["kinds"]["article"]["shape"]
    'box'
    """
    return tomllib.loads(locate("visualizations", "views", "graph.toml").read_text("utf-8"))
