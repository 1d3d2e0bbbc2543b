"""Provision keys: the path of a provision inside its draft, read and ordered.

A key says where a thing stands (`art-24/para-2/subpara-a`), not what it is: the grammar
is in docs/architecture.md, "Identity".
"""

from __future__ import annotations

from treatygraph.model import Level

__all__ = ["level_of", "parent_of"]

_LEVELS: dict[str, Level] = {
    "part": "part",
    "title": "title",
    "ch": "chapter",
    "sec": "section",
    "preamble": "preamble",
    "art": "article",
    "para": "paragraph",
    "subpara": "subparagraph",
    "item": "item",
    "annex": "annex",
}


def level_of(key: str) -> Level:
    """Return the level that the last step of a key stands for.

    >>> level_of("art-24/para-2"), level_of("preamble/para-3")
    ('paragraph', 'preambular-paragraph')
    """
    head, _, last = key.rpartition("/")
    level = _LEVELS.get(last.partition("-")[0], "item")
    if level == "paragraph" and head.partition("/")[0] == "preamble":
        return "preambular-paragraph"
    return level


def parent_of(key: str) -> str | None:
    """Return the key one step up, or None for a key of one step.

    >>> parent_of("art-24/para-2/subpara-a")
    'art-24/para-2'
    """
    return key.rpartition("/")[0] or None
