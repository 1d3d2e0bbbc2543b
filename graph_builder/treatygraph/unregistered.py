"""What a draft that is known in part does not hold: not registered is not absent.

"There is no Article 36" is untrue of a document of which only two articles are registered.
So a question about such a thing has an answer: that nobody can tell, and what is registered.
"""

from __future__ import annotations

import re

from pyoxigraph import Literal

from treatygraph.asker import Asker

__all__ = ["only_registered", "unregistered_query"]

#: A place as lawyers or this project print it: `36`, `24(2)`, `IV`, `Article 36`, `art-36`.
_PLACE = re.compile(
    r"(?:(?:article|art\.?|chapter|ch\.?|annex|preamble)[ -]?)?"
    r"(?:\d+(?:[ -]?bis)?(?:\([0-9a-z]+\))*|[ivxlc]+|(?:/[a-z]+-[0-9a-z]+)*)"
    r"(?:/[a-z]+-[0-9a-z]+)*",
    re.IGNORECASE,
)
#: So many articles are named one by one; of more only the number is said.
_NAMED = 20


def only_registered(asker: Asker, draft: str, value: str) -> str | None:
    """Return what of a draft is registered, where it is known in part and a place was meant."""
    if not _PLACE.fullmatch(value.strip()):
        return None
    numbers = [number for number, _ in asker.texts("provisions/numbers", draft=draft)]
    if numbers and not asker.texts("drafts/gap-states", draft=draft):
        return None
    return f"cannot tell: of {draft.rpartition('/')[2]} {_said(numbers)}"


def _said(numbers: list[str]) -> str:
    if not numbers:
        return "no article is registered"
    if len(numbers) > _NAMED:
        return f"only {len(numbers)} articles are registered, and this is none of them"
    if len(numbers) == 1:
        return f"only Article {numbers[0]} is registered"
    return f"only Articles {', '.join(numbers[:-1])} and {numbers[-1]} are registered"


def unregistered_query(columns: tuple[str, ...], sentence: str) -> str:
    """Return a query of the same columns whose one row says that nobody can tell.

    >>> unregistered_query(("number", "answer"), "cannot tell: why")
    'SELECT ?number ?answer WHERE { VALUES ?answer { "cannot tell: why" } }'
    """
    column = "answer" if "answer" in columns else columns[0]
    names = " ".join(f"?{name}" for name in columns)
    return f"SELECT {names} WHERE {{ VALUES ?{column} {{ {Literal(sentence)} }} }}"
