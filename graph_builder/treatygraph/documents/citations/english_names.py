"""Forms of instruments' names in English: "the … Convention on …", acts, resolutions.

A name is told by a word for what an instrument is and by the capitals around it.  What it
may not swallow is the sentence: a first word ("Implementing the …"), the article after it
("… Convention and Article 5"), the instrument after that.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from treatygraph.documents.citations.name_keys import DATE, NOTE_MARK

__all__ = ["ACT_WORDS", "KIND_WORDS", "PROPER", "WIDE", "acts_in", "formed_names", "unnamed"]

#: Words that say what an instrument is.
KIND_WORDS = (
    r"Convention|Protocol|Treaty|Agreement|Charter|Covenant|Statute|Declaration|Regulation|Directive"
    r"|Constitution|Accord|Principles|Guidelines|Pact"
)
#: Words that name an instrument only after "Article 5 of the …".
ACT_WORDS = r"Decision|Statutes|Rules|Regulations|Code|Ordinance|Decree|Act|Law|Resolution|Arrangement|Compact"
_UNIT = r"(?:Art(?:icle)?s?|Ann?ex(?:es)?|Appendix|Appendices|Parts?|Chapters?|Sections?|(?:Sub)?[Pp]aragraphs?|Titles?|Protocols?|Schedules?|Rules?|Regulations?|Clauses?)\.?\s+(?:[\dIVX(]|[A-Z]\b)"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d"
_CAPITAL = rf"(?!{_UNIT}|{_MONTHS})\p{{Lu}}[\p{{L}}\d’'-]*"
_JOIN = r"of|on|the|an?(?=\s)|for|and|or|against|to|in|at|relating|concerning|regarding|between|with|by|from|its|their|all|as|other|than|than|respect|regard|certain|other|into|through|during|within|under|over"
_LINK = (
    r"(?:on|of|for|against|(?<=Protocols?(?:\s+No\.?\s*\d{1,2})?\s+)to|concerning|regarding|governing|establishing|prohibiting|amending|supplementing|implementing|instituting|between|among"
    r"|relat(?:ing|ive)\s+to|additional\s+to|with\s+(?:regard|respect)\s+to|in\s+the\s+field\s+of|supplementary\s+to|under)"
)
_NUMBERED = r"(?:\s+(?:[Nn]os?\.?|[Nn]o)\s*\d{1,3}|\s+[IVX]{1,4}(?=\s+(?:[a-z]|of\b|to\b))|\s*\(No\.?\s*\d{1,3}\))"
#: What makes the word before it a body: "North Atlantic Treaty Organization".
_BODY = r"\s+(?:Organi[sz]ations?|Council|Commission|Committee|Secretariat|Area|Bod(?:y|ies)|States?|Part(?:y|ies)|Organs?|Group)\b"
#: Where another name begins: "… and the WIPO Copyright Treaty".
_ANOTHER = rf"(?!(?:and|or)\s+(?:the\s+)?(?:\p{{Lu}}[\p{{L}}-]*\s+){{1,5}}(?:{KIND_WORDS})s?\b)"
_LISTED = rf",\s+(?!(?:\p{{Lu}}[\p{{L}}-]*\s+){{0,5}}?(?:{KIND_WORDS})\b){_CAPITAL}(?=[^.;:]{{0,80}}?\b(?:and|or)\s+(?:\p{{Ll}}+\s+)?\p{{Lu}})"
_NAME = regex.compile(
    rf"(?:(?:{_CAPITAL})\s+(?:(?:of|on|the|and|for)\s+(?:the\s+)?)?){{0,8}}?(?:{_CAPITAL}\s+){{0,8}}"
    rf"(?:\([^()]{{3,60}}\)\s+)?(?P<kind>{KIND_WORDS})s?\b(?!{_BODY}){_NUMBERED}?(?P<early>{DATE}(?=\s+(?:on|for|concerning|relating|regarding|respecting|against|between)\s))?"
    rf"(?:\s+(?!(?:for|to|on|under|by)\s+(?:the\s+|that\s+|each\s+|any\s+|a\s+)?(?:State|Member|Party|Parties|Contracting|Government|Secretary|Director|Depositary)\b(?!s)){_LINK}\s+(?:(?:{_JOIN})\s+){{0,3}}{_CAPITAL}(?:(?:\s+{_ANOTHER}(?:(?:{_JOIN})\s+){{0,4}}{_CAPITAL})|{_LISTED}){{0,16}})?"
    rf"(?:,?\s+(?:1[89]|20)\d\d(?=\s*\(No))?{_NUMBERED}?{NOTE_MARK}(?:{DATE}|,?\s+(?:1[89]|20)\d\d(?![\d/]))?"
    r"(?:\s*\((?:C?E?TS\s+)?No\.?\s*\d{1,3}\))?"
)
_KINDS = KIND_WORDS.split("|")
_RESOLUTION = regex.compile(
    r"(?:(?:the\s+)?(?:General\s+Assembly|Security\s+Council|Human\s+Rights\s+Council|Economic\s+and\s+Social\s+Council)\s+|its\s+)?(?:[Rr]esolutions?|[Dd]ecisions?)\s+"
    r"(?P<symbol>\d+(?:/\d+|\s?[A-Z]?\s?\((?:\d{4}|[IVXLS-]+)\))(?:\s?[A-Z]\b)?)"
)
_AND_SYMBOL = regex.compile(
    r"\s*(?:,|and|or|,\s*and)\s+(?P<symbol>\d+(?:/\d+|\s?\(\d{4}\)))(?![\d/])"
)
_EU = regex.compile(
    r"(?:(?:Council|Commission|European\s+Parliament)\s+(?:Framework\s+)?(?:Implementing\s+|Delegated\s+)?|Framework\s+)?"
    r"(?P<act>(?P<kind>(?i:regulation|directive|decision|règlement|décision(?:-cadre)?|reglamento|directiva|decisión|регламент\p{L}*|директив\p{L}+))s?"
    r"\s+(?:(?:européenn?e?|marco)\s+)?(?:\((?:EU|EC|EEC|UE|CE|CEE|ЕС|Euratom)(?:,\s*Euratom)?\)\s+)?(?:[Nn][o°º]\.?\s*|№\s*)?\d{1,4}/\d{1,4}(?:/(?:EU|EC|EEC|JHA|UE|CE|CEE|JAI|ЕС)\b|(?![/\d])))"
)
_EU_NEXT = regex.compile(
    r"\s*(?:,|and|or|et|y|,\s*and)\s+(?P<act>(?:\((?:EU|EC|EEC|UE|CE|CEE)\)\s+)?(?:[Nn][o°º]\.?\s*)?\d{1,4}/\d{1,4}(?:/(?:EU|EC|EEC|JHA|UE|CE|CEE|JAI)\b|(?![/\d])))"
)
#: First words of a sentence that stand before a name and are none of it.
_OPERATIVE = regex.compile(
    r"(?:(?:\p{Lu}\p{Ll}{2,}ing(?=\s+(?:also|to|by|of|that|the|its|their|with)\s)|Under|Pursuant|Whereas|In|Subject|For|When|If|Where|By|With|Without|Notwithstanding|Despite|Unlike|Save|Except|As|Both|Only|Neither|Either|Since|Until|Upon|After|Before|Guided|Convinced|Mindful|Aware|Having)"
    r"\s+(?:also\s+|to\s+|by\s+|of\s+|that\s+|regard\s+to\s+)*(?:the\s+)?"
    r"|(?:[IVXLC]{1,6}\s*(?:,|\band|\bor)\s+)*[IVXLC]{1,6}\s+(?:of|to)\s+(?:the\s+)?|(?:This|The|Each|Any|All|That|Such|Every|No|An?|States?|Part(?:y|ies)|Contracting|Members?|It|Its|Their|These|Those)\s+(?:the\s+)?)+"
)
#: Where a lead is cut: "… and the", and "of the" after a body or a person, not in "Law of the Sea".
_CUT = regex.compile(
    r"(?<!\bof\s)\bthe\s+|\b(?:Part(?:y|ies)|Secretar\p{L}+(?:-General)?|Depositar\p{L}+|Conference|Meetings?|Assembly|States?|Members?|Provisions?|Articles?|Commission|Committee|Council|Body|Organs?|Court)\s+(?:of|to)\s+the\s+"
)
_NAMED_SHORT = regex.compile(
    r"(?:\p{Lu}[\p{L}-]+\s+(?:Convention|Protocol|Charter|Treaty|Covenant|Statute|Agreement|Accord)s?"
    r"|(?:Convention|Protocol|Agreement)\s+(?:No\.?\s*\d+|[IVX]+)|(?:Convention|Protocol)\s*\(No\.?\s*\d+\))(?:\s.*)?$"
)
#: After "Article 5 of the …", what counts as a name though nothing calls it a treaty.
WIDE = regex.compile(
    rf"(?:(?:U\.S\.|{_CAPITAL})\s+){{1,6}}(?:{KIND_WORDS}|{ACT_WORDS})s?\b"
    r"(?:\s+(?:of|on)\s+(?:the\s+)?\p{Lu}[\p{L}-]*)*(?:\s+(?:No\.?\s*)?\d{1,4}/\d{2,4}|\s+No\.?\s*\d{1,4})?(?:\s+(?:of\s+)?(?:1[89]|20)\d\d\b)?"
    r"|Agenda\s+21\b|(?:\p{Lu}[\p{L}-]*['’]s\s+)?(?i:terms\s+of\s+reference|rules\s+of\s+procedure)\b"
    rf"|(?:{_CAPITAL}\s+){{1,4}}(?:\p{{Ll}}+\s+)?(?:agreement|convention|treaty|protocol|plan|programme|code|act|law)\b"
    r"|\p{Lu}{3,8}(?=\s*[,.;:()]|\s+\p{Ll}|\s*$)"
    r"|(?:\p{Lu}[\p{L}-]*\s+(?:and\s+)?){1,5}[Rr]esolution\s+\d+(?:/\d+|\s?\([\dIVXL]+\))?"
)
#: After "Chapter 5 of the": any proper name of two words and more.
PROPER = regex.compile(
    rf"{_CAPITAL}(?:\s+(?:(?:of|on|for|and|concerning)\s+(?:the\s+)?)?{_CAPITAL}){{1,7}}"
)
_LOWER = "convention|protocol|treaty|agreement|charter|covenant|statute|declaration|regulation|directive|constitution|accord|pact|law|act|code|decree|ordinance|rules|regulations|bylaws|decision|resolution|instrument|legislation|arrangement"
#: Papers that are no treaties, named without more: "paragraph 2 of the mandate".
_SHEETS = "mandate|terms|conditions|contract|concession|minutes|memorandum|report|plan|programme"
_UNNAMED = regex.compile(
    rf"(?:[\p{{Ll}}-]+\s+){{0,3}}?(?P<kind>{_LOWER})s?\b|(?<=\bof\s+the\s+)(?P<kind>{_SHEETS})\b"
)


#: This text, whatever words follow: "the present Agreement to the Islands".
_THIS = regex.compile(r"\b(?:[Tt]his|[Pp]resent)\s+$")
#: "Application of the Agreement": a deed, not a name.
_OF_KIND = regex.compile(rf"\bof\s+(?:the|this|that)\s+(?:{KIND_WORDS})s?$")


def unnamed(text: str, position: int) -> regex.Match[str] | None:
    """Return "national law", "convention" or "code of conduct" printed small at a position."""
    return _UNNAMED.match(text, position)


def acts_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield acts and resolutions known by number, each with its name; of a plural each one."""
    for match in _EU.finditer(text) if "/" in text else ():
        yield match.start(), match.end(), match.group("act")
        kind, end = match.group("kind"), match.end()
        while more := _EU_NEXT.match(text, end):
            yield more.start("act"), more.end(), f"{kind} {more.group('act')}"
            end = more.end()
    for match in _RESOLUTION.finditer(text) if "esolution" in text or "ecision" in text else ():
        yield match.start(), match.end(), match.group()
        body, end = match.group()[: match.start("symbol") - match.start()], match.end()
        plural = regex.search(r"[Rr]esolutions|[Dd]ecisions", body)
        while plural and (more := _AND_SYMBOL.match(text, end)):
            yield more.start("symbol"), more.end(), f"{body}{more.group('symbol')}"
            end = more.end()


def formed_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the names of instruments that the form of a text shows, without overlap."""
    for match in _NAME.finditer(text) if any(kind in text for kind in _KINDS) else ():
        start, name = _trimmed(match)
        if _THIS.search(text, max(0, start - 14), start) or _OF_KIND.search(name):
            continue
        if len(name.split()) >= 3 or _NAMED_SHORT.match(name):
            yield start, match.end(), name


def _trimmed(match: regex.Match[str]) -> tuple[int, str]:
    """Return where a name begins once the sentence before it is cut off, and the name."""
    start = match.start()
    lead = _OPERATIVE.match(match.string, start, match.start("kind"))
    start = lead.end() if lead else start
    while the := _CUT.search(match.string[start : match.start("kind")]):
        start += the.end()
    early = match.span("early")
    if early[0] > start:
        return start, match.string[start : early[0]] + match.string[early[1] : match.end()]
    return start, match.string[start : match.end()]
