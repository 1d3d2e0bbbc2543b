"""What to tell somebody whose query does not parse, or will be answered otherwise than meant.

The advice is about the embedded engine (pyoxigraph), whose departures from SPARQL 1.1 are
silent: docs/engines-differ.md has them all, with what was seen of other engines.
"""

from __future__ import annotations

import re

from treatygraph.vocab import PREFIXES

__all__ = ["advice", "syntax_trouble", "undeclared_prefix"]

_TEXT = r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
_SKIPPED = re.compile(rf"(?P<text>{_TEXT})|(?P<iri><[^<>\s]*>)|(?P<comment>#[^\n]*)", re.DOTALL)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w?$@:.-])((?!_:)[A-Za-z][\w.-]*|):[\w%-]")
_OPERAND = r"(?:\?\w+|\)|Ł(?:\^\^[\w:]*)?)"
_PLUS = re.compile(rf"{_OPERAND}\s*\+\s*(?:\?\w|\(|Ł|[a-z]\w*:\w*[dD]uration\()")
_DURATION = re.compile(r"[dD]uration|[dD]eadline|Ł\^\^xsd:d")
_STEP = r"(?:[\w-]{0,99}:[\w.-]*|\ba\b|Ð)"
_EITHER = re.compile(rf"\^?{_STEP}[*+?]?\s*\|\s*\^?{_STEP}")
_ZERO = re.compile(
    rf"(?:(?:^|[{{.;]\s*)(?:{_STEP}|\?\w+)\s+|;\s*)(?:\^?{_STEP}|\([^()]*\))[*?](?=\s)"
)
_COUNTS = re.compile(r"\b(?:COUNT|SUM|AVG|GROUP_CONCAT)\s*\(\s*(?!DISTINCT)", re.IGNORECASE)


def undeclared_prefix(query: str) -> tuple[str, int] | None:
    """Return the first prefix that a query uses without declaring it, and its line.

    >>> undeclared_prefix("PREFIX a: <urn:a:> SELECT * { ?s a:p ?o ; ex:p ?q }")
    ('ex', 1)
    """
    bare = _SKIPPED.sub(_blank, query)
    known = {*PREFIXES, *(met[1] for met in _DECLARED.finditer(bare))}
    for met in _NAME.finditer(bare):
        if met[1] not in known:
            return met[1], bare.count("\n", 0, met.start()) + 1
    return None


def syntax_trouble(query: str, message: str) -> tuple[str, str, str]:
    """Return what was met, what was expected and what to do about a query that does not parse."""
    found = undeclared_prefix(query)
    if found is None:
        first = message.splitlines()[0] if message else ""
        return (
            f"The query does not parse: {first}.",
            "SPARQL 1.1",
            "look at the line and column named; the usual prefixes are declared already",
        )
    return (
        f"The query does not parse: line {found[1]} uses the prefix {found[0] + ':'!r}, which is "
        "not declared.",
        f"PREFIX {found[0]}: <…> before the query; without it there are {', '.join(PREFIXES)}",
        "declare it, or correct its spelling",
    )


def advice(query: str) -> tuple[str, ...]:
    """Return what the embedded engine will answer otherwise than SPARQL 1.1 says.

    >>> [a.partition(":")[0] for a in advice("SELECT (?day + ?deadline AS ?end) { ?x ex:d ?day }")]
    ['A date plus a duration']
    """
    bare = _SKIPPED.sub(_blank, query)
    found = []
    if _PLUS.search(bare) and _DURATION.search(bare):
        found.append(
            "A date plus a duration: the embedded engine leaves the value out or gives it, by the "
            "names of the variables. Write ?date - (-?duration), which is always answered."
        )
    if _EITHER.search(bare) and _COUNTS.search(bare):
        found.append(
            "Alternatives in a path (p|q): the embedded engine gives each pair once, SPARQL 1.1 "
            "once a way. Where ways are counted, write { … p … } UNION { … q … }."
        )
    if _ZERO.search(bare):
        found.append(
            "A path of no length (p* or p?): the embedded engine matches none where the start is "
            "in no triple. Where that matters, add UNION with BIND(?start AS ?end)."
        )
    return tuple(found)


def _blank(met: re.Match[str]) -> str:
    """Return what stands for a literal (Ł), an IRI (Ð) or a comment."""
    stands = "Ł" if met["text"] else "Ð" if met["iri"] else " "
    return stands + "\n" * met[0].count("\n")
