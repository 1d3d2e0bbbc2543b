"""Where things stand in a picture: computed from structure, the same every time.

A draft is laid out like a map: chapters in reading order in two columns, their articles
in rows inside; concepts at the left, those who speak at the right.  A neighbourhood is
laid out in rings by distance.  Nothing moves afterwards.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from treatygraph.draw.scene import Node, Scene

__all__ = ["Place", "lay_out"]

#: Width and height of an article's cell, with the gap to the next one.
CELL = (136.0, 56.0)
#: Articles in a row of a chapter, and the gap between chapters.
PER_ROW = 4
GAP = 34.0
#: Height of a chapter's own bar.
BAR = 52.0

Place = tuple[float, float]


@dataclass
class _Column:
    left: float
    top: float = 0.0
    places: dict[str, Place] = field(default_factory=dict)

    def block(self, head: Node | None, members: Sequence[Node], per_row: int = PER_ROW) -> None:
        """Place a chapter's bar and its articles beneath it."""
        width = per_row * CELL[0]
        if head is not None:
            self.places[head.iri] = (self.left + width / 2 - CELL[0] / 2, self.top)
            self.top += BAR
        for number, node in enumerate(members):
            row, column = divmod(number, per_row)
            self.places[node.iri] = (self.left + column * CELL[0], self.top + row * CELL[1])
        rows = math.ceil(len(members) / per_row)
        self.top += rows * CELL[1] + GAP - (0 if members else 10)


def lay_out(scene: Scene) -> dict[str, Place]:
    """Return the place of every node of a scene that is shown from the start."""
    if scene.form == "around":
        return _rings(scene)
    if scene.form == "pairs":
        return _bands(scene)
    return _map(scene)


def _map(scene: Scene) -> dict[str, Place]:
    blocks = _blocks(scene.nodes)
    wide = PER_ROW * CELL[0] + 50
    heights = [BAR + GAP + math.ceil(len(members) / PER_ROW) * CELL[1] for _, members in blocks]
    count = max(2, round(math.sqrt(1.6 * sum(heights) / wide)))
    columns = [_Column(number * wide) for number in range(count)]
    share, done = sum(heights) / count, 0.0
    for (head, members), height in zip(blocks, heights, strict=True):
        side = min(int((done + height / 2) / share), count - 1) if share else 0
        columns[side].block(head, members)
        done += height
    places = {iri: at for column in columns for iri, at in column.places.items()}
    height = max(column.top for column in columns) if blocks else 600.0
    places |= _concepts(scene.nodes, height)
    places |= _speakers(scene.nodes, count * wide - 20, height)
    return places


def _blocks(nodes: Iterable[Node]) -> list[tuple[Node | None, list[Node]]]:
    """Return chapters with their articles in reading order; loose articles come first."""
    ordered = sorted(nodes, key=_reading)
    members: dict[str, list[Node]] = defaultdict(list)
    for node in ordered:
        if node.kind == "article":
            members[node.block].append(node)
    chapters = [node for node in ordered if node.kind == "chapter"]
    known = {chapter.iri for chapter in chapters}
    loose = [node for block, found in members.items() if block not in known for node in found]
    first: list[tuple[Node | None, list[Node]]] = [(None, loose)] if loose else []
    return first + [(chapter, members.get(chapter.iri, [])) for chapter in chapters]


def _reading(node: Node) -> tuple[float, str]:
    return node.order, node.iri


def _concepts(nodes: Iterable[Node], height: float) -> dict[str, Place]:
    """Place safeguards, crimes and other instruments in columns at the left."""
    places: dict[str, Place] = {}
    pitch, wide = 36.0, 364.0
    left = -CELL[0] / 2 - wide / 2 - 40
    for kind in ("safeguard", "power", "crime", "instrument"):
        found = sorted((n for n in nodes if n.kind == kind), key=_by_label)
        columns = math.ceil(len(found) / max(1.0, height * 1.2 / pitch))
        per_column = max(1, math.ceil(len(found) / max(columns, 1)))
        for number, node in enumerate(found):
            column, row = divmod(number, per_column)
            places[node.iri] = (left - column * wide, row * pitch)
        left -= columns * wide
    return places


def _by_label(node: Node) -> tuple[str, str]:
    return node.label, node.iri


def _speakers(nodes: Sequence[Node], left: float, height: float) -> dict[str, Place]:
    """Place each stakeholder with what it says, those who say most first.

    Who says little stands in one line with it; who says much has rows beneath the name.
    """
    said: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.kind in ("recommendation", "position"):
            said[node.block].append(node)
    speakers = [node for node in nodes if node.kind == "stakeholder" and said.get(node.iri)]
    speakers.sort(key=lambda node: (-len(said[node.iri]), node.label))
    places: dict[str, Place] = {}
    top = 0.0
    for speaker in speakers:
        words = sorted(said[speaker.iri], key=lambda node: (not node.strong, node.kind, node.iri))
        short = len(words) <= 3
        tall = 40.0 if short else 44 + math.ceil(len(words) / _DOTS) * _STEP + 8
        if top and top + tall > max(height, 500) + 20:
            top, left = 0.0, left + _SPEAKER
        places[speaker.iri] = (left + 95, top)
        for number, node in enumerate(words):
            row, column = divmod(number, 3 if short else _DOTS)
            x = left + 212 + column * 28 if short else left + 14 + column * _STEP
            places[node.iri] = (x, top if short else top + 42 + row * _STEP)
        top += tall
    return places


#: Statements in a row below a speaker, the distance between two, a column's width.
_DOTS, _STEP, _SPEAKER = 8, 34.0, 330.0


def _rings(scene: Scene) -> dict[str, Place]:
    """Place things around the centre: in a ring where they are few, else in columns by kind."""
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(node.iri for node in scene.nodes)
    network.add_edges_from((edge.source, edge.target) for edge in scene.edges)
    by_iri = {node.iri: node for node in scene.nodes}
    layers = [
        sorted(layer, key=lambda iri: (by_iri[iri].kind, by_iri[iri].label, iri))
        for layer in nx.bfs_layers(network, [scene.centre])
    ]
    around = [iri for layer in layers[1:] for iri in layer]
    places: dict[str, Place] = {scene.centre: (0.0, 0.0)}
    if len(around) <= 14:
        for number, iri in enumerate(around):
            turn = math.tau * number / len(around) - math.pi / 2
            places[iri] = (430 * math.cos(turn), 250 * math.sin(turn))
        return places
    per_column = max(10, math.ceil(math.sqrt(len(around) * 3)))
    columns = 2 * math.ceil(len(around) / per_column / 2)
    per_column = math.ceil(len(around) / columns)
    for number, iri in enumerate(around):
        column, row = divmod(number, per_column)
        side = column - columns / 2
        x = (side + 1 if side >= 0 else side) * 280
        places[iri] = (x, (row - (per_column - 1) / 2) * 62)
    return places


def _bands(scene: Scene) -> dict[str, Place]:
    """Place the things of a table in bands from left to right, by their first column."""
    import networkx as nx

    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(node.iri for node in scene.nodes)
    network.add_edges_from((edge.source, edge.target) for edge in scene.edges)
    depth: dict[str, int] = {}
    for node in scene.nodes:
        before = [depth[p] for p in network.predecessors(node.iri) if p in depth]
        depth[node.iri] = min(before) + 1 if before else 0
    per_band = max(12, math.isqrt(len(scene.nodes)) * 2)
    counts: dict[int, int] = defaultdict(int)
    sizes = Counter(depth.values())
    left, offset = {}, 0.0
    for band in sorted(sizes):
        left[band] = offset
        offset += math.ceil(sizes[band] / per_band) * 256.0 + 130.0
    places: dict[str, Place] = {}
    for node in scene.nodes:
        band, number = depth[node.iri], counts[depth[node.iri]]
        counts[band] += 1
        column, row = divmod(number, per_band)
        rows = min(sizes[band], per_band)
        places[node.iri] = (left[band] + column * 256.0, (row - (rows - 1) / 2) * 62.0)
    return places
