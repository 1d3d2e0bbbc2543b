"""The builder: from curated files to a graph that is switched in whole.

`build` collects the records, links and maps them, derives what the rules say, checks
the result, and publishes it.  Nothing is published unless every step succeeded; a build
that fails or is killed leaves the old graph as it was.
"""

from treatygraph.build.builder import BuildReport, Step, build
from treatygraph.build.collect import collect

__all__ = ["BuildReport", "Step", "build", "collect"]
