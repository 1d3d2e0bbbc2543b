"""Doubts: what a reading may have missed or taken wrongly, told by what is printed.

Nothing here corrects.  Each look is a rough one, rougher than the grammar that reads, so that
what the grammar passes over is still named: numbers that a list leaves out, words that cite
and are in no reference, lines that look like headings, sentences that begin in their middle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from treatygraph.documents.reading import Owned
from treatygraph.findings import Finding
from treatygraph.model import Provision, Reference

__all__ = ["find_doubts"]

_NUMBER = r"(?:\(?\d|(?-i:\(?[IVXLC]{1,6}\b)|\([^\W\d_]{1,3}\)|[a-z]\))"
_WORDS = {
    "en": r"art(?:icle)?s?|(?:sub-?)?para(?:graph)?s?|annex(?:es)?|chapters?|sections?|rules?"
    r"|regulations?|append(?:ix|ices)|schedules?",
    "fr": r"art(?:icle)?s?|par(?:agraphe)?s?|alin[ée]as?|annexes?|chapitres?|sections?|r[èe]gles?"
    r"|appendices?",
    "es": r"art(?:[íi]culo)?s?|p[áa]rr(?:afo)?s?|apartados?|incisos?|literal(?:es)?"
    r"|numeral(?:es)?|anexos?|cap[íi]tulos?|secci[óo]n(?:es)?|reglas?|ap[ée]ndices?",
    "ru": r"стать(?:я|и|е|ю|ей|ям|ях|ями)|статей|(?:под)?пункт\w{0,3}|глав\w{1,3}"
    r"|раздел\w{0,3}|приложени\w{1,2}",
    "ar": r"[ولبف]{0,2}(?:ال|ل)?(?:مادة|مادتين|مواد|فقرة|فقرتين|فقرات)",
}
#: A word that cites, with its number; a hyphen that a copy left in the word is no hindrance.
_CITED = {
    code: re.compile(rf"(?<![^\W\d_])(?:{words})\.?\s+(?:No\.?\s*)?{_NUMBER}", re.IGNORECASE)
    for code, words in _WORDS.items()
}
_CITED["zh"] = re.compile(
    r"第\s?[零〇一二三四五六七八九十百\d]+\s?[条條款项項]|(?<=[条條][和及、至與])[一二三四五六七八九十百]+[条條]"
)
_BROKEN = re.compile(r"([^\W\d_]{2,12})-\s*\n?\s*([^\W\d_]{2,12})")
_HEADING = re.compile(
    r"^[ \t*_#>\[(]*(?:article|art[íi]culo|artigo|статья|المادة|مادة)\s+"
    r"(?P<number>\d{1,3}|[IVXLC]{1,7})(?!\w)(?P<rest>[^\n]{0,120})$"
    r"|^[ \t*_#>]*第\s?(?P<han>[零〇一二三四五六七八九十百\d]+)\s?[条條](?P<more>[^\n]{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
_LISTED = re.compile(
    r"^(?P<above>.*)/(?P<kind>para|subpara|item)-(?P<number>\d{1,3}|[a-z]|[ivx]{1,5})$"
)
_ROMANS = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_KINDS = {"para": "paragraphs", "subpara": "points", "item": "items"}
_FEW = 8
_SEVERAL = 3
_LONG = 70


def find_doubts(
    provisions: Sequence[Provision],
    references: Sequence[Reference],
    text: str,
    owned: Sequence[Owned],
    pieces: Mapping[str, Sequence[tuple[int, int]]],
    *,
    language: str,
    registered: frozenset[str],
) -> Iterator[Finding]:
    """Yield what is in doubt about a reading, in the order of the questions above."""
    yield from _headless(provisions, references)
    yield from _holes(provisions)
    yield from _orphans(provisions)
    yield from _uncited(references, text, pieces, language)
    yield from _lines(provisions, text, owned)
    yield from _torn(text, owned)
    yield from _titles(provisions, language)
    yield from _strangers(references, registered)


def _headless(
    provisions: Sequence[Provision], references: Sequence[Reference]
) -> Iterator[Finding]:
    """Yield that a text has no articles, though it speaks of several of its own."""
    if not provisions or any(p.level == "article" for p in provisions):
        return
    named = {r.target for r in references if r.status == "dangling" and r.target}
    articles = sorted({m.group() for key in named if (m := re.match(r"art-\w+", key))})
    if len(articles) >= _SEVERAL:
        yield Finding(
            "warning",
            "no-articles",
            "document",
            f"No article was found, though the text speaks of {', '.join(articles[:_FEW])}.",
            "look how its articles are headed; what stands in them was read as other text",
        )


def _holes(provisions: Sequence[Provision]) -> Iterator[Finding]:
    """Yield the numbers that the paragraphs, points and items of one provision leave out."""
    runs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for provision in provisions:
        if match := _LISTED.match(provision.key):
            runs[match.group("above"), match.group("kind")].append(match.group("number"))
    for (above, kind), labels in runs.items():
        missing = _missing(labels)
        if missing:
            shown = ", ".join(missing[:_FEW])
            yield Finding(
                "warning",
                "numbers-missing",
                above,
                f"The {_KINDS[kind]} of {above} leave out {shown}.",
                "look for them in the text: they may be run into the one before, or be absent",
            )


def _missing(labels: Sequence[str]) -> list[str]:
    """Return the labels that a list leaves out, from its first possible one to its last.

    >>> _missing(["a", "b", "d"]), _missing(["2", "3"]), _missing(["i", "ii", "iv"])
    (['c'], ['1'], ['iii'])
    """
    if all(label.isdecimal() for label in labels):
        every = [str(n) for n in range(1, max(map(int, labels)) + 1)]
    elif all(label in _ROMANS for label in labels) and (len(labels) > 1 or labels == ["i"]):
        every = list(_ROMANS[: max(map(_ROMANS.index, labels)) + 1])
    elif all(len(label) == 1 for label in labels):
        every = [chr(c) for c in range(ord("a"), ord(max(labels)) + 1)]
    else:
        return []
    return [label for label in every if label not in labels]


def _orphans(provisions: Sequence[Provision]) -> Iterator[Finding]:
    """Yield points that stand alone: a list of one is mostly the rest of another."""
    above: dict[str, list[Provision]] = defaultdict(list)
    for provision in provisions:
        if provision.level in ("subparagraph", "item") and provision.parent:
            above[provision.parent].append(provision)
    for parent, points in above.items():
        if len(points) == 1 and points[0].number:
            yield Finding(
                "warning",
                "point-alone",
                points[0].key,
                f"{points[0].key} is the only point of {parent}.",
                "look whether others were not read, or whether it is the end of a sentence",
            )


def _uncited(
    references: Sequence[Reference],
    text: str,
    pieces: Mapping[str, Sequence[tuple[int, int]]],
    language: str,
) -> Iterator[Finding]:
    """Yield the printed citations with a number that no reference covers."""
    pattern = _CITED.get(language, _CITED["en"])
    spans = sorted(
        (r.start, r.end) for r in references if r.start is not None and r.end is not None
    )
    starts = [start for start, _ in spans]
    furthest: list[int] = []
    for _, end in spans:
        furthest.append(max(end, furthest[-1]) if furthest else end)
    for key, stretches in pieces.items():
        missed = []
        for start, end in stretches:
            body = text[start:end]
            for match in pattern.finditer(_BROKEN.sub(_joined, body) if "-" in body else body):
                at = bisect_right(starts, start + match.end() - 1)
                if not at or furthest[at - 1] <= start + match.start():
                    missed.append(" ".join(match.group().split()))
        if missed:
            yield Finding(
                "warning",
                "citation-not-read",
                key,
                f"{key} prints {', '.join(map(repr, missed[:_FEW]))}; no reference covers it.",
                "look whether it cites a provision, and add the reference by hand",
            )


def _joined(match: re.Match[str]) -> str:
    """Return a word without its hyphen, in equal length."""
    return (match.group(1) + match.group(2)).ljust(len(match.group()))


def _lines(provisions: Sequence[Provision], text: str, owned: Sequence[Owned]) -> Iterator[Finding]:
    """Yield lines that look like the heading of an article and head none."""
    heads = sorted(
        (o.start, o.end) for o in owned if o.part in ("head", "heading") or ":" in o.owner
    )
    starts = [start for start, _ in heads]
    read = {p.key for p in provisions}
    for match in _HEADING.finditer(text):
        at = bisect_right(starts, match.end()) - 1
        if at >= 0 and heads[at][1] > match.start():
            continue
        rest = (match.group("rest") or match.group("more") or "").strip(" *_.:-–—)]")
        if rest and not _is_titled(rest):
            continue
        number = match.group("number") or match.group("han")
        if f"art-{number}" not in read:
            yield Finding(
                "warning",
                "heading-not-read",
                f"character {match.start()}",
                f"The line {match.group().strip()[:60]!r} looks like the heading of art-{number}, "
                "which was not read.",
                "look at the line: what follows it stands in the provision before",
            )


def _is_titled(rest: str) -> bool:
    """Tell a title behind a number from the sentence that a reference stands in."""
    return rest[:1] in '(*[“"«' and rest[-1:] not in ".;,"


def _torn(text: str, owned: Sequence[Owned]) -> Iterator[Finding]:
    """Yield where words go on in the middle of a sentence, in another provision than it began."""
    before: Owned | None = None
    for stretch in sorted(o for o in owned if ":" not in o.owner):
        words = text[stretch.start : stretch.end].strip()
        if not words:
            continue
        follows = before is not None and stretch.part == before.part == "text"
        if before is not None and follows and words[0].islower() and stretch.owner != before.owner:
            said = text[before.start : before.end].rstrip()
            if said[-1:].isalnum() or (before.owner.count("/") <= 1 and said[-1:] in ".。"):
                yield Finding(
                    "warning",
                    "sentence-torn",
                    stretch.owner,
                    f"Words of {stretch.owner} go on in the middle of a sentence, "
                    f"behind {before.owner}.",
                    "look whether they belong to the one before, or whether a number was lost",
                )
        before = stretch


def _titles(provisions: Sequence[Provision], language: str) -> Iterator[Finding]:
    """Yield long headings that cite: they may be the opening words of a list."""
    pattern = _CITED.get(language, _CITED["en"])
    for provision in provisions:
        heading = provision.heading or ""
        if len(heading) > _LONG and pattern.search(heading):
            yield Finding(
                "warning",
                "heading-cites",
                provision.key,
                f"The heading of {provision.key} is long and cites: {heading[:60]!r}.",
                "look whether it is the text of the provision; no reference is read in a heading",
            )


def _strangers(references: Sequence[Reference], registered: frozenset[str]) -> Iterator[Finding]:
    """Yield the instruments that are named and are not registered, with where they are cited."""
    cited: dict[str, list[str]] = defaultdict(list)
    for reference in references:
        key = reference.instrument
        if key and key not in registered and reference.source not in cited[key]:
            cited[key].append(reference.source)
    for key, sources in cited.items():
        yield Finding(
            "info",
            "instrument-not-registered",
            key,
            f"{key} is named in {', '.join(sources[:_FEW])}; its key is made of the printed name.",
            "register it in data/instruments.yaml with its names: one key in every language",
        )
