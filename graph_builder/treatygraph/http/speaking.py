"""Which language a page speaks: what the address asks for, else the cookie, else the browser.

Promise: a page has one address in all languages.  `language=` in an address speaks that
language and is remembered in a cookie; no page sees the parameter.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from treatygraph.http.negotiation import qualities
from treatygraph.languages import ENGLISH, languages, speaking

__all__ = ["PARAMETER", "Speaking", "address_in", "language_liked"]

PARAMETER = "language"
_YEAR = 365 * 24 * 3600


class Speaking:
    """Answers a request in the language that it asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked, query = _parted(scope["query_string"])
        headers = dict(scope["headers"])
        language = (
            asked
            or _remembered(headers.get(b"cookie", b"").decode("latin-1"))
            or language_liked(headers.get(b"accept-language", b"").decode("latin-1"))
        )
        scope = {**scope, "query_string": query, "language": language}
        with speaking(language):
            await self.app(scope, receive, _remembering(send, asked) if asked else send)


def language_liked(accept: str) -> str:
    """Return the language of the interface that an `Accept-Language` header likes best.

    >>> language_liked("de, fr-CH;q=0.9, en;q=0.8")
    'fr'
    >>> language_liked("")
    'en'
    """
    liked = sorted(qualities(accept).items(), key=lambda pair: -pair[1])
    for tag, quality in liked:
        code = tag.partition("-")[0]
        if quality > 0 and code in languages():
            return code
    return ENGLISH


def address_in(language: str, path: str, query: str) -> str:
    """Return an address that asks for a language.

    >>> address_in("fr", "/read", "draft=rev-1")
    '/read?draft=rev-1&language=fr'
    """
    return f"{path}?{query}{'&' if query else ''}{PARAMETER}={language}"


def _parted(query: bytes) -> tuple[str, bytes]:
    """Return the language that a query string names, and the string without it."""
    if PARAMETER.encode() not in query:
        return "", query
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    named = [value for name, value in pairs if name == PARAMETER and value in languages()]
    if not named:
        return "", query
    rest = [part for part in query.split(b"&") if part.partition(b"=")[0] != PARAMETER.encode()]
    return named[-1], b"&".join(rest)


def _remembered(cookies: str) -> str:
    if PARAMETER not in cookies:
        return ""
    try:
        found = SimpleCookie(cookies).get(PARAMETER)
    except CookieError:
        return ""
    return found.value if found and found.value in languages() else ""


def _remembering(send: Send, language: str) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html"):
                said = f"{PARAMETER}={language}; Path=/; Max-Age={_YEAR}; SameSite=Lax"
                headers.append("Set-Cookie", said)
        await send(message)

    return sent
