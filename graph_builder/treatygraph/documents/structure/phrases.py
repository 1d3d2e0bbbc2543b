"""Phrases by which a treaty's parts are known: preamble, closing formula, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatygraph.documents.structure.ordinals import ORDINAL
from treatygraph.documents.structure.raised import RAISED

__all__ = [
    "expects_more",
    "is_page_head",
    "is_preamble_opening",
    "is_testimonium",
    "looks_like_heading",
    "merged_heading",
    "names_points",
    "rejoin",
    "split_preamble",
    "wants_number",
]

_OPENING = re.compile(
    r"^(?:\[?The\s+(?:(?:member\s+)?States|Parties|Contracting|High\s+Contracting|Governments|Council|peoples"
    r"|European|signatory|undersigned|Government|Republic|Kingdom|United|Federal|Swiss|President|People)"
    r"|(?:Le\s+Gouvernement|La\s+République|Le\s+Royaume|El\s+Gobierno|La\s+República|El\s+Reino|Правительств[оа])\s"
    r"|(?:WE,?\s+)?THE\s+(?:STATES|PARTIES|HIGH|PEOPLES|CONTRACTING|MEMBER|EUROPEAN|COUNCIL|GOVERNMENTS?)\b|LES\s+(?:[ÉE]TATS|PARTIES|HAUTES|GOUVERNEMENTS)|LE\s+(?:PARLEMENT|CONSEIL)\b|EL\s+(?:PARLAMENTO|CONSEJO)\b|LOS\s+(?:ESTADOS|GOBIERNOS)|LAS\s+(?:ALTAS|PARTES)|Les\s+(?:[ÉE]tats|Parties|Hautes)"
    r"|Los\s+Estados|Las\s+Partes|Las\s+Altas|Государства|Стороны|Договаривающиеся|本公约|本公約|本协定|本協定|各缔约|各締約|缔约|締約"
    r"|إن\s+الدول|إن\s+الأطراف|الدول\s+الأطراف)",
)
_TESTIMONIUM = re.compile(
    r"^(?:IN\s+(?:WITNESS|FAITH)\s+WHEREOF|In\s+witness\s+whereof|Done\s+(?:at|in)\b|DONE\s+(?:at|in|AT|IN)\b"
    r"|EN\s+FOI\s+DE\s+QUOI|En\s+foi\s+de\s+quoi|Fait\s+à|FAIT\s+à|EN\s+FE\s+DE|En\s+fe\s+de|HECH[OA]\s+en|Hech[oa]\s+en"
    r"|В\s+УДОСТОВЕРЕНИЕ|В\s+удостоверение|СОВЕРШЕНО|Совершено|以昭信守|وإثباتا\s+لذلك|حررت?\s+في)",
)
_AGREED = re.compile(
    r"(?:Have|Has|HAVE|HAS)\s+(?:agreed|adopted)\b|Sont\s+convenus|Han\s+convenido|Convienen|согласились|兹协议|قد\s+اتفقت|اتفقت\s+على",
    re.IGNORECASE,
)
#: A new motive after a comma: a capitalised participle or adjective.
_MOTIVE = re.compile(
    r"(?<=[,;:])\s+(?=(?:[A-Z][a-z]+(?:ing|ed|ful|ous|ware)\b|(?:Deeply|Further|Also|Gravely)\s[a-z]+(?:ing|ed)\b"
    r"|Having\s|Bearing\s+in\s+mind|In\s+view\s+of|Taking\s|Considérant|Rappelant|Reconnaissant|Soulignant|Convaincus?"
    r"|Conscients?|Notant|Désireux|Affirmant|Estimant|Résolus|Recordando|Reconociendo|Considerando|Convencidos|Conscientes"
    r"|Have\s+agreed|Has\s+agreed))"
)
_STARTERS = (
    r"The|This|These|For|Each|A|An|Any|All|Every|In|Where|Nothing|Subject|Without|With|Upon|No|If"
    r"|When|It|Such|To|Except|As|At|On|One|Two|Either|Before|After|Unless|Notwithstanding"
    r"|Le|La|Les|Aux|Chaque|Toute?|El|Los|Las|Cada"
)
_ACTORS = r"States?\s+Part(?:y|ies)|Part(?:y|ies)|Contracting\s+Part(?:y|ies)|Members?"
_MERGED = re.compile(
    r"^(?P<heading>[^\d.;:!?]{3,200}?)\s+(?=(?:1\s*[.)]\s|\(1\)\s|\(?a\)\s)"
    rf"|(?:{_STARTERS})\s+[\w“\"]"
    rf"|(?:{_ACTORS})\s+(?:shall|may|must|have|agree|recognize|undertake|to\s+this))"
)
_VERB = re.compile(
    r"\b(?:shall|may|means?|must|undertakes?|agrees?|recognizes?|has|have|is|are|will"
    r"|est|sont|ser[ao](?:nt)?|doi(?:t|vent)|peu(?:t|vent)|ont|entrera|s['’]engagent?"
    r"|son|será[ns]?|est[áa][nr]?[áa]?n?|deber[áa]n?|podr[áa]n?|entrará|quedan?|tiene[ns]?|se)\b",
    re.IGNORECASE,
)


#: What stands in the place of an article that is no more.
_GONE = re.compile(
    r"^\(\s*(?:deleted|repealed|omitted|supprimée?|abrogée?|suprimid[oa]|derogad[oa]|исключена?|vervallen)"
    r"\.?\s*\)\.?$",
    re.IGNORECASE,
)
#: A place named by a letter, a Roman numeral or an ordinal in words.
_PLACE = re.compile(
    rf"\b(?:article|art[íi]culo|chapter|chapitre|cap[íi]tulo|стать\w{{1,2}})\s+(?:the\s+)?(?:{ORDINAL})\b"
    rf"|\b(?:{ORDINAL})\s+(?:articles?|chapter)\b|"
    r"\b(?:article|art\.|chapter|part|annex|section|title|appendix|rule|chapitre|titre|partie|annexe|art[ií]culo"
    r"|cap[ií]tulo|t[ií]tulo|anexo|parte)(?:e?s)?\s+(?:[IVXLC]+[A-C]?|[A-H])\b",
    re.IGNORECASE,
)
#: Verbs of duty, which no heading has.
_DUTY = re.compile(
    r"\b(?:shall|must|undertakes?\s+to|deber[áa]n?|podr[áa]n?|doi(?:t|vent))\b", re.IGNORECASE
)


def is_preamble_opening(text: str) -> bool:
    """Tell whether a block opens a preamble that has no heading of its own."""
    return bool(_OPENING.match(text.strip()))


def is_testimonium(text: str) -> bool:
    """Tell whether a block opens the closing formula after the last article."""
    return bool(_TESTIMONIUM.match(text.strip()))


#: What a title does not end in; a dash or a colon opens the list below it.
_NO_TITLE = (".", ";", ":", ",", "。", "；", "：", "؛", "،", " -", " –", "—")


def looks_like_heading(text: str) -> bool:
    """Tell whether a line can be a heading: short, no full stop, not mid-sentence.

    >>> looks_like_heading("Conditions and safeguards"), looks_like_heading("It shall apply.")
    (True, False)
    >>> looks_like_heading("Entry into force."), looks_like_heading("See article 3.")
    (True, False)
    """
    line = text.strip().rstrip(f"]*†0123456789{RAISED}").rstrip()
    if (len(line) > 40 and _DUTY.search(line)) or _GONE.match(line):
        return False
    if not line or len(line) > 220 or line.endswith(_NO_TITLE):
        return line.endswith(".") and _is_title(line)
    return not line[:1].islower()


def _is_title(line: str) -> bool:
    """Tell a title with a full stop from a short sentence, whose verb or number shows it.

    Verbs are known in English, French and Spanish; elsewhere only one or two words are a title.
    """
    numbered = any(c.isdigit() for c in line) or _PLACE.search(line)
    if len(line) >= 60 or "," in line or ". " in line or numbered or _VERB.search(line):
        return False
    latin = all(ord(c) < 0x250 or not c.isalpha() for c in line)
    return latin or len(line.split()) < 3


def merged_heading(text: str) -> int | None:
    """Return where a heading that runs into its text ends, None where none is seen.

    >>> text = "General objective The objective of this Agreement is to ensure."
    >>> text[:merged_heading(text)]
    'General objective '
    """
    match = _MERGED.match(text)
    if (
        not match
        or _VERB.search(match.group("heading"))
        or len(match.group("heading").split()) > 24
        or re.fullmatch(_STARTERS, match.group("heading").strip())
    ):
        return None
    return match.end()


def split_preamble(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, is a motive) for the parts of a preamble's block, in order.

    The opening ("The States Parties …,") and the formula of agreement are no motives.
    """
    position = 0
    cuts = [match.end() for match in _MOTIVE.finditer(text)]
    for cut in [*cuts, len(text)]:
        part = text[position:cut].strip()
        if part:
            motive = not (_OPENING.match(part) and len(part) < 220) and not _AGREED.match(part)
            yield position, cut, motive
        position = cut


#: Words that no line of text, no heading and no point of a list ends with.
_EXPECTS = re.compile(
    r"(?:(?<![;,:])\s(?:and|or)|\b(?:of|the|an?|to|in|by|for|with|from|under|that|which|whose|this|these|its|their|such"
    r"|any|each|as|at|on|upon|into|between|within|per|not|shall|may|be|is|are|it|said|present|other|both|either"
    r"|No\.|Nos\.|art\.|arts\.|para\.|paras\.|de|du|des|la|les|le|et|ou|à|aux?|del|los|las|el|y|en))$",
    re.IGNORECASE,
)
_POINTS = (
    r"(?:(?:sub)?-?(?:articles?|arts?\.|paragraphs?|paras?\.|points?|items?|chapters?|sections?|parts?"
    r"|annex(?:es)?|clauses?|rules?|regulations?|append(?:ix|ices)|schedules?|titles?)"
    r"|paragraphes?|alin[ée]as?|lettres?|chapitres?|titres?|annexes?|art[íi]culos?|p[áa]rrafos?|apartados?"
    r"|incisos?|numeral(?:es)?|literal(?:es)?|cap[íi]tulos?|t[íi]tulos?|anexos?|reglas?|r[èe]gles?"
    r"|artikels?|leden|lid|стать\w{1,3}|(?:под)?пункт\w{0,3}|част\w{1,3}|глав\w{1,3}|приложени\w{1,2}"
    r"|(?:ال)?(?:مادة|مادتين|مواد|فقرة|فقرتين|فقرات))"
)
_JOINT = r"(?:and|or|to|through|and/or|et|ou|à|y|o|e|a|al|и|или|по|en|of|و|أو)"
_LISTED = re.compile(
    rf"\b{_POINTS}(?:\s+[(\[]?\w{{1,5}}[)\].]*(?:\s*\(\w{{1,4}}\))*(?:\s*,\s*|\s+{_JOINT}\s+)?)*"
    rf"(?:\s+|,|\s{_JOINT})?$",
    re.IGNORECASE,
)
_LISTED_OPEN = re.compile(
    rf"\b{_POINTS}$|(?:,|\s(?:and|or|to|through|and/or|et|ou|à|y|и|или))$", re.IGNORECASE
)
_WANTS = re.compile(rf"(?<!\w){_POINTS}$", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?<!\w){_POINTS}\s+[(\[]?\w{{1,4}}[)\]]?$", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=\w-)[^\S\n]*\n\s*(?=\w)")


def expects_more(text: str) -> bool:
    """Tell whether a line ends with a word after which a sentence cannot end.

    >>> expects_more("in accordance with the"), expects_more("dismantle it; and")
    (True, False)
    """
    return bool(_EXPECTS.search(text.rstrip()[-40:]))


def wants_number(text: str) -> bool:
    """Tell whether a text ends with the word for a provision, whose number must follow.

    >>> wants_number("in accordance with article"), wants_number("under article 3")
    (True, False)
    """
    return bool(_WANTS.search(text.rstrip()[-40:]))


def names_points(text: str) -> bool:
    """Tell whether a text breaks off where the number of a provision must follow.

    >>> names_points("subject to paragraphs 1 and"), names_points("the following: and")
    (True, False)
    """
    end = text.rstrip()[-80:]
    if _NUMBERED.search(end):
        return True
    return bool(_LISTED_OPEN.search(end)) and bool(_LISTED.search(end))


def rejoin(text: str) -> str:
    """Return a text with its printed lines as one; a hyphen at a line's end stays a hyphen.

    >>> rejoin("the non-\\ndiscriminatory\\n use")
    'the non-discriminatory use'
    """
    return " ".join((_BROKEN.sub("", text) if "\n" in text else text).split())


#: What the United Nations print at the head and foot of a page: symbol, job number, page.
_SYMBOL = r"[A-Z]{1,8}(?:/[A-Z0-9][A-Za-z0-9.()*-]*){1,6}"
_JOB = r"\d{2}-\d{5}(?:\s?\([A-Z]\))?"
_PAGE_HEAD = re.compile(rf"(?:(?:{_SYMBOL}|{_JOB}|\d{{1,3}})(?:\s+|$))+")


def is_page_head(text: str) -> bool:
    """Tell the symbol and the job number of a document, alone or with a page's number.

    >>> is_page_head("A/CONF.9/12/Rev.1"), is_page_head("10-12345\\n40"), is_page_head("40")
    (True, True, False)
    """
    line = text.strip()
    if len(line) > 90 or not re.search(rf"{_JOB}|/[A-Z.]*\d", line):
        return False
    return _PAGE_HEAD.fullmatch(line) is not None
