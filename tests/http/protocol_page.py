"""The page docs/sparql-protocol.md, made from the suite: run this module to write it anew."""

from __future__ import annotations

from pathlib import Path

from tests.http.w3c import TESTS, Test

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sparql-protocol.md"
COMMAND = "python -m tests.http.protocol_page"

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


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
