"""What a query reads of a graph: the properties whose triples decide its answer.

Two graphs that agree in these give the same answer.  A query that may rest on more (a
variable where a property stands, all nodes of the graph, the time of day, another server)
or that is written in a way not foreseen here reads "everything", which is said by None.
SPARQL 1.1, section 19.8, has the grammar; tests hold this reading to that of rdflib.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NoReturn

from treatygraph.vocab import PREFIXES, expand

__all__ = ["TYPE", "reads"]

#: The property that says the class of a thing, as N-Triples has it.
TYPE = f"<{expand('rdf:type')}>"
_TOKEN = re.compile(
    r"(?P<comment>\#[^\n]*)"
    r'|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')'
    r'|(?P<iri><[^<>"{}|^`\\\s]*>)'
    r"|(?P<var>[?$]\w+)"
    r"|(?P<lang>@[A-Za-z-]+)"
    r"|(?P<name>(?:[A-Za-z][\w-]{0,99})?:(?:[\w-][\w.:%-]*[\w%-]|[\w-])?)"
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[A-Za-z_]+)"
    r"|(?P<sign>\^\^|&&|\|\||!=|<=|>=|[{}()\[\].;,/|^*+?!=<>-])"
    r"|(?P<space>\s+)",
    re.DOTALL,
)
_PREFIX = re.compile(r"\bPREFIX\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
#: Words that make an answer depend on more than the graph, or on all of it.
_ELSE = frozenset(
    ("NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE", "DESCRIBE", "GRAPH", "FROM", "BASE")
)
Token = tuple[str, str]


class _Everything(Exception):
    """The query may read everything."""


@lru_cache(maxsize=4096)
def reads(query: str) -> frozenset[str] | None:
    """Return what a query reads, as N-Triples has it; None for everything.

    That is properties in angle brackets; where only the members of some classes are
    looked for, `rdf:type` and the class, parted by a space.

    >>> sorted(reads("SELECT ?x WHERE { ?x a <e:C> ; <e:p>/<e:q> ?y }"))[:2]
    ['<e:p>', '<e:q>']
    >>> reads("SELECT ?x WHERE { ?x ?p 1 }") is None
    True
    """
    try:
        reader = _Reader(_tokens(query))
        reader.query()
    except (_Everything, IndexError, RecursionError):
        return None
    return frozenset(reader.found)


def _tokens(query: str) -> list[Token]:
    prefixes = {**PREFIXES, **dict(_PREFIX.findall(_TOKEN.sub(_without_text, query)))}
    found: list[Token] = []
    at = 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None or match.lastgroup is None:
            raise _Everything
        at = match.end()
        kind, text = match.lastgroup, match.group()
        if kind == "name":
            prefix, _, local = text.partition(":")
            if prefix in prefixes:
                found.append(("iri", f"<{prefixes[prefix]}{local}>"))
            else:
                found.append(("unknown", text))
        elif kind == "word":
            found.append((kind, text if text == "a" else text.upper()))
        elif kind not in ("comment", "space"):
            found.append((kind, text))
    if any(kind == "word" and text in _ELSE for kind, text in found):
        raise _Everything
    return [*found, ("end", "")]


def _without_text(match: re.Match[str]) -> str:
    return " " if match.lastgroup in ("comment", "text") else match.group()


#: A path: the properties in it, and whether it may be of no step at all.
_Path = tuple[tuple[str, ...], bool]
#: Variables at the ends of paths that may be of no step: any node would do for them.
_Loose = list[frozenset[str]]


class _Reader:
    """Reads tokens of a query from left to right and collects what it reads."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.found: set[str] = set()

    def query(self) -> None:
        """Read a whole query."""
        while self._word("PREFIX"):
            self._one_of("iri", "unknown")
            self._one_of("iri")
        if self._word("CONSTRUCT"):
            self._step_over_braces()
        elif not self._word("SELECT", "ASK"):
            raise _Everything
        self._rest()
        if self._next()[0] != "end":
            raise _Everything

    def _rest(self) -> None:
        """Read a query from what is selected on; nothing outside binds its variables."""
        loose: _Loose = []
        while self.tokens[self.at] != ("sign", "{"):
            if self._sign("("):
                loose += self._expression()
            elif not self._sign("*"):
                self._one_of("word", "var")
        loose += self._group()
        while self.tokens[self.at] not in (("sign", "}"), ("end", "")):
            if self._sign("("):
                loose += self._expression()
            elif self._word("VALUES"):
                self._values()
            else:
                self._one_of("word", "var", "number", "iri")
        if loose:
            raise _Everything

    def _group(self) -> _Loose:
        """Read a group; return the ends of paths that nothing in it binds to the graph."""
        self._must("{")
        bound: set[str] = set()
        loose: _Loose = []
        if self._word("SELECT"):
            self._rest()
            self._must("}")
            return []
        while not self._sign("}"):
            if self._word("OPTIONAL", "MINUS", "UNION") or self.tokens[self.at] == ("sign", "{"):
                loose += self._group()
            elif self._word("FILTER"):
                loose += self._filter()
            elif self._word("BIND"):
                self._must("(")
                loose += self._expression()
            elif self._word("VALUES"):
                self._values()
            elif not self._sign("."):
                self._triples(bound, loose)
        return [ends for ends in loose if not ends & bound]

    def _filter(self) -> _Loose:
        if self._word("NOT"):
            return self._group() if self._word("EXISTS") else self._fail()
        if self._word("EXISTS"):
            return self._group()
        if not self._sign("("):
            self._one_of("word", "iri")
            self._must("(")
        return self._expression()

    def _expression(self) -> _Loose:
        """Step over an expression whose bracket is open, and read the patterns in it."""
        loose: _Loose = []
        while not self._sign(")"):
            if self._sign("("):
                loose += self._expression()
            elif self.tokens[self.at] == ("sign", "{"):
                loose += self._group()
            elif self._next()[0] in ("end", "unknown"):
                raise _Everything
        return loose

    def _triples(self, bound: set[str], loose: _Loose) -> None:
        """Read triples of one subject."""
        if self.tokens[self.at] == ("sign", "["):
            self._object(bound, loose)
            if self.tokens[self.at] in (("sign", "."), ("sign", "}")):
                return
            subject = ("sign", "[")
        else:
            subject = self._one_of("var", "iri")
        self._properties(subject, bound, loose)

    def _properties(self, subject: Token, bound: set[str], loose: _Loose) -> None:
        while True:
            path = self._path()
            self._pattern(subject, path, self._object(bound, loose), bound, loose)
            while self._sign(","):
                self._pattern(subject, path, self._object(bound, loose), bound, loose)
            if not self._sign(";"):
                return
            while self._sign(";"):
                pass
            if self.tokens[self.at] in (("sign", "."), ("sign", "}"), ("sign", "]")):
                return

    def _pattern(
        self, subject: Token, path: _Path, value: Token, bound: set[str], loose: _Loose
    ) -> None:
        names, idle = path
        if names == (TYPE,) and not idle and value[0] == "iri":
            self.found.add(f"{TYPE} {value[1]}")
        else:
            self.found.update(names)
        ends = frozenset(text[1:] for kind, text in (subject, value) if kind == "var")
        if not idle:
            bound |= ends
        elif all(kind in ("var", "sign") for kind, _ in (subject, value)):
            loose.append(ends)

    def _path(self) -> _Path:
        names: tuple[str, ...] = ()
        idle = False
        while True:
            self._sign("^")
            if self._sign("("):
                inner, free = self._path()
                self._must(")")
                names, idle = names + inner, idle or free
            else:
                names = (*names, TYPE if self._word("a") else self._one_of("iri")[1])
            if self._sign("*") or self._sign("?"):
                idle = True
            else:
                self._sign("+")
            if not (self._sign("/") or self._sign("|")):
                return names, idle

    def _object(self, bound: set[str], loose: _Loose) -> Token:
        if self._sign("["):
            if not self._sign("]"):
                self._properties(("sign", "["), bound, loose)
                self._must("]")
            return "sign", "["
        if self._word("TRUE", "FALSE"):
            return "text", ""
        self._sign("-")
        found = self._one_of("var", "iri", "text", "number")
        if found[0] == "text":
            if self._sign("^^"):
                self._one_of("iri")
            elif self.tokens[self.at][0] == "lang":
                self.at += 1
        return found

    def _values(self) -> None:
        if self._sign("("):
            while not self._sign(")"):
                self._one_of("var")
        else:
            self._one_of("var")
        self._step_over_braces()

    def _step_over_braces(self) -> None:
        self._must("{")
        depth = 1
        while depth:
            token = self._next()
            if token[0] == "end":
                raise _Everything
            depth += (token == ("sign", "{")) - (token == ("sign", "}"))

    def _next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _one_of(self, *kinds: str) -> Token:
        token = self._next()
        return token if token[0] in kinds else self._fail()

    def _must(self, text: str) -> None:
        if not self._sign(text):
            raise _Everything

    def _sign(self, text: str) -> bool:
        """Step over a sign if it is the next."""
        found = self.tokens[self.at] == ("sign", text)
        self.at += found
        return found

    def _word(self, *texts: str) -> bool:
        """Step over a word if it is the next."""
        kind, text = self.tokens[self.at]
        found = kind == "word" and text in texts
        self.at += found
        return found

    def _fail(self) -> NoReturn:
        raise _Everything
