"""What a SPARQL request says on its surface: which keywords stand outside of names.

pyoxigraph gives no algebra, and the endpoint must know three things before it runs a
query: whether it calls another server, whether it names its own dataset, and whether it
would write.  A lexer is enough for that, since keywords cannot stand inside strings,
IRIs, comments, variables or prefixed names (SPARQL 1.1, section 19.8).
"""

from __future__ import annotations

import re
import sys

__all__ = ["UNSTABLE", "keywords"]

_TOKEN = re.compile(
    r'''
    (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:.%-]|\\.)*)
    |(?P<word>[A-Za-z][A-Za-z0-9_]*)
    ''',
    re.VERBOSE | re.DOTALL,
)

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

#: Functions whose value differs from one run to the next: such an answer gets no ETag.
UNSTABLE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


def keywords(query: str) -> frozenset[str]:
    """Return the bare words of a query or update, in capitals.

    >>> sorted(keywords("SELECT ?service { ?s a <x:SERVICE> } # FROM"))
    ['A', 'SELECT']
    """
    texts = {query, _ESCAPE.sub(_character, query)}
    return frozenset(
        match["word"].upper()
        for text in texts
        for match in _TOKEN.finditer(text)
        if match["word"] is not None
    )


def _character(match: re.Match[str]) -> str:
    """Return the character of a codepoint escape (SPARQL 1.1, section 19.2)."""
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]
