"""Printed forms of references, language by language: the tables that scanning runs on.

A unit is the word for a division of a treaty with what may stand before its number.  A
language's entry says which words join units upward ("of", "du", "статьи"), which join
numbers into lists and ranges, and how a text names itself ("this Convention").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

__all__ = ["LEVEL_RANK", "Forms", "forms_of", "lies_in"]

#: Levels from the outermost inward; a unit of a higher rank lies inside a lower one.
LEVEL_RANK = {
    "preamble": 0, "annex": 0, "part": 1, "title": 2, "chapter": 3, "section": 4, "article": 5,
    "paragraph": 6, "subparagraph": 7, "item": 8,
}  # fmt: skip


def lies_in(inner: str, outer: str) -> bool:
    """Tell whether a reference may place one level in another; sections and articles both ways.

    >>> lies_in("paragraph", "article"), lies_in("section", "article"), lies_in("part", "section")
    (True, True, False)
    """
    return LEVEL_RANK[inner] > LEVEL_RANK[outer] or (inner, outer) == ("section", "article")


@dataclass(frozen=True, slots=True)
class Forms:
    """Compiled forms of one language."""

    unit: regex.Pattern[str]
    this: regex.Pattern[str]
    preceding: regex.Pattern[str]
    following: regex.Pattern[str]
    that: regex.Pattern[str]
    ordinal: regex.Pattern[str]
    upward: regex.Pattern[str]
    joined: regex.Pattern[str]
    ranged: regex.Pattern[str]
    itself: regex.Pattern[str]
    preamble: regex.Pattern[str]
    other: regex.Pattern[str]


_UNITS: dict[str, dict[str, str]] = {
    "en": {
        "article": r"Arts?\.|Articles?", "paragraph": r"paras?\.|paragraphs?", "subparagraph": r"sub-?\s?paragraphs?|sub-?paras?\.",
        "item": r"clauses?|items?|points?", "chapter": r"Chapters?", "part": r"Parts?", "section": r"Sections?", "title": r"Titles?",
        "annex": r"Ann?ex(?:es)?|Appendix|Appendices",
    },
    "fr": {
        "article": r"art\.|articles?", "paragraph": r"par\.|paragraphes?|§§?", "subparagraph": r"alin[ée]as?|sous-paragraphes?|lettres?",
        "item": r"points?|sous-alin[ée]as?", "chapter": r"chapitres?", "part": r"parties?", "section": r"sections?", "title": r"titres?",
        "annex": r"annexes?",
    },
    "es": {
        "article": r"art\.|art[ií]culos?", "paragraph": r"p[aá]rrafos?", "subparagraph": r"apartados?|incisos?|letras?", "item": r"subapartados?|puntos?",
        "chapter": r"cap[ií]tulos?", "part": r"partes?", "section": r"secci[oó]n(?:es)?", "title": r"t[ií]tulos?", "annex": r"anexos?",
    },
    "ru": {
        "article": r"стать(?:я|и|е|ю|ей|ям|ями|ях)|статей", "paragraph": r"пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?",
        "subparagraph": r"подпункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "item": r"абзац(?:а|у|ем|е|ы|ев|ах)?", "chapter": r"глав(?:а|ы|е|у|ой|ах)?",
        "part": r"част(?:ь|и|ью|ей|ях)", "section": r"раздел(?:а|у|ом|е|ы|ов)?", "title": r"титул(?:а|е)?", "annex": r"приложени(?:е|я|ю|и|ем|ях)",
    },
    "ar": {
        "article": r"[ولبف]{0,2}(?:ال|ل)?ماد(?:ة|تين|تان)|[ولب]?المواد|و?للماد(?:ة|تين)|و?للمواد", "subparagraph": r"[وفب]?(?:ال|لل|ل)?فقر(?:ة|ات|تين|تان)\s+الفرعي(?:ة|ات|تين|تان)|[ولب]?الفقرات\s+الفرعية",
        "paragraph": r"[ولبف]?(?:ال|ل)?فقر(?:ة|تين|تان)|[ولب]?الفقرات|للفقر(?:ة|تين)", "item": r"[ولب]?البند(?:ين)?", "chapter": r"[وب]?(?:ال|لل)فصل(?:ين)?", "part": r"[وب]?(?:ال|لل)(?:جزء|باب)",
        "section": r"[وب]?(?:ال|لل)(?:قسم|فرع)", "title": r"العنوان", "annex": r"[وب]?(?:ال|لل)مرفق",
    },
}  # fmt: skip

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "this": r"(?:this|the\s+present)", "that": r"(?:that|(?:the\s+)?(?:said|same|aforesaid|aforementioned))",
        "preceding": r"(?:the\s+)?(?:(?P<count>two|three|four|five)\s+)?(?:immediately\s+)?(?:preceding|foregoing|previous|above)(?:\s+(?P<count2>two|three|four|five))?",
        "following": r"the\s+(?:immediately\s+)?(?:following|next|succeeding)", "ordinal": r"(?:the\s+)?(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)",
        "upward": r"\s*,?\s*(?:(?:the\s+)?(?:first|second|third|fourth|last)\s+sentence\s*,?\s*)?(?:of|in|to|under)\s+(?:the\s+(?=art|para|sub|chap|part|sec|annex))?", "joined": r"\s*(?:,\s*(?:and/or|and|or|as\s+well\s+as)?|and/or|and|or|&)\s*(?:in\s+|of\s+|with\s+|under\s+|to\s+|by\s+)?",
        "preamble": r"\s*,?\s+(?:of|in|to)\s+the\s+preamble\b", "ranged": r"\s*(?:to|through|until|[-–—])\s*", "itself": r"(?:this|the\s+present)\s+(?:Convention|Agreement|Treaty|Protocol|Charter|Covenant|Statute|Instrument|Declaration|Constitution|Act|Regulation|Directive|Law|draft)",
        "other": r"(?:of|to|in|under|from)\s+(?:(?:the|that|an?|such|its|their|those|either|both)\b)?\s*(?:(?:said|same|above|abovementioned|above-mentioned|aforementioned|aforesaid|latter|relevant|(?:19|20)\d\d)\s+)?",
    },
    "fr": {
        "this": r"(?:du\s+|au\s+|le\s+|la\s+|de\s+la\s+|à\s+la\s+)?(?:présente?s?|dit|cet(?=\s+(?:article|alin))|cette(?=\s+section)|ce(?=\s+(?:paragraphe|chapitre|titre)))", "that": r"(?:du|au|le|la|aux|des|les)dite?s?",
        "preceding": r"(?:du\s+|au\s+|aux\s+|les?\s+|des\s+|l['’])?(?:(?P<count>deux|trois|quatre|cinq)\s+)?(?=\w+\s+(?:immédiatement\s+)?précédent)",
        "ordinal": r"(?:la\s+|le\s+|du\s+|au\s+|de\s+la\s+)?(?P<nth>premier|deuxième|troisième|quatrième|cinquième)",
        "upward": r"\s*,?\s*(?:(?=(?:du|au|des|aux)dit)|de\s+l['’]|des?|du|de\s+la|à\s+l['’]|au)\s*", "joined": r"\s*(?:,\s*(?:et|ou)?|et/ou|et|ou)\s*(?:à\s+l['’]|aux?\s+|de\s+l['’]|des?\s+|du\s+|l['’])?",
        "preamble": r"\s*,?\s+du\s+préambule\b", "ranged": r"\s*(?:à|au|[-–—])\s*", "itself": r"(?:de\s+la\s+|du\s+)?(?:présente?)\s+(?:Convention|Accord|Traité|Protocole|Charte|Pacte|Statut)",
        "other": r"(?:de\s+la|de\s+l['’]|du(?:(?=dit))?|des|de(?=\s+(?:ladite|cette|ce)\b))\s*",
    },
    "es": {
        "this": r"(?:del?\s+|el\s+|la\s+|de\s+la\s+)?(?:presentes?|este|esta|mism[oa])", "preceding": r"(?:el\s+|del\s+)?(?=\w+\s+(?:anterior|precedente))",
        "upward": r"\s*,?\s*(?:del?|de\s+los|de\s+la|de\s+las)\s+", "joined": r"\s*(?:,\s*(?:y|o|u|e)?|y/o|y|o|u|e)\s*(?:del?\s+|en\s+el\s+|el\s+|al\s+|a\s+los\s+|los\s+)?",
        "preamble": r"\s*,?\s+del\s+preámbulo\b", "ranged": r"\s*(?:a|al|hasta|[-–—])\s*", "itself": r"(?:de\s+la\s+|del\s+)?(?:presente|esta|este)\s+(?:Convención|Convenio|Acuerdo|Tratado|Protocolo|Carta|Pacto|Estatuto)",
        "other": r"(?:de\s+la|del|de\s+los|de\s+las|de(?=\s+(?:dich|es[ea]\b|aquel)))\s+",
    },
    "ru": {
        "this": r"(?:настоящ(?:ей|его|ий|ая|ем|ую|им|их)|эт(?:ой|ого|от|ом)|данн(?:ой|ого))", "preceding": r"предыдущ(?:ей|его|ему|ий|ем|им|их|ими|ая|ую|ее|ие)",
        "preamble": r"\s+преамбулы\b", "upward": r"\s*,?\s+", "joined": r"\s*(?:,\s*(?:и|или|а\s+также)?|и/или|и|или)\s*(?:в\s+|со?\s+)?", "ranged": r"\s*(?:по|до|[-–—])\s*",
        "itself": r"настоящ(?:ей|его|ему|ем|им)\s+(?:Конвенци\w+|Соглашени\w+|Договор\w*|Протокол\w*|Устав\w*|Пакт\w*)", "other": r"\s*",
    },
    "ar": {
        "this": r"(?:[ولب]?هذ(?:ه|ا|ين))", "preceding": r"(?=\w+\s+السابقة)", "upward": r"\s*،?\s*(?:من|في)\s+", "joined": r"\s*(?:،\s*(?:و|أو)?|أو|و)\s*(?:في\s+)?",
        "ranged": r"\s*(?:إلى|حتى|[-–—])\s*", "itself": r"(?:[ولب]?هذ(?:ه|ا)\s+(?:الاتفاقية|الاتفاق|المعاهدة|البروتوكول|الميثاق))", "other": r"(?:من|في)\s+",
    },
}  # fmt: skip

_CASELESS = regex.IGNORECASE


def _optional(
    words: dict[str, str], name: str, boundary: str, unit: str, after: str
) -> regex.Pattern[str]:
    """Return the pattern of a form that a language may lack."""
    if name not in words:
        return regex.compile(r"(?!)")
    return regex.compile(rf"{boundary}{words[name]}\s+(?:{unit})(?![\w]){after}", _CASELESS)


@cache
def forms_of(language: str) -> Forms:
    """Return the forms of a language; English for one that has no table."""
    code = language if language in _UNITS else "en"
    units, words = _UNITS[code], _WORDS[code]
    order = (
        "subparagraph",
        "item",
        "paragraph",
        "article",
        "chapter",
        "section",
        "part",
        "title",
        "annex",
    )
    unit = "|".join(f"(?P<{level}>{units[level]})" for level in order)
    boundary = r"(?<![\w-])"
    return Forms(
        unit=regex.compile(rf"{boundary}(?:{unit})(?![\p{{L}}_])", _CASELESS),
        this=regex.compile(rf"{boundary}{words['this']}\s+(?:{unit})(?![\w])", _CASELESS),
        preceding=regex.compile(
            rf"{boundary}{words['preceding']}\s*(?:{unit})(?![\w])(?!\s*[\d(])", _CASELESS
        ),
        following=_optional(
            words,
            "following",
            boundary,
            unit,
            r"(?!\s*[\d(:]|\s+(?:shall|is|are)\s+(?:be\s+)?(?:added|inserted))",
        ),
        that=_optional(words, "that", boundary, unit, r"(?!\s*(?:[\d(\[]|[IVXLC]+\b|[A-Z]\b))"),
        ordinal=_optional(
            words,
            "ordinal",
            boundary,
            rf"(?P<paragraph>{units['paragraph']})|(?P<subparagraph>{units['subparagraph']})",
            "",
        ),
        upward=regex.compile(words["upward"], _CASELESS),
        joined=regex.compile(words["joined"], _CASELESS),
        ranged=regex.compile(words["ranged"], _CASELESS),
        itself=regex.compile(
            rf"\s*,?\s*(?:of|to|in|under|de|du|من|в)?\s*{words['itself']}", _CASELESS
        ),
        preamble=regex.compile(words.get("preamble", r"(?!)"), _CASELESS),
        other=regex.compile(
            rf"(?:\s*,?\s+(?:inclusive,?\s+)?|\.\s+(?=of\s)){words['other']}", _CASELESS
        ),
    )
