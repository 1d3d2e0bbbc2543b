"""The page docs/coverage.md, made from the shipped graph: run this module to write it anew."""

from __future__ import annotations

from tests.ontology.graphs import ROOT
from tests.quality.reasoned import shipped
from treatygraph.ask import answer
from treatygraph.build.counts import basis_rows, coverage_rows
from treatygraph.catalogue import catalogue
from treatygraph.render import render
from treatygraph.store import OxigraphStore
from treatygraph.table import Table

PAGE = ROOT / "docs" / "coverage.md"
COMMAND = "python -m tests.quality.coverage_page"

HEAD = """# Coverage of the shipped data

What the graph holds of each draft, and what its facts rest on, as `treatygraph check` reports it.
A draft with no articles here is known by its title, date and place among the others only.
This page is made from a fresh build; `{command}` writes it anew.

## By draft

`refsRead` is how many articles were read for references.
`basis` is what the facts on the draft itself rest on.

{drafts}

## By basis

How many facts rest on the official text, on a named secondary source (attested), on a
person's reading (curated), or on general knowledge not yet checked (unverified).
First provisions, references, mentions and the like in each draft, then what lies in no draft.

{bases}

## By aspect

What was read of each draft, and how far.
`not-known` means that nobody looked, not that there is nothing.

{aspects}
"""


def text() -> str:
    """Return the whole page."""
    tables = (coverage_rows(shipped()), basis_rows(shipped()), _aspects())
    drafts, bases, aspects = (render(Table(t.columns, t.rows), "markdown").strip() for t in tables)
    return HEAD.format(command=COMMAND, drafts=drafts, bases=bases, aspects=aspects)


def _aspects() -> Table:
    question = catalogue()["coverage"]
    whole = answer(OxigraphStore(shipped()), question, {})
    place = whole.columns.index("coverage")
    rows = [(row[place], row[:place]) for row in whole.rows]
    treaties = [str(iri).partition("/id/")[2].split("/")[0] for iri, _ in rows]
    named = [(treaty, *cells) for treaty, (_, cells) in zip(treaties, rows, strict=True)]
    ordered = tuple(sorted(named, key=lambda row: str(row[0])))
    return Table(("treaty", *whole.columns[:place]), ordered)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
