"""The pages docs/sparql-protocol.md and docs/clients.md: run this module to write them anew."""

from __future__ import annotations

from pathlib import Path

from tests.http.clients import SENT, Sent
from tests.http.w3c import TESTS, Test

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sparql-protocol.md"
CLIENTS_PAGE = PAGE.with_name("clients.md")
COMMAND = CLIENTS_COMMAND = "python -m tests.http.protocol_page"

_MANIFEST = "https://github.com/w3c/rdf-tests/blob/main/sparql/sparql11/protocol/manifest.ttl"
_HEAD = """# The W3C tests of the SPARQL Protocol

The suite of the SPARQL 1.1 Protocol ([manifest]({manifest})) has {all} tests.

- The {queries} of the query operation apply to our endpoint and pass.
  `tests/http/test_w3c.py` sends each of them, with the suite's own data.
- The {updates} of the update operation do not apply, since the endpoint is read-only.
  {done} expect a change, and get 403.
  {bad} send a bad update and expect a refusal; they get one, as a good update would,
  so nothing is claimed of them.
  The tests show that all of them leave the graph as it was.

This page is made from the table of tests; `{command}` writes it anew.
"""

_GIVES = {
    True: "yes",
    "table": "JSON or XML results",
    "graph": "Turtle, RDF/XML or N-Triples",
    "4xx": "4xx",
    "done": "the change",
}


def render() -> str:
    """Return the whole page."""
    queries = [test for test in TESTS if test.operation == "query"]
    updates = [test for test in TESTS if test.operation == "update"]
    done = sum(test.gives == "done" for test in updates)
    counts = {"all": len(TESTS), "queries": len(queries), "updates": len(updates), "done": done}
    head = _HEAD.format(**counts, bad=len(updates) - done, command=COMMAND, manifest=_MANIFEST)
    return (
        head
        + _table("Query", queries, "passes")
        + _table("Update", updates, "does not apply: read-only")
    )


def _table(title: str, tests: list[Test], outcome: str) -> str:
    rows = "".join(
        f"| `{test.name}` | {test.about} | {_GIVES[test.gives]} | {outcome} |\n" for test in tests
    )
    return f"\n## {title}\n\n| test | what it sends | expected | here |\n|---|---|---|---|\n{rows}"


_CLIENTS = """# What SPARQL clients send, and what they are given

Each of these clients was pointed at a server on loopback that wrote down the request; where \
it says "read", the request was read in the client's own source instead.
`tests/http/test_clients.py` sends every line by GET, as a form and as a direct POST, and \
holds the media type of the answer.

How the form is chosen:

1. A name in the address (`format=`, `output=`, `results=`, once or often, also `a,b`) that \
the endpoint knows: its short name, its ending, its media type, or what clients call it \
(`xml`, `json-ld`, `rdf+xml`, `n3`).
2. Else what `Accept` likes best (RFC 9110, section 12.5.1). A name that nobody knows is \
passed over where `Accept` names a form without a wildcard; where it does not, the answer is \
406 and lists the names.
3. A client that accepts only forms of the other family (rdflib's SPARQLStore asks for JSON \
results also when the query is a CONSTRUCT) gets the nearest: JSON and JSON-LD, XML and \
RDF/XML, else Turtle or JSON.
4. The page comes only to those who name HTML and like it best.

`{command}` writes this page anew.

| client | setting | query | ways of its own | Accept | in the address | answer |
|---|---|---|---|---|---|---|
"""


def clients() -> str:
    """Return the whole page about clients."""
    return _CLIENTS.format(command=CLIENTS_COMMAND) + "".join(map(_line, SENT))


def _line(sent: Sent) -> str:
    accept = f"`{sent.accept}`" if sent.accept else "none"
    asked = f"`{'&'.join(sent.asked)}`" if sent.asked else ""
    cells = (sent.client, sent.setting, ", ".join(sent.queries), ", ".join(sent.ways))
    return f"| {' | '.join((*cells, accept, asked, f'`{sent.given}`'))} |\n"


if __name__ == "__main__":
    CLIENTS_PAGE.write_text(clients(), encoding="utf-8")
    PAGE.write_text(render(), encoding="utf-8")
