"""Mentions: where a text names a safeguard, a crime, a power or a measure, and how strongly.

The words are data (`data/lexicon/<scheme>.<language>.yaml`), one rule a concept: terms,
and exclusions that cancel a hit they overlap.  A mention says which rule found it and has
nobody's review: it is a machine's finding, apart from what people put down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import regex

from treatygraph.curated.yamlfile import Schema, parse_yaml, validate
from treatygraph.documents.structure.phrases import rejoin
from treatygraph.model import Mention, Provision
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = ["Lexicon", "Rule", "find_mentions", "load_lexicon", "shipped_lexicon"]

_GAP = "..."
_GAP_WORDS = 6
#: A word that lost its vowel before the next is a word of its own: `l'` of `l'enfant`.
_ELIDED = r"(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis)?[Qq]u)['’](?=\p{L})"
_WORD = regex.compile(rf"{_ELIDED}|[\p{{L}}\d][\p{{L}}\d’'/-]*|[.;:!?,]")
_CONDITIONS = ("domestic-law", "as-appropriate")


@dataclass(frozen=True, slots=True)
class Rule:
    """Terms and exclusions of one concept; `name` is what a mention is traced back to."""

    concept: str
    name: str
    terms: tuple[tuple[str, ...], ...]
    exclusions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    rule: Rule


@dataclass(slots=True)
class Lexicon:
    """Rules of several schemes for one language, indexed by the first word of each term."""

    rules: tuple[Rule, ...]
    _first: dict[str, list[tuple[Rule, tuple[str, ...], bool]]] = field(default_factory=dict)
    _known: dict[str, tuple[tuple[Rule, tuple[str, ...], bool], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rules:
            for terms, excluded in ((rule.terms, False), (rule.exclusions, True)):
                for term in terms:
                    key = term[0][:4] if term[0].endswith("*") else term[0]
                    self._first.setdefault(key.rstrip("*"), []).append((rule, term, excluded))

    def _entries(self, word: str) -> tuple[tuple[Rule, tuple[str, ...], bool], ...]:
        """Return the terms that can begin with a word."""
        keys = {word, *(word[:n] for n in range(2, 5))}
        return tuple(entry for key in sorted(keys) for entry in self._first.get(key, ()))

    def hits(self, text: str) -> list[_Hit]:
        """Return what the rules find in a text, in order; of one rule, nothing overlaps."""
        words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
        found: list[_Hit] = []
        barred: list[_Hit] = []
        matches: list[regex.Match[str]] = []
        for i, entries in enumerate(map(self._known.get, words)):
            if entries is None:
                entries = self._known[words[i]] = self._entries(words[i])
            if not entries:
                continue
            second = words[i + 1] if i + 1 < len(words) else ""
            for rule, term, excluded in entries:
                if len(term) > 1 and (part := term[1]) != second and not _stands_for(second, part):
                    continue
                end = _match(words, i, term)
                if end is not None:
                    matches = matches or list(_WORD.finditer(text))
                    hit = _Hit(matches[i].start(), matches[end - 1].end(), rule)
                    (barred if excluded else found).append(hit)
        if not found:
            return []
        return _longest([hit for hit in found if not any(_bars(bar, hit) for bar in barred)])


def _bars(bar: _Hit, hit: _Hit) -> bool:
    return bar.rule is hit.rule and bar.start < hit.end and hit.start < bar.end


def _longest(hits: list[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, h.start - h.end)):
        if not any(k.rule is hit.rule and hit.start < k.end for k in kept[-12:]):
            kept.append(hit)
    return kept


def _match(words: Sequence[str], at: int, term: Sequence[str]) -> int | None:
    """Return the word after a term that begins at a word, None where it does not."""
    i = at
    gap = 0
    for part in term:
        if part == _GAP:
            gap = _GAP_WORDS
            continue
        limit = min(len(words), i + gap + 1)
        while i < limit and not _same(words[i], part):
            if words[i] in ".;:!?":
                return None
            i += 1
        if i >= limit:
            return None
        i += 1
        gap = 0
    return i


def _stands_for(word: str, part: str) -> bool:
    """Tell whether a word that is not the part of a term may stand for it: its stem, a gap."""
    return (part[-1] == "*" and word.startswith(part[:-1])) or part == _GAP


def _same(word: str, part: str) -> bool:
    return word == part or (part[-1] == "*" and word.startswith(part[:-1]))


@cache
def shipped_lexicon(language: str) -> Lexicon:
    """Return the shipped lexicon of a language; without rules where there is none."""
    return load_lexicon(language=language)


def load_lexicon(folder: Path | None = None, *, language: str = "en") -> Lexicon:
    """Return the lexicon of a language; empty where none is kept for it.

    Raise the first `DataError` of a file that breaks `data/schema/lexicon.schema.json`.
    """
    schema = Schema.parse(locate("data", "schema", "lexicon.schema.json").read_text("utf-8"))
    rules: list[Rule] = []
    for path in sorted((folder or locate("data", "lexicon")).glob(f"*.{language}.yaml")):
        located = parse_yaml(read_text(path), name=path.name)
        for fault in validate(located, schema):
            raise fault
        rules += [_rule(located.data["scheme"], row) for row in located.data["rules"]]
    return Lexicon(tuple(rules))


def _rule(scheme: str, row: Mapping[str, list[str] | str]) -> Rule:
    concept = f"{scheme}/{row['concept']}"
    return Rule(concept, f"lexicon:{concept}", _terms(row["terms"]), _terms(row.get("exclusions")))


def _terms(rows: list[str] | str | None) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_words(term)) for term in rows or ())


def _words(term: str) -> Iterator[str]:
    for word in regex.sub(rf"\b({_ELIDED})", r"\1 ", term.lower()).split(" "):
        bare = word.rstrip(",")
        yield bare
        if bare != word:
            yield ","


def find_mentions(
    provisions: Sequence[Provision],
    lexicon: Lexicon,
    pieces: Mapping[str, Sequence[tuple[int, int]]],
    text: str,
) -> tuple[Mention, ...]:
    """Return what the lexicon finds, in document order; spans point into `text`.

    The strength of a mention is the last modal verb before it in its own sentence, else
    that of the words which introduce the list it stands in.
    """
    found: list[Mention] = []
    verbs: dict[str, str | None] = {}
    parents = {p.key: p.parent for p in provisions}
    for provision in provisions:
        inherited = verbs.get(parents[provision.key] or "")
        verb = inherited
        for start, end in pieces.get(provision.key, ()):
            body = text[start:end]
            hits = lexicon.hits(body)
            found += _mentions(provision.key, body, start, hits, inherited)
            verb = _strength(hits, body, len(body)) or verb
        verbs[provision.key] = verb
    return tuple(found)


def _mentions(
    key: str, body: str, offset: int, hits: list[_Hit], inherited: str | None
) -> Iterator[Mention]:
    for hit in hits:
        scheme, _, notation = hit.rule.concept.partition("/")
        if scheme == "modality" and notation not in _CONDITIONS:
            continue
        yield Mention(
            provision=key,
            concept=hit.rule.concept,
            surface=rejoin(body[hit.start : hit.end]),
            start=offset + hit.start,
            end=offset + hit.end,
            rule=hit.rule.name,
            modality=_strength(hits, body, hit.start) or inherited,
        )


_SENTENCE_END = regex.compile(r"[.;]\s+(?=\p{Lu})")


def _strength(hits: Sequence[_Hit], body: str, position: int) -> str | None:
    """Return the modality of the sentence that a position stands in, as far as it says one."""
    begin = 0
    for match in _SENTENCE_END.finditer(body, 0, position + 1):
        begin = match.end()
    close = _SENTENCE_END.search(body, position)
    verbs = [
        hit
        for hit in hits
        if hit.rule.concept.startswith("modality/")
        and hit.rule.concept.partition("/")[2] not in _CONDITIONS
        and begin <= hit.start < (close.start() if close else len(body))
    ]
    before = [hit for hit in verbs if hit.start < position]
    chosen = _widest(before[-1], verbs) if before else (_widest(verbs[0], verbs) if verbs else None)
    return chosen.rule.concept.partition("/")[2] if chosen else None


def _widest(verb: _Hit, verbs: Sequence[_Hit]) -> _Hit:
    """Return "shall consider" rather than the "shall" inside it."""
    around = [v for v in verbs if v.start <= verb.start and verb.end <= v.end]
    return max(around, key=lambda v: v.end - v.start)
