"""The catalogue of questions: `queries/<group>/<name>.rq`, each a small document.

A question file is legal SPARQL with a head of `#+ key: value` lines (grlc's mark).  The
file name is the question's name in CLI, API and docs.  A broken head is an error that
names file and line, never a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from treatygraph.errors import DataError
from treatygraph.iris import default_minter
from treatygraph.resources import locate
from treatygraph.textfile import read_text

__all__ = ["KEYS", "PARAMETER_TYPES", "Parameter", "Question", "catalogue", "parse_question"]

#: Keys that a question's head may have; the first three and `columns` are required.
KEYS = ("summary", "question", "group", "columns", "params", "coverage", "see", "notes", "keywords")
_REQUIRED = ("summary", "question", "group", "columns")

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
_OTHER = ("checks", "rules", "checkkinds", "profiles")


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
    """Return all questions by name, in the order of group and name."""
    root = folder or locate("queries")
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


def parse_question(text: str, *, name: str) -> Question:
    """Return the question in a file's text; `name` is its path below the root."""
    head = _head(text, name)
    for key in _REQUIRED:
        if key not in head:
            raise DataError(
                f"The head has no {key!r}.",
                place=f"{name}:1",
                expected=f"lines '#+ key: value' with {', '.join(_REQUIRED)}",
                remedy=f"add a line '#+ {key}: …'",
            )
    path = Path(name)
    if head["group"] != path.parent.name:
        raise DataError(
            f"The group {head['group']!r} is not the folder's name.",
            place=f"{name}:1",
            expected=path.parent.name,
        )
    columns = tuple(head["columns"].split())
    _check_columns(text, columns, name)
    return Question(
        name=path.stem,
        group=head["group"],
        summary=head["summary"],
        question=head["question"],
        columns=columns,
        params=tuple(_parameters(head.get("params", ""), name)),
        query=default_minter().rebase(text),
        coverage=tuple(head.get("coverage", "").split()),
        see=head.get("see", ""),
        notes=head.get("notes", ""),
        keywords=tuple(head.get("keywords", "").split()),
    )


def _head(text: str, name: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            if line.startswith("#") or not line.strip():
                continue
            break
        key, colon, value = line[2:].partition(":")
        key, value = key.strip(), value.strip()
        if not colon or not value or key not in KEYS or key in head:
            _refuse(line, key, name, number)
        head[key] = value
    return head


def _refuse(line: str, key: str, name: str, number: int) -> None:
    near = get_close_matches(key, KEYS, n=1)
    raise DataError(
        f"This line of the head cannot be read: {line!r}.",
        place=f"{name}:{number}",
        expected=f"'#+ key: value', each key once, one of {', '.join(KEYS)}",
        remedy=f"did you mean {near[0]!r}?" if near else "correct the key, or remove the line",
    )


def _parameters(text: str, name: str) -> Iterable[Parameter]:
    for item in text.split():
        variable, equals, kind = item.partition("=")
        kind, _, default = kind.partition(":")
        if not equals or kind not in PARAMETER_TYPES:
            raise DataError(
                f"The parameter {item!r} cannot be read.",
                place=f"{name}:1",
                expected=f"name=type or name=type:default; types: {', '.join(PARAMETER_TYPES)}",
            )
        yield Parameter(variable, kind, default)


_SELECT = re.compile(
    r"\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(.*?)\s*(?:\bFROM\b|\bWHERE\b|\{)", re.S | re.I
)


def _check_columns(text: str, columns: tuple[str, ...], name: str) -> None:
    """Compare the declared columns with the outermost projection of the query."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    match = _SELECT.search(body)
    projected: tuple[str, ...] = ()
    if match:
        flat = _flat(match.group(1))
        projected = tuple(v[1:] for v in re.findall(r"\?\w+", flat))
    if projected != columns:
        raise DataError(
            f"The columns {' '.join(columns)!r} are not what the query selects.",
            place=f"{name}:1",
            expected=" ".join(projected) or "a SELECT query with named variables",
        )


def _flat(projection: str) -> str:
    """Return a projection with each expression replaced by the variable that it is named.

    >>> _flat('?a (COUNT(DISTINCT STR(?b)) AS ?n)')
    '?a ?n'
    """
    inner = re.compile(r"\(([^()]*)\)")
    while inner.search(projection):
        projection = inner.sub(lambda m: _named(m.group(1)), projection)
    return projection


def _named(expression: str) -> str:
    name = re.search(r"\bAS\s+(\?\w+)\s*$", expression, re.IGNORECASE)
    return name.group(1) if name else ""
