"""Places that a clause of a paper speaks of: provisions, amendments, recitals, instruments.

The reader of references finds divisions of a treaty; papers also speak of amendments,
recitals and options by number, and print places in ways of their own ("Article 7par.4").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from treatygraph.documents.citations.chains import Chain
from treatygraph.documents.citations.labels import span_of
from treatygraph.documents.citations.name_keys import slug
from treatygraph.documents.citations.places import external_targets
from treatygraph.documents.citations.scan import scan
from treatygraph.documents.papers.wording import Wording
from treatygraph.documents.references import find_references
from treatygraph.model import Provision

__all__ = ["Spoken", "places"]

#: Where the references of a paper are found: no part of a treaty, so nothing is relative to it.
_PAPER = Provision(key="paper", level="preamble")
_JOINED_PARA = regex.compile(
    r"(?<=\d)\s*,?\s*(?:par(?:a|agraph|ágrafo|\.)?\.?|§)\s*(?=\d)", regex.IGNORECASE
)
_CODE = regex.compile(
    r"\b(?:articles?|art\.)\s+(?P<n>[LRD])\.?\s?(?P<r>\d+(?:-\d+)*)", regex.IGNORECASE
)
_NEW = regex.compile(r"\((?:new|nouveau|nuevo|nueva)\)\s*", regex.IGNORECASE)
_BIS = regex.compile(r"(?<=\d)\.(bis|ter|quater|quinquies)\b")
#: A subsection of a section: "section 16(2)" is divided as an article is.
_SUBSECTION = regex.compile(r"^(sec-\w+)/subpara-(\d+)")
_NUMBER = r"\(?[A-Z]?\d{1,4}[a-z]?\)?|[IVX]{1,5}\b|\([a-z]\)"
_LIST = regex.compile(
    rf"\s*(?:n[o°]s?\.?\s*)?(?P<first>{_NUMBER})(?P<more>(?:\s*(?:,|and|et|y|e|&|to|à|a|al|-|–|through|,\s*and|ou|or|o)\s*(?:{_NUMBER})(?![\p{{L}}]))*)"
)
_STEP = regex.compile(
    rf"(?P<join>to|à|al?|-|–|through|[^\w\s]|\p{{L}}+)\s*(?P<n>{_NUMBER})(?![\p{{L}}])"
)
_RANGES = ("to", "à", "a", "al", "-", "–", "through")
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_OWN = regex.compile(
    r"^(?:the-)?(?:(?:proposed|draft|new|present|future|this|adopted|zero|first|revised|final)-)*"
    r"(?:convention|treaty|agreement|protocol|regulation|directive|instrument|act|bill|law|draft|covenant|charter|"
    r"declaration|statute|loi|projet-de-loi|convencion|tratado|ley|anteproyecto|reglamento|acuerdo|pacto)"
    r"(?:-(?:text|proposal|draft))?$"
)
_OF_A_NAME = regex.compile(
    r"\s+(?:of|de)\s+(?:its|their|sus?|son|sa|leurs?)\s|\s+(?:\p{Ll}+\s+)?(?:of|de|du|des|del)\s+(?:the\s+|la\s+|l['’]|los\s+|las\s+)?\p{Lu}"
)
#: The name of another act right before a place: "the Criminal Procedure Code, section 53".
_OF_CODE = regex.compile(
    r"\p{Lu}\p{L}+\s+(?:Code|Act|Law|Constitution|Ordinance)(?:\s+\d{4})?,\s*$"
)
_OF_THIS = regex.compile(
    r"\s+(?:of|de|du|del)\s+(?:the\s+|la\s+|l['’])?(?:draft|proposed|present|Convention|Treaty|Regulation|Directive|Bill|Draft|Zero)\b"
)
_REFERENCE = regex.compile(
    r"(?:references?|mentions?|renvois?|références?|referencias?|menci[oó]n(?:es)?)\s+(?:to|of|à|aux?|de|del|al?)\s+(?:the\s+|l['’]|la\s+|el\s+)?$",
    regex.IGNORECASE,
)
_WITHIN = regex.compile(
    r"\s+(?:contained\s+|made\s+)?(?:in|at|dans|à|en)\s+(?:the\s+|l['’]|el\s+|la\s+)?",
    regex.IGNORECASE,
)
_AMENDED = regex.compile(
    r"\b(?:loi|code|décret|ordonnance|act|law|bill|ley|código|decreto)\b", regex.IGNORECASE
)
_CHANGE = regex.compile(
    r"\b(?:modifi\p{L}+|insér\p{L}+|ajout\p{L}+|supprim\p{L}+|remplac\p{L}+|rédig\p{L}+|complét\p{L}+|amend\p{L}*|insert\p{L}*|delet\p{L}*|replac\p{L}*|repeal\p{L}*|modific\p{L}+|suprim\p{L}+|agreg\p{L}+|reemplaz\p{L}+|sustitu\p{L}+|derog\p{L}+|reform\p{L}+|adicion\p{L}+|oppos\p{L}+|reject\p{L}*|rejet\p{L}+|rechaz\p{L}+)",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a clause names: places of the text it speaks of, and other instruments.

    `begins` tells whether a place stands at its very beginning, as in a heading.
    """

    places: tuple[str, ...]
    instruments: tuple[str, ...]
    begins: bool = False


def places(text: str, wording: Wording, aliases: Mapping[str, str], own: frozenset[str]) -> Spoken:
    """Return what a clause speaks of; `own` are keys by which the paper names its subject."""
    plain = _BIS.sub(r" \1", _NEW.sub("", text))
    plain = _JOINED_PARA.sub(", paragraph ", plain) if wording.language == "en" else plain
    found: list[tuple[int, str]] = [*_units(plain, wording)]
    found += [
        (m.start(), f"art-{m.group('n').lower()}{m.group('r')}") for m in _CODE.finditer(plain)
    ]
    references = find_references(
        (_PAPER,),
        {_PAPER.key: ((0, len(plain)),)},
        plain,
        language=wording.language,
        aliases=aliases,
    )
    foreign = [
        (r.start or 0, r.end or 0)
        for r in references
        if r.instrument and r.target and not _is_own(r.instrument, plain[r.start : r.end], own)
    ]
    amends = bool(_CHANGE.search(plain))
    chains = list(scan(plain, wording.language))
    for i, chain in enumerate(chains):
        if i + 1 < len(chains) and _is_mentioned(plain, chain, chains[i + 1]):
            continue
        abroad = any(a <= chain.start < b or chain.start <= a < chain.end for a, b in foreign)
        if abroad and not (amends and _is_amended(plain, chain.start, chain.end, wording)):
            continue
        if _CODE.match(plain, chain.start) or _is_compared(plain, chain.start, chain.end, wording):
            continue
        if _OF_CODE.search(plain, 0, chain.start) and not amends:
            continue
        found += [(chain.start, key) for key in external_targets(chain)]
    instruments = (r.instrument for r in references if r.instrument)
    return Spoken(
        tuple(dict.fromkeys(_SUBSECTION.sub(r"\1/para-\2", key) for _, key in sorted(found))),
        tuple(dict.fromkeys(i for i in instruments if not _is_own(i, "", own))),
        begins=any(start < 12 for start, _ in found),
    )


def _is_own(instrument: str, printed: str, own: frozenset[str]) -> bool:
    """Tell whether a name stands for the text that the paper is about."""
    key = slug(printed.partition(" of ")[2]) if " of the proposed" in printed else instrument
    return bool(_OWN.match(key)) or instrument in own


def _is_amended(text: str, start: int, end: int, wording: Wording) -> bool:
    """Tell whether an article of another act is itself to be changed, not compared."""
    before = text[max(0, start - 40) : start]
    if wording["foreign"].search(before):
        return False
    return bool(_AMENDED.search(text, end, min(len(text), end + 90)))


def _is_mentioned(text: str, chain: Chain, after: Chain) -> bool:
    """Tell whether a place is only what a reference in the next place points to."""
    within = _WITHIN.fullmatch(text, chain.end, after.start)
    return bool(within and _REFERENCE.search(text[max(0, chain.start - 30) : chain.start]))


def _is_compared(text: str, start: int, end: int, wording: Wording) -> bool:
    """Tell whether a place of something with a name is only held up as a model."""
    if not _OF_A_NAME.match(text, end) or _OF_THIS.match(text, end):
        return False
    return any(
        start - m.end() < 25 for m in wording["foreign"].finditer(text, max(0, start - 60), start)
    )


def _units(text: str, wording: Wording) -> Iterator[tuple[int, str]]:
    for level, pattern in wording.units.items():
        for match in pattern.finditer(text):
            numbers = _LIST.match(text, match.end())
            if numbers is None:
                if level == "preamble":
                    yield match.start(), level
                continue
            if level == "preamble":
                yield match.start(), level
                continue
            head = "preamble/para" if level == "recital" else level
            yield from ((match.start(), f"{head}-{label}") for label in _labels(numbers))


def _labels(numbers: regex.Match[str]) -> list[str]:
    labels = [_label(numbers.group("first"))]
    for step in _STEP.finditer(numbers.group("more")):
        label = _label(step.group("n"))
        if step.group("join") in _RANGES and label.isdecimal() and labels[-1].isdecimal():
            labels += span_of(labels[-1], label)[1:] if int(labels[-1]) < int(label) else [label]
        else:
            labels.append(label)
    return labels


def _label(printed: str) -> str:
    text = printed.strip("()").lower()
    return str(_ROMAN.get(text, text))
