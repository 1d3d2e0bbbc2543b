"""One examination of a built graph: shapes, checks, and the ontology's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatygraph.findings import Finding
from treatygraph.iris import BASE
from treatygraph.quality.checks import run_checks
from treatygraph.quality.shacl import data_shapes, style_shapes, validate
from treatygraph.resources import locate
from treatygraph.store.lexical import ill_typed
from treatygraph.vocab import compact

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["examine"]


def examine(store: Store, *, base: str = BASE) -> tuple[Finding, ...]:
    """Return all findings on a graph and on its ontology, the worst first.

    The graph is held to `shapes/data.ttl` and `queries/checks`, the ontology as shipped
    to `shapes/style.ttl` and `queries/checks/ontology`.
    """
    found = {
        *validate(store, data_shapes(), base=base),
        *run_checks(store, base=base),
        *run_checks(store, locate("queries", "checks", "ontology"), base=base),
        *_style(),
        *_literals(store),
    }
    order = {"violation": 0, "warning": 1, "info": 2}
    return tuple(sorted(found, key=lambda finding: (order[finding.severity], finding)))


def _literals(store: Store) -> tuple[Finding, ...]:
    """Return a violation for each literal whose text its datatype forbids."""
    return tuple(
        Finding(
            "violation",
            "ill-typed-literal",
            str(quad.subject).strip("<>"),
            f"{compact(quad.predicate.value)} is {quad.object}, and its datatype has no such text.",
            "correct the value in the file that states it",
        )
        for quad in ill_typed(store)
    )


def _style() -> tuple[Finding, ...]:
    from pyoxigraph import RdfFormat, parse

    path = locate("ontology", "treaty.ttl")
    triples = [quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)]
    return validate(triples, style_shapes())
