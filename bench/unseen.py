"""Measure reading on a folder of gold that is no part of the project.

    python -m bench reading --gold FOLDER

FOLDER holds `structure.csv` (file, key, level, heading), `references.csv` (file, from_key,
surface, to_key, instrument, resolution) and the texts, in `texts/` or beside them.  The
instrument of a reference counts; a wrong target that is called resolved is counted apart;
`told` is the share of what differs that a finding, or an unresolved reference, announces.

A reference whose resolution is `uncounted` counts neither way; one that is `internal` or
`relative` may be resolved, or dangling where the copy ends before its target.  Gold that calls
rules articles (`art-23`) means the same.  `numbered` is for gold that puts down numbered
mentions and provisions only: "this article", whole instruments, paragraphs without a number
and points in the middle of a line are then not counted, and what they hold is that of the
provision above them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bench.scores import Score
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents import Reading, read
from treatygraph.documents.citations.name_keys import slug, without_accents
from treatygraph.resources import locate

__all__ = ["measure"]

_NESTED = ("part", "title", "chapter", "section")
_UNCOUNTED = re.compile(r"(?:^|/)indent-\d+")
_MINOR = frozenset(
    [
        "the",
        "of",
        "and",
        "on",
        "for",
        "to",
        "in",
        "a",
        "an",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "el",
        "los",
        "y",
        "et",
        "sur",
        "concerning",
        "relative",
    ]
)


@dataclass(slots=True)
class Measured:
    """The scores of one file, and what differs in it."""

    structure: dict[str, Score] = field(default_factory=dict)
    references: dict[str, Score] = field(default_factory=dict)
    headings: Score = field(default_factory=lambda: Score(0, 0, 0))
    wrong_resolved: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    told: int = 0


def measure(folder: Path, *, details: bool = True, numbered: bool = False) -> str:
    """Return the report on a folder of gold as Markdown."""
    gold = {name: _rows(folder / f"{name}.csv") for name in ("structure", "references")}
    files = list(dict.fromkeys(row["file"] for rows in gold.values() for row in rows))
    done = {}
    for file in files:
        path = next((p for p in (folder / "texts" / file, folder / file) if p.exists()), None)
        if path is not None:
            mine = {name: [r for r in rows if r["file"] == file] for name, rows in gold.items()}
            done[file] = _measure(path, mine["structure"], mine["references"], numbered=numbered)
    return "\n".join(_report(done, details=details)) + "\n"


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(file)]


def _measure(
    path: Path,
    structure: list[dict[str, str]],
    references: list[dict[str, str]],
    *,
    numbered: bool,
) -> Measured:
    reading = read(path.read_bytes(), name=path.name)
    result = Measured()
    names = _keys(reading, structure)
    known = {row["key"] for row in structure} | {row["from_key"] for row in references}
    loose = _loose(reading, names, known) if numbered else frozenset()
    names = _keys(reading, structure, loose)
    if structure:
        _count_structure(result, reading, names, structure, loose)
    if references:
        _count_references(result, reading, names, references, numbered=numbered)
    return result


def _loose(reading: Reading, names: dict[str, str], known: set[str]) -> frozenset[str]:
    """Return what gold of numbered provisions leaves out: without a number, or within a line."""
    heads = {o.owner: o.start for o in reversed(reading.owned) if o.part == "head"}
    found = set()
    for p in reading.provisions:
        unnumbered = p.number is None and p.level in ("paragraph", "preambular-paragraph")
        start = heads.get(p.key, 0)
        line = reading.text[reading.text.rfind("\n", 0, start) + 1 : start]
        within = p.level in ("subparagraph", "item") and bool(line.strip())
        if (unnumbered or within) and names[p.key] not in known and p.parent:
            found.add(p.key)
    return frozenset(found)


def _by_word(keys: Iterable[str]) -> bool:
    """Tell whether gold names rules by their word, as keys do here."""
    return any(re.search(r"(?:^|/)rule-", key) for key in keys)


def _keys(
    reading: Reading, gold: list[dict[str, str]], loose: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Return for each key of a reading the key as gold spells it: divisions nested.

    What gold leaves out has the key of what it lies in.
    """
    spelled: dict[str, str] = {}
    by_word = _by_word(row["key"] for row in gold)
    parents = {p.key: p for p in reading.provisions}
    for p in reading.provisions:
        name = p.key
        parent = parents.get(p.parent or "")
        if p.key in loose:
            spelled[p.key] = spelled[p.parent or ""]
            continue
        if p.level in _NESTED and parent is not None and parent.level in (*_NESTED, "annex"):
            name = f"{spelled[parent.key]}/{p.key.rpartition('/')[2]}"
        elif parent is not None and p.key.startswith(f"{parent.key}/"):
            name = spelled[parent.key] + p.key[len(parent.key) :]
        if not by_word and gold:
            name = re.sub(r"(^|/)rule-", r"\1art-", name)
        spelled[p.key] = name
    return spelled


def _count_structure(
    result: Measured,
    reading: Reading,
    names: dict[str, str],
    gold: list[dict[str, str]],
    loose: frozenset[str],
) -> None:
    there = Counter(row["key"] for row in gold)
    counted = [p for p in reading.provisions if not _UNCOUNTED.search(p.key)]
    counted = [p for p in counted if p.key not in loose]
    if not any(key.startswith("preamble") for key in there):  # gold that leaves preambles out
        counted = [p for p in counted if not p.key.startswith("preamble")]
    got = Counter(names[p.key] for p in counted)
    level: dict[str, str] = {names[p.key]: p.level for p in counted}
    level |= {row["key"]: row["level"] for row in gold}
    for kind in sorted(set(level.values())):
        result.structure[str(kind)] = Score.of(
            Counter({k: n for k, n in there.items() if level[k] == kind}),
            Counter({k: n for k, n in got.items() if level[k] == kind}),
        )
    result.structure["all"] = Score.of(there, got)
    headings = {names[p.key]: _plain(p.heading or "") for p in counted}
    pairs = [(k, _plain(row["heading"])) for row in gold if (k := row["key"]) in headings]
    same = sum(headings[key] == heading for key, heading in pairs)
    result.headings = Score(same, len(pairs), len(pairs))
    result.differing += [
        f"heading of {key}: {headings[key]!r}, not {heading!r}"
        for key, heading in pairs
        if headings[key] != heading
    ]
    for sign, rest in (("missing", there - got), ("not there", got - there)):
        for key in rest.elements():
            told = _is_told(reading, key)
            result.told += told
            result.differing.append(f"{sign}: {key}{' (told)' if told else ''}")


def _is_told(reading: Reading, key: str) -> bool:
    """Tell whether a finding speaks of a provision, of what holds it, or of the whole text."""
    whole = (
        "no-provisions",
        "no-articles",
        "no-text-layer",
        "operative-paragraphs",
        "damaged",
        "unreadable",
    )
    outer = key.split("/")[0]
    number = outer.partition("-")[2]
    for finding in reading.findings:
        if finding.severity == "info":
            continue
        said = f"{finding.place} {finding.message}"
        if finding.code.startswith(whole) or re.search(rf"(?<![\w-]){re.escape(outer)}\b", said):
            return True
        if finding.code.endswith("s-missing") and number in _numbers(finding.message):
            return True
    return False


def _numbers(message: str) -> set[str]:
    """Return the numbers that a finding lists, ranges written out."""
    listed = message.rpartition("missing: ")[2]
    pairs = re.findall(r"(\d+)(?: to (\d+))?", listed)
    return {str(n) for one, two in pairs for n in range(int(one), int(two or one) + 1)}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*_]", "", text).split()).rstrip(".").lower()


Row = tuple[str, str, str, str]
#: What gold may call a reference that lies in the same text, wherever the copy ends.
_SAID = {"relative": "internal"}
_INTERNAL = ("resolved", "dangling")
#: A number, a letter or an ordinal within a mention.
_NUMBERED = re.compile(
    r"\d|[()零一二三四五六七八九十]|\b[A-Z]{1,4}\b(?!['’])|paragraphs? [a-z]\b"
    r"|\b(?:premi|second|deuxi|troisi|derni|first|third|last|primer|segund|tercer|últim|перв|втор)",
)


def _count_references(
    result: Measured,
    reading: Reading,
    names: dict[str, str],
    gold: list[dict[str, str]],
    *,
    numbered: bool,
) -> None:
    there = [
        (row["from_key"], row["to_key"], row["instrument"], _SAID.get(said, said))
        for row in gold
        if (said := row["resolution"]) != "uncounted"
    ]
    by_word = _by_word(row["from_key"] for row in gold)
    got, surfaces = [], []
    for r in reading.references:
        target = names.get(r.target or "", r.target or "") if not r.instrument else r.target or ""
        if r.status == "dangling" and not by_word:
            target = re.sub(r"(^|/)rule-", r"\1art-", target)
        got.append((names.get(r.source, r.source), target, r.instrument or "", str(r.status)))
        surfaces.append(r.surface)
    right, missed, extra = _match(there, got)
    extra = _counted(extra, list(zip(got, surfaces, strict=True)), gold, numbered=numbered)
    for kind in ("internal", "resolved", "external", "dangling", "ambiguous"):
        result.references[kind] = Score(
            sum(row[3] == kind for row in right),
            sum(row[3] == kind for row in [*right, *extra]),
            sum(row[3] == kind for row in there),
        )
    result.references["all"] = Score(len(right), len(right) + len(extra), len(there))
    open_at = {source for source, _, _, status in extra if status in ("dangling", "ambiguous")}
    for row in missed:
        told = row[0] in open_at or _is_told(reading, row[0])
        result.told += told
        result.differing.append(f"missing: {_shown(row)}{' (told)' if told else ''}")
    for row in extra:
        told = row[3] in ("dangling", "ambiguous") or _is_told(reading, row[0])
        result.told += told
        result.differing.append(f"not there: {_shown(row)}{' (told)' if told else ''}")
        if row[3] == "resolved":
            result.wrong_resolved.append(_shown(row))


def _match(there: list[Row], got: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the gold rows that were found, those that were not, and what was found beside."""
    left = list(got)
    right, missed = [], []
    for row in there:
        found = next((r for r in left if _is_same(row, r)), None)
        if found is None:
            missed.append(row)
        else:
            left.remove(found)
            right.append(row)
    loose = [row for row in missed if row[3] == "ambiguous"]
    for row in loose:  # a plural without numbers: what stands before is not wrong
        beside = [r for r in left if r[0] == row[0] and _is_before(r[1], row[0])]
        if beside:
            missed.remove(row)
            right.append(row)
            left = [r for r in left if r not in beside]
    return right, missed, left


def _counted(
    extra: list[Row],
    shown: list[tuple[Row, str]],
    gold: list[dict[str, str]],
    *,
    numbered: bool,
) -> list[Row]:
    """Return what was found beside gold, without what gold does not judge."""
    unjudged = [row for row in gold if row["resolution"] == "uncounted"]
    kept = []
    for row in extra:
        surface = next(said for found, said in reversed(shown) if found == row)
        open_ = any(
            u["from_key"] == row[0] and (u["to_key"] == row[1] or surface in u["surface"])
            for u in unjudged
        )
        unnumbered = not row[1] or not _NUMBERED.search(surface)
        if not open_ and not (numbered and unnumbered):
            kept.append(row)
    return kept


def _is_before(target: str, source: str) -> bool:
    return target.rpartition("/")[0] == source.rpartition("/")[0] and target < source


def _is_same(gold: Row, ours: Row) -> bool:
    said = gold[3] == ours[3] or (gold[3] == "internal" and ours[3] in _INTERNAL)
    same = gold[0] == ours[0] and gold[1] == ours[1] and said
    return same and _same_instrument(gold[2], ours[2])


def _same_instrument(gold: str, ours: str) -> bool:
    if not gold or not ours:
        return gold == ours
    if slug(gold) == ours:
        return True
    one = _words(gold)
    for name in {ours, *_known_names().get(ours, ())}:
        two = _words(name)
        if one == two or (one and two and len(one & two) >= 0.6 * len(one | two)):
            return True
    return False


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", without_accents(name).lower().replace("_", " "))) - _MINOR


@cache
def _known_names() -> dict[str, tuple[str, ...]]:
    path = locate("data", "instruments.yaml")
    rows = parse_yaml(path.read_text("utf-8"), name=path.name).data["instruments"]
    return {
        row["key"]: (row["title"], *row["aliases"], *row.get("names", {}).values()) for row in rows
    }


def _shown(row: Row) -> str:
    source, target, instrument, status = row
    return f"{source} > {target or '-'}{f' of {instrument}' if instrument else ''} ({status})"


_HEAD = " there | found | right | precision | recall | F1 |\n|---|---|---|---|---|---|---|"


def _report(done: dict[str, Measured], *, details: bool) -> Iterator[str]:
    for name in ("structure", "references"):
        table = {file: getattr(m, name) for file, m in done.items()}
        table = {file: scores for file, scores in table.items() if scores}
        yield f"## {name.capitalize()} on unseen texts\n\n| file |{_HEAD}"
        yield from (f"| {file} | {scores['all'].cells()} |" for file, scores in table.items())
        yield f"| **all** | {_sum(s['all'] for s in table.values()).cells()} |\n"
        yield f"| kind |{_HEAD}"
        kinds = dict.fromkeys(kind for scores in table.values() for kind in scores)
        for kind in kinds:
            if kind != "all":
                total = _sum(s[kind] for s in table.values() if kind in s)
                yield f"| {kind} | {total.cells()} |"
        yield ""
    yield "## Wrong, and told\n"
    yield "| file | headings right | wrong and resolved | differing | told |\n|---|---|---|---|---|"
    for file, m in done.items():
        headings = f"{m.headings.right} of {m.headings.there}"
        rows = len([d for d in m.differing if not d.startswith("heading")])
        yield f"| {file} | {headings} | {len(m.wrong_resolved)} | {rows} | {m.told} |"
    if details:
        yield "\n## What differs\n"
        for file, m in done.items():
            yield from (f"- {file}: {row}" for row in m.differing)


def _sum(scores: Iterable[Score]) -> Score:
    return sum(scores, Score(0, 0, 0))
