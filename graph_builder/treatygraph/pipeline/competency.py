"""The competency questions, asked of a fresh graph before it is published.

Each question of the catalogue is asked once.  What its parameters stand for is taken
from the graph itself, whichever treaty it holds: the treaty with the most drafts, its
draft with the most articles, the lineage with the most members, and so on.  A question
that breaks is a violation; one that gives nothing says what its answer rests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from pyoxigraph import NamedNode

from treatygraph.ask import Terms, answer_bound
from treatygraph.catalogue import Question
from treatygraph.errors import TreatyGraphError
from treatygraph.findings import Finding
from treatygraph.languages import spoken
from treatygraph.store.base import Bindings, Store
from treatygraph.store.remembering import RememberingStore
from treatygraph.table import Table

__all__ = ["Asked", "Outcome", "as_table", "ask_all", "broken", "counted"]

Outcome = Literal["answers", "empty", "not asked", "error"]

#: Drafts of the treaty with the most drafts, those with the most articles first.
_DRAFTS = """
SELECT ?draft ?date (COUNT(DISTINCT ?article) AS ?articles) ?many ?t
WHERE {
  { SELECT ?t (COUNT(?d) AS ?many) WHERE { ?t a tg:Treaty ; eli:has_member ?d } GROUP BY ?t }
  ?t eli:has_member ?draft .
  ?draft tg:datePrinted ?date .
  OPTIONAL { ?article tg:inDraft ?draft ; a tg:Article }
}
GROUP BY ?draft ?date ?many ?t
ORDER BY DESC(?many) ?t DESC(?articles) ?date ?draft
"""
#: Parameter type → the thing that most is said of, first in the answer.
_THINGS = {
    "chapter": "?thing a tg:Chapter ; tg:inDraft ?draft . OPTIONAL { ?x tg:inChapter ?thing }",
    "provision": "?thing a tg:Article ; tg:inDraft ?draft . OPTIONAL { ?x tg:inArticle ?thing }",
    "lineage": "?thing a tg:Lineage . OPTIONAL { ?thing eli:has_member ?x }",
    "concept": "?thing a skos:Concept . OPTIONAL { ?x tg:names ?thing }",
    "role": "?thing a tg:ChapterRole . OPTIONAL { ?x tg:chapterRole ?thing ; a tg:Article }",
    "stakeholder": "?thing a tg:Stakeholder . OPTIONAL { ?x tg:heldBy ?thing }",
    "instrument": "?thing a tg:Instrument . OPTIONAL { ?x tg:citesInstrument ?thing }",
    "recommendation": "?thing a tg:Recommendation . OPTIONAL { ?x tg:assesses ?thing }",
}
_MOST = """
SELECT ?thing
WHERE { %s }
GROUP BY ?thing
ORDER BY DESC(COUNT(DISTINCT ?x)) ?thing
LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question asked: what came of it, and why where nothing came."""

    question: str
    group: str
    outcome: Outcome
    rows: int
    reason: str = ""


def ask_all(store: Store, questions: Iterable[Question]) -> tuple[Asked, ...]:
    """Return what came of each question, in their order."""
    things = _examples(store)
    return tuple(_recalled(store, question, things) for question in questions)


def _recalled(store: Store, question: Question, things: Mapping[str, NamedNode]) -> Asked:
    """Return what came of a question; a store that remembers is asked what it does not know."""
    if not isinstance(store, RememberingStore):
        return _ask(store, question, things)
    named = [f"{name} {things[name]}" for name in sorted(things)]
    told = store.recalled(
        "question",
        [repr(question), spoken(), *named],
        lambda: json.dumps(asdict(_ask(store, question, things))).encode(),
    )
    return Asked(**json.loads(told))


def broken(asked: Iterable[Asked]) -> tuple[Finding, ...]:
    """Return a violation for each question that could not be answered at all."""
    return tuple(
        Finding(
            "violation",
            "question-broken",
            f"queries/{one.group}/{one.question}.rq:1",
            f"The question {one.question!r} cannot be asked of this graph: {one.reason}",
            "mend the query; `treatygraph ask` shows the error as well",
        )
        for one in asked
        if one.outcome == "error"
    )


def counted(asked: Iterable[Asked]) -> str:
    """Return how many questions there are of each outcome, in words.

    >>> counted([Asked("a", "g", "answers", 3), Asked("b", "g", "empty", 0, "why")])
    '2 questions: 1 answers, 1 empty'
    """
    outcomes = [one.outcome for one in asked]
    parts = [f"{outcomes.count(name)} {name}" for name in dict.fromkeys(sorted(outcomes))]
    return f"{len(outcomes)} questions: {', '.join(parts)}"


def as_table(asked: Iterable[Asked]) -> Table:
    """Return one row for each question."""
    told = tuple(asked)
    rows = tuple((one.group, one.question, one.outcome, one.rows, one.reason) for one in told)
    columns = ("group", "question", "outcome", "rows", "reason")
    return Table(columns, rows, "Competency questions", (f"{counted(told)}.",))


def _examples(store: Store) -> dict[str, NamedNode]:
    """Return a thing for each parameter type, and for `from` and `to` two drafts in order."""
    found: dict[str, NamedNode] = {}
    drafts = store.select(_DRAFTS).rows
    first = drafts[0][4] if drafts else None
    same = [(str(date), draft) for draft, date, _, _, treaty in drafts if treaty == first]
    named = [(date, draft) for date, draft in same if isinstance(draft, NamedNode)]
    if isinstance(first, NamedNode) and named:
        found |= {"treaty": first, "draft": named[0][1]}
        pair = sorted(named[:2], key=str)
        found |= {"from": pair[0][1], "to": pair[-1][1]}
    for kind, pattern in _THINGS.items():
        bindings: Bindings = {"draft": found["draft"]} if "draft" in found else {}
        rows = store.select(_MOST % pattern, bindings if "?draft" in pattern else {}).rows
        if rows and isinstance(rows[0][0], NamedNode):
            found[kind] = rows[0][0]
    return found


def _ask(store: Store, question: Question, things: Mapping[str, NamedNode]) -> Asked:
    bindings: Terms = {}
    for parameter in question.params:
        thing = things.get(parameter.name) or things.get(parameter.type)
        if thing is None:
            reason = f"The graph has no {parameter.type} to ask about."
            return Asked(question.name, question.group, "not asked", 0, reason)
        bindings[parameter.name] = thing
    try:
        table = answer_bound(store, question, bindings)
    except TreatyGraphError as error:
        return Asked(question.name, question.group, "error", 0, str(error))
    if table.columns != question.columns:
        reason = (
            f"It gives {' '.join(table.columns)}, and its head says {' '.join(question.columns)}."
        )
        return Asked(question.name, question.group, "error", 0, reason)
    if table.rows:
        return Asked(question.name, question.group, "answers", len(table.rows))
    reason = " ".join(table.notes) or "Nothing of the kind is in the graph."
    return Asked(question.name, question.group, "empty", 0, reason)
