"""One draft as Akoma Ntoso 3.0, with identifiers as the naming convention says.

(https://docs.oasis-open.org/legaldocml/akn-nc/v1.0/, section 5; `chp_IV__art_24__para_2`, as
bluebell makes them for the same nesting.)  An identifier follows the place of a provision,
also where another number is printed there; an expression is in one language, that of its
texts.  Texts stand in it only where the graph has them; what the graph knows but the text
is not loaded is marked by an element that holds no text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pyoxigraph import Literal, Quad

from treatygraph.errors import UsageError
from treatygraph.export.xml_text import xml_text
from treatygraph.vocab import expand

__all__ = ["NAMESPACE", "as_akn"]

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

#: Level of a provision → (element, abbreviation in identifiers).
_LEVELS = {
    "part": ("part", "part"),
    "title": ("title", "title"),
    "chapter": ("chapter", "chp"),
    "section": ("section", "sec"),
    "article": ("article", "art"),
    "paragraph": ("paragraph", "para"),
    "subparagraph": ("subparagraph", "subpara"),
    "item": ("point", "point"),
    "annex": ("hcontainer", "annex"),
}
_CLOSED = ("paragraph", "subparagraph", "point", "article")


#: ISO 639-1 → ISO 639-2, as FRBRlanguage has it; the languages of the United Nations.
_LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
#: What says in which language a draft is, the surest first.
_TELLING = ("tg:text", "tg:heading", "dcterms:title")
#: Languages whose own letters number provisions.
_OWN_LETTERS = ("ar", "ru", "zh")


@dataclass(slots=True)
class _Thing:
    """A thing with its values, by property and language, and what is part of it."""

    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Expression:
    """A draft in one language, and the identifiers given in it so far."""

    things: dict[str, _Thing]
    language: str
    taken: set[str] = field(default_factory=set)

    def fact(self, name: str, of: str) -> str:
        """Return a value in the language of the expression, or without any language."""
        values = self.things[of].facts.get(expand(name), {})
        return values.get(self.language) or values.get("") or ""


def as_akn(quads: Iterable[Quad], draft: str) -> bytes:
    """Return the draft with this IRI as one document."""
    things = _things(quads)
    if draft not in things:
        raise UsageError(
            f"The graph has no draft {draft}.",
            expected="a draft that the graph holds",
            remedy="treatygraph ask drafts lists them",
        )
    said = _Expression(things, _language(things))
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    bill = SubElement(root, "bill", {"name": "draft", "contains": "originalVersion"})
    _meta(bill, draft, said)
    _cover(SubElement(bill, "preface"), draft, said)
    roots = sorted(things[draft].parts, key=lambda name: _order(name, said))
    for name in roots:
        if _level(name, said) == "preamble":
            _preamble(SubElement(bill, "preamble"), name, said)
    body = SubElement(bill, "body")
    for name in roots:
        if _level(name, said) in _LEVELS:
            _provision(body, name, said, "")
    if not len(body):
        SubElement(SubElement(body, "section", {"eId": "sec_nn"}), "content").append(Element("p"))
    indent(root)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _things(quads: Iterable[Quad]) -> dict[str, _Thing]:
    things: dict[str, _Thing] = defaultdict(_Thing)
    for quad in sorted(set(quads), key=str):
        subject = str(getattr(quad.subject, "value", ""))
        value = str(getattr(quad.object, "value", ""))
        language = (quad.object.language or "") if isinstance(quad.object, Literal) else ""
        if quad.predicate.value == expand("eli:is_part_of"):
            if subject not in things[value].parts:
                things[value].parts.append(subject)
        elif isinstance(quad.object, Literal) or "/scheme/level/" in value:
            values = things[subject].facts.setdefault(quad.predicate.value, {})
            values.setdefault(language, xml_text(value))
    return dict(things)


def _language(things: dict[str, _Thing]) -> str:
    """Return the language that most of the texts are in, else of headings, else of titles."""
    for name in _TELLING:
        met = Counter(
            language
            for thing in things.values()
            for language in thing.facts.get(expand(name), {})
            if language in _LANGUAGES
        )
        if met:
            return max(sorted(met), key=lambda language: met[language])
    return "en"


def _order(name: str, said: _Expression) -> int:
    return int(said.fact("tg:order", name) or 0)


def _level(name: str, said: _Expression) -> str:
    return said.fact("eli:type_subdivision", name).rpartition("/")[2]


def _meta(bill: Element, draft: str, said: _Expression) -> None:
    """Write the identification: work, expression, manifestation (FRBR)."""
    key = draft.rpartition("/id/")[2]
    printed = said.fact("eli:date_document", draft) or said.fact("tg:datePrinted", draft)
    date, language = _day(printed), _LANGUAGES[said.language]
    work = f"/akn/un/bill/{date[:4]}/{key.replace('/', '-')}"
    meta = SubElement(bill, "meta")
    identification = SubElement(meta, "identification", {"source": "#treatygraph"})
    for level, path in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/{language}@{date}"),
        ("FRBRManifestation", f"{work}/{language}@{date}.xml"),
    ):
        block = SubElement(identification, level)
        SubElement(block, "FRBRthis", {"value": f"{path}/!main" if level == "FRBRWork" else path})
        SubElement(block, "FRBRuri", {"value": path})
        if level == "FRBRWork":
            SubElement(block, "FRBRalias", {"value": draft, "name": "treatygraph"})
        SubElement(block, "FRBRdate", {"date": date, "name": "Generation"})
        SubElement(block, "FRBRauthor", {"href": "#un"})
        if level == "FRBRWork":
            SubElement(block, "FRBRcountry", {"value": "un"})
        if level == "FRBRExpression":
            SubElement(block, "FRBRlanguage", {"language": language})
    references = SubElement(meta, "references", {"source": "#treatygraph"})
    for name, shown in (("treatygraph", "treatygraph"), ("un", "United Nations")):
        href = f"/akn/ontology/organization/un/{name}"
        SubElement(references, "TLCOrganization", {"eId": name, "href": href, "showAs": shown})


def _day(printed: str) -> str:
    """Return a day for a date known less exactly: the first day of its month or year."""
    known = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", printed)
    return "-".join(part or "01" for part in known.groups()) if known else "0001-01-01"


def _cover(preface: Element, draft: str, said: _Expression) -> None:
    title = SubElement(SubElement(preface, "p"), "docTitle")
    values = said.things[draft].facts.get(expand("dcterms:title"), {})
    title.text = said.fact("dcterms:title", draft) or next(iter(values.values()), "")
    title.text = title.text or said.fact("rdfs:label", draft)


def _preamble(preamble: Element, name: str, said: _Expression) -> None:
    recitals = SubElement(preamble, "recitals")
    parts = sorted(said.things[name].parts, key=lambda name: _order(name, said))
    for number, part in enumerate(parts, start=1):
        recital = SubElement(recitals, "recital", {"eId": f"rec_{number}"})
        SubElement(recital, "p").text = said.fact("tg:text", part) or None
    if not parts:
        SubElement(SubElement(recitals, "recital", {"eId": "rec_1"}), "p")


def _provision(parent: Element, name: str, said: _Expression, above: str) -> None:
    tag, short = _LEVELS[_level(name, said)]
    number = _number(name, said)
    identifier = _identifier(f"{above}__" * bool(above) + f"{short}_{_mark(name, number)}", said)
    attributes = {"eId": identifier, "wId": name.rpartition("/id/")[2].replace("/", "__")}
    if tag == "hcontainer":
        attributes["name"] = "annex"
    element = SubElement(parent, tag, attributes)
    if number:
        SubElement(element, "num").text = number
    if heading := said.fact("tg:heading", name):
        SubElement(element, "heading").text = heading
    text = said.fact("tg:text", name)
    inner = [part for part in said.things[name].parts if _level(part, said) in _LEVELS]
    if inner:
        if text and tag in _CLOSED:
            SubElement(SubElement(element, "intro"), "p").text = text
        for part in sorted(inner, key=lambda part: _order(part, said)):
            _provision(element, part, said, identifier)
    else:
        SubElement(SubElement(element, "content"), "p").text = text or None


def _place(name: str) -> str:
    """Return the last number of a provision's key: `1` of `art-13/para-1`."""
    return name.rpartition("/")[2].partition("-")[2]


def _number(name: str, said: _Expression) -> str:
    """Return the number as printed, where it is printed in the letters of the expression."""
    printed = said.fact("eli:number", name)
    foreign = any(letter.isalpha() and not letter.isascii() for letter in printed)
    return _place(name) if foreign and said.language not in _OWN_LETTERS else printed


def _mark(name: str, printed: str) -> str:
    """Return the number in an identifier: as printed, unless the place has another one."""
    place, mark = _place(name), re.sub(r"[^\w-]+", "-", printed).strip("-")
    if mark.lower() == place.lower() or (place.isdecimal() and _roman(mark) == int(place)):
        return mark
    return place or mark or "nn"


def _roman(text: str) -> int:
    """Return the value of a Roman numeral, 0 for anything else.

    >>> _roman("XIV"), _roman("62")
    (14, 0)
    """
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(letter, 0) for letter in text]
    if not values or 0 in values:
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _identifier(wanted: str, said: _Expression) -> str:
    """Return an identifier that nothing else in the expression has, as bluebell counts them."""
    count, found = 1, wanted
    while found in said.taken:
        count += 1
        found = f"{wanted}_{count}"
    said.taken.add(found)
    return found
