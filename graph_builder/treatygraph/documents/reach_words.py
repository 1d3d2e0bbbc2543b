"""Words of clauses that put something under conditions, in the languages that have a lexicon.

Each language says in its own words what is put under conditions, how, what such an article is
headed, and how chapters, articles and the text itself are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["REACH_WORDS", "ReachWords"]


@dataclass(frozen=True, slots=True)
class ReachWords:
    """Patterns of one language.

    `subject` is the sign that a stretch may hold a `clause`, whose group `what` is put under
    conditions; `applies` has what the conditions of an article apply to.  `this` names the place
    around by its word (`levels` gives the level that each word stands for), `chapters` and
    `articles` name others by number, `following` the further members of a list; `to` are the
    words that join the ends of a range.
    """

    subject: re.Pattern[str]
    clause: re.Pattern[str]
    applies: re.Pattern[str]
    this: re.Pattern[str]
    levels: Mapping[str, str]
    chapters: re.Pattern[str]
    articles: re.Pattern[str]
    following: re.Pattern[str]
    to: frozenset[str]
    vague: re.Pattern[str]
    headed: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What `_compiled` makes the patterns of one language of."""

    things: str
    subject: str
    conditions: str
    headed: str
    applies: str
    this: str
    levels: Mapping[str, str]
    chapter: str
    article: str
    joints: str
    to: str
    vague: str


def _compiled(parts: _Parts) -> ReachWords:
    p, flags = parts, re.IGNORECASE
    joints = rf"(?:,|{p.joints}|{p.to}|[-–])"
    return ReachWords(
        subject=re.compile(rf"\b{p.subject}", flags),
        clause=re.compile(
            rf"(?P<what>[^.;]*?\b(?:{p.things})\b[^.;]*?)\b{p.subject}"
            rf"(?=[^.;]*\b(?:{p.conditions})\b)",
            flags,
        ),
        applies=re.compile(rf"\b{p.applies}(?P<what>[^.;]*)", flags),
        this=re.compile(rf"\b(?:{p.this})\s+({'|'.join(p.levels)})\b", flags),
        levels=p.levels,
        chapters=re.compile(
            rf"\b{p.chapter}\s+([IVXL]+|\d+)(?:\s+(?:{p.joints}|{p.to})\s+([IVXL]+|\d+))?\b"
        ),
        articles=re.compile(
            rf"\b{p.article}\s+(\d+)((?:\s*{joints}\s*(?:{p.article}\s+)?\d+)*)", flags
        ),
        following=re.compile(rf"({joints})\s*(?:{p.article}\s+)?(\d+)", flags),
        to=frozenset([*p.to.split("|"), "-", "–"]),
        vague=re.compile(rf"\b(?:{p.vague})\b", flags),
        headed=re.compile(rf"\b(?:{p.headed})\b", flags),
    )


_ENGLISH = _Parts(
    things=r"powers?|procedures?|measures|cooperation|mutual\s+legal\s+assistance",
    subject=r"(?:(?:is|are|be)\s+)?(?:made\s+)?subject\s+to\b",
    conditions=r"conditions|safeguards|principles?|proportionality|necessity|human\s+rights",
    headed="conditions|safeguards",
    applies=r"(?:this\s+article|(?:the|such|these)\s+(?:conditions|safeguards))\b[^.;]*?"
    r"\bappl(?:y|ies)\b[^.;]*?\bto\b",
    this=r"this|the\s+present",
    levels={
        "chapter": "chapter",
        "part": "part",
        "section": "section",
        "title": "title",
        "article": "article",
        "convention": "draft",
        "agreement": "draft",
        "protocol": "draft",
        "treaty": "draft",
    },
    chapter=r"[Cc]hapters?",
    article=r"articles?",
    joints="and|or",
    to="to|through",
    vague="such|these|those|foregoing|preceding|above|aforementioned",
)
_FRENCH = _Parts(
    things=r"pouvoirs?|procédures?|mesures|coopération|entraide(?:\s+judiciaire)?",
    subject=r"(?:(?:est|sont|soit|soient)\s+)?(?:soumis(?:es?)?|subordonnée?s?)\s+(?:à|aux?)\b",
    conditions=r"conditions|sauvegardes|garanties|principes?|proportionnalité|nécessité|"
    r"droits\s+de\s+l['’]homme",
    headed="conditions|sauvegardes|garanties",
    applies=r"(?:le\s+présent\s+article|(?:les|ces)\s+(?:conditions|sauvegardes|garanties))\b"
    r"[^.;]*?\bs['’]applique(?:nt)?\b[^.;]*?\b(?:à|aux?)\b",
    this=r"le\s+présent|la\s+présente|du\s+présent|au\s+présent",
    levels={
        "chapitre": "chapter",
        "partie": "part",
        "section": "section",
        "titre": "title",
        "article": "article",
        "convention": "draft",
        "accord": "draft",
        "protocole": "draft",
        "traité": "draft",
    },
    chapter=r"[Cc]hapitres?",
    article=r"articles?",
    joints="et|ou",
    to="à",
    vague=r"ces|tels|telles|précités?|précitées|susmentionnée?s|susvisée?s",
)
_SPANISH = _Parts(
    things=r"poderes|facultades|atribuciones|procedimientos?|medidas|cooperación|"
    r"asistencia\s+judicial(?:\s+recíproca)?",
    subject=r"(?:(?:está[n]?|esté[n]?|quede[n]?|queda[n]?|se)\s+)?"
    r"(?:sujet[oa]s?|somet(?:id[oa]s?|an?|erán?)|supeditad[oa]s?)\s+al?\b",
    conditions=r"condiciones|salvaguardi?as|garantías|principios?|proporcionalidad|necesidad|"
    r"derechos\s+humanos",
    headed="condiciones|salvaguardi?as|garantías",
    applies=r"(?:el\s+presente\s+artículo|(?:las|esas|estas|dichas)\s+"
    r"(?:condiciones|salvaguardi?as|garantías))\b[^.;]*?\b(?:se\s+)?aplica(?:rá)?n?\b[^.;]*?\bal?\b",
    this=r"el\s+presente|la\s+presente|del\s+presente|al\s+presente|este|esta",
    levels={
        "capítulo": "chapter",
        "parte": "part",
        "sección": "section",
        "título": "title",
        "artículo": "article",
        "convención": "draft",
        "convenio": "draft",
        "acuerdo": "draft",
        "protocolo": "draft",
        "tratado": "draft",
    },
    chapter=r"[Cc]apítulos?",
    article=r"artículos?",
    joints="y|o",
    to="a|al",
    vague=r"es[oa]s|est[oa]s|dich[oa]s|tales|citad[oa]s|mencionad[oa]s|precedentes|antedich[oa]s",
)
#: By language.
REACH_WORDS: Mapping[str, ReachWords] = {
    "en": _compiled(_ENGLISH),
    "fr": _compiled(_FRENCH),
    "es": _compiled(_SPANISH),
}
