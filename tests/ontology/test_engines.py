"""Three SHACL engines, written by three groups in three languages, find the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from tests.ontology.engines import has_jena, validate_by_jena
from tests.ontology.graphs import INVALID, sound, terms, triples
from tests.quality.reasoned import shipped
from treatygraph.findings import Finding
from treatygraph.quality.shacl import (
    data_shapes,
    style_shapes,
    validate,
    validate_independently,
)

needs_jena = pytest.mark.skipif(not has_jena(), reason="needs Java and libapache-jena-java")
DATA = [path for path in INVALID if not path.stem.startswith("style-")]
STYLE = [path for path in INVALID if path.stem.startswith("style-")]


def _told(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(finding.code, finding.place) for finding in findings}


def _apart(whole: Iterable[Triple], path: Path) -> Iterator[Triple]:
    """Yield a broken example with what is said of its things, all under names of its own."""
    added = triples(path)
    things = {t.subject for t in added if isinstance(t.subject, NamedNode)}

    def renamed(node: object) -> object:
        known = isinstance(node, NamedNode) and node in things
        return NamedNode(f"{node.value}-{path.stem}") if known else node  # type: ignore[attr-defined]

    for triple in (*added, *(t for t in whole if t.subject in things)):
        subject, value = renamed(triple.subject), renamed(triple.object)
        yield Triple(subject, triple.predicate, value)  # type: ignore[arg-type]


@needs_jena
@pytest.mark.slow
def test_three_engines_find_the_same_in_the_published_graph() -> None:
    """With assessments and everything inferred, as it is published."""
    graph: set[Triple] = {quad.triple for quad in shipped()}
    fast, other, third = (
        engine(graph, data_shapes())
        for engine in (validate, validate_independently, validate_by_jena)
    )

    assert _told(fast) == _told(other) == _told(third)
    assert [] == [finding for finding in third if finding.severity == "violation"]


@needs_jena
@pytest.mark.slow
@pytest.mark.parametrize(
    ("whole", "paths", "shapes"),
    [(sound(), DATA, data_shapes()), (terms(), STYLE, style_shapes())],
    ids=["facts", "ontology"],
)
def test_three_engines_find_the_same_in_all_broken_examples(
    whole: tuple[Triple, ...], paths: list[Path], shapes: Path
) -> None:
    """One run of each engine on all examples, each on copies of the things it breaks."""
    broken = [*whole, *(t for path in paths for t in _apart(whole, path))]
    fast, other, third = (
        _told(engine(broken, shapes))
        for engine in (validate, validate_independently, validate_by_jena)
    )

    assert fast == other == third
    assert {path.stem for path in paths} == {code for code, _ in third}
