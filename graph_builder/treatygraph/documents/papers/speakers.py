"""Speakers: who holds a paper, told from its title, its letterhead and who signed it."""

from __future__ import annotations

from collections.abc import Mapping

import regex

__all__ = ["guess_holder", "signatories"]

#: How much of a paper is its head, and how much its foot, where it is signed.
_HEAD, _FOOT = 700, 900
_SIGNED = regex.compile(
    r"(?im)^\W*(?:yours (?:sincerely|faithfully|truly)|signed|signator\w*|the (?:under)?sign\w+"
    r"|on behalf of|au nom de|en nombre de|signataires?|firmantes?|cordialement|atentamente)\b"
)
#: Words before a body that a paper is sent to, or answers.
_SPOKEN_TO = regex.compile(
    r"(?i)(?:\bto|\bdear|\bcc|\bà l'attention de|\ba la atención de|\bcall on|\bbefore|\bfor)\W*"
    r"(?:the |la |le |el )?(?:\p{L}+ )?$"
)


def guess_holder(text: str, names: Mapping[str, str]) -> str | None:
    """Return the key of the stakeholder who holds a paper, None where it does not say.

    Title and letterhead count before the signature; a body that is only spoken to does not,
    and neither does one that is only named in the paper.

    >>> names = {"Harbour Watch": "harbour-watch", "Port Council": "port-council"}
    >>> guess_holder("Harbour Watch\\nTo the Port Council\\n...", names)
    'harbour-watch'
    """
    signed = list(_SIGNED.finditer(text, max(0, len(text) - _FOOT)))
    foot = signed[0].start() if signed else len(text)
    for begin, end in ((0, _HEAD), (foot, len(text))):
        found = _named(text[begin:end], names)
        if found:
            return names[found[0]]
    return None


def signatories(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of all registered stakeholders who signed a paper, in order."""
    signed = list(_SIGNED.finditer(text, len(text) // 3))
    found = _named(text[signed[-1].start() :], names) if signed else []
    return tuple(dict.fromkeys(names[name] for name in found))


def _named(text: str, names: Mapping[str, str]) -> list[str]:
    """Return the names in a stretch of text in order, without those that it is sent to."""
    plain = regex.sub(r"\s", " ", text)
    found: list[tuple[int, int, str]] = []
    for name in names:
        if len(name) < 3:
            continue
        at = regex.search(rf"(?<!\w){regex.escape(name)}(?!\w)", plain)
        if at and not _SPOKEN_TO.search(plain[max(0, at.start() - 40) : at.start()]):
            found.append((at.start(), -len(name), name))
    return [name for _, _, name in sorted(found)]
