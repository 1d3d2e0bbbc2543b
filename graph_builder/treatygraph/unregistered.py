"""What a draft that is known in part does not hold: not registered is not absent.

"There is no Article 36" is untrue of a document of which only two articles are registered.
So a question about such a thing has an answer: that nobody can tell, and what is registered.
"""

from __future__ import annotations

import re

from pyoxigraph import Literal

from treatygraph.asker import Asker

__all__ = ["empty_division", "only_registered", "unregistered_query", "without_role"]

#: A place as lawyers or this project print it: `36`, `24(2)`, `IV`, `Article 36`, `art-36`.
_PLACE = re.compile(
    r"(?:(?:article|art\.?|chapter|ch\.?|annex|preamble)[ -]?)?"
    r"(?:\d+(?:[ -]?bis)?(?:\([0-9a-z]+\))*|[ivxlc]+|(?:/[a-z]+-[0-9a-z]+)*)"
    r"(?:/[a-z]+-[0-9a-z]+)*",
    re.IGNORECASE,
)
#: So many articles are named one by one; of more only the number is said.
_NAMED = 20


def only_registered(asker: Asker, draft: str, value: str, *, place: bool = False) -> str | None:
    """Return what of a draft is registered, where it is known in part and a place was meant."""
    if not place and not _PLACE.fullmatch(value.strip()):
        return None
    numbers = [number for number, _ in asker.texts("provisions/numbers", draft=draft)]
    if numbers and not _known_in_part(asker, draft):
        return None
    return f"cannot tell: of {_called(asker, draft)} {_said(numbers)}"


def empty_division(asker: Asker, draft: str, division: str) -> str | None:
    """Return that nobody can tell of a chapter without an article, in a draft known in part."""
    ((total, _),) = asker.rows("references/chapter-read", chapter=division)
    if total or not _known_in_part(asker, draft):
        return None
    ((label, *_),) = asker.texts("provisions/division", division=division)
    return f"cannot tell: of {label}, in {_called(asker, draft)}, no article is registered"


def without_role(asker: Asker, draft: str, role: str) -> str:
    """Return why a draft has no chapter for a role: it has none, or nobody can tell."""
    ((name,),) = asker.texts("asking/label", thing=role)
    whole = {row[0] for row in asker.texts("drafts/roles")}
    if draft in whole:
        return f"inapplicable: {_called(asker, draft)} has no chapter for {name}"
    return f"cannot tell: of {_called(asker, draft)} no chapter for {name} is registered"


def _known_in_part(asker: Asker, draft: str) -> bool:
    return bool(asker.texts("drafts/gap-states", draft=draft))


def _called(asker: Asker, draft: str) -> str:
    found = asker.draft(draft)
    return found.local if found.negotiated else found.key


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
