"""What assistants are told: answers as plain data, each with what is not known.

Promise: an answer never leaves without its notes, an empty one says that nothing is stated
rather than that it is not so, and rows that are left out are counted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from treatygraph.ask import answer, find_question
from treatygraph.assess.results import Result, results
from treatygraph.catalogue import catalogue
from treatygraph.errors import QueryError, UsageError
from treatygraph.http.worker import Dataset, Job, Limits, Refusal
from treatygraph.plainwords import answers, listener, phrasebook
from treatygraph.search import search

if TYPE_CHECKING:
    from treatygraph.http.engine import Engine
    from treatygraph.plainwords import Listener, Reading
    from treatygraph.store import Store
    from treatygraph.table import Table

__all__ = ["MOST_ROWS", "AssistantAnswers"]

#: Rows of one answer that an assistant is given where it does not ask for more.
MOST_ROWS = 100
_NOTHING = (
    "No row. The graph states nothing of this; that is not to say that it is not so. "
    "Do not fill the gap."
)
_CUT = "Only the first {0} of {1} rows; ask for more with most_rows."


class AssistantAnswers:
    """Answers over one graph; SPARQL goes to the engine, under the limits of the endpoint."""

    def __init__(self, store: Store, engine: Engine, limits: Limits, base: str) -> None:
        self.store, self.engine, self.limits, self.base = store, engine, limits, base
        self._ears: Listener | None = None

    def ask(self, sentence: str, most_rows: int = MOST_ROWS) -> dict[str, Any]:
        """Answer a sentence: each reading with what was understood, or a search."""
        if self._ears is None:
            self._ears = listener(self.store, catalogue(), phrasebook())
        heard = self._ears.hear(sentence)
        tables = answers(self.store, heard)
        readings: list[Reading | None] = [r for r in heard.readings if not r.missing] or [None]
        return {
            "readings": [
                {**_understood(reading), **self._told(table, most_rows)}
                for reading, table in zip(readings, tables, strict=False)
            ],
            "nearest_questions": [] if heard.readings else [q.name for q in heard.nearest],
        }

    def question(
        self, name: str, parameters: Mapping[str, str], most_rows: int = MOST_ROWS
    ) -> dict[str, Any]:
        """Answer a question of the catalogue by its name."""
        found = find_question(name, catalogue())
        return self._told(answer(self.store, found, parameters), most_rows)

    def questions(self) -> list[dict[str, Any]]:
        """Return the catalogue: names, what each asks, parameters with their types."""
        return [
            {
                "name": q.name,
                "group": q.group,
                "question": q.question,
                "says": q.summary,
                "parameters": {p.name: p.type for p in q.params},
            }
            for q in catalogue().values()
        ]

    def search(self, words: str, draft: str = "", limit: int = 20) -> dict[str, Any]:
        """Return what holds the words, the best first."""
        limit = max(1, min(limit, MOST_ROWS))
        return self._told(search(self.store, words, draft=draft, limit=limit), limit)

    def verdicts(
        self, stakeholder: str, draft: str = "", most_rows: int = MOST_ROWS
    ) -> dict[str, Any]:
        """Return what became of each recommendation, draft by draft, with what it rests on."""
        found = results(self.store, stakeholder, draft or None)
        if draft and not found and not self._is_draft(draft):
            raise UsageError(f"There is no draft {draft!r}.", remedy="ask the question `drafts`")
        told = [self._verdict(result) for result in found[: max(1, most_rows)]]
        unclear = sum(result.verdict == "cannot-tell" for result in found)
        notes = [f"Cannot tell for {unclear} of {len(found)}."] if unclear else []
        if len(told) < len(found):
            notes.append(_CUT.format(len(told), len(found)))
        return {"verdicts": told, "in_all": len(found), "not_known": notes or _unless(found)}

    def coverage(self) -> dict[str, Any]:
        """Return how much of each draft is known."""
        return self.question("coverage", {}, 1000)

    async def sparql(self, query: str, most_rows: int = MOST_ROWS) -> dict[str, Any]:
        """Return the answer to a query, read-only, in a process of its own under limits."""
        if len(query.encode("utf-8", "surrogatepass")) > self.limits.query_length:
            raise QueryError("The query is too long.")
        job = Job(query, Dataset(), "json", "ntriples", self.limits, self.base)
        answered = await self.engine.ask(job)
        if isinstance(answered, Refusal):
            raise QueryError(answered.message)
        try:
            body = answered.body
            if answered.file is not None:
                body = os.pread(answered.file, answered.size, 0)
        finally:
            answered.close()
        if answered.head.form != "json":
            lines = sorted(body.decode("utf-8").splitlines())
            return self._cut({"triples": lines[: max(1, most_rows)]}, len(lines), most_rows)
        data = json.loads(body)
        if "boolean" in data:
            return {"boolean": data["boolean"], "not_known": []}
        rows = [{k: v["value"] for k, v in row.items()} for row in data["results"]["bindings"]]
        told = {"columns": data["head"]["vars"], "rows": rows[: max(1, most_rows)]}
        return self._cut(told, len(rows), most_rows)

    def _is_draft(self, name: str) -> bool:
        rows = answer(self.store, catalogue()["drafts"], {}).rows
        return any(name in (str(row[0]), str(row[-1]).rpartition("/")[2]) for row in rows)

    def _told(self, table: Table, most_rows: int) -> dict[str, Any]:
        shown = table.rows[: max(1, most_rows)]
        told = {
            "title": table.title,
            "columns": list(table.columns),
            "rows": [dict(zip(table.columns, row, strict=True)) for row in shown],
        }
        return self._cut(told, len(table.rows), most_rows, notes=list(table.notes))

    def _cut(
        self, told: dict[str, Any], total: int, most: int, notes: list[str] | None = None
    ) -> dict[str, Any]:
        said = list(notes or [])
        if not total:
            said.append(_NOTHING)
        if total > max(1, most):
            said.append(_CUT.format(max(1, most), total))
        return {**told, "rows_in_all": total, "not_known": said}

    def _verdict(self, result: Result) -> dict[str, Any]:
        outcome = result.outcome
        return {
            "recommendation": result.recommendation.label,
            "iri": result.recommendation.iri,
            "holder": result.recommendation.holder_name,
            "draft": result.draft_key,
            "verdict": result.verdict,
            "why": outcome.why,
            "basis": outcome.basis or "nothing stated",
            "evidence": list(outcome.facts),
            "does": list(outcome.satisfying),
            "lacks": list(outcome.lacking),
            "cannot_tell": list(outcome.untold),
            "coverage": outcome.coverage,
            "method": result.method,
            "reviewer_says": result.reviewed,
            "reviewer": result.reviewer,
        }


def _unless(found: list[Result]) -> list[str]:
    return [] if found else [_NOTHING]


def _understood(reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {"understood": "no question of the catalogue; the words were searched for"}
    return {
        "understood": reading.question.question,
        "question": reading.question.name,
        "parameters": reading.values,
        "not_said": [chip.name for chip in reading.chips if not chip.said],
    }
