"""What a SPARQL request says on its surface: which keywords stand outside of names.

pyoxigraph gives no algebra, and the endpoint must know some things before it runs a
query: whether it calls another server, whether it names its own dataset, whether it
would write, and how deep it nests.  A lexer is enough for that, since keywords cannot
stand inside strings, IRIs, comments, variables or prefixed names (SPARQL 1.1, section
19.8).  Every token takes all that was looked at to find it, so that the time is linear
in the length, whatever is sent.
"""

from __future__ import annotations

import re
import sys

__all__ = ["UNSTABLE", "depth", "keywords"]

_TOKEN = re.compile(
    r'''
    (?P<string>"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?+|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*+(?:\'\'\')?+
        |"(?:[^"\\\n\r]|\\.)*+"?+|'(?:[^'\\\n\r]|\\.)*+'?+)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    |(?P<comment>\#[^\n\r]*+)
    |(?P<variable>[?$]\w++)
    |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<run>[^\W\d_][\w.-]*+)(?P<local>:(?:[\w:.%-]|\\.)*+)?+
    |(?P<bare>:(?:[\w:.%-]|\\.)*+)
    |(?P<open>[({\[])|(?P<close>[)}\]])|(?P<prefix>[!+-])|(?P<other>\S)
    ''',
    re.VERBOSE | re.DOTALL,
)
#: Words in a run of letters, digits, dots and hyphens that is no prefixed name.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*+")
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
        word.upper()
        for text in texts
        for match in _TOKEN.finditer(text)
        if match["run"] is not None and match["local"] is None
        for word in _WORD.findall(match["run"])
    )


def depth(query: str) -> int:
    """Return how deep brackets and signs before a value nest.

    >>> depth("SELECT * { { ?s ?p '(((' } FILTER(!!?o) }")
    4
    """
    nested = deepest = signs = 0
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup
        signs = signs + 1 if kind == "prefix" else 0
        nested += (kind == "open") - (kind == "close")
        deepest = max(deepest, nested + signs)
    return deepest


def _character(match: re.Match[str]) -> str:
    """Return the character of a codepoint escape (SPARQL 1.1, section 19.2)."""
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]
