"""Names of other instruments in a text, and what this text calls itself.

An instrument is known by an alias of the registry (`data/instruments.yaml`), by the form
of its name ("the … Convention on …"), by a number ("resolution 1373 (2001)"), or because
the text itself gives it a short name ("hereinafter “the Convention”").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import regex

from treatygraph.documents.citations.english_names import (
    ACT_WORDS,
    KIND_WORDS,
    PROPER,
    WIDE,
    acts_in,
    formed_names,
    unnamed,
)
from treatygraph.documents.citations.foreign_names import LANGUAGES, Abroad, Found
from treatygraph.documents.citations.name_keys import (
    Keys,
    Name,
    plain_name,
    slug,
    without_accents,
)
from treatygraph.documents.citations.short_names import defines, is_place, short_names
from treatygraph.documents.citations.titles import Titles

__all__ = ["Names"]

_BESIDE = regex.compile(
    r"\s+(?P<short>(?!(?:BIS|TER|AND|OR|[IVXLC]+)\b)\p{Lu}[\p{Lu}\d-]{2,7})(?=\s*[,.;:)]|\s+\p{Ll}|\s*$)"
)
#: Papers that are no treaties: "paragraph 221 of the outcome document of the … Conference".
_PAPER = regex.compile(
    r"(?i:final\s+act|reports?|outcome\s+document|rules\s+of\s+procedure|resolutions?\s+[IVX]+\b)"
    r"(?:\s+of\s+(?:the\s+)?\p{Lu}[\p{L}-]*(?:\s+(?:(?:of|on|for|the|and)\s+)*\p{Lu}[\p{L}-]*){0,9})?"
)
_KIND = regex.compile(rf"\b(?:{KIND_WORDS})\b")
_BARE = regex.compile(rf"(?P<kind>{KIND_WORDS}|{ACT_WORDS})s?\b")
_SELF = regex.compile(rf"\b(?:[Tt]his|[Tt]he\s+present)\s+(?P<kind>{KIND_WORDS})\b")
#: "the International Convention … (Rome Convention)" names one instrument once.
_ASIDE = regex.compile(r"[^.;()]{0,90}[(\[]\s*(?:the\s+)?[“\"«]?")
#: "the 1969 Liability Convention" is another than the Liability Convention of 1972.
_YEAR = regex.compile(r"\b(?:1[89]|20)\d\d\s*$")
#: What an act is about: "Rules on Transparency".
_ON = regex.compile(r"\s+(?:on|for|concerning)\s+(?:the\s+)?\p{Lu}")
_OF = regex.compile(r"\W*of\b")
_ANY = regex.compile(r"\b(?:another|other|any|an?|each|every|no)\b")
_POINTING = regex.compile(
    r"\b(?:that|said|same|such|those|latter|aforementioned|aforesaid|above)\b"
)


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
        self.language = language
        self._whole = "\n".join(texts)
        self._keys = Keys(aliases)
        self._titles = Titles(language, aliases)
        self._aliases = aliases
        fronts = [" ".join(title.split()) for title in titles]
        fronts = [front for front in fronts if "；" not in front]  # a preamble is no title
        self._front = plain_name(" ".join(fronts)[:600])
        self._fronts = [plain_name(f) for f in fronts if len(f) < 250]
        self._abroad = Abroad(language, self._whole) if language in LANGUAGES else None
        kinds = Counter(match.group("kind") for match in _SELF.finditer(self._whole))
        self.itself = kinds.most_common(1)[0][0] if kinds else ""
        self._short: dict[str, Name] = {}
        self._usually: dict[str, Name | None] = {}
        given = dict(short_names(self._whole, language, self.find))
        self.places = {s.casefold(): name.key for s, name in given.items() if is_place(s)}
        self._short = {s: name for s, name in given.items() if not is_place(s)}

    def says(self, words: str) -> bool:
        """Tell whether the text says something anywhere."""
        return regex.search(words, self._whole, regex.IGNORECASE) is not None

    def kind_of(self, words: str, key: str | None = None) -> str:
        """Return the word for what an instrument is, from its name or its registered title."""
        if self._abroad is not None:
            return self._abroad.kind_of(words)
        first = _KIND.search(words)
        if first is None and key:
            titles = (alias for alias, other in self._aliases.items() if other == key)
            first = next((m for title in titles if (m := _KIND.search(title))), None)
        if first:
            return first.group().casefold()
        act = regex.match(r"\p{Ll}+", key or "")
        return act.group() if act else words.casefold()

    def is_own(self, name: str) -> bool:
        """Tell whether a name is this document's: the beginning of its title."""
        plain = plain_name(name)
        at = self._front.find(plain) if plain else -1
        if at < 0 or len(plain) < 8:
            return False
        kinds = without_accents(rf"\b(?:{self._abroad.kinds if self._abroad else KIND_WORDS})")
        before = regex.search(kinds, self._front[:at], regex.IGNORECASE)
        return before is None

    def find(self, text: str) -> Iterator[Name]:
        """Yield the instruments that a text names, without overlap, in order."""
        taken = 0
        last: Name | None = None
        found = [*self._titles.find(text), *self._numbered(text), *self._shorts(text)]
        if self._abroad is None:
            found += [self._name(a, b, words) for a, b, words in formed_names(text)]
        else:
            found += [self._name(f.start, f.end, f.name) for f in self._abroad.find(text)]
        for name in sorted(found, key=lambda n: (n.start, not n.known, -(n.end - n.start))):
            if name.start >= taken:
                again = last is not None and last.key == name.key
                again = again and _ASIDE.fullmatch(text, taken, name.start) is not None
                taken, last = name.end, name
                if again:
                    continue
                own = self.is_own(text[name.start : name.end])
                if not own and not defines(text, name.start, self.language):
                    yield name

    def _numbered(self, text: str) -> Iterator[Name]:
        return (self._name(start, end, name) for start, end, name in acts_in(text))

    def _shorts(self, text: str) -> Iterator[Name]:
        """Yield the short names that the text has given and that are no everyday words."""
        for short, name in self._short.items():
            if short in text and (" " in short or short.isupper()):
                for match in regex.finditer(
                    rf"(?<![\p{{L}}-]){regex.escape(short)}(?![\p{{L}}-])", text
                ):
                    yield Name(match.start(), match.end(), name.key, name.known)

    def _name(self, start: int, end: int, name: str) -> Name:
        return Name(start, end, *self._keys.of(name))

    def at(self, text: str, position: int, before: str, said: Mapping[str, Name]) -> Name | None:
        """Return the instrument named at a position, articles and "said" already passed.

        `before` is what was passed; `said` is what was named before, by word.  A name
        without a key is an instrument that the text does not say; one whose key is empty
        is this text.
        """
        for name in self.find(text[position : position + 400]):
            if name.start <= 1:
                year = _YEAR.search(before)
                words = text[position + name.start : position + name.end]
                if year and name.known and len(words.split()) < 3:
                    return Name(position, position + name.end, slug(year.group() + words), False)
                return Name(position + name.start, position + name.end, name.key, name.known)
            break
        own = self._own_at(text, position)
        if own is not None:
            return own
        if self._abroad is not None:
            return self._foreign_at(self._abroad, text, position, said)
        return self._bare(text, position, before, said)

    def _own_at(self, text: str, position: int) -> Name | None:
        """Return this text where its own name stands at a position."""
        named = self._titles.at(text, position)
        ends = [named.end] if named else []
        ends += [
            b for a, b, _ in formed_names(text[position : position + 300]) if a == 0 and not named
        ]
        for end in ends:
            end = end if named else position + end
            if self.is_own(text[position:end]):
                return Name(position, end, "", True)
        return None

    def _bare(self, text: str, position: int, before: str, said: Mapping[str, Name]) -> Name | None:
        """Return what "the Convention" or "that Protocol" stands for."""
        paper = _PAPER.match(text, position)
        if paper:
            return Name(paper.start(), paper.end(), slug(paper.group()), False)
        wide = WIDE.match(text, position)
        if wide and not self.is_own(wide.group()):
            return self._name(wide.start(), wide.end(), wide.group())
        match = _BARE.match(text, position)
        proper = PROPER.match(text, position) if _OF.match(before) else None
        if match and (proper is None or not _ON.match(text, match.end())):
            proper = None
        if proper and not self.is_own(proper.group()):
            return self._name(proper.start(), proper.end(), proper.group())
        if match is None:
            return self._small(text, position, before, said)
        word = match.group("kind")
        pointing = _POINTING.search(before) is not None
        pointed = said.get(word.casefold()) if pointing else None
        if pointed:
            return Name(match.start(), match.end(), pointed.key, pointed.known)
        if _ANY.search(before) or (pointing and word == self.itself):
            return Name(match.start(), match.end(), None, False)
        if word in self._short:
            return Name(match.start(), match.end(), self._short[word].key, self._short[word].known)
        if word == self.itself:
            return Name(match.start(), match.end(), "", True)
        usual = self._usual(word)
        return Name(match.start(), match.end(), usual.key if usual else slug(word), bool(usual))

    def _small(
        self, text: str, position: int, before: str, said: Mapping[str, Name]
    ) -> Name | None:
        """Return what "that convention" or "the national law" stands for."""
        match = unnamed(text, position)
        if match is None:
            return None
        kind = match.group("kind").casefold()
        plain = match.group().casefold() == match.group("kind").casefold()
        name = said.get(kind) if plain and before.strip() else None
        if name is None and plain and kind == "instrument" and _POINTING.search(before):
            name = next(iter(reversed(list(said.values()))), None)
        if name is None and plain and kind == self.itself.casefold() and " the " in f" {before} ":
            return Name(match.start(), match.end(), "", True)
        return Name(match.start(), match.end(), name.key if name else None, bool(name))

    def _foreign_at(
        self, abroad: Abroad, text: str, position: int, said: Mapping[str, Name]
    ) -> Name | None:
        found = abroad.at(text, position)
        if found is None:
            return None
        if found.own or self.is_own(found.name):
            return Name(found.start, found.end, "", True)
        pointed = said.get(abroad.kind_of(found.name)) if found.pointing else None
        if found.pointing and pointed is None and found.name.lower().startswith("instrument"):
            pointed = next(iter(reversed(list(said.values()))), None)
        if pointed:
            return Name(found.start, found.end, pointed.key, pointed.known)
        short = self._given(found.name)
        if short:
            return Name(found.start, found.end, short.key, short.known)
        if found.unnamed:
            return Name(found.start, found.end, None, False)
        return self._meant(abroad, found) or self._name(found.start, found.end, found.name)

    def _meant(self, abroad: Abroad, found: Found) -> Name | None:
        """Return what "la Convención" alone means: the one of its kind that the text names."""
        word = found.name.strip("《》")
        kind = abroad.kind_of(word)
        if not abroad.is_kind(word) or abroad.kind_of(self._front) == kind:
            return None
        if kind not in self._usually:
            spans = [(n, self._whole[n.start : n.end]) for n in self.find(self._whole)]
            for _, said in list(spans):  # an agreement's name may hold the convention's
                rest = said[1:]
                spans += [(n, rest[n.start : n.end]) for n in self._titles.find(rest)]
            named = {n.key: n for n, said in spans if n.key and abroad.kind_of(said) == kind}
            self._usually[kind] = next(iter(named.values())) if len(named) == 1 else None
        usual = self._usually[kind]
        return Name(found.start, found.end, usual.key, usual.known) if usual else None

    def _given(self, name: str) -> Name | None:
        """Return the instrument of a short name, met in any case of its words."""
        if self.language == "zh":
            return self._short.get(name.strip("《》"))
        root = _root(name)
        return next((n for short, n in self._short.items() if _root(short) == root), None)

    def before(self, text: str, position: int, said: Mapping[str, Name]) -> Name | None:
        """Return the instrument whose name a reference follows, as in Chinese."""
        found = self._abroad.before(text, position, self._titles) if self._abroad else None
        if found is None or found.own or self.is_own(found.name):
            return None
        if short := self._given(found.name):
            return Name(found.start, found.end, short.key, True)
        if found.unnamed and self._abroad:
            pointed = said.get(self._abroad.kind_of(found.name)) if found.pointing else None
            return Name(found.start, found.end, pointed.key if pointed else None, bool(pointed))
        if found.key:
            return Name(found.start, found.end, found.key, True)
        if self._abroad and (usual := self._meant(self._abroad, found)):
            return usual
        return self._name(found.start, found.end, found.name)

    def beside(self, text: str, position: int) -> Name | None:
        """Return the instrument whose short name follows a number directly: "Article 5 GDPR"."""
        match = _BESIDE.match(text, position)
        if match is None:
            return None
        short = match.group("short")
        known = self._aliases.get(short) or (
            self._short[short].key if short in self._short else None
        )
        return Name(match.start("short"), match.end(), known or slug(short), known is not None)

    def said_before(self, text: str, until: int) -> Name | None:
        """Return the instrument spoken of last before a place; empty key: this text."""
        floor = max(0, until - 400)
        last = max(self.find(text[floor:until]), key=lambda name: name.end, default=None)
        end = floor + last.end if last else -1
        for match in _KIND.finditer(text, floor, until):
            own = regex.search(
                r"\b(?:this|the\s+present)\s+$", text[: match.start()], regex.IGNORECASE
            )
            the = regex.search(r"\b(?:the)\s+$", text[: match.start()], regex.IGNORECASE)
            if match.end() <= end or not (own or the):
                continue
            bare = (
                Name(match.start(), match.end(), "", True)
                if own
                else self._bare(text, match.start(), "", {})
            )
            last, end = (bare, match.end()) if bare else (last, end)
        return last

    def _usual(self, word: str) -> Name | None:
        """Return what a text mostly means by "the Convention": the one it names most."""
        if word not in self._usually:
            named: dict[str, Name] = {}
            times: Counter[str] = Counter()
            for name in self.find(self._whole):
                if name.key and regex.search(rf"\b{word}\b", self._whole[name.start : name.end]):
                    named[name.key] = name
                    times[name.key] += 1
            often = times.most_common(2)
            clear = often and (len(often) < 2 or often[0][1] > often[1][1])
            self._usually[word] = named[often[0][0]] if clear else None
        return self._usually[word]


def _root(name: str) -> str:
    """Return the words of a name without the endings that grammar changes."""
    return " ".join(word[: max(4, len(word) - 2)] for word in name.casefold().split())
