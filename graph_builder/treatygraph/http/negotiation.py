"""Content negotiation: which of the forms on offer a client would rather have.

Promise: the choice follows RFC 9110, section 12.5.1; among forms that the client likes
equally the first on offer wins, and a client that accepts none of them gets none.  Clients
also name a form in the address (`format=`, `output=`, `results=`), each in words of its own:
a name that nobody knows is passed over where `Accept` names a form on offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = [
    "ASKING",
    "GRAPH_FORMS",
    "HTML",
    "RESULT_FORMS",
    "Form",
    "choose",
    "form_for",
    "form_named",
    "likes_page",
    "qualities",
]

#: Parameters of an address in which clients name the form that they want.
ASKING = ("format", "output", "results")


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which an answer is given out: short name, media types, file ending.

    `names` are what clients call it besides; in an `Accept` header they mean nothing.
    """

    key: str
    media: str
    suffix: str
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The value of `Content-Type`, with the character set where text needs one."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


HTML = Form("html", "text/html", "html", ("application/xhtml+xml",))

#: SPARQL 1.1 Query Results in JSON, XML, CSV and TSV.
RESULT_FORMS: tuple[Form, ...] = (
    Form("json", "application/sparql-results+json", "srj", ("application/json",)),
    Form("xml", "application/sparql-results+xml", "srx", ("application/xml", "text/xml")),
    Form("csv", "text/csv", "csv"),
    Form("tsv", "text/tab-separated-values", "tsv"),
)

#: RDF 1.1 syntaxes for CONSTRUCT, DESCRIBE and for the things themselves.
GRAPH_FORMS: tuple[Form, ...] = (
    # Every Turtle document is N3 too.
    Form(
        "turtle",
        "text/turtle",
        "ttl",
        ("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3", "application/n3"),
        ("n3",),
    ),
    Form(
        "jsonld",
        "application/ld+json",
        "jsonld",
        ("application/json", "application/x-json+ld"),
        ("json", "json-ld"),
    ),
    Form("ntriples", "application/n-triples", "nt", ("text/plain",), ("n-triples",)),
    Form(
        "rdfxml",
        "application/rdf+xml",
        "rdf",
        ("application/xml", "text/xml"),
        ("xml", "rdf+xml", "rdf-xml"),
    ),
    Form("trig", "application/trig", "trig"),
    Form("nquads", "application/n-quads", "nq", ("text/x-nquads",), ("n-quads",)),
)

#: A form → what stands nearest to it among the forms of the other family.
_NEAREST = {"json": "jsonld", "xml": "rdfxml", "jsonld": "json", "rdfxml": "xml"}


def form_named(name: str, forms: Iterable[Form]) -> Form | None:
    """Return the form with this name, file ending or media type.

    >>> form_named("ttl", GRAPH_FORMS).key
    'turtle'
    """
    wanted = name.strip().lower()
    for form in forms:
        if wanted in (form.key, form.suffix, form.media, *form.aliases, *form.names):
            return form
    return None


def form_for(named: Iterable[str], accept: str | None, forms: Sequence[Form]) -> Form | None:
    """Return the form for a client that may name one in the address, or None.

    The first name that is on offer wins, then what `Accept` names.  A client that names
    nothing on offer, but a form of the other family, says one thing for every query (as
    rdflib's SPARQLStore does); it gets the form that stands nearest.

    >>> form_for(["nonsense"], "text/csv", RESULT_FORMS).key
    'csv'
    >>> form_for([], "application/sparql-results+json", GRAPH_FORMS).key
    'jsonld'
    """
    words = [word for name in named for word in name.split(",") if word.strip()]
    for word in words:
        if form := form_named(word, forms):
            return form
    liked = _explicit(accept, forms) if words else choose(accept, forms)
    return liked or _nearest(words, accept, forms)


def likes_page(accept: str | None, forms: Sequence[Form]) -> bool:
    """Tell whether a client names HTML, and likes it as well as every one of these forms."""
    named = {HTML.media, *HTML.aliases} & set(qualities(accept or ""))
    return bool(named) and choose(accept, (HTML, *forms)) is HTML


def _explicit(accept: str | None, forms: Sequence[Form]) -> Form | None:
    """Return the form liked best of those that `Accept` names without a wildcard."""
    ranges = {media: q for media, q in qualities(accept or "").items() if "*" not in media}
    return _liked(ranges, forms)


def _nearest(words: list[str], accept: str | None, forms: Sequence[Form]) -> Form | None:
    other = GRAPH_FORMS if forms is RESULT_FORMS else RESULT_FORMS
    if any(form_named(word, other) for word in words):
        return None  # asked for by name, and not to be had
    met = _explicit(accept, other)
    return met and (form_named(_NEAREST.get(met.key, ""), forms) or forms[0])


def choose(accept: str | None, forms: Sequence[Form]) -> Form | None:
    """Return the form that the `Accept` header likes best, or None.

    >>> choose("text/csv;q=0.5, application/xml", RESULT_FORMS).key
    'xml'
    >>> choose("image/png", RESULT_FORMS) is None
    True
    """
    if accept is None or not accept.strip():
        return forms[0]
    return _liked(qualities(accept), forms)


def _liked(ranges: dict[str, float], forms: Sequence[Form]) -> Form | None:
    best, best_quality = None, 0.0
    for form in forms:
        own = _quality(form.media, ranges)
        quality = max(own, *(ranges.get(media, 0.0) for media in form.aliases), 0.0)
        if quality > best_quality:
            best, best_quality = form, quality
    return best


def qualities(accept: str) -> dict[str, float]:
    """Return what a header of choices names, in small letters: name → how well it is liked."""
    found: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _number(value)
        if media:
            found[media] = max(quality, found.get(media, 0.0))
    return found


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media: str, ranges: dict[str, float]) -> float:
    kind = media.partition("/")[0]
    for candidate in (media, f"{kind}/*", "*/*"):
        if candidate in ranges:
            return ranges[candidate]
    return 0.0
