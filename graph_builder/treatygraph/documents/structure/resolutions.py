"""A resolution whose annex is the treaty: the annex's articles are the treaty's own."""

from __future__ import annotations

import re

from treatygraph.documents.formats.source import Furniture
from treatygraph.documents.structure.nodes import Node, Outline, Span

__all__ = ["lift_annex", "operative_paragraphs"]

#: The operative paragraphs of a resolution: "1. Decides to …", "2. Prie le Secrétaire général …".
_OPERATIVE = re.compile(
    r"^\s*\d{1,2}\.\s+(?:(?:Also|Further|Strongly|Solemnly)\s+)?(?:Decides|Requests|Calls|Urges|Adopts|Invites"
    r"|Recommends|Encourages|Reaffirms|Welcomes|Notes|Takes\s+note|Approves|Endorses|Expresses|Emphasizes"
    r"|Décide|Prie|Demande|Invite|Adopte|Engage|Recommande|Decide|Pide|Exhorta|Insta|Aprueba"
    r"|Постановляет|Просит|Призывает|Предлагает|决定|请)\b",
    re.MULTILINE | re.IGNORECASE,
)
#: What a resolution says of the text that it adopts.
_ANNEXED = re.compile(
    r"annex(?:ed)?\s+to\s+(?:the\s+present|this)\s+(?:resolution|decision)"
    r"|annexée?\s+à\s+la\s+présente\s+(?:résolution|décision)"
    r"|en\s+annexe\s+(?:à|de)\s+la\s+présente|anex[oa]\s+(?:a|de)\s+la\s+presente\s+(?:resolución|decisión)"
    r"|приложени\w+\s+к\s+настояще\w+\s+(?:резолюции|решению)|مرفق\s+(?:ب?هذا)\s+القرار|本决议附件",
    re.IGNORECASE,
)


def operative_paragraphs(text: str) -> int:
    """Return how many operative paragraphs of a resolution a text has."""
    return len(_OPERATIVE.findall(text))


def lift_annex(outline: Outline, text: str) -> None:
    """Make the articles of a resolution's annex those of the document.

    Only where a resolution stands before the annex, nothing outside annexes has an article,
    and the first annex has some; the annex's own head, and the resolution's preamble, become
    furniture.
    """
    annexes = [n for n in outline.root.children if n.level == "annex"]
    if not annexes or any(_articles(n) for n in outline.root.children if n.level != "annex"):
        return
    annex = annexes[0]
    begin = min((start for start, _ in annex.head), default=0)
    before = text[:begin]
    if not _articles(annex) or not (_ANNEXED.search(before) or operative_paragraphs(before) > 1):
        return
    for own in [n for n in outline.root.children if n.level == "preamble" and _first(n) < begin]:
        outline.root.children.remove(own)
        spans = [span for inner in own.walk() for span in _spans(inner)]
        outline.furniture.extend(Furniture(start, end, "resolution") for start, end in spans)
    outline.furniture.extend(Furniture(a, b, "front-matter") for a, b in _spans(annex))
    at = outline.root.children.index(annex)
    outline.root.children[at : at + 1] = annex.children
    for child in annex.children:
        child.parent = outline.root
    outline.root.children.sort(key=_first)


def _first(node: Node) -> int:
    """Return where a provision begins, whatever of it comes first."""
    return min((start for inner in node.walk() for start, _ in _spans(inner)), default=0)


def _spans(node: Node) -> list[Span]:
    return [*node.head, *([node.heading] if node.heading else []), *node.pieces]


def _articles(node: Node) -> bool:
    return any(inner.level == "article" for inner in node.walk())
