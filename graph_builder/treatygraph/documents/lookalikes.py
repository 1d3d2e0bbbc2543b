"""Texts that pass for the treaty and are not it: known by their hash or by what stands where.

What is known of them is data (`data/lookalikes.yaml`); a text that is one is named, with
what is wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents.reading import Reading
from treatygraph.findings import Finding
from treatygraph.resources import locate

__all__ = ["find_lookalikes"]


@dataclass(frozen=True, slots=True)
class _Lookalike:
    """A text that is not the treaty; `articles` gives the words of headings by their number."""

    where: str
    wrong: str
    sha256: tuple[str, str]
    articles: tuple[tuple[str, tuple[str, ...]], ...]


def find_lookalikes(reading: Reading, treaty: str, digest: str) -> tuple[Finding, ...]:
    """Return a finding for each known false text that a reading for a treaty is."""
    name = str(reading.document.get("name") or "document")
    heads = {
        p.number: _words(p.heading)
        for p in reading.provisions
        if p.level == "article" and "/" not in p.key
    }
    return tuple(
        Finding(
            "warning",
            "not-the-treaty",
            name,
            f"The text is not the treaty: it is one like that of {fake.where} ({fake.wrong}).",
            "take a copy from the publisher",
        )
        for fake in _known(treaty)
        if _is(fake, digest, heads)
    )


def _is(fake: _Lookalike, digest: str, heads: dict[str | None, frozenset[str]]) -> bool:
    first, last = fake.sha256
    if first and digest.startswith(first) and digest.endswith(last):
        return True
    return bool(fake.articles) and all(
        any(word in heads.get(number, frozenset()) for word in words)
        for number, words in fake.articles
    )


@cache
def _known(treaty: str) -> tuple[_Lookalike, ...]:
    path = locate("data", "lookalikes.yaml")
    rows: Iterable[dict[str, Any]] = parse_yaml(path.read_text("utf-8"), name=path.name).data[
        "lookalikes"
    ]
    return tuple(
        _Lookalike(
            row["where"],
            row["wrong"],
            (row.get("sha256_begins", ""), row.get("sha256_ends", "")),
            tuple((number, tuple(words)) for number, words in row.get("articles", {}).items()),
        )
        for row in rows
        if row["treaty"] == treaty
    )


def _words(heading: str | None) -> frozenset[str]:
    text = "".join(c if c.isalnum() else " " for c in (heading or "").casefold())
    return frozenset(text.split())
