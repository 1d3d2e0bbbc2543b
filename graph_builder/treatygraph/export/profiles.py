"""Profiles: the same facts in the words of other vocabularies, by CONSTRUCT queries.

Each folder of `queries/profiles` is one profile; its queries are run over the whole graph
and what they construct is one graph without blank nodes.  An ontologist edits the queries
without Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from treatygraph.errors import UsageError
from treatygraph.export.jsonld import compact_jsonld
from treatygraph.iris import Minter, default_minter
from treatygraph.resources import locate
from treatygraph.store.base import Store
from treatygraph.vocab import PREFIXES

__all__ = ["PROFILES", "as_jsonld", "as_turtle", "construct_profile", "profile_files"]

#: Profile → what it is in one line.
PROFILES = {
    "annotation": "Web Annotation: positions, evidence and references with their passages",
    "earl": "EARL: what checks and reviewers found",
    "eli": "ELI and ELI-DL: treaty, drafts, language versions, provisions, process",
    "prov": "PROV: what was derived from what, by which activity, on whose behalf",
    "schema": "schema.org: legislation, claims, organizations and the dataset",
}


def profile_files(name: str) -> list[Path]:
    """Return the queries of a profile in the order in which they are run."""
    if name not in PROFILES:
        raise UsageError(f"There is no profile {name!r}.", expected=f"one of {', '.join(PROFILES)}")
    return sorted(locate("queries", "profiles", name).glob("*.rq"))


def construct_profile(store: Store, name: str, minter: Minter | None = None) -> list[Triple]:
    """Return what a profile says of a graph, each triple once, in order."""
    minter = minter or default_minter()
    found: set[Triple] = set()
    for path in profile_files(name):
        found.update(store.construct(minter.rebase(path.read_text("utf-8"))))
    return sorted(found, key=str)


def as_turtle(triples: Iterable[Triple]) -> bytes:
    """Return triples as Turtle."""
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def as_jsonld(triples: Iterable[Triple]) -> bytes:
    """Return triples as JSON-LD with short names."""
    return compact_jsonld(Quad(t.subject, t.predicate, t.object) for t in triples).encode()
