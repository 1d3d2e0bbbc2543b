"""From the tree to records: keys, order, texts, and what repeats or restarts.

A number that comes again is the same thing twice (a table of contents, another language
version) or another thing (a chapter of the next part, an alternative).  The first kind
becomes furniture, the second gets a key below its container or a `~2`.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatygraph.documents.formats.source import Furniture
from treatygraph.documents.structure.marks import find_status
from treatygraph.documents.structure.nodes import Node, Outline
from treatygraph.documents.structure.phrases import rejoin
from treatygraph.documents.structure.raised import without_marks
from treatygraph.documents.structure.resolutions import lift_annex
from treatygraph.findings import Finding
from treatygraph.model import Provision

__all__ = ["drop_contents", "finish", "merge_lone_paragraphs", "to_provisions"]

_FLAT = ("part", "title", "chapter", "article", "annex", "preamble")


def finish(outline: Outline, text: str) -> tuple[Provision, ...]:
    """Return the provisions of a tree, in document order, after the repairs above."""
    drop_contents(outline)
    lift_annex(outline, text)
    merge_lone_paragraphs(outline.root)
    _mint(outline)
    return to_provisions(outline.root, text)


def drop_contents(outline: Outline) -> None:
    """Turn a table of contents (articles without text that come again) into furniture."""
    articles = [n for n in outline.root.walk() if n.level == "article"]
    last = {n.step(): i for i, n in enumerate(articles)}
    empty = [
        n for i, n in enumerate(articles) if not n.pieces and not n.children and last[n.step()] > i
    ]
    if len(empty) < 3:
        return
    for node in empty:
        _discard(outline, node, "table-of-contents")
    for node in [n for n in outline.root.walk() if n.level in ("chapter", "part", "section")]:
        if not node.children and not node.pieces and node.parent is not None:
            _discard(outline, node, "table-of-contents")


def _discard(outline: Outline, node: Node, kind: str) -> None:
    spans = [*node.head, *([node.heading] if node.heading else []), *node.pieces]
    outline.furniture.extend(Furniture(start, end, kind) for start, end in spans)
    if node.parent is not None:
        node.parent.children.remove(node)


def merge_lone_paragraphs(root: Node) -> None:
    """Give the text of a lone unnumbered paragraph, and its points, to the article itself.

    Unnumbered text before numbered paragraphs is the article's opening words.
    """
    for article in [n for n in root.walk() if _holds_paragraphs(n)]:
        bare = [c for c in article.children if c.level == "paragraph" and c.printed is None]
        numbered = [c for c in article.children if c.level == "paragraph" and c.printed is not None]
        if len(bare) == 1 or (bare and numbered and article.children[0] is bare[0]):
            first = bare[0]
            at = article.children.index(first)
            article.pieces.extend(first.pieces)
            article.head.extend(first.head)
            article.status.extend(first.status)
            article.children[at : at + 1] = first.children
            for child in first.children:
                child.parent = article
        _renumber_bare(article)
    for preamble in [n for n in root.walk() if n.level == "preamble"]:
        _renumber_bare(preamble)


def _holds_paragraphs(node: Node) -> bool:
    return any(child.level == "paragraph" for child in node.children)


def _renumber_bare(owner: Node) -> None:
    """Give paragraphs without a number one: `u1` beside numbered ones, `1` alone."""
    levels = ("paragraph", "preambular-paragraph")
    taken = any(c.printed is not None and c.level in levels for c in owner.children)
    count = 0
    for child in owner.children:
        if child.level in levels and child.printed is None:
            count += 1
            child.number = f"u{count}" if taken else str(count)


def _mint(outline: Outline) -> None:
    taken: set[str] = set()
    times: dict[str, int] = {}
    for node in outline.root.walk():
        if node.parent is None:
            continue
        key = _key(node, taken)
        if key in taken:
            count = times.get(key, 1) + 1
            while f"{key}~{count}" in taken:
                count += 1
            times[key] = count
            outline.findings.append(
                Finding(
                    "warning",
                    "number-repeated",
                    key,
                    f"{node.level} {node.printed or node.number} comes a second time here.",
                    "look whether it is an alternative, a quotation, or a slip",
                )
            )
            key = f"{key}~{count}"
        taken.add(key)
        node.key = key


def _key(node: Node, taken: set[str]) -> str:
    step = node.step()
    annex = node.parent.owner("annex") if node.parent is not None else None
    prefix = f"{annex.key}/" if annex is not None else node.prefix
    if node.level not in _FLAT:
        parent = node.parent
        return f"{parent.key}/{step}" if parent is not None and parent.key else prefix + step
    flat = f"{prefix}{step}"
    parent = node.parent
    inside = node.level == "title" and parent is not None and parent.key
    if (inside or flat in taken) and parent is not None and parent.key:
        return f"{parent.key}/{step}"
    return flat


def to_provisions(root: Node, text: str) -> tuple[Provision, ...]:
    """Return the records of a tree whose keys are minted."""
    return tuple(_records(root, text))


def _records(root: Node, text: str) -> Iterator[Provision]:
    order = 0
    for node in root.walk():
        if node.parent is None:
            continue
        order += 1
        pieces = sorted(node.pieces)
        body = "\n".join(rejoin(without_marks(text[a:b])) for a, b in pieces) or None
        heading = without_marks(text[slice(*node.heading)]).strip() if node.heading else None
        if heading and heading.endswith("]") and heading.count("]") > heading.count("["):
            heading = heading[:-1].rstrip()
        if heading and heading.endswith(")") and heading.count(")") > heading.count("("):
            heading = heading[:-1].rstrip()
        spans = sorted([*node.head, *([node.heading] if node.heading else []), *pieces])
        marks = [*node.status, *find_status(heading or ""), *find_status(body or "")]
        yield Provision(
            key=node.key,
            level=node.level,
            number=node.printed or None,
            heading=rejoin(heading) if heading else None,
            parent=node.parent.key or None,
            order=order,
            text=body,
            start=pieces[0][0] if pieces else (spans[0][0] if spans else None),
            end=pieces[-1][1] if pieces else (spans[-1][1] if spans else None),
            status=tuple(dict.fromkeys(marks)),
        )
