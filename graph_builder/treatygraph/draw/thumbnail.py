"""A draft's map as a small drawing without words, for the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatygraph.draw.layout import lay_out
from treatygraph.draw.scene import Scene

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["thumbnail"]

#: Kind → half width, half height, corner, colour of the page.
_SHAPES = {
    "chapter": (258, 15, 8, "var(--ink)"),
    "article": (60, 22, 8, "var(--dull-wash)"),
    "safeguard": (98, 13, 13, "var(--good)"),
    "power": (98, 13, 9, "var(--link)"),
    "crime": (98, 13, 0, "var(--bad)"),
    "stakeholder": (92, 13, 4, "var(--visited)"),
    "recommendation": (10, 10, 2, "var(--warn)"),
    "position": (9, 9, 9, "var(--link)"),
}


def thumbnail(scene: Scene) -> Markup:
    """Return the map as SVG; it holds numbers and colours only, no text of the graph."""
    from markupsafe import Markup

    places = lay_out(scene)
    marks, lines = [], []
    for node in scene.nodes:
        if node.iri in places and node.kind in _SHAPES:
            x, y = places[node.iri]
            w, h, r, colour = _SHAPES[node.kind]
            marks.append(
                f'<rect x="{x - w:.0f}" y="{y - h:.0f}" width="{2 * w}" height="{2 * h}" '
                f'rx="{r}" fill="{colour}"/>'
            )
    for edge in scene.edges:
        if edge.kind in ("targets", "names", "lacks", "refers"):
            ends = [places.get(edge.source), places.get(edge.target)]
            if ends[0] and ends[1]:
                (x1, y1), (x2, y2) = ends[0], ends[1]
                lines.append(f'<path d="M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}"/>')
    xs, ys = [p[0] for p in places.values()] or [0], [p[1] for p in places.values()] or [0]
    box = (min(xs) - 130, min(ys) - 40, max(xs) - min(xs) + 260, max(ys) - min(ys) + 80)
    view = " ".join(f"{number:.0f}" for number in box)
    return Markup(  # noqa: S704
        f'<svg class="plot" viewBox="{view}" aria-hidden="true">'
        f'<g stroke="var(--strong-line)" stroke-opacity=".22" stroke-width="2">{"".join(lines)}</g>'
        f"{''.join(marks)}</svg>"
    )
