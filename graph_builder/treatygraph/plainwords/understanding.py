"""Understanding a sentence: which question of the catalogue it asks, and of what.

No model and no network: typing faults are mended by the words that are known, things are
found by their names and numbers, and the ideas that are left are compared with the ways of
saying of each question.  What was understood is always handed out with the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from treatygraph.asker import Source
from treatygraph.catalogue import Question
from treatygraph.plainwords.closeness import Idea, Likeness, ideas_in
from treatygraph.plainwords.filling import Chip, fill
from treatygraph.plainwords.known_names import KnownNames, Thing, known_names
from treatygraph.plainwords.phrasebook import Phrasebook
from treatygraph.plainwords.spans import Span, find_spans
from treatygraph.plainwords.spelling import Speller
from treatygraph.plainwords.tokens import Token, pattern_of_tokens, tokenize

__all__ = ["Listener", "Named", "Reading", "Understanding", "listener"]

#: Below this likeness a sentence is no question of the catalogue.
_LEAST = 0.44
#: The same where a reading has a use for every name that is said, and one is no draft.
_LEAST_NAMED = 0.34
#: A second reading is shown where it lies this near to the first.
_NEAR = 0.9
#: What a parameter that nothing stands for takes away; what a name that finds no use does.
_MISSING = 0.18
_SELDOM_SAID = 0.3
_UNUSED = {
    "draft": 0.06,
    "chapter": 0.2,
    "provision": 0.22,
    "lineage": 0.15,
    "state": 0.3,
    "organisation": 0.3,
}
_UNUSED_OTHER = 0.08
#: What each of two drafts costs that stand in no parameter, where answers name their draft.
_UNUSED_PAIR = 0.04
#: What it costs that half of the ideas or more are words that no way of saying has.
_STRANGE = 0.24
_UNUSED_WEAK = 0.03
_UNUSED_NARROWS = 0.06
_NONE: frozenset[str] = frozenset()
_SPEAKERS = frozenset({"holder", "stakeholder", "supporter", "opponent", "speaker", "first"})
#: Kind of a thing, or scheme of a concept → columns in which answers can hold its name.
_COLUMNS = {
    "organisation": _SPEAKERS,
    "state": _SPEAKERS,
    "lineage": frozenset({"lineage", "target", "targets"}),
    "provision": frozenset({"targets", "article", "provision", "lineage"}),
    "chapter": frozenset({"chapter"}),
    "role": frozenset({"role"}),
    "instrument": frozenset({"instrument"}),
    "session": frozenset({"session"}),
    "draft": frozenset({"draftName"}),
    "safeguard": frozenset({"safeguard", "ground", "limit"}),
    "power": frozenset({"power"}),
    "crime": frozenset({"crime"}),
}
_OWN = 0.6
#: A thing taken for another: a role for the chapter that has it, a lineage for an article.
_BENT = 0.08
#: A question about two drafts, where the sentence names one or none.
_HALF_SAID = 0.05
#: Ideas that make no question by themselves.
_FAINT = frozenset(
    {"who", "state", "text", "treaty", "person", "other", "lack", "article", "cause"}
    | {"good-faith", "often", "most", "list-of", "first", "still", "home", "purpose"}
)
_FAINT_BESIDE_A_NAME = frozenset({"who", "text", "treaty", "article", "person", "state"})
#: What lies no nearer than this is not named as near; these questions are, in its place.
_FAR = 0.1
_WIDE = ("positions-on-lineage", "recommendations", "safeguard-mentions")
#: Kinds of things whose names are proper names: their words are no ideas.
_PROPER = frozenset(
    {"state", "organisation", "recommendation", "session", "instrument", "treaty", "provision"}
)
#: The idea that a name stands for beside itself.
_SCHEME_IDEAS = {
    "safeguard": "safeguard",
    "crime": "offence",
    "power": "power",
    "measure": "cooperation",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence that is no parameter of a question: its words, and what it can be."""

    words: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a sentence: a question, its parameters, and how near it lies.

    `missing` are parameters that must still be said; `unused` what was named and has no
    place among the parameters of this question; `otherwise` what one of them can mean too.
    """

    question: Question
    chips: tuple[Chip, ...]
    missing: tuple[str, ...]
    unused: tuple[Named, ...]
    score: float
    otherwise: Chip | None = None

    @property
    def values(self) -> dict[str, str]:
        """The parameters as `treatygraph.ask` takes them."""
        return {chip.name: chip.value for chip in self.chips}

    @property
    def labels(self) -> dict[str, str]:
        """What each parameter was understood as, in words that `ask` takes too; empty: not said."""
        return {c.name: (c.typed if c.said else "") for c in self.chips}

    @property
    def sentence(self) -> str:
        """What was understood, in one line, with what was not said marked."""
        parts = [f"{c.name}: {c.label}{'' if c.said else ' (not said)'}" for c in self.chips]
        parts += [f"{name}: not said" for name in self.missing]
        told = f"{self.question.question} [{'; '.join(parts)}]" if parts else self.question.question
        return told

    @property
    def command(self) -> str:
        """The same question as it is asked by name."""
        return " ".join([self.question.name, *(f"{c.name}={c.value}" for c in self.chips)])


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a sentence was understood as: no, one or two readings, and the nearest questions.

    `corrected` is the sentence's words as they were taken, where they were mended.
    """

    sentence: str
    readings: tuple[Reading, ...]
    nearest: tuple[Question, ...]
    corrected: tuple[tuple[str, str], ...] = ()


def listener(graph: Source, questions: Mapping[str, Question], book: Phrasebook) -> Listener:
    """Return what understands sentences about the things of this graph."""
    return Listener(questions, book, known_names(graph, book))


class Listener:
    """Understands sentences; made once for a graph."""

    def __init__(
        self, questions: Mapping[str, Question], book: Phrasebook, names: KnownNames
    ) -> None:
        self.questions = questions
        self._book = book
        self.names = names
        self._likeness = Likeness(questions, book)
        named = {w for entries in names.names.values() for words, _, _ in entries for w in words}
        self._speller = Speller(named | book.vocabulary, book.stems, book.stops, named)
        self._pattern = pattern_of_tokens(list(names.symbols))

    def hear(self, sentence: str) -> Understanding:
        """Return what a sentence can mean, the nearest reading first."""
        written = tokenize(sentence[:400], self._pattern)
        tokens = tuple(_mended(token, self._speller) for token in written)
        spans = tuple(find_spans(tokens, self._book, self.names))
        ideas = tuple(ideas_in([token.norm for token in tokens], self._book))
        named = frozenset(i for span in spans for i in span.places)
        heard = _Heard(tokens, spans, ideas, named)
        readings = [self._read(question, heard) for question in self.questions.values()]
        readings.sort(key=lambda r: (-r.score, r.question.name))
        best = readings[0].score if readings else 0.0
        least = _LEAST_NAMED if readings and _takes_all(readings[0]) else _LEAST
        asked = best >= least and self._says_something(heard)
        shown = [r for r in readings[:2] if r.score >= max(least, _NEAR * best)] if asked else []
        if len(shown) == 1 and shown[0].otherwise:
            shown.append(_otherwise(shown[0], shown[0].otherwise))
        changed = [
            (was.text, now.norm)
            for was, now in zip(written, tokens, strict=True)
            if was.norm != now.norm
        ]
        return Understanding(sentence, tuple(shown), self._nearest(readings), tuple(changed))

    def _nearest(self, readings: Sequence[Reading]) -> tuple[Question, ...]:
        """Return the three nearest questions; the widest ones where nothing is near."""
        near = [r.question for r in readings[:3] if r.score > _FAR]
        wide = [self.questions[name] for name in _WIDE if name in self.questions]
        return tuple({q.name: q for q in (*near, *wide)}.values())[:3]

    def _says_something(self, heard: _Heard) -> bool:
        """Return whether there is more than names of things.

        The name of a concept counts where its words are ideas, as in `grounds for refusal`;
        two names count together.
        """
        stops = self._book.stops
        told = {at for i in heard.ideas if not i.is_word for at in range(i.at, i.end)}
        concepts = {
            at
            for span in heard.spans
            if all(thing.kind == "concept" for thing in span.things)
            and {at for at in range(span.start, span.end) if heard.tokens[at].norm not in stops}
            <= told
            for at in span.places
        }
        strong = sum(not span.weak for span in heard.spans)
        if strong > 1:
            return True
        faint = _FAINT_BESIDE_A_NAME if strong else _FAINT
        words = [i for i in heard.ideas if i.is_word and i.at not in heard.named]
        return sum(self._likeness.knows(i.names[0]) for i in words) > 1 or any(
            idea.at not in heard.named or idea.at in concepts
            for idea in heard.ideas
            if not idea.is_word and not faint.issuperset(idea.names)
        )

    def _read(self, question: Question, heard: _Heard) -> Reading:
        likeness = self._likeness
        filling = fill(question, heard.spans, self.names, likeness.names(question.name))
        inside = {at for span in heard.spans if _is_proper(span) for at in span.places}
        weighed = [(frozenset({slot}), 1.0) for slot in filling.slots]
        cost, unused = 0.0, []
        for place, span in enumerate(heard.spans):
            if place in filling.used:
                inside.update(span.places)
                continue
            own = _own_ideas(span) or _slots(span, likeness.names(question.name))
            if own:
                weighed.append((own, _OWN))
            cost += _cost(span, question) or _UNUSED_PAIR * heard.compares
            if not span.weak:
                unused.append(Named(heard.words(span), self._things(span)))
        weighed.extend(
            (frozenset(idea.names), 1.0)
            for idea in heard.ideas
            if idea.at not in inside and not (idea.at in heard.named and idea.is_word)
        )
        types = {p.name: p.type for p in question.params}
        needs = [likeness.needs(question.name, types[name]) for name in filling.missing]
        cost += _MISSING * sum(max(_SELDOM_SAID, need) for need in needs)
        cost += _BENT * filling.bent + likeness.polarity(question.name, heard.ideas)
        said = [chip.said for chip in filling.chips if chip.type == "draft"]
        cost += _HALF_SAID * (len(said) > 1 and not all(said))
        cost += self._strangeness(heard)
        score = likeness.score(question.name, weighed) - cost
        chips, missing = tuple(filling.chips), tuple(filling.missing)
        return Reading(question, chips, missing, tuple(unused), score, filling.otherwise)

    def _strangeness(self, heard: _Heard) -> float:
        """Return what it costs that a sentence names nothing and is half made of strange words."""
        if heard.named:
            return 0.0
        strange = sum(i.is_word and not self._likeness.knows(i.names[0]) for i in heard.ideas)
        return _STRANGE if strange and 2 * strange >= len(heard.ideas) else 0.0

    def _things(self, span: Span) -> tuple[Thing, ...]:
        """Return what a span can name; of a provision, also its lineage where drafts agree."""
        part = span.of("provision")
        drafts = self.names.well_known() if part else []
        of = {self.names.lineage_at(draft, part.key) for draft in drafts if part} - {""}
        if len(of) != 1:
            return span.things
        key = of.pop()
        return (*span.things, Thing("lineage", key, self.names.labels.get(f"lineage/{key}", key)))


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence in words, what it names, and its ideas."""

    tokens: tuple[Token, ...]
    spans: tuple[Span, ...]
    ideas: tuple[Idea, ...]
    named: frozenset[int]

    @property
    def compares(self) -> bool:
        """Whether it names two drafts."""
        drafts = {thing.key for s in self.spans if not s.weak and (thing := s.of("draft"))}
        return len(drafts) > 1

    def words(self, span: Span) -> str:
        return " ".join(token.text for token in self.tokens[span.start : span.end])


def _cost(span: Span, question: Question) -> float:
    """Return what a name without use costs: little where a column can hold it."""
    if span.weak:
        return _UNUSED_WEAK
    if any(
        not _COLUMNS.get(t.scheme or t.kind, _NONE).isdisjoint(question.columns)
        for t in span.things
    ):
        return 0.0 if span.of("draft") else _UNUSED_NARROWS
    return min(_UNUSED.get(thing.kind, _UNUSED_OTHER) for thing in span.things)


def _otherwise(reading: Reading, other: Chip) -> Reading:
    """Return the reading of a number by another draft."""
    chips = tuple(other if chip.name == other.name else chip for chip in reading.chips)
    return replace(reading, chips=chips, otherwise=None)


def _takes_all(reading: Reading) -> bool:
    """Return whether a reading uses each name that is said, or who is said to speak."""
    said = [chip for chip in reading.chips if chip.said]
    drafts = sum(chip.type == "draft" for chip in said)
    if any(chip.type == "stakeholder" for chip in said):
        return True
    return bool(said) and not reading.unused and (len(said) > drafts or drafts > 1)


def _is_proper(span: Span) -> bool:
    """Return whether a name is a proper one, whose words say nothing else (New Zealand)."""
    return not span.weak and all(thing.kind in _PROPER for thing in span.things)


def _slots(span: Span, names: frozenset[str]) -> frozenset[str]:
    """Return the slots of a question's ways of saying that a name without use could stand in."""
    return frozenset({f"{{{thing.kind}}}" for thing in span.things}) & names


def _own_ideas(span: Span) -> frozenset[str]:
    ideas = {_SCHEME_IDEAS[t.scheme] for t in span.things if t.scheme in _SCHEME_IDEAS}
    if any(thing.kind == "concept" for thing in span.things):
        ideas.add("{concept}")
    if any(thing.kind == "instrument" for thing in span.things):
        ideas.add("treaty")
    return frozenset(ideas)


def _mended(token: Token, speller: Speller) -> Token:
    norm = speller.correct(token.norm)
    return token if norm == token.norm else replace(token, norm=norm)
