"""A stand-in for the United Nations' document service, on loopback.

It behaves as those met it who fetch in bulk: a symbol is answered by a redirect, relative
and in upper case in part; one that is not known leads to /error; one that is reserved gives
nothing; where there is no Word file, the PDF comes all the same; viewer pages hold the
document in a frame; too many requests are refused for a while.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

__all__ = ["DocumentService", "document_service"]


class DocumentService(BaseHTTPRequestHandler):
    """Answers from `documents`: (symbol, language, form) → bytes, or what happens instead."""

    documents: ClassVar[dict[tuple[str, str, str], Any]]
    asked: ClassVar[list[str]]
    busy: ClassVar[int]
    base: ClassVar[str]

    def do_GET(self) -> None:
        """Answer as the service does."""
        parts = urlsplit(self.path)
        self.asked.append(self.path)
        if type(self).busy:
            type(self).busy -= 1
            self._answer(503, b"busy", {"Retry-After": "0"})
        elif parts.path == "/api/symbol/access":
            self._access({k: v[0] for k, v in parse_qs(parts.query).items()})
        elif parts.path.lower().startswith("/doc/undoc/"):
            self._file(parts.path)
        elif parts.path == "/error":
            self._answer(200, b"<html>Something went wrong</html>", {})
        else:  # a viewer page, whatever is asked for
            symbol = parts.path.removeprefix("/en/")
            frame = f'<iframe src="/api/symbol/access?s={symbol}&l=en&t=pdf"></iframe>'
            self._answer(200, f"<!DOCTYPE html><html>{frame}</html>".encode(), {})

    def _access(self, asked: dict[str, str]) -> None:
        place = asked["s"], asked["l"]
        found = self.documents.get((*place, asked["t"])) or self.documents.get((*place, "pdf"))
        if found is None:
            self._answer(302, b"", {"Location": f"{self.base}/error"})
        elif found == "unpublished":
            self._answer(200, b"", {})
        elif found == "challenge":
            self._answer(202, b"", {"x-amzn-waf-action": "challenge"})
        else:
            mark = sha256(found).hexdigest()[:12].upper()
            self._answer(302, b"", {"Location": f"/doc/UNDOC/GEN/{mark}/{asked['t'].upper()}/N1"})

    def _file(self, path: str) -> None:
        mark = path.split("/")[4].lower()
        found = next(
            d
            for d in self.documents.values()
            if isinstance(d, bytes) and sha256(d).hexdigest().startswith(mark)
        )
        self._answer(200, found, {"ETag": f'"{mark}"'})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def document_service() -> Iterator[type[DocumentService]]:
    """Run a service of one's own while the context lasts."""

    class Own(DocumentService):
        documents: ClassVar[dict[tuple[str, str, str], Any]] = {}
        asked: ClassVar[list[str]] = []
        busy: ClassVar[int] = 0

    running = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    Own.base = f"http://127.0.0.1:{running.server_port}"
    try:
        yield Own
    finally:
        running.shutdown()
        running.server_close()
        thread.join()
