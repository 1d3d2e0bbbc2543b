"""Pages that set drafts, safeguards and recommendations against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.assess.compare import Change, differences
from treatygraph.assess.course import STATES, course, drafts_before
from treatygraph.assess.matrix import matrix_cells
from treatygraph.assess.sides import WORDS, side_table
from treatygraph.assess.words import changed_words, marked
from treatygraph.dossier.chosen import lineage_named
from treatygraph.drafts import Draft, drafts_of
from treatygraph.errors import UsageError
from treatygraph.http.official_text import missing_texts
from treatygraph.http.pages import render, site_of
from treatygraph.languages import gettext

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = ["compare", "matrix", "scoreboard", "sides", "uptake"]


def matrix(request: Request) -> Response:
    """Show which safeguard stands where in one draft: direct, through a clause, none."""
    site = site_of(request)
    draft = site.draft(request.query_params.get("draft"))
    role = request.query_params.get("role", "")
    rows = site.rows("safeguards/articles", draft=draft.iri)
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
        missing=[x for x in missing_texts(site).values() if x.iri == draft.iri],
        title=gettext("Safeguards in %(draft)s", draft=draft.name),
        draft=draft,
        drafts=[d for d in site.drafts if d.articles],
        rows=shown,
        cells=cells,
        concepts=concepts,
        roles=roles,
        role=role,
        total=len(shown),
        read=sum(row.get("read") == "true" for row in shown),
        shown_bases=[c.basis for c in found if c.provision in here and c.state != "cannot tell"],
    )


def sides(request: Request) -> Response:
    """Show who favours, rejects or asks a change of what: stakeholders against articles."""
    site = site_of(request)
    name = request.query_params.get("lineage", "")
    lineage = lineage_named(site.asked, name) if name else ""
    wider = bool(request.query_params.get("wider")) and not lineage
    found = site.once(
        ("sides", lineage, wider), lambda: side_table(site.asked, lineage=lineage, wider=wider)
    )
    whole = site.once(("sides", "", False), lambda: side_table(site.asked))
    return render(
        request,
        "sides.html",
        title=gettext("Sides on %(article)s", article=site.label(lineage))
        if lineage
        else gettext("Sides of stakeholders"),
        table=found,
        words=WORDS,
        lineage=lineage,
        wider=wider,
        lineages=whole.columns,
    )


def scores(site: Site) -> tuple[list[dict[str, Any]], list[Draft]]:
    """Return each recommendation with its verdicts, and the drafts of which any is told."""
    found: dict[str, dict[str, Any]] = {}
    told: set[str] = set()
    for row in site.rows("assessments/scores"):
        entry = found.setdefault(row["recommendation"], {**row, "verdicts": {}})
        if "assessment" in row:
            entry["verdicts"].setdefault(row["draft"], row)
            told |= {row["draft"]} if _verdict(row) != "cannot-tell" else set()
    return list(found.values()), [draft for draft in site.drafts if draft.iri in told]


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
        missing=list(missing_texts(site).values()),
        title=gettext("Recommendations against drafts"),
        rows=shown,
        drafts=drafts,
        holders=holders,
        holder=holder,
        tallies=tallies,
        silent=_silent(rows, drafts, site),
        shown_bases=[
            verdict.get("basis", "")
            for row in shown
            for verdict in row["verdicts"].values()
            if _verdict(verdict) != "cannot-tell"
        ],
    )


def _silent(rows: list[dict[str, Any]], told: list[Draft], site: Site) -> list[str]:
    """Return the short names of the drafts that were assessed and of which nothing can be told."""
    assessed = {draft for row in rows for draft in row["verdicts"]}
    known = {draft.iri for draft in told}
    return [d.short for d in site.drafts if d.iri in assessed and d.iri not in known]


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
    ledger = [{**row, **_course(row, drafts)} for row in rows]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in ledger:
        groups[entry["outcome"]].append(entry)
    order = (*STATES, "no check")
    return render(
        request,
        "uptake.html",
        title=gettext("What became of the recommendations"),
        silent=_silent(rows, drafts, site),
        groups=[(name, groups[name]) for name in order if groups[name]],
        drafts=drafts,
    )


def _course(entry: dict[str, Any], drafts: list[Draft]) -> dict[str, Any]:
    """Return where a recommendation was adopted and lost, as `treatygraph uptake` says it."""
    verdicts = entry["verdicts"]
    there = [draft for draft in drafts if draft.iri in verdicts]
    if not there:
        return {"outcome": "no check" if not verdicts else "cannot tell"}
    before = drafts_before(
        [(d.iri, d.date) for d in there], entry.get("addressed", ""), entry.get("date", "")
    )
    found = course([(d.iri, _verdict(verdicts[d.iri])) for d in there], before)
    named = {draft.iri: draft for draft in there}
    return {
        "outcome": found.state,
        "first": named.get(found.first),
        "lost": named.get(found.lost),
        "last": named.get(found.last),
    }


def _verdict(row: Row) -> str:
    return row["verdict"].rpartition("/")[2]


def compare(request: Request) -> Response:
    """Show two drafts side by side, by lineage, changes marked."""
    site = site_of(request)
    drafts = [draft for draft in site.drafts if draft.articles]
    asked = request.query_params
    first = site.draft(asked.get("from"))
    siblings = [draft for draft in drafts_of(site.asked, first.treaty) if draft.articles]
    second = site.draft(asked.get("to")) if asked.get("to") else siblings[-1]
    articles = [site.rows("compare/articles", draft=draft.iri) for draft in (first, second)]
    partly = tuple(
        bool(site.rows("drafts/gap-states", draft=draft.iri))
        or any("lineage" not in row for row in rows)
        for draft, rows in zip((first, second), articles, strict=True)
    )
    rows = pair(*articles, partly=partly)
    counts = {name: sum(name in row["changes"] for row in rows) for name in _CHANGES}
    return render(
        request,
        "compare.html",
        title=gettext("%(first)s and %(second)s", first=first.name, second=second.name),
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


_CHANGES = (
    "renumbered",
    "moved",
    "heading changed",
    "dropped",
    "new",
    "not registered",
    "first registered",
)


def pair(
    before: list[Row], after: list[Row], *, partly: tuple[bool, ...] = (False, False)
) -> list[dict[str, Any]]:
    """Return the articles of two drafts side by side, matched by lineage, with what changed.

    Of a draft whose outline is known only `partly`, or that has an article without a lineage,
    nothing is said to be new or dropped, by the words and the rule of `treatygraph compare`.
    """
    gone = "not registered" if partly[1] else "dropped"
    new = "first registered" if partly[0] else "new"
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
