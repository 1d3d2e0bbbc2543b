"""One document from bytes to a reading: container, language, structure, records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256

from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents.doubts import find_doubts
from treatygraph.documents.formats.container import open_container
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.lexicon import find_mentions, shipped_lexicon
from treatygraph.documents.reading import Owned, Reading
from treatygraph.documents.references import find_references
from treatygraph.documents.structure.contents import set_contents_aside
from treatygraph.documents.structure.flattened import part_flattened
from treatygraph.documents.structure.headings import find_head
from treatygraph.documents.structure.holes import find_holes
from treatygraph.documents.structure.nodes import Outline
from treatygraph.documents.structure.outline import finish
from treatygraph.documents.structure.phrases import looks_like_heading, merged_heading
from treatygraph.documents.structure.proposals import find_proposals
from treatygraph.documents.structure.raised import quiet
from treatygraph.documents.structure.resolutions import operative_paragraphs
from treatygraph.documents.structure.runins import part_run_in
from treatygraph.documents.structure.serials import unsettle
from treatygraph.documents.structure.structure import read_structure
from treatygraph.documents.structure.versions import select_language
from treatygraph.documents.textwise import find_textwise
from treatygraph.findings import Finding
from treatygraph.model import Provision
from treatygraph.resources import locate

__all__ = ["is_pictured", "read", "read_source", "registered_names"]


def read(
    data: bytes,
    *,
    name: str = "",
    language: str | None = None,
    revisions: str = "accepted",
    ocr: bool = False,
) -> Reading:
    """Return what a document holds; `language` chooses among several versions in it.

    `revisions` is `accepted` or `original`: the text with tracked changes, or before them.
    With `ocr`, a PDF whose text layer is missing or unsound is read from its pictures.
    """
    media_type, source = open_container(data, name=name, revisions=revisions)
    if ocr and is_pictured(source.findings):
        source = _by_ocr(data, language)
    facts = {
        "name": name,
        "media_type": media_type,
        "sha256": sha256(data).hexdigest(),
        "bytes": len(data),
    }
    return read_source(source, facts, language=language)


#: What says that a page has to be read from its picture.
_PICTURED = frozenset({"no-text-layer", "text-layer-unsound"})


def is_pictured(findings: Iterable[Finding]) -> bool:
    """Tell whether some page of a document has to be read from its picture."""
    return any(f.code in _PICTURED for f in findings)


def _by_ocr(data: bytes, language: str | None) -> SourceText:
    from treatygraph.documents.formats.ocr import with_words

    source = open_container(with_words(data, language))[1]
    finding = Finding(
        "warning",
        "read-by-ocr",
        "document",
        "The text was read from the picture of the pages, by tesseract.",
        "hold it against the page before you quote it",
    )
    return replace(source, findings=(finding, *source.findings))


def read_source(
    source: SourceText, facts: dict[str, object], *, language: str | None = None
) -> Reading:
    """Return the reading of a text in blocks."""
    source, flattened = part_flattened(source)
    source = part_run_in(source)
    source = set_contents_aside(source)
    chosen, found = select_language(source, language)
    outline = read_structure(chosen, merged=flattened or _runs_together(chosen))
    provisions = finish(outline, source.text)
    pieces = {n.key: tuple(sorted(n.pieces)) for n in outline.root.walk() if n.key and n.pieces}
    plain = quiet(source.text)
    titles = [source.text[f.start : f.end] for f in outline.furniture if f.kind == "front-matter"]
    references = find_textwise(
        provisions,
        pieces,
        lambda own, spans: find_references(
            own,
            spans,
            plain,
            language=found or "en",
            aliases=registered_names(),
            titles=titles,
        ),
    )
    if outline.renumbered:
        references = unsettle(references)
    furniture = (*chosen.furniture, *outline.furniture)
    owned = sorted(
        {*_owned(outline), *(Owned(f.start, f.end, f"furniture:{f.kind}") for f in furniture)}
    )
    return Reading(
        document={**facts, "language": found, "title": source.title, **source.facts},
        text=source.text,
        provisions=provisions,
        owned=tuple(owned),
        references=references,
        mentions=find_mentions(provisions, shipped_lexicon(found or "en"), pieces, plain),
        proposals=find_proposals(provisions, pieces, source.text),
        findings=(
            *chosen.findings,
            *outline.findings,
            *find_holes(provisions),
            *find_doubts(
                provisions,
                references,
                plain,
                owned,
                pieces,
                language=found or "en",
                registered=frozenset(registered_names().values()),
            ),
            *_lost(source),
            *_not_read(provisions, source.text, str(facts.get("name") or "document")),
        ),
        furniture=tuple(sorted(furniture)),
        pieces=pieces,
    )


def _lost(source: SourceText) -> Iterator[Finding]:
    """Yield the stretches of a text that no block and no furniture has."""
    for start, end in source.unaccounted():
        yield Finding(
            "warning",
            "unaccounted-text",
            f"character {start}",
            f"{source.text[start:end][:80]!r} belongs to no block.",
            "please report the document: reading must not lose text",
        )


def _not_read(provisions: Sequence[Provision], text: str, name: str) -> Iterator[Finding]:
    """Yield what a text holds that is not read at all: nothing, or operative paragraphs."""
    if any(p.level == "article" for p in provisions):
        return
    found = operative_paragraphs(text)
    if found >= 2:
        yield Finding(
            "warning",
            "operative-paragraphs-not-read",
            name,
            f"The text is a resolution: its {found} operative paragraphs are not read.",
            "read the instrument that it adopts, which stands in its annex or apart",
        )
    elif not provisions:
        yield Finding(
            "warning",
            "no-provisions",
            name,
            "No article, chapter or preamble was found.",
            "look whether this is a treaty text, and whether the text layer is sound",
        )


@cache
def registered_names() -> dict[str, str]:
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
