"""Registered documents from their official addresses: resumed, retried, checked.

What came so far lies beside the target as `<name>.part` and is gone on from; the target
appears in one step, and only after its type and hash were found right.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from treatygraph.errors import ReadError
from treatygraph.readers.container import detect

if TYPE_CHECKING:
    import httpx

__all__ = ["Download", "download"]

#: Larger answers are no treaty documents.
_MOST_BYTES = 200_000_000
#: Answers of a server that may be different in a while (RFC 9110, 15.5 and 15.6; RFC 6585).
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Download:
    """A document that was fetched: where it lies and what it is."""

    path: Path
    media_type: str
    sha256: str
    bytes: int
    resumed_at: int


class _PassingTrouble(Exception):
    """An answer that is worth another try."""


def download(
    url: str,
    target: Path,
    *,
    media_type: str | None = None,
    digest: str | None = None,
    tries: int = 4,
    pause: float = 1.0,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> Download:
    """Fetch an address into a file; raise `ReadError` where it cannot be had or is not it.

    `media_type` and `digest` (SHA-256) are what is expected, where it is known; `progress`
    is called with the bytes so far and the bytes in all, None where the server does not say.
    """
    import httpx

    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    if not digest and not _validator(part).exists():
        part.unlink(missing_ok=True)  # nothing could tell a mixture of two editions
    began = part.stat().st_size if part.exists() else 0
    trouble: Exception | None = None
    with httpx.Client(follow_redirects=True, timeout=30) as client:
        for attempt in range(tries):
            if attempt:
                time.sleep(pause * 2 ** (attempt - 1))
            try:
                _receive(client, url, part, progress)
                return _accept(part, target, url, media_type, digest, began)
            except (httpx.TransportError, _PassingTrouble) as error:
                trouble = error
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise ReadError(f"{url!r} is no address: {error}.") from error
    offline = isinstance(trouble, httpx.ConnectError | httpx.ConnectTimeout)
    kept = part.stat().st_size if part.exists() else 0
    raise ReadError(
        f"{url} cannot be reached; this machine seems to be offline."
        if offline
        else f"{url} did not come whole after {tries} tries: {trouble}.",
        expected="a connection to the publisher's server",
        remedy=f"try again later ({kept} bytes are kept and gone on from), or save the document "
        "with a browser and give the file to `treatygraph ingest`",
    ) from trouble


def _receive(
    client: httpx.Client, url: str, part: Path, progress: Callable[[int, int | None], None]
) -> None:
    """Append to the part file what it lacks, or write it anew."""
    have = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if _validator(part).exists():
            headers["If-Range"] = _validator(part).read_text("utf-8")
    with client.stream("GET", url, headers=headers) as answer:
        if answer.status_code == 416:
            part.unlink()
            raise _PassingTrouble("the server does not go on from where it stopped")
        if answer.status_code in _PASSING:
            raise _PassingTrouble(f"the server answered {answer.status_code}")
        if answer.status_code not in (200, 206):
            raise ReadError(
                f"{url} answered {answer.status_code} {answer.reason_phrase}.",
                expected="the document (200)",
                remedy="look whether the publisher moved it, and correct `url` in sources.yaml",
            )
        goes_on = answer.status_code == 206 and _starts_at(answer.headers, have)
        if answer.status_code == 206 and not goes_on:
            part.unlink()
            raise _PassingTrouble("the server went on from another place")
        if answer.headers.get("ETag", "").startswith('"'):
            _validator(part).write_text(answer.headers["ETag"], "utf-8")
        done = have if goes_on else 0
        length = answer.headers.get("Content-Length", "")
        total = done + int(length) if length.isdigit() else None
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_bytes():
                file.write(piece)
                done += len(piece)
                if done > _MOST_BYTES:
                    raise ReadError(f"{url} sends more than {_MOST_BYTES} bytes.")
                progress(done, total)


def _validator(part: Path) -> Path:
    """Return the file that keeps the entity tag of what came so far (RFC 9110, 13.1.5)."""
    return part.with_name(part.name + ".etag")


def _starts_at(headers: httpx.Headers, have: int) -> bool:
    return str(headers.get("Content-Range", "")).startswith(f"bytes {have}-")


def _accept(
    part: Path, target: Path, url: str, media_type: str | None, digest: str | None, began: int
) -> Download:
    """Hold what came to type and hash, and put it in its place."""
    data = part.read_bytes()
    _validator(part).unlink(missing_ok=True)
    found, kind = sha256(data).hexdigest(), detect(data)
    if digest and found != digest:
        part.unlink()
        raise ReadError(
            f"{url} gave a document with SHA-256 {found}.",
            expected=f"SHA-256 {digest}",
            remedy="the publisher may have changed it: compare, then correct sources.yaml",
        )
    if media_type and kind != media_type:
        part.unlink()
        raise ReadError(
            f"{url} gave {kind}, not the document.",
            expected=media_type,
            remedy="open the address in a browser, save the document there, and ingest the file",
        )
    part.replace(target)
    return Download(target, kind, found, len(data), began)
