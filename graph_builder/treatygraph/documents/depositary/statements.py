"""What participants told the depositary: parted by participant and kind, with what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from treatygraph.documents.citations.chains import Chain, Segment
from treatygraph.documents.citations.items import Item
from treatygraph.documents.citations.places import STEP
from treatygraph.documents.citations.scan import scan
from treatygraph.documents.depositary.printed import Said, clean_name

__all__ = ["articles_named", "page_section", "parted", "section_kind"]

#: The heading of a section → the kind of what stands in it; the longer words first.
_SECTIONS = (
    (r"objections?\b", "objection"),
    (r"territorial\s*applications?|application\s+territoriale", "territorial-application"),
    (r"notifications?\b", "notification"),
    (r"declarations?\s*(?:made\s+)?under\s*(?:the\s+)?article|declarationsunder", "declaration"),
    (r"declarations?\b|déclarations?\b|reservations?\b|réserves?\b", "declared"),
    (r"(?:end)?\s*notes?\b", "notes"),
)
#: A whole line that heads a section of a page; "Objection to …" heads one statement alone.
_PAGE_SECTION = re.compile(
    r"(?:declarations|reservations|understandings)(?:(?:,|\s|and)+(?:declarations|reservations|understandings))*"
    r"(?:\s+(?:recogni[sz]ing|(?:made\s+)?under)\b.*)?"
    r"|objections|notifications(?:\s+(?:made\s+)?(?:under|pursuant)\b.*)?|territorial\s+applications?"
    r"|(?:end\s*)?notes?|(?:déclarations|réserves)(?:\s+et\s+(?:déclarations|réserves))?"
    r"|application\s+territoriale",
    re.IGNORECASE,
)
#: A line of its own over a part of what one participant said.
_HEADING = re.compile(
    r"(?=.{3,90}$)(?:[\w’' ,()-]*\b(?:reservations?|declarations?|understandings?|objections?|"
    r"communications?|notifications?|statements?|réserves?|déclarations?)\b[\w’' ,()-]*:"
    r"|(?:made\s+)?upon\s+[\w ,]+:|confirmed\s+upon\s+[\w ,]+:)$",
    re.IGNORECASE,
)
_KINDS = (
    ("objection", r"objection"),
    ("reservation", r"reservation|réserve"),
    ("declaration", r"declaration|understanding|statement|déclaration"),
    ("communication", r"communication"),
    ("notification", r"notification"),
)
_RESERVES = re.compile(
    r"\breserv(?:e[sd]?|ations?|ing)\b|\bnot\s+(?:consider\s+itself\s+(?:to\s+be\s+)?)?bound\b|\bréserves?\b",
    re.IGNORECASE,
)
#: What stands behind an article of the treaty itself; anything else is another's.
_OURS = re.compile(
    r"\W*(?:$|[.;:]|(?:(?:of|to|in|under)\s+)?(?:the|this|that|said|present|same|aforesaid|\s|above-?mentioned)*"
    r"(?:convention|protocol|agreement|treaty|statute|covenant)\b(?!\s+(?:on|for|against|concerning|relating|of)\b))",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"[\s,]*(?:of|to|in|under)\s+(?:[\w’'-]+\s+){0,7}?(?:convention|charter|constitution|covenant|treaty|protocol|"
    r"statute|agreement|code|laws?|act|decree|regulations?|rules?)\b",
    re.IGNORECASE,
)
_MADE_BY = (
    r"\b(?:made|formulated|entered|submitted)\s+by\s+(?:the\s+)?(?:Government\s+of\s+)?(?:the\s+)?"
)
_MOST_ARTICLES = 200
#: With the marks of its notes; a longer line is no participant's name.
_LONGEST_NAME = 160


@dataclass(slots=True)
class _Open:
    """What one participant says, as long as it goes on."""

    name: str
    place: str
    heading: str = ""
    lines: list[str] = field(default_factory=list)


def section_kind(heading: str) -> str | None:
    """Return what stands in a section by its heading or the name of its element.

    >>> section_kind("Declarations and Reservations"), section_kind("TerritorialApplications")
    ('declared', 'territorial-application')
    """
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading.strip())
    if len(text) > 160 or text[-1:] in (":", ".", ";", ","):
        return None
    return next((kind for words, kind in _SECTIONS if re.match(words, text, re.I)), None)


def page_section(line: str) -> str | None:
    """Return what stands below a line of a page, None where it heads no section.

    >>> page_section("Objections"), page_section("Objection to the reservation made by Olm")
    ('objection', None)
    """
    return section_kind(line) if _PAGE_SECTION.fullmatch(line.strip()) else None


def parted(
    section: str,
    lines: Iterable[tuple[str, str]],
    names: Iterable[str],
    titles: Sequence[str] = (),
) -> Iterator[Said]:
    """Yield what each participant says in one section, in order.

    `lines` are texts with their places; a line that is a participant's name alone opens
    what it says.  `titles` are the treaty's own names.
    """
    known = {name.casefold(): name for name in names}
    said: _Open | None = None
    for text, place in lines:
        short = len(text) <= _LONGEST_NAME
        name = known.get(clean_name(text).rstrip(" :").casefold()) if short else None
        if name is not None:
            yield from _closed(said, section, known, titles)
            said = _Open(name, place)
        elif said is not None and _HEADING.match(text):
            yield from _closed(said, section, known, titles)
            said = _Open(said.name, place, text.rstrip(" :"))
        elif said is not None:
            said.lines.append(text)
    yield from _closed(said, section, known, titles)


def _closed(
    said: _Open | None, section: str, known: dict[str, str], titles: Sequence[str]
) -> Iterator[Said]:
    if said is None or not said.lines:
        return
    text = "\n".join(said.lines)
    kind = _kind(section, said.heading, text)
    yield Said(
        name=said.name,
        kind=kind,
        heading=said.heading,
        text=text,
        place=said.place,
        concerns=articles_named(text, titles),
        objects_to=_objected(text, said.name, known.values()) if kind == "objection" else (),
    )


def _kind(section: str, heading: str, text: str) -> str:
    if section != "declared":
        return section
    for kind, words in _KINDS:
        if re.search(words, heading, re.IGNORECASE):
            return kind
    return "reservation" if _RESERVES.search(text) else "declaration"


def _objected(text: str, own: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the participants whose statements are objected to: "… made by Exampleland"."""
    found: dict[str, int] = {}
    for name in sorted(names, key=len, reverse=True):
        pattern = rf"{_MADE_BY}{re.escape(name)}(?![\w-])"
        match = re.search(pattern, text, re.IGNORECASE)
        if match and name != own and not any(name in longer for longer in found):
            found[name] = match.start()
    return tuple(sorted(found, key=found.__getitem__))


def articles_named(text: str, titles: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the keys of the treaty's own provisions that a statement names, each once.

    >>> articles_named("by articles 14 to 16 and article 63, paragraph 2, of the Convention")
    ('art-14', 'art-15', 'art-16', 'art-63/para-2')
    """
    found: dict[str, None] = {}
    chains = [c for c in scan(text, "en") if c.segments[0].level == "article"]
    for chain, after in zip_longest(chains, chains[1:]):
        rest = text[chain.end : after.start if after else None]
        if chain.segments[0].mode != "numbers" or not _is_ours(rest, titles):
            continue
        found.update(dict.fromkeys(_keys(chain)))
        if len(found) > _MOST_ARTICLES:
            break
    return tuple(found)


def _is_ours(rest: str, titles: Sequence[str]) -> bool:
    """Tell whether what stands behind an article leaves it to this treaty."""
    behind = rest.lstrip(" ,()")
    own = any(re.match(rf"(?:of|to|in)\s+(?:the\s+)?{re.escape(t)}", behind, re.I) for t in titles)
    return own or bool(_OURS.match(rest)) or not _THEIRS.match(rest)


def _keys(chain: Chain) -> Iterator[str]:
    article, *below = chain.segments
    whole = [f"{STEP['article']}-{label}{rest}" for label, rest in _labels(article)]
    inner = [(step, labels) for step, labels in map(_steps, below) if step]
    if len(whole) != 1 or not inner:
        yield from whole
        return
    for label, rest in inner[0][1]:
        yield f"{whole[0]}/{inner[0][0]}-{label}{rest}"


def _steps(segment: Segment) -> tuple[str, list[tuple[str, str]]]:
    step = STEP.get(segment.level, "") if segment.level in ("paragraph", "subparagraph") else ""
    return step, list(_labels(segment)) if segment.mode == "numbers" else []


def _labels(segment: Segment) -> Iterator[tuple[str, str]]:
    """Yield the first label of each number, and the steps below it."""
    below = ("para", "subpara", "item") if segment.level == "article" else ("subpara", "item")
    for item in segment.items:
        for label in _range(item):
            steps = below
            if segment.level == "article" and item.labels[1:] and not item.labels[1].isdigit():
                steps = ("subpara", "item")
            tail = "".join(
                f"/{step}-{more.lower()}"
                for step, more in zip(steps, item.labels[1:], strict=False)
            )
            yield label.lower(), tail


def _range(item: Item) -> Iterator[str]:
    first = item.labels[0]
    if item.to is None or not (first.isdigit() and item.to.isdigit()):
        yield first
        if item.to is not None:
            yield item.to
        return
    yield from (str(n) for n in range(int(first), min(int(item.to), int(first) + 99) + 1))
