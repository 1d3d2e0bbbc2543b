"""What official texts changed: per draft what was read and confirmed, and the verdicts.

The verdicts before are written down when a call begins and stay until its report stands, so
that a call that was ended compares with what was before it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from shlex import quote
from typing import Any

from treatygraph.assess.results import Result, results
from treatygraph.assess.verdicts import VERDICTS
from treatygraph.home import graph_folder, home
from treatygraph.pipeline.official import Outcome, Taken
from treatygraph.store import OxigraphStore
from treatygraph.textfile import write_whole

__all__ = ["begin", "finish", "last_report", "report_of", "report_place"]

Verdicts = dict[str, dict[str, str]]
#: How many changes are told in words.
_TOLD = 10
_WORDS = {
    "pass": "met",
    "fail": "not met",
    "inapplicable": "not applicable",
    "cannot-tell": "not to be told",
    "": "not judged",
}


def report_place() -> Path:
    """Return the file of the last report."""
    return home() / "official" / "report.json"


def _before_place() -> Path:
    return home() / "official" / "before.json"


def begin() -> Verdicts:
    """Return the verdicts before this call, or before the ended one that it goes on with."""
    place = _before_place()
    if place.exists():
        found: Verdicts = json.loads(place.read_text("utf-8"))
        return found
    verdicts = _verdicts(_results())
    write_whole(place, json.dumps(verdicts, indent=1))
    return verdicts


def finish(report: Mapping[str, Any]) -> None:
    """Put the report in its place; the call has then come to its end."""
    write_whole(report_place(), json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    _before_place().unlink(missing_ok=True)


def last_report() -> dict[str, Any] | None:
    """Return the last report, None where there is none."""
    if not report_place().exists():
        return None
    found: dict[str, Any] = json.loads(report_place().read_text("utf-8"))
    return found


def _results() -> list[Result]:
    graph = graph_folder() / "current" / "graph.nq"
    return results(OxigraphStore.load(graph)) if graph.exists() else []


def _verdicts(found: Iterable[Result]) -> Verdicts:
    verdicts: Verdicts = {}
    for result in found:
        draft = f"{result.recommendation.treaty}/{result.draft_key}"
        verdicts.setdefault(draft, {})[result.recommendation.key] = result.verdict
    return verdicts


def report_of(outcome: Outcome, before: Verdicts) -> dict[str, Any]:
    """Return the report of a call as plain data: drafts, changes in words, what was left."""
    found = _results()
    after = _verdicts(found)
    read = {_key(one) for one in outcome.taken}
    built = outcome.report
    report = {
        "drafts": [_draft(one, outcome, before, after) for one in outcome.taken],
        "changes": _changes(found, before, read),
        "left": [{"name": x.name, "why": x.why, "remedy": x.remedy} for x in sorted(outcome.left)],
        "violations": [
            f"{f.code} {f.place}: {f.message}" for f in (built.violations if built else ())
        ],
        "published": bool(built and built.place),
    }
    return _as_before(report, last_report() or {})


def _as_before(report: dict[str, Any], earlier: Mapping[str, Any]) -> dict[str, Any]:
    """Return the report of a call that changed nothing with what the last one had changed."""
    known = {(d["draft"], d["language"]): d for d in earlier.get("drafts", ())}
    pairs = [(d, known.get((d["draft"], d["language"]), {})) for d in report["drafts"]]
    alike = all(
        (here["source"]["sha256"], here["after"]) == (there["source"]["sha256"], there["after"])
        if there
        else False
        for here, there in pairs
    )
    if not pairs or len(pairs) < len(known) or not alike or report["changes"]:
        return report
    for here, there in pairs:
        here["before"] = there["before"]
    return {**report, "changes": earlier["changes"]}


def _key(one: Taken) -> str:
    return f"{one.facts.treaty}/{one.facts.draft}"


def _draft(one: Taken, outcome: Outcome, before: Verdicts, after: Verdicts) -> dict[str, Any]:
    """Return what is to be said of one draft in one language."""
    key = _key(one)
    facts = Counter(c.result for c in one.compared)
    matched = next(
        (m for m in outcome.matched if (m.treaty, m.draft) == (one.facts.treaty, one.facts.draft)),
        None,
    )
    return {
        "draft": key,
        "title": one.facts.title,
        "symbol": one.copy.wanted.document.symbol,
        "language": one.facts.language,
        "source": {
            "name": one.copy.name,
            "sha256": one.copy.sha256,
            "media_type": one.copy.media_type,
            "address": one.copy.address,
            "why": one.copy.why,
            "held_against": list(one.beside),
        },
        "articles": sum(p.level == "article" for p in one.facts.provisions),
        "provisions": len(one.facts.provisions),
        "references": len(one.facts.references),
        "confirmed": facts["agrees"],
        "different": facts["differs"],
        "open": facts["not-checkable"],
        "differences": [
            {"fact": c.fact, "aspect": c.aspect, "data": c.data, "document": c.document}
            for c in one.compared
            if c.result == "differs"
        ],
        "findings": [f"{f.code} {f.place}: {f.message}" for f in one.findings],
        "matched": matched.count if matched else 0,
        "unmatched": matched.open if matched else 0,
        "proposals": _proposals(one, matched.beside) if matched and matched.open else "",
        "before": _counted(before.get(key, {})),
        "after": _counted(after.get(key, {})),
    }


def _proposals(one: Taken, beside: str) -> str:
    """Return the command that proposes what was not certain."""
    if not beside:
        return ""
    treaty, draft = one.facts.treaty, one.facts.draft
    file = quote(f"{draft}.yaml")
    return (
        f"treatygraph match {treaty}/{beside} {treaty}/{draft} --write {file} && "
        f'treatygraph accept {file} --by "YOUR NAME" --accept-above 0.5'
    )


def _counted(verdicts: Mapping[str, str]) -> dict[str, int]:
    counts = Counter(verdicts.values())
    return {word: counts[word] for word in VERDICTS if counts[word]}


def _changes(found: Iterable[Result], before: Verdicts, read: set[str]) -> list[dict[str, str]]:
    """Return the changes that most people would ask for first, in words.

    Verdicts that turned round come first, then those of key recommendations, then what is
    not met; of one recommendation only the first is told.
    """
    rows = []
    for r in found:
        draft = f"{r.recommendation.treaty}/{r.draft_key}"
        was = before.get(draft, {}).get(r.recommendation.key, "")
        if was == r.verdict or draft not in read:
            continue
        turned = {was, r.verdict} == {"pass", "fail"}
        fails = r.verdict == "fail"
        telling = r.verdict == "cannot-tell"
        rank = (not turned, telling, not r.recommendation.is_key, not fails)
        rows.append((rank, r.recommendation.key, draft, was, r))
    told: list[dict[str, str]] = []
    for _, key, draft, was, r in sorted(rows, key=lambda row: row[:3]):
        if all(key != one["recommendation"] for one in told) and len(told) < _TOLD:
            told.append(_told(r, draft, was))
    return told


def _told(r: Result, draft: str, was: str) -> dict[str, str]:
    """Return one change with the sentence that tells it."""
    told = r.outcome
    count = f" ({len(told.satisfying)} of {told.total})" if told.total else ""
    words = (
        f"{r.recommendation.holder_name}: {r.recommendation.label.rstrip('.')}. "
        f"In {draft.partition('/')[2]} this was {_WORDS[was]}, and is now "
        f"{_WORDS[r.verdict]}{count}."
    )
    return {
        "recommendation": r.recommendation.key,
        "draft": draft,
        "before": was,
        "after": r.verdict,
        "words": words,
    }
