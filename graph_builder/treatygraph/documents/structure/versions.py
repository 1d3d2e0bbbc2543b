"""Several language versions in one document: the wanted one is read, the rest set aside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from treatygraph.documents.formats.source import Block, Furniture, SourceText
from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.language import guess_language
from treatygraph.findings import Finding

__all__ = ["select_language"]


def select_language(source: SourceText, wanted: str | None) -> tuple[SourceText, str | None]:
    """Return the source with one language version in its blocks, and that language.

    A version begins where article 1 comes again in another language.  Without `wanted`
    the first version is read.  What belongs to another version becomes furniture of the
    kind `other-language`, and a finding says so.
    """
    versions = _versions(source)
    languages = [guess_language(_sample(source, part)) for part in versions]
    chosen = next((i for i, code in enumerate(languages) if wanted in (None, code)), 0)
    if len(versions) < 2:
        return source, wanted or (languages[0] if languages else None)
    keep = [v for v, code in zip(versions, languages, strict=True) if v is versions[chosen]]
    others = [b for v in versions if v is not versions[chosen] for b in v]
    finding = Finding(
        "info",
        "other-language-version",
        f"character {others[0].start}",
        f"The document holds {len(versions)} versions ({', '.join(c or '?' for c in languages)}); "
        f"{languages[chosen] or 'the first'} was read.",
        "name another with --language",
    )
    aside = tuple(Furniture(b.start, b.end, "other-language") for b in others)
    return (
        replace(
            source,
            blocks=tuple(b for v in keep for b in v),
            furniture=source.furniture + aside,
            findings=(*source.findings, finding),
        ),
        languages[chosen],
    )


def _versions(source: SourceText) -> list[list[Block]]:
    """Return the blocks cut before each version that has an article 1 of its own."""
    firsts = [
        i
        for i, block in enumerate(source.blocks)
        if (head := find_head(source.text[block.start : block.end]))
        and head.level == "article"
        and head.number == "1"
    ]
    cuts = [0]
    for before, here in pairwise(firsts):
        one = guess_language(_sample(source, list(source.blocks[before:here])))
        two = guess_language(_sample(source, list(source.blocks[here : here + 60])))
        if one != two and one and two:
            cuts.append(_title_before(source, here, two))
    ends = [*cuts[1:], len(source.blocks)]
    return [list(source.blocks[a:b]) for a, b in zip(cuts, ends, strict=True)]


def _title_before(source: SourceText, first: int, language: str) -> int:
    """Return where a version's own title and preamble begin, above its article 1."""
    at = first
    while at > 0:
        block = source.blocks[at - 1]
        text = source.text[block.start : block.end]
        head = find_head(text)
        if head is not None and head.level == "article":
            break
        if len(text) > 80 and guess_language(text) not in (language, None):
            break
        at -= 1
    else:
        return first
    return max(at, _after_last_article(source, at, first))


def _after_last_article(source: SourceText, at: int, first: int) -> int:
    for i in range(at, first):
        block = source.blocks[i]
        if block.heading in (1, 2):
            return i
    return at


def _sample(source: SourceText, blocks: list[Block]) -> str:
    return " ".join(source.text[b.start : b.end] for b in blocks[:80])
