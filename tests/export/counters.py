"""How many things an export holds, counted from the graph or the bare text: by no reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad

from treatygraph.vocab import expand

_WITH_GRAPHS = ("nquads", "trig", "jsonld", "jelly")
_WITHOUT = ("ntriples", "turtle", "rdfxml", "hdt")
_INDIVIDUAL = expand("owl:NamedIndividual")
#: What is counted in the bare text, by format.
_MARKS = {
    "graphml": r"<(?:node|edge)[ >]",
    "gexf": r"<(?:node|edge)[ >]",
    "akn": r"<[A-Za-z]",
}


def written(form: str, quads: Iterable[Quad], path: Path) -> int | None:
    """Return how many statements, rows or nodes were written; None where only readers can say."""
    if form in _WITH_GRAPHS:
        return len(set(quads))
    if form in _WITHOUT:
        return len({quad.triple for quad in quads})
    if form == "owl":
        return len({quad.triple for quad in quads}) + individuals(path)
    if form == "csv":
        return _rows(path.parent)
    if form == "cytoscape":
        network = json.loads(path.read_text("utf-8"))["elements"]
        return len(network["nodes"]) + len(network["edges"])
    if form in _MARKS:
        return len(re.findall(_MARKS[form], path.read_text("utf-8")))
    return None


def _rows(folder: Path) -> int:
    """Return the lines below the heads, a line break in quotes not counted."""
    texts = [re.sub(r'"[^"]*"', "", p.read_text("utf-8")) for p in folder.glob("*.csv")]
    return sum(len(text.splitlines()) - 1 for text in texts)


def individuals(path: Path) -> int:
    """Return how many things an OWL file in RDF/XML declares to be individuals."""
    text = path.read_text("utf-8")
    return text.count(f'rdf:resource="{_INDIVIDUAL}"') + text.count("<owl:NamedIndividual ")
