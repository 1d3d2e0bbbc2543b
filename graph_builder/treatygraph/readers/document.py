"""One document from bytes to a reading: container, language, structure, records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from treatygraph.findings import Finding
from treatygraph.readers.container import open_container
from treatygraph.readers.headings import find_head
from treatygraph.readers.lexicon import Lexicon, find_mentions, load_lexicon
from treatygraph.readers.outline import finish
from treatygraph.readers.phrases import looks_like_heading, merged_heading
from treatygraph.readers.proposals import find_proposals
from treatygraph.readers.reading import Owned, Reading
from treatygraph.readers.references import find_references
from treatygraph.readers.source import SourceText
from treatygraph.readers.structure import Outline, read_structure
from treatygraph.readers.versions import select_language
from treatygraph.readers.yamlfile import parse_yaml
from treatygraph.resources import locate

__all__ = ["read", "read_source"]


def read(data: bytes, *, name: str = "", language: str | None = None) -> Reading:
    """Return what a document holds; `language` chooses among several versions in it."""
    media_type, source = open_container(data, name=name)
    facts = {
        "name": name,
        "media_type": media_type,
        "sha256": sha256(data).hexdigest(),
        "bytes": len(data),
    }
    return read_source(source, facts, language=language)


def read_source(
    source: SourceText, facts: dict[str, object], *, language: str | None = None
) -> Reading:
    """Return the reading of a text in blocks."""
    chosen, found = select_language(source, language)
    outline = read_structure(chosen, merged=_runs_together(chosen))
    provisions = finish(outline, source.text)
    pieces = {n.key: tuple(sorted(n.pieces)) for n in outline.root.walk() if n.key and n.pieces}
    references = find_references(
        provisions,
        pieces,
        source.text,
        language=found or "en",
        aliases=_aliases(),
        titles=[
            source.text[f.start : f.end] for f in outline.furniture if f.kind == "front-matter"
        ],
    )
    lost = tuple(
        Finding(
            "warning",
            "unaccounted-text",
            f"character {start}",
            f"{source.text[start:end][:80]!r} belongs to no block.",
            "please report the document: reading must not lose text",
        )
        for start, end in source.unaccounted()
    )
    furniture = (*chosen.furniture, *outline.furniture)
    owned = sorted(
        {*_owned(outline), *(Owned(f.start, f.end, f"furniture:{f.kind}") for f in furniture)}
    )
    empty: tuple[Finding, ...] = ()
    if not provisions:
        empty = (
            Finding(
                "warning",
                "no-provisions",
                str(facts.get("name") or "document"),
                "No article, chapter or preamble was found.",
                "look whether this is a treaty text, and whether the text layer is sound",
            ),
        )
    return Reading(
        document={**facts, "language": found, "title": source.title, **source.facts},
        text=source.text,
        provisions=provisions,
        owned=tuple(owned),
        references=references,
        mentions=find_mentions(provisions, _lexicon(found or "en"), pieces, source.text),
        proposals=find_proposals(provisions, pieces, source.text),
        findings=(*chosen.findings, *outline.findings, *lost, *empty),
        furniture=tuple(sorted(furniture)),
        pieces=pieces,
    )


@cache
def _lexicon(language: str) -> Lexicon:
    """Return the shipped lexicon of a language."""
    return load_lexicon(language=language)


@cache
def _aliases() -> dict[str, str]:
    """Return the printed names of registered instruments, each with its key."""
    path = locate("data", "instruments.yaml")
    rows = parse_yaml(path.read_text("utf-8"), name=path.name).data["instruments"]
    return {
        alias: row["key"]
        for row in rows
        for alias in [row["title"], *row["aliases"], *row.get("names", {}).values()]
    }


def _owned(outline: Outline) -> Iterator[Owned]:
    for node in outline.root.walk():
        if node.parent is None:
            continue
        yield from (Owned(a, b, node.key, "head") for a, b in node.head)
        yield from (Owned(a, b, node.key) for a, b in node.pieces)
        if node.heading:
            yield Owned(*node.heading, node.key, "heading")


def _runs_together(source: SourceText) -> bool:
    """Tell whether headings run into the text where they do not stand alone."""
    merged = clean = heads = 0
    for block, after in zip(source.blocks, source.blocks[1:], strict=False):
        head = find_head(source.text[block.start : block.end])
        if head is None or head.level != "article" or head.title_at is not None:
            continue
        heads += 1
        text = source.text[after.start : after.end]
        if looks_like_heading(text) or after.heading:
            clean += 1
        elif merged_heading(text) is not None:
            merged += 1
    return merged > 0 and merged + clean > 0.9 * heads
