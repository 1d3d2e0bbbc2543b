"""Two people's readings of one paper made one; what they do not agree on is said, not hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatygraph.documents.papers.agreement import NOBODY, Meeting, meetings
from treatygraph.documents.papers.cards import Card
from treatygraph.documents.papers.positionsfile import Frame
from treatygraph.errors import DataError

__all__ = ["Reading", "joined"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person reads in a paper; `digest` is the hash of its text, empty if not known."""

    name: str
    frame: Frame
    cards: tuple[Card, ...]
    digest: str = ""


def joined(first: Reading, second: Reading, *, prefer: str | None = None) -> Reading:
    """Return one reading with every statement of both, in the order of the paper.

    Where the two differ the first one's word stands and the card says so; with `prefer`
    ("first" or "second") that one's word stands and nothing is left to settle.  Lists hold what
    either has.  Raise `DataError` where the two are not about one paper and holder.
    """
    _are_alike(first, second)
    one, other = (second, first) if prefer == "second" else (first, second)
    cards: list[Card] = []
    for row in meetings(one.cards, other.cards):
        card = _made(row, one.name, other.name)
        cards.append(
            replace(card, key=_free(card.key, cards), differs=() if prefer else card.differs)
        )
    return Reading("both", one.frame, tuple(cards), one.digest or other.digest)


def _made(row: Meeting, name: str, other: str) -> Card:
    a, b = row.first, row.second
    if a is None or b is None:
        alone = a or b or NOBODY
        return replace(alone, differs=(*alone.differs, f"found by {name if a else other} only"))
    notes = tuple(
        f"{field}: {says or 'nothing'} ({name}) or {said or 'nothing'} ({other})"
        for field, (says, said) in row.differing().items()
    )
    both = a.summary and b.summary and a.summary != b.summary
    notes += (f"words of {other}: {b.summary}",) if both else ()
    return replace(
        a,
        start=min(a.start, b.start),
        end=max(a.end, b.end),
        action=a.action or b.action,
        stance=a.stance or b.stance,
        targets=tuple(dict.fromkeys((*a.targets, *b.targets))),
        calls_for=tuple(dict.fromkeys((*a.calls_for, *b.calls_for))),
        summary=a.summary or b.summary,
        rest={**b.rest, **a.rest},
        differs=tuple(dict.fromkeys((*a.differs, *b.differs, *notes))),
    )


def _free(key: str, cards: Sequence[Card]) -> str:
    """Return a key that no card has yet."""
    taken, made, number = {card.key for card in cards}, key, 2
    while made in taken:
        made, number = f"{key}-{number}", number + 1
    return made


def _are_alike(first: Reading, second: Reading) -> None:
    for what in ("treaty", "document", "holder", "draft"):
        said = [getattr(reading.frame, what) for reading in (first, second)]
        if all(said) and said[0] != said[1]:
            raise DataError(
                f"{first.name} has the {what} {said[0]!r}, {second.name} has {said[1]!r}.",
                expected="two readings of one paper",
                remedy=f"make {what} the same in both files, or join others",
            )
    if first.digest and second.digest and first.digest != second.digest:
        raise DataError(
            f"{first.name} and {second.name} were made from different texts of the paper.",
            expected="two readings of one text",
            remedy="let both be made from the same file",
        )
