"""All drafts of a treaty as an alluvial drawing: articles are bands from draft to draft.

A band splits, joins, crosses others, ends and begins as the article does.  The drawing is
SVG with text; it names its colours by the variables of the pages, or, drawn to stand
alone, by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from treatygraph.draw.courses import ASKED, Article, Courses

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["COLOURINGS", "colours_of", "draw_courses"]

COLOURINGS = ("chapter", "asked")
#: Colours that stand apart on a light and on a dark ground.
_PALETTE = (
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#b07aa1",
    "#b6992d", "#d37295", "#499894", "#9c755f", "#86bcb6", "#79706e",
)  # fmt: skip
_UNKNOWN = "#8a8f98"
_ASKED_COLOURS = dict(
    zip(ASKED, (_UNKNOWN, "#59a14f", "#f28e2b", "#e15759", "#b07aa1", "#4e79a7"), strict=True)
)
_BAR, _PITCH, _CHAPTER, _WIDE, _TOP, _SIDE = 13, 15, 22, 12, 46, 250
#: Room between two drafts, and how wide all of them are at the least.
_BETWEEN, _WIDEST = 190, 560
_LONGEST = 36
_STYLE = (
    "<style>.flow{{opacity:.42}}a:hover .flow,a:focus .flow,.flow:hover{{opacity:.85}}"
    ".far{{opacity:.28}}text{{font:11px sans-serif;fill:{ink}}}.head{{font-size:13px;"
    "font-weight:600}}.part{{font-size:10px;fill:{soft}}}</style>"
)


@dataclass(slots=True)
class _Bar:
    """Where an article stands in the drawing, and how much of its sides is taken."""

    article: Article
    x: float
    y: float
    out: list[tuple[float, str]] = field(default_factory=list)
    into: list[tuple[float, str]] = field(default_factory=list)


def colours_of(courses: Courses, colouring: str) -> dict[str, str]:
    """Return the colour of each group in the order of the drafts: chapters, or what was asked."""
    if colouring == "asked":
        there = {course.asked for course in courses.courses}
        return {name: colour for name, colour in _ASKED_COLOURS.items() if name in there}
    widest = sorted(courses.columns, key=lambda c: -len(c.articles))
    groups = dict.fromkeys(a.group for column in widest for a in column.articles if a.group)
    return {group: _PALETTE[n % len(_PALETTE)] for n, group in enumerate(groups)}


def draw_courses(
    courses: Courses,
    *,
    colouring: str = "chapter",
    href: Callable[[str], str] = str,
    alone: bool = False,
    title: str = "",
) -> Markup:
    """Return the drawing; `alone` gives it a ground and colours of its own."""
    from markupsafe import Markup

    colours = colours_of(courses, colouring)
    bars = _placed(courses)
    names = {course.iri: course.label for course in courses.courses}
    around = _groups(courses)

    def colour(article: Article) -> str:
        if colouring == "asked":
            said = (courses.asked.get(x, "nothing known") for x in article.lineages)
            return colours.get(next(said, "nothing known"), _UNKNOWN)
        return colours.get(article.group or around.get(article.iri, ""), _UNKNOWN)

    width = 2 * _SIDE + _step(courses) * max(len(courses.columns) - 1, 0) + _WIDE
    height = max((bar.y for bar in bars.values()), default=_TOP) + 2 * _PITCH
    ink, soft = ("#1d2530", "#5b6470") if alone else ("var(--ink)", "var(--soft)")
    parts = [_STYLE.format(ink=ink, soft=soft)]
    if alone:
        parts.append(f'<rect width="{width}" height="{height:.0f}" fill="#fff"/>')
    parts += _flows(courses, bars, colour, names, href)
    parts += _ends(courses, bars, colour)
    parts += _bars(courses, bars, colour, href)
    size = f' width="{width}" height="{height:.0f}"' if alone else f' style="min-width: {width}px"'
    return Markup(  # noqa: S704
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot courses" role="group" '
        f'aria-label="{escape(title)}" viewBox="0 0 {width} {height:.0f}"{size}>'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _step(courses: Courses) -> int:
    """Return how far apart the drafts stand."""
    return max(_BETWEEN, _WIDEST // max(len(courses.columns) - 1, 1))


def _groups(courses: Courses) -> dict[str, str]:
    """Return for each article a chapter in which its lineage stands, in the latest draft."""
    found = {}
    for course in courses.courses:
        every = [article for here in course.places for article in here]
        group = next((a.group for a in reversed(every) if a.group), "")
        found.update({article.iri: group for article in every})
    return found


def _placed(courses: Courses) -> dict[tuple[int, str], _Bar]:
    """Return a place for each article: whole drafts in order, others beside their bands."""
    bars: dict[tuple[int, str], _Bar] = {}
    most = max((len(c.articles) for c in courses.columns), default=0)
    sparse = []
    for n, column in enumerate(courses.columns):
        x = _SIDE + n * _step(courses)
        if len(column.articles) * 2 < most:
            sparse.append((n, x))
            continue
        y, chapter = float(_TOP), None
        for article in column.articles:
            if article.chapter != chapter:
                y, chapter = y + _CHAPTER, article.chapter
            bars[n, article.iri] = _Bar(article, x, y)
            y += _PITCH
    for n, x in sparse:
        wanted = {a.iri: _level(courses, bars, n, a.iri) for a in courses.columns[n].articles}
        y = float(_TOP)
        for article in sorted(courses.columns[n].articles, key=lambda a: wanted[a.iri]):
            y = max(y + _PITCH, wanted[article.iri])
            bars[n, article.iri] = _Bar(article, x, y)
    return bars


def _level(courses: Courses, bars: Mapping[tuple[int, str], _Bar], n: int, article: str) -> float:
    """Return the height of what an article is joined with, in the mean."""
    ends = [
        (m, b) if (k, a) == (n, article) else (k, a)
        for k, a, m, b in courses.bands
        if (n, article) in ((k, a), (m, b))
    ]
    heights = [bars[end].y for end in ends if end in bars]
    return sum(heights) / len(heights) if heights else float(_TOP)


def _flows(
    courses: Courses,
    bars: Mapping[tuple[int, str], _Bar],
    colour: Callable[[Article], str],
    names: Mapping[str, str],
    href: Callable[[str], str],
) -> Iterable[str]:
    """Yield the bands; each takes its share of the two bars that it joins."""
    outgoing: dict[tuple[int, str], list[tuple[float, tuple[int, str]]]] = {}
    incoming: dict[tuple[int, str], list[tuple[float, tuple[int, str]]]] = {}
    for n, a, m, b in courses.bands:
        outgoing.setdefault((n, a), []).append((bars[m, b].y, (m, b)))
        incoming.setdefault((m, b), []).append((bars[n, a].y, (n, a)))
    for n, a, m, b in courses.bands:
        old, new = bars[n, a], bars[m, b]
        y1, h1 = _share(old.y, sorted(outgoing[n, a]), (m, b))
        y2, h2 = _share(new.y, sorted(incoming[m, b]), (n, a))
        x1, x2 = old.x + _WIDE, new.x
        bend = (x1 + x2) / 2
        path = (
            f"M{x1} {y1:.1f}C{bend} {y1:.1f} {bend} {y2:.1f} {x2} {y2:.1f}V{y2 + h2:.1f}"
            f"C{bend} {y2 + h2:.1f} {bend} {y1 + h1:.1f} {x1} {y1 + h1:.1f}Z"
        )
        lineage = next(iter(set(old.article.lineages) & set(new.article.lineages)))
        kind = "flow" if m == n + 1 else "flow far"
        said = (
            f"{names.get(lineage, '')}: {_number(old.article)} ({courses.columns[n].name}) to "
            f"{_number(new.article)} ({courses.columns[m].name})"
        )
        yield (
            f'<a href="{escape(href(lineage))}" tabindex="-1"><path class="{kind}" '
            f'fill="{colour(old.article)}" d="{path}"><title>{escape(said)}</title></path></a>'
        )


def _share(
    y: float, ends: list[tuple[float, tuple[int, str]]], end: tuple[int, str]
) -> tuple[float, float]:
    """Return where on a bar a band begins, and how thick it is."""
    height = _BAR / len(ends)
    return y + height * [other for _, other in ends].index(end), height


def _ends(
    courses: Courses, bars: Mapping[tuple[int, str], _Bar], colour: Callable[[Article], str]
) -> Iterable[str]:
    """Yield a taper where a lineage begins or ends, by what the whole drafts tell."""
    for course in courses.courses:
        for n, said in enumerate(course.events):
            if "new" in said:
                places, way = [bars[n, a.iri] for a in course.places[n]], -1
            elif "dropped" in said:
                places, way = [bars[n - 1, a.iri] for a in course.places[n - 1]], 1
            else:
                continue
            for bar in places:
                x = bar.x if way < 0 else bar.x + _WIDE
                word = "new" if way < 0 else "dropped"
                yield (
                    f'<path class="flow" fill="{colour(bar.article)}" d="M{x} {bar.y}'
                    f'L{x + 34 * way} {bar.y + _BAR / 2}L{x} {bar.y + _BAR}Z">'
                    f"<title>{escape(course.label)}: {word} in "
                    f"{escape(courses.columns[n].name)}</title></path>"
                )


def _bars(
    courses: Courses,
    bars: Mapping[tuple[int, str], _Bar],
    colour: Callable[[Article], str],
    href: Callable[[str], str],
) -> Iterable[str]:
    """Yield the drafts' names, the chapters' of the outermost, and the articles."""
    last = len(courses.columns) - 1
    for n, column in enumerate(courses.columns):
        x = _SIDE + n * _step(courses)
        name = f"{column.short}{f', {column.date}' if column.date else ''}"
        middle = f'x="{x + _WIDE / 2}" text-anchor="middle"'
        yield f'<text class="head" y="20" {middle}>{escape(name)}</text>'
        known = f"{len(column.articles)} article{'s' * (len(column.articles) != 1)}"
        known += "" if column.whole else ", not all followed"
        yield f'<text class="part" y="36" {middle}>{known}</text>'
        chapter = None
        for article in column.articles:
            bar = bars[n, article.iri]
            if article.chapter != chapter and n in (0, last):
                yield _beside(n, last, x, bar.y - 5, _short(article.chapter), "part")
            chapter = article.chapter
            words = _number(article)
            if n in (0, last):
                words = f"{words} {_short(article.label)}"
            yield (
                f'<a href="{escape(href(article.iri))}"><title>{escape(_number(article))}. '
                f"{escape(article.label)} ({escape(column.name)})</title>"
                f'<rect x="{x}" y="{bar.y:.1f}" width="{_WIDE}" height="{_BAR}" rx="2" '
                f'fill="{colour(article)}"/>{_beside(n, last, x, bar.y + 10, words, "")}</a>'
            )


def _beside(n: int, last: int, x: float, y: float, words: str, kind: str) -> str:
    side, anchor = (x - 6, "end") if n == 0 and last else (x + _WIDE + 6, "start")
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{side}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _number(article: Article) -> str:
    return article.number or article.label


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
