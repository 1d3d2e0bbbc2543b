"""What twelve clients send when they ask a SPARQL endpoint, and what they are given.

Eight were recorded in November 2026 by a server on loopback that wrote down each request;
what the other four send was read in their own source.  `ways` are those that a client can
take; the tests send each of its requests in all three, since others wrap these clients.
"""

from __future__ import annotations

from dataclasses import dataclass

SELECT = "SELECT ?d { ?d a tg:Draft } ORDER BY ?d"
ASK = "ASK { ?d a tg:Draft }"
CONSTRUCT = "CONSTRUCT WHERE { ?d a tg:Draft }"
DESCRIBE = "DESCRIBE <https://w3id.org/treatygraph/id/harbour>"
QUERIES = {"SELECT": SELECT, "ASK": ASK, "CONSTRUCT": CONSTRUCT, "DESCRIBE": DESCRIBE}

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NT, LD = "text/turtle", "application/n-triples", "application/ld+json"
RDFXML = "application/rdf+xml"


@dataclass(frozen=True)
class Sent:
    """One setting of a client: what it sends for a form of query, and what it is given."""

    client: str
    setting: str
    queries: tuple[str, ...]
    accept: str | None
    asked: tuple[str, ...]
    given: str
    ways: tuple[str, ...] = ("GET", "form", "direct")


def _wrapper(setting: str, queries: tuple[str, ...], accept: str, names: str, given: str) -> Sent:
    asked = tuple(f"{p}={n}" for p in ("format", "output", "results") for n in names.split())
    return Sent("SPARQLWrapper 2.0.0", setting, queries, accept, asked, given)


def _rdflib(setting: str, accept: str, given: tuple[str, str]) -> tuple[Sent, Sent]:
    client = "rdflib 7.6.0 SPARQLStore"
    return (
        Sent(client, setting, ("SELECT", "ASK"), accept, (), given[0]),
        Sent(client, setting, ("CONSTRUCT", "DESCRIBE"), accept, (), given[1]),
    )


_ROWS, _GRAPHS = ("SELECT", "ASK"), ("CONSTRUCT", "DESCRIBE")
_COMUNICA = f"{JSON};q=1.0,{XML};q=0.7"
_JENA_ROWS = (
    f"{JSON}, {XML};q=0.9, {TSV};q=0.7, {CSV};q=0.5,application/json;q=0.2,"
    "application/xml;q=0.2,*/*;q=0.1"
)
_JENA_ASK = f"{JSON}, {XML};q=0.9,application/json;q=0.2,application/xml;q=0.2,*/*;q=0.1"
_JENA_GRAPH = f"{TURTLE},{NT};q=0.9,{LD};q=0.8,{RDFXML};q=0.7,*/*;q=0.3"
_RDF4J_ROWS = (
    "application/x-binary-rdf-results-table;q=0.8, application/sparql-results+xml;q=0.8, "
    "application/xml;q=0.8, application/sparql-results+json, application/json, "
    "text/csv;q=0.8, text/tab-separated-values;q=0.8"
)
_RDF4J_GRAPH = (
    "application/x-binary-rdf, application/n-quads;q=0.8, text/x-nquads;q=0.8, "
    "application/rdf+xml;q=0.8, application/xml;q=0.8, text/turtle;q=0.8, "
    "application/x-turtle;q=0.8, application/trig;q=0.8, application/n-triples;q=0.8, "
    "text/plain;q=0.8, application/ld+json;q=0.8"
)
_N3 = "application/turtle,text/turtle,text/rdf+n3,application/n-triples,application/n3,text/n3"
_JS = f"{JSON},application/json,text/javascript,application/javascript"

SENT: tuple[Sent, ...] = (
    _wrapper("as it comes", _ROWS, XML, "xml", XML),
    _wrapper("as it comes", _GRAPHS, RDFXML, "xml", RDFXML),
    _wrapper("JSON", _ROWS, _JS, "json", JSON),
    _wrapper("CSV", ("SELECT",), CSV, "csv", CSV),
    _wrapper("TURTLE", _GRAPHS, "application/turtle,text/turtle", "turtle", TURTLE),
    _wrapper("N3", _GRAPHS, _N3, "n3", TURTLE),
    _wrapper("RDFXML", _GRAPHS, RDFXML, f"rdf+xml {RDFXML}", RDFXML),
    _wrapper(
        "JSONLD",
        _GRAPHS,
        f"{LD},application/x-json+ld",
        f"json-ld {LD},application/x-json+ld",
        LD,
    ),
    *_rdflib("as it comes", f"{XML}, {RDFXML}", (XML, RDFXML)),
    *_rdflib("json", JSON, (JSON, LD)),
    *_rdflib("csv", CSV, (CSV, TURTLE)),
    *_rdflib("tsv", TSV, (TSV, TURTLE)),
    Sent("Comunica 5.4.1", "source of type sparql", _ROWS, _COMUNICA, (), JSON, ("GET",)),
    Sent("Comunica 5.4.1", "source of type sparql", _GRAPHS, TURTLE, (), TURTLE, ("GET",)),
    Sent("fetch-sparql-endpoint 7.2.0", "", _ROWS, _COMUNICA, (), JSON, ("GET", "form")),
    Sent("fetch-sparql-endpoint 7.2.0", "", _GRAPHS, TURTLE, (), TURTLE, ("GET", "form")),
    Sent("sparql-http-client 3.1.0", "", _ROWS, JSON, (), JSON),
    Sent("sparql-http-client 3.1.0", "", _GRAPHS, f"{NT}, {TURTLE}", (), TURTLE),
    Sent("RDF4J (read)", "with all its parsers", _ROWS, _RDF4J_ROWS, (), JSON, ("GET", "form")),
    Sent(
        "RDF4J (read)", "with all its parsers", _GRAPHS, _RDF4J_GRAPH, (), TURTLE, ("GET", "form")
    ),
    Sent("Jena 4.5.0", "", ("SELECT",), _JENA_ROWS, (), JSON),
    Sent("Jena 4.5.0", "", ("ASK",), _JENA_ASK, (), JSON),
    Sent("Jena 4.5.0", "", _GRAPHS, _JENA_GRAPH, (), TURTLE),
    # It reads XML and says so to nobody; no endpoint that prefers JSON can help it.
    Sent("hsparql (read)", "reads XML only", _ROWS, None, (), JSON, ("GET",)),
    Sent("hsparql (read)", "", _GRAPHS, "text/rdf+n3", (), TURTLE, ("GET",)),
    Sent("Yasgui: yasqe 4.2.28 (read)", "", _ROWS, f"{JSON},*/*;q=0.9", (), JSON, ("GET", "form")),
    Sent("Yasgui: yasqe 4.2.28 (read)", "", _GRAPHS, f"{NT},*/*;q=0.9", (), NT, ("GET", "form")),
    Sent("curl 7.88.1", "", _ROWS, "*/*", (), JSON),
    Sent("curl 7.88.1", "", _GRAPHS, "*/*", (), TURTLE),
    Sent("pandas 3.1.1 read_csv", "format=csv", ("SELECT",), None, ("format=csv",), CSV, ("GET",)),
    Sent("R's SPARQL (read)", "", ("SELECT",), XML, (), XML, ("GET",)),
)
