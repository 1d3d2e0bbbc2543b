"""Provision keys: the path of a provision inside its draft, read and ordered.

A key says where a thing stands (`art-24/para-2/subpara-a`), not what it is: the grammar
is in docs/architecture.md, "Identity".
"""

from __future__ import annotations

import re

from treatygraph.model import Level

__all__ = ["is_key", "level_of", "parent_of"]

_KEY = re.compile(r"[a-z0-9][a-z0-9.~-]*")

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
    "rule": "article",
    "regulation": "article",
    "clause": "article",
    "appendix": "annex",
    "schedule": "annex",
}


def is_key(text: str) -> bool:
    """Tell whether a text can be the key of a thing, or one step of a longer key.

    >>> is_key("rev-2"), is_key(""), is_key("../rev-2"), is_key("rev 2")
    (True, False, False, False)
    """
    return _KEY.fullmatch(text) is not None


def level_of(key: str) -> Level:
    """Return the level that the last step of a key stands for.

    >>> level_of("art-24/para-2"), level_of("preamble/para-3"), level_of("annex-1/rule-2")
    ('paragraph', 'preambular-paragraph', 'article')
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
