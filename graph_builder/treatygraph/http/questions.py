"""The catalogue over HTTP: pages with forms, and answers in all result formats."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from treatygraph.ask import answer, explain, find_question
from treatygraph.catalogue import Question, catalogue
from treatygraph.errors import TreatyGraphError
from treatygraph.http.column_names import is_thing, words_of
from treatygraph.http.endings import asked_form, ending, lead_to
from treatygraph.http.negotiation import HTML, RESULT_FORMS, Form
from treatygraph.http.pages import render, site_of
from treatygraph.http.problems import STATUS, problem, problem_of
from treatygraph.languages import gettext, said
from treatygraph.render import render as render_table
from treatygraph.store.oxigraph import run_query

if TYPE_CHECKING:
    from treatygraph.http.site import Site
    from treatygraph.table import Table

__all__ = ["EXTRA_FORMS", "question", "questions"]

#: Forms that carry the notes of a table, beside SPARQL's own result forms.
EXTRA_FORMS = (Form("markdown", "text/markdown", "md"),)
_FORMS = (HTML, *RESULT_FORMS, *EXTRA_FORMS)


def questions(request: Request) -> Response:
    """List the catalogue."""
    groups: dict[str, list[Question]] = {}
    for entry in catalogue().values():
        groups.setdefault(entry.group, []).append(entry)
    return render(request, "questions.html", title=gettext("Questions"), groups=groups)


def question(request: Request) -> Response:
    """Answer one question: a page with its form, or the rows in the form asked for."""
    name = request.path_params["name"]
    if (met := ending(name, _FORMS)) and met[0] in catalogue():
        return lead_to(request, f"/questions/{met[0]}", met[1])
    form = asked_form(request, _FORMS)
    if form is None:
        return problem("not-acceptable", "The forms are " + ", ".join(f.key for f in _FORMS))
    try:
        entry = find_question(name, catalogue())
    except TreatyGraphError as error:
        if form is HTML:
            return render(
                request, "missing.html", status=404, title=gettext("Not found"), what=name
            )
        return problem("not-found", error.met, expected=error.expected)
    values = {
        k: v for k, v in request.query_params.items() if k not in ("format", "download") and v
    }
    if form is HTML:
        return _page(request, entry, values)
    try:
        return _rows(request, site_of(request), entry, values, form)
    except TreatyGraphError as error:
        return problem_of(error)


def _rows(
    request: Request, site: Site, entry: Question, values: dict[str, str], form: Form
) -> Response:
    mark = "\0".join((site.digest, entry.name, form.key, *map(str, sorted(values.items()))))
    tag = f'W/"{sha256(mark.encode()).hexdigest()[:32]}"'
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache", "ETag": tag}
    if "download" in request.query_params:
        headers["Content-Disposition"] = f'attachment; filename="{entry.name}.{form.suffix}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if form in EXTRA_FORMS:
        text = render_table(answer(site.asked, entry, values), form.key)
        return Response(text, media_type=form.content_type, headers=headers)
    from pyoxigraph import QueryResultsFormat

    results: Any = run_query(site.store, explain(site.asked, entry, values))
    body = results.serialize(format=QueryResultsFormat.from_media_type(form.media))
    return Response(body, media_type=form.content_type, headers=headers)


def _page(request: Request, entry: Question, values: dict[str, str]) -> Response:
    site = site_of(request)
    table: Table | None = None
    error: TreatyGraphError | None = None
    query = entry.query
    given = {**{p.name: p.default for p in entry.params if p.default}, **values}
    ready = all(p.default or p.type == "treaty" or p.name in values for p in entry.params)
    if ready or values:
        try:
            table = answer(site.asked, entry, values)
            query = explain(site.asked, entry, values)
        except TreatyGraphError as caught:
            error = caught
    return render(
        request,
        "question.html",
        status=STATUS.get(error.code, 500) if error else 200,
        here="/questions",
        title=said(entry.question),
        question=entry,
        headings=[words_of(name) for name in table.columns] if table else [],
        pictured=table is not None and any(is_thing(cell) for row in table.rows for cell in row),
        mapped=any(p.type == "draft" for p in entry.params),
        values=given,
        table=table,
        error=error,
        query=query,
        drafts=site.drafts,
        address=str(request.url.query),
        forms=(*RESULT_FORMS, *EXTRA_FORMS),
    )
