"""What two matched texts have in common, and what speaks against their match, in words."""

from __future__ import annotations

from collections.abc import Iterator

from treatygraph.assess.likeness import SIGNS, Likeness
from treatygraph.assess.pairing import Match

__all__ = ["against", "in_common"]

_MOST = 3
#: Below these a sign speaks against a match.
_FLOORS = {"runs": 0.2, "words": 0.2, "heading": 0.5, "order": 0.5}
_SAID = {
    "runs": "few runs of words in common",
    "words": "few words in common",
    "heading": "another heading",
    "order": "out of order",
}
#: Of a pair and its best rival; below it the rival is as like or more.
_RIVAL = 0.5


def in_common(like: Likeness, match: Match) -> str:
    """Return the rarest runs of words that both texts have, a few of them."""
    i, j = _places(like, match)
    both = like.runs.before[i].keys() & like.runs.after[j].keys()
    weights = like.runs.weights
    rare = sorted(both, key=lambda run: (-weights[run], " ".join(run)))
    shown: list[str] = []
    for run in rare:
        if not any(set(run) & set(other.split()) for other in shown):
            shown.append(" ".join(run))
        if len(shown) == _MOST:
            break
    return "; ".join(shown)


def against(like: Likeness, match: Match) -> Iterator[str]:
    """Yield what speaks against a match."""
    i, j = _places(like, match)
    signs = match.signs
    for sign, floor in _FLOORS.items():
        silent = sign == "heading" and signs["no heading"]
        silent = silent or (sign in ("runs", "words") and not like.has_text)
        if not silent and signs[sign] < floor:
            yield _SAID[sign]
    if not signs["no references"] and not signs["references"]:
        yield "no reference in common"
    for name, side, other in (
        (SIGNS[-2], like.after, [(b, v) for (a, b), v in like.first.items() if a == i and b != j]),
        (SIGNS[-1], like.before, [(a, v) for (a, b), v in like.first.items() if b == j and a != i]),
    ):
        if signs[name] < _RIVAL and other:
            rival = max(other, key=lambda pair: pair[1])[0]
            number = side[rival].number or side[rival].key.rpartition("/")[2]
            yield f"{number} of the {'later' if side is like.after else 'earlier'} is as like"


def _places(like: Likeness, match: Match) -> tuple[int, int]:
    places = like.places
    return places[0][match.before], places[1][match.after]
