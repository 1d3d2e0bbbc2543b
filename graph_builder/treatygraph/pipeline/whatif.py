"""What if: an edit applied to a copy of a draft, and what follows from it.

The data is not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from treatygraph.assess.results import Result, results
from treatygraph.curated.records import DataFaults, Library
from treatygraph.curated.yamlfile import Located
from treatygraph.errors import DataError, UsageError
from treatygraph.iris import default_minter
from treatygraph.model import DraftFacts, LineageEvent, Reference
from treatygraph.pipeline.collect import collect, map_library, ontology_quads
from treatygraph.pipeline.edits import EDITED, edit_faults, edited, parts_of
from treatygraph.pipeline.rules import apply_rules
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.table import Cell, Table

__all__ = ["what_if", "what_if_file"]

_KEYS = ("treaty", "draft", "edits")
_CONTAINERS = ("part", "title", "chapter", "section")


def what_if_file(
    located: Located, folders: Iterable[Path] = (), own: Iterable[DraftFacts] = ()
) -> Table:
    """Return what follows from the edits in a file; a fault is raised with its line."""
    library = collect(tuple(folders) or (locate("data"),), own)
    for key in sorted({*located.data} ^ {*_KEYS}):
        missing = key in _KEYS
        raise DataError(
            f"The key {key!r} is missing." if missing else f"Unknown key {key!r}.",
            place=located.place(() if missing else (key,)),
            expected=", ".join(_KEYS),
        )
    try:
        facts = _draft(library, located.data)
    except UsageError as error:
        raise DataError(
            error.met, place=located.place(("draft",)), expected=error.expected
        ) from error
    faults = [
        DataError(
            fault.met,
            place=located.place(("edits", *fault.path)),
            expected=fault.expected,
            remedy=fault.remedy,
        )
        for fault in edit_faults(facts, located.data["edits"], _safeguards())
    ]
    if faults:
        raise DataFaults(faults)
    return _table(library, facts, located.data["edits"])


def what_if(
    edit: Mapping[str, Any], folders: Iterable[Path] = (), own: Iterable[DraftFacts] = ()
) -> Table:
    """Return the verdicts that change and the references that break with an edit.

    `edit` holds treaty, draft and a list of edits, each a mapping from its name (one of
    `EDITS`) to what it needs.
    """
    library = collect(tuple(folders) or (locate("data"),), own)
    return _table(library, _draft(library, edit), edit.get("edits", ()))


def _draft(library: Library, edit: Mapping[str, Any]) -> DraftFacts:
    treaty, key = edit.get("treaty", ""), edit.get("draft", "")
    for facts in library.drafts:
        if (facts.treaty, facts.draft) == (treaty, key):
            return facts
    raise UsageError(
        f"There is no draft {key!r} of {treaty!r}.",
        expected="one of " + ", ".join(f"{d.treaty}/{d.draft}" for d in library.drafts),
    )


def _safeguards() -> list[str]:
    """Return the keys of all safeguards."""
    minter = default_minter()
    prefix = minter.concept("safeguard/x")[:-1]
    quads = ontology_quads(minter)
    subjects = {str(getattr(quad.subject, "value", "")) for quad in quads}
    return sorted(s.removeprefix(prefix) for s in subjects if s.startswith(prefix))


def _table(library: Library, before: DraftFacts, edits: Iterable[Mapping[str, Any]]) -> Table:
    edits = list(edits)
    after = edited(before, edits, _safeguards())
    drafts = tuple(after if d is before else d for d in library.drafts)
    events = (*library.events, *_repeals(library, before, after))
    rows = [
        *_verdicts(library, replace(library, drafts=drafts, events=events), before),
        *_broken(before, after),
        *_shifted(before, after),
    ]
    notes = ["Nothing was changed in the data."]
    if not rows:
        notes.insert(0, "No verdict changes and no reference breaks.")
    columns = ("what", "thing", "before", "after", "basis")
    return Table(columns, tuple(rows), f"What if: {before.treaty}/{before.draft}", tuple(notes))


def _repeals(library: Library, before: DraftFacts, after: DraftFacts) -> Iterator[LineageEvent]:
    """Yield that a lineage is gone where the edit deletes all its provisions of the draft.

    Without this, a draft whose outline has a gap could not be told to lack it.
    """
    gone = {p.key for p in before.provisions} - {p.key for p in after.provisions}
    for lineage in library.lineages:
        members = {m.provision for m in lineage.members if m.draft == before.draft}
        if lineage.treaty == before.treaty and members and members <= gone:
            yield LineageEvent(
                treaty=before.treaty,
                kind="repeal",
                lineages=(lineage.key,),
                before=before.draft,
                after=before.draft,
                evidence=EDITED,
            )


def _verdicts(before: Library, after: Library, facts: DraftFacts) -> list[tuple[Cell, ...]]:
    old, new = (_results(library, facts) for library in (before, after))
    rows: list[tuple[Cell, ...]] = []
    for key, was in old.items():
        now = new[key]
        if (was.verdict, was.outcome.count) != (now.verdict, now.outcome.count):
            what = "verdict" if was.verdict != now.verdict else "count"
            shown = (f"{r.verdict} ({r.outcome.count})" for r in (was, now))
            rows.append((what, key, *shown, now.outcome.basis))
    return sorted(rows, key=lambda row: row[0] != "verdict")


def _results(library: Library, facts: DraftFacts) -> dict[str, Result]:
    return {
        r.recommendation.key: r
        for r in results(_store(library), draft=facts.draft)
        if r.recommendation.treaty == facts.treaty
    }


def _store(library: Library) -> OxigraphStore:
    minter = default_minter()
    store = Store()
    store.bulk_extend(map_library(library, minter))
    store.bulk_extend(ontology_quads(minter))
    apply_rules(store, minter)
    return OxigraphStore(store)


def _broken(before: DraftFacts, after: DraftFacts) -> Iterator[tuple[Cell, ...]]:
    was = {_name(r) for r in before.references if r.status == "dangling"}
    broken = (r for r in after.references if r.status == "dangling" and _name(r) not in was)
    for name in dict.fromkeys(map(_name, broken)):
        yield "reference breaks", name, "resolved", "dangling", ""


def _name(reference: Reference) -> str:
    return f"{reference.source} → {reference.target}"


def _shifted(before: DraftFacts, after: DraftFacts) -> Iterator[tuple[Cell, ...]]:
    """Yield references from inside a chapter to itself ("this chapter") that left it."""
    here = {p.key for p in after.provisions}
    chapters = {p.key for p in before.provisions if p.level in _CONTAINERS} & here
    was, now = ({key: parts_of(facts, key) for key in chapters} for facts in (before, after))
    for r in before.references:
        target = r.target or ""
        if target in chapters and r.source in (was[target] & here) - now[target]:
            places = f"inside {target}", f"outside {target}"
            yield "reference leaves its place", _name(r), *places, ""
