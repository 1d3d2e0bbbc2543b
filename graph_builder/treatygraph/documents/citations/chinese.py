"""Scanning Chinese, simplified and traditional: the outer division stands before the inner.

"第二条第一款(a)项和(c)项" is one chain of three segments, the last with two numbers;
"第二条第一款和第三款" and "第二条第一款(a)项和第三款" name paragraphs of one article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from treatygraph.documents.citations.chains import Chain, Segment
from treatygraph.documents.citations.forms import LEVEL_RANK
from treatygraph.documents.citations.items import Item
from treatygraph.documents.structure.headings import CHINESE_DIVISIONS
from treatygraph.documents.structure.numerals import key_number

__all__ = ["JOINED", "scan_chinese"]

_LEVEL = CHINESE_DIVISIONS | {
    "款": "paragraph", "段": "paragraph", "项": "subparagraph", "項": "subparagraph", "目": "item",
}  # fmt: skip
#: In Taiwan the 項 is the paragraph, and the 款 lies in it.
_TAIWAN = {"項": "paragraph", "款": "subparagraph"}
_TAIWANESE = regex.compile(r"第[零〇一二三四五六七八九十百\d]+項")
_BELOW = regex.compile(r"款[^。；，]{0,10}項")
_N = r"[零〇一二三四五六七八九十百\d]+"
_UNIT = "|".join(_LEVEL)
_MORE = rf"(?:\s?(?:[、,，和及与與或至到–—-]|以及)\s?第?\s?{_N})*"
_POINT = r"(?:[(（](?:[a-z]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[㈠-㈩])"
#: A unit is no unit in "本条约", this treaty, nor in "条款", provisions at large.
_ZH = regex.compile(
    rf"(?P<this>本|前|上)(?P<unit1>{_UNIT})(?![约約款])"
    rf"|第\s?(?P<n>{_N})(?P<points>\s?{_POINT}{{1,2}}(?=\s?[款段]))?(?P<more>{_MORE})\s?(?P<unit2>{_UNIT})(?![约約])(?P<sub>之[一二三四五六七八九])?"
    rf"|(?<=[条條][和及与與或、至到])(?P<later>{_N})(?P<unit4>[条條])(?![约約])"
    rf"|附件(?P<annex>{_N})"
    rf"|附[录錄](?P<appendix>{_N})"
    rf"|第?(?P<item>{_POINT}(?:{_POINT}(?=项|項|目))*)(?:(?P<unit3>项|項|目|款))?"
)
#: What joins two places to a list or, the second group, to a range.
JOINED = regex.compile(r"\s?(?:(?P<list>[、,，和及与與或]|以及)|(?P<range>[至到–—-]))\s?")


def scan_chinese(text: str) -> Iterator[Chain]:
    """Yield the chains of a Chinese text in order, without overlap."""
    held: list[Segment] = []
    level = _LEVEL | _TAIWAN if _TAIWANESE.search(text) and not _BELOW.search(text) else _LEVEL
    for match in _ZH.finditer(text):
        segment = _segment(match, level)
        if _deeper(held, segment, match):
            held.append(segment)
            continue
        joined = JOINED.fullmatch(text, held[-1].end, match.start()) if held else None
        if joined and segment.mode == "numbers":
            if held[-1].level == segment.level and held[-1].items:
                held[-1] = _merged(held[-1], segment, ranged=joined.group("range") is not None)
                continue
            outer = [s for s in held if LEVEL_RANK[s.level] < LEVEL_RANK[segment.level]]
            if outer and match.group("annex") is None:
                yield _chain(held)
                held = [*(replace(s, start=segment.start) for s in outer), segment]
                continue
        if held:
            yield _chain(held)
        held = [] if _bare(match) else [segment]
    if held:
        yield _chain(held)


def _chain(held: Sequence[Segment]) -> Chain:
    return Chain(held[0].start, held[-1].end, tuple(held))


def _deeper(held: Sequence[Segment], segment: Segment, match: regex.Match[str]) -> bool:
    """Tell whether a unit lies in what was named directly before it."""
    last = held[-1] if held else None
    near = last is not None and match.string[last.end : match.start()] in ("", "的", " ")
    return last is not None and near and LEVEL_RANK[segment.level] > LEVEL_RANK[last.level]


def _bare(match: regex.Match[str]) -> bool:
    """Tell a point without a word, such as the (a) of a list, which alone names nothing."""
    return match.group("item") is not None and match.group("unit3") is None


def _merged(one: Segment, two: Segment, *, ranged: bool) -> Segment:
    items = (*one.items, *two.items)
    if ranged and len(two.items[0].labels) == 1:
        end = replace(one.items[-1], to=two.items[0].labels[0])
        items = (*one.items[:-1], end, *two.items[1:])
    return replace(one, end=two.end, items=items, plural=True)


def _segment(match: regex.Match[str], levels: Mapping[str, str]) -> Segment:
    start, end = match.span()
    if match.group("this"):
        mode = "this" if match.group("this") == "本" else "preceding"
        return Segment(start, end, levels[match.group("unit1")], mode=mode)
    if match.group("later"):  # 第十九條和二十條
        item = Item((key_number(match.group("later")),))
        return Segment(start, end, levels[match.group("unit4")], (item,))
    if match.group("annex"):
        return Segment(start, end, "annex", (Item((key_number(match.group("annex")),)),))
    if match.group("appendix"):
        return Segment(start, end, "appendix", (Item((key_number(match.group("appendix")),)),))
    if match.group("item"):
        level = levels[match.group("unit3") or "项"]
        return Segment(start, end, level, (Item(_points(match.group("item"))),))
    items = _numbers(match.group("n"), match.group("more"))
    if match.group("points"):
        items[0] = Item((*items[0].labels, *_points(match.group("points"))))
    if match.group("sub"):
        items[-1] = Item((key_number(f"{items[-1].labels[0]}{match.group('sub')}"),))
    return Segment(start, end, levels[match.group("unit2")], tuple(items), plural=len(items) > 1)


def _numbers(first: str, more: str) -> list[Item]:
    """Return the numbers of a list such as 二、三 or 二至五."""
    items = [Item((key_number(first),))]
    for match in regex.finditer(rf"(?P<join>[^第\s]{{1,2}}?)\s?第?\s?(?P<n>{_N})", more):
        number = key_number(match.group("n"))
        if regex.fullmatch(r"[至到–—-]", match.group("join")):
            items[-1] = replace(items[-1], to=number)
        else:
            items.append(Item((number,)))
    return items


def _points(printed: str) -> tuple[str, ...]:
    """Return the labels of points one in the other, the outer first."""
    return tuple(_point(found.group()) for found in regex.finditer(_POINT, printed))


def _point(printed: str) -> str:
    """Return the label in brackets: letters as they are, Chinese numbers as digits."""
    if "㈠" <= printed <= "㈩":
        return str(ord(printed) - ord("㈠") + 1)
    inner = printed.strip("()（）")
    return inner if inner.isascii() else key_number(inner)
