"""The tests of the W3C suite for the SPARQL 1.1 Protocol, by name, as requests.

https://github.com/w3c/rdf-tests, sparql/sparql11/protocol/manifest.ttl: what each test sends
and expects is kept, in this file's own writing; `query` and `update` say what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

__all__ = ["DATA", "TESTS", "Request", "Test"]

#: The suite's data: each graph says of itself that it is a document.
DATA = tuple(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3))

_FORM = {"content-type": "application/x-www-form-urlencoded"}
_DIRECT = {"content-type": "application/sparql-query"}
_UPDATE = {"content-type": "application/sparql-update"}
_ANY = [("default-graph-uri", "http://kasei.us/2009/09/sparql/data/data0.rdf")]
_ONE, _TWO, _THREE = (f"<{iri}> a ?type" for iri in DATA)
_NAMED = f"GRAPH ?g1 {{ {_ONE} }} GRAPH ?g2 {{ {_TWO} }}"


@dataclass(frozen=True)
class Request:
    """One request of a test."""

    method: str
    parameters: list[tuple[str, str]] = field(default_factory=list)
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The path with its parameters, as the suite sends them."""
        query = urlencode(self.parameters, quote_via=quote)
        return f"/sparql/?{query}" if query else "/sparql/"


@dataclass(frozen=True)
class Test:
    """One test: its name, what it sends, and the answer that the suite expects.

    `gives` is a boolean, the kind of answer (`table`, `graph`), or `4xx`.
    """

    __test__ = False
    name: str
    about: str
    request: Request
    gives: bool | str

    @property
    def operation(self) -> str:
        """The operation that the test is about."""
        return "update" if "update" in self.name else "query"


def _get(*parameters: tuple[str, str]) -> Request:
    return Request("GET", list(parameters))


def _post(
    body: str, headers: dict[str, str], *parameters: tuple[str, str], code: str = "utf-8"
) -> Request:
    return Request("POST", list(parameters), body.encode(code), headers)


def _graphs(name: str, *numbers: int) -> list[tuple[str, str]]:
    return [(name, DATA[number - 1]) for number in numbers]


_BOTH = _graphs("default-graph-uri", 1, 2)
_APART = _graphs("named-graph-uri", 1, 2)
_USING = _graphs("using-graph-uri", 1)
_UTF16 = "; charset=UTF-16"

TESTS = (
    Test("query_get", "GET", _get(("query", "ASK {}"), *_ANY), True),
    Test("query_post_form", "POST of a form", _post("query=ASK%20%7B%7D", _FORM, *_ANY), True),
    Test("query_post_direct", "POST of the query", _post("ASK {}", _DIRECT), True),
    Test(
        "query_dataset_default_graphs_get",
        "two default graphs, GET",
        _get(("query", f"ASK {{ {_ONE} . {_TWO} . }}"), *_BOTH),
        True,
    ),
    Test(
        "query_dataset_default_graphs_post",
        "two default graphs, POST",
        _post(f"ASK {{ {_ONE} . {_TWO} . }}", _DIRECT, *_BOTH),
        True,
    ),
    Test(
        "query_dataset_named_graphs_get",
        "two named graphs, GET",
        _get(("query", f"ASK {{ {_NAMED} }}"), *_APART),
        True,
    ),
    Test(
        "query_dataset_named_graphs_post",
        "two named graphs, POST",
        _post(f"ASK {{ {_NAMED} }}", _DIRECT, *_APART),
        True,
    ),
    Test(
        "query_dataset_full",
        "default and named graphs together",
        _post(f"ASK {{ {_THREE} {_NAMED} }}", _DIRECT, *_graphs("default-graph-uri", 3), *_APART),
        True,
    ),
    Test(
        "query_multiple_dataset",
        "the request's dataset is stronger than FROM",
        _post(f"ASK FROM <{DATA[2]}> {{ {_NAMED} }}", _DIRECT, *_APART),
        True,
    ),
    Test(
        "query_content_type_select",
        "media type of SELECT",
        _post("SELECT (1 AS ?value) {}", _DIRECT, *_ANY),
        "table",
    ),
    Test("query_content_type_ask", "media type of ASK", _post("ASK {}", _DIRECT, *_ANY), "table"),
    Test(
        "query_content_type_describe",
        "media type of DESCRIBE",
        _post("DESCRIBE <http://example.org/>", _DIRECT, *_ANY),
        "graph",
    ),
    Test(
        "query_content_type_construct",
        "media type of CONSTRUCT, relative IRIs in it",
        _post("CONSTRUCT { <s> <p> 1 } WHERE {}", _DIRECT, *_ANY),
        "graph",
    ),
    Test(
        "bad_query_method",
        "PUT",
        Request("PUT", [("query", "ASK {}"), *_ANY], None, _FORM),
        "4xx",
    ),
    Test(
        "bad_multiple_queries",
        "two queries",
        _get(("query", "ASK {}"), ("query", "SELECT * {}")),
        "4xx",
    ),
    Test(
        "bad_query_wrong_media_type",
        "a query as plain text",
        _post("ASK {}", {"content-type": "text/plain"}),
        "4xx",
    ),
    Test(
        "bad_query_missing_form_type",
        "a form without its type",
        _post("query=ASK%20%7B%7D", {}),
        "4xx",
    ),
    Test("bad_query_missing_direct_type", "a query without its type", _post("ASK {}", {}), "4xx"),
    Test(
        "bad_query_non_utf8",
        "a query in UTF-16",
        _post("ASK {}", {"content-type": _DIRECT["content-type"] + _UTF16}, code="utf-16"),
        "4xx",
    ),
    Test("bad_query_syntax", "a query that does not parse", _get(("query", "ASK {")), "4xx"),
    Test("update_post_form", "POST of a form", _post("update=CLEAR+ALL", _FORM), "done"),
    Test("update_post_direct", "POST of the update", _post("CLEAR ALL", _UPDATE), "done"),
    Test(
        "update_base_uri",
        "relative IRIs in an update",
        _post("INSERT DATA { GRAPH <http://example.org/g> { <s> <p> <test> } }", _UPDATE),
        "done",
    ),
    Test(
        "update_dataset_default_graph",
        "one default graph",
        _post("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", _UPDATE, *_USING),
        "done",
    ),
    Test(
        "update_dataset_default_graphs",
        "two default graphs",
        _post("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", _UPDATE, *_graphs("using-graph-uri", 1, 2)),
        "done",
    ),
    Test(
        "update_dataset_named_graphs",
        "named graphs",
        _post(
            "INSERT { ?s ?p 1 } WHERE { GRAPH ?g { ?s ?p ?o } }",
            _UPDATE,
            *_graphs("using-named-graph-uri", 1, 2),
        ),
        "done",
    ),
    Test(
        "update_dataset_full",
        "default and named graphs together",
        _post("DELETE WHERE { ?s ?p ?o }", _UPDATE, *_USING, *_graphs("using-named-graph-uri", 2)),
        "done",
    ),
    Test("bad_update_get", "an update by GET", _get(("update", "CLEAR ALL")), "4xx"),
    Test(
        "bad_multiple_updates",
        "two updates",
        _post("update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", _FORM),
        "4xx",
    ),
    Test(
        "bad_update_wrong_media_type",
        "an update as plain text",
        _post("CLEAR NAMED", {"content-type": "text/plain"}),
        "4xx",
    ),
    Test(
        "bad_update_missing_form_type",
        "a form without its type",
        _post("update=CLEAR%20NAMED", {}),
        "4xx",
    ),
    Test(
        "bad_update_non_utf8",
        "an update in UTF-16",
        _post("CLEAR NAMED", {"content-type": _UPDATE["content-type"] + _UTF16}, code="utf-16"),
        "4xx",
    ),
    Test(
        "bad_update_syntax",
        "an update that does not parse",
        _post("update=CLEAR%20XYZ", _FORM),
        "4xx",
    ),
    Test(
        "bad_update_dataset_conflict",
        "WITH beside a dataset",
        _post(
            "WITH <http://example/g> DELETE { ?s ?p 'Bill' } INSERT { ?s ?p 'William' } "
            "WHERE { ?s ?p 'Bill' }",
            _UPDATE,
            ("using-named-graph-uri", "http://example/people"),
        ),
        "4xx",
    ),
)
