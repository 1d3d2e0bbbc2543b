"""Asking: a question and its parameters in, a table with what must be said of it out.

Parameters are what people write: a printed number (`IV`, `36`), a key, a name, an IRI.
Each is resolved in the graph to one thing, within the chosen draft where it is a part of
one; a wrong one is answered with the nearest that exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from treatygraph.catalogue import Parameter, Question
from treatygraph.errors import UsageError
from treatygraph.iris import Minter, default_minter
from treatygraph.store.base import Bindings, Solutions, Store, Term, bind
from treatygraph.table import Cell, Table
from treatygraph.vocab import PREFIXES

__all__ = ["answer", "answer_bound", "cell", "explain", "find_question", "resolve", "to_table"]

#: Parameter type → class of the things it can name, and whether they lie in a draft.
_KINDS: dict[str, tuple[str, bool]] = {
    "treaty": ("tg:Treaty", False),
    "draft": ("tg:Draft", False),
    "chapter": ("tg:Chapter", True),
    "provision": ("tg:Provision", True),
    "lineage": ("tg:Lineage", False),
    "concept": ("skos:Concept", False),
    "role": ("tg:ChapterRole", False),
    "stakeholder": ("tg:Stakeholder", False),
    "instrument": ("tg:Instrument", False),
    "recommendation": ("tg:Recommendation", False),
}

_CANDIDATES = """
SELECT ?thing ?id ?number ?label ?level ?member
WHERE {
  ?thing a %s .
  %s
  OPTIONAL { ?thing eli:id_local ?id }
  OPTIONAL { ?thing eli:number ?number }
  OPTIONAL { ?thing rdfs:label|skos:prefLabel ?label }
  OPTIONAL { ?thing eli:type_subdivision ?level }
}
ORDER BY ?thing ?label
"""


@dataclass(frozen=True, slots=True)
class _Candidate:
    iri: str
    names: tuple[str, ...]
    level: str


def find_question(name: str, questions: Mapping[str, Question]) -> Question:
    """Return the question of a name; a wrong name is answered with the nearest."""
    if name in questions:
        return questions[name]
    near = [str(m[0]) for m in process.extract(name, list(questions), limit=3)]
    raise UsageError(
        f"There is no question {name!r}.",
        expected=f"one such as {', '.join(near)}" if near else "a question of the catalogue",
        remedy="`treatygraph questions` lists them all",
    )


def answer(store: Store, question: Question, values: Mapping[str, str]) -> Table:
    """Return the answer to a question, with its coverage in the notes."""
    return answer_bound(store, question, resolve(store, question, values))


def answer_bound(store: Store, question: Question, bindings: Bindings) -> Table:
    """Return the answer to a question whose parameters are terms already."""
    solutions = store.select(question.query, bindings)
    notes = (*_verdict_notes(question, solutions), *_coverage_notes(store, question, bindings))
    if question.notes:
        notes = (*notes, question.notes)
    return to_table(solutions, title=question.summary, notes=notes)


def explain(store: Store, question: Question, values: Mapping[str, str]) -> str:
    """Return the query with its parameters bound, runnable on any SPARQL 1.1 engine."""
    return bind(question.query, resolve(store, question, values))


def to_table(solutions: Solutions, *, title: str = "", notes: tuple[str, ...] = ()) -> Table:
    """Return solutions as a table of plain values."""
    rows = tuple(tuple(cell(term) for term in row) for row in solutions.rows)
    return Table(solutions.variables, rows, title=title, notes=notes)


def cell(term: Term | None) -> Cell:
    """Return a term as a plain value: numbers and booleans typed, the rest as text."""
    if term is None:
        return None
    if isinstance(term, Literal):
        kind = term.datatype.value.rpartition("#")[2]
        if kind == "integer":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
        if kind == "boolean":
            return term.value in ("true", "1")
        return term.value
    return term.value if isinstance(term, NamedNode) else str(term)


def resolve(store: Store, question: Question, values: Mapping[str, str]) -> Bindings:
    """Return the parameters as terms; drafts first, since other things lie in them."""
    known = {p.name: p for p in question.params}
    for name in values:
        if name not in known:
            near = process.extractOne(name, list(known))
            raise UsageError(
                f"The question {question.name!r} has no parameter {name!r}.",
                expected=f"{', '.join(known) or 'no parameters'}",
                remedy=f"did you mean {near[0]!r}?" if near and near[1] > 60 else "",
            )
    bindings: Bindings = {}
    draft: NamedNode | None = None
    for parameter in sorted(question.params, key=lambda p: p.type != "draft"):
        value = values.get(parameter.name, parameter.default)
        if not value:
            if parameter.name in values or not _optional(parameter):
                raise _missing(question, parameter)
            continue
        term = _resolve_one(store, parameter, value, draft)
        bindings[parameter.name] = term
        if parameter.type == "draft" and draft is None and isinstance(term, NamedNode):
            draft = term
    return bindings


def _optional(parameter: Parameter) -> bool:
    return parameter.default == "" and parameter.type == "treaty"


def _missing(question: Question, parameter: Parameter) -> UsageError:
    usage = " ".join(f"{p.name}=<{p.type}>" for p in question.params)
    return UsageError(
        f"The parameter {parameter.name!r} is missing.",
        expected=f"{question.name} {usage}",
        remedy=f"add {parameter.name}=…",
    )


def _resolve_one(
    store: Store, parameter: Parameter, value: str, draft: NamedNode | None
) -> NamedNode | Literal:
    if parameter.type == "text":
        return Literal(value)
    if parameter.type == "integer":
        if not value.lstrip("-").isdigit():
            raise UsageError(f"{parameter.name}={value!r} is not a whole number.")
        return Literal(int(value))
    iri = _as_iri(value)
    if parameter.type == "iri":
        return NamedNode(iri or value)
    candidates = _candidates(store, parameter.type, draft)
    found = {c.iri for c in candidates if c.iri == iri} if iri else _match(candidates, value)
    if not found and parameter.type == "provision" and draft is not None:
        found = _by_lineage(store, value, draft)
    if len(found) == 1:
        return NamedNode(found.pop())
    raise _no_such(parameter, value, candidates, sorted(found), draft)


def _as_iri(value: str) -> str | None:
    if value.startswith(("http://", "https://")):
        return value
    prefix, colon, local = value.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else None


def _candidates(store: Store, kind: str, draft: NamedNode | None) -> list[_Candidate]:
    name, inside = _KINDS[kind]
    clause = f"?thing tg:inDraft {draft} ." if inside and draft is not None else ""
    rows: dict[str, tuple[list[str], str]] = {}
    minter = default_minter()
    for thing, ident, number, label, level, _ in store.select(_CANDIDATES % (name, clause)).rows:
        iri = getattr(thing, "value", "")
        names, _level = rows.setdefault(iri, (_keys(iri, minter), getattr(level, "value", "")))
        names.extend(term.value for term in (ident, number, label) if isinstance(term, Literal))
    return [_Candidate(iri, tuple(names), level) for iri, (names, level) in rows.items()]


def _keys(iri: str, minter: Minter) -> list[str]:
    parsed = minter.parse(iri)
    return [parsed[1], parsed[1].rpartition("/")[2]] if parsed else []


def _match(candidates: list[_Candidate], value: str) -> set[str]:
    """Return the things that a value names: exactly, as a number, or by a whole name.

    A bare number names an article rather than a chapter or a paragraph.
    """
    wanted = value.strip().casefold()
    forms = {wanted, wanted.replace("(", "/").replace(")", "")}
    for word, step in (
        ("article ", "art-"),
        ("art. ", "art-"),
        ("chapter ", "ch-"),
        ("", "art-"),
        ("", "ch-"),
    ):
        if wanted.startswith(word):
            forms.add(wanted[len(word) :])
            forms.add(step + wanted[len(word) :])
            forms.add(_point(wanted[len(word) :]))
    exact = {c.iri for c in candidates if any(n.casefold() in forms for n in c.names)}
    articles = {c.iri for c in candidates if c.iri in exact and c.level.endswith("/article")}
    if len(exact) > 1 and articles:
        return articles
    return exact


def _point(value: str) -> str:
    """Return the key of a point cited as lawyers do: `24(2)(a)`."""
    head, *points = value.replace(")", "").replace(" ", "").split("(")
    levels = ("para", "subpara", "item")
    steps = [f"{level}-{point}" for level, point in zip(levels, points, strict=False)]
    return "/".join([f"art-{head}", *steps])


def _by_lineage(store: Store, value: str, draft: NamedNode) -> set[str]:
    lineages = _match(_candidates(store, "lineage", None), value)
    query = "SELECT ?p WHERE { ?p tg:ofLineage ?l ; tg:inDraft ?d } ORDER BY ?p"
    found: set[str] = set()
    for lineage in lineages:
        rows = store.select(query, {"l": NamedNode(lineage), "d": draft}).rows
        found.update(getattr(row[0], "value", "") for row in rows)
    return found


def _no_such(
    parameter: Parameter,
    value: str,
    candidates: list[_Candidate],
    found: list[str],
    draft: NamedNode | None,
) -> UsageError:
    where = f" in {draft.value.rpartition('/')[2]}" if draft and _KINDS[parameter.type][1] else ""
    if found:
        return UsageError(
            f"{parameter.name}={value!r} names {len(found)} things{where}.",
            expected="one of " + ", ".join(found[:5]),
            remedy="give the IRI",
        )
    names = {name: c.iri for c in candidates for name in c.names if len(name) > 1 or name.isdigit()}
    near = [str(m[0]) for m in process.extract(value, list(names), scorer=fuzz.WRatio, limit=5)]
    return UsageError(
        f"There is no {parameter.type} {value!r}{where}.",
        expected=f"one such as {'; '.join(dict.fromkeys(near))}" if near else f"a {parameter.type}",
        remedy="a printed number, a key, a name or an IRI will do",
    )


def _verdict_notes(question: Question, solutions: Solutions) -> tuple[str, ...]:
    """Return what must be said first where the rows themselves hold `cannot tell`."""
    if "answer" not in solutions.variables:
        return ()
    at = solutions.variables.index("answer")
    verdicts = [getattr(row[at], "value", "") for row in solutions.rows]
    unknown = verdicts.count("cannot tell")
    if not unknown:
        return ()
    return (
        f"Cannot tell for {unknown} of {len(verdicts)} rows: nobody states it, and the text "
        "was not read for it.",
    )


_COVERAGE = """
SELECT ?state ?covered ?total ?note
WHERE {
  ?coverage a tg:Coverage ;
    tg:inDraft ?draft ;
    tg:coverageAspect ?aspect ;
    tg:coverageState ?state .
  OPTIONAL { ?coverage tg:covered ?covered ; tg:total ?total }
  OPTIONAL { ?coverage tg:note ?note }
}
ORDER BY DESC(?total) ?note ?coverage
"""

_CHAPTER = """
SELECT (COUNT(DISTINCT ?article) AS ?total) (COUNT(DISTINCT ?read) AS ?covered)
WHERE {
  ?article a tg:Article ;
    tg:inChapter %s .
  OPTIONAL { ?article tg:referencesRead true . BIND(?article AS ?read) }
}
"""


def _coverage_notes(store: Store, question: Question, bindings: Bindings) -> tuple[str, ...]:
    drafts = [bindings[p.name] for p in question.params if p.type == "draft" and p.name in bindings]
    chapter = next(
        (bindings[p.name] for p in question.params if p.type == "chapter" and p.name in bindings),
        None,
    )
    notes: list[str] = []
    if chapter is not None and "references" in question.coverage:
        total, covered = store.select(_CHAPTER % chapter).rows[0]
        notes.append(
            f"References were read from the official text in {cell(covered)} of {cell(total)} "
            "articles of this chapter."
        )
    minter = default_minter()
    for draft in drafts:
        name = draft.value.rpartition("/")[2] if len(drafts) > 1 else "this draft"
        for aspect in question.coverage:
            concept = NamedNode(minter.concept(f"coverage/{aspect}"))
            rows = store.select(_COVERAGE, {"draft": draft, "aspect": concept}).rows
            notes.extend(_coverage_sentence(aspect, name, row) for row in rows)
    return tuple(dict.fromkeys(notes))


def _coverage_sentence(aspect: str, name: str, row: tuple[Term | None, ...]) -> str:
    state, covered, total, note = (cell(term) for term in row)
    if total is not None:
        return f"Coverage of {name}: {aspect} read in {covered} of {total} articles."
    return f"Coverage of {name}, {aspect}: {state}. {note or ''}".rstrip()
