"""All drafts in one drawing, in the browser and as SVG, with each lineage in one line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.draw.alluvial import COLOURINGS, colours_of, draw_courses
from treatygraph.draw.courses import Courses, courses_of, followed_treaties, treaty_named
from treatygraph.errors import UsageError
from treatygraph.http.pages import render, site_of
from treatygraph.languages import gettext

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["drawing", "lineages"]


def lineages(request: Request) -> Response:
    """Show how the articles of a treaty went through its drafts."""
    site = site_of(request)
    treaty, colouring, courses = _asked(request)
    name = site.label(treaty) if treaty else ""
    title = (
        gettext("%(treaty)s through its drafts", treaty=name)
        if name
        else gettext("Lineages through the drafts")
    )
    events = Counter(word for c in courses.courses for said in c.events for word in set(said))
    return render(
        request,
        "lineages.html",
        title=title,
        treaty=treaty,
        treaties=_treaties(site),
        colouring=colouring,
        colourings=COLOURINGS,
        colours=colours_of(courses, colouring),
        courses=courses,
        events=events,
        picture=draw_courses(courses, colouring=colouring, href=site.href, title=title),
    )


def drawing(request: Request) -> Response:
    """Return the drawing alone, as SVG."""
    treaty, colouring, courses = _asked(request)
    name = site_of(request).label(treaty) if treaty else ""
    picture = draw_courses(
        courses, colouring=colouring, alone=True, title=f"{name} through its drafts"
    )
    return Response(
        picture,
        media_type="image/svg+xml",
        headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"},
    )


def _treaties(site: Site) -> list[dict[str, str]]:
    return site.once("followed", lambda: followed_treaties(site.rows))


def _asked(request: Request) -> tuple[str, str, Courses]:
    """Return the treaty that a request means, the colouring, and the courses."""
    site = site_of(request)
    treaty = treaty_named(site.rows, request.query_params.get("treaty", ""))
    colouring = request.query_params.get("colour", COLOURINGS[0])
    if colouring not in COLOURINGS:
        raise UsageError(
            f"There is no colouring {colouring!r}.", expected="one of " + ", ".join(COLOURINGS)
        )
    if not treaty:
        return "", colouring, Courses()
    return treaty, colouring, site.once(("courses", treaty), lambda: courses_of(site.rows, treaty))
