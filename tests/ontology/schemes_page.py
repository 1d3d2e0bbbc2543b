"""The page docs/schemes.md, made from the schemes: run this module to write it anew."""

from __future__ import annotations

from pathlib import Path

from rdflib import RDF, SKOS, Graph, URIRef

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "schemes.md"
COMMAND = "python -m tests.ontology.schemes_page"

HEAD = """# Concept schemes

The notations that data, queries and code use, one table a scheme (`ontology/schemes/`).
A notation behind arrows stands below the one above it.
This page is made from the schemes; `{command}` writes it anew.
"""


def load(key: str) -> Graph:
    """Return the graph of one scheme."""
    return Graph().parse(ROOT / "ontology" / "schemes" / f"{key}.ttl", format="turtle")


def render() -> str:
    """Return the whole page."""
    keys = sorted(path.stem for path in (ROOT / "ontology" / "schemes").glob("*.ttl"))
    return HEAD.format(command=COMMAND) + "".join(_section(key) for key in keys)


def _section(key: str) -> str:
    graph = load(key)
    scheme = URIRef(f"https://w3id.org/treatygraph/scheme/{key}")
    rows = [row for top in _sorted(graph, scheme) for row in _rows(graph, top, 0)]
    table = "| notation | label | definition |\n|---|---|---|\n" + "".join(rows)
    return f"\n## `{key}`: {graph.value(scheme, SKOS.prefLabel)}\n\n{table}"


def _sorted(graph: Graph, scheme: URIRef) -> list[URIRef]:
    tops = [top for top in graph.objects(scheme, SKOS.hasTopConcept) if isinstance(top, URIRef)]
    return sorted(tops)


def _rows(graph: Graph, concept: URIRef, depth: int) -> list[str]:
    assert (concept, RDF.type, SKOS.Concept) in graph
    cells = (
        "→ " * depth + f"`{graph.value(concept, SKOS.notation)}`",
        str(graph.value(concept, SKOS.prefLabel)),
        str(graph.value(concept, SKOS.definition)),
    )
    below = sorted(s for s in graph.subjects(SKOS.broader, concept) if isinstance(s, URIRef))
    rows = [f"| {' | '.join(cells)} |\n"]
    return rows + [row for child in below for row in _rows(graph, child, depth + 1)]


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
