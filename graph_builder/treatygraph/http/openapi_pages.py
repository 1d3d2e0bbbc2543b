"""The pages and documents beside questions and endpoint, as OpenAPI describes them."""

from __future__ import annotations

from typing import Any

from treatygraph.http.negotiation import GRAPH_FORMS, HTML, Form

__all__ = ["describe_pages"]

_RDF = (*GRAPH_FORMS, HTML)
_JSON = Form("json", "application/json", "json")
_LD = Form("jsonld", "application/ld+json", "jsonld")
_DRAFT = ("draft", "Key or IRI of a draft; the newest one negotiated where left out")
_COURSES = (
    ("treaty", "Key or IRI of a treaty; the one negotiated where left out"),
    ("colour", "`chapter`, or `asked` for what was asked of each article"),
)
_THING = ("path", "Path of a thing below the base, as in `id/un-cybercrime`")
_GRAPHS = ("graphs", "`named` gives quads, in the forms that carry them")

#: Path → what it gives, its parameters (those in braces are part of the path), its forms.
_PAGES: dict[str, tuple[str, tuple[tuple[str, str], ...], tuple[Form, ...]]] = {
    "/": ("The first page", (), (HTML,)),
    "/help": ("How to use the pages", (), (HTML,)),
    "/search": ("What holds the words", (("q", "Words, in any order"),), (HTML,)),
    "/explore": (
        "The graph as a picture",
        (
            _DRAFT,
            ("around", "IRI, or path below the base, of the thing in the middle"),
            ("question", "Name of a question whose answer is drawn"),
        ),
        (HTML,),
    ),
    "/read": ("A draft as a document", (_DRAFT,), (HTML,)),
    "/matrix": ("Safeguards by provision", (_DRAFT, ("role", "Role of a chapter")), (HTML,)),
    "/sides": (
        "Who favours, rejects or asks a change of what",
        (
            ("lineage", "Number, key or name of one article"),
            ("wider", "Chapters, the whole convention and concepts instead of articles"),
        ),
        (HTML,),
    ),
    "/scoreboard": (
        "Verdicts by recommendation",
        (("stakeholder", "Key or IRI of who recommends"),),
        (HTML,),
    ),
    "/uptake": ("What became of recommendations, draft by draft", (), (HTML,)),
    "/compare": (
        "Two drafts side by side",
        (("from", "Key or IRI of the earlier draft"), ("to", "Key or IRI of the later one")),
        (HTML,),
    ),
    "/official": ("Official texts: what was loaded, and what is missing", (), (HTML,)),
    "/timeline": ("Drafts, sessions and positions in time", (), (HTML,)),
    "/lineages": ("All drafts in one drawing, articles as bands", _COURSES, (HTML,)),
    "/lineages.svg": (
        "The same drawing alone",
        _COURSES,
        (Form("svg", "image/svg+xml", "svg"),),
    ),
    "/articles": ("Articles through all drafts, and what was asked of them", (), (HTML,)),
    "/article/{name}": (
        "Leads to the page of an article",
        (("name", "Its number, key or name, as `24`, `zero-draft/5`"),),
        (HTML,),
    ),
    "/brief/{path}": (
        "A brief of an article, a stakeholder or a chapter; the ending names the form",
        (("path", "Path of the thing, with `.md`, `.html`, `.docx` or `.pdf`"),),
        (HTML,),
    ),
    "/questions": ("The catalogue of questions", (), (HTML,)),
    "/describe": ("What the graph says of any IRI", (("iri", "An absolute IRI"),), (HTML,)),
    "/page/{path}": ("The page of a thing", (_THING,), (HTML,)),
    "/data/{path}": ("The data about a thing; the ending names the form", (_THING, _GRAPHS), _RDF),
    "/id/{path}": ("A thing: leads to its page or its data", (_THING, _GRAPHS), _RDF),
    "/scheme/{path}": ("A concept: leads to its page or its data", (_THING, _GRAPHS), _RDF),
    "/release/{path}": ("A release: leads to its page or its data", (_THING, _GRAPHS), _RDF),
    "/graph/{path}": ("A named graph", (_THING, _GRAPHS), _RDF),
    "/ontology": ("The ontology", (), _RDF),
    "/ontology/{version}": ("A version of the ontology", (("version", "Its number"),), _RDF),
    "/alignments": ("The alignments", (), _RDF),
    "/void": ("The data set and its graphs", (), _RDF),
    "/context.jsonld": ("The JSON-LD context of all data", (), (_LD,)),
    "/frame/{path}": ("A draft as one tree", (("path", "Path below `id/`"),), (_LD,)),
    "/sitemap.xml": (
        "The addresses of all pages",
        (),
        (Form("xml", "application/xml", "xml"), Form("xml", "text/xml", "xml")),
    ),
    "/robots.txt": ("What crawlers may read", (), (Form("text", "text/plain", "txt"),)),
    "/openapi.json": ("This description", (), (_JSON,)),
    "/api": ("This description, for people", (), (HTML,)),
    "/health": ("Which graph is served, and how the workers are", (), (_JSON,)),
}

_WORDS = {
    "303": "Another address gives it",
    "304": "What the client has is still right",
    "400": "The request cannot be understood",
    "404": "The graph says nothing of it",
    "406": "None of the accepted media types is on offer",
    "503": "No worker is there",
}


def describe_pages(problem: dict[str, Any]) -> dict[str, Any]:
    """Return the paths; `problem` is the content of an answer that says what is wrong."""
    return {path: {"get": _page(path, problem)} for path in _PAGES}


def _page(path: str, problem: dict[str, Any]) -> dict[str, Any]:
    summary, parameters, forms = _PAGES[path]
    other: dict[str, Any] = {**problem, HTML.media: {"schema": {"type": "string"}}}
    given: dict[str, Any] = {form.media: {"schema": {}} for form in forms}
    answers: dict[str, Any] = {"200": {"description": summary, "content": given}}
    for status, words in _WORDS.items():
        answers[status] = {"description": words}
        if status not in ("303", "304"):
            answers[status]["content"] = {**other, _JSON.media: {"schema": {}}}
    return {
        "operationId": path.strip("/").replace("/", "-").replace("{", "").replace("}", "")
        or "first-page",
        "summary": summary,
        "tags": ["pages"],
        "parameters": [_parameter(path, name, words) for name, words in parameters],
        "responses": answers,
    }


def _parameter(path: str, name: str, words: str) -> dict[str, Any]:
    inside = f"{{{name}}}" in path
    return {
        "name": name,
        "in": "path" if inside else "query",
        "required": inside,
        "description": words,
        "schema": {"type": "string"},
    }
