"""Asking: a question and its parameters in, a table with what must be said of it out.

Parameters are what people write: a printed number (`IV`, `36`), a key, a name, an IRI.
Each is resolved in the graph to one thing, within the chosen draft where it is a part of
one; a wrong one is answered with the nearest that exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from treatygraph.answernotes import coverage_notes, empty_notes, verdict_notes
from treatygraph.asker import Asker, Source, to_table
from treatygraph.catalogue import Parameter, Question
from treatygraph.errors import UsageError
from treatygraph.iris import Minter
from treatygraph.nearest import did_you_mean, nearest
from treatygraph.store.base import bind
from treatygraph.table import Table
from treatygraph.unregistered import (
    empty_division,
    only_registered,
    unregistered_query,
    without_role,
)
from treatygraph.vocab import PREFIXES, expand

__all__ = ["Terms", "answer", "answer_bound", "explain", "find_question", "resolve"]

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

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
#: Parameters of a question as terms.
Terms = dict[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class _Candidate:
    iri: str
    names: tuple[str, ...]
    level: str


def find_question(name: str, questions: Mapping[str, Question]) -> Question:
    """Return the question of a name; a wrong name is answered with the nearest."""
    if name in questions:
        return questions[name]
    near = nearest(name, questions)
    raise UsageError(
        f"There is no question {name!r}.",
        expected=f"one such as {', '.join(near)}" if near else "a question of the catalogue",
        remedy="`treatygraph questions` lists them all",
    )


def answer(graph: Source, question: Question, values: Mapping[str, str]) -> Table:
    """Return the answer to a question, with its coverage in the notes."""
    asker = Asker.of(graph)
    try:
        bindings = resolve(asker, question, values)
    except _NotRegistered as gap:
        rows = asker.terms(unregistered_query(question.columns, gap.sentence))
        return to_table(rows, title=question.summary, notes=gap.notes(asker, question))
    return answer_bound(asker, question, bindings)


def answer_bound(graph: Source, question: Question, bindings: Terms) -> Table:
    """Return the answer to a question whose parameters are terms already."""
    asker = Asker.of(graph)
    solutions = asker.terms(question.query, bindings)
    notes = (
        *verdict_notes(solutions),
        *empty_notes(asker, question, bindings, solutions),
        *coverage_notes(asker, question, bindings),
    )
    if question.notes:
        notes = (*notes, question.notes)
    return to_table(solutions, title=question.summary, notes=notes)


def explain(graph: Source, question: Question, values: Mapping[str, str]) -> str:
    """Return the query with its parameters bound, runnable on any SPARQL 1.1 engine."""
    try:
        return bind(question.query, resolve(graph, question, values))
    except _NotRegistered as gap:
        return unregistered_query(question.columns, gap.sentence)


class _NotRegistered(UsageError):
    """A thing that is named is not registered in a draft that is known in part."""

    def __init__(self, parameter: Parameter, draft: NamedNode, sentence: str) -> None:
        super().__init__(f"{parameter.name}: {sentence}.")
        self.sentence, self.draft = sentence, draft
        self.known: Terms = {}

    def notes(self, asker: Asker, question: Question) -> tuple[str, ...]:
        """Return what the answer relies on: the coverage of the draft."""
        names: Terms = {p.name: self.draft for p in question.params if p.type == "draft"}
        return coverage_notes(asker, question, {**names, **self.known})


def resolve(graph: Source, question: Question, values: Mapping[str, str]) -> Terms:
    """Return the parameters as terms; drafts first, since other things lie in them."""
    known = {p.name: p for p in question.params}
    for name in values:
        if name not in known:
            raise UsageError(
                f"The question {question.name!r} has no parameter {name!r}.",
                expected=f"{', '.join(known) or 'no parameters'}",
                remedy=did_you_mean(name, known),
            )
    if lacking := [p.name for p in question.params if _lacks(p, values)]:
        raise _missing(question, lacking)
    asker = Asker.of(graph)
    bindings: Terms = {}
    draft: NamedNode | None = None
    for parameter in sorted(question.params, key=lambda p: p.type != "draft"):
        value = values.get(parameter.name, parameter.default)
        if not value:
            continue
        try:
            term = _resolve_one(asker, parameter, value, draft)
        except _NotRegistered as gap:
            gap.known = bindings
            raise
        bindings[parameter.name] = term
        if parameter.type == "draft" and draft is None and isinstance(term, NamedNode):
            draft = term
        if parameter.type == "chapter" and draft is not None and isinstance(term, NamedNode):
            _say_empty(asker, parameter, draft, term, bindings)
    return bindings


def _say_empty(
    asker: Asker, parameter: Parameter, draft: NamedNode, division: NamedNode, known: Terms
) -> None:
    sentence = empty_division(asker, draft.value, division.value)
    if sentence:
        gap = _NotRegistered(parameter, draft, sentence)
        gap.known = known
        raise gap


def _lacks(parameter: Parameter, values: Mapping[str, str]) -> bool:
    """Tell whether a parameter has no value though it needs one."""
    if values.get(parameter.name, parameter.default):
        return False
    may_be_left_out = parameter.default == "" and parameter.type == "treaty"
    return parameter.name in values or not may_be_left_out


def _missing(question: Question, names: list[str]) -> UsageError:
    usage = " ".join(f"{p.name}=<{p.type}>" for p in question.params)
    named = " and ".join(map(repr, names))
    return UsageError(
        f"The parameter {named} is missing."
        if len(names) == 1
        else f"The parameters {named} are missing.",
        expected=f"{question.name} {usage}",
        remedy="add " + " ".join(f"{name}=…" for name in names),
    )


def _resolve_one(
    asker: Asker, parameter: Parameter, value: str, draft: NamedNode | None
) -> NamedNode | Literal:
    if parameter.type == "text":
        return Literal(value)
    if parameter.type == "integer":
        if not _WHOLE.fullmatch(value):
            raise UsageError(f"{parameter.name}={value[:50]!r} is not a whole number.")
        return Literal(int(value))
    if parameter.type == "draft":
        return NamedNode(asker.draft(value).iri)
    iri = _as_iri(value)
    if parameter.type == "iri":
        return NamedNode(iri or value)
    candidates = _candidates(asker, parameter.type, draft)
    found = {c.iri for c in candidates if c.iri == iri} if iri else _match(candidates, value)
    if not found and parameter.type == "provision" and draft is not None:
        found = _by_lineage(asker, parameter, value, draft)
    if not found and parameter.type == "chapter" and draft is not None:
        found = _by_role(asker, parameter, value, draft)
    if not found and parameter.type == "lineage":
        found = _by_number(asker, value, draft)
    if not found and not iri and draft is not None and _KINDS[parameter.type][1]:
        _say_gap(parameter, draft, only_registered(asker, draft.value, value))
    if len(found) != 1:
        raise _no_such(parameter, value, candidates, sorted(found), draft)
    return NamedNode(found.pop())


def _say_gap(parameter: Parameter, draft: NamedNode, sentence: str | None) -> None:
    if sentence:
        raise _NotRegistered(parameter, draft, sentence)


def _as_iri(value: str) -> str | None:
    if value.startswith(("http://", "https://")):
        return value
    prefix, colon, local = value.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else None


def _candidates(asker: Asker, kind: str, draft: NamedNode | None) -> list[_Candidate]:
    name, inside = _KINDS[kind]
    given = {"class": expand(name)}
    if inside and draft is not None:
        found = asker.texts("asking/parts", **given, draft=draft)
    else:
        found = asker.texts("asking/things", **given)
    rows: dict[str, tuple[list[str], str]] = {}
    for iri, *said, level in found:
        names, _level = rows.setdefault(iri, (_keys(iri, asker.minter), level))
        names.extend(filter(None, said))
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


def _by_lineage(asker: Asker, parameter: Parameter, value: str, draft: NamedNode) -> set[str]:
    """Return the provision of a draft that belongs to a lineage, named by key or name."""
    lineages = sorted(_match(_candidates(asker, "lineage", None), value))
    if not lineages:
        return set()
    rows = asker.texts("provisions/of-lineage", lineage=lineages, draft=draft)
    if not rows:
        _say_gap(parameter, draft, only_registered(asker, draft.value, value, place=True))
    return {row[0] for row in rows}


def _by_role(asker: Asker, parameter: Parameter, value: str, draft: NamedNode) -> set[str]:
    """Return the chapter, or the section, of a draft that is for what a role says."""
    roles = sorted(_match(_candidates(asker, "role", None), value))
    if not roles:
        return set()
    rows = asker.texts("provisions/of-role", role=roles, draft=draft)
    if not rows:
        _say_gap(parameter, draft, without_role(asker, draft.value, roles[0]))
    return {row[0] for row in rows}


def _by_number(asker: Asker, value: str, draft: NamedNode | None) -> set[str]:
    """Return the lineages of what a number, as `24` or `24(2)`, means in the drafts.

    A draft before the number, as `zero-draft/24`, says which is meant.
    """
    head, slash, rest = value.partition("/")
    named = [d for d in asker.drafts if slash and head in (d.local, d.iri)]
    if named:
        drafts, value = [d.iri for d in named], rest
    elif draft is not None:
        drafts = [draft.value]
    else:
        drafts = [d.iri for d in asker.drafts if d.negotiated]
    found: set[str] = set()
    for one in drafts:
        for part in sorted(_match(_candidates(asker, "provision", NamedNode(one)), value)):
            rows = asker.texts("provisions/lineage", provision=part)
            found |= {lineage for lineage, own in rows if own == rows[0][1]}
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
            remedy="give the IRI"
            if parameter.type != "lineage"
            else f"give its key, or say the draft before the number: zero-draft/{value}",
        )
    names = {name: c.iri for c in candidates for name in c.names if len(name) > 1 or name.isdigit()}
    near = nearest(value, names, most=5)
    return UsageError(
        f"There is no {parameter.type} {value!r}{where}.",
        expected=f"one such as {'; '.join(dict.fromkeys(near))}" if near else f"a {parameter.type}",
        remedy="a printed number, a key, a symbol, a name or an IRI will do",
    )
