"""Several texts in one document: a protocol after its covenant, a final act and what it adopts.

A text begins where article 1 comes again, below a title of its own or after a closing
formula.  A chapter or an annex whose articles begin again is part of the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.structure.headings import Head, find_head
from treatygraph.documents.structure.phrases import is_testimonium

__all__ = ["Beginning", "find_texts"]

_KIND = (
    r"PROTOCOL|CONVENTION|AGREEMENT|TREATY|FINAL\s+ACT|STATUTE|CHARTER|COVENANT|DECLARATION"
    r"|CONSTITUTION|ARRANGEMENT|RULES\s+OF\s+PROCEDURE|RULES\s+OF\s+THE\s+COURT"
    r"|PROTOCOLE|ACCORD|TRAIT[ÉE]|ACTE\s+FINAL|STATUT|CHARTE|PACTE|DÉCLARATION|RÈGLEMENT"
    r"|PROTOCOLO|CONVENCI[ÓO]N|CONVENIO|ACUERDO|TRATADO|ACTA\s+FINAL|ESTATUTO|PACTO|REGLAMENTO"
    r"|ПРОТОКОЛ|КОНВЕНЦИЯ|СОГЛАШЕНИЕ|ДОГОВОР|УСТАВ|ПАКТ|ЗАКЛЮЧИТЕЛЬНЫЙ\s+АКТ|РЕГЛАМЕНТ"
)
_TITLE = re.compile(
    rf"^(?:\W*(?:\w+\s+){{0,6}})(?:{_KIND})\b|(?:公约|议定书|协定|条约|规约|宪章|最后文件)$"
    r"|^(?:بروتوكول|اتفاقية|اتفاق|معاهدة|ميثاق|النظام\s+الأساسي)",
    re.IGNORECASE,
)
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a further text begins: the index of its first block, and its title."""

    index: int
    title: str


def find_texts(source: SourceText) -> list[Beginning]:
    """Return the beginnings of all texts of a document but the first, in order."""
    texts = [source.text[b.start : b.end] for b in source.blocks]
    heads = [find_head(text) for text in texts]
    found: list[Beginning] = []
    seen = False
    outer: Head | None = None
    for i, head in enumerate(heads):
        if head is None or head.step:
            continue
        if head.level == "annex":
            outer = head
        if head.level != "article" or head.number != "1":
            continue
        if seen:
            beginning = _beginning(source, texts, heads, i)
            if beginning is not None:
                found.append(beginning)
                outer = None
        seen = seen or outer is None
    return found


def _beginning(
    source: SourceText, texts: list[str], heads: list[Head | None], first: int
) -> Beginning | None:
    """Return where the text of an article 1 begins, None where it is part of the text before."""
    title: int | None = None
    closed = False
    for i in range(first - 1, max(-1, first - _LOOK_BACK), -1):
        head = heads[i]
        if head is not None and head.level == "annex":
            return None
        if head is not None and head.level == "article":
            break
        if is_testimonium(texts[i]):
            closed = True
            break
        if _is_title(source, texts[i], i):
            title = i
    if title is None and closed:
        return Beginning(first, texts[first][:80])
    if title is None:
        return None
    while title > 0 and _is_title(source, texts[title - 1], title - 1):
        title -= 1
    return Beginning(title, " ".join(texts[title].split())[:120])


def _is_title(source: SourceText, text: str, index: int) -> bool:
    line = text.strip()
    if not line or len(line) > 400 or line.endswith((".", ";", ",", ":")):
        return False
    if find_head(line) is not None:
        return False
    known = _TITLE.search(line) is not None
    block = source.blocks[index]
    return known and (
        line.isupper() or line == line.title() or block.heading in (1, 2) or block.centred
        or (line[:1].isupper() and len(line.split()) >= 2 and " shall " not in line)
    )  # fmt: skip
