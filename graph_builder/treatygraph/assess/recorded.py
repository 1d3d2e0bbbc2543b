"""Outcomes that a build recorded, read back from the graph.

A verdict is computed once, when the graph is built; whoever shows it reads it here.
"""

from __future__ import annotations

import re

from treatygraph.assess.judge import Outcome
from treatygraph.travaux import Travaux

__all__ = ["recorded_outcomes"]

#: `3 of 12: why`, as `treatygraph.assess.record` writes it.
_NOTE = re.compile(r"(\d+) of (\d+): (.*)", re.DOTALL)


def recorded_outcomes(travaux: Travaux) -> dict[tuple[str, str], Outcome]:
    """Return the recorded outcomes by recommendation and draft; none before a build.

    Provisions are in the order of the document, facts in the order of their IRIs.
    """
    lists: dict[str, dict[str, list[str]]] = {}
    for assessment, name, thing in travaux.texts("assessments/places"):
        named = re.split(r"[#/]", name)[-1]
        lists.setdefault(assessment, {}).setdefault(named, []).append(thing)
    found: dict[tuple[str, str], Outcome] = {}
    for assessment, asked, draft, *told in travaux.texts("assessments/recorded"):
        places = lists.get(assessment, {})
        found[asked, draft] = _outcome(travaux, (asked, draft), told, places)
    return found


def _outcome(
    travaux: Travaux, about: tuple[str, str], told: list[str], places: dict[str, list[str]]
) -> Outcome:
    verdict, note, coverage, basis = told
    count = _NOTE.fullmatch(note)
    satisfied, total, why = count.groups() if count else ("0", "0", note)
    groups = {
        name: sorted(places.get(name, ()), key=travaux.order)
        for name in ("satisfying", "lacking", "untold")
    }
    if int(total) > sum(map(len, groups.values())):
        # A check of presence is about the draft itself, which is no provision.
        more = int(satisfied) > len(groups["satisfying"])
        missing = "lacking" if verdict == "fail" else "untold"
        groups["satisfying" if more else missing].append(about[1])
    facts = tuple(fact for fact in places.get("wasDerivedFrom", ()) if fact not in about)
    yes, no, untold = (tuple(group) for group in groups.values())
    return Outcome(verdict, yes, no, untold, facts, basis, why, coverage)  # type: ignore[arg-type]
