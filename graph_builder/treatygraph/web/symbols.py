"""Documents of the United Nations by their symbol: the ways to one, tried in turn.

The symbol service comes before the registered address, which is often that of a viewer
page, and the Word file before the PDF, since it has the numbers and notes of its maker.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from treatygraph.documents.formats.office import OFFICE, office_program
from treatygraph.errors import ReadError
from treatygraph.web.download import DOCX, Download, download
from treatygraph.web.firstpage import bears, first_page
from treatygraph.web.pages import Pacer, Refusal
from treatygraph.web.recognise import recognise

if TYPE_CHECKING:
    from treatygraph.model import Document

__all__ = ["SERVICE", "Way", "fetch_document", "symbol_address", "ways_to"]

SERVICE = "https://documents.un.org"
#: Another service that answers alike, such as a mirror.
_SETTING = "TREATYGRAPH_DOCUMENTS"
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:\.\d+)?/\S")
_PDF = "application/pdf"
#: What the service keeps; a copy in another type was made by others.
_SERVED = {None: ("doc", "pdf"), DOCX: ("doc",), "application/msword": ("doc",), _PDF: ("pdf",)}
_ENDINGS = {
    _PDF: ".pdf",
    DOCX: ".docx",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    **OFFICE,
}


@dataclass(frozen=True, slots=True)
class Way:
    """One address of a document; `name` is `doc`, `pdf`, `registered` or `copy-1`."""

    name: str
    url: str


def symbol_address(symbol: str, language: str, form: str, service: str | None = None) -> str:
    """Return the address at which the symbol service gives a document.

    >>> symbol_address("A/81/6 (Sect. 5)", "en", "pdf")
    'https://documents.un.org/api/symbol/access?s=A%2F81%2F6%20%28Sect.%205%29&l=en&t=pdf'
    """
    base = (service or os.environ.get(_SETTING) or SERVICE).rstrip("/")
    return f"{base}/api/symbol/access?s={quote(symbol, safe='')}&l={language}&t={form}"


def ways_to(
    document: Document, media_type: str | None = None, service: str | None = None
) -> tuple[Way, ...]:
    """Return the addresses of a document in the order in which they are tried."""
    kind = media_type or document.media_type
    forms = _SERVED.get(kind, ()) if has_symbol(document) else ()
    symbol = document.symbol or ""
    ways = [Way(f, symbol_address(symbol, document.language, f, service)) for f in forms]
    registered = [Way("registered", document.url)] if document.url else []
    copies = [Way(f"copy-{n}", url) for n, (url, _) in enumerate(document.copies, 1)]
    return (*ways, *registered, *copies)


def has_symbol(document: Document) -> bool:
    """Tell whether a document has a symbol of the United Nations."""
    return bool(document.symbol and _SYMBOL.match(document.symbol))


def fetch_document(
    document: Document,
    folder: Path,
    *,
    media_type: str | None = None,
    service: str | None = None,
    tries: int = 5,
    pause: float = 1.5,
    sleep: Callable[[float], None] = time.sleep,
    pacer: Pacer | None = None,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
    titles: Sequence[str] = (),
) -> Download:
    """Fetch a document by its ways, one request at a time; return the first that is it.

    `titles` are those of the treaty, where the document is its text: a copy may bear one of
    them and no symbol.

    `pacer` is that of the requests before, where several documents are fetched.
    The file is named by its key and by what its bytes are.  Raise `ReadError` with what
    each way said where none gives it.
    """
    pacer = pacer or Pacer(pause, sleep)
    kind = media_type or document.media_type
    refused: list[Refusal] = []
    for way in ways_to(document, media_type, service):
        if way.name == "pdf" and refused and refused[-1].kind in ("absent", "unpublished"):
            continue
        target = folder / f"{document.key}.{way.name}"
        try:
            done = download(
                way.url,
                target,
                media_type=kind,
                digest=document.sha256,
                tries=tries,
                pause=pause,
                sleep=sleep,
                pacer=pacer,
                progress=progress,
                check=lambda url, data, found: _held(document, url, data, found, kind, titles),
            )
        except Refusal as refusal:
            refused.append(refusal)
        else:
            return _named(done, folder, document.key)
    raise _none(document, refused)


def _held(
    document: Document,
    url: str,
    data: bytes,
    found: str,
    kind: str | None,
    titles: Sequence[str],
) -> None:
    """Raise `Refusal` where what came cannot be read here or bears another symbol."""
    if found in OFFICE and found != kind and office_program() is None:
        raise Refusal(
            "type",
            f"{url} gave {found}, which is not read here.",
            expected="DOCX or PDF",
            remedy=f"install LibreOffice, or ask for it by `--type {found}` and save it as DOCX",
        )
    if not has_symbol(document) or document.sha256:
        return
    if found == "text/html" and kind != "text/html":
        raise Refusal(
            "challenge",
            f"{url} gave a page for browsers, not the document.",
            expected="DOCX or PDF",
            remedy=_by_hand(document),
        )
    symbol = document.symbol or ""
    page = first_page(data)
    if not bears(page, symbol) and not recognise(page, [document], {document.key: titles}).document:
        raise Refusal(
            "symbol",
            f"{url} gave {found} whose first page does not bear the symbol {symbol}.",
            expected=f"{symbol} printed on page 1",
            remedy="look at it in a browser (a scan bears no words to look for); "
            f"where it is the document, {_by_hand(document)}",
        )


def _by_hand(document: Document) -> str:
    return (
        "save it with a browser, then `treatygraph official --from FOLDER` "
        f"(or `treatygraph ingest FILE --draft {document.key}`)"
    )


def _named(done: Download, folder: Path, key: str) -> Download:
    """Put the file in its place; keep an earlier one that differs beside it."""
    place = folder / f"{key}{_ENDINGS.get(done.media_type, '.document')}"
    if place.exists() and place.read_bytes() != done.path.read_bytes():
        earlier = next(p for p in _earlier(place) if not p.exists())
        place.replace(earlier)
        done = replace(done, earlier=earlier)
    done.path.replace(place)
    return replace(done, path=place)


def _earlier(place: Path) -> Iterator[Path]:
    count = 1
    while True:
        yield place.with_name(f"{place.stem}.earlier-{count}{place.suffix}")
        count += 1


def _none(document: Document, refused: list[Refusal]) -> ReadError:
    """Return the error that says what each way answered, and what can be done."""
    if len(refused) == 1:
        return refused[0]
    challenge = next((r for r in refused if r.kind == "challenge"), None)
    said = "\n".join(f"- {r.met}" for r in refused)
    settled = refused[0].kind in ("absent", "unpublished") and not challenge
    return ReadError(
        f"No address gave {document.key} ({document.symbol or 'no symbol'}):\n{said}",
        expected=refused[0].expected or "the document",
        remedy=refused[0].remedy if settled else _by_hand(document),
    )
