"""Drafts, sessions and positions in time, as SVG and as a list."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.http.pages import render, site_of
from treatygraph.languages import gettext

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["events", "timeline"]

LANES = ("Drafts", "Sessions", "Positions")
WIDTH, LEFT, LANE = 1100, 96, 82


def timeline(request: Request) -> Response:
    """Show what happened when."""
    site = site_of(request)
    found = site.once("events", lambda: events(site))
    return render(
        request,
        "timeline.html",
        title=gettext("Timeline"),
        **plot(found),
        events=found,
        lanes=LANES,
    )


def events(site: Site) -> list[dict[str, Any]]:
    """Return the dated things, oldest first; a month or year counts from its first day."""
    found = []
    names = {draft.iri: draft.short for draft in site.drafts}
    for row in site.rows("things/dated"):
        day = _day(row["when"]) if "when" in row else None
        if day and "thing" in row:
            short = names.get(row["thing"], row.get("key", ""))
            found.append(
                {**row, "short": short, "day": day, "end": _day(row.get("until", "")) or day}
            )
    return sorted(found, key=lambda event: (event["day"], event["lane"], event["thing"]))


def _day(text: str) -> date | None:
    parts = [int(part) for part in re.findall(r"\d+", text)[:3]]
    if not parts or parts[0] < 1000:
        return None
    try:
        return date(*[*parts, 1, 1][:3])
    except ValueError:
        return None


def plot(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the marks of the drawing: a place for each event, and the years."""
    recent = [event for event in found if event["day"].year >= 2015] or found
    if not recent:
        return {"marks": [], "years": [], "width": WIDTH, "height": 0, "left": LEFT}
    first, last = recent[0]["day"].toordinal() - 40, max(e["end"] for e in recent).toordinal() + 40
    scale = (WIDTH - LEFT - 20) / max(last - first, 1)

    def across(day: date) -> float:
        return float(round(LEFT + (day.toordinal() - first) * scale, 1))

    marks, busy = [], dict.fromkeys(LANES, 0.0)
    stack: dict[str, int] = dict.fromkeys(LANES, 0)
    seen: dict[str, int] = dict.fromkeys(LANES, 0)
    for event in recent:
        x, lane = across(event["day"]), event["lane"]
        stack[lane] = stack[lane] + 1 if x - busy[lane] < 15 else 0
        busy[lane] = x
        y = 44 + LANES.index(lane) * LANE + (stack[lane] % 5) * 15
        seen[lane] += 1
        marks.append(
            {**event, "n": seen[lane], "x": x, "y": y, "x2": max(across(event["end"]), x + 3)}
        )
    span = range(recent[0]["day"].year + 1, recent[-1]["day"].year + 2)
    years = [(year, across(date(year, 1, 1))) for year in span]
    inside = [(year, x) for year, x in years if LEFT <= x <= WIDTH - 10]
    return {
        "marks": marks,
        "years": inside,
        "width": WIDTH,
        "height": 40 + len(LANES) * LANE,
        "left": LEFT,
    }
