"""The scene of a question's answer: its things, and what its columns say of them.

The first thing of a row is what the row is about.  Other things of the row, and words that
several rows share, are linked with it under the name of their column; all other cells
stand in its panel.  Where a row is linked with nothing, it is linked with the question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from treatygraph.asker import Asker
from treatygraph.draw.gather import name_things
from treatygraph.draw.scene import Edge, Node, Scene

__all__ = ["gather_answer"]

#: A column's words become things where they are few and shared.
MOST_VALUES = 8

Cell = object


def gather_answer(
    asker: Asker, columns: Sequence[str], rows: Sequence[Sequence[Cell]], *, title: str
) -> Scene:
    """Return the scene of an answer; rows without a thing are left out."""
    shared = _shared(columns, rows)
    things: dict[str, list[tuple[str, str]]] = {}
    values: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for row in rows:
        cells = [(c, str(v)) for c, v in zip(columns, row, strict=True) if v not in (None, "")]
        about = next((value for _, value in cells if _is_thing(value)), "")
        if not about:
            continue
        facts = things.setdefault(about, [])
        for column, value in cells:
            words = _words(column)
            if value == about:
                continue
            if _is_thing(value):
                things.setdefault(value, [])
            elif column in shared:
                node = Node(iri=f"value:{column}:{value}", kind="value", label=value)
                value = values.setdefault(node.iri, node).iri
            else:
                facts += [(words, value)] if (words, value) not in facts else []
                continue
            edges.setdefault((about, value, words), Edge(source=about, target=value, kind=words))
    return _scene(asker, title, things, values, list(edges.values()))


def _scene(
    asker: Asker,
    title: str,
    things: dict[str, list[tuple[str, str]]],
    values: dict[str, Node],
    edges: list[Edge],
) -> Scene:
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    named = name_things(asker, things)
    nodes = [replace(node, facts=tuple(things[node.iri])) for node in named]
    every = [*nodes, *values.values()]
    loose = [iri for iri in things if iri not in linked]
    if loose:
        question = Node(iri="value:question", kind="value", label=title, strong=True)
        every.insert(0, question)
        edges = [*edges, *(Edge(source=question.iri, target=i, kind="answers") for i in loose)]
    return Scene(title=title, nodes=tuple(every), edges=tuple(edges), form="pairs")


def _shared(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> set[str]:
    """Return the columns whose words tell rows apart into groups."""
    found = set()
    for number, column in enumerate(columns):
        counts = Counter(str(row[number]) for row in rows if row[number] not in (None, ""))
        plain = not any(_is_thing(value) for value in counts)
        if plain and 2 <= len(counts) <= MOST_VALUES and len(counts) <= len(rows) / 2:
            found.add(column)
    return found


def _is_thing(value: str) -> bool:
    return re.match(r"https?://\S+$", value) is not None


def _words(column: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: f" {match[1].lower()}", column)
