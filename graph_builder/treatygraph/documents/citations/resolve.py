"""Resolving: what the numbers of a chain stand for, seen from where they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatygraph.documents.citations.chains import Chain, Segment
from treatygraph.documents.citations.hierarchy import Hierarchy
from treatygraph.documents.citations.items import Item
from treatygraph.documents.citations.labels import span_of
from treatygraph.documents.citations.places import (
    ABOVE,
    ARTICLES,
    LEVEL,
    STEP,
    Target,
    arabic,
    missing,
    number_in,
    point_level,
    split_bases,
)
from treatygraph.documents.structure.numerals import key_number

__all__ = ["Tree"]

#: "paragraph 1b", where paragraph 1 has a point (b).
_JOINT = re.compile(r"(\d{1,3})([a-z])")
#: A one printed as an l, or the other way round; the empty level is not tried again.
_MISPRINTED = {("1", "subparagraph"): "l", ("l", "subparagraph"): "1", ("l", "paragraph"): "1"}
_WITHIN = ("article", "annex", "paragraph", "subparagraph", "item")
#: Divisions whose articles are those of the whole text where they have none of that number.
_OPEN = ("annex", "appendix", "schedule")


class Tree(Hierarchy):
    """The provisions of one document, for looking up labels from a place."""

    def targets(self, chain: Chain, source: str, *, body: bool = False) -> Iterator[Target]:
        """Yield what a chain points to from a provision, one target a number.

        `body`: "of this Convention" follows, which an annex says of what stands before it.
        """
        if body and self.annexes(source) and chain.segments[0].mode == "numbers":
            found = list(self.targets(chain, ""))
            if not any(t.reason for t in found):
                yield from found
                return
        bases: list[Target] = []
        before: Segment | None = None
        for segment in chain.segments:
            if before is None:
                bases = list(self._first(segment, source))
                inner = len(chain.segments) > 1 and segment.mode == "this"
                if inner and segment.level == "paragraph" and not self.owner(source, "paragraph"):
                    bases = [Target(self.owner(source, "article"), "")]
            else:
                done, bases = split_bases(bases, before, segment)
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
        elif segment.mode == "sole":
            yield from self._sole(segment)
        elif segment.mode == "that":
            yield from self._beside_or_here(segment, source)
        elif segment.level in ABOVE:
            for item in segment.items:
                yield from self._top(segment.level, item, source)
        else:
            for item in segment.items:
                yield from self._relative(segment, item, source)

    def _sole(self, segment: Segment) -> Iterator[Target]:
        """Yield what "the Annex" means where there is one."""
        word = f"{STEP[segment.level]}-"
        found = [k for k in self.by_key if k.startswith(word) and "/" not in k]
        yield Target(found[0]) if len(found) == 1 else Target(None, "no-antecedent")

    def _loose_owner(self, source: str, level: str) -> str | None:
        """Return what "this paragraph" means in an article whose text is not numbered."""
        if level == "subparagraph" and (owner := self.owner(source, "paragraph")):
            return owner
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
        if here is None and segment.level == "paragraph":  # an article of (a), (b), (c)
            here = self.owner(source, "subparagraph")
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
        for label in self._expand(arabic(item), 0, None):
            dotted = f"{label}.{item.labels[1]}" if len(item.labels) > 1 else ""
            whole = self._find_top(level, dotted, source) if dotted else None
            if dotted and not whole and item.labels[1].isdecimal():  # "Artículo 6-15"
                whole = self._find_top(level, dotted.replace(".", "-"), source)
            if whole:
                yield from self._descend_all(Target(whole), item, 2)
                continue
            key = self._find_top(level, label, source)
            joint = _JOINT.fullmatch(label)
            if key is None and joint and level == "article":
                outer = self._find_top(level, joint.group(1), source)
                key = self._child(outer, joint.group(2), "subparagraph") if outer else None
            step = f"{STEP[level]}-{key_number(label)}"
            absent = Target(f"{self._only_in(level, source)}{step}", f"no-such-{level}")
            if key is None and self._several(level, step):
                absent = Target(None, f"several-such-{level}s")
            base = Target(key) if key else absent
            if dotted and self.decimal and base.key and item.labels[1].isdecimal():
                item = Item((label, dotted, *item.labels[2:]))
            yield from self._descend_all(base, item, 1)

    def _only_in(self, level: str, source: str) -> str:
        """Return the annex, with its stroke, that alone has clauses or rules, else nothing."""
        if LEVEL.get(level) != "article":
            return ""
        kinds = [k for k in self.by_key if k.rpartition("/")[2].startswith(f"{STEP[level]}-")]
        annex = f"{next(iter(self.annexes(source)), '')}/"
        return annex if kinds and all(k.startswith(annex) for k in kinds) else ""

    def _find_top(self, level: str, label: str, source: str) -> str | None:
        step = f"{STEP[level]}-{key_number(label)}"
        for annex in self.annexes(source):
            if f"{annex}/{step}" in self.by_key:
                return f"{annex}/{step}"
            if not annex.rpartition("/")[2].startswith(_OPEN):
                return None
        if step in self.by_key:
            return step
        for container in ("article", "section", "chapter", "title", "part"):
            above = self.owner(source, container)
            while above:
                if f"{above}/{step}" in self.by_key:
                    return f"{above}/{step}"
                above = self.by_key[above].parent
        matches = self._ending(level, step)
        return matches[0] if len(matches) == 1 else None

    def _ending(self, level: str, step: str) -> list[str]:
        """Return the divisions of a level that a step ends, but those shut in another text."""
        found = (k for k, p in self.by_key.items() if p.level == LEVEL.get(level, level))
        return [k for k in found if k.endswith(f"/{step}") and not _is_shut(k)]

    def _several(self, level: str, step: str) -> bool:
        return len(self._ending(level, step)) > 1

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
        for length in range(len(item.labels), 1, -1):
            dotted = (f"-{'.'.join(item.labels[:length])}", f"-{'-'.join(item.labels[:length])}")
            same = [k for k in self.all_below(base) if k.endswith(dotted)]
            if len(same) == 1 and item.to is None:
                yield from self._descend_all(Target(same[0]), item, length)
                return
        for label in self._expand(item, 0, base):
            found = self._child(base, label, segment.level)
            target = Target(found) if found else missing(base, segment.level, label)
            yield from self._descend_all(target, item, 1)

    def _context(self, level: str, label: str, source: str) -> str | None:
        """Return the nearest provision above that has a child of that label."""
        top = self._home(source)
        if level == "paragraph":
            nearest = self._up_to(source, label, level)
            return nearest if nearest and not label[:1].isdecimal() else top
        return self._up_to(source, label, level) or self.owner(source, "paragraph") or top

    def _home(self, source: str) -> str | None:
        """Return the article, the section of an article, or the annex that a place lies in."""
        article = self.owner(source, "article")
        section = self.owner(source, "section")
        if article and section and section.startswith(f"{article}/"):
            return section
        annex = next(iter(self.annexes(source)), None)
        if annex and not article and section and section.startswith(f"{annex}/"):
            return section
        return article or annex

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
        beside = segment.mode in ("preceding", "following")
        if beside and base.key and source.startswith(f"{base.key}/"):
            yield from self._beside(segment, source, -1 if segment.mode == "preceding" else 1)
            return
        if segment.mode != "numbers" or base.key is None:
            yield base
            return
        for item in segment.items:
            for label in self._expand(item, 0, base.key):
                found = self._child(base.key, label, segment.level) if not base.reason else None
                target = Target(found) if found else missing(base.key, segment.level, label)
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
        level = point_level(base.key, item.labels[depth])
        for label in self._expand(item, depth, base.key):
            found = self._child(base.key, label, level) if not base.reason else None
            target = Target(found) if found else missing(base.key, level, label)
            if found is None and not base.reason and _is_article(base.key):
                target = self._deeper(base.key, label, level, "") or target
            yield from self._descend_all(target, item, depth + 1)

    def _child(self, parent: str, label: str, level: str) -> str | None:
        """Return the part of a provision with a label; unnumbered paragraphs are looked into."""
        if label.startswith("-"):
            return self._from_end(parent, -int(label), level)
        if level == "alinea":
            return self._unnumbered(parent, label)
        if level == "indent":
            return key if (key := f"{parent}/indent-{label}") in self.by_key else None
        wanted = key_number(label) if level in ABOVE else label
        step = f"{STEP[level]}-{wanted}" if level in ABOVE else ""
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
        if level in ABOVE:
            return self._below(parent, level, wanted)
        joint = _JOINT.fullmatch(label)
        if joint and (outer := self._child(parent, joint.group(1), "paragraph")):
            return self._child(outer, joint.group(2), "subparagraph")
        twin = _MISPRINTED.get((label, level))
        return self._child(parent, twin, "") if twin else None

    def _unnumbered(self, parent: str, label: str) -> str | None:
        """Return the first, second … part without a number: what others call an alinéa."""
        loose = [c.key for c in self.children.get(parent, []) if c.number is None]
        return loose[int(label) - 1] if label.isdecimal() and int(label) <= len(loose) else None

    def _from_end(self, parent: str, nth: int, level: str) -> str | None:
        """Return the last part of a provision, or the last but one."""
        word = f"{STEP[level]}-"
        parts = [c.key for c in self.children.get(parent, [])]
        same = [key for key in parts if key.rpartition("/")[2].startswith(word)]
        return same[-nth] if len(same) >= nth else None

    def _below(self, parent: str, level: str, number: str) -> str | None:
        """Return the only division of a number that lies anywhere inside another."""
        step = f"{STEP[level]}-{number}"
        wanted = LEVEL.get(level, level)
        inside = (k for k in self.all_below(parent) if self.by_key[k].level == wanted)
        matches = [k for k in inside if k.rpartition("/")[2] == step]
        return matches[0] if len(matches) == 1 else None

    def _expand(self, item: Item, depth: int, base: str | None) -> list[str]:
        """Return the labels of an item at a depth; a range is the labels between its ends."""
        first = item.labels[depth]
        if item.to is None or depth < len(item.labels) - 1:
            return [first]
        if first[:1].isdecimal() and item.to[:1].isdecimal():
            return [str(n) for n in range(number_in(first), number_in(item.to) + 1)]
        if base is not None:
            labels = [c.key.rpartition("-")[2] for c in self.children.get(base, [])]
            if (
                first in labels
                and item.to in labels
                and labels.index(first) < labels.index(item.to)
            ):
                return labels[labels.index(first) : labels.index(item.to) + 1]
        return span_of(first, item.to)


def _is_shut(key: str) -> bool:
    """Tell whether a place lies in an annexed text of its own, such as a protocol."""
    head = key.partition("/")[0]
    return "/" in key and head.partition("-")[0] not in (*STEP.values(), "preamble")


def _is_article(key: str) -> bool:
    return key.rpartition("/")[2].startswith(ARTICLES)
