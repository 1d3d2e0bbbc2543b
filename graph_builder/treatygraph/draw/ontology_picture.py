"""Pictures of the ontology as SVG: classes and properties on a grid, and the tree of classes.

Which classes stand where is declared in `visualizations/ontology.toml`; the tree comes
from `rdfs:subClassOf` alone.  Colours are those of the page, so that both themes work.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from treatygraph.resources import locate

__all__ = ["Picture", "class_tree", "draw", "pictures"]

#: Size of a box, and of a cell of the grid, in units of the picture.
_BOX = (172, 46)
_CELL = (316, 132)
#: Height of a row of the tree; width and number of its columns.
_ROW, _WIDE, _COLUMNS = 28, 320, 3


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its title, boxes with column and row, arrows (from, property, to)."""

    title: str
    boxes: dict[str, tuple[int, int]]
    arrows: tuple[tuple[str, str, str], ...]


def pictures() -> tuple[Picture, ...]:
    """Return the declared pictures."""
    told = tomllib.loads(locate("visualizations", "ontology.toml").read_text("utf-8"))
    return tuple(
        Picture(
            one["title"],
            {name: (column, row) for name, (column, row) in one["boxes"].items()},
            tuple((a, b, c) for a, b, c in (line.split() for line in one["arrows"])),
        )
        for one in told["picture"]
    )


def draw(picture: Picture, definitions: Mapping[str, str]) -> str:
    """Return a picture as SVG; `definitions` gives prefixed name → sentence."""
    columns = max(column for column, _ in picture.boxes.values()) + 1
    rows = max(row for _, row in picture.boxes.values()) + 1
    width, height = columns * _CELL[0], rows * _CELL[1]
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for start, name, end in picture.arrows:
        grouped[start, end].append(name)
    lines, words = [], []
    for (start, end), names in grouped.items():
        line, word = _arrow(picture, start, end, names, twin=(end, start) in grouped)
        lines.append(line)
        words.append(word)
    boxes = [_box(name, _centre(picture, name), definitions) for name in picture.boxes]
    return (
        f'<svg class="plan" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{escape(picture.title)}">{_TIP}'
        f"{''.join(lines)}{''.join(boxes)}{''.join(words)}</svg>"
    )


_TIP = (
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
    'markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" '
    'fill="var(--strong-line)"/></marker></defs>'
)


def _centre(picture: Picture, name: str) -> tuple[float, float]:
    column, row = picture.boxes[name]
    return (column + 0.5) * _CELL[0], (row + 0.5) * _CELL[1]


def _link(name: str, inner: str) -> str:
    """Return the inner part as a link to the term on this page, where it is one of ours."""
    if not name.startswith("tg:"):
        return inner
    return f'<a href="#{escape(name.removeprefix("tg:"))}">{inner}</a>'


def _box(name: str, at: tuple[float, float], definitions: Mapping[str, str]) -> str:
    (x, y), (width, height) = at, _BOX
    ours = "ours" if name.startswith("tg:") else "theirs"
    inner = (
        f"<title>{escape(definitions.get(name, name))}</title>"
        f'<rect class="{ours}" x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" '
        f'width="{width}" height="{height}" rx="8"/>'
        f'<text class="name" x="{x:.0f}" y="{y + 5:.0f}">{escape(name.removeprefix("tg:"))}</text>'
    )
    return _link(name, inner)


def _arrow(
    picture: Picture, start: str, end: str, names: list[str], *, twin: bool
) -> tuple[str, str]:
    """Return line and words of the arrow between two boxes."""
    if start == end:
        return _loop(_centre(picture, start), names)
    (x1, y1), (x2, y2) = _centre(picture, start), _centre(picture, end)
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    across = ((y1 - y2) / length, (x2 - x1) / length)
    shift = 15 if twin else 0
    x1, y1, x2, y2 = (v + shift * across[i % 2] for i, v in enumerate((x1, y1, x2, y2)))
    x1, y1 = _edge(x1, y1, x2, y2)
    x2, y2 = _edge(x2, y2, x1, y1)
    kind = "is" if names == ["rdfs:subClassOf"] else "has"
    line = f'<path class="{kind}" d="M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}" marker-end="url(#tip)"/>'
    side = 62 * across[0] if twin else 0
    return line, _words((x1 + x2) / 2 + side, (y1 + y2) / 2, names)


def _edge(x: float, y: float, to_x: float, to_y: float) -> tuple[float, float]:
    """Return where a line from the middle of a box leaves it."""
    dx, dy = to_x - x, to_y - y
    half = (_BOX[0] / 2 + 4, _BOX[1] / 2 + 4)
    scale = min(
        half[0] / abs(dx) if dx else float("inf"), half[1] / abs(dy) if dy else float("inf")
    )
    return x + dx * scale, y + dy * scale


def _loop(at: tuple[float, float], names: list[str]) -> tuple[str, str]:
    x, y = at[0] + _BOX[0] / 2, at[1]
    line = (
        f'<path class="has" d="M{x + 2:.0f} {y - 12:.0f}c46 -22 46 46 2 24" '
        'marker-end="url(#tip)"/>'
    )
    return line, _words(x + 78, y + 34, names)


def _words(x: float, y: float, names: list[str]) -> str:
    shown = ["is a" if name == "rdfs:subClassOf" else name for name in names]
    top = y - 8.5 * (len(shown) - 1)
    parts = []
    for number, (name, text) in enumerate(zip(names, shown, strict=True)):
        place = f'x="{x:.0f}" y="{top + 17 * number + 4:.0f}"'
        parts.append(_link(name, f'<text class="edge" {place}>{escape(text)}</text>'))
    return "".join(parts)


def class_tree(edges: Iterable[tuple[str, str]], definitions: Mapping[str, str]) -> str:
    """Return the tree of classes as SVG, from pairs (class, superclass) of prefixed names.

    A class with several superclasses stands below each of them.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for name, above in sorted(set(edges)):
        below[above].append(name)
    tops = sorted(set(below) - {name for names in below.values() for name in names})
    trees = [_rows(top, below) for top in tops]
    share = -(-sum(map(len, trees)) // _COLUMNS)
    column, row, deepest, marks = 0, 0, 0, []
    for tree in trees:
        if row and row + len(tree) / 2 > share and column < _COLUMNS - 1:
            column, row = column + 1, 0
        for name, level, place, parent in tree:
            if parent >= 0:
                marks.append(_branch(column, level, row + place, row + parent))
            marks.append(_leaf(name, column, level, row + place, definitions))
        row += len(tree)
        deepest = max(deepest, row)
    return (
        f'<svg class="plan tree" viewBox="0 0 {_COLUMNS * _WIDE} {deepest * _ROW + 12}" '
        f'role="group" aria-label="The tree of classes">{"".join(marks)}</svg>'
    )


def _rows(top: str, below: Mapping[str, list[str]]) -> list[tuple[str, int, int, int]]:
    """Return name, level, row and row of the parent for a class and all below it."""
    rows: list[tuple[str, int, int, int]] = []

    def place(name: str, level: int, parent: int, seen: frozenset[str]) -> None:
        row = len(rows)
        rows.append((name, level, row, parent))
        for child in sorted(below.get(name, ())):
            if child not in seen:
                place(child, level + 1, row, seen | {child})

    place(top, 0, -1, frozenset({top}))
    return rows


def _branch(column: int, level: int, row: int, parent: int) -> str:
    x, top, y = column * _WIDE + (level - 1) * 30 + 22, parent * _ROW + 28, row * _ROW + 20
    return f'<path class="has" d="M{x} {top}V{y}H{x + 16}"/>'


def _leaf(name: str, column: int, level: int, row: int, definitions: Mapping[str, str]) -> str:
    ours = "ours" if name.startswith("tg:") else "theirs"
    text = escape(name.removeprefix("tg:"))
    x, y = column * _WIDE + level * 30 + 14, row * _ROW + 25
    title = f"<title>{escape(definitions.get(name, name))}</title>"
    return _link(name, f'{title}<text class="leaf {ours}" x="{x}" y="{y}">{text}</text>')
