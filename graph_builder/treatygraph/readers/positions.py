"""Position papers: sentences that may ask for a change, proposed to a curator.

A candidate says where the sentence stands, what it names and what change it seems to ask
for; it does not carry the sentence.  Nothing proposed here is a fact: the draft file has
the basis `unverified`, and every summary is left for a person to write.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from treatygraph.model import Provision
from treatygraph.readers.container import open_container
from treatygraph.readers.lexicon import Lexicon, load_lexicon
from treatygraph.readers.references import find_references
from treatygraph.readers.source import Block, SourceText
from treatygraph.resources import locate

__all__ = ["Candidate", "guess_holder", "positions_yaml", "propose"]

_ASKING = regex.compile(
    r"\b(?:should|must|ought\s+to|needs?\s+to|recommend(?:s|ed|ation)?|urges?|urged|calls?\s+(?:on|upon|for)"
    r"|propos(?:es?|ed|al)|suggests?|ask(?:s|ed)?\s+(?:that|for|States|delegat\w+)|request(?:s|ed)?\s+that"
    r"|encourages?|advocates?|oppos(?:es?|ed)|rejects?|objects?|welcomes?|insists?)\b",
    regex.IGNORECASE,
)
_AGAINST = regex.compile(r"\b(?:oppos\w+|reject\w*|object(?:s|ed)?\s+to)\b", regex.IGNORECASE)
_FOR = regex.compile(r"\b(?:welcomes?|supports?|commends?)\b", regex.IGNORECASE)
_SENTENCE = regex.compile(
    r"(?<!\b(?:[Aa]rts?|[Pp]aras?|No|Nos|e\.g|i\.e|cf|pp?|Mr|Ms|Dr|vs|St))[.!?]['’”\")\]]*(?:<sup>\d+</sup>|\d{1,2})?\s+(?=[\p{Lu}‘“\"(*])"
)
#: Where the references of a paper are found: no part of a treaty, so nothing is relative to it.
_PAPER = Provision(key="paper", level="preamble")
_BULLET = regex.compile(r"\s*(?:[-*•–]|\(?\w{1,3}[.)])\s")
_STANCE = {"repeal": "asks-to-delete", "insertion": "asks-to-add", "add-reference": "asks-to-add"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be a recommendation; `start` and `end` point into the text read."""

    key: str
    section: str
    place: str
    start: int
    end: int
    asking: str
    actions: tuple[str, ...]
    stance: str
    provisions: tuple[str, ...]
    instruments: tuple[str, ...]
    concepts: tuple[str, ...]


def propose(data: bytes, *, name: str = "", language: str = "en") -> tuple[Candidate, ...]:
    """Return the sentences of a paper that seem to ask for a change, in order."""
    _, source = open_container(data, name=name)
    lexicons = (
        load_lexicon(language=language),
        load_lexicon(locate("data", "lexicon", "papers"), language=language),
    )
    found: list[Candidate] = []
    for section, place, start, end in _sentences(source):
        match = _ASKING.search(source.text, start, end)
        if match is None:
            continue
        place_in = _Place(section, place, start, end, " ".join(match.group().lower().split()))
        candidate = _candidate(f"candidate-{len(found) + 1}", place_in, source.text, lexicons)
        if candidate.provisions or candidate.concepts or candidate.actions:
            found.append(candidate)
    return tuple(found)


def _sentences(source: SourceText) -> Iterator[tuple[str, str, int, int]]:
    """Yield section, place, start and end of each sentence of running text."""
    section, paragraph = "", 0
    for block in _paragraphs(source):
        if block.heading:
            section = " ".join(source.text[block.start : block.end].split()).strip("#* ")
            paragraph = 0
            continue
        paragraph += 1
        start, number = block.start, 0
        for end in [*_ends(source.text, block), block.end]:
            if source.text[start:end].strip():
                number += 1
                yield section, _place(block, section, paragraph, number), start, end
            start = end


def _paragraphs(source: SourceText) -> Iterator[Block]:
    """Yield headings and paragraphs; lines without a blank line between are one paragraph."""
    last: Block | None = None
    for block in source.blocks:
        if last and not last.heading and not block.heading:
            between = source.text[last.end : block.start]
            if between.count("\n") < 2 and not _BULLET.match(source.text, block.start):
                last = replace(last, end=block.end)
                continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _ends(text: str, block: Block) -> Iterator[int]:
    for match in _SENTENCE.finditer(text, block.start, block.end):
        yield match.end()


def _place(block: Block, section: str, paragraph: int, number: int) -> str:
    page = f"p. {block.page}, " if block.page else ""
    return (
        f"{page}{section or 'before the first heading'}, paragraph {paragraph}, sentence {number}"
    )


@dataclass(frozen=True, slots=True)
class _Place:
    section: str
    place: str
    start: int
    end: int
    asking: str


def _candidate(key: str, at: _Place, whole: str, lexicons: tuple[Lexicon, Lexicon]) -> Candidate:
    text = whole[at.start : at.end]
    references = find_references((_PAPER,), {_PAPER.key: ((0, len(text)),)}, text)
    concepts = (hit.rule.concept for hit in lexicons[0].hits(text))
    actions = tuple(dict.fromkeys(h.rule.concept.partition("/")[2] for h in lexicons[1].hits(text)))
    inside = (r.target for r in references if r.target and not r.instrument)
    return Candidate(
        key=key,
        section=at.section,
        place=at.place,
        start=at.start,
        end=at.end,
        asking=at.asking,
        actions=actions,
        stance=_stance(text, actions),
        provisions=tuple(dict.fromkeys(inside)),
        instruments=tuple(dict.fromkeys(r.instrument for r in references if r.instrument)),
        concepts=tuple(dict.fromkeys(c for c in concepts if not c.startswith("modality/"))),
    )


def _stance(text: str, actions: Sequence[str]) -> str:
    if _AGAINST.search(text):
        return "opposes"
    if actions:
        return _STANCE.get(actions[0], "supports-with-change")
    return "supports" if _FOR.search(text) else "supports-with-change"


def guess_holder(text: str, names: Mapping[str, str]) -> str | None:
    """Return the key of the stakeholder that a paper names most often, None where none is."""
    counts: Counter[str] = Counter()
    for name, key in names.items():
        if len(name) > 2:
            counts[key] += text.count(name)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def positions_yaml(
    candidates: Sequence[Candidate], *, treaty: str, document: str, holder: str, draft: str | None
) -> str:
    """Return the candidates as a file in the form of data/positions, for a person to finish."""
    head = [
        "# yaml-language-server: $schema=../schema/positions.schema.json",
        "# Proposed by `treatygraph read-positions`; nothing here has been read by a person.",
        "# Write each summary in your own words, correct the rest, delete what asks for nothing.",
        f"key: {document}",
        f"treaty: {treaty}",
        f"document: {document}",
        f"holder: {holder}",
        "statements:",
    ]
    rows = [line for candidate in candidates for line in _statement(candidate, document, draft)]
    return "\n".join([*head, *rows] if rows else [*head[:-1], "statements: []"]) + "\n"


def _statement(c: Candidate, document: str, draft: str | None) -> Iterator[str]:
    things = ", ".join((*c.provisions, *c.concepts, *c.instruments)) or "nothing known by name"
    summary = f"TO WRITE: what this sentence asks ({c.asking!r}; it names {things})."
    yield f"  - key: {c.key}"
    yield "    kind: recommendation"
    yield f"    summary: {_quoted(summary)}"
    if c.section:
        yield f"    section: {_quoted(c.section)}"
    yield f"    stance: {c.stance}"
    if c.actions:
        more = f"  # or {', '.join(c.actions[1:])}" if c.actions[1:] else ""
        yield f"    action: {c.actions[0]}{more}"
    safeguards = [concept for concept in c.concepts if concept.startswith("safeguard/")]
    targets = [f"provision/{draft}/{key}" for key in c.provisions] if draft else []
    targets += [concept for concept in c.concepts if concept not in safeguards]
    yield f"    targets: [{', '.join(targets) or 'treaty'}]"
    if draft:
        yield f"    addresses: {draft}"
    if safeguards:
        yield f"    calls_for: [{', '.join(safeguards)}]"
    if c.instruments:
        yield f"    # instruments named: {', '.join(c.instruments)}"
    place = _quoted(c.place)
    yield f"    evidence: [{{basis: unverified, document: {document}, place: {place}}}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
