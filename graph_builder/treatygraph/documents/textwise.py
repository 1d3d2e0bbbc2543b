"""References of a document that holds several texts: each text is read for itself.

"Article 1" in a protocol is the protocol's own, never that of the covenant before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from treatygraph.documents.structure.nodes import Span
from treatygraph.model import Provision, Reference

__all__ = ["find_textwise"]

Pieces = Mapping[str, Sequence[Span]]
Finder = Callable[[Sequence[Provision], Pieces], Sequence[Reference]]


def find_textwise(
    provisions: Sequence[Provision], pieces: Pieces, find: Finder
) -> tuple[Reference, ...]:
    """Return what `find` finds in each text, with the keys of the document."""
    texts: dict[str, list[Provision]] = {}
    for provision in provisions:
        first = provision.key.partition("/")[0]
        prefix = f"{first}/" if first.startswith("text-") else ""
        texts.setdefault(prefix, []).append(provision)
    found: list[Reference] = []
    for prefix, own in texts.items():
        bare = [
            replace(
                p,
                key=p.key.removeprefix(prefix),
                parent=p.parent.removeprefix(prefix) if p.parent else None,
            )
            for p in own
        ]
        mine = {p.key.removeprefix(prefix): pieces[p.key] for p in own if p.key in pieces}
        found += [_whole(reference, prefix) for reference in find(bare if prefix else own, mine)]
    return tuple(found)


def _whole(reference: Reference, prefix: str) -> Reference:
    """Return a reference with the keys of the document again."""
    if not prefix:
        return reference
    inside = reference.target is not None and reference.instrument is None
    target = f"{prefix}{reference.target}" if inside else reference.target
    return replace(reference, source=f"{prefix}{reference.source}", target=target)
