"""The catalogue of questions: `queries/<group>/<name>.rq`, each a small document.

A question file is legal SPARQL with a head of `#+ key: value` lines (grlc's mark).  The
file name is the question's name in CLI, API and docs.  A broken head is an error that
names file and line, never a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from treatygraph.errors import DataError
from treatygraph.iris import default_minter
from treatygraph.queryfile import QueryFile, check_columns, parse_query
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = [
    "KEYS",
    "PARAMETER_TYPES",
    "Parameter",
    "Question",
    "catalogue",
    "parse_question",
    "question_named",
]

#: Keys that a question's head may have; the first four are required.
KEYS = ("summary", "question", "group", "columns", "params", "coverage", "see", "notes", "keywords")
_REQUIRED = 4

#: What a parameter can stand for (treatygraph.ask resolves each).
PARAMETER_TYPES = (
    "treaty",
    "draft",
    "chapter",
    "provision",
    "lineage",
    "concept",
    "role",
    "stakeholder",
    "instrument",
    "recommendation",
    "iri",
    "text",
    "integer",
)

#: Folders below `queries/` that hold no questions.
_OTHER = ("checks", "rules", "checkkinds", "profiles", "tables")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: variable name, type, and default (empty: required)."""

    name: str
    type: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its head, and the query as it stands in the file."""

    name: str
    group: str
    summary: str
    question: str
    columns: tuple[str, ...]
    params: tuple[Parameter, ...]
    query: str
    coverage: tuple[str, ...] = ()
    see: str = ""
    notes: str = ""
    keywords: tuple[str, ...] = ()


def catalogue(folder: Path | None = None) -> dict[str, Question]:
    """Return all questions by name, in order of group and name; those shipped are read once."""
    if folder:
        return _questions(folder)
    return dict(_shipped(locate("queries"), default_minter().base))


@cache
def _shipped(root: Path, _base: str) -> dict[str, Question]:
    """Return the questions of a folder; the base of things stands in their queries."""
    return _questions(root)


def _questions(root: Path) -> dict[str, Question]:
    questions: dict[str, Question] = {}
    for path in sorted(root.glob("*/*.rq")):
        if path.parent.name in _OTHER:
            continue
        name = f"queries/{path.parent.name}/{path.name}"
        question = parse_question(read_text(path, name=name), name=name)
        if question.name in questions:
            raise DataError(
                f"Two questions are named {question.name!r}.",
                place=f"{name}:1",
                expected="file names that are unique over all groups",
            )
        questions[question.name] = question
    return questions


def question_named(name: str, folder: Path | None = None) -> Question | None:
    """Return one question without reading the others, or None where there is none.

    >>> question_named("articles-without-reference").group
    'references'
    """
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return None
    for path in sorted((folder or locate("queries")).glob(f"*/{name}.rq")):
        if path.parent.name not in _OTHER:
            place = f"queries/{path.parent.name}/{path.name}"
            return parse_question(read_text(path, name=place), name=place)
    return None


def parse_question(text: str, *, name: str) -> Question:
    """Return the question in a file's text; `name` is its path below the root."""
    return _question(parse_query(text, place=name, keys=KEYS, required=_REQUIRED))


def _question(found: QueryFile) -> Question:
    folder = Path(found.place).parent.name
    if found.head["group"] != folder:
        raise DataError(
            f"The group {found.head['group']!r} is not the folder's name.",
            place=f"{found.place}:1",
            expected=folder,
        )
    return Question(
        name=found.name,
        group=folder,
        summary=found.head["summary"],
        question=found.head["question"],
        columns=check_columns(found),
        params=tuple(_parameters(found.words("params"), found.place)),
        query=default_minter().rebase(found.text),
        coverage=found.words("coverage"),
        see=found.head.get("see", ""),
        notes=found.head.get("notes", ""),
        keywords=found.words("keywords"),
    )


def _parameters(words: Iterable[str], name: str) -> Iterable[Parameter]:
    for item in words:
        variable, equals, kind = item.partition("=")
        kind, _, default = kind.partition(":")
        if not equals or kind not in PARAMETER_TYPES:
            raise DataError(
                f"The parameter {item!r} cannot be read.",
                place=f"{name}:1",
                expected=f"name=type or name=type:default; types: {', '.join(PARAMETER_TYPES)}",
            )
        yield Parameter(variable, kind, default)
