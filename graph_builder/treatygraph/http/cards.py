"""What other sites show of a page: its title, a sentence, a picture; and pages within theirs.

Promise: a page says the same wherever it is; `?embed` only lets other sites frame it.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from treatygraph.draw.scene import plain
from treatygraph.http.frozen.addresses import canonical, file_of
from treatygraph.languages import gettext, spoken

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["MARK", "Embedding", "with_card"]

#: Where the template of all pages leaves room for the card.
MARK = "<!--card-->"
PARAMETER = b"embed"
_LEAD = '<p class="lead">'
_TAGS = re.compile(r"<[^>]+>")
#: Letters of a description that other sites show.
_LONGEST = 200


class Embedding:
    """Lets a page be framed by other sites where the address says `embed`; no page sees it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and PARAMETER in scope["query_string"]:
            parts = scope["query_string"].split(b"&")
            rest = [part for part in parts if part.partition(b"=")[0] != PARAMETER]
            if len(rest) < len(parts):
                scope = {**scope, "query_string": b"&".join(rest), "embed": True}
        await self.app(scope, receive, send)


def with_card(text: str, title: str, request: Request, site: Site) -> str:
    """Return a page with its preview card: description, title, picture, address."""
    description = _description(text) or gettext(
        "A knowledge graph of a treaty under negotiation: provisions, positions, evidence."
    )
    named = {
        "og:site_name": "treatygraph",
        "og:type": "website",
        "og:locale": spoken(),
        "og:title": plain(title),
        "og:description": description,
    }
    root, address = _where(request, site)
    if root:
        named |= {"og:url": address, "og:image": f"{root}/assets/card.jpg"}
        named |= {"og:image:width": "1200", "og:image:height": "630"}
        named["og:image:alt"] = gettext("The map of a draft: articles, and what was asked of them")
    lines = [f'<meta name="description" content="{escape(description)}">']
    lines += [f'<meta property="{name}" content="{escape(v)}">' for name, v in named.items()]
    lines.append('<meta name="twitter:card" content="summary_large_image">')
    return text.replace(MARK, "\n".join(lines), 1)


def _description(text: str) -> str:
    """Return the sentence that a page begins with, as plain text."""
    begin = text.find(_LEAD)
    if begin < 0:
        return ""
    lead = text[begin + len(_LEAD) : text.find("</p>", begin)]
    words = " ".join(unescape(_TAGS.sub("", lead)).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _where(request: Request, site: Site) -> tuple[str, str]:
    """Return the root of the site and the address of the page; empty where nobody knows them."""
    if not site.still:
        root = str(request.base_url).rstrip("/")
        return root, str(request.url)
    if not site.address:
        return "", ""
    root = site.address.rstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    return root, f"{root}/{file_of(canonical(request.scope['path'] + query))}"
