"""What things are called in a picture: in the language spoken, short, and told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from treatygraph.asker import Asker
from treatygraph.languages import ENGLISH, said, spoken

__all__ = ["name_of", "own_names", "shorten", "told_apart"]


def own_names(asker: Asker) -> Mapping[str, str]:
    """Return thing → its name in the language spoken, where the graph itself has one."""
    language = spoken()
    if language == ENGLISH:
        return {}

    def made() -> dict[str, str]:
        rows = asker.records("things/labels-elsewhere")
        return {row["thing"]: row["label"] for row in reversed(rows) if row["language"] == language}

    found: dict[str, str] = asker.once(("own names", language), made)
    return found


def name_of(asker: Asker, iri: str, english: str) -> str:
    """Return the name of a thing in the language spoken, else the English one."""
    return own_names(asker).get(iri) or said(english)


def shorten(text: str, limit: int) -> str:
    """Return the text, cut at a word with an ellipsis where it is longer than the limit."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0] if " " in text[: limit - 1] else text[: limit - 1]
    return f"{cut.rstrip(',;: ')}…"


def told_apart(names: Mapping[str, str], limit: int) -> dict[str, str]:
    """Return each name shortened; those that would be cut to the same begin where they differ.

    >>> told_apart({"a": "Article 24 should name privacy", "b": "Article 24 should name need"}, 20)
    {'a': '…privacy', 'b': '…need'}
    """
    short = {key: shorten(name, limit) for key, name in names.items()}
    alike: dict[str, list[str]] = defaultdict(list)
    for key, text in short.items():
        alike[text].append(key)
    for keys in alike.values():
        different = {names[key] for key in keys}
        if len(different) > 1:
            begin = _alike([name.split(" ") for name in different])
            for key in keys:
                rest = " ".join(names[key].split(" ")[begin:])
                short[key] = shorten(f"…{rest}", limit) if rest else short[key]
    return short


def _alike(texts: Sequence[Sequence[str]]) -> int:
    """Return how many words at their beginning all texts share."""
    return next(
        (at for at, words in enumerate(zip(*texts, strict=False)) if len(set(words)) > 1),
        min(map(len, texts)),
    )
