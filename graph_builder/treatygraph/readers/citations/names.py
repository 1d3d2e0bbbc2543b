"""Names of other instruments in a text, and what this text calls itself.

An instrument is known by an alias of the registry (`data/instruments.yaml`), by the form
of its name ("the … Convention on …"), by a resolution's symbol, or because the text
itself defines a short name for it (“Convention” means …).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import combining, normalize

import regex

from treatygraph.readers.citations.abroad import LANGUAGES, Abroad, Found

__all__ = ["KIND_WORDS", "Name", "Names", "slug"]

#: Words that say what an instrument is.
KIND_WORDS = (
    r"Convention|Protocol|Treaty|Agreement|Charter|Covenant|Statute|Declaration|Regulation|Directive"
    r"|Constitution|Accord|Principles|Guidelines"
)
_JOIN = (
    r"of|on|the|for|and|against|to|in|relating|concerning|regarding|between|with|by|from|its|all|as"
)
_CAPITAL = r"\p{Lu}[\p{L}\d’'-]*"
_NAME = regex.compile(
    rf"(?:(?:{_CAPITAL})\s+(?:(?:of|on|the|and|for)\s+(?:the\s+)?)?){{0,8}}?(?:{_CAPITAL}\s+){{0,8}}"
    rf"(?:\([^()]{{3,60}}\)\s+)?(?:{KIND_WORDS})s?\b"
    rf"(?:\s+(?:(?:{_JOIN})\s+){{0,4}}(?:{_CAPITAL})){{0,14}}"
    rf"(?:,?\s+(?:(?:of|done\s+at)\s+)?(?:\d{{1,2}}\s+)?(?:\p{{Lu}}\p{{Ll}}+\s+)?\d{{4}}(?![\d/]))?"
)
_KIND = regex.compile(KIND_WORDS)
_RESOLUTION = regex.compile(
    r"(?:General\s+Assembly\s+|Security\s+Council\s+|Human\s+Rights\s+Council\s+)?(?:[Rr]esolutions?|[Dd]ecisions?)\s+"
    r"(?P<symbol>\d+(?:/\d+|\s?\(\d{4}\)|\s?\([IVXL]+\))(?:\s?[A-Z])?)"
)
_EU = regex.compile(
    r"(?:(?:Council|Commission)\s+(?:Framework\s+)?)?"
    r"(?P<act>(?:Regulation|Directive|Decision)\s+(?:\((?:EU|EC|EEC)\)\s+)?(?:No\s+)?\d{1,4}/\d{1,4}(?:/(?:EU|EC|EEC|JHA))?)"
)
_BESIDE = regex.compile(
    r"\s+(?P<short>(?!(?:BIS|TER|AND|OR|[IVXLC]+)\b)\p{Lu}[\p{Lu}\d-]{2,7})(?=\s*[,.;:)]|\s+\p{Ll}|\s*$)"
)
#: Papers that are no treaties: "paragraph 221 of the outcome document of the … Conference".
_PAPER = regex.compile(
    r"(?i:final\s+act|reports?|outcome\s+document|rules\s+of\s+procedure|resolutions?\s+[IVX]+\b)"
    r"(?:\s+of\s+(?:the\s+)?\p{Lu}[\p{L}-]*(?:\s+(?:(?:of|on|for|the|and)\s+)*\p{Lu}[\p{L}-]*){0,9})?"
)
#: Words that name an instrument only after "Article 5 of the …".
_MORE_KINDS = r"Decision|Statutes|Rules|Regulations|Code|Ordinance|Decree|Act|Law|Resolution"
_WIDE = regex.compile(
    rf"(?:(?:U\.S\.|{_CAPITAL})\s+){{1,6}}(?:{KIND_WORDS}|{_MORE_KINDS})s?\b"
    r"(?:\s+(?:of|on)\s+(?:the\s+)?\p{Lu}[\p{L}-]*)*(?:\s+of\s+(?:19|20)\d\d)?"
    r"|Agenda\s+21\b|(?:\p{Lu}[\p{L}-]*['’]s\s+)?(?i:terms\s+of\s+reference|rules\s+of\s+procedure)\b"
    rf"|(?:{_CAPITAL}\s+){{1,4}}(?:\p{{Ll}}+\s+)?(?:agreement|convention|treaty|protocol)\b"
    r"|\p{Lu}{3,8}(?=\s*[,.;:)]|\s+\p{Ll}|\s*$)"
    r"|(?:\p{Lu}[\p{L}-]*\s+(?:and\s+)?){1,5}[Rr]esolution\s+\d+(?:/\d+|\s?\([\dIVXL]+\))?"
)
_SUBJECT = regex.compile(
    rf"(?P<kind>{KIND_WORDS})\s+(?:on|for|concerning|regarding|relating\s+to|against)\s+(?:the\s+)?"
    rf"{_CAPITAL}(?:\s+(?:(?:{_JOIN})\s+){{0,3}}{_CAPITAL}){{0,10}}"
)
_THE_KIND = regex.compile(rf"\b[Tt]he\s+(?P<kind>{KIND_WORDS})\b")
_OF_THE_KIND = regex.compile(
    rf"\s*,?\s+(?:of|to|in|under)\s+the\s+(?P<kind>{KIND_WORDS})\b"
    r"(?!\s+(?:on|for|concerning|relating|between)\b)"
)
_SELF = regex.compile(rf"\b(?:[Tt]his|[Tt]he\s+present)\s+(?P<kind>{KIND_WORDS})\b")
_DEFINED = regex.compile(
    r"[“\"”„«](?P<short>\p{Lu}[\p{L} ]{2,40})[”\"“»]\s+(?:means|shall\s+mean|refers\s+to)\s+(?:the\s+)?(?P<long>[^.;]{4,200})"
)
_HEREINAFTER = regex.compile(
    rf"here(?:in)?after\s+(?:(?:referred\s+to\s+as|called|the)\s+)*[“\"”„«'‘]*(?:the\s+)?[“\"”„«'‘]*(?P<short>{KIND_WORDS})\b"
)
_SUPPLEMENTS = regex.compile(r"\b(?:supplement(?:s|ing|ary\s+to)?|(?i:protocol)\s+to)\s+the\s+")
_OPERATIVE = regex.compile(
    r"^(?:(?:Recalling|Reaffirming|Recognizing|Noting|Considering|Affirming|Welcoming|Guided|Under"
    r"|Pursuant|Whereas|In|Subject|For|When|If|Where|By)\s+(?:also\s+|to\s+|by\s+)?(?:the\s+)?"
    r"|(?:This|The|Each|Any|All|That|Such|Every|No|An?|States?|Part(?:y|ies))\s+)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A named instrument in a text: place, key, and whether the registry knows it."""

    start: int
    end: int
    key: str
    known: bool


def slug(name: str) -> str:
    """Return a key made from a name; of a name without Latin letters, a mark.

    >>> slug("Vienna Convention on the Law of Treaties"), slug("Convención")
    ('vienna-convention-on-the-law-of-treaties', 'convencion')
    """
    plain = "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
    text = regex.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    mark = sha256(" ".join(name.split()).encode()).hexdigest()[:8]
    return "-".join(text.split("-")[:10])[:80].rstrip("-") or f"named-{mark}"


class Names:
    """Finds instruments in the texts of one document."""

    def __init__(
        self,
        texts: Iterable[str],
        aliases: Mapping[str, str],
        titles: Iterable[str] = (),
        *,
        language: str = "en",
    ) -> None:
        whole = "\n".join(texts)
        self._abroad = Abroad(language, whole, aliases) if language in LANGUAGES else None
        kinds = [match.group("kind") for match in _SELF.finditer(whole)]
        self.itself = max(set(kinds), key=kinds.count) if kinds else ""
        self.titles = {" ".join(title.split()).lower() for title in titles}
        ordered = sorted((a for a in aliases if len(a) > 3), key=len, reverse=True)
        spaced = (regex.escape(alias).replace(r"\ ", r"\s+") for alias in ordered)
        self._aliases = aliases
        self._known = (
            regex.compile(rf"(?<![\w-])(?:{'|'.join(spaced)})(?![\w-])") if ordered else None
        )
        self._short = dict(self._said_short(whole))
        self._short |= {m.group("short"): m.group("long") for m in _DEFINED.finditer(whole)}
        self._whole = whole

    def _said_short(self, whole: str) -> Iterator[tuple[str, str]]:
        """Yield short names with what they stand for: "… (hereinafter “the Convention”)"."""
        for match in reversed(list(_SUPPLEMENTS.finditer(whole))):
            names = [n for n in self.find(whole[match.end() : match.end() + 200]) if n.start < 5]
            for name in names[:1]:
                long = whole[match.end() + name.start : match.end() + name.end]
                yield from ((word, long) for word in regex.findall(KIND_WORDS, long)[:1])
        for match in _HEREINAFTER.finditer(whole):
            start = max(0, match.start() - 300)
            before = list(self.find(whole[start : match.start()]))
            if before:
                yield match.group("short"), whole[start + before[-1].start : start + before[-1].end]

    def find(self, text: str) -> Iterator[Name]:
        """Yield the instruments that a text names, without overlap, in order."""
        taken = 0
        found = [*self._registered(text), *self._formed(text), *self._titled_abroad(text)]
        for name in sorted(found, key=lambda n: (n.start, -(n.end - n.start))):
            if name.start >= taken:
                taken = name.end
                yield name

    def at(self, text: str, position: int, said: Mapping[str, str] | None = None) -> Name | None:
        """Return the instrument named at a position (articles and "said" already passed).

        `said` is given for "that Convention": what was named before, by word.
        """
        for name in self.find(text[position : position + 260]):
            if name.start <= 1:
                return Name(position + name.start, position + name.end, name.key, name.known)
            break
        if self._abroad is not None:
            return self._made(self._abroad.at(text, position))
        return self._bare(text, position, said)

    def before(self, text: str, position: int) -> Name | None:
        """Return the instrument whose name a reference follows, as in Chinese."""
        return self._made(self._abroad.before(text, position)) if self._abroad else None

    def _made(self, found: Found | None) -> Name | None:
        if found is None or " ".join(found.name.split()).lower() in self.titles:
            return None
        return Name(found.start, found.end, found.key or slug(found.name), found.key is not None)

    def _titled_abroad(self, text: str) -> Iterator[Name]:
        names = (self._made(found) for found in (self._abroad.find(text) if self._abroad else ()))
        return (name for name in names if name is not None)

    def beside(self, text: str, position: int) -> Name | None:
        """Return the instrument whose short name follows a number directly: "Article 5 GDPR"."""
        match = _BESIDE.match(text, position)
        if match is None:
            return None
        short = match.group("short")
        known = self._aliases.get(short)
        return Name(match.start("short"), match.end(), known or slug(short), known is not None)

    def says_itself(self, text: str, position: int) -> bool:
        """Tell whether "of the Convention" follows where this text is that Convention."""
        match = _OF_THE_KIND.match(text, position)
        return match is not None and match.group("kind") == self.itself

    def said_before(self, text: str, until: int) -> Iterator[Name]:
        """Yield the other instruments that "the Convention" and the like meant before a place."""
        for match in _THE_KIND.finditer(text, max(0, until - 300), until):
            name = self._bare(text, match.start("kind"), None)
            if name is not None:
                yield name

    def _bare(self, text: str, position: int, said: Mapping[str, str] | None) -> Name | None:
        """Return what "the Convention" or "that Protocol" stands for, None for this text."""
        paper = _PAPER.match(text, position)
        if paper:
            return Name(paper.start(), paper.end(), slug(paper.group()), False)
        wide = _WIDE.match(text, position)
        if wide and not self._is_own(wide.group()):
            return Name(wide.start(), wide.end(), slug(wide.group()), False)
        match = regex.compile(rf"({KIND_WORDS}|{_MORE_KINDS})\b").match(text, position)
        if match and said and match.group(1) in said:
            return Name(match.start(), match.end(), said[match.group(1)], True)
        if not match:
            return None
        if match.group(1) == self.itself:
            other = _SUBJECT.match(text, position)
            if other is None or (self._is_own(other.group()) and self._titled()):
                return None
            return Name(other.start(), other.end(), slug(other.group()), False)
        long = self._short.get(match.group(1)) or self._usual(match.group(1))
        for name in self._registered(long):
            return Name(match.start(), match.end(), name.key, True)
        return Name(match.start(), match.end(), slug(long.split(",")[0]), False)

    def _is_own(self, name: str) -> bool:
        """Tell whether a name is this document's: part of its title, or of its kind without one."""
        plain = " ".join(name.split()).lower()
        alike = regex.search(rf"\b(?:{self.itself or KIND_WORDS})\b", name) is not None
        return any(plain in t for t in self._titled()) or (alike and not self._titled())

    def _titled(self) -> list[str]:
        return [title for title in self.titles if len(title) < 250]

    def _usual(self, word: str) -> str:
        """Return what a text mostly means by "the Convention": the one it names most."""
        if word not in self._short:
            times = Counter(
                " ".join(self._whole[n.start : n.end].split())
                for n in self.find(self._whole)
                if regex.search(rf"\b{word}\b", self._whole[n.start : n.end])
            )
            often = [(name, count) for name, count in times.most_common(2) if name != word]
            clear = often and (len(often) < 2 or often[0][1] > often[1][1])
            self._short[word] = often[0][0] if clear else word
        return self._short[word]

    def _registered(self, text: str) -> Iterator[Name]:
        if self._known is None:
            return
        for match in self._known.finditer(text):
            alias = " ".join(match.group().split())
            if alias.lower() not in self.titles:
                yield Name(match.start(), match.end(), self._aliases[alias], True)

    def _formed(self, text: str) -> Iterator[Name]:
        for pattern in (_EU, _RESOLUTION):
            for match in pattern.finditer(text):
                act = match.groupdict().get("act") or match.group()
                yield Name(match.start(), match.end(), slug(act), False)
        named = _NAME.finditer(text) if _KIND.search(text) else ()
        for match in named:
            start = match.start()
            lead = _OPERATIVE.match(match.group())
            start += lead.end() if lead else 0
            name = text[start : match.end()]
            words = name.split()
            if len(words) < 3 and not regex.match(
                r"\p{Lu}\p{Ll}+\s+(?:Convention|Protocol|Charter|Treaty|Covenant|Statute)$", name
            ):
                continue
            if " ".join(words).lower() in self.titles or words[0] in (
                self.itself,
                f"{self.itself}s",
            ):
                continue
            yield Name(start, match.end(), slug(name), False)
