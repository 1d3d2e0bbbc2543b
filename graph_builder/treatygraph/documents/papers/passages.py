"""Passages: the sentences of a paper with what stands above them.

A paper's lines become headings, paragraphs and list items; lines that come again on every
page are left out.  A sentence knows its section, the item that it is, and its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from treatygraph.documents.formats.source import Block, SourceText

__all__ = ["Passage", "Unit", "bare", "passages", "units"]

_BULLET = regex.compile(
    r"\s*(?:[-*•–—▪▫■□◦‣·●○◆➢➤✓✔\uf000-\uf0ff]|o(?=\s)|\(?\d{1,2}(?:\.\d{1,2}){0,2}\\?(?:[.)°]|º\.?)(?!\d)-?|\(?[a-z]{1,2}\)|\(?[ivx]{1,5}[.)]|[IVX]{1,5}\.\s?-?|[А-яا-ي]\)|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)\s*(?:\d{1,2}\s?[º°ª]\.?-?\s*)?(?=\S)"
)
_SHORT = (
    r"[Aa]rts?|[Pp]aras?|[Pp][áa]rr|par|[Nn]os?|[Nn][úu]m|n°|[Aa]l|[Ss]ec|[Cc]h|[Aa]mdt|[Aa]ms?|Reg|Res|cf|pp?|vs"
    r"|e\.g|i\.e|p\. ?ej|c\.-à-d|Mr|Mrs|Ms|Dr|Sr|Sra|St|ст|п|т|др|\b[A-Z]"
)
_SENTENCE = regex.compile(
    rf"(?<!\b(?:{_SHORT}))[.!?]['’”\")\]»]*(?:<sup>\d+</sup>|(?<!\d[.!?])\[?\d{{1,3}}\]?)?[*_]{{0,2}}\s+(?=[*_]{{0,2}}[\p{{Lu}}\p{{Arabic}}¿¡‘“\"«(\[*])|[。！？；]\s*|[؟]\s*"
)
#: A bullet that only begins items, at the beginning of a line inside a block.
_GLYPH = regex.compile(r"(?m)^[ \t]*[•▪■□◦‣●○◆➢➤✓✔\uf000-\uf0ff][ \t]*(?=\S)")
#: A number that goes on with a list inside a paragraph: "... of this. 2. That ...".
_NEXT = regex.compile(r"(?<=[.;:,]\s|\n[ \t]{0,4})(?P<n>\d{1,2})\\?[.)]\s+(?=\p{Lu})")
#: Words of an editor in a wording: "[DELETE: ...]".
_EDIT = regex.compile(r"\[(?=\p{Lu}{3,}\s*:)")
_PART = regex.compile(r";\s+|؛\s*")
_ENDS = regex.compile(r"[.;:!?,…。；：؟؛”\"»)]\s*$")
#: What a note at the foot of a page begins with, and what tells that a text names a publication.
_NOTE = regex.compile(r"\s*(?:\[\^?\w{1,4}\]:?|\d{1,3}|[ivxl]{1,6}\.?)\s+(?=[\p{Lu}“\"‘«<*_h\[])")
_CITES = regex.compile(
    r"(?i)https?://|www\.|\bibid\b|\bop\. ?cit|\bsupra\b|\bavailable (?:at|from)\b|\baccessed\b"
    r"|\bretrieved\b|\bdisponible (?:en|sur|à)\b|\bconsult[ée]\w* (?:le|el)\b|\bisbn\b|\bdoi\b"
    r"|\bvol\.\s*\d|\bpp?\.\s*\d+|\bpages? \d+|\(\p{L}+ \d{1,2}, \d{4}\)|\(\d{4}\)"
    r"|\bet al\b|\bid\.\s"
)
#: The words that close a letter; names and addresses follow.
_CLOSING = regex.compile(
    r"(?i)\W*(?:(?:yours )?(?:very )?(?:sincerely|faithfully|truly)"
    r"|respectfully(?: submitted| yours)?"
    r"|(?:kind|best|warm) regards|atentamente|saludos cordiales|cordialmente|cordialement"
    r"|bien (?:à vous|cordialement)|veuillez agréer[^.]*)\b[\s,.]*(?=\n|$)"
)
#: Lines of Markdown that are set as a quotation.
_CITED = regex.compile(r"(?m)^[ \t]*>.*$")
#: What stands below the name of who signs: an annex; and how many words an address may have.
_ANNEX = regex.compile(r"(?i)\W*(?:annex|appendi|attachment|enclosure|anexo|p\.? ?s\.)")
_ADDRESS = 40
_LINK = regex.compile(r"^\s*(?:\[\^?\w+\]:|https?://|www\.|!\[)|^\S+@\S+$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, a paragraph or a list item; `marked` where a bullet or a number begins it."""

    block: Block
    text: str
    heading: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a part of one that a semicolon ends, in a unit; `number` counts them."""

    start: int
    end: int
    unit: int
    paragraph: int
    number: int
    last: bool


def bare(text: str) -> str:
    """Return a text without the bullet or number that begins it, and without emphasis.

    >>> bare("1.- **Delete** it"), bare("• Delete it")
    ('Delete it', 'Delete it')
    """
    match = _BULLET.match(text)
    return text[match.end() if match else 0 :].replace("**", "").strip(' \t\n*_“”"«»')


def units(source: SourceText) -> list[Unit]:
    """Return headings, paragraphs and items of a paper in order."""
    text = source.text
    joined = _joined(_running(source), text)
    blocks = [part for b in joined if text[b.start : b.end].strip() for part in _items(b, text)]
    explicit = any(b.heading for b in blocks)
    found: list[Unit] = []
    listed = closed = False
    cited = sum(map(len, _CITED.findall(text))) > len(text) / 2
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        printed = text[block.start : block.end]
        goes_on = block.heading or len(printed.split()) > _ADDRESS or _ANNEX.match(printed)
        closed = (closed and not goes_on) or bool(_CLOSING.match(printed))
        if _LINK.search(printed) or _is_note(printed) or closed or _is_cited(text, block, cited):
            continue
        marked = bool(_BULLET.match(printed))
        listed = marked and listed
        looks = not listed and _looks_like_heading(printed, after, text, explicit)
        heading = bool(block.heading) or looks
        listed = listed or printed.rstrip(" *_").endswith(":")
        found.append(Unit(block, printed, heading, marked))
    return found


def _is_cited(text: str, block: Block, all_cited: bool) -> bool:
    """Tell whether a paragraph is set as a quotation in a paper that is not one as a whole."""
    begin = text.rfind("\n", 0, block.start) + 1
    lines = text[begin : block.end].rstrip().splitlines()
    return not all_cited and sum(line.lstrip().startswith(">") for line in lines) > len(lines) / 2


def _is_note(printed: str) -> bool:
    """Tell whether a paragraph only names publications, as notes and lists of sources do."""
    cited = len(_CITES.findall(printed))
    words = len(printed.split())
    return cited >= (1 if _NOTE.match(printed) else 2) and words < 25 + 25 * cited


def _running(source: SourceText) -> list[Block]:
    """Return the blocks without lines that stand on several pages, numbers and front matter."""
    text = source.text
    printed = [" ".join(text[b.start : b.end].split()) for b in source.blocks]
    often = Counter(line for line in printed if len(line) < 130)
    rules = [m.start() for m in regex.finditer(r"(?m)^---\s*$", text[:4000])]
    front = rules[1] if len(rules) > 1 and not text[: rules[0]].strip() else 0
    return [
        b
        for b, line in zip(source.blocks, printed, strict=True)
        if b.start >= front
        and (often[line] < 3 or line.endswith(":"))
        and not regex.fullmatch(r"[\W\d]*", line)
    ]


def _joined(blocks: Sequence[Block], text: str) -> Iterator[Block]:
    """Yield the blocks, a paragraph that a page or a line break parts made whole."""
    last: Block | None = None
    for block in blocks:
        if last and not last.heading and not block.heading and _goes_on(text, last, block):
            last = replace(last, end=block.end)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _items(block: Block, text: str) -> Iterator[Block]:
    """Yield the items of a block whose lines begin with bullets, each as a block."""
    cuts = [m.start() for m in _GLYPH.finditer(text, block.start + 1, block.end)]
    cuts = [cut for cut in cuts if text[block.start : cut].strip()]
    cuts = cuts or _numbered(text, block)
    for start, end in zip([block.start, *cuts], [*cuts, block.end], strict=True):
        yield replace(block, start=start, end=end)


def _numbered(text: str, block: Block) -> list[int]:
    """Return where the second and further items of a list stand that one paragraph holds."""
    if not regex.match(r"\s*1\\?[.)]\s", text[block.start : block.end]):
        return []
    cuts: list[int] = []
    for match in _NEXT.finditer(text, block.start, block.end):
        if int(match["n"]) == len(cuts) + 2:
            cuts.append(match.start())
    return cuts


def _goes_on(text: str, last: Block, block: Block) -> bool:
    first = text[block.start : block.start + 1]
    ended = _ENDS.search(text[last.start : last.end])
    long = last.end - last.start > 60
    return (
        first.islower() and not ended and long and not _BULLET.match(text[block.start : block.end])
    )


def _looks_like_heading(printed: str, after: Block | None, text: str, explicit: bool) -> bool:
    whole = " ".join(printed.split())
    if regex.match(r"#{1,6}\s+\S", whole) and len(whole) < 200:
        return True
    line = whole.strip("*_ ")
    if after is None or len(line) > 130 or not line or explicit:
        return False
    if not (line[0].isupper() or line[0].isdigit() or _BULLET.match(line)) or line[-1] in ".;,:!":
        return False
    if _BULLET.match(line) and not regex.match(
        r"\(?(?:[\d.]+|[IVX]+\.)[)°.-]*\s*[^\p{Ll}\s]", line
    ):
        return False
    if regex.search(r"\b(?:and|or|et|ou|y|o)$", line):
        return False
    follows = text[after.start : after.end]
    return len(follows) > len(line) or bool(_BULLET.match(follows)) or after.heading > 0


def passages(all_units: Sequence[Unit]) -> Iterator[Passage]:
    """Yield the sentences of paragraphs and items; of headings the whole."""
    paragraph = 0
    for index, unit in enumerate(all_units):
        paragraph = 0 if unit.heading else paragraph + 1
        start, number = unit.block.start, 0
        cuts = [] if unit.heading else [unit.block.start + cut for cut in _cuts(unit.text)]
        for end in [*cuts, unit.block.end]:
            if unit.text[start - unit.block.start : end - unit.block.start].strip():
                number += 1
                yield Passage(start, end, index, paragraph, number, end == unit.block.end)
            start = end


def _cuts(text: str) -> list[int]:
    lead = _BULLET.match(text)
    ends = {m.end() for m in _SENTENCE.finditer(text, lead.end() if lead else 0)}
    parts = {m.end() for m in _PART.finditer(text) if _is_outside(text, m.start())}
    edits = {m.start() for m in _EDIT.finditer(text) if text[: m.start()].strip()}
    return sorted(ends | parts | edits)


def _is_outside(text: str, position: int) -> bool:
    """Tell whether a semicolon stands outside brackets."""
    before = text[:position]
    return before.count("(") <= before.count(")")
