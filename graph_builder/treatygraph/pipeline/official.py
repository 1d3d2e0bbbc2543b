"""Official texts: copies become readings, readings facts, facts lineages and verdicts, at once.

Promise: a call that is ended at any point and made again ends the same, byte for byte.  What
it writes follows from the copies alone, each file in one step; the verdicts before it are
written down first and kept until the report stands; a graph that cannot be published leaves
the old one, and the readings as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from treatygraph.assess.certain import Matched, match_drafts, matched_file, roles_file
from treatygraph.curated.own_readings import as_facts, draft_file, load_drafts, save_draft
from treatygraph.curated.records import Library
from treatygraph.documents import Reading
from treatygraph.documents.apart import read_apart
from treatygraph.documents.lookalikes import find_lookalikes
from treatygraph.documents.verify import Comparison, compare, displaced
from treatygraph.findings import Finding
from treatygraph.home import data_folders, drafts_folder, graph_folder, home, own_data
from treatygraph.model import DraftFacts
from treatygraph.pipeline.builder import build
from treatygraph.pipeline.collect import collect
from treatygraph.pipeline.copies import Copy, Left, keep_copy
from treatygraph.pipeline.report import BuildReport
from treatygraph.pipeline.unchanged import inputs_key, unchanged_report
from treatygraph.textfile import write_whole

__all__ = [
    "Outcome",
    "Taken",
    "build_anew",
    "documents_folder",
    "load_official",
    "matched_places",
    "put_back",
    "read_copies",
    "registered",
]

#: Fewer articles than this part of the registered ones are no whole text.
_LEAST = 0.3
#: The kinds of copies, best first: what its maker wrote before what was made of it.
_ORDER = ("wordprocessingml", "text/html", "application/pdf", "application/msword")


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that was read, the facts of it, and how the registered facts stand to it."""

    copy: Copy
    facts: DraftFacts
    compared: tuple[Comparison, ...]
    findings: tuple[Finding, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What a call did: what was read, matched and left, and the report of the build."""

    taken: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    matched: list[Matched] = field(default_factory=list)
    report: BuildReport | None = None


def documents_folder() -> Path:
    """Return the folder of the copies that were fetched or taken."""
    return home() / "documents"


def matched_places(treaty: str, draft: str) -> tuple[Path, Path]:
    """Return the files of the lineages and of the roles that were matched for a draft."""
    name = f"{treaty}.{draft}.matched.yaml"
    return own_data() / "lineage" / name, own_data() / "drafts" / name


def registered(own: Iterable[DraftFacts] = ()) -> Library:
    """Return what is registered, and one's own readings, without what was made before.

    That are matches, and lists of depositaries.
    """
    made = {*own_data().glob("*/*.matched.yaml"), *own_data().glob("*/*.depositary.yaml")}
    return collect(data_folders(), own, leave_out=made)


def read_copies(
    copies: Iterable[Copy],
    languages: Sequence[str] = (),
    tell: Callable[[str], None] = lambda _: None,
    *,
    ocr: bool = False,
) -> tuple[list[Taken], list[Left]]:
    """Return the readings that are taken, the best copy of each draft and language, and the rest.

    A second copy in the same language is held against the first; where they differ, both
    sides are findings.
    """
    taken: dict[tuple[str, str], tuple[Taken, Reading]] = {}
    left: list[Left] = []
    for copy in sorted(copies, key=_preference):
        tell(f"{copy.wanted.name}: {copy.name}")
        spoken = languages[0] if ocr and len(languages) == 1 else None
        reading = read_apart(copy.data, name=copy.name, language=spoken, ocr=ocr)
        language = str(reading.document.get("language") or copy.wanted.document.language)
        refused = _refused(copy, reading)
        if refused is None and languages and language not in languages:
            refused = Left(copy.name, f"is in {language}, which is not asked for")
        if refused is not None:
            left.append(refused)
            continue
        place = (copy.wanted.name, language)
        if place in taken:
            first, whole = taken[place]
            taken[place] = (_held_against(first, whole, copy, reading), whole)
        else:
            taken[place] = (_taken(copy, reading, language), reading)
    return [one for one, _ in taken.values()], left


def _preference(copy: Copy) -> tuple[str, int, str]:
    kinds = [n for n, kind in enumerate(_ORDER) if kind in copy.media_type]
    return copy.wanted.name, kinds[0] if kinds else len(_ORDER), copy.name


def _refused(copy: Copy, reading: Reading) -> Left | None:
    """Return why a copy is left alone, None where it is taken."""
    broken = [f for f in reading.findings if f.severity == "violation"]
    if broken:
        return Left(copy.name, broken[0].message, broken[0].remedy)
    facts = copy.wanted.facts
    false = find_lookalikes(reading, facts.treaty, copy.sha256)
    if false:
        return Left(copy.name, false[0].message, false[0].remedy)
    articles = sum(p.level == "article" for p in reading.provisions)
    known = sum(p.level == "article" for p in facts.provisions)
    if not articles or articles < _LEAST * known:
        return Left(
            copy.name,
            f"{copy.why}, but has {articles or 'no'} article{'s' * (articles != 1)}: "
            f"it is not the text of {copy.wanted.name}",
            f"if it is a part of it, `treatygraph ingest FILE --draft {facts.draft} --excerpt`",
        )
    return None


def _taken(copy: Copy, reading: Reading, language: str) -> Taken:
    known, document = copy.wanted.facts, copy.wanted.document
    facts = as_facts(
        reading,
        treaty=known.treaty,
        draft=known.draft,
        document=known.document,
        title=known.title,
        date=known.date,
        place=", ".join(filter(None, (document.symbol, "whole text"))),
    )
    compared = (*compare(known, reading), *displaced(known, reading))
    findings = tuple(f for f in reading.findings if f.severity != "info")
    return Taken(copy, replace(facts, language=language), compared, findings)


def _held_against(first: Taken, whole: Reading, copy: Copy, reading: Reading) -> Taken:
    """Return what was taken, with what another copy of the same says otherwise."""
    found = []
    for what, here, there in (
        ("provision", _outline(whole), _outline(reading)),
        ("reference", _edges(whole), _edges(reading)),
    ):
        for one, rest, name in ((here, there, first.copy.name), (there, here, copy.name)):
            found += [
                Finding("warning", "copies-differ", key, f"The {what} {key} is in {name} only.")
                for key in sorted(one - rest)
            ]
    beside = (*first.beside, copy.name)
    return replace(first, findings=(*first.findings, *found), beside=beside)


def _outline(reading: Reading) -> set[str]:
    return {p.key for p in reading.provisions}


def _edges(reading: Reading) -> set[str]:
    return {
        f"{r.source} → {r.instrument or ''} {r.target or ''}".rstrip()
        for r in reading.references
        if r.target
    }


def load_official(
    outcome: Outcome, *, keep: bool, tell: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Save what was taken, match it, and build once; `keep` puts the copies on record too."""
    files: dict[Path, bytes | None] = {}
    for one in outcome.taken:
        if keep:
            keep_copy(one.copy, one.facts.language, documents_folder())
        place = draft_file(one.facts, drafts_folder())
        files[place] = place.read_bytes() if place.exists() else None
        save_draft(one.facts, drafts_folder())
    tell("match")
    for place, text in _matches(outcome):
        files[place] = place.read_bytes() if place.exists() else None
        if text:
            write_whole(place, text)
        else:
            place.unlink(missing_ok=True)
    outcome.report = build_anew(tell)
    if outcome.report.place is None:
        for place, content in files.items():
            put_back(place, content)
    return outcome


def put_back(place: Path, content: bytes | None) -> None:
    """Give a file the content that it had, None where it was not there."""
    if content is None:
        place.unlink(missing_ok=True)
    else:
        write_whole(place, content)


def _matches(outcome: Outcome) -> list[tuple[Path, str]]:
    """Return the files of what was matched for every draft with a text of one's own.

    It follows from the texts and from what others say, never from earlier matches.
    """
    library = registered(load_drafts(drafts_folder()))
    own = _own()
    found = []
    for treaty in sorted({one.facts.treaty for one in outcome.taken}):
        names = {x.key: x.label for x in library.lineages if x.treaty == treaty}
        drafts = {d.draft: d for d in library.drafts if d.treaty == treaty}
        for matched in match_drafts(treaty, drafts.values(), library.lineages, own[treaty]):
            outcome.matched.append(matched)
            facts = drafts[matched.draft]
            text = matched_file(matched, names, facts.document) if matched.members else ""
            found.append((matched_places(treaty, matched.draft)[0], text))
            text = roles_file(matched, facts.title, facts.document) if matched.roles else ""
            found.append((matched_places(treaty, matched.draft)[1], text))
    return found


def _own() -> dict[str, set[str]]:
    """Return by treaty the drafts of which the user has a reading."""
    found: dict[str, set[str]] = {}
    for facts in load_drafts(drafts_folder()):
        found.setdefault(facts.treaty, set()).add(facts.draft)
    return found


def build_anew(tell: Callable[[str], None] = lambda _: None) -> BuildReport:
    """Build the graph of all that is at hand, where anything is new; return the report."""
    folders = data_folders()
    key = inputs_key(folders, drafts_folder())
    report = unchanged_report(graph_folder(), key)
    if report is not None:
        return report
    own = load_drafts(drafts_folder())
    return build(folders, graph_folder(), own=own, inputs=key, tell=tell)
