"""The files of a treaty that nobody registered: made from readings of its drafts alone.

What is matched by score is written as lineages on the basis `unverified`, since nobody
looked at it; what is less sure is in no lineage, and is left to `treatygraph match`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from treatygraph.assess.likeness import Compared, articles_of
from treatygraph.assess.pairing import LEAST, pair_up
from treatygraph.model import DraftFacts

__all__ = ["ABOVE", "document_row", "lineage_file", "treaty_row", "with_row"]

#: The score from which drafts are joined without anybody having looked.
ABOVE = 0.9
_Place = tuple[int, str]


def treaty_row(key: str, title: str, document: str) -> str:
    """Return the entry of a treaty in `treaties.yaml`."""
    proof = f"{{basis: official-text, document: {document}, place: title}}"
    name = json.dumps(title, ensure_ascii=False)
    return (
        f"  - {{key: {key}, title: {name}, short_title: {name}, negotiated: true, "
        f"evidence: [{proof}]}}"
    )


def document_row(facts: DraftFacts, source: Mapping[str, object]) -> str:
    """Return the entry of a draft's document in `sources.yaml`."""
    row = {
        "key": facts.document,
        "title": facts.title,
        "kind": "draft",
        "licence": "own-copy",
        "media_type": source.get("media_type"),
        "sha256": source.get("sha256"),
    }
    date = f", date: {facts.date}" if facts.date else ""
    fields = ", ".join(
        f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in row.items() if v is not None
    )
    return f"  - {{{fields}{date}}}"


def with_row(text: str, section: str, key: str, row: str) -> str:
    """Return a file with an entry more at the head of a section, all else as it is.

    An entry of that key that is there already stays as it is.
    """
    if re.search(rf"\bkey: [\"']?{re.escape(key)}[\"']?[,}}\s]", text):
        return text
    return re.sub(
        rf"^{section}:[ \t]*(?:\[\])?[ \t]*$",
        lambda _: f"{section}:\n{row}",
        text,
        count=1,
        flags=re.MULTILINE,
    )


def lineage_file(drafts: Sequence[DraftFacts], *, above: float = ABOVE) -> str:
    """Return the lineages of a treaty's drafts as YAML, decided by score alone."""
    sides = [articles_of(d.provisions, d.references) for d in drafts]
    links: dict[_Place, set[_Place]] = {}
    alone: set[_Place] = set()
    for n, (old, new) in enumerate(pairwise(sides)):
        found = pair_up(old, new)
        for match in found.matches:
            if match.score >= above:
                links.setdefault((n, match.before), set()).add((n + 1, match.after))
                links.setdefault((n + 1, match.after), set()).add((n, match.before))
        alone |= {(n, x.key) for x in found.dropped if x.score >= LEAST}
        alone |= {(n + 1, x.key) for x in found.new if x.score >= LEAST}
    last = drafts[-1]
    note = f"Matched by score, at least {above:.2f}; nobody looked at it."
    lines = [
        "# Made by `treatygraph start`; take lineages out, or correct them, as you find them.",
        f"treaty: {last.treaty}",
        f"evidence: [{{basis: unverified, document: {last.document}, note: {json.dumps(note)}}}]",
        "lineages:",
    ]
    taken: set[str] = set()
    places = {(n, x.key): (n, at) for n, side in enumerate(sides) for at, x in enumerate(side)}
    for group in _groups(links, alone, places):
        lines.append(_lineage(group, drafts, sides, taken))
    return "\n".join(lines if len(lines) > 4 else [*lines[:-1], "lineages: []"]) + "\n"


def _groups(
    links: Mapping[_Place, set[_Place]],
    alone: set[_Place],
    places: Mapping[_Place, tuple[int, int]],
) -> list[list[_Place]]:
    """Return what hangs together, each in order, and what stands alone."""
    found: list[list[_Place]] = []
    seen: set[_Place] = set()
    for start in sorted({*links, *alone}, key=places.__getitem__):
        if start in seen:
            continue
        group: set[_Place] = set()
        todo = [start]
        while todo:
            place = todo.pop()
            if place not in group:
                group.add(place)
                todo += links.get(place, ())
        seen |= group
        found.append(sorted(group, key=places.__getitem__))
    return found


def _lineage(
    group: list[_Place],
    drafts: Sequence[DraftFacts],
    sides: Sequence[tuple[Compared, ...]],
    taken: set[str],
) -> str:
    """Return the line of one lineage; it is called by its last heading."""
    n, key = group[-1]
    article = next(x for x in sides[n] if x.key == key)
    label = article.heading or f"Article {article.number}"
    name = _slug(label)
    name = name if name not in taken else f"{name}-{_slug(f'{drafts[n].draft}-{key}')}"
    taken.add(name)
    members = ", ".join(
        f"{json.dumps(draft.draft)}: [{', '.join(k for m, k in group if m == place)}]"
        for place, draft in enumerate(drafts)
        if any(m == place for m, _ in group)
    )
    return (
        f"  - {{key: {name}, label: {json.dumps(label, ensure_ascii=False)}, "
        f"members: {{{members}}}}}"
    )


def _slug(text: str) -> str:
    found = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60].strip("-")
    return found or "unnamed"
