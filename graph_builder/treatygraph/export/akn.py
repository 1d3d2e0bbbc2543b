"""One draft as Akoma Ntoso 3.0, with identifiers as AKN4UN and the naming convention say.

(https://docs.oasis-open.org/legaldocml/akn-nc/v1.0/, section 5: `art_24__para_2`.)  Texts
stand in it only where the graph has them; what the graph knows but the text is not
loaded is marked by an element that holds no text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pyoxigraph import Literal, Quad

from treatygraph.errors import UsageError
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
#: An article's identifier does not name the chapter that it stands in.
_ROOTS = ("art", "annex")
_CLOSED = ("paragraph", "subparagraph", "point", "article")


@dataclass(slots=True)
class _Thing:
    facts: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)


def as_akn(quads: Iterable[Quad], draft: str) -> bytes:
    """Return the draft with this IRI as one document."""
    things = _things(quads)
    if draft not in things:
        raise UsageError(
            f"The graph has no draft {draft}.",
            expected="a draft that the graph holds",
            remedy="treatygraph ask drafts lists them",
        )
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    bill = SubElement(root, "bill", {"name": "draft", "contains": "originalVersion"})
    _meta(bill, draft, things[draft])
    _cover(SubElement(bill, "preface"), things[draft])
    roots = sorted(things[draft].parts, key=lambda name: _order(things[name]))
    for name in roots:
        if _level(things[name]) == "preamble":
            _preamble(SubElement(bill, "preamble"), things[name], things)
    body = SubElement(bill, "body")
    for name in roots:
        if _level(things[name]) in _LEVELS:
            _provision(body, name, things, "")
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
        if quad.predicate.value == expand("eli:is_part_of"):
            if subject not in things[value].parts:
                things[value].parts.append(subject)
        elif isinstance(quad.object, Literal) or "/scheme/level/" in value:
            things[subject].facts.setdefault(quad.predicate.value, value)
    return dict(things)


def _fact(thing: _Thing, name: str) -> str:
    return thing.facts.get(expand(name), "")


def _order(thing: _Thing) -> int:
    return int(_fact(thing, "tg:order") or 0)


def _level(thing: _Thing) -> str:
    return _fact(thing, "eli:type_subdivision").rpartition("/")[2]


def _meta(bill: Element, draft: str, thing: _Thing) -> None:
    """Write the identification: work, expression, manifestation (FRBR)."""
    key = draft.rpartition("/id/")[2]
    printed = _fact(thing, "eli:date_document") or _fact(thing, "tg:datePrinted")
    date = _day(printed)
    work = f"/akn/un/bill/{date[:4]}/{key.replace('/', '-')}"
    meta = SubElement(bill, "meta")
    identification = SubElement(meta, "identification", {"source": "#treatygraph"})
    for level, path in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/eng@{date}"),
        ("FRBRManifestation", f"{work}/eng@{date}.xml"),
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
            SubElement(block, "FRBRlanguage", {"language": "eng"})
    references = SubElement(meta, "references", {"source": "#treatygraph"})
    for name, shown in (("treatygraph", "treatygraph"), ("un", "United Nations")):
        href = f"/akn/ontology/organization/un/{name}"
        SubElement(references, "TLCOrganization", {"eId": name, "href": href, "showAs": shown})


def _day(printed: str) -> str:
    """Return a day for a date known less exactly: the first day of its month or year."""
    known = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", printed)
    return "-".join(part or "01" for part in known.groups()) if known else "0001-01-01"


def _cover(preface: Element, thing: _Thing) -> None:
    paragraph = SubElement(preface, "p")
    title = SubElement(paragraph, "docTitle")
    title.text = _fact(thing, "dcterms:title") or _fact(thing, "rdfs:label")


def _preamble(preamble: Element, thing: _Thing, things: dict[str, _Thing]) -> None:
    recitals = SubElement(preamble, "recitals")
    parts = sorted(thing.parts, key=lambda name: _order(things[name]))
    for number, name in enumerate(parts, start=1):
        recital = SubElement(recitals, "recital", {"eId": f"rec_{number}"})
        SubElement(recital, "p").text = _fact(things[name], "tg:text") or None
    if not parts:
        SubElement(SubElement(recitals, "recital", {"eId": "rec_1"}), "p")


def _provision(parent: Element, name: str, things: dict[str, _Thing], above: str) -> None:
    thing = things[name]
    tag, short = _LEVELS[_level(thing)]
    number = _fact(thing, "eli:number")
    mark = re.sub(r"[^\w-]+", "-", number).strip("-") or str(_order(thing))
    own = f"{short}_{mark}"
    identifier = own if short in _ROOTS or not above else f"{above}__{own}"
    attributes = {"eId": identifier, "wId": name.rpartition("/id/")[2].replace("/", "__")}
    if tag == "hcontainer":
        attributes["name"] = "annex"
    element = SubElement(parent, tag, attributes)
    if number:
        SubElement(element, "num").text = number
    if heading := _fact(thing, "tg:heading"):
        SubElement(element, "heading").text = heading
    text = _fact(thing, "tg:text")
    inner = [n for n in thing.parts if _level(things[n]) in _LEVELS]
    if inner:
        if text and tag in _CLOSED:
            SubElement(SubElement(element, "intro"), "p").text = text
        for part in sorted(inner, key=lambda n: _order(things[n])):
            _provision(element, part, things, identifier)
    else:
        SubElement(SubElement(element, "content"), "p").text = text or None
