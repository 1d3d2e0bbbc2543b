"""Steps of keys: how the levels of a reference are written, here and in other instruments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from treatygraph.documents.citations.chains import Chain, Segment
from treatygraph.documents.citations.items import Item
from treatygraph.documents.citations.labels import span_of, style_of
from treatygraph.documents.structure.numerals import key_number

__all__ = [
    "ABOVE",
    "ARTICLES",
    "LEVEL",
    "STEP",
    "Target",
    "arabic",
    "external_targets",
    "missing",
    "number_in",
    "point_level",
    "split_bases",
]

STEP = {"article": "art", "paragraph": "para", "subparagraph": "subpara", "item": "item",
         "chapter": "ch", "part": "part", "section": "sec", "title": "title", "annex": "annex", "rule": "rule",
         "regulation": "regulation", "clause": "clause", "appendix": "appendix", "schedule": "schedule", "indent": "indent",
         "alinea": "subpara"}  # fmt: skip
#: Kinds with a name of their own in a key, and the level that they are.
LEVEL = {
    "rule": "article",
    "regulation": "article",
    "clause": "article",
    "appendix": "annex",
    "schedule": "annex",
}
ABOVE = ("article", "chapter", "part", "section", "title", "annex", *LEVEL)
ARTICLES = ("art-", "rule-", "regulation-", "clause-")


#: "paragraph 2c": point c of paragraph 2.
_JOINT = re.compile(r"(\d{1,3})([a-z])")


@dataclass(frozen=True, slots=True)
class Target:
    """A provision key that is there, or the key it would have and why it is not."""

    key: str | None
    reason: str = ""


def arabic(item: Item) -> Item:
    """Return an item whose own number is arabic, so that "I to III" can be counted."""
    if item.to is None or len(item.labels) > 1:
        return item
    return Item((key_number(item.labels[0]),), to=key_number(item.to))


def point_level(parent: str, label: str) -> str:
    """Return the level that a point has below a place."""
    last = parent.rpartition("/")[2]
    if last.startswith(ARTICLES) and style_of(label) == "number":
        return "paragraph"
    return "item" if last.startswith(("subpara-", "item-")) else "subparagraph"


def external_targets(chain: Chain) -> Iterator[str]:
    """Yield the keys that a chain names in another instrument, as far as it says them."""
    bases = [""]
    before: Segment | None = None
    for segment in chain.segments:
        if segment.mode != "numbers":
            continue
        if before is not None and segment.start > before.start and len(bases) > 1:
            yield from bases[:-1]
            bases = bases[-1:]
        before = segment
        if LEVEL.get(segment.level, segment.level) == "article":
            bases = list(dict.fromkeys(_annexed(base) for base in bases))
        bases = [
            key
            for base in bases
            for item in segment.items
            for key in _external(base, segment.level, item)
        ]
    yield from (base for base in bases if base)


def _annexed(base: str) -> str:
    """Return the annex that a place lies in; chapters and sections are in no article's key."""
    steps = base.split("/") if base else []
    return "/".join(s for s in steps if s.startswith(("annex-", "appendix-", "schedule-")))


def _external(base: str, level: str, item: Item) -> Iterator[str]:
    item = arabic(item) if level in ABOVE else item
    *outer, last = item.labels
    for end in span_of(last, item.to) if item.to else [last]:
        first, *inner = (*outer, end)
        joint = _JOINT.fullmatch(first) if level == "paragraph" else None
        if joint:
            first, inner = joint[1], [joint[2], *inner]
        number = key_number(first) if level in ABOVE else first
        if base and level in ("subparagraph", "item"):
            deep = base.rpartition("/")[2].startswith(("subpara-", "item-"))
            level = "item" if deep else "subparagraph"
        key = f"{base}/{STEP[level]}-{number}" if base else f"{STEP[level]}-{number}"
        for label in inner:
            key = f"{key}/{STEP[point_level(key, label)]}-{label}"
        yield key


def missing(base: str, level: str, label: str) -> Target:
    """Return the key that a place would have which is not there."""
    if level in ABOVE:
        return Target(f"{base}/{STEP[level]}-{key_number(label)}", f"no-such-{level}")
    step = f"{STEP[point_level(base, label)]}-{label}"
    if level == "paragraph" and label[:1].isdecimal():
        step = f"para-{label}"
    if level == "indent":
        step = f"indent-{label}"
    return Target(f"{base}/{step}", f"no-such-{level}")


def split_bases(
    bases: list[Target], before: Segment, segment: Segment
) -> tuple[list[Target], list[Target]]:
    """Part what a lower unit does not belong to: in "articles 7 and 9, paragraph 3", the 7."""
    if segment.start > before.start and len(bases) > 1:
        return bases[:-1], bases[-1:]
    return [], bases


def number_in(label: str) -> int:
    """Return the digits of a label as a number, 0 where it has none."""
    return int("".join(c for c in label if c.isdecimal()) or 0)
