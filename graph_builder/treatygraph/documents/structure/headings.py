"""Headings of parts, chapters, sections, articles and annexes as treaties print them.

The forms are those of the six official languages of the United Nations, and of others.

A block is a heading only as a whole: the word, the number, and at most a title after it.
Whether a title on the same line is one, or the line is running text ("Article 5 of the
Convention applies …"), is decided by punctuation and length, never by the number alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from treatygraph.documents.structure.numerals import COMPOUND, NUMBER, key_number
from treatygraph.documents.structure.ordinals import ORDINAL
from treatygraph.documents.structure.raised import RAISED, skip_mark
from treatygraph.documents.structure.serials import find_serial
from treatygraph.model import Level

__all__ = [
    "CHINESE_DIVISIONS",
    "NAMED",
    "Head",
    "deleted_articles",
    "find_head",
    "preamble_word",
    "roman_head",
]

#: Kind → words that name it, before the number.  Order matters: longer words first.
_WORDS: dict[str, tuple[str, ...]] = {
    "article": ("Article", "Artículo", "Articulo", "Artigo", "Articolo", "Artikel", "Art.", "Статья", "Стаття", "المادة", "مادة", "ARTICLE", "§"),
    "chapter": ("Chapter", "Chapitre", "Capítulo", "Capitulo", "Capitolo", "Hoofdstuk", "Kapitel", "Глава", "الفصل"),
    "part": ("Part", "Partie", "Parte", "Deel", "Teil", "Часть", "الجزء", "الباب"),
    "section": ("Section", "Sección", "Seccion", "Seção", "Sezione", "Afdeling", "Abschnitt", "Раздел", "القسم", "الفرع"),
    "title": ("Title", "Titre", "Título", "Titulo", "Titel", "Titolo", "Титул", "العنوان"),
    "rule": ("Rule", "Règle", "Regla", "Правило"),
    "regulation": ("Regulation",),
    "clause": ("Cláusula", "Clausula"),
    "appendix": ("Appendix", "Appendice", "Apéndice", "Apendice", "Добавление", "التذييل", "تذييل"),
    "schedule": ("Schedule",),
    "annex": ("Annexure", "Annexe", "Annex", "Anexo", "Allegato", "Bijlage", "Anhang", "Приложение", "المرفق", "مرفق"),
}  # fmt: skip

#: Kinds that have a name of their own in a key, and the level that they are.
NAMED: dict[str, Level] = {
    "rule": "article",
    "regulation": "article",
    "clause": "article",
    "appendix": "annex",
    "schedule": "annex",
}

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
    rf"^(?:\[\s*)*(?:(?:draft|projet d['’]|proyecto de|проект)\s*)?(?:{_LATIN})(?:\s+(?:No\.?\s*|[Nn][°º]\s*|№\s*|the\s+(?=\w{{5}}))?|(?<=\.)|(?=\d)|-(?=\d))(?P<number>{NUMBER})"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE_ANNEX = re.compile(
    r"^(?:(?P<annex>ANNEXE?|ANEXO|ПРИЛОЖЕНИЕ|Annexe?|Anexo|附件|مرفق|المرفق)"
    r"|(?P<appendix>APPENDIX|APPENDICE|Appendix|Appendice|Apéndice|附录)"
    r"|(?P<schedule>SCHEDULE|Schedule))$"
)
_ANNEXED = "|".join(
    f"(?P<{kind}>{'|'.join(_WORDS[kind])})" for kind in ("appendix", "schedule", "annex")
)
_COMPOUND = re.compile(
    rf"^(?:\[\s*)*(?:{_ANNEXED})\s+(?:No\.?\s*)?(?P<number>{COMPOUND})(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ZH = re.compile(
    rf"^第\s*(?P<number>[零〇一二三四五六七八九十百\d]+)\s*(?P<unit>{'|'.join(CHINESE_DIVISIONS)})"
    r"(?P<more>之[一二三四五六七八九])?(?P<rest>.*)$",
    re.DOTALL,
)
_ZH_ANNEX = re.compile(
    r"^(?:附件|(?P<appendix>附[录錄]))\s*(?P<number>[零〇一二三四五六七八九十百\d]+)(?P<rest>.*)$",
    re.DOTALL,
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
#: "SECOND PART", "FIRST ARTICLE", "Première partie".
_ORDINAL_FIRST = re.compile(
    rf"^(?P<number>{ORDINAL})\s+(?:(?P<article>article|art[íi]culo|статья)|(?P<part>part|partie|parte|часть)"
    r"|(?P<chapter>chapter|chapitre|cap[íi]tulo|глава)|(?P<section>section|secci[óo]n|раздел))(?!\w)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ROMAN_HEAD = re.compile(
    r"^(?P<number>[IVX]{1,5}|[Ⅰ-Ⅻ])\.\s+(?P<rest>[^\W\d_a-z][^.;:]{2,120}|[一-鿿]{2,40})$"
)
#: "ANNEX III (until 1 June 1966)", "ANNEX II (Article 7)".
_ASIDE = re.compile(r"^\s*\([^()]{3,80}\)\s*$")
#: "Article 10 (global stocktake)": a title in brackets that is all that follows.
_BRACKETED = re.compile(r"^\s*\(\s*(?P<title>[^\W\d_][^()]{2,160})\)\s*$")
_FORMER = re.compile(r"^\s*\((?:former|formerly|ex|ancien|antiguo)\b[^()]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: level, number in a key, number as printed, and where a title follows it.

    `step` is the kind's own name in a key (`rule`), empty for the level's; `label` is an
    article's own number as printed, where `number` is a running number before it.
    """

    level: Level
    number: str
    printed: str
    title_at: int | None
    separated: bool = False
    sign: bool = False
    step: str = ""
    label: str = ""


def preamble_word(text: str) -> int:
    """Return the length of the word for preamble that a block begins with, 0 for none.

    >>> preamble_word("PREAMBLE The Parties to this Agreement,")
    9
    """
    match = _PREAMBLE.match(text)
    if match and not text[match.end() :].strip(RAISED):
        return len(text)
    if not match or (match.end() < len(text) and not text[match.end()].isupper()):
        return 0
    return match.end()


_FIRST = re.compile(r"(?:\[\s*)*(?:[^\W\d_]|§)")
_SMALL_FIRST = ("draft", "projet", "proyecto", "проект", "первая", "вторая")


@lru_cache(maxsize=20_000)
def find_head(text: str) -> Head | None:
    """Return the heading that a block is, with the offset of its title, else None.

    >>> find_head("Article 24. Conditions and safeguards")
    Head(level='article', number='24', printed='24', title_at=12, separated=True, sign=False, step='', label='')
    >>> find_head("Article 24 of the Convention applies.") is None
    True
    """
    if serial := find_serial(text):
        at = serial.length if text[serial.length :].strip() else None
        return Head("article", serial.number, serial.number, at, True, label=serial.label)
    first = _FIRST.match(text)
    if first is None or (first.group()[-1].islower() and not text.startswith(_SMALL_FIRST)):
        return None
    bare = _BARE_ANNEX.match(text.strip().rstrip(RAISED))
    if bare:
        return Head("annex", "1", "", None, step=_step(bare))
    match = _ZH.match(text) or _ZH_ANNEX.match(text)
    if match:
        return _chinese_head(match)
    match = _ORDINAL_FIRST.match(text)
    if match and match.group("number")[0].isupper():
        kind = next(name for name in ("article", "part", "chapter", "section") if match.group(name))
        return _with_title(kind, match.group("number"), match, text)  # type: ignore[arg-type]
    match = _COMPOUND.match(text) or _HEAD.match(text)
    if not match:
        return None
    kind = next(name for name in _WORDS if match.groupdict().get(name))
    if match.group(kind)[0].islower():
        return None
    level: Level = NAMED.get(kind) or kind  # type: ignore[assignment]
    head = _with_title(level, match.group("number"), match, text)
    if head is None:
        return None
    return replace(head, sign=match.group(kind) == "§", step=_step(match))


def _step(match: re.Match[str]) -> str:
    """Return the name in keys of a kind that has one of its own, else nothing."""
    return next((kind for kind in NAMED if match.groupdict().get(kind)), "")


_DELETED = re.compile(
    r"^\[?\s*(?:Articles?|Art[ií]culos?|Статьи|Artikelen)\s+(?P<first>\d{1,3})\s*"
    r"(?P<joint>and|et|y|и|en|to|à|a|[-–—]|,)\s*(?P<last>\d{1,3})\s*\.?\s*[-–—:]?\s*[\[(]?\s*"
    r"(?:deleted|repealed|reserved|supprim[ée]s?|abrog[ée]s?|réservés?|suprimid[oa]s?|derogad[oa]s?"
    r"|reservad[oa]s?|исключен[аы]?|vervallen)\.?\s*[\])]?\.?\s*\]?$",
    re.IGNORECASE,
)


def deleted_articles(text: str) -> list[str]:
    """Return the numbers of several articles that one line says are deleted.

    >>> deleted_articles("Articles 4 and 5 [Deleted]"), deleted_articles("Articles 4 to 6 (repealed)")
    (['4', '5'], ['4', '5', '6'])
    """
    match = _DELETED.match(text.strip()) if len(text) < 90 else None
    if match is None:
        return []
    first, last = int(match.group("first")), int(match.group("last"))
    if match.group("joint").lower() in ("and", "et", "y", "и", "en", ","):
        return [str(first), str(last)]
    return [str(n) for n in range(first, min(last, first + 99) + 1)]


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
    head = _with_title(level, printed, match, match.string)
    return replace(head, step="appendix") if head and groups.get("appendix") else head


def _with_title(level: Level, printed: str, match: re.Match[str], text: str) -> Head | None:
    rest = match.group("rest")
    rest = rest[skip_mark(rest) :]
    former = _FORMER.match(rest)
    rest = rest[former.end() :] if former else rest
    parts = _SEPARATOR.match(rest)
    title = parts.group("title") if parts else ""
    number = printed.strip("[]() ")
    if not title.strip() or (level == "annex" and _ASIDE.match(rest)):
        return Head(level, key_number(number), number, None)
    if aside := _BRACKETED.match(rest):
        at = len(text) - len(rest) + aside.start("title")
        return Head(level, key_number(number), number, at)
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
