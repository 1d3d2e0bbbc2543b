"""Printed lines: whether a line goes on from the one before or begins a block of its own.

The same words decide in plain text and in PDF; what a page adds (gaps, indents) is
weighed by its reader.
"""

from __future__ import annotations

import re

from treatygraph.documents.structure.contents import ends_in_page
from treatygraph.documents.structure.enumerators import Marker, find_bare_marker, find_marker
from treatygraph.documents.structure.headings import find_head, preamble_word
from treatygraph.documents.structure.phrases import (
    expects_more,
    is_preamble_opening,
    is_testimonium,
    names_points,
    wants_number,
)

__all__ = ["begins", "has_ended", "is_bare_head"]

_ENDS = ".;:!?。；：؛"
_CLOSED = re.compile(r"[.;:]\s+(?:and|or|and/or)$")
#: The mark of a note or of a page, glued to the end of a sentence.
_MARKED = re.compile(r"(?<!paras)(?<!parts)(?<=[^\W\d_A-Z]{5})[.;:]\??\d{1,2}$")
_PAGE = re.compile(r"[^\W\d_]\s+\d{1,4}$")
#: The first paragraph of an article, below a heading that two lines have.
_FIRST = re.compile(r"1\.\s+[^\W\d_a-zа-я]")
_LISTED = re.compile(r",\s+(?:and|or|and/or)$")


def begins(line: str, previous: str, *, room: bool, headed: bool, short: bool) -> bool:
    """Tell whether a line begins a block, where `previous` is the text of the open one.

    `room`: the line before had room for this line's first word; `headed`: the open block
    stands right below a heading such as `Article 5`, so that it is its title; `short`: the
    line fills little of the width.
    """
    ended = has_ended(previous)
    if preamble_word(line) and not line[0].islower():
        return True
    if is_bare_head(previous) or ends_in_page(previous):
        return True
    head = find_head(line)
    if head is not None:
        alone = head.title_at is None and short and line[-1] not in ".,;"
        if expects_more(previous) and not (room and headed):
            return False
        return room or ended or alone or headed or _is_entry(previous)
    marker = find_marker(line)
    if marker is None and ended and find_bare_marker(line):
        return room or headed
    if marker is not None:
        if wants_number(previous) or (names_points(previous) and not room):
            return False
        first = _FIRST.match(line) is not None and not expects_more(previous)
        first = first or (previous.endswith(",") and _opens_list(line, marker))
        return ended or room or headed or first or bool(_LISTED.search(previous))
    if line[0].islower() and (expects_more(previous) or not ended):
        return False
    if ended and is_testimonium(line):
        return True
    if is_preamble_opening(line) and not ended and previous.rstrip()[-1:].isalnum():
        return not expects_more(previous)
    if not (ended or headed) and _breaks_off(previous):
        return False
    return room and (ended or headed or not line[0].islower())


def _opens_list(line: str, marker: Marker) -> bool:
    """Tell the first point of a list, whose words begin with a capital: "i) Regulating"."""
    begins_one = 1 in marker.readings.values() and marker.printed[:1].islower()
    return begins_one and line[marker.length : marker.length + 1].isupper()


def _breaks_off(text: str) -> bool:
    """Tell whether a sentence goes on, though a name may open the next line of it."""
    return len(text) > 100 and text.rstrip()[-1:].isalnum() and not text.isupper()


def _is_entry(text: str) -> bool:
    """Tell whether a text is a heading with a page behind it, as tables of contents have."""
    head = find_head(text) if len(text) < 300 else None
    return head is not None and head.title_at is not None and bool(_PAGE.search(text))


def has_ended(text: str) -> bool:
    """Tell whether a text ends as a sentence or a point of a list does.

    >>> has_ended("the lamp; and"), has_ended("the lamp and")
    (True, False)
    """
    end = text.rstrip()[-12:]
    return end[-1:] in _ENDS or bool(_CLOSED.search(end)) or bool(_MARKED.search(end))


def is_bare_head(text: str) -> bool:
    """Tell whether a text is a heading whose title, if any, is still to come.

    >>> is_bare_head("Article 5"), is_bare_head("Article 5 Scope")
    (True, False)
    """
    head = find_head(text)
    return (head is not None and head.title_at is None) or preamble_word(text) == len(text)
