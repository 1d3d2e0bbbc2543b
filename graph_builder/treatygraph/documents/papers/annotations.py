"""Passages of a paper as W3C Web Annotations, out and in (Hypothes.is, INCEpTION, Recogito).

Out: one annotation a card, with the quote, its surroundings and its position
(https://www.w3.org/TR/annotation-model/#text-quote-selector).  In: the passages of any list of
annotations, found by their quote where a position does not hold in this text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import regex

from treatygraph.documents.papers.cards import Card

__all__ = ["annotations_of", "cards_in_annotations", "passages_in"]

_CONTEXT = 32
_AROUND = 400


def annotations_of(cards: Sequence[Card], text: str, source: str) -> dict[str, Any]:
    """Return the cards that were not refused as an AnnotationPage about a document."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [_annotation(c, text, source) for c in cards if c.verdict != "no"],
    }


def _annotation(card: Card, text: str, source: str) -> dict[str, Any]:
    before = text[max(0, card.start - _CONTEXT) : card.start]
    after = text[card.end : card.end + _CONTEXT]
    tags = (card.action, card.stance, *card.targets, *card.calls_for)
    return {
        "id": f"urn:treatygraph:{card.key}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            *([_body(card.summary, "commenting")] if card.summary else []),
            *(_body(tag, "tagging") for tag in tags if tag),
            *(_body(f"Two readings differ: {said}", "assessing") for said in card.differs),
        ],
        "target": {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[card.start : card.end],
                    "prefix": before,
                    "suffix": after,
                },
                {"type": "TextPositionSelector", "start": card.start, "end": card.end},
            ],
        },
    }


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def passages_in(data: Any, text: str) -> list[tuple[int, int, str]]:
    """Return where annotations stand in a text, each with what was written on it.

    Takes a page or collection of Web Annotations, a list of them, and what Hypothes.is gives
    (`rows` with `text` and `target`).  What is not found in the text is left out.

    >>> quote = {"type": "TextQuoteSelector", "exact": "Delete it"}
    >>> passages_in([{"target": {"selector": quote}, "bodyValue": "no"}], "Please. Delete it.")
    [(8, 17, 'no')]
    """
    found = []
    for row in _rows(data):
        targets = row.get("target")
        for target in targets if isinstance(targets, list) else [targets]:
            selectors = target.get("selector") if isinstance(target, dict) else None
            many = selectors if isinstance(selectors, list) else [selectors]
            span = _span([s for s in many if isinstance(s, dict)], text)
            if span:
                found.append((*span, _said(row)))
    return sorted(set(found))


def cards_in_annotations(
    data: Any, text: str, actions: Collection[str], stances: Collection[str]
) -> list[Card]:
    """Return the annotations of a paper as cards that were taken, in the order of the text.

    Tags are known by what they are: an action, a stance, a safeguard, and targets with a slash.
    """
    found: dict[str, Card] = {}
    for row in _rows(data):
        spans = [(a, b) for a, b, _ in passages_in(row, text)]
        if not spans:
            continue
        tags = _tags(row)
        key = str(row.get("id", "")).removeprefix("urn:treatygraph:")
        key = key if _KEY.fullmatch(key) and key not in found else f"passage-{len(found) + 1}"
        start, end = spans[0]
        found[key] = Card(
            key=key,
            start=start,
            end=end,
            place=f"characters {start}-{end} of the text",
            action=next((tag for tag in tags if tag in actions), ""),
            stance=next((tag for tag in tags if tag in stances), ""),
            targets=tuple(t for t in tags if "/" in t and not t.startswith("safeguard/")),
            calls_for=tuple(tag for tag in tags if tag.startswith("safeguard/")),
            summary=_said(row),
            verdict="yes",
        )
    return sorted(found.values(), key=lambda card: (card.start, card.end))


_KEY = regex.compile(r"[a-z0-9][a-z0-9.~-]*")


def _tags(row: dict[str, Any]) -> list[str]:
    """Return the tags of an annotation: bodies for tagging, and the list that Hypothes.is has."""
    body = row.get("body")
    many = body if isinstance(body, list) else [body]
    tagging = [
        p.get("value") for p in many if isinstance(p, dict) and p.get("purpose") == "tagging"
    ]
    own = row.get("tags")
    return [str(tag).strip() for tag in (*tagging, *(own if isinstance(own, list) else [])) if tag]


def _rows(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for part in data:
            yield from _rows(part)
    elif isinstance(data, dict):
        inside = [data[name] for name in ("items", "rows", "first") if name in data]
        if inside:
            yield from _rows(inside)
        elif "target" in data:
            yield data


def _span(selectors: Sequence[dict[str, Any]], text: str) -> tuple[int, int] | None:
    quotes = [s for s in selectors if s.get("type") == "TextQuoteSelector"]
    exact = str(quotes[0].get("exact", "")) if quotes else ""
    places = [s for s in selectors if s.get("type") == "TextPositionSelector"]
    at = places[0].get("start") if places else None
    if isinstance(at, int) and at >= 0:
        end = places[0].get("end")
        if isinstance(end, int) and at < end <= len(text) and exact in ("", text[at:end]):
            return at, end
    return _quoted(quotes[0], exact, text, at) if exact else None


def _quoted(quote: dict[str, Any], exact: str, text: str, at: Any) -> tuple[int, int] | None:
    """Return where a quote stands, white space apart: after its prefix, or nearest to a place."""
    pattern = r"\s+".join(regex.escape(word) for word in exact.split())
    found = [m.span() for m in regex.finditer(pattern, text)] if pattern else []
    if not found:
        return None
    prefix = "".join(str(quote.get("prefix", "")).split())

    def odd(span: tuple[int, int]) -> tuple[bool, int]:
        before = "".join(text[max(0, span[0] - _AROUND) : span[0]].split())
        return not before.endswith(prefix), abs(span[0] - at) if isinstance(at, int) else 0

    return min(found, key=odd)


def _said(row: dict[str, Any]) -> str:
    body = row.get("body", row.get("bodyValue", row.get("text", "")))
    many = body if isinstance(body, list) else [body]
    texts = (
        part.get("value", "") if isinstance(part, dict) else part
        for part in many
        if not (isinstance(part, dict) and part.get("purpose") in ("tagging", "assessing"))
    )
    return " ".join(str(text) for text in texts if text)
