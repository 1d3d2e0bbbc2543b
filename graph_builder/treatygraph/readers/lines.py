"""Printed lines: whether a line goes on from the one before or begins a block of its own.

The same words decide in plain text and in PDF; what a page adds (gaps, indents) is
weighed by its reader.
"""

from __future__ import annotations

import re

from treatygraph.readers.enumerators import find_bare_marker, find_marker
from treatygraph.readers.headings import find_head, preamble_word
from treatygraph.readers.phrases import expects_more, names_points

__all__ = ["begins", "has_ended", "is_bare_head"]

_ENDS = ".;:!?。；：؛"
_CLOSED = re.compile(r"[.;:]\s+(?:and|or|and/or)$")
_LISTED = re.compile(r",\s+(?:and|or|and/or)$")


def begins(line: str, previous: str, *, room: bool, headed: bool, short: bool) -> bool:
    """Tell whether a line begins a block, where `previous` is the text of the open one.

    `room`: the line before had room for this line's first word; `headed`: the open block
    stands right below a heading such as `Article 5`, so that it is its title; `short`: the
    line fills little of the width.
    """
    ended = has_ended(previous)
    if preamble_word(line) == len(line) or is_bare_head(previous):
        return True
    head = find_head(line)
    if head is not None:
        alone = head.title_at is None and short and line[-1] not in ".,;"
        if expects_more(previous) and not (room and headed):
            return False
        return room or ended or alone or headed
    marker = find_marker(line) or (find_bare_marker(line) if ended else None)
    if marker is not None:
        if names_points(previous) and not room:
            return False
        return ended or room or headed or bool(_LISTED.search(previous))
    if line[0].islower() and (expects_more(previous) or not ended):
        return False
    return room and (ended or headed or not line[0].islower())


def has_ended(text: str) -> bool:
    """Tell whether a text ends as a sentence or a point of a list does.

    >>> has_ended("the lamp; and"), has_ended("the lamp and")
    (True, False)
    """
    end = text.rstrip()[-12:]
    return end[-1:] in _ENDS or bool(_CLOSED.search(end))


def is_bare_head(text: str) -> bool:
    """Tell whether a text is a heading whose title, if any, is still to come.

    >>> is_bare_head("Article 5"), is_bare_head("Article 5 Scope")
    (True, False)
    """
    head = find_head(text)
    return (head is not None and head.title_at is None) or preamble_word(text) == len(text)
