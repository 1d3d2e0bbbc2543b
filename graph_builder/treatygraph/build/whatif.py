"""What if: an edit applied to a copy of a draft, and what follows from it.

The data is not changed.  The edited facts are marked unverified, so that a verdict that
rests on them shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from treatygraph.assess import results
from treatygraph.build.collect import collect, map_library, ontology_quads
from treatygraph.build.rules import apply_rules
from treatygraph.errors import UsageError
from treatygraph.iris import default_minter
from treatygraph.link import dangling
from treatygraph.model import Application, DraftFacts, Evidence, Mention, Reference
from treatygraph.readers.curated import Library
from treatygraph.resources import locate
from treatygraph.store import OxigraphStore
from treatygraph.table import Cell, Table

__all__ = ["EDITS", "edited", "what_if"]

_EVIDENCE = (Evidence(basis="unverified", note="What if: an edit that no draft holds."),)

#: Edits by name, with what each needs.
EDITS = {
    "insert-reference": ("from", "to"),
    "add-safeguard": ("in", "safeguard"),
    "apply-clause": ("clause", "over"),
    "move": ("provision", "to"),
    "delete": ("provision",),
    "rename": ("provision", "heading"),
}


def what_if(edit: Mapping[str, Any], folders: Iterable[Path] = ()) -> Table:
    """Return the verdicts that change and the references that break with an edit.

    `edit` holds treaty, draft and a list of edits, each a mapping from its name (one of
    `EDITS`) to what it needs.
    """
    library = collect(tuple(folders) or (locate("data"),))
    treaty, key = str(edit.get("treaty", "")), str(edit.get("draft", ""))
    chosen = [d for d in library.drafts if (d.treaty, d.draft) == (treaty, key)]
    if not chosen:
        raise UsageError(
            f"There is no draft {key!r} of {treaty!r}.",
            expected="one of " + ", ".join(f"{d.treaty}/{d.draft}" for d in library.drafts),
        )
    after = edited(chosen[0], edit.get("edits", ()))
    drafts = tuple(after if d is chosen[0] else d for d in library.drafts)
    rows = [*_verdicts(library, replace(library, drafts=drafts), key), *_broken(chosen[0], after)]
    columns = ("what", "thing", "before", "after")
    notes = ("Nothing was changed in the data.",)
    return Table(columns, tuple(rows), f"What if: {treaty}/{key}", notes)


def _verdicts(before: Library, after: Library, draft: str) -> list[tuple[Cell, ...]]:
    runs = [
        {
            r.recommendation.key: (r.verdict, r.outcome.count)
            for r in results(_store(library), draft=draft)
        }
        for library in (before, after)
    ]
    return [
        ("verdict", key, *(f"{verdict} ({count})" for verdict, count in (old, runs[1][key])))
        for key, old in runs[0].items()
        if old != runs[1][key]
    ]


def _store(library: Library) -> OxigraphStore:
    minter = default_minter()
    store = Store()
    store.bulk_extend(map_library(library, minter))
    store.bulk_extend(ontology_quads(minter))
    apply_rules(store, minter)
    return OxigraphStore(store)


def _broken(before: DraftFacts, after: DraftFacts) -> list[tuple[Cell, ...]]:
    was = {(r.source, r.target) for r in before.references if r.status == "dangling"}
    return [
        ("reference breaks", f"{r.source} → {r.target}", "resolved", "dangling")
        for r in after.references
        if r.status == "dangling" and (r.source, r.target) not in was
    ]


def edited(facts: DraftFacts, edits: Iterable[Mapping[str, Any]]) -> DraftFacts:
    """Return the facts of a draft with edits applied one after the other."""
    for edit in edits:
        if len(edit) != 1 or next(iter(edit)) not in EDITS:
            raise UsageError(
                f"The edit {dict(edit)!r} cannot be read.", expected=f"one of {', '.join(EDITS)}"
            )
        ((name, needs),) = edit.items()
        for need in EDITS[name]:
            if need not in needs:
                raise UsageError(
                    f"The edit {name!r} needs {need!r}.", expected=", ".join(EDITS[name])
                )
        facts = _apply(facts, name, {k: str(v) for k, v in needs.items()})
    return dangling(facts)


def _apply(facts: DraftFacts, name: str, needs: dict[str, str]) -> DraftFacts:
    _must_exist(facts, name, needs)
    if name == "insert-reference":
        new = Reference(source=needs["from"], target=needs["to"], evidence=_EVIDENCE)
        return replace(facts, references=(*facts.references, new))
    if name == "add-safeguard":
        mention = Mention(
            provision=needs["in"],
            concept=f"safeguard/{needs['safeguard'].removeprefix('safeguard/')}",
            modality=needs.get("modality", "shall"),
            evidence=_EVIDENCE,
        )
        return replace(facts, mentions=(*facts.mentions, mention))
    if name == "apply-clause":
        application = Application(clause=needs["clause"], over=needs["over"], evidence=_EVIDENCE)
        return replace(facts, applications=(*facts.applications, application))
    return _rearranged(facts, name, needs)


def _rearranged(facts: DraftFacts, name: str, needs: dict[str, str]) -> DraftFacts:
    key = needs["provision"]
    if name == "delete":
        gone = {p.key for p in facts.provisions if p.key == key or p.key.startswith(f"{key}/")}
        return replace(
            facts,
            provisions=tuple(p for p in facts.provisions if p.key not in gone),
            references=tuple(r for r in facts.references if r.source not in gone),
            mentions=tuple(m for m in facts.mentions if m.provision not in gone),
            absences=tuple(a for a in facts.absences if a.provision not in gone),
            applications=tuple(a for a in facts.applications if a.clause not in gone),
        )
    change: dict[str, Any] = (
        {"heading": needs["heading"]} if name == "rename" else {"parent": needs["to"]}
    )
    return replace(
        facts,
        provisions=tuple(
            replace(p, **change, evidence=_EVIDENCE) if p.key == key else p
            for p in facts.provisions
        ),
    )


def _must_exist(facts: DraftFacts, name: str, needs: dict[str, str]) -> None:
    known = {p.key for p in facts.provisions} | {"draft"}
    for need in EDITS[name]:
        if need in ("safeguard", "heading") or needs[need] in known:
            continue
        raise UsageError(
            f"The edit {name!r} names {needs[need]!r}, which {facts.draft} does not have.",
            expected="a provision's key such as art-5 or ch-2",
        )
