"""The order of lines: that of the page, whatever order they are drawn in.

Columns are read one after the other; two languages side by side, or on facing pages, are
read each for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from treatygraph.documents.formats.pdfpage import Line
from treatygraph.documents.structure.language import guess_language

__all__ = ["by_language", "order_page", "settle_columns"]


def order_page(lines: list[Line]) -> list[Line]:
    """Return the lines of a page as they are read; `column` is set where there are two."""
    if len(lines) < 2 or lines[0].y == lines[-1].y == 0:
        return lines
    upward = [two.y > one.y + 0.5 * one.size for one, two in pairwise(lines)]
    beside = sum(abs(two.y - one.y) < 0.3 * one.size for one, two in pairwise(lines))
    if not any(upward) and beside < 4:
        return lines
    if (parting := _parting(lines)) is not None:
        return _columns(lines, parting)
    if sum(upward) > 0.3 * len(upward) and len(lines) > 3:
        return sorted(lines, key=lambda line: (-line.y, line.x0))
    return _segments(lines, upward)


def _segments(lines: list[Line], upward: Sequence[bool]) -> list[Line]:
    """Put stretches that were drawn out of order, none beside another, into that of the page."""
    runs: list[list[Line]] = [[lines[0]]]
    for line, up in zip(lines[1:], upward, strict=True):
        if up:
            runs.append([])
        runs[-1].append(line)
    if len(runs) == 1:
        return lines
    spans = sorted((run[-1].foot, run[0].y) for run in runs)
    if any(two[0] < one[1] for one, two in pairwise(spans)):
        return lines
    return [line for run in sorted(runs, key=lambda run: -run[0].y) for line in run]


def _parting(lines: Sequence[Line]) -> float | None:
    """Return where the right one of two columns begins, None where there is one column."""
    body = [line for line in lines if len(line.text) > 12]
    starts = [line.x0 for line in body if line.x0 > 0.4 * line.width]
    if len(starts) < 4:
        return None
    edge = min(starts)
    right = [line for line in body if line.x0 >= edge]
    left = [line for line in body if line.x1 <= edge + 2]
    if len(left) < 4 or len(left) + len(right) < 0.7 * len(body):
        return None
    high, low = (
        min(max(x.y for x in left), max(x.y for x in right)),
        max(min(x.y for x in left), min(x.y for x in right)),
    )
    return edge if high - low > 3 * body[0].size else None


def _columns(lines: Sequence[Line], edge: float) -> list[Line]:
    """Return full-width lines in place, and between them the left column, then the right."""
    ordered: list[Line] = []
    band: list[Line] = []

    def close() -> None:
        for number in (1, 2):
            ordered.extend(line for line in band if line.column == number)
        band.clear()

    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        if line.x0 >= edge - 1:
            line.column = 2
        elif line.x1 <= edge + 2:
            line.column = 1
        if line.column:
            band.append(line)
        else:
            close()
            ordered.append(line)
    close()
    return ordered


def settle_columns(pages: Sequence[list[Line]]) -> None:
    """Say of a page with a left column only that it has one, where most pages have two."""
    split = [page for page in pages if any(line.column == 2 for line in page)]
    if not split or len(split) < 0.5 * len(pages):
        return
    edge = min(line.x0 for page in split for line in page if line.column == 2)
    for page in pages:
        if any(line.column for line in page):
            continue
        if all(line.x1 <= edge + 2 for line in page if not line.kind):
            for line in page:
                line.column = 1


def by_language(pages: Sequence[list[Line]]) -> list[Line]:
    """Return the lines of all pages, each language for itself where two stand side by side."""
    parts = [part for page in pages for part in _parts(page)]
    if not any(line.column for page in pages for line in page) and len(pages) < 4:
        return [line for page in pages for line in page]
    side_by_side = any(line.column for page in pages for line in page)
    if not side_by_side and len({_language(part) for part in parts[:8]} - {None}) < 2:
        return [line for page in pages for line in page]
    languages = [_language(part) for part in parts]
    known = [code for code in languages if code]
    common = [c for c, n in Counter(known).most_common(2) if n >= 0.25 * len(known)]
    changes = sum(one != two for one, two in pairwise(known))
    if len(common) < 2 or not (side_by_side or changes >= 0.6 * (len(known) - 1)):
        return [line for page in pages for line in page]
    first = next(code for code in languages if code in common)
    order = [first, *(code for code in common if code != first)]
    grouped: list[Line] = []
    current = first
    chosen: list[str] = []
    for code in languages:
        current = code if code in order else current
        chosen.append(current)
    for code in order:
        for part, language in zip(parts, chosen, strict=True):
            if language == code:
                grouped.extend(part)
    return grouped


def _parts(page: Sequence[Line]) -> list[list[Line]]:
    """Return the columns of a page, one after the other; what spans them goes with the left."""
    left = [line for line in page if line.column != 2]
    right = [line for line in page if line.column == 2]
    return [part for part in (left, right) if part]


def _language(lines: Sequence[Line]) -> str | None:
    text = " ".join(line.text for line in lines[:30] if not line.kind)[:1200]
    return guess_language(text) if len(text) > 60 else None
