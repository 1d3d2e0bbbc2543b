"""Which named thing stands for which parameter of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from treatygraph.catalogue import Parameter, Question
from treatygraph.plainwords.known_names import KnownNames, Thing
from treatygraph.plainwords.spans import Span

__all__ = ["Chip", "Filling", "fill"]


@dataclass(frozen=True, slots=True)
class Chip:
    """One parameter as it was understood: what `ask` is given, and its name for people.

    `said` is false where the sentence did not name it and a default stands in.
    """

    name: str
    type: str
    value: str
    label: str
    said: bool = True

    @property
    def typed(self) -> str:
        """The value as a person would type it: `Article 36`, `Chapter 4`, a name."""
        return self.label.partition(" (")[0] if self.type in _TYPED_BY_NUMBER else self.label


_TYPED_BY_NUMBER = ("chapter", "provision", "lineage")


@dataclass(slots=True)
class Filling:
    """The parameters of one question as a sentence gives them.

    `used` are the places of the spans that were taken; `missing` the parameters that
    nothing stands for; `slots` what kinds of things were said; `bent` how
    many were taken for a thing of another kind; a role that stands for a chapter counts twice;
    `otherwise` what a number means in another draft, where no draft was said.
    """

    chips: list[Chip] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    slots: set[str] = field(default_factory=set)
    bent: int = 0
    otherwise: Chip | None = None


class _Sheet:
    """The spans of a sentence while they are handed out."""

    def __init__(self, spans: Sequence[Span], names: KnownNames, as_words: frozenset[str]) -> None:
        self.spans = spans
        self.names = names
        self.free = [i for i, span in enumerate(spans) if not _is_word(span, as_words)]
        self.filling = Filling()

    def take(self, *kinds: str) -> Thing | None:
        """Hand out the first thing of these kinds; strong spans before weak ones."""
        for weak in (False, True):
            for i in self.free:
                thing = self.spans[i].of(*kinds)
                if thing is not None and self.spans[i].weak is weak:
                    self.use(i)
                    return thing
        return None

    def use(self, place: int) -> None:
        self.free = [i for i in self.free if i != place]
        self.filling.used.add(place)

    def chip(self, parameter: Parameter, value: str, label: str, *, said: bool = True) -> None:
        if said and parameter.type != "stakeholder":
            self.filling.slots.add(f"{{{parameter.type}}}")
        self.filling.chips.append(Chip(parameter.name, parameter.type, value, label, said))


def _is_word(span: Span, as_words: frozenset[str]) -> bool:
    return span.weak and any(thing.key in as_words for thing in span.things)


def fill(
    question: Question,
    spans: Sequence[Span],
    names: KnownNames,
    as_words: frozenset[str] = frozenset(),
) -> Filling:
    """Return the parameters of a question from what a sentence names.

    `as_words` are keys of things whose weak names are ordinary words in this question.
    """
    sheet = _Sheet(spans, names, as_words)
    drafts = [p for p in question.params if p.type == "draft"]
    draft = _fill_drafts(sheet, drafts, question) if drafts else _said_draft(sheet)
    order = {p.name: i for i, p in enumerate(question.params)}
    rest = [p for p in question.params if p.type != "draft"]
    for parameter in sorted(rest, key=lambda p: _ORDER.get(p.type, 9)):
        if not _fill_one(sheet, parameter, draft) and not _optional(parameter):
            sheet.filling.missing.append(parameter.name)
    sheet.filling.chips.sort(key=lambda chip: order[chip.name])
    return sheet.filling


_ORDER = {"chapter": 0, "role": 1, "provision": 2, "lineage": 3}


def _optional(parameter: Parameter) -> bool:
    return bool(parameter.default) or parameter.type == "treaty"


def _said_draft(sheet: _Sheet) -> str:
    """Return the draft that is named, for a question whose answer is about all of them."""
    for i in sheet.free:
        thing = sheet.spans[i].of("draft")
        if thing is not None:
            return thing.key
    return ""


def _fill_drafts(sheet: _Sheet, parameters: Sequence[Parameter], question: Question) -> str:
    said = _drafts_said(sheet, len(parameters))
    if len(parameters) == 1:
        draft = said[0] if said else _model_as_draft(sheet, question)
        sheet.chip(parameters[0], *_draft(sheet.names, draft or _default(sheet)), said=bool(draft))
        return draft or _default(sheet)
    first, last = _pair(sheet.names, said)
    for parameter, draft in zip(parameters, (first, last), strict=False):
        sheet.chip(parameter, *_draft(sheet.names, draft), said=draft in said)
    return last


def _draft(names: KnownNames, key: str) -> tuple[str, str]:
    return key, names.labels.get(f"draft/{key}", key)


def _drafts_said(sheet: _Sheet, most: int) -> list[str]:
    said: list[str] = []
    while len(said) < most:
        thing = sheet.take("draft")
        if thing is None:
            break
        if thing.key not in said:
            said.append(thing.key)
    return said


def _pair(names: KnownNames, said: list[str]) -> tuple[str, str]:
    """Return the earlier and the later draft; one that is not said is the first or the last."""
    first, last = names.default_draft, names.last_draft
    if len(said) == 2:
        early, late = sorted(said, key=names.position)
        return early, late
    if said and names.position(said[0]) <= names.position(first):
        return said[0], last
    return first, said[0] if said else last


def _default(sheet: _Sheet) -> str:
    """Return the default draft, or the one best known that has the provisions named."""
    paths = [thing.key for i in sheet.free if (thing := sheet.spans[i].of("provision", "chapter"))]
    for draft in sheet.names.well_known():
        if all(sheet.names.known(draft, path) for path in paths):
            return draft
    return sheet.names.default_draft


def _model_as_draft(sheet: _Sheet, question: Question) -> str:
    """Return the one draft of a model treaty that is asked about as a text."""
    if any(p.type in ("instrument", "treaty") for p in question.params):
        return ""
    for i in sheet.free:
        thing = sheet.spans[i].of("treaty")
        if thing is None:
            continue
        draft = next((d.key for d in sheet.names.drafts if d.key.startswith(f"{thing.key}/")), "")
        if draft:
            sheet.use(i)
            return draft
    return ""


def _fill_one(sheet: _Sheet, parameter: Parameter, draft: str) -> bool:
    if parameter.type == "chapter":
        return _fill_chapter(sheet, parameter, draft)
    if parameter.type == "role":
        return _fill_role(sheet, parameter, draft)
    if parameter.type == "lineage":
        return _fill_lineage(sheet, parameter, draft)
    kinds = {"provision": ("provision", "lineage"), "stakeholder": ("state", "organisation")}
    thing = sheet.take(*kinds.get(parameter.type, (parameter.type,)))
    if thing is None:
        return False
    sheet.chip(parameter, thing.key, thing.label)
    sheet.filling.bent += parameter.type == "provision" and thing.kind == "lineage"
    if parameter.type == "stakeholder":
        sheet.filling.slots.add(f"{{{thing.kind}}}")
    return True


def _fill_chapter(sheet: _Sheet, parameter: Parameter, draft: str) -> bool:
    thing = sheet.take("chapter")
    if thing is not None:
        sheet.chip(parameter, thing.key, thing.label)
        return True
    role = sheet.take("role")
    for (of, path), name in sheet.names.roles.items():
        if role is not None and of == draft and name == role.key:
            sheet.filling.bent += 2
            sheet.chip(parameter, path, f"{path.replace('ch-', 'Chapter ')} ({role.label})")
            return True
    return False


def _fill_role(sheet: _Sheet, parameter: Parameter, draft: str) -> bool:
    thing = sheet.take("role")
    if thing is None:
        chapter = sheet.take("chapter")
        role = sheet.names.roles.get((draft, chapter.key), "") if chapter else ""
        if not role:
            return False
        sheet.filling.bent += 1
        thing = Thing("role", role, sheet.names.labels.get(f"role/{role}", role))
    sheet.chip(parameter, thing.key, thing.label)
    return True


def _fill_lineage(sheet: _Sheet, parameter: Parameter, draft: str) -> bool:
    thing = sheet.take("lineage")
    if thing is not None:
        sheet.chip(parameter, thing.key, thing.label)
        return True
    for i in sheet.free:
        part = sheet.spans[i].of("provision")
        found = _lineages_at(sheet.names, part, draft) if part else []
        if found:
            sheet.use(i)
            of, value, label = found[0]
            sheet.chip(parameter, value, label)
            if len(found) > 1:
                sheet.filling.otherwise = Chip(parameter.name, parameter.type, *found[1][1:])
            _use_draft(sheet, of)
            return True
    return False


def _lineages_at(names: KnownNames, part: Thing, draft: str) -> list[tuple[str, str, str]]:
    """Return draft, lineage and label of what a number can mean, each lineage once.

    Where no draft is said, those go first that have the very provision.
    """
    drafts = (
        [draft]
        if draft
        else sorted(names.well_known(), key=lambda of: not names.known(of, part.key))
    )
    found: dict[str, tuple[str, str, str]] = {}
    for of in drafts:
        lineage = names.lineage_at(of, part.key)
        if lineage:
            name = names.labels.get(f"lineage/{lineage}", lineage)
            label = f"{name} ({part.label}, {of.replace('-', ' ')})"
            found.setdefault(lineage, (of, lineage, label))
    return list(found.values())


def _use_draft(sheet: _Sheet, draft: str) -> None:
    for i in list(sheet.free):
        thing = sheet.spans[i].of("draft")
        if thing is not None and thing.key == draft:
            sheet.use(i)
