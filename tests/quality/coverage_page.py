"""The page docs/coverage.md, made from the shipped graph: run this module to write it anew."""

from __future__ import annotations

from tests.ontology.graphs import ROOT
from tests.quality.reasoned import shipped
from treatygraph.ask import answer
from treatygraph.catalogue import catalogue
from treatygraph.pipeline.counts import basis_rows, coverage_rows
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

## Statements left out

What a source names of a stakeholder without saying clearly what is asked, or whose, is not in
`data/positions`:

- **Reports of the concluding session, January and February 2024.** Unease with paragraph 5bis of
  the draft resolution: the report as read is cut before its subject. The debate on "without right"
  and criminal intent: nobody is named. What a new paragraph 6 of Article 15 was to say.
- **Reports of the reconvened session, July and August 2024.** Articles that a meeting was about,
  without a view. Whether the word "preventive" left Article 53 by anybody's wish. The small changes
  of Articles 41 and 45. "Near consensus" on Article 36. Who spoke against interference with
  sovereign rights on Articles 23 and 24, and what they wanted of them.
- **EFF.** Posts of which only an opening was read, cut before their point: on Chapter V of August
  2023, why to hate the treaty of 30 July 2024, on the vote of December 2024.
- **ARTICLE 19** on the first revision (a step backward) and on the adopted text: titles only, on
  which nothing in particular is asked. **C-Fam** on Article 14: its words are used for the text,
  its own view was not read.
- **Organizations that an encyclopedia only lists** as critical of the convention, and what it tells
  of single authors.
- **The Law Reform Commission of Hong Kong** and **recitals of COM(2025) 417**: they describe the
  convention and take no side.
- **GI-TOC** after November 2023, save the statement in Hanoi: addresses only.
"""


def text() -> str:
    """Return the whole page."""
    tables = (
        coverage_rows(OxigraphStore(shipped())),
        basis_rows(OxigraphStore(shipped())),
        _aspects(),
    )
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
