"""Headings of parts, chapters, sections, articles and annexes as treaties print them.

The forms are those of the six official languages of the United Nations, and of others.

A block is a heading only as a whole: the word, the number, and at most a title after it.
Whether a title on the same line is one, or the line is running text ("Article 5 of the
Convention applies …"), is decided by punctuation and length, never by the number alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from treatygraph.model import Level
from treatygraph.readers.numerals import NUMBER, key_number

__all__ = ["CHINESE_DIVISIONS", "Head", "find_head", "preamble_word", "roman_head"]

#: Level → words that name it, before the number.  Order matters: longer words first.
_WORDS: dict[Level, tuple[str, ...]] = {
    "article": ("Article", "Artículo", "Articulo", "Artigo", "Articolo", "Artikel", "Art.", "Статья", "المادة", "مادة", "ARTICLE", "§"),
    "chapter": ("Chapter", "Chapitre", "Capítulo", "Capitulo", "Capitolo", "Hoofdstuk", "Kapitel", "Глава", "الفصل"),
    "part": ("Part", "Partie", "Parte", "Deel", "Teil", "Часть", "الجزء", "الباب"),
    "section": ("Section", "Sección", "Seccion", "Seção", "Sezione", "Afdeling", "Abschnitt", "Раздел", "القسم", "الفرع"),
    "title": ("Title", "Titre", "Título", "Titulo", "Titel", "Titolo", "Титул", "العنوان"),
    "annex": ("Annex", "Appendix", "Annexe", "Anexo", "Allegato", "Bijlage", "Anhang", "Приложение", "المرفق", "مرفق"),
}  # fmt: skip

#: What Chinese calls the divisions that have headings.
CHINESE_DIVISIONS: dict[str, Level] = {
    "条": "article",
    "條": "article",
    "章": "chapter",
    "节": "section",
    "節": "section",
    "編": "part",
    "编": "part",
    "部分": "part",
}
#: What follows 第二条 in running text: its paragraph, "and", "to", "the provisions of".
_CHINESE_ON = re.compile(r"[第和及或与與至到的、，,。]|[规規]定|所[述指称稱定]|中[的所]|[内內]")
_PREAMBLE = re.compile(
    r"^(?:preamble|préambule|preámbulo|преамбула|序言|前言|الديباجة|preambule|präambel)\s*[:.]?\s*",
    re.IGNORECASE,
)

_LATIN = "|".join(
    f"(?P<{level}>{'|'.join(re.escape(word) for word in words)})" for level, words in _WORDS.items()
)
_HEAD = re.compile(
    rf"^(?:\[\s*)*(?:(?:draft|projet d['’]|proyecto de|проект)\s*)?(?:{_LATIN})(?:\s+|(?<=\.)|(?=\d))(?P<number>{NUMBER})"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE_ANNEX = re.compile(
    r"^(?:ANNEX|ANNEXE|ANEXO|ПРИЛОЖЕНИЕ|APPENDIX|Annex|Annexe|Anexo|附件|مرفق|المرفق)$"
)
_ZH = re.compile(
    rf"^第\s*(?P<number>[零〇一二三四五六七八九十百\d]+)\s*(?P<unit>{'|'.join(CHINESE_DIVISIONS)})"
    r"(?P<more>之[一二三四五六七八九])?(?P<rest>.*)$",
    re.DOTALL,
)
_ZH_ANNEX = re.compile(
    r"^附件\s*(?P<number>[零〇一二三四五六七八九十百\d]+)(?P<rest>.*)$", re.DOTALL
)
_SEPARATOR = re.compile(
    r"^(?P<separator>\s*[.:：．。)\]]?\s*(?:[-–—―]\s*)?)(?P<title>.*)$", re.DOTALL
)
#: Words after an article's number that show running text rather than a heading.
_RUNNING = re.compile(
    r"^(?:of|and|or|to|shall|applies|apply|is|are|in|on|with|which|that|may|above|below"
    r"|paragraphs?|de|du|des|et|ou|del|y|o|la|le|les|el|los|au|aux|настоящ\w*|и|или|пункт\w*"
    r"|من|و|أو|فقرة|der|van|en)\b|^[,;()]",
    re.IGNORECASE,
)
_ORDINAL_FIRST = re.compile(
    r"^(?P<number>first|second|third|fourth|fifth|premi[eè]re|deuxi[eè]me|troisi[eè]me|quatri[eè]me"
    r"|primera|segunda|tercera|cuarta)\s+(?:part|partie|parte)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ROMAN_HEAD = re.compile(
    r"^(?P<number>[IVX]{1,5}|[Ⅰ-Ⅻ])\.\s+(?P<rest>[^\W\d_a-z][^.;:]{2,120}|[一-鿿]{2,40})$"
)
#: "ANNEX III (until 1 June 1966)", "ANNEX II (Article 7)".
_ASIDE = re.compile(r"^\s*\([^()]{3,80}\)\s*$")
_FORMER = re.compile(r"^\s*\((?:former|formerly|ex|ancien|antiguo)\b[^()]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: level, number in a key, number as printed, and where a title follows it."""

    level: Level
    number: str
    printed: str
    title_at: int | None
    separated: bool = False
    sign: bool = False


def preamble_word(text: str) -> int:
    """Return the length of the word for preamble that a block begins with, 0 for none.

    >>> preamble_word("PREAMBLE The Parties to this Agreement,")
    9
    """
    match = _PREAMBLE.match(text)
    if not match or (match.end() < len(text) and not text[match.end()].isupper()):
        return 0
    return match.end()


def find_head(text: str) -> Head | None:
    """Return the heading that a block is, with the offset of its title, else None.

    >>> find_head("Article 24. Conditions and safeguards")
    Head(level='article', number='24', printed='24', title_at=12, separated=True, sign=False)
    >>> find_head("Article 24 of the Convention applies.") is None
    True
    """
    if _BARE_ANNEX.match(text.strip()):
        return Head("annex", "1", "", None)
    match = _ZH.match(text) or _ZH_ANNEX.match(text)
    if match:
        return _chinese_head(match)
    match = _ORDINAL_FIRST.match(text)
    if match and match.group("number")[0].isupper():
        return _with_title("part", match.group("number"), match, text)
    match = _HEAD.match(text)
    if not match:
        return None
    level = next(name for name in _WORDS if match.group(name))
    if match.group(level)[0].islower():
        return None
    head = _with_title(level, match.group("number"), match, text)
    return replace(head, sign=True) if head and match.group(level) == "§" else head


def roman_head(text: str) -> Head | None:
    """Return the section that a line such as `II. Protection` can head, else None.

    >>> roman_head("II. Protection").number
    '2'
    """
    match = _ROMAN_HEAD.match(text.strip())
    if not match:
        return None
    number = match.group("number")
    return Head("section", key_number(number), number, text.index(match.group("rest")), True)


def _chinese_head(match: re.Match[str]) -> Head | None:
    groups = match.groupdict()
    unit = groups.get("unit")
    if _CHINESE_ON.match(match.group("rest")):
        return None
    level: Level = "annex" if unit is None else CHINESE_DIVISIONS[unit]
    printed = match.group("number") + (groups.get("more") or "")
    return _with_title(level, printed, match, match.string)


def _with_title(level: Level, printed: str, match: re.Match[str], text: str) -> Head | None:
    rest = match.group("rest")
    former = _FORMER.match(rest)
    rest = rest[former.end() :] if former else rest
    parts = _SEPARATOR.match(rest)
    title = parts.group("title") if parts else ""
    number = printed.strip("[]() ")
    if not title.strip() or (level == "annex" and _ASIDE.match(rest)):
        return Head(level, key_number(number), number, None)
    separator = parts.group("separator") if parts else ""
    separated = bool(re.search(r"[.:：．。\-–—―]", separator))
    if not rest[:1].isspace() and not separator and not _opens_cjk(title[0]):
        return None
    if not separated and _reads_on(title):
        return None
    if separated and _RUNNING.match(title) and title[:1].islower():
        return None
    at = len(text) - len(title)
    return Head(level, key_number(number), number, at, separated)


def _reads_on(title: str) -> bool:
    """Tell whether what follows a number without a separator is running text."""
    line = title.strip()
    return bool(_RUNNING.match(line) or line[:1].islower())


def _opens_cjk(character: str) -> bool:
    """Tell a Chinese character, or a bracket that a Chinese title stands in."""
    return "\u4e00" <= character <= "\u9fff" or character in "【〔（"
