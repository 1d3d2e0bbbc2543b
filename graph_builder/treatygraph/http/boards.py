"""Pages that set drafts, safeguards and recommendations against each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.assess.compare import Change, differences
from treatygraph.assess.matrix import matrix_cells
from treatygraph.assess.words import changed_words
from treatygraph.errors import UsageError
from treatygraph.http.drafts import Draft, chosen_draft, drafts_of, known_drafts
from treatygraph.http.pages import render, site_of

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = ["compare", "matrix", "scoreboard", "uptake"]

_ROWS = """
SELECT ?article ?label ?number ?chapter ?role ?read WHERE {
  ?article a tg:Article ; tg:inDraft ?draft ; rdfs:label ?label .
  OPTIONAL { ?article tg:order ?order } OPTIONAL { ?article eli:number ?number }
  OPTIONAL { ?article tg:inChapter ?chapter } OPTIONAL { ?article tg:chapterRole ?role }
  OPTIONAL { ?article tg:mentionsRead ?read }
}
ORDER BY ?order ?article
"""
_SCORES = """
SELECT ?recommendation ?label ?holder ?key ?assessment ?draft ?verdict ?reviewed ?reason
  ?basis ?note WHERE {
  ?recommendation a tg:Recommendation ; rdfs:label ?label ; tg:heldBy ?holder .
  BIND(EXISTS { ?recommendation a tg:KeyRecommendation } AS ?key)
  OPTIONAL { ?recommendation tg:noCheckReason ?reason }
  OPTIONAL { ?assessment tg:assesses ?recommendation ; tg:assessedDraft ?draft ; tg:verdict ?verdict
    OPTIONAL { ?assessment tg:reviewedVerdict ?reviewed }
    OPTIONAL { ?assessment tg:basis ?basis } OPTIONAL { ?assessment tg:note ?note } }
}
ORDER BY ?holder DESC(?key) ?recommendation ?draft ?assessment
"""
_PAIRS = """
SELECT ?lineage ?part ?number ?label ?heading ?chapter ?role WHERE {
  ?part tg:inDraft ?draft ; a tg:Article ; rdfs:label ?label .
  OPTIONAL { ?part tg:ofLineage ?lineage } OPTIONAL { ?part eli:number ?number }
  OPTIONAL { ?part tg:heading ?heading FILTER(LANGMATCHES(LANG(?heading), "en")) }
  OPTIONAL { ?part tg:inChapter ?chapter }
  OPTIONAL { ?part tg:chapterRole ?role } OPTIONAL { ?part tg:order ?order }
}
ORDER BY ?order ?part
"""


def matrix(request: Request) -> Response:
    """Show which safeguard stands where in one draft: direct, through a clause, none."""
    site = site_of(request)
    draft = chosen_draft(site, request.query_params.get("draft"))
    role = request.query_params.get("role", "")
    rows = site.rows(_ROWS, draft=draft.iri)
    found = site.once(("cells", draft.iri), lambda: matrix_cells(site.asked, draft.iri, "articles"))
    cells = {(cell.provision, cell.safeguard): cell for cell in found}
    shown = [row for row in rows if not role or row.get("role", "").endswith(f"/{role}")]
    here = {row["article"] for row in shown}
    told = Counter(c.safeguard for c in found if c.provision in here and c.state != "cannot tell")
    concepts = sorted({cell.safeguard for cell in found}, key=lambda c: (-told[c], site.label(c)))
    roles = list(dict.fromkeys(row["role"] for row in rows if "role" in row))
    return render(
        request,
        "matrix.html",
        title=f"Safeguards in {draft.name}",
        draft=draft,
        drafts=[d for d in known_drafts(site) if d.articles],
        rows=shown,
        cells=cells,
        concepts=concepts,
        roles=roles,
        role=role,
        total=len(shown),
        read=sum(row.get("read") == "true" for row in shown),
    )


def scores(site: Site) -> tuple[list[dict[str, Any]], list[Draft]]:
    """Return each recommendation with its verdicts, and the drafts of which any is told."""
    found: dict[str, dict[str, Any]] = {}
    told: set[str] = set()
    for row in site.rows(_SCORES):
        entry = found.setdefault(row["recommendation"], {**row, "verdicts": {}})
        if "assessment" in row:
            entry["verdicts"].setdefault(row["draft"], row)
            told |= {row["draft"]} if _verdict(row) != "cannot-tell" else set()
    return list(found.values()), [draft for draft in known_drafts(site) if draft.iri in told]


def scoreboard(request: Request) -> Response:
    """Show recommendations against drafts."""
    site = site_of(request)
    rows, drafts = site.once("scores", lambda: scores(site))
    holders = list(dict.fromkeys(row["holder"] for row in rows))
    holder = request.query_params.get("stakeholder", "")
    shown = [row for row in rows if not holder or row["holder"].endswith(f"/{holder}")]
    shown.sort(key=lambda row: not row["verdicts"])
    tallies = [(draft, _tally(shown, draft.iri)) for draft in drafts]
    return render(
        request,
        "scoreboard.html",
        title="Recommendations against drafts",
        rows=shown,
        drafts=drafts,
        holders=holders,
        holder=holder,
        tallies=tallies,
        silent=_silent(rows, drafts, site),
    )


def _silent(rows: list[dict[str, Any]], told: list[Draft], site: Site) -> list[str]:
    """Return the short names of the drafts that were assessed and of which nothing can be told."""
    assessed = {draft for row in rows for draft in row["verdicts"]}
    known = {draft.iri for draft in told}
    return [d.short for d in known_drafts(site) if d.iri in assessed and d.iri not in known]


def _tally(rows: list[dict[str, Any]], draft: str) -> dict[str, int]:
    counts: dict[str, int] = dict.fromkeys(("pass", "fail", "inapplicable", "cannot-tell"), 0)
    for row in rows:
        if draft in row["verdicts"]:
            word = _verdict(row["verdicts"][draft])
            counts[word] = counts.get(word, 0) + 1
    return counts


def uptake(request: Request) -> Response:
    """Show what became of each recommendation: first taken up, later lost, still open."""
    site = site_of(request)
    rows, drafts = site.once("scores", lambda: scores(site))
    ledger = [{**row, **_course(row["verdicts"], drafts)} for row in rows]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in ledger:
        groups[entry["outcome"]].append(entry)
    order = ("adopted", "lost", "open", "gone", "cannot tell", "no check")
    return render(
        request,
        "uptake.html",
        title="What became of the recommendations",
        silent=_silent(rows, drafts, site),
        groups=[(name, groups[name]) for name in order if groups[name]],
        drafts=drafts,
    )


def _course(verdicts: dict[str, Row], drafts: list[Draft]) -> dict[str, Any]:
    """Return where a recommendation was adopted and lost, as `treatygraph uptake` says it."""
    course = [(d, _verdict(verdicts[d.iri])) for d in drafts if d.iri in verdicts]
    known = [(draft, verdict) for draft, verdict in course if verdict != "cannot-tell"]
    if not known:
        return {"outcome": "cannot tell" if course else "no check"}
    first = next((n for n, (_, verdict) in enumerate(known) if verdict == "pass"), None)
    if first is None:
        return {"outcome": "open" if known[-1][1] == "fail" else "gone"}
    lost = next((draft for draft, verdict in known[first:] if verdict != "pass"), None)
    outcome = "adopted" if known[-1][1] == "pass" else "lost"
    return {"outcome": outcome, "first": known[first][0], "lost": lost}


def _verdict(row: Row) -> str:
    return row["verdict"].rpartition("/")[2]


def compare(request: Request) -> Response:
    """Show two drafts side by side, by lineage, changes marked."""
    site = site_of(request)
    drafts = [draft for draft in known_drafts(site) if draft.articles]
    asked = request.query_params
    first = chosen_draft(site, asked.get("from"))
    siblings = [draft for draft in drafts_of(site, first.treaty) if draft.articles]
    second = chosen_draft(site, asked.get("to")) if asked.get("to") else siblings[-1]
    partly = tuple(bool(site.rows(_GAPS, draft=draft.iri)) for draft in (first, second))
    rows = pair(
        site.rows(_PAIRS, draft=first.iri), site.rows(_PAIRS, draft=second.iri), partly=partly
    )
    counts = {name: sum(name in row["changes"] for row in rows) for name in _CHANGES}
    return render(
        request,
        "compare.html",
        title=f"{first.name} and {second.name}",
        first=first,
        second=second,
        drafts=drafts,
        rows=rows,
        counts=counts,
        marked=marked,
        differences=_differences(site, first, second) if "changes" in asked else None,
    )


def _differences(site: Site, first: Draft, second: Draft) -> list[Change]:
    """Return every change between two drafts of one treaty; none where they are of two."""
    try:
        return site.once(
            ("differences", first.iri, second.iri),
            lambda: differences(site.asked, first.iri, second.iri),
        )
    except UsageError:
        return []


def marked(text: str) -> list[tuple[str, str]]:
    """Return changed words as pieces: kept, taken out or put in, and the words.

    >>> marked("the [-light-] {+lamp+} of")
    [('', 'the '), ('del', 'light'), ('', ' '), ('ins', 'lamp'), ('', ' of')]
    """
    pieces = re.split(r"\[-(.*?)-\]|\{\+(.*?)\+\}", text)
    kinds = ("", "del", "ins")
    return [(kinds[n % 3], piece) for n, piece in enumerate(pieces) if piece]


_GAPS = """
SELECT ?gap WHERE {
  ?gap a tg:Coverage ; tg:inDraft ?draft ; tg:coverageAspect ?aspect ; tg:coverageState ?state .
  FILTER(STRENDS(STR(?aspect), "/structure") || STRENDS(STR(?aspect), "/headings"))
  FILTER(!STRENDS(STR(?state), "/complete"))
}
ORDER BY ?gap
"""
_CHANGES = (
    "renumbered",
    "moved",
    "heading changed",
    "not in the second",
    "new in the second",
    "not known in the first",
    "not known in the second",
)


def pair(
    before: list[Row], after: list[Row], *, partly: tuple[bool, ...] = (False, False)
) -> list[dict[str, Any]]:
    """Return the articles of two drafts side by side, matched by lineage, with what changed.

    Of a draft whose outline is known only `partly` nothing is said to be new or gone.
    """
    gone = "not known in the second" if partly[1] else "not in the second"
    new = "not known in the first" if partly[0] else "new in the second"
    later: dict[str, list[Row]] = defaultdict(list)
    for row in after:
        if "lineage" in row:
            later[row["lineage"]].append(row)
    matched: set[str] = set()
    rows: list[dict[str, Any]] = []
    for row in before:
        partners = later.get(row.get("lineage", ""), [])
        matched.update(partner["part"] for partner in partners)
        rows.extend(
            {"a": row, "b": b, "changes": _changes(row, b), "words": _headings(row, b)}
            for b in partners
        )
        if not partners:
            note = gone if "lineage" in row else "no lineage"
            rows.append({"a": row, "b": None, "changes": [note]})
    for row in after:
        if row["part"] not in matched:
            note = new if "lineage" in row else "no lineage"
            rows.append({"a": None, "b": row, "changes": [note]})
    return rows


def _changes(a: Row, b: Row) -> list[str]:
    found = []
    if a.get("number") != b.get("number"):
        found.append("renumbered")
    if a.get("role") != b.get("role"):
        found.append("moved")
    if a.get("heading") != b.get("heading"):
        found.append("heading changed")
    return found


def _headings(a: Row, b: Row) -> list[tuple[str, str]]:
    """Return the words of two headings side by side, where they differ."""
    if a.get("heading") == b.get("heading") or not a.get("heading") or not b.get("heading"):
        return []
    return marked(changed_words(a["heading"], b["heading"], context=99))
