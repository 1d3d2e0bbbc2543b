"""Which file stands for which address of the server."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode

__all__ = ["canonical", "file_of", "relative"]

#: Addresses whose page reads its own query string in the browser.
BY_SCRIPT = ("/search", "/questions/", "/sparql")
_SUFFIXED = re.compile(r"\.(?:ttl|jsonld|nq|nt|json|js|css|svg|txt|xml|gz|wasm)$")


def canonical(address: str) -> str:
    """Return an address without its fragment, its parameters in order, empty ones left out.

    >>> canonical("/matrix?role=&draft=zero-draft#top")
    '/matrix?draft=zero-draft'
    """
    path, _, query = address.partition("#")[0].partition("?")
    pairs = sorted((k, v) for k, v in parse_qsl(query) if v)
    return unquote(path) + (f"?{urlencode(pairs)}" if pairs else "")


def file_of(address: str) -> str:
    """Return the file of a canonical address.

    >>> file_of("/"), file_of("/page/id/x"), file_of("/matrix?draft=zero-draft&role=final")
    ('index.html', 'page/id/x.html', 'matrix--draft-zero-draft--role-final.html')
    >>> file_of("/data/id/x.ttl")
    'data/id/x.ttl'
    """
    path, _, query = address.partition("?")
    name = path.strip("/") or "index"
    if path.startswith(("/data/", "/assets/", "/dumps/", "/brief/")) or _SUFFIXED.search(path):
        return name
    parts = [
        "-".join((key, re.sub(r"[^\w.,-]+", "_", value, flags=re.ASCII)))
        for key, value in parse_qsl(query)
    ]
    return "--".join([name, *parts]) + ".html"


def relative(start: str, target: str) -> str:
    """Return the link from one file to another, percent-encoded.

    >>> relative("page/id/x.html", "assets/site.css")
    '../../assets/site.css'
    """
    return quote(posixpath.relpath(target, posixpath.dirname(start) or "."), safe="/.-_~,+@:()")
