"""Edits of a draft's facts: their form, and what each does to a copy.

Edited facts are marked unverified, so that what rests on them shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from treatygraph.assess.check_kinds import MODALITIES
from treatygraph.errors import Fault, UsageError
from treatygraph.link import dangling
from treatygraph.model import Application, DraftFacts, Evidence, Mention, Reference
from treatygraph.nearest import did_you_mean

__all__ = ["EDITED", "EDITS", "edit_faults", "edited", "parts_of"]

#: The evidence of every edited fact.
EDITED = (Evidence(basis="unverified", note="What if: an edit that no draft holds."),)

#: Edits by name, with what each needs: a provision, a place that holds articles (or the
#: draft), a place with provisions below it, a safeguard, a modality, words.
EDITS: dict[str, dict[str, str]] = {
    "insert-reference": {"from": "provision", "to": "provision"},
    "add-safeguard": {"in": "provision", "safeguard": "safeguard"},
    "apply-clause": {"clause": "provision", "over": "scope"},
    "move": {"provision": "provision", "to": "container"},
    "delete": {"provision": "provision"},
    "rename": {"provision": "provision", "heading": "words"},
}
_OPTIONAL: dict[str, dict[str, str]] = {"add-safeguard": {"modality": "modality"}}
_CONTAINERS = ("part", "title", "chapter", "section")


def edited(
    facts: DraftFacts, edits: Iterable[Mapping[str, Any]], safeguards: Iterable[str] | None = None
) -> DraftFacts:
    """Return the facts of a draft with edits applied one after the other.

    Raises `UsageError` for the first edit that cannot be done.
    """
    edits = list(edits)
    for fault in edit_faults(facts, edits, safeguards):
        raise UsageError(fault.met, expected=fault.expected, remedy=fault.remedy)
    for edit in edits:
        ((name, needs),) = edit.items()
        facts = _apply(facts, name, needs)
    return dangling(facts)


def edit_faults(
    facts: DraftFacts, edits: object, safeguards: Iterable[str] | None = None
) -> Iterator[Fault]:
    """Yield every fault of a list of edits, each seen after those that stand before it."""
    if not isinstance(edits, list):
        yield Fault((), f"The edits are {edits!r}.", "a list of edits, each with '- '")
        return
    known = None if safeguards is None else sorted(safeguards)
    for i, edit in enumerate(edits):
        found = list(_faults(facts, edit, known))
        yield from (replace(fault, path=(i, *fault.path)) for fault in found)
        if not found:
            ((name, needs),) = edit.items()
            facts = _apply(facts, name, needs)


def _faults(facts: DraftFacts, edit: object, safeguards: list[str] | None) -> Iterator[Fault]:
    name = next(iter(edit)) if isinstance(edit, Mapping) and len(edit) == 1 else None
    if not isinstance(edit, Mapping) or name not in EDITS:
        near = did_you_mean(str(name), EDITS)
        shown = dict(edit) if isinstance(edit, Mapping) else edit
        yield Fault((), f"The edit {shown!r} cannot be read.", f"one of {', '.join(EDITS)}", near)
        return
    needs, wanted = edit[name], {**EDITS[name], **_OPTIONAL.get(name, {})}
    listed = ", ".join(f"{key} ({type_})" for key, type_ in wanted.items())
    if not isinstance(needs, Mapping):
        yield Fault((name,), f"The edit {name!r} has {needs!r} below it.", listed)
        return
    for key in sorted(set(needs) - set(wanted)):
        yield Fault(
            (name, key), f"The edit {name!r} has no {key!r}.", listed, did_you_mean(key, wanted)
        )
    for key in EDITS[name]:
        if key not in needs:
            yield Fault((name,), f"The edit {name!r} needs {key!r}.", listed, f"add {key!r}")
    for key, type_ in wanted.items():
        if key in needs:
            met, expected, remedy = _wrong(facts, type_, needs[key], safeguards)
            if met:
                yield Fault((name, key), f"The edit {name!r} {met}", expected, remedy)
    here = needs.get("provision")
    if name == "move" and isinstance(here, str) and needs.get("to") in parts_of(facts, here):
        met = "A provision cannot be moved into itself."
        yield Fault((name, "to"), met, "another chapter, part, title or section")


def _wrong(
    facts: DraftFacts, type_: str, value: object, safeguards: list[str] | None
) -> tuple[str, str, str]:
    """Return what is wrong with a value, what was expected and what to do, or empty words."""
    if not isinstance(value, str) or not value.strip():
        wanted = "some words" if type_ == "words" else f"the key of a {type_}"
        return f"has the value {value!r}.", wanted, ""
    if type_ == "modality" and value not in MODALITIES:
        return f"names the modality {value!r}.", f"one of {', '.join(MODALITIES)}", ""
    if type_ == "safeguard" and safeguards is not None:
        key = value.removeprefix("safeguard/")
        if key not in safeguards:
            met = f"names the safeguard {key!r}, which does not exist."
            return met, "a safeguard of docs/schemes.md", did_you_mean(key, safeguards)
    if type_ not in ("provision", "container", "scope"):
        return "", "", ""
    keys = {p.key for p in facts.provisions if type_ != "container" or p.level in _CONTAINERS} | (
        {"draft"} if type_ == "scope" else set()
    )
    if value in keys:
        return "", "", ""
    example = {"container": "ch-2", "scope": "ch-2 or draft"}.get(type_, "art-5 or ch-2")
    met = f"names {value!r}, which {facts.draft} does not have"
    met += "." if type_ != "container" else " as a chapter, part, title or section."
    return met, f"a provision's key such as {example}", did_you_mean(value, keys)


def parts_of(facts: DraftFacts, key: str) -> set[str]:
    """Return the keys of a provision and of all that stands below it."""
    found = {key}
    size = 0
    while size != len(found):
        size = len(found)
        found |= {
            p.key
            for p in facts.provisions
            if p.parent in found or p.key.rpartition("/")[0] in found
        }
    return found


def _apply(facts: DraftFacts, name: str, needs: Mapping[str, str]) -> DraftFacts:
    return _APPLIED[name](facts, needs)


def _insert_reference(facts: DraftFacts, needs: Mapping[str, str]) -> DraftFacts:
    new = Reference(source=needs["from"], target=needs["to"], evidence=EDITED)
    return replace(facts, references=(*facts.references, new))


def _add_safeguard(facts: DraftFacts, needs: Mapping[str, str]) -> DraftFacts:
    mention = Mention(
        provision=needs["in"],
        concept=f"safeguard/{needs['safeguard'].removeprefix('safeguard/')}",
        modality=needs.get("modality", "shall"),
        evidence=EDITED,
    )
    return replace(facts, mentions=(*facts.mentions, mention))


def _apply_clause(facts: DraftFacts, needs: Mapping[str, str]) -> DraftFacts:
    application = Application(clause=needs["clause"], over=needs["over"], evidence=EDITED)
    return replace(facts, applications=(*facts.applications, application))


def _move(facts: DraftFacts, needs: Mapping[str, str]) -> DraftFacts:
    return _changed(facts, needs["provision"], parent=needs["to"])


def _rename(facts: DraftFacts, needs: Mapping[str, str]) -> DraftFacts:
    return _changed(facts, needs["provision"], heading=needs["heading"])


def _changed(facts: DraftFacts, key: str, **change: Any) -> DraftFacts:
    provisions = tuple(
        replace(p, **change, evidence=EDITED) if p.key == key else p for p in facts.provisions
    )
    return replace(facts, provisions=provisions)


def _delete(facts: DraftFacts, needs: Mapping[str, str]) -> DraftFacts:
    gone = parts_of(facts, needs["provision"])
    return replace(
        facts,
        provisions=tuple(p for p in facts.provisions if p.key not in gone),
        references=tuple(r for r in facts.references if r.source not in gone),
        mentions=tuple(m for m in facts.mentions if m.provision not in gone),
        absences=tuple(
            replace(a, exceptions=tuple(x for x in a.exceptions if x not in gone))
            for a in facts.absences
            if not {a.provision, a.thing} & gone
        ),
        applications=tuple(a for a in facts.applications if not {a.clause, a.over} & gone),
        coverage=tuple(c for c in facts.coverage if c.of not in gone),
    )


_APPLIED: dict[str, Callable[[DraftFacts, Mapping[str, str]], DraftFacts]] = {
    "insert-reference": _insert_reference,
    "add-safeguard": _add_safeguard,
    "apply-clause": _apply_clause,
    "move": _move,
    "delete": _delete,
    "rename": _rename,
}
