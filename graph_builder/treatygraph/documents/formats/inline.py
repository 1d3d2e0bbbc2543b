"""Inline Markdown: emphasis, strike-out, links, escapes, note marks and tags taken out.

What is left are the words of the document; what the marks said of them is kept as styles.
The forms are those of CommonMark, and of the extensions of Pandoc and GitHub for
strike-out and notes.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from treatygraph.documents.structure.raised import raise_digits

__all__ = ["Inline", "read_inline"]

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"\n]*\")?\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK_TAG = re.compile(r"</?(?:del|s|strike)>", re.IGNORECASE)
_STRONG_TAG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_TAG = re.compile(
    r"(?<=\S)</?(?:em|i|u|sup|sub|span|font|small|a)(?:\s[^<>\n]*)?>|</?(?:em|i|u|sup|sub|span|font|small|a)(?:\s[^<>\n]*)?>(?=\S)",
    re.IGNORECASE,
)
#: The mark of a note: `<sup>2</sup>`, `^2^`, `[^2]`.
_SUP = re.compile(r"(?<=\S)(?:<sup>\s*(?P<n>\d{1,3})\s*</sup>|\^(?P<m>\d{1,3})\^)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,20}\](?!:)")
_TOKEN = re.compile(
    r"(?<!\\)(?:\*\*\*|\*\*|(?<!_)__(?!_)|~~|(?<!\*)\*(?!\*)|(?<!_)_(?!_))|\n[^\S\n]*\n"
)
_DEPTH = 12  # marks that stand open at once; more are text


@dataclass(frozen=True, slots=True)
class Inline:
    """A text without inline marks, and the stretches of it that were struck out or strong."""

    text: str
    struck: tuple[tuple[int, int], ...]
    strong: tuple[tuple[int, int], ...]


def read_inline(text: str) -> Inline:
    """Return a Markdown text without its inline marks.

    >>> read_inline("**Article 1**: each ~~shall~~ may\\\\.")
    Inline(text='Article 1: each shall may.', struck=((16, 21),), strong=((0, 9),))
    """
    text = _STRONG_TAG.sub("**", _STRUCK_TAG.sub("~~", _BREAK.sub("\n", text)))
    text = _SUP.sub(lambda m: raise_digits(m.group("n") or m.group("m")), text)
    text = _TAG.sub("", _LINK.sub(r"\1", html.unescape(text)))
    cuts: list[tuple[int, int]] = [m.span() for m in _ESCAPE.finditer(text)]
    cuts += [m.span() for m in _NOTE_MARK.finditer(text)]
    styled: list[tuple[str, int, int]] = []
    for mark, start, end in _pairs(text):
        cuts += [(start - len(mark), start), (end, end + len(mark))]
        styled.append((mark, start, end))
    return _without(text, sorted(cuts), styled)


def _pairs(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each pair of marks: the mark and the stretch between, nested ones too.

    One pass: a mark closes the nearest one of its kind that stands open in its paragraph.
    """
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if mark[0] == "\n":
            opened.clear()
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        closes = bool(before.strip()) and not (after.isalnum() or after in tuple("*_~"))
        at = next((i for i in reversed(range(len(opened))) if opened[i][0] == mark), None)
        if closes and at is not None and opened[at][1] < start:
            yield mark, opened[at][1], start
            del opened[at:]
        elif after.strip() and (len(mark) > 1 or not (before.isalnum() or before in tuple("*_"))):
            opened.append((mark, end))
            del opened[:-_DEPTH]


def _without(text: str, cuts: list[tuple[int, int]], styled: list[tuple[str, int, int]]) -> Inline:
    parts, position, before, gone = [], 0, [0], [0]
    for start, end in cuts:
        if start < position:
            continue
        parts.append(text[position:start])
        position = end
        before.append(end)
        gone.append(gone[-1] + end - start)
    parts.append(text[position:])

    def moved(at: int) -> int:
        index = bisect_left(before, at + 1) - 1
        return at - gone[index]

    def of(*marks: str) -> tuple[tuple[int, int], ...]:
        return tuple((moved(a), moved(b)) for mark, a, b in styled if mark in marks)

    return Inline("".join(parts), of("~~"), of("**", "__", "***"))
