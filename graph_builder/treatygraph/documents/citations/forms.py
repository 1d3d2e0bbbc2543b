"""Printed forms of references, language by language: the tables that scanning runs on.

A unit is the word for a division of a treaty with what may stand before its number.  A
language's entry says which words join units upward ("of", "du", "статьи"), which join
numbers into lists and ranges, and how a text names itself ("this Convention").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from treatygraph.documents.structure.ordinals import ORDINALS_OF

__all__ = ["LEVEL_RANK", "ORDINALS", "Forms", "forms_of", "lies_in"]

#: Levels from the outermost inward; a unit of a higher rank lies inside a lower one.
LEVEL_RANK = {
    "preamble": 0, "annex": 0, "appendix": 1, "schedule": 1, "part": 2, "title": 3, "chapter": 4, "section": 5,
    "article": 6, "rule": 6, "regulation": 6, "clause": 6, "paragraph": 7, "alinea": 8, "subparagraph": 8, "item": 9, "indent": 10,
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
    near: re.Pattern[str]
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
    party: regex.Pattern[str]


_UNITS: dict[str, dict[str, str]] = {
    "en": {
        "article": r"Arts?\.|(?-i:Arts?|arts)(?=\s+[\dIVX])|Articles?", "paragraph": r"pa?ra?s?\.(?=\s*[\d(])|paras?(?=\s*[\d(])|paragraphs?|(?<=[\dIVX),]\s?)§§?(?=\s?\d)", "subparagraph": r"sub-?\s?paragraphs?|sub-?paras?\.|lit\.|letters?(?=\s*\(|\s+[a-z]\)?\s+(?:of|and|or|to|in)\b)",
        "item": r"sub-?\s?sub-?\s?paragraphs?|(?:sub-?\s?)?clauses?|(?:sub-?)?items?|(?:sub-?)?points?", "indent": r"indents?", "rule": r"Rules?", "regulation": r"(?-i:Regulations?)(?=\s+[\dIVX]+(?:[/-]\d+)?(?:\(|\b(?!/)))", "schedule": r"Schedules?", "appendix": r"Appendix|Appendices", "chapter": r"Chapters?", "part": r"Parts?", "section": r"Sections?", "title": r"Titles?",
        "annex": r"Annex(?:es|ures?)?",
    },
    "fr": {
        "article": r"arts?\.|(?-i:Arts?)(?=\s+\d)|articles?", "paragraph": r"par\.|paragraphes?|§§?", "subparagraph": r"alin[ée]as?|al\.|sous-paragraphes?|lettres?|let\.|lit\.|(?<=,\s)sous(?=\s+[a-z]{1,3}\))",
        "item": r"points?|sous-alin[ée]as?|chiffres?|sous-points?", "indent": r"tirets?", "rule": r"règles?", "appendix": r"appendices?", "chapter": r"chapitres?", "part": r"parties?", "section": r"sections?", "title": r"titres?",
        "annex": r"annexes?",
    },
    "es": {
        "article": r"arts?\.|art[ií]culos?", "paragraph": r"p[aá]rrs?\.|p[aá]rrafos?|numeral(?:es)?", "subparagraph": r"subp[aá]rrafos?|apartados?|incisos?|letras?|literal(?:es)?|(?<=,\s)bajo(?=\s+\(?[a-z](?:\)|[\s,.;]))", "item": r"subapartados?|puntos?|sub-?incisos?", "indent": r"gui[oó]n(?:es)?", "rule": r"reglas?", "clause": r"cl[aá]usulas?(?=\s+\d)", "appendix": r"ap[eé]ndices?",
        "chapter": r"cap[ií]tulos?", "part": r"partes?", "section": r"secci[oó]n(?:es)?", "title": r"t[ií]tulos?", "annex": r"anexos?",
    },
    "ru": {
        "article": r"стать(?:я|и|е|ю|ей|ям|ями|ях)|статей", "paragraph": r"пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?",
        "subparagraph": r"подпункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "item": r"абзац(?:а|у|ем|е|ы|ев|ах)?", "chapter": r"глав(?:а|ы|е|у|ой|ах)?",
        "part": r"част(?:ь|и|ью|ей|ях)", "section": r"раздел(?:а|у|ом|е|ы|ов)?", "title": r"титул(?:а|е)?", "annex": r"приложени(?:е|я|ю|и|ем|ях|ям|ями)|приложений", "rule": r"правил(?:о|а|у|ом|е|ах|ам)?(?=\s+\d)", "appendix": r"добавлени(?:е|я|ю|и|ем|ях|ям|ями)(?=\s+[\dIVX])",
    },
    "ar": {
        "article": r"[ولبف]{0,2}(?:ال|ل)?ماد(?:ة|تين|تان)|[ولب]?المواد|و?للماد(?:ة|تين)|و?للمواد", "subparagraph": r"[وفب]?(?:ال|لل|ل)?فقر(?:ة|ات|تين|تان)\s+الفرعي(?:ة|ات|تين|تان)|[ولب]?الفقرات\s+الفرعية",
        "paragraph": r"[ولبف]?(?:ال|ل)?فقر(?:ة|تين|تان)|[ولب]?الفقرات|للفقر(?:ة|تين|ات)", "item": r"[ولب]?البند(?:ين)?", "chapter": r"[وب]?(?:ال|لل)فصل(?:ين)?", "part": r"[وب]?(?:ال|لل)(?:جزء|باب)",
        "section": r"[وب]?(?:ال|لل)(?:قسم|فرع)", "title": r"العنوان", "annex": r"[وب]?(?:ال|لل)مرفق",
    },
}  # fmt: skip

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "this": r"(?:this|the\s+present)", "that": r"(?:that|(?:the\s+)?(?:said|same|aforesaid|aforementioned))",
        "preceding": r"(?:the\s+)?(?:(?P<count>two|three|four|five)\s+)?(?:immediately\s+)?(?:preceding|foregoing|previous|above)(?:\s+(?P<count2>two|three|four|five))?",
        "following": r"the\s+(?:immediately\s+)?(?:following|next|succeeding)",
        "upward": r"\s*,?\s*(?:(?:the\s+)?(?:first|second|third|fourth|last)\s+sentence\s*,?\s*)?(?:of|in|to|under)(?:\s+|(?=Art|Par))(?:the\s+(?=art|para|sub|chap|part|sec|annex))?", "joined": r"\s*(?:[,;]\s*(?:(?:and/or|and|or|as\s+well\s+as)(?!\p{L}))?|and/or|and|or|&|as\s+well\s+as|,?\s*(?:except(?:ing)?(?:\s+for)?|other\s+than|excluding))\s*(?:in\s+|of\s+|with\s+|under\s+|to\s+|by\s+)?",
        "preamble": r"\s*,?\s+(?:of|in|to)\s+the\s+preamble\b", "ranged": r"\s*(?:to|through|until|[-–—])\s*", "itself": r"(?:this|the\s+present|these)\s+(?:Convention|Agreement|Treaty|Protocol|Charter|Covenant|Statutes?|Instrument|Declaration|Constitution|Act|Regulations?|Rules|Directive|Law|Code|Decision|Guidelines|Principles|Accord|Pact|Arrangement|Resolution|Decree|Ordinance|draft)",
        "other": r"(?:of|to|in|under|from)\s+(?:(?:the|that|any\s+other|an?\s+other|another|any|every|each|no|an?|such|its|their|his|our|those|either|both)\b)?\s*(?:(?:said|same|above|abovementioned|above-mentioned|aforementioned|aforesaid|latter|relevant|other|(?:19|20)\d\d)\s+)?",
    },
    "fr": {
        "this": r"(?:du\s+|au\s+|le\s+|la\s+|de\s+la\s+|à\s+la\s+)?(?:présente?s?|dit|cet(?=\s+(?:article|alin))|cette(?=\s+section)|ce(?=\s+(?:paragraphe|chapitre|titre)))", "that": r"(?:(?:du|au|le|la|aux|des|les)dite?s?|(?:(?:le|la|du|au|de\s+la)\s+)?m[êe]me)",
        "preceding": r"(?:du\s+|au\s+|aux\s+|les?\s+|des\s+|l['’])?(?:(?P<count>deux|trois|quatre|cinq)\s+)?(?=\w+\s+(?:imm[ée]diatement\s+)?pr[ée]c[ée]dent)",
        "upward": r"\s*,?\s*(?:(?=(?:du|au|des|aux)dit)|de\s+l['’]|de\s+la|des?|du|à\s+l['’]|au)\s*", "joined": r"\s*(?:[,;]\s*(?:(?:et|ou|ainsi\s+que)(?!\p{L}))?|et/ou|et|ou|ainsi\s+que)\s*(?:à\s+l['’]|aux?\s+|de\s+l['’]|des?\s+|du\s+|l['’])?",
        "party": r"\s+(?!(?:et|ou|de|du|des|la|le|les|à|au|est|sont|ne)\b)\p{Ll}{3,}",
        "preamble": r"\s*,?\s+du\s+préambule\b", "ranged": r"\s*(?:jusqu['’](?:à|au|aux)(?:\s+l['’])?|à|au|[-–—])\s*", "itself": r"(?:de\s+la\s+|du\s+|à\s+la\s+|au\s+|des\s+)?(?:présente?s?)\s+(?:Convention|Accord|Arrangement|Traité|Protocole|Charte|Pacte|Statuts?|Règlement|Directive|Déclaration|Acte|Loi|Décision|Code|Constitution|Décret|Arrêté|Instrument|Règles|Ordonnance)",
        "other": r"(?:de\s+la(?!\p{L})|de\s+l['’]|de\s+toute(?!\p{L})|du(?=dit|\s)|des(?!\p{L})|de(?=\s+(?:ladite|cette|ce|cet|toute|tout|leurs?|son|sa|ses)\b)|d['’](?=(?:une?|autres?)\b)|à\s+la(?!\p{L})|à\s+l['’]|au(?!\p{L}))\s*",
    },
    "es": {
        "this": r"(?:del?\s+|el\s+|la\s+|de\s+la\s+)?(?:presentes?|este|esta|mism[oa])", "preceding": r"(?:el\s+|del\s+)?(?=\w+\s+(?:anterior|precedente))",
        "upward": r"\s*,?\s*(?:de\s+los|de\s+las?|del?)\s+", "joined": r"\s*(?:[,;]\s*(?:(?:y|[oó]|[uú]|e(?=\s+h?i)|así\s+como)(?!\p{L}))?|y/o|y|[oó]|[uú]|e(?=\s+h?i)|así\s+como)\s*(?:del?\s+|en\s+el\s+|el\s+|al\s+|a\s+los\s+|los\s+)?",
        "party": r"\s+(?!(?:del?|la|el|los|las|es|son|se|que|serán?|podrán?|y|o|no)\b)\p{Ll}{3,}",
        "preamble": r"\s*,?\s+del\s+preámbulo\b", "ranged": r"\s*(?:al?(?!\p{L})(?:\s+(?:el|la)(?!\p{L}))?|hasta(?:\s+el)?|[-–—])\s*(?:inclusive\s+)?", "itself": r"(?:de\s+la\s+|del\s+|a\s+la\s+|al\s+)?(?:presentes?|esta|este|estos)\s+(?:Convención|Convenio|Acuerdo|Arreglo|Tratado|Protocolo|Carta|Pacto|Estatutos?|Reglamento|Directiva|Declaración|Acta|Ley|Decisión|Código|Constitución|Instrumento)",
        "other": r"(?:de\s+la|del|de\s+los|de\s+las|de(?=\s+(?:dich|sus?\b|es[ea]\b|aquel|otr|una?\b|cualquier|tod[oa]))|a\s+la|al)\s+",
    },
    "ru": {
        "this": r"(?:настоящ(?:ей|его|ий|ая|ем|ую|им|их)|эт(?:ой|ого|от|ом)|данн(?:ой|ого))", "preceding": r"предыдущ(?:ей|его|ему|ий|ем|им|их|ими|ая|ую|ее|ие)",
        "preamble": r"\s+преамбулы\b", "upward": r"\s*,?\s+", "joined": r"\s*(?:[,;]\s*(?:и|или|а\s+также)?|и/или|и|или|а\s+также)\s*(?:в\s+|со?\s+)?", "ranged": r"\s*(?:по|до|[-–—])\s*",
        "itself": r"(?:к\s+)?настоящ(?:ей|его|ему|ем|им|их)\s+(?:Конвенци\w+|Соглашени\w+|Договор\w*|Протокол\w*|Устав\w*|Пакт\w*|Статут\w*|Регламент\w*|Правил\w*|Деклараци\w+|Хартии|Закон\w*|Директив\w+)", "other": r"\s*(?:к\s+)?",
    },
    "ar": {
        "this": r"(?:[ولب]?هذ(?:ه|ا|ين))", "preceding": r"(?=\w+\s+السابقة)", "upward": r"\s*،?\s*(?:من|في)\s+", "joined": r"\s*(?:،\s*(?:و|أو)?|أو|و)\s*(?:في\s+)?",
        "ranged": r"\s*(?:إلى|حتى|[-–—])\s*", "itself": r"(?:[ولب]?هذ(?:ه|ا)\s+(?:الاتفاقية|الاتفاق|المعاهدة|البروتوكول|الميثاق|العهد|النظام|الإعلان|القانون))", "other": r"(?:من|في)\s+",
    },
}  # fmt: skip

#: Words for the first, the second … the last (-1) and the last but one (-2) of several.
ORDINALS: dict[str, dict[str, int]] = {
    "en": {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
           "ninth": 9, "tenth": 10, "last": -1, "final": -1, "penultimate": -2},
    "fr": {"premier": 1, "première": 1, "second": 2, "seconde": 2, "deuxième": 2, "troisième": 3, "quatrième": 4,
           "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10,
           "dernier": -1, "dernière": -1, "avant-dernier": -2, "avant dernier": -2},
    "es": {"primer": 1, "primero": 1, "primera": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4, "quinto": 5,
           "sexto": 6, "séptimo": 7, "octavo": 8, "noveno": 9, "décimo": 10, "último": -1, "penúltimo": -2},
}  # fmt: skip

#: Words that a copy has lost the space behind: "ofArticle 7".
_GLUED = {
    "en": r"|(?<=(?<!\p{L})(?:of|in|or|and|under|to|by|with|this|from))(?=(?-i:Art|Ann|Par|Chap|Sec))"
}
_CASELESS = regex.IGNORECASE
_ORDER = ("subparagraph", "item", "indent", "paragraph", "article", "rule", "regulation", "clause", "chapter", "section",
          "part", "title", "appendix", "schedule", "annex")  # fmt: skip


def _optional(
    words: dict[str, str], name: str, boundary: str, unit: str, after: str
) -> regex.Pattern[str]:
    """Return the pattern of a form that a language may lack."""
    if name not in words:
        return regex.compile(r"(?!)")
    return regex.compile(rf"{boundary}{words[name]}\s+(?:{unit})(?![\w]){after}", _CASELESS)


def _ordinal(code: str, boundary: str, units: dict[str, str]) -> regex.Pattern[str]:
    """Return the pattern of "the first and second subparagraphs", "dernier alinéa"."""
    table = ORDINALS.get(code)
    if table is None:
        return regex.compile(r"(?!)")
    word = "|".join(sorted(table, key=len, reverse=True)) + (
        r"|\d{1,2}(?:er|ère|e|è|ème|nd)|\d{1,2}\.?[ºª°]" if code in ("fr", "es") else ""
    )
    unit = "|".join(
        f"(?P<{level}>{units[level]})"
        for level in ("subparagraph", "indent", "paragraph")
        if level in units
    )
    lead = {
        "en": r"(?:the\s+)?",
        "fr": r"(?:à\s+la\s+|de\s+la\s+|la\s+|les?\s+|du\s+|des\s+|aux?\s+|l['’]|de\s+l['’]|à\s+l['’])?",
        "es": r"(?:el\s+|la\s+|los\s+|del\s+|al\s+)?",
    }[code]
    more = rf"(?:\s*(?:,|and|or|et|ou|y|o)\s*{lead}(?:{word}))*"
    whole = _ordinal_divisions(lead) if code == "en" else r"(?!)"
    return regex.compile(
        rf"{boundary}(?:{lead}(?P<nth>(?:{word}){more})\s+(?:{unit})|{whole})(?![\w])(?!\s*[\d(])",
        _CASELESS,
    )


def _ordinal_divisions(lead: str) -> str:
    """Return the pattern of "the fifth Article", "the second and third Articles", "First Chapter"."""
    word = ORDINALS_OF["en"]
    more = rf"(?:\s*(?:,|and|or)\s*{lead}(?:{word}))*"
    return (
        rf"{lead}(?P<nth>{word}{more})\s+(?:(?P<article>articles?)|(?P<chapter>(?-i:Chapters?))"
        r"|(?P<section>(?-i:Sections?))|(?P<part>(?-i:Parts?)))"
    )


def _beginnings(unit: str) -> re.Pattern[str]:
    """Return the pattern of the first letters of every unit; what it does not meet is none.

    They are read off the units themselves: each three letters that one can begin with.
    """
    pattern = regex.compile(f"(?:{unit})", _CASELESS)
    letters = sorted({c for c in unit.lower() if c.isalpha()} | set("§.- "))

    def on(start: str) -> list[str]:
        return [c for c in letters if _can_begin(pattern, start + c)]

    heads = []
    firsts = on("")
    for first in firsts:
        rest = []
        for second in on(first) if first.isalpha() else ():
            third = "".join(map(_either, on(first + second)))
            rest.append(f"[{_either(second)}]" + (f"[{third}]" if third else ""))
        heads.append(f"(?<=[{_either(first)}])" + (f"(?={'|'.join(rest)})" if rest else ""))
    every = "".join(map(_either, firsts))
    return re.compile(rf"[{every}](?<![\w-][^A-Z])(?:{'|'.join(heads)})")


def _can_begin(pattern: regex.Pattern[str], letters: str) -> bool:
    cases = (letters, letters.capitalize(), letters.upper())
    return any(pattern.match(f", {case}", 2, partial=True) for case in cases)


def _either(letter: str) -> str:
    """Return a letter in both cases, for a set of letters."""
    return "".join(map(re.escape, dict.fromkeys((letter, letter.upper()))))


@cache
def forms_of(language: str) -> Forms:
    """Return the forms of a language; English for one that has no table."""
    code = language if language in _UNITS else "en"
    units, words = _UNITS[code], _WORDS[code]
    unit = "|".join(f"(?P<{level}>{units[level]})" for level in _ORDER if level in units)
    boundary = rf"(?:(?<![\w-]){_GLUED[code]})" if code in _GLUED else r"(?<![\w-])"
    return Forms(
        near=_beginnings(unit),
        unit=regex.compile(rf"{boundary}(?:{unit})(?![\p{{L}}_])", _CASELESS),
        this=regex.compile(rf"{boundary}{words['this']}\s*(?<=\s|s)(?:{unit})(?![\w])", _CASELESS),
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
        ordinal=_ordinal(code, boundary, units),
        upward=regex.compile(words["upward"], _CASELESS),
        joined=regex.compile(words["joined"], _CASELESS),
        ranged=regex.compile(words["ranged"], _CASELESS),
        itself=regex.compile(
            rf"\s*,?\s*(?:of|to|in|under|de|du|من|в)?\s*{words['itself']}", _CASELESS
        ),
        party=regex.compile(words.get("party", r"(?!)"), _CASELESS),
        preamble=regex.compile(words.get("preamble", r"(?!)"), _CASELESS),
        other=regex.compile(
            rf"(?:\s*,?\s+(?:inclusive,?\s+)?|\.\s+(?=of\s)){words['other']}", _CASELESS
        ),
    )
