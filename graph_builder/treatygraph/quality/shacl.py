"""Shapes: what a graph must satisfy, checked by a fast engine or by an independent one.

`validate` uses pyrudof and is meant for every build; `validate_independently` uses
pyshacl and is meant for tests and for doubts about the first.  Both read the same
shapes, and both give the same findings: the code of a finding is the local name of the
shape broken, its message and remedy are those that the shape itself carries
(`sh:message`, `tg:remedy`), so that no wording depends on an engine.

Every shape that can be broken must therefore have an IRI; blank nodes inside one
(`sh:or` and the like) are reported as the shape that holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from treatygraph.errors import TreatyGraphError
from treatygraph.findings import Finding, Severity
from treatygraph.iris import BASE
from treatygraph.resources import locate
from treatygraph.vocab import TG, compact

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

__all__ = ["Shape", "data_shapes", "read_report", "read_shapes", "style_shapes", "validate"]
__all__ += ["validate_independently"]

_SH = "http://www.w3.org/ns/shacl#"
_SEVERITIES: dict[str, Severity] = {
    f"{_SH}Violation": "violation",
    f"{_SH}Warning": "warning",
    f"{_SH}Info": "info",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a shape says of itself."""

    iri: str
    severity: Severity
    message: str
    remedy: str

    @property
    def code(self) -> str:
        """Return the local name, which is the code of the shape's findings."""
        return self.iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def data_shapes() -> Path:
    """Return the file with the shapes of a built graph."""
    return locate("ontology", "shapes", "data.ttl")


def style_shapes() -> Path:
    """Return the file with the shapes of the ontology itself."""
    return locate("ontology", "shapes", "style.ttl")


def read_shapes(shapes: Path) -> dict[str, Shape]:
    """Return the shapes of a file that have an IRI, by their IRI."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    told: dict[str, dict[str, str]] = {}
    for quad in parse(shapes.read_bytes(), format=RdfFormat.TURTLE):
        node, value = quad.subject, quad.object
        if isinstance(node, NamedNode) and isinstance(value, NamedNode | Literal):
            told.setdefault(node.value, {})[quad.predicate.value] = value.value
    return {
        iri: Shape(
            iri=iri,
            severity=_SEVERITIES.get(facts.get(f"{_SH}severity", ""), "violation"),
            message=facts[f"{_SH}message"],
            remedy=facts.get(f"{TG}remedy", ""),
        )
        for iri, facts in told.items()
        if f"{_SH}message" in facts
    }


def validate(
    data: Iterable[Quad | Triple] | str, shapes: Path, *, base: str = BASE
) -> tuple[Finding, ...]:
    """Return what breaks the shapes, in the order of findings; graph names do not count.

    `data` is quads, triples, or a text in N-Triples; `shapes` a Turtle file.  `base` is
    the base of the concepts in the data, where a fork mints its own.
    """
    import pyrudof

    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    try:
        # a leading comment, since the engine refuses an empty text
        engine.read_data(f"# data\n{_ntriples(data)}", pyrudof.RDFFormat.NTriples)
        engine.read_shacl(_text(shapes, base), pyrudof.ShaclFormat.Turtle)
        report = engine.validate_shacl()
    except pyrudof.RudofError as cause:
        raise _unusable(shapes, cause) from cause
    rows = ((e.source_shape or "", e.focus_node, e.value) for e in report.violations)
    return _findings(rows, read_shapes(shapes))


def validate_independently(
    data: Iterable[Quad | Triple] | str, shapes: Path, *, base: str = BASE
) -> tuple[Finding, ...]:
    """Return the same as `validate`, found by pyshacl."""
    from pyshacl import validate as run
    from rdflib import Graph

    graph = Graph().parse(data=_ntriples(data), format="nt")
    shape_graph = Graph().parse(data=_text(shapes, base), format="turtle")
    _, report, _ = run(graph, shacl_graph=shape_graph, allow_warnings=True)
    if not isinstance(report, Graph):
        raise _unusable(shapes, ValueError(str(report)))
    return _findings(_results(report), read_shapes(shapes))


def read_report(report: str, shapes: Path) -> tuple[Finding, ...]:
    """Return the findings in a validation report in Turtle that any engine wrote.

    The engine must have used the shapes of the file, so that their IRIs are the sources.
    """
    from rdflib import Graph

    return _findings(_results(Graph().parse(data=report, format="turtle")), read_shapes(shapes))


def _text(shapes: Path, base: str) -> str:
    return shapes.read_text(encoding="utf-8").replace(f"{BASE}scheme/", f"{base}scheme/")


def _results(report: object) -> Iterator[tuple[str, str, str | None]]:
    from rdflib import SH, Graph

    if isinstance(report, Graph):
        for result in report.objects(None, SH.result):
            value = report.value(result, SH.value)
            source = str(report.value(result, SH.sourceShape))
            focus = str(report.value(result, SH.focusNode))
            yield source, focus, None if value is None else str(value)


def _findings(
    rows: Iterable[tuple[str, str, str | None]], shapes: dict[str, Shape]
) -> tuple[Finding, ...]:
    found = set()
    for source, focus, value in rows:
        shape = shapes.get(_bare(source))
        if shape is None:
            raise TreatyGraphError(
                f"The shape {source!r} was broken but carries no message.",
                expected="every shape that can be broken to have an IRI and sh:message",
                remedy="add sh:message and tg:remedy to the shape",
            )
        met = _bare(value or "")
        note = f" Met: {compact(met)}" if met and met != _bare(focus) else ""
        place = _bare(focus)
        message = shape.message + note
        found.add(Finding(shape.severity, shape.code, place, message, shape.remedy))
    return tuple(sorted(found))


def _bare(term: str) -> str:
    """Return a term without the marks that an engine puts around it."""
    if term.startswith('"'):
        return term[1:].rpartition('"')[0]
    return term.strip("<>")


def _ntriples(data: Iterable[Quad | Triple] | str) -> str:
    if isinstance(data, str):
        return data
    from pyoxigraph import Quad, RdfFormat, serialize

    triples = {item.triple if isinstance(item, Quad) else item for item in data}
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _unusable(shapes: Path, cause: Exception) -> TreatyGraphError:
    return TreatyGraphError(
        f"The graph could not be checked against {shapes.name}: {cause}",
        expected="data in N-Triples and shapes in Turtle",
        remedy="read the message of the engine, then mend the file that it names",
    )
