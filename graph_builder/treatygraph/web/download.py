"""Registered documents from their official addresses: resumed, retried, checked.

What came so far lies beside the target as `<name>.part` and is gone on from; the target
appears in one step, and only after its type and hash were found right.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from treatygraph import __version__
from treatygraph.documents.formats.container import detect
from treatygraph.errors import ReadError
from treatygraph.textfile import bring_to_disk, write_whole
from treatygraph.web.pages import Pacer, Refusal, Reply, asked_wait, may_be_page, onward

if TYPE_CHECKING:
    import httpx

__all__ = ["DOCX", "Download", "Offline", "download"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: Larger answers are no treaty documents.
_MOST_BYTES = 200_000_000
#: Answers of a server that may be different in a while (RFC 9110, 15.5 and 15.6; RFC 6585).
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
#: More pages than this on the way to a document are a circle.
_MOST_PAGES = 6
_MOST_PAGE_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Download:
    """A document that was fetched: where it lies, what it is, the address that gave it.

    `earlier` is an earlier copy that differs, kept beside it.
    """

    path: Path
    media_type: str
    sha256: str
    bytes: int
    resumed_at: int
    url: str = ""
    earlier: Path | None = None


class Offline(ReadError):
    """No server could be reached at all: asking for other documents is of no use."""


class _PassingTrouble(Exception):
    """An answer that is worth another try, after the wait that it asks for."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(what)


def download(
    url: str,
    target: Path,
    *,
    media_type: str | None = None,
    digest: str | None = None,
    tries: int = 4,
    pause: float = 1.0,
    sleep: Callable[[float], None] = time.sleep,
    pacer: Pacer | None = None,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
    check: Callable[[str, bytes, str], None] = lambda url, data, kind: None,
    page: bool = False,
) -> Download:
    """Fetch an address into a file; raise `ReadError` where it cannot be had or is not it.

    `media_type` and `digest` (SHA-256) are what is expected, where it is known; `progress`
    is called with the bytes so far and the bytes in all, None where the server does not say;
    `check` is given the final address, the bytes and their type, and raises what speaks
    against them.  `page` says that a page, or XML, is what is asked for.
    """
    import httpx

    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    if not digest and not _validator(part).exists():
        part.unlink(missing_ok=True)  # nothing could tell a mixture of two editions
    began = part.stat().st_size if part.exists() else 0
    paced, page = pacer or Pacer(0.0, sleep), page or media_type == "text/html"
    trouble: Exception | None = None
    hooks = {"request": [lambda request: paced.wait(request.url.netloc.decode())]}
    agent = {"User-Agent": f"treatygraph/{__version__}"}
    with httpx.Client(
        headers=agent, follow_redirects=True, timeout=30, event_hooks=hooks
    ) as client:
        for attempt in range(tries):
            if attempt:
                asked = trouble.wait if isinstance(trouble, _PassingTrouble) else None
                sleep(pause * 2 ** (attempt - 1) if asked is None else asked)
            try:
                came = _follow(client, url, part, progress, wants_page=page)
                return _accept(part, target, came, media_type, digest, began, check)
            except (httpx.TransportError, _PassingTrouble) as error:
                if isinstance(error, httpx.UnsupportedProtocol):
                    raise ReadError(f"{url!r} is no address: {error}.") from error
                trouble = error
            except httpx.InvalidURL as error:
                raise ReadError(f"{url!r} is no address: {error}.") from error
            except httpx.TooManyRedirects as error:
                raise Refusal("status", f"{url} leads in a circle.") from error
    offline = isinstance(trouble, httpx.ConnectError | httpx.ConnectTimeout)
    kept = part.stat().st_size if part.exists() else 0
    raise (Offline if offline else ReadError)(
        f"{url} cannot be reached; this machine seems to be offline."
        if offline
        else f"{url} did not come whole after {tries} tries: {trouble}.",
        expected="a connection to the publisher's server",
        remedy=f"try again later ({kept} bytes are kept and gone on from), or save the document "
        "with a browser, then `treatygraph official --from FOLDER`",
    ) from trouble


def _follow(
    client: httpx.Client,
    url: str,
    part: Path,
    progress: Callable[[int, int | None], None],
    *,
    wants_page: bool,
) -> str:
    """Fetch into the part file, over the pages on the way; return the address that gave it."""
    here, lowered = url, False
    for _ in range(_MOST_PAGES):
        try:
            reply = _receive(client, here, part, progress, wants_page=wants_page)
        except _Absent as absent:
            lower = _in_lower_case(absent.url)
            if lowered or absent.url == url or lower == absent.url:
                raise
            here, lowered = lower, True
            continue
        if not isinstance(reply, Reply):
            return reply
        ahead = onward(reply)
        if ahead is None and 300 <= reply.status < 400:
            raise Refusal("status", f"{reply.url} answered {reply.status} and leads nowhere.")
        if ahead is None:  # a page is all that there is
            part.write_bytes(reply.body)
            return reply.url
        here = ahead
    raise Refusal("status", f"{url} leads from page to page and to no document.")


class _Absent(Refusal):
    """An address at which there is nothing."""

    def __init__(self, url: str, answer: str) -> None:
        self.url = url
        super().__init__(
            "status",
            f"{url} answered {answer}.",
            expected="the document (200)",
            remedy="look whether the publisher moved it, and correct `url` in sources.yaml",
        )


def _in_lower_case(url: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return parts._replace(path=parts.path.lower()).geturl()


def _receive(
    client: httpx.Client,
    url: str,
    part: Path,
    progress: Callable[[int, int | None], None],
    *,
    wants_page: bool,
) -> str | Reply:
    """Append to the part file what it lacks, or write it anew; return the final address.

    A page is returned instead, and the part file left as it is.
    """
    have = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if _validator(part).exists():
            headers["If-Range"] = _validator(part).read_text("utf-8")
    with client.stream("GET", url, headers=headers) as answer:
        goes_on = _goes_on(answer, part, have)
        pieces = answer.iter_bytes()
        if not goes_on:
            head, pieces = _peek(pieces)
            challenged = answer.status_code == 202 or "x-amzn-waf-action" in answer.headers
            odd = challenged or answer.status_code != 200 or not head
            if odd or (not wants_page and may_be_page(head)):
                return Reply(str(answer.url), answer.status_code, challenged, _whole(pieces))
        if answer.headers.get("ETag", "").startswith('"'):
            write_whole(_validator(part), answer.headers["ETag"])
        done = have if goes_on else 0
        length = answer.headers.get("Content-Length", "")
        total = done + int(length) if length.isdecimal() else None
        with part.open("ab" if goes_on else "wb") as file:
            for piece in pieces:
                file.write(piece)
                done += len(piece)
                if done > _MOST_BYTES:
                    raise ReadError(f"{url} sends more than {_MOST_BYTES} bytes.")
                progress(done, total)
        return str(answer.url)


def _goes_on(answer: httpx.Response, part: Path, have: int) -> bool:
    """Tell whether an answer goes on where the part file ends; raise where it is of no use."""
    status = answer.status_code
    if status == 416:
        part.unlink(missing_ok=True)
        raise _PassingTrouble("the server does not go on from where it stopped")
    if status in _PASSING:
        wait = asked_wait(answer.headers.get("Retry-After", ""))
        raise _PassingTrouble(f"the server answered {status}", wait)
    challenged = "x-amzn-waf-action" in answer.headers
    if status not in (200, 202, 206) and not 300 <= status < 400 and not challenged:
        raise _Absent(str(answer.url), f"{status} {answer.reason_phrase}")
    goes_on = status == 206 and _starts_at(answer.headers, have)
    if status == 206 and not goes_on:
        part.unlink(missing_ok=True)
        raise _PassingTrouble("the server went on from another place")
    return goes_on


def _peek(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes of a body, and the body from its beginning."""
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= 16:
            break
    return first, chain([first], pieces)


def _whole(pieces: Iterable[bytes]) -> bytes:
    body = b""
    for piece in pieces:
        body += piece
        if len(body) > _MOST_PAGE_BYTES:
            break
    return body


def _validator(part: Path) -> Path:
    """Return the file that keeps the entity tag of what came so far (RFC 9110, 13.1.5)."""
    return part.with_name(part.name + ".etag")


def _starts_at(headers: httpx.Headers, have: int) -> bool:
    return str(headers.get("Content-Range", "")).startswith(f"bytes {have}-")


def _accept(
    part: Path,
    target: Path,
    url: str,
    media_type: str | None,
    digest: str | None,
    began: int,
    check: Callable[[str, bytes, str], None],
) -> Download:
    """Hold what came to type, hash and check, and put it in its place."""
    data = part.read_bytes()
    _validator(part).unlink(missing_ok=True)
    found, kind = sha256(data).hexdigest(), detect(data)
    try:
        if digest and found != digest:
            raise Refusal(
                "hash",
                f"{url} gave a document with SHA-256 {found}.",
                expected=f"SHA-256 {digest}",
                remedy="the publisher may have changed it: compare, then correct sources.yaml",
            )
        if media_type and kind != media_type:
            raise Refusal(
                "type",
                f"{url} gave {kind}, not the document.",
                expected=media_type,
                remedy="open the address in a browser, save the document there, "
                "and ingest the file",
            )
        check(url, data, kind)
    except Refusal:
        part.unlink()
        raise
    bring_to_disk(part)
    part.replace(target)
    return Download(target, kind, found, len(data), began, url)
