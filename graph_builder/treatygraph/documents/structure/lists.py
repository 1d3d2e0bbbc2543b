"""Open lists of an article: where the next enumerator belongs.

The deepest open list that the marker continues has it; a marker that could also begin a
list is judged by what stands before it (a colon) and by the marker that comes next.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from treatygraph.documents.structure.enumerators import Marker, Style

__all__ = ["PARAGRAPHS", "TOP", "Level", "OpenLists", "Place"]

#: Styles of the paragraphs of an article; `一、` may have `1.` below it.
TOP: tuple[Style, ...] = ("number", "number-cjk")
#: Styles that number paragraphs where they stand at the top of an article.
PARAGRAPHS: tuple[Style, ...] = (*TOP, "number-paren", "decimal")
#: Lists in lists; what goes on deeper repeats a number, and is no list of a treaty.
_DEEPEST = 24
#: Cyrillic letters that look like Latin ones further on in a list: a), b), с).
_TWINS = {"с": "c", "е": "e"}
_LIMIT = 20  # a jump further than this is a number in running text, not an enumerator


@dataclass(slots=True)
class Level:
    """One open list: its style and the ordinal of its last item."""

    style: Style
    last: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a marker goes: depth of the list, and whether the numbering was regular."""

    depth: int
    style: Style
    ordinal: int
    fault: Literal["", "numbering-gap", "number-repeated", "list-starts-late"] = ""


@dataclass(slots=True)
class OpenLists:
    """The stack of lists open at this point of an article."""

    levels: list[Level] = field(default_factory=list)

    def in_script(self, marker: Marker) -> Marker:
        """Return a marker that continues a list of Latin letters with a Cyrillic twin as Latin."""
        latin = _TWINS.get(marker.printed)
        place = ord(latin) - ord("a") + 1 if latin else 0
        goes_on = any(x.style == "letter" and x.last + 1 == place for x in self.levels)
        if latin is None or not goes_on:
            return marker
        return replace(marker, key=latin, readings={"letter": place})

    def place(
        self,
        marker: Marker,
        *,
        after_colon: bool,
        following: Marker | None,
        after_stop: bool = False,
    ) -> Place | None:
        """Return where the marker goes and open or continue that list; None: not a marker.

        `after_stop`: a sentence ended before it, so that of two lists of one style that it can
        go on it goes on the outer one.
        """
        chosen = self._choose(marker, after_colon, following)
        chosen = self._outer(chosen) if chosen is not None and after_stop else chosen
        if chosen is None:
            return None
        del self.levels[chosen.depth + 1 :]
        if chosen.depth == len(self.levels):
            self.levels.append(Level(chosen.style, chosen.ordinal))
        else:
            self.levels[chosen.depth] = Level(chosen.style, chosen.ordinal)
        return chosen

    def place_bare(
        self, marker: Marker, *, after_colon: bool, following: Marker | None, number_free: bool
    ) -> Place | None:
        """Return where an enumerator without punctuation goes; None: it is a word or number.

        It must be the next of an open list, or the first of a list whose second follows;
        `number_free`: no text stands in the article yet that a first number would follow.
        """
        onward = self._continuing(marker)
        start = self._starting(marker)
        if start is not None:
            second = following is not None and following.readings.get(start.style) in (1, 2)
            nested = following is not None and 1 in following.readings.values()
            fits = number_free if start.style in TOP else after_colon
            if not (fits and (second or nested)):
                start = None
        if onward is None and start is None:
            return None
        return self.place(marker, after_colon=after_colon, following=following)

    def _choose(self, marker: Marker, after_colon: bool, following: Marker | None) -> Place | None:
        onward = self._continuing(marker)
        start = self._starting(marker)
        if onward and start:
            return start if self._begins(start, onward, after_colon, following) else onward
        return (
            onward
            or start
            or self._again(marker, after_colon, following)
            or self._irregular(marker)
        )

    def _again(self, marker: Marker, after_colon: bool, following: Marker | None) -> Place | None:
        """Return the place of a list in a point of its own style: "4. … shall: 1. …"."""
        if not after_colon or following is None or len(self.levels) >= _DEEPEST:
            return None
        for style, ordinal in marker.readings.items():
            if ordinal == 1 and style in TOP and following.readings.get(style) == 2:
                return Place(len(self.levels), style, 1)
        return None

    def _outer(self, chosen: Place) -> Place:
        """Return the outermost list of the same style that a marker goes on."""
        for depth, level in enumerate(self.levels[: chosen.depth]):
            if (level.style, level.last + 1) == (chosen.style, chosen.ordinal) and not chosen.fault:
                return Place(depth, level.style, chosen.ordinal)
        return chosen

    def _continuing(self, marker: Marker) -> Place | None:
        for depth in reversed(range(len(self.levels))):
            level = self.levels[depth]
            ordinal = marker.readings.get(level.style)
            if ordinal == level.last + 1 and not marker.inserted:
                return Place(depth, level.style, ordinal)
            if ordinal is not None and marker.inserted and ordinal in (level.last, level.last + 1):
                return Place(depth, level.style, level.last)
        return None

    def _starting(self, marker: Marker) -> Place | None:
        if len(self.levels) >= _DEEPEST:
            return None
        open_styles = {level.style for level in self.levels}
        for style, ordinal in marker.readings.items():
            if ordinal == 1 and (style not in open_styles or style not in TOP):
                return Place(len(self.levels), style, 1)
        return None

    def _begins(
        self, start: Place, onward: Place, after_colon: bool, following: Marker | None
    ) -> bool:
        if following is not None:
            if following.readings.get(start.style) == 2:
                return following.readings.get(onward.style) != onward.ordinal + 1 or after_colon
            if following.readings.get(onward.style) == onward.ordinal + 1:
                return False
        return after_colon

    def _irregular(self, marker: Marker) -> Place | None:
        for depth in reversed(range(len(self.levels))):
            level = self.levels[depth]
            ordinal = marker.readings.get(level.style)
            if ordinal is None:
                continue
            if level.last < ordinal <= level.last + _LIMIT:
                return Place(depth, level.style, ordinal, "numbering-gap")
            if ordinal <= level.last and level.style != "roman":
                return Place(depth, level.style, ordinal, "number-repeated")
        style, ordinal = next(iter(marker.readings.items()))
        if ordinal > _LIMIT and style in ("number", "number-cjk", "number-paren"):
            return None
        depth = 0 if style in TOP else len(self.levels)
        if style in TOP and self.levels and self.levels[0].style not in TOP:
            depth = len(self.levels)
        return Place(depth, style, ordinal, "list-starts-late")
