"""Which registered document a file is: told by what its first page prints, never by its name.

The symbol decides: the first that the page bears must be that of the document, since others
are cited further down.  A page without a symbol is known by the title of a treaty, if it is
no draft of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from treatygraph.model import Document
from treatygraph.web.firstpage import bears, symbol_at

__all__ = ["Recognised", "recognise"]

#: What looks like a symbol: letters, slashes, and a number somewhere.
_ANY = re.compile(r"(?<![\w/])[A-Z]{1,8}/(?=[^\s,;]*\d)[\w.()/-]*[\w)]")
_RESOLUTION = re.compile(r"A/RES/(\d+)/(\d+)")
_DRAFT = re.compile(r"\b(?:draft|projet|proyecto|проект|مشروع)|草案", re.IGNORECASE)
#: The beginning of a page, where a masthead or a title stands.
_HEAD = 2500


@dataclass(frozen=True, slots=True)
class Recognised:
    """The document that a page is of, or None; `why` says by what it was told."""

    document: Document | None
    why: str


def recognise(
    page: str, documents: Sequence[Document], titles: Mapping[str, Sequence[str]]
) -> Recognised:
    """Return which of the documents a first page is of.

    `titles` gives for keys of documents the titles of the treaty itself.
    """
    if not page.strip():
        return Recognised(None, "its first page has no words (a scan, or a damaged file)")
    found = [
        (place, -len(d.symbol), d)
        for d in documents
        if d.symbol and bears(page, d.symbol) and (place := symbol_at(page, d.symbol)) is not None
    ]
    first = _ANY.search(page)
    if found:
        place, _, document = min(found, key=lambda entry: entry[:2])
        if first is None or first.start() >= place or bears(first[0], document.symbol or ""):
            return Recognised(document, f"bears the symbol {document.symbol}")
    for document in documents:
        if _numbered(page, document.symbol or ""):
            return Recognised(document, f"is resolution {document.symbol}")
    if first is not None and first.start() < _HEAD:
        return Recognised(None, f"its first page bears {first[0]}, which is none of the drafts")
    return _by_title(page, documents, titles)


def _numbered(page: str, symbol: str) -> bool:
    """Tell whether a page is headed by the number of a resolution: "79/243. United Nations …"."""
    parts = _RESOLUTION.fullmatch(symbol)
    if not parts:
        return False
    number = rf"(?<![\w/]){parts[1]}\s*/\s*{parts[2]}\s*\.\s+\w"
    return re.search(number, page[:_HEAD]) is not None


def _by_title(
    page: str, documents: Sequence[Document], titles: Mapping[str, Sequence[str]]
) -> Recognised:
    head = page[:_HEAD]
    plain = _plain(head)
    known = [
        d
        for d in documents
        if any(len(_plain(t)) > 15 and _plain(t) in plain for t in titles.get(d.key, ()))
    ]
    if len(known) == 1 and not _DRAFT.search(head):
        return Recognised(known[0], "bears the title of the treaty and no symbol")
    if known:
        return Recognised(None, "it bears the title of the treaty, but no symbol says which draft")
    return Recognised(None, "its first page bears neither symbol nor title of a registered draft")


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
