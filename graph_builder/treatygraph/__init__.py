"""treatygraph: a knowledge graph of a treaty under negotiation.

import treatygraph as tg
g = tg.open()
g.ask("articles-without-reference", draft="zero-draft", chapter="IV", target="36").to_pandas()
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["Graph", "open", "owl"]

__version__ = "0.1.0"

#: Names that are loaded when they are used: name → (module, name there).
_LAZY = {
    "open": ("treatygraph.graph", "open_graph"),
    "Graph": ("treatygraph.graph", "Graph"),
    "owl": ("treatygraph.quality.owl", "owl"),
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'treatygraph' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)
