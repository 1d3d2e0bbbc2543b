"""What must be said of an answer: how much of what it relies on is known.

An answer that could be read as "no" carries how much was read (docs/ontology.md).
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from treatygraph.asker import Asker
from treatygraph.catalogue import Question
from treatygraph.languages import gettext, said
from treatygraph.store.base import Solutions
from treatygraph.table import Cell

__all__ = ["coverage_notes", "empty_notes", "verdict_notes"]


def verdict_notes(solutions: Solutions) -> tuple[str, ...]:
    """Return what must be said first where the rows themselves hold `cannot tell`."""
    if "answer" not in solutions.variables:
        return ()
    at = solutions.variables.index("answer")
    verdicts = [getattr(row[at], "value", "") for row in solutions.rows]
    unknown = verdicts.count("cannot tell")
    if not unknown:
        return ()
    return (
        gettext(
            "Cannot tell for %(count)s of %(total)s rows: nobody states it, and the text "
            "was not read for it.",
            count=unknown,
            total=len(verdicts),
        ),
    )


def empty_notes(
    asker: Asker,
    question: Question,
    bindings: Mapping[str, NamedNode | Literal],
    solutions: Solutions,
) -> tuple[str, ...]:
    """Return that empty is not no, where what the question relies on is known in part."""
    if not solutions.rows and "positions" in question.coverage:
        return (
            "Empty is not no: nothing recorded here answers this; who is silent here may "
            "have spoken all the same.",
        )
    relied = (
        (draft, aspect) for draft in _drafts(question, bindings) for aspect in question.coverage
    )
    if solutions.rows or all(
        row[0] == "complete" for draft, aspect in relied for row in _coverage(asker, draft, aspect)
    ):
        return ()
    return (
        gettext(
            "Empty is not no: nothing that answers this is registered, and what the answer "
            "relies on is known in part."
        ),
    )


def coverage_notes(
    asker: Asker, question: Question, bindings: Mapping[str, NamedNode | Literal]
) -> tuple[str, ...]:
    """Return what a chapter asked of is for, and how much is known of each draft asked of."""
    drafts = _drafts(question, bindings)
    chapter = next(
        (bindings[p.name] for p in question.params if p.type == "chapter" and p.name in bindings),
        None,
    )
    notes: list[str] = []
    if chapter is not None and "references" in question.coverage:
        ((total, covered),) = asker.rows("references/chapter-read", chapter=chapter)
        notes.append(
            gettext(
                "References were read from the official text in %(covered)s of %(total)s "
                "articles of this chapter.",
                covered=covered,
                total=total,
            )
        )
    if chapter is not None:
        notes.extend(_division_notes(asker, chapter))
    for draft in drafts:
        name = draft.value.rpartition("/")[2] if len(drafts) > 1 else gettext("this draft")
        for aspect in question.coverage:
            rows = _coverage(asker, draft, aspect)
            notes.extend(_coverage_sentence(aspect, name, row) for row in rows)
    return tuple(dict.fromkeys(notes))


def _drafts(
    question: Question, bindings: Mapping[str, NamedNode | Literal]
) -> list[NamedNode | Literal]:
    return [bindings[p.name] for p in question.params if p.type == "draft" and p.name in bindings]


def _coverage(asker: Asker, draft: NamedNode | Literal, aspect: str) -> list[tuple[Cell, ...]]:
    concept = asker.minter.concept(f"coverage/{aspect}")
    return asker.rows("drafts/coverage-of-aspect", draft=draft, aspect=concept)


def _division_notes(asker: Asker, division: NamedNode | Literal) -> list[str]:
    """Return what the chapter asked of is for: its number says it in one draft only."""
    found = asker.texts("provisions/division", division=division)
    return [
        gettext(
            "Asked of %(chapter)s (%(draft)s); it is for %(role)s.",
            chapter=label,
            draft=draft,
            role=said(role) if role else gettext("what its sections say"),
        )
        for label, draft, role in found
    ]


def _coverage_sentence(aspect: str, name: str, row: tuple[Cell, ...]) -> str:
    state, covered, total, note = row
    if total is not None:
        return gettext(
            "Coverage of %(draft)s: %(aspect)s read in %(covered)s of %(total)s articles.",
            draft=name,
            aspect=said(aspect),
            covered=covered,
            total=total,
        )
    state = said(str(state))
    return gettext(
        "Coverage of %(draft)s, %(aspect)s: %(state)s. %(note)s",
        draft=name,
        aspect=said(aspect),
        state=state,
        note=note or "",
    ).rstrip()
