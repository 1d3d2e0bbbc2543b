"""Pages that servers send in the place of a document, and where they lead.

The United Nations' document service answers a symbol with the file, with a viewer page that
holds the document in a frame, with the address as words alone, with nothing, or with a
challenge that only a browser passes; a status of 200 proves nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from treatygraph.errors import ReadError

__all__ = ["Pacer", "Refusal", "Reply", "asked_wait", "may_be_page", "onward"]

#: Beginnings of files, which are never pages: PDF, ZIP (DOCX), Word 97, WordPerfect, RTF.
_FILES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xffWPC", b"{\\rtf")
_ADDRESS = r"https?://[^\s\"'<>]+|/[^\s\"'<>]+"
#: The words of a redirect whose address only the body has.
_LEADS = re.compile(
    rf"\s*(?:(?:found|moved|see other|temporary|permanent|redirect)[^/<]*?)?({_ADDRESS})\s*",
    re.IGNORECASE,
)
_FRAME = re.compile(r"<iframe\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
#: Addresses in a frame that hold a document; other frames are films and forms.
_DOCUMENT = re.compile(r"/symbol/access|/doc/UNDOC/|\.(?:pdf|docx?|wpd)(?:$|\?)", re.IGNORECASE)
#: The longest wait that a server may ask for, in seconds.
_PATIENCE = 300.0


class Refusal(ReadError):
    """An address that does not give the document: `kind` says in what way.

    `absent`, `unpublished`, `challenge`, `status`, `type`, `hash` or `symbol`.
    """

    def __init__(self, kind: str, met: str, *, expected: str = "", remedy: str = "") -> None:
        self.kind = kind
        super().__init__(met, expected=expected, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came from an address after all redirects: status, header of a challenge, body."""

    url: str
    status: int
    challenged: bool
    body: bytes


@dataclass(slots=True)
class Pacer:
    """Keeps a pause between requests to the same host, whoever asks."""

    pause: float
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Return when the host may be asked again."""
        rest = self._last.get(host, float("-inf")) + self.pause - time.monotonic()
        if rest > 0:
            self.sleep(rest)
        self._last[host] = time.monotonic()


def asked_wait(value: str) -> float | None:
    """Return the seconds of a `Retry-After`, given as seconds or as a date (RFC 9110, 10.2.3).

    >>> asked_wait("7"), asked_wait("soon")
    (7.0, None)
    """
    if value.strip().isdecimal():
        return min(float(value), _PATIENCE)
    try:
        until = parsedate_to_datetime(value).timestamp()
    except ValueError:
        return None
    return min(max(until - time.time(), 0.0), _PATIENCE)


def may_be_page(head: bytes) -> bool:
    """Tell whether the first bytes of a body may be those of a page or of bare words.

    >>> may_be_page(b"<html>"), may_be_page(b"%PDF-1.7")
    (True, False)
    """
    if head.startswith(_FILES):
        return False
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").decode("utf-8", "replace")
    return not text or text.startswith("<") or _LEADS.match(text) is not None


def onward(reply: Reply) -> str | None:
    """Return the address that a page leads to, None where it is the end of the way.

    Raise `Refusal` where the page says that there is no document, or none for programs.
    """
    if reply.challenged or reply.status == 202:
        raise Refusal(
            "challenge",
            f"{reply.url} answers with a challenge that only a browser passes.",
            expected="the document",
            remedy="open the address in a browser, save the document, "
            "then `treatygraph official --from FOLDER`",
        )
    if urlsplit(reply.url).path.rstrip("/").lower() == "/error":
        raise Refusal(
            "absent",
            f"The document service knows no such symbol: it leads to {reply.url}.",
            expected="a symbol that the United Nations gave to a document",
            remedy="correct `symbol` in sources.yaml",
        )
    if not reply.body.strip():
        raise Refusal(
            "unpublished",
            f"{reply.url} answers with an empty body: the symbol is reserved, "
            "and the document is not yet published.",
            expected="the document",
            remedy="try again when it is published",
        )
    text = reply.body.decode("utf-8", "replace").lstrip("\ufeff")
    bare = _LEADS.fullmatch(text) if len(text) < 2000 else None
    frames = [a for a in _FRAME.findall(text) if _DOCUMENT.search(unescape(a))]
    links = _LINK.findall(text) if len(text) < 2000 and 300 <= reply.status < 400 else []
    short = len(text) < 1000 and "<" in text and re.search(r"found|moved|redirect", text, re.I)
    if short and not links:
        links = [a for a in _LINK.findall(text) if _DOCUMENT.search(a) or a.endswith("/error")]
    found = next(iter([*([bare.group(1)] if bare else []), *frames, *links]), None)
    return urljoin(reply.url, unescape(found)) if found else None
