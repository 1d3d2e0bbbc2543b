"""Keys of instruments: one for every way in which a text prints an instrument's name.

"Convention on the Law of the Sea of 10 December 1982", "United Nations Convention on the
Law of the Sea" and "UNCLOS" are one instrument, as are "Directive 95/46/EC" and
"directive 95/46/CE", "resolution 1373 (2001)" and "Security Council resolution 1373 (2001)".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from unicodedata import combining, normalize

import regex

__all__ = ["DATE", "NOTE_MARK", "Keys", "Name", "plain_name", "slug", "without_accents"]

_MONTH = r"\p{L}{3,12}\.?(?:/\p{L}{3,12})?"
#: A day in a name: "of 10 December 1982", "du 10 décembre 1982", "от 10 декабря 1982 года".
DATE = (
    r",?\s+(?:(?:(?:done|signed|concluded|adopted|opened\s+for\s+signature)\s+(?:at|in)\s+\p{Lu}[\p{L} -]{2,24}?\s+)?(?:of|on|du|de|del|от|المؤرخ[ة]?|لعام|الموقع[ة]?\s+في)\s+)"
    rf"(?:(?:\d{{1,2}}(?:er|º)?\s+(?:de\s+)?{_MONTH}\s+(?:de\s+)?)?(?:1[89]|20)\d\d(?!\d)(?:\s+(?:года|г\.))?|\p{{Lu}}\p{{Ll}}+\s+\d{{1,2}},\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)\s+\p{{Lu}}\p{{Ll}}+,?\s+\d{{4}})"
)
#: A mark of a footnote after a name: raised, in brackets, or glued to its last word.
NOTE_MARK = r"(?:[¹²³⁰-⁹*†‡]{1,3}|(?<=\p{Ll})\d{1,2}(?!\d))?"
_TAIL = regex.compile(rf"(?:{DATE}|\s*\([^()]{{1,60}}\)|[\s,¹²³⁰-⁹*†‡]+)$", regex.IGNORECASE)
_LEAD = regex.compile(
    r"(?:the|la|le|les|el|los|las|l['’]|united\s+nations|u\.?n\.?|council\s+of\s+europe|said|same)\s+",
    regex.IGNORECASE,
)
#: Where and when an instrument was made, behind what it is about.
_MADE = regex.compile(
    r",?\s+(?:(?:done|signed|concluded|adopted|opened\s+for\s+signature|made)\s+(?:at|in)\s+.{3,60}?(?:1[89]|20)\d\d|of\s+\d{1,2}(?:st|nd|rd|th)\s+\p{Lu}\p{Ll}+,?\s+(?:1[89]|20)\d\d|,\s+(?:1[89]|20)\d\d)$"
)
_EU_ACT = regex.compile(
    r"(?i:(?P<kind>regulation|directive|decision|règlement|décision|reglamento|directiva|decisión|регламент|директив)\p{L}{0,2}"
    r"(?:-cadre)?\s+(?:européenn?e?\s+)?(?:\((?:EU|EC|EEC|UE|CE|CEE|Euratom)(?:,\s*Euratom)?\)\s+)?(?:n[o°º]\.?\s*)?)"
    r"(?P<one>\d{1,4})/(?P<two>\d{1,4})"
)
_EU_KINDS = {
    "règlement": "regulation", "reglamento": "regulation", "регламент": "regulation",
    "directiva": "directive", "директив": "directive", "décision": "decision", "decisión": "decision",
}  # fmt: skip
_RESOLUTION = regex.compile(
    r"(?i:resolutions?|decisions?|résolutions?|resoluci[oó]n(?:es)?|резолюци\p{L}+)\s+"
    r"(?:(?P<one>\d+)/(?P<two>\d+)|(?P<number>\d+)\s*(?P<part>[A-Z])?\s*\((?P<year>\d{4}|[IVXLS-]+)\))"
)
_BODIES = (
    ("human rights council", "a-hrc-res"),
    ("economic and social council", "e-res"),
    ("general assembly", "a-res"),
)
_LABOUR = regex.compile(
    r"(?:Convention|Protocol)\b[^;]{0,90}?[(\s]No\.?\s*(?P<number>\d{1,3})\b|C\.?\s?(?P<short>\d{3})$",
)
_IS_LABOUR = regex.compile(r"\bILO\b|Labou?r|\(No\.?\s*\d+\)")
_SERIES = regex.compile(r"\bC?E?TS\s+No\.?\s*\d+|\bSTCE\s+n°\s*\d+")


@dataclass(frozen=True, slots=True)
class Name:
    """A named instrument in a text: place, key (None unnamed), whether the registry knows it."""

    start: int
    end: int
    key: str | None
    known: bool


def slug(name: str) -> str:
    """Return a key made from a name; of a name without Latin letters, a mark.

    >>> slug("Vienna Convention on the Law of Treaties"), slug("Convención")
    ('vienna-convention-on-the-law-of-treaties', 'convencion')
    """
    plain = without_accents(name.lower())
    text = regex.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    roots = " ".join(word[:5] for word in name.casefold().split())
    mark = sha256(roots.encode()).hexdigest()[:8]
    return "-".join(text.split("-")[:10])[:80].rstrip("-") or f"named-{mark}"


def without_accents(text: str) -> str:
    """Return a text with each letter as it is without its accents.

    >>> without_accents("Règlement")
    'Reglement'
    """
    return "".join(c for c in normalize("NFKD", text) if not combining(c))


@lru_cache(maxsize=20_000)
def plain_name(name: str) -> str:
    """Return a name for comparison: case, accents, points, dates and leading articles gone.

    >>> plain_name("The Convention on the Law of the Sea of 10 December 1982")
    'convention on the law of the sea'
    """
    text = " ".join(name.split())
    while (tail := _TAIL.search(text)) and tail.start() > 8:
        text = text[: tail.start()]
    while lead := _LEAD.match(text):
        if len(text) - lead.end() < 12:
            break
        text = text[lead.end() :]
    plain = without_accents(text.casefold())
    return " ".join(regex.findall(r"\w+", plain))


class Keys:
    """Gives the key of an instrument's name, the registered one where the registry has it."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._plain = {plain_name(alias): key for alias, key in aliases.items()}
        self._series = {
            "".join(m.group().split()).upper(): key
            for alias, key in aliases.items()
            if (m := _SERIES.fullmatch(alias))
        }
        self._made = {made: key for alias, key in aliases.items() if (made := formal_key(alias))}

    def of(self, name: str) -> tuple[str, bool]:
        """Return the key of a name, and whether it is a registered one."""
        known = self._plain.get(plain_name(name))
        if known is None and (series := _SERIES.search(name)):
            known = self._series.get("".join(series.group().split()).upper())
        if known:
            return known, True
        formal = formal_key(name)
        if formal:
            return self._made.get(formal, formal), formal in self._made
        return slug(_untailed(name)), False


def _untailed(name: str) -> str:
    """Return a name without its date where the rest still says what it is about."""
    text = " ".join(name.split())
    text = _MADE.sub("", text)
    tail = regex.search(rf"{DATE}$", text, regex.IGNORECASE)
    if tail and len(regex.findall(r"\p{L}{3,}", text[: tail.start()])) > 3:
        text = text[: tail.start()]
    return regex.sub(
        r"(?:\s+(?:of|on|the|for|and|to|in|with|by|from|its|all|as|No)\.?)+$", "", text
    )


def formal_key(name: str) -> str | None:
    """Return the key of an instrument that is known by its number, None for another.

    >>> formal_key("directive 95/46/CE"), formal_key("Security Council resolution 1373 (2001)")
    ('directive-95-46', 's-res-1373')
    >>> formal_key("ILO Convention No. 182"), formal_key("General Assembly resolution 217 A (III)")
    ('ilo-c182', 'a-res-217-a-iii')
    """
    name = " ".join(name.split())  # a name may be cut by the end of a line
    act = _EU_ACT.search(name)
    if act:
        kind = act.group("kind").lower()
        return f"{_EU_KINDS.get(kind, kind)}-{act.group('one')}-{act.group('two')}"
    resolution = _RESOLUTION.search(name)
    if resolution:
        return _resolution_key(resolution, name)
    labour = _LABOUR.search(name)
    if labour and _IS_LABOUR.search(name):
        return f"ilo-c{int(labour.group('number') or labour.group('short')):03d}"
    return None


def _resolution_key(found: regex.Match[str], name: str) -> str | None:
    body = next((key for words, key in _BODIES if words in name.casefold()), None)
    if found.group("one"):
        return f"{body}-{found.group('one')}-{found.group('two')}" if body else None
    if found.group("year").isdecimal():
        return f"s-res-{found.group('number')}"
    parts = [body or "a-res", found.group("number"), found.group("part"), found.group("year")]
    return "-".join(p.lower() for p in parts if p)
