"""Content negotiation: which of the forms on offer a client would rather have.

Promise: the choice follows RFC 9110, section 12.5.1; among forms that the client likes
equally the first on offer wins, and a client that accepts none of them gets none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["GRAPH_FORMS", "HTML", "RESULT_FORMS", "Form", "choose", "form_named"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which an answer is given out: short name, media types, file ending."""

    key: str
    media: str
    suffix: str
    aliases: tuple[str, ...] = ()

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
    Form("turtle", "text/turtle", "ttl", ("application/x-turtle",)),
    Form("jsonld", "application/ld+json", "jsonld", ("application/json",)),
    Form("ntriples", "application/n-triples", "nt", ("text/plain",)),
    Form("rdfxml", "application/rdf+xml", "rdf", ("application/xml", "text/xml")),
    Form("trig", "application/trig", "trig"),
    Form("nquads", "application/n-quads", "nq"),
)


def form_named(name: str, forms: Iterable[Form]) -> Form | None:
    """Return the form with this short name, file ending or media type.

    >>> form_named("ttl", GRAPH_FORMS).key
    'turtle'
    """
    wanted = name.strip().lower()
    for form in forms:
        if wanted in (form.key, form.suffix, form.media, *form.aliases):
            return form
    return None


def choose(accept: str | None, forms: Sequence[Form]) -> Form | None:
    """Return the form that the `Accept` header likes best, or None.

    >>> choose("text/csv;q=0.5, application/xml", RESULT_FORMS).key
    'xml'
    >>> choose("image/png", RESULT_FORMS) is None
    True
    """
    if accept is None or not accept.strip():
        return forms[0]
    ranges = _ranges(accept)
    best, best_quality = None, 0.0
    for form in forms:
        quality = max(_quality(media, ranges) for media in (form.media, *form.aliases))
        if quality > best_quality:
            best, best_quality = form, quality
    return best


def _ranges(accept: str) -> dict[str, float]:
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
