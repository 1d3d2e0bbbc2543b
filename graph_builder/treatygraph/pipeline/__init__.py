"""The builder: from curated files to a graph that is switched in whole.

`build` collects the records, links and maps them, derives what the rules say, checks
the result, and publishes it.  Nothing is published unless every step succeeded; a build
that fails or is killed leaves the old graph as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatygraph.lazy import lazy_names

if TYPE_CHECKING:
    from treatygraph.pipeline.builder import build
    from treatygraph.pipeline.report import BuildReport, Step

__getattr__ = lazy_names(__name__, {"builder": ["build"], "report": ["BuildReport", "Step"]})

__all__ = ["BuildReport", "Step", "build"]
