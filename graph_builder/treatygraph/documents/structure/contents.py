"""Tables of contents: which blocks of a document only list what comes later, or came before.

The sure sign is that each number comes twice, and that the run of the first ends in page
numbers.  A run without page numbers needs its own heading ("Contents"), or many entries
that all come again and no words between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from treatygraph.documents.formats.source import Block, Furniture, SourceText
from treatygraph.documents.structure.enumerators import find_marker
from treatygraph.documents.structure.headings import Head, find_head, preamble_word
from treatygraph.documents.structure.phrases import (
    is_preamble_opening,
    is_testimonium,
    looks_like_heading,
)

__all__ = ["ends_in_page", "set_contents_aside"]

KIND = "table-of-contents"
_TITLE = re.compile(
    r"^(?:(?:table\s+of\s+)?contents|table\s+des\s+mati[eè]res|sommaire|[ií]ndice(?:\s+general)?"
    r"|contenido|содержание|оглавление|目\s*[录錄次]|المحتويات|فهرس|inhalts(?:verzeichnis|übersicht)"
    r"|inhoudsopgave|sum[aá]rio)\b[\s:.]*(?:pages?|p\.|página|стр\.?|article)?\s*$",
    re.IGNORECASE,
)
#: Dotted leaders, with or without blanks, before the number of a page.
_LEADER = re.compile(r"(?:[.·•]\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$|(?:…\s?){2,}\s*\d{0,4}\s*$")
_PAGE = re.compile(r"[\s.…]\s*(?:p(?:age|\.)?\s*)?(?P<page>\d{1,4}|[ivxlc]{1,6})\s*$")
_LONG = 320
#: The line above a list of annexes.
_ANNEXES = re.compile(r"^(?:ann?exe?s|anexos|приложения)\W*$", re.IGNORECASE)
#: The order in which divisions hold each other, for telling whether one comes again.
_OUTER = {"annex": 0, "part": 1, "title": 2, "chapter": 3, "section": 4, "article": 5}


def ends_in_page(text: str) -> bool:
    """Tell whether a line ends in a dotted leader and the number of a page.

    >>> ends_in_page("Article 2. Use of terms . . . . . . 24"), ends_in_page("until 1998")
    (True, False)
    """
    return _leader(text) is not None


def _leader(text: str) -> re.Match[str] | None:
    tail = text[-400:]
    points = tail.count(".") + tail.count("·") + tail.count("•")
    return _LEADER.search(tail) if points > 3 or "…" in tail else None


def _page(text: str) -> re.Match[str] | None:
    last = text.rstrip()[-1:]
    return _PAGE.search(text) if last.isdecimal() or last in "ivxlc" else None


@dataclass(slots=True)
class _Entry:
    """A block seen as an entry: its heading, the path of its number, its page if it has one."""

    head: Head | None
    path: tuple[tuple[str, str], ...]
    page: bool
    leader: bool


def set_contents_aside(source: SourceText) -> SourceText:
    """Return a text without its tables of contents, which become furniture."""
    texts = [source.text[b.start : b.end] for b in source.blocks]
    if sum(find_head(text) is not None for text in texts) < 4 and not any(
        ends_in_page(text) for text in texts
    ):
        return source
    entries = list(_entries(texts))
    chosen = {i for i, e in enumerate(entries) if e.leader and _near_leader(entries, i)}
    for start in _starts(texts, entries):
        end = _end(texts, entries, start)
        if _is_contents(texts, entries, start, end):
            chosen |= set(range(start, end))
    if not chosen:
        return source
    aside = tuple(
        Furniture(block.start, block.end, KIND)
        for i, block in enumerate(source.blocks)
        if i in chosen
    )
    blocks: tuple[Block, ...] = tuple(b for i, b in enumerate(source.blocks) if i not in chosen)
    return replace(source, blocks=blocks, furniture=source.furniture + aside)


def _entries(texts: Sequence[str]) -> Iterator[_Entry]:
    above: list[tuple[str, str]] = []
    for text in texts:
        tail = _page(text) if len(text) < _LONG else None
        leader = _leader(text)
        cut = min(m.start() for m in (tail, leader) if m) if tail or leader else len(text)
        whole = find_head(text)
        head = find_head(text[:cut].rstrip(" .·•…")) or whole
        path: tuple[tuple[str, str], ...] = ()
        if head is not None:
            rank = _OUTER.get(head.level, 6)
            above = [step for step in above if _OUTER.get(step[0], 6) < rank]
            path = (*above, (head.level, f"{head.step or head.level}-{head.number}"))
            above = list(path)
        alone = whole is not None and whole.title_at is None
        yield _Entry(head, path, tail is not None and not alone, leader is not None)


def _near_leader(entries: Sequence[_Entry], index: int) -> bool:
    """Tell whether other entries with leaders stand close by, so that it is no placeholder."""
    near = entries[max(0, index - 4) : index + 5]
    return sum(e.leader for e in near) >= 3


def _starts(texts: Sequence[str], entries: Sequence[_Entry]) -> Iterator[int]:
    """Yield where a table of contents can begin.

    At its own heading, at the first number, and behind the last words before article 1.
    """
    titled = [i for i, text in enumerate(texts) if len(text) < 60 and _TITLE.match(text.strip())]
    yield from titled
    first = next((i for i, e in enumerate(entries) if e.head is not None), None)
    if first is not None and not any(i <= first for i in titled):
        yield first
    article = next((i for i, e in enumerate(entries) if _is_first(e.head)), None)
    if article is not None:
        behind = next((i for i in range(article, 0, -1) if _is_body(texts[i - 1].strip())), 0)
        last = next((i for i in range(behind, article) if entries[i].head is not None), None)
        if last is not None and last != first:
            yield last


def _is_first(head: Head | None) -> bool:
    return head is not None and head.level == "article" and head.number == "1"


def _end(texts: Sequence[str], entries: Sequence[_Entry], start: int) -> int:
    """Return where a run of entries ends, behind its last number or page.

    An annex may stand in it twice: "Annexes", "Annex I" and "Annex II", "Annex II A".
    """
    seen: set[tuple[tuple[str, str], ...]] = set()
    last = start + 1
    titled = bool(_TITLE.match(texts[start].strip()))
    for i in range(start + int(titled), len(entries)):
        entry, text = entries[i], texts[i].strip()
        if not entry.page and not entry.leader and _is_body(text):
            break
        if entry.head is not None:
            if entry.head.level != "annex" and _comes_again(entry, seen):
                break
            seen |= {entry.path, entry.path[-1:]}
        if entry.head is not None or entry.page or entry.leader:
            last = i + 1
        elif preamble_word(text) == len(text) and any(e.page for e in entries[start:i]):
            break
    while last < len(texts) and _finishes(entries[last - 1], texts[last]):
        last += 1
    return last


def _comes_again(entry: _Entry, seen: set[tuple[tuple[str, str], ...]]) -> bool:
    """Tell whether an entry's number was there before, so that the text itself has begun.

    Articles are numbered through; titles and chapters are those of the text, also where
    the last annex of the list stands above them.
    """
    level, outer = entry.path[-1][0], entry.path[0][0]
    through = level == "article" or (outer == "annex" and level in ("title", "chapter"))
    return entry.path in seen or (through and entry.path[-1:] in seen)


def _finishes(entry: _Entry, text: str) -> bool:
    """Tell whether a line goes on with the words of an entry that has no page of its own."""
    return entry.head is not None and not entry.page and text[:1].islower() and len(text) < 120


def _is_body(text: str) -> bool:
    if len(text) >= _LONG or is_preamble_opening(text) or is_testimonium(text):
        return True
    if find_head(text) is not None or _ANNEXES.match(text):
        return False
    if text.endswith((".", ";", ":", ",", "。", "；", "؛")):
        return find_marker(text) is not None or not looks_like_heading(text)
    return find_marker(text) is not None and len(text) > 90


def _is_to_come(entry: _Entry, elsewhere: set[tuple[str, str]]) -> bool:
    """Tell whether an entry has to come again: an annex may stand in another document."""
    return entry.path[0][0] != "annex" or entry.path[0] in elsewhere


def _is_contents(texts: Sequence[str], entries: Sequence[_Entry], start: int, end: int) -> bool:
    elsewhere = {e.path[-1] for e in (*entries[:start], *entries[end:]) if e.path}
    run = [e for e in entries[start:end] if e.path and _is_to_come(e, elsewhere)]
    again = sum(e.path[-1] in elsewhere for e in run)
    titled = bool(_TITLE.match(texts[start].strip()))
    paged = sum(e.page or e.leader for e in entries[start:end])
    if titled and (paged >= 3 or len(run) >= 2):
        return again >= 0.5 * len(run)
    if len(run) < 3 or again < 0.6 * len(run):
        return False
    return paged >= 0.5 * len(run) or (again >= 0.9 * len(run) and len(run) >= 4)
