"""Short names that a text gives: "hereinafter “the Convention”", « ci-après », «далее»."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from treatygraph.documents.citations.name_keys import Name

__all__ = ["defines", "is_place", "short_names"]

#: Finds the instruments that a stretch of text names, in order.
Finder = Callable[[str], Iterator[Name]]

_QUOTE = r"(?:``|''|[“”\"„«»‘’'‟《》])"
_AFTER = {
    "en": r"(?:here(?:in)?after|hereinbelow|henceforth)(?:\s+(?:referred\s+to\s+(?:as|simply\s+as)|called|designated|cited\s+as|(?:as\s+)?))?,?\s*",
    "fr": r"(?:ci[-\s]après(?:\s+(?:dénommée?s?|désignée?s?|appelée?s?|nommée?s?|(?:désignée?\s+)?(?:par|sous)\s+le\s+nom\s+de))?|dénommée?s?\s+ci[-\s]après),?\s*",
    "es": r"(?:(?:en\s+adelante|en\s+lo\s+sucesivo)(?:,?\s*(?:denominad[oa]s?|llamad[oa]s?))?|denominad[oa]s?\s+en\s+(?:adelante|lo\s+sucesivo)),?\s*",
    "ru": r"(?:(?:именуем\p{L}+\s+)?(?:в\s+дальнейшем|далее)(?:\s+именуем\p{L}+)?)(?:\s+как)?\s*[—–:-]?\s*",
    "ar": r"(?:(?:المشار\s+إليها?\s+فيما\s+(?:يلي|بعد)|(?:و?يشار|و?تسمى)\s+إليها?\s+فيما\s+(?:يلي|بعد)|فيما\s+(?:يلي|بعد))(?:\s+(?:باسم|ب))?)\s*",
    "zh": r"(?:以下|下)(?:简称|簡稱|称|稱)(?:为|為|作)?\s*",
}
_ARTICLE = {
    "en": r"(?:the\s+)?", "fr": r"(?:la\s+|le\s+|les\s+|l['’])?", "es": r"(?:la\s+|el\s+|los\s+|las\s+)?",
    "ru": "", "ar": "", "zh": "",
}  # fmt: skip
_SHORT = {"zh": r"[\p{Han}]{2,14}", "ar": r"[\p{L}]+(?:\s[\p{L}]+){0,5}"}
_LATIN_SHORT = r"[\p{L}\d][\p{L}\d’'\- ]{1,48}?"
#: “Convention” means the …; (“the Covenant”); (the Covenant).
_MEANS = regex.compile(
    rf"{_QUOTE}(?:the\s+)?(?P<short>\p{{Lu}}[\p{{L}} ]{{2,40}}){_QUOTE}\s+(?:means|shall\s+mean|refers\s+to)\s+(?:the\s+)?(?P<long>[^.;]{{4,300}})"
)
#: 「公約」：指…國際民用航空公約.
_MEANS_ZH = regex.compile(
    r"[「『“\"](?P<short>\p{Han}{2,6})[」』”\"]\s*[:：]?\s*(?:是指|系指|係指|意指|指)(?P<long>[^。；;]{4,160})"
)
_ASIDE = regex.compile(
    rf"\(\s*(?:{_QUOTE}\s*the\s+|the\s+{_QUOTE}\s*|{_QUOTE}\s*|the\s+)(?P<short>\p{{Lu}}[\p{{L}}\d -]{{2,40}}?)\s*{_QUOTE}?\s*\)"
)
_SUPPLEMENTS = regex.compile(r"\b(?:supplement(?:s|ing|ary\s+to)?|(?i:protocol)\s+to)\s+the\s+")
_KIND = regex.compile(r"Convention|Protocol|Treaty|Agreement|Charter|Covenant|Statute")


#: A short name that is a place: "(hereinafter “Part XI”)".
_PLACE = regex.compile(
    r"(?:Part|Chapter|Annex|Article|Section|Title|Partie|Chapitre|Annexe|Parte|Cap[ií]tulo|Anexo|Art[ií]culo|Часть|Глава|Приложение|Статья)\s+[\dIVXLC]+$|第[\p{Han}\d]{1,4}(?:部分|编|章|条)$|附件[\p{Han}\d]{1,3}$",
    regex.IGNORECASE,
)
_DEFINING = {
    code: regex.compile(
        rf"{words}{_QUOTE}{{0,2}}\s*{_ARTICLE[code]}{_QUOTE}{{0,2}}\s*$", regex.IGNORECASE
    )
    for code, words in _AFTER.items()
}


def is_place(short: str) -> bool:
    """Tell whether a short name is a place in an instrument, such as Part XI."""
    return _PLACE.match(short) is not None


def defines(text: str, position: int, language: str) -> bool:
    """Tell whether the words before a position give what follows as a short name."""
    pattern = _DEFINING.get(language, _DEFINING["en"])
    return pattern.search(text, max(0, position - 80), position) is not None


def short_names(whole: str, language: str, find: Finder) -> Iterator[tuple[str, Name]]:
    """Yield each short name that a text gives with the instrument it stands for."""
    code = language if language in _AFTER else "en"
    form = _SHORT.get(code, _LATIN_SHORT)
    close = r"``|''|[”\"»’'》“\)\],.;，。）、؛،]|$"
    given = regex.compile(
        rf"{_AFTER[code]}{_QUOTE}{{0,2}}\s*{_ARTICLE[code]}{_QUOTE}{{0,2}}\s*(?P<short>{form})\s*(?={close})",
        regex.IGNORECASE,
    )
    if code == "en":
        yield from _supplemented(whole, find)
        for match in _MEANS.finditer(whole):
            name = _first_in(match.group("long"), find)
            if name:
                yield match.group("short").strip(), name
        yield from _asides(whole, find)
    if code == "zh":
        for match in _MEANS_ZH.finditer(whole):
            meant = next(iter(find(match.group("long"))), None)
            if meant:
                yield match.group("short"), meant
    known: dict[str, Name] = {}
    for match in given.finditer(whole):
        short = match.group("short").strip()
        before = whole[max(0, match.start() - 400) : match.start()]
        name = max(find(before), key=lambda n: n.end, default=None)
        if name is None or len(before) - name.end >= 120:
            name = known.get(before.rstrip(" (,").rpartition(" ")[2]) if is_place(short) else None
        if name:
            known[short.rpartition(" ")[2]] = name
            yield short, _of_kind(short, name, before, find)


def _asides(whole: str, find: Finder) -> Iterator[tuple[str, Name]]:
    for match in _ASIDE.finditer(whole):
        before = whole[max(0, match.start() - 300) : match.start()]
        name = max(find(before), key=lambda n: n.end, default=None)
        if name and len(before) - name.end < 3:
            short = match.group("short").strip()
            yield short, _of_kind(short, name, before, find)


def _of_kind(short: str, name: Name, text: str, find: Finder) -> Name:
    """Return the convention that "Protocol to the … Convention (“the Convention”)" means."""
    long = text[name.start : name.end]
    inner = _SUPPLEMENTS.search(long)
    if inner is None or not _KIND.fullmatch(short) or not long.startswith("Protocol"):
        return name
    return name if short == "Protocol" else _first_in(long[inner.end() :], find) or name


def _supplemented(whole: str, find: Finder) -> Iterator[tuple[str, Name]]:
    """Yield the kind of what "supplementing the …" or "Protocol to the …" names."""
    for match in reversed(list(_SUPPLEMENTS.finditer(whole))):
        text = whole[match.end() : match.end() + 260]
        name = _first_in(text, find)
        word = _KIND.search(text) if name else None
        if name and word:
            yield word.group(), name


def _first_in(text: str, find: Finder) -> Name | None:
    """Return the instrument that a text begins with."""
    name = next(iter(find(text)), None)
    return name if name and name.start < 5 else None
