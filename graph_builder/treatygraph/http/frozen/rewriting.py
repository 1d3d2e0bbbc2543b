"""A page of the server made into a page of files: links relative, what is not there unlinked."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from treatygraph.http.frozen.addresses import BY_SCRIPT, canonical, file_of, relative

__all__ = ["links_of", "rewrite"]

_ANCHOR = re.compile(r'<a\b([^>]*?)\bhref="(/[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_LOADED = re.compile(r'<(link|script|form)\b([^>]*?)\b(href|src|action)="(/[^"]*)"')
_HEAD_LINK = re.compile(r'<link rel="alternate"[^>]*>\n?')


def links_of(text: str) -> set[str]:
    """Return the addresses of this server that a page links to, canonical."""
    return {canonical(html.unescape(match[2])) for match in _ANCHOR.finditer(text)}


def rewrite(text: str, file: str, *, there: Callable[[str], bool]) -> str:
    """Return a page for its file; `there` tells whether an address has a file."""

    def anchor(match: re.Match[str]) -> str:
        before, address, after, inside = match.groups()
        link = _link(html.unescape(address), file, there)
        return f'<a{before}href="{html.escape(link)}"{after}>{inside}</a>' if link else inside

    def loaded(match: re.Match[str]) -> str:
        tag, before, name, address = match.groups()
        target = canonical(html.unescape(address))
        if tag == "form":
            return (
                f'<{tag}{before}data-action="{address}" {name}="{relative(file, file_of(target))}"'
            )
        return f'<{tag}{before}{name}="{relative(file, file_of(target))}"'

    text = _HEAD_LINK.sub("", text)
    text = _LOADED.sub(loaded, _ANCHOR.sub(anchor, text))
    root = relative(file, "x").removesuffix("x") or "./"
    start = f'<script src="{root}assets/still/still.js"></script>'
    return text.replace("<html ", f'<html data-root="{root}" ', 1).replace(
        "</head>", f"{start}\n</head>", 1
    )


def _link(address: str, file: str, there: Callable[[str], bool]) -> str:
    parts = urlsplit(address)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if parts.path == "/describe":
        foreign = parse_qs(parts.query).get("iri", [""])[0]
        return foreign if foreign.startswith(("http://", "https://")) else ""
    if parts.path.startswith(BY_SCRIPT) and there(canonical(parts.path)):
        query = f"?{parts.query}" if parts.query else ""
        return relative(file, file_of(canonical(parts.path))) + query + fragment
    target = canonical(address)
    return relative(file, file_of(target)) + fragment if there(target) else ""
