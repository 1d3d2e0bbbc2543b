"""Resolving: what the numbers of a chain stand for, seen from where they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatygraph.model import Provision
from treatygraph.readers.citations.chains import Chain, Segment
from treatygraph.readers.citations.items import Item, span_of, style_of

__all__ = ["Target", "Tree", "external_targets"]

_STEP = {"article": "art", "paragraph": "para", "subparagraph": "subpara", "item": "item",
         "chapter": "ch", "part": "part", "section": "sec", "title": "title", "annex": "annex"}  # fmt: skip
#: "paragraph 1b", where paragraph 1 has a point (b).
_JOINT = re.compile(r"(\d{1,3})([a-z])")
#: A one printed as an l, or the other way round; the empty level is not tried again.
_MISPRINTED = {("1", "subparagraph"): "l", ("l", "subparagraph"): "1", ("l", "paragraph"): "1"}
_WITHIN = ("article", "annex", "paragraph", "subparagraph", "item")
_ABOVE = ("article", "chapter", "part", "section", "title", "annex")


@dataclass(frozen=True, slots=True)
class Target:
    """A provision key that is there, or the key it would have and why it is not."""

    key: str | None
    reason: str = ""


def _split(
    bases: list[Target], before: Segment, segment: Segment
) -> tuple[list[Target], list[Target]]:
    """Part what a lower unit does not belong to: in "articles 7 and 9, paragraph 3", the 7."""
    if segment.start > before.start and len(bases) > 1:
        return bases[:-1], bases[-1:]
    return [], bases


class Tree:
    """The provisions of one document, for looking up labels from a place."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.by_key = {p.key: p for p in provisions}
        self.children: dict[str | None, list[Provision]] = {}
        for p in provisions:
            self.children.setdefault(p.parent, []).append(p)

    def owner(self, key: str, level: str) -> str | None:
        """Return the nearest provision of a level at or above a key."""
        here = self.by_key.get(key)
        while here is not None and here.level != level:
            here = self.by_key.get(here.parent) if here.parent else None
        return here.key if here else None

    def has(self, level: str, step: str) -> bool:
        """Tell whether the document has a provision of a level whose key ends in a step."""
        return step in self.by_key or any(
            p.level == level and key.endswith(f"/{step}") for key, p in self.by_key.items()
        )

    def targets(self, chain: Chain, source: str, *, body: bool = False) -> Iterator[Target]:
        """Yield what a chain points to from a provision, one target a number.

        `body`: "of this Convention" follows, which an annex says of what stands before it.
        """
        if body and self.owner(source, "annex") and chain.segments[0].mode == "numbers":
            found = list(self.targets(chain, ""))
            if not any(t.reason for t in found):
                yield from found
                return
        bases: list[Target] = []
        before: Segment | None = None
        for segment in chain.segments:
            if before is None:
                bases = list(self._first(segment, source))
            else:
                done, bases = _split(bases, before, segment)
                yield from done
                bases = [t for base in bases for t in self._within(base, segment, source)]
            before = segment
        yield from bases

    def _first(self, segment: Segment, source: str) -> Iterator[Target]:
        if segment.mode == "this":
            owner = self.owner(source, segment.level) or self._loose_owner(source, segment.level)
            yield Target(owner, "" if owner else f"no-{segment.level}-here")
        elif segment.mode == "preceding":
            yield from self._beside(segment, source, -1)
        elif segment.mode == "following":
            yield from self._beside(segment, source, 1)
        elif segment.mode == "placeholder":
            yield Target(None, "placeholder")
        elif segment.mode == "preamble":
            there = "preamble" in self.by_key
            yield Target("preamble", "" if there else "no-preamble")
        elif segment.mode == "that":
            yield from self._beside_or_here(segment, source)
        elif segment.level in _ABOVE:
            for item in segment.items:
                yield from self._top(segment.level, item, source)
        else:
            for item in segment.items:
                yield from self._relative(segment, item, source)

    def _loose_owner(self, source: str, level: str) -> str | None:
        """Return what "this paragraph" means in an article whose text is not numbered."""
        if level in ("paragraph", "subparagraph"):
            return self.owner(source, "subparagraph") or self.owner(source, "article")
        return None

    def _beside_or_here(self, segment: Segment, source: str) -> Iterator[Target]:
        """Yield what "the said article" means where none was named before."""
        owner = self.owner(source, segment.level)
        yield Target(owner, "" if owner else "no-antecedent")

    def _beside(self, segment: Segment, source: str, step: int) -> Iterator[Target]:
        """Yield what stands before or after: one, a stated count, or an unstated many."""
        here = self.owner(source, segment.level)
        if here is None and segment.level == "subparagraph":
            here = self.owner(source, "paragraph")
        if here is None:
            yield Target(None, "no-antecedent")
            return
        level = self.by_key[here].level
        siblings = [
            p.key for p in self.children.get(self.by_key[here].parent, []) if p.level == level
        ]
        if level == "article":
            siblings = [p.key for p in self.by_key.values() if p.level == "article"]
        at = siblings.index(here)
        if segment.plural and not segment.items:
            yield Target(None, "number-not-stated")
            return
        count = int(segment.items[0].labels[0]) if segment.items else 1
        chosen = siblings[max(0, at - count) : at] if step < 0 else siblings[at + 1 : at + 2]
        if len(chosen) < count:
            yield Target(None, "no-antecedent")
            return
        yield from (Target(key) for key in chosen)

    def _top(self, level: str, item: Item, source: str) -> Iterator[Target]:
        annex = self.owner(source, "annex")
        for label in self._expand(_arabic(item), 0, None):
            key = self._find_top(level, label, annex, source)
            joint = _JOINT.fullmatch(label)
            if key is None and joint and level == "article":
                outer = self._find_top(level, joint.group(1), annex, source)
                key = self._child(outer, joint.group(2), "subparagraph") if outer else None
            step = f"{_STEP[level]}-{_number(label)}"
            missing = Target(step, f"no-such-{level}")
            if key is None and self._several(level, step):
                missing = Target(None, f"several-such-{level}s")
            base = Target(key) if key else missing
            yield from self._descend_all(base, item, 1)

    def _find_top(self, level: str, label: str, annex: str | None, source: str) -> str | None:
        step = f"{_STEP[level]}-{_number(label)}"
        for key in (f"{annex}/{step}" if annex else "", step):
            if key in self.by_key:
                return key
        for container in ("article", "section", "chapter", "title", "part"):
            above = self.owner(source, container)
            while above:
                if f"{above}/{step}" in self.by_key:
                    return f"{above}/{step}"
                above = self.by_key[above].parent
        matches = [k for k, p in self.by_key.items() if p.level == level and k.endswith(f"/{step}")]
        return matches[0] if len(matches) == 1 else None

    def _several(self, level: str, step: str) -> bool:
        return sum(p.level == level and k.endswith(f"/{step}") for k, p in self.by_key.items()) > 1

    def _relative(self, segment: Segment, item: Item, source: str) -> Iterator[Target]:
        """Yield the targets of a bare "paragraph 1" or "subparagraph (b) (i)".

        The nearest place above that has all of it wins, else the nearest that has its head.
        """
        nearest = self._context(segment.level, item.labels[0], source)
        if nearest is None:
            yield Target(None, "no-antecedent")
            return
        first = list(self._from(nearest, segment, item))
        here = self.by_key[nearest].parent
        while len(item.labels) > 1 and here and any(t.reason for t in first):
            if self.by_key[here].level not in _WITHIN:
                break
            other = list(self._from(here, segment, item))
            first = first if any(t.reason for t in other) else other
            here = self.by_key[here].parent
        yield from first

    def _from(self, base: str, segment: Segment, item: Item) -> Iterator[Target]:
        """Yield the targets of a unit's numbers below a provision."""
        for label in self._expand(item, 0, base):
            found = self._child(base, label, segment.level)
            target = Target(found) if found else _missing(base, segment.level, label)
            yield from self._descend_all(target, item, 1)

    def _context(self, level: str, label: str, source: str) -> str | None:
        """Return the nearest provision above that has a child of that label."""
        top = self._home(source)
        if level == "paragraph":
            nearest = self._up_to(source, label, level)
            return nearest if nearest and not label[:1].isdigit() else top
        return self._up_to(source, label, level) or self.owner(source, "paragraph") or top

    def _home(self, source: str) -> str | None:
        """Return the article, the section of an article, or the annex that a place lies in."""
        article = self.owner(source, "article")
        section = self.owner(source, "section")
        if article and section and section.startswith(f"{article}/"):
            return section
        return article or self.owner(source, "annex")

    def _up_to(self, source: str, label: str, level: str) -> str | None:
        here: str | None = source
        while here:
            if self._child(here, label, level):
                return here
            if self.by_key[here].level in ("article", "annex"):
                return None
            here = self.by_key[here].parent
        return None

    def _within(self, base: Target, segment: Segment, source: str) -> Iterator[Target]:
        if segment.mode != "numbers" or base.key is None:
            yield base
            return
        for item in segment.items:
            for label in self._expand(item, 0, base.key):
                found = self._child(base.key, label, segment.level) if not base.reason else None
                target = Target(found) if found else _missing(base.key, segment.level, label)
                if found is None and segment.level in ("subparagraph", "item"):
                    target = self._deeper(base.key, label, segment.level, source) or target
                yield from self._descend_all(target, item, 1)

    def _deeper(self, base: str, label: str, level: str, source: str) -> Target | None:
        """Return "subparagraph (a) of this article" where only a paragraph has points."""
        if self.by_key.get(base) is None:
            return None
        own = self._up_to(source, label, level) if source.startswith(f"{base}/") else None
        if own is not None:
            return Target(self._child(own, label, level))
        paragraphs = [c.key for c in self.children.get(base, [])]
        found = [key for p in paragraphs if (key := self._child(p, label, level))]
        if len(found) == 1:
            return Target(found[0])
        return Target(None, f"several-such-{level}s") if found else None

    def _descend_all(self, base: Target, item: Item, depth: int) -> Iterator[Target]:
        if depth >= len(item.labels) or base.key is None:
            yield base
            return
        level = _point_level(base.key, item.labels[depth])
        for label in self._expand(item, depth, base.key):
            found = self._child(base.key, label, level) if not base.reason else None
            target = Target(found) if found else _missing(base.key, level, label)
            if found is None and not base.reason and _is_article(base.key):
                target = self._deeper(base.key, label, level, "") or target
            yield from self._descend_all(target, item, depth + 1)

    def _child(self, parent: str, label: str, level: str) -> str | None:
        """Return the part of a provision with a label; unnumbered paragraphs are looked into."""
        wanted = _number(label) if level in _ABOVE else label
        step = f"{_STEP[level]}-{wanted}" if level in _ABOVE else ""
        loose = []
        for child in self.children.get(parent, []):
            last = child.key.rpartition("/")[2]
            if child.number is None:
                loose.append(child.key)
                if level == "paragraph" and last == f"para-{wanted}":
                    return child.key
            elif last == step if step else last.partition("-")[2] == wanted:
                return child.key
        for key in loose:
            found = self._child(key, label, level)
            if found:
                return found
        if level in _ABOVE:
            return self._below(parent, level, wanted)
        joint = _JOINT.fullmatch(label)
        if joint and (outer := self._child(parent, joint.group(1), "paragraph")):
            return self._child(outer, joint.group(2), "subparagraph")
        twin = _MISPRINTED.get((label, level))
        return self._child(parent, twin, "") if twin else None

    def _below(self, parent: str, level: str, number: str) -> str | None:
        """Return the only division of a number that lies anywhere inside another."""
        step = f"{_STEP[level]}-{number}"
        inside = (k for k in self._all_below(parent) if self.by_key[k].level == level)
        matches = [k for k in inside if k.rpartition("/")[2] == step]
        return matches[0] if len(matches) == 1 else None

    def _all_below(self, parent: str) -> Iterator[str]:
        for child in self.children.get(parent, []):
            yield child.key
            yield from self._all_below(child.key)

    def _expand(self, item: Item, depth: int, base: str | None) -> list[str]:
        """Return the labels of an item at a depth; a range is the labels between its ends."""
        first = item.labels[depth]
        if item.to is None or depth < len(item.labels) - 1:
            return [first]
        if first[:1].isdigit() and item.to[:1].isdigit():
            return [str(n) for n in range(_int(first), _int(item.to) + 1)]
        if base is not None:
            labels = [c.key.rpartition("-")[2] for c in self.children.get(base, [])]
            if (
                first in labels
                and item.to in labels
                and labels.index(first) < labels.index(item.to)
            ):
                return labels[labels.index(first) : labels.index(item.to) + 1]
        return span_of(first, item.to)


def _arabic(item: Item) -> Item:
    """Return an item whose own number is arabic, so that "I to III" can be counted."""
    if item.to is None or len(item.labels) > 1:
        return item
    return Item((_number(item.labels[0]),), to=_number(item.to))


def _int(label: str) -> int:
    return int("".join(c for c in label if c.isdigit()) or 0)


def _number(label: str) -> str:
    from treatygraph.readers.numerals import key_number

    return key_number(label)


def _point_level(parent: str, label: str) -> str:
    last = parent.rpartition("/")[2]
    if last.startswith("art-") and style_of(label) == "number":
        return "paragraph"
    return "item" if last.startswith(("subpara-", "item-")) else "subparagraph"


def _is_article(key: str) -> bool:
    return key.rpartition("/")[2].startswith("art-")


def _missing(base: str, level: str, label: str) -> Target:
    if level in _ABOVE:
        return Target(f"{base}/{_STEP[level]}-{_number(label)}", f"no-such-{level}")
    step = f"{_STEP[_point_level(base, label)]}-{label}"
    if level == "paragraph" and label[:1].isdigit():
        step = f"para-{label}"
    return Target(f"{base}/{step}", f"no-such-{level}")


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
        bases = [
            key
            for base in bases
            for item in segment.items
            for key in _external(base, segment.level, item)
        ]
    yield from (base for base in bases if base)


def _external(base: str, level: str, item: Item) -> Iterator[str]:
    item = _arabic(item) if level in _ABOVE else item
    *outer, last = item.labels
    for end in span_of(last, item.to) if item.to else [last]:
        first, *inner = (*outer, end)
        number = _number(first) if level in _ABOVE else first
        key = f"{base}/{_STEP[level]}-{number}" if base else f"{_STEP[level]}-{number}"
        for label in inner:
            key = f"{key}/{_STEP[_point_level(key, label)]}-{label}"
        yield key
