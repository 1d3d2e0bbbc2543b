"""treatygraph: a knowledge graph of a treaty under negotiation."""

from __future__ import annotations

__version__ = "0.1.0"
