"""References: each place in a text that points elsewhere, with its targets one by one.

A reference is never silently dropped: what cannot be resolved is `dangling` or
`ambiguous` with a reason, what points to another instrument is `external` and never
taken as internal.  "This Convention" alone points to no provision and is no reference;
"this article" is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from treatygraph.documents.citations.antecedents import Antecedents, Carried
from treatygraph.documents.citations.bare import is_letters_alone, with_bare_lists
from treatygraph.documents.citations.binding import Binder, Bound, excepts, in_annex
from treatygraph.documents.citations.chains import Chain, inside
from treatygraph.documents.citations.forms import Forms, forms_of
from treatygraph.documents.citations.name_keys import Name, slug
from treatygraph.documents.citations.names import Names
from treatygraph.documents.citations.places import ABOVE, Target, external_targets
from treatygraph.documents.citations.resolve import Tree
from treatygraph.documents.citations.roman import DIVISIONS, is_roman, lend, owner_of_arabic
from treatygraph.documents.citations.scan import scan
from treatygraph.documents.citations.short_names import defines
from treatygraph.documents.structure.phrases import rejoin
from treatygraph.model import Provision, Reference
from treatygraph.model.facts import ReferenceStatus

__all__ = ["KINDS", "find_references"]

#: Words before a reference → notation of the reference-kind scheme; the first that matches wins.
KINDS: tuple[tuple[str, str], ...] = (
    ("established-by", r"established\s+(?:in\s+accordance\s+with|pursuant\s+to|by|under|in)|set\s+up\s+under"),
    ("without-prejudice-to", r"without\s+prejudice\s+to|sans\s+préjudice|sin\s+perjuicio|без\s+ущерба|دون\s+(?:المساس|الإخلال)|不妨碍|不影响"),
    ("subject-to", r"subject\s+to|sous\s+réserve|con\s+sujeción|a\s+reserva|при\s+условии|с\s+учетом|رهنا\s+ب|在不违反|在遵守"),
    ("in-accordance-with", r"in\s+(?:accordance|conformity|compliance)\s+with|consistent\s+with|conformément|de\s+conformidad\s+con|в\s+соответствии|وفقا\s*ل?|根据|按照|依照"),
    ("pursuant-to", r"pursuant\s+to|by\s+virtue\s+of|en\s+application|en\s+vertu|en\s+virtud|согласно|بموجب|عملا\s+ب"),
    ("notwithstanding", r"notwithstanding|nonobstant|no\s+obstante|несмотря\s+на|بصرف\s+النظر|على\s+الرغم|尽管|虽有"),
    ("except-as-provided", r"except\s+(?:as\s+(?:otherwise\s+)?(?:specifically\s+)?(?:provided|stated)(?:\s+otherwise)?\s+(?:for\s+)?(?:in|by|under)|in|where)|sauf|salvo|за\s+исключением|باستثناء|除"),
    ("as-defined-in", r"(?:as\s+)?defined\s+(?:in|by)|within\s+the\s+meaning\s+of|définie?s?\s+[àa]|definid[oa]s?\s+en|определен\w*\s+в|المعرَّ?فة?\s+في|所界定"),
    ("for-the-purposes-of", r"for\s+(?:the\s+)?purposes?\s+of|aux\s+fins|a\s+los\s+efectos|для\s+целей|لأغراض|为"),
    ("under", r"under"),
    ("mutatis-mutandis", r"mutatis\s+mutandis"),
    ("applies-to", r"appl(?:y|ies)\s+to"),
    ("in-conjunction-with", r"(?:in\s+conjunction|together)\s+with"),
)  # fmt: skip
_TO = r"\W*(?:the\s+)?(?:provisions\s+of\s+|requirements\s+of\s+)?(?:[ل]|de\s+l['’]|des?\s+|aux?\s+|del?\s+|los\s+|со?\s+)?$"
_BACKWARD = regex.I | regex.R  # from the end, where the words must stand
_KIND_PATTERNS = [(kind, regex.compile(rf"(?:{words}){_TO}", _BACKWARD)) for kind, words in KINDS]
_SOME_KIND = regex.compile(rf"(?:{'|'.join(words for _, words in KINDS)}){_TO}", _BACKWARD)


def find_references(
    provisions: Sequence[Provision],
    pieces: Mapping[str, Sequence[tuple[int, int]]],
    text: str,
    *,
    language: str = "en",
    aliases: Mapping[str, str] | None = None,
    titles: Iterable[str] = (),
) -> tuple[Reference, ...]:
    """Return all references of a document, in order of place; spans point into `text`.

    `aliases` maps printed names of instruments to their keys; `titles` are this document's
    own, which are no references.
    """
    bodies = [text[a:b] for spans in pieces.values() for a, b in spans]
    finder = _Finder(
        Tree(provisions), Names(bodies, aliases or {}, titles, language=language), language
    )
    placed = [(p.key, a, b) for p in provisions for a, b in pieces.get(p.key, ())]
    if is_roman(provisions):
        finder.learn((key, text[start:end]) for key, start, end in placed)
    found: list[Reference] = []
    for key, start, end in placed:
        finder.enter(key, text[start:end])
        found.extend(finder.in_piece(key, text[start:end], start))
    return tuple(found)


#: A name with its initials over a list: "Règles uniformes CIV:", "Lamp Rules (LR):".
_INITIALS = regex.compile(
    r"(?P<name>\p{Lu}\p{Ll}[\p{L}’' -]{3,80}\s\(?(?![IVX]+\)?\s*:)\p{Lu}{2,8})\)?\s*:"
)
_HYPHENED = regex.compile(r"\b(\d{1,2})-(\d\d)\b")
_HYPHENED_KEY = regex.compile(r"(?:^|/)art-\d{1,2}-\d\d$")
_SAME_CLAUSE = regex.compile(r"[^.;:]{0,40}")


def _is_loose(chain: Chain) -> bool:
    """Tell "that annex" and "the above items", of which nothing was named before, from references."""
    first = chain.segments[0]
    common = {
        "that": (
            "annex",
            "part",
            "title",
            "chapter",
            "section",
            "item",
            "rule",
            "regulation",
            "clause",
        ),
        "preceding": ("item",),
        "sole": ("annex", "schedule", "appendix"),
    }
    return first.level in common.get(first.mode, ())


def _is_bare(chain: Chain) -> bool:
    """Tell whether a chain names paragraphs or points by number and no article."""
    first = chain.segments[0]
    return first.mode == "numbers" and first.level in ("paragraph", "subparagraph")


def _is_in_name(chain: Chain, named: Iterable[Name]) -> bool:
    """Tell whether a place is part of a registered name: "Agreement … of Part XI of the …"."""
    return any(n.known and n.start < chain.start and chain.end < n.end for n in named)


def _nests(outer: Chain, chain: Chain) -> bool:
    """Tell whether what is excepted has its number in the outer place: no article of a chapter."""
    return outer.segments[0].level not in DIVISIONS or chain.segments[0].level != "article"


def _status(reason: str) -> ReferenceStatus:
    """Return the status that a reason stands for; several candidates make it ambiguous."""
    if not reason:
        return "resolved"
    return "ambiguous" if reason == "number-not-stated" or "several" in reason else "dangling"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a reference is printed: provision, its text, where that begins, and the end."""

    source: str
    text: str
    offset: int
    end: int
    kind: str


class _Finder:
    def __init__(self, tree: Tree, names: Names, language: str) -> None:
        self.tree = tree
        self.names = names
        self.language = language
        self.forms: Forms = forms_of(language)
        self.alineas = language == "fr" and names.says(r"\bparagraphes?\s+(?:\d|premier)")
        self.binder = Binder(names, self.forms)
        self.said = Antecedents(names)
        #: Whether articles are numbered 6-01, 6-02.
        self.hyphened = sum(_HYPHENED_KEY.search(key) is not None for key in tree.by_key) > 2
        self.arabic: Name | None = None
        self.listed: dict[str, Name] = {}

    def learn(self, texts: Iterable[tuple[str, str]]) -> None:
        """Find out whose articles the arabic ones of a text in Roman numerals are."""
        bound = [
            pair
            for source, text in texts
            for pair in zip(*self._bound(source, text)[1:], strict=True)
        ]
        self.arabic = owner_of_arabic(bound)
        self.said = Antecedents(self.names)

    def _bound(self, source: str, text: str) -> tuple[list[Name], list[Chain], list[Bound]]:
        """Return the names and chains of a text, and what each chain belongs to."""
        dotted = _HYPHENED.sub(r"\1.\2", text) if self.hyphened else text
        found = list(scan(dotted, self.language))
        if self.language == "en":
            found = with_bare_lists(text, found)
        chains = [
            self._lowered(text, c) for c in found if not defines(text, c.start, self.language)
        ]
        named = list(self.names.find(text))
        chains = [c for c in chains if not _is_in_name(c, named)]
        self.said.enter(self.tree.owner(source, "article") or source)
        bound = self.binder.bind(source, text, chains, named, self.said)
        if self.arabic:
            bound = lend(text, chains, bound, self.arabic, self.binder)
        return named, chains, bound

    def enter(self, source: str, text: str) -> None:
        """Note the instrument whose name alone stands over a list: "Règles uniformes CIV:"."""
        line = text.rstrip()
        if not line.endswith(":") or len(line) > 120:
            return
        name = self.names.at(line, 0, "", {})
        if name and name.key and not line[name.end :].strip(" :"):
            self.listed[source] = name
        elif match := _INITIALS.fullmatch(line):
            self.listed[source] = Name(0, len(line), slug(match.group("name")), False)

    def in_piece(self, source: str, text: str, offset: int) -> Iterator[Reference]:
        """Yield the references of one stretch of a provision's text."""
        taken: list[tuple[int, int]] = []
        rows: list[tuple[int, Reference]] = []
        kind, before = "referred-to-in", -1
        last: Chain | None = None
        previous: Chain | None = None
        before_it: Chain | None = None
        named, chains, bound = self._bound(source, text)
        for printed, belongs, after in zip(
            chains, bound, [*chains[1:], None][: len(chains)], strict=True
        ):
            chain, carried = self.said.fill(printed)
            if (
                before_it is not None
                and excepts(text, before_it, chain)
                and _nests(before_it, chain)
            ):
                chain = inside(before_it, chain) or chain
            before_it = chain
            kind = self._kind(text, chain, kind, before)
            near = last if last and _SAME_CLAUSE.fullmatch(text, last.end, chain.start) else None
            before = chain.end
            others = self._others(source, text, chain, belongs, carried)
            if others and previous is not None:
                chain = in_annex(previous, chain, linked=self.binder.linked(text, previous, chain))
            previous = chain if others else None
            for name in others:
                if belongs.end >= 0 and name.start < chain.start <= belongs.end + 1:
                    chain = replace(chain, start=name.start)
            end = max(chain.end, belongs.end, *(n.end for n in others if belongs.end >= 0), 0)
            taken.append((chain.start, end))
            place = _Place(source, text, offset, end, kind)
            if after and not others and _is_bare(chain) and self.binder.linked(text, chain, after):
                chain = self._sharing(chain, after, source)
            rows += [(chain.start, r) for r in self._rows(chain, place, others, belongs.own, near)]
            self.said.note(chain, others[0].key if others else None, bool(others))
            last = chain if not others else None
        for name in named:
            if not any(a < name.end and name.start < b for a, b in taken):
                rows.append((name.start, self._named(source, text, name, offset)))
        yield from (reference for _, reference in sorted(rows, key=lambda row: row[0]))

    def _is_common(self, level: str) -> bool:
        """Tell whether "this part" is a word here: no such division, or a Party in French."""
        return not self.tree.knows(level) or (level == "part" and self.language in ("fr", "es"))

    def _lowered(self, text: str, chain: Chain) -> Chain:
        """Return a chain whose alinéas lie in paragraphs, where the text numbers paragraphs."""
        first = chain.segments[0]
        words = text[first.start : first.end].lower()
        if self.alineas and first.level == "paragraph" and "alin" in words:
            lower = replace(first, level="alinea")
            return replace(chain, segments=(lower, *chain.segments[1:]))
        return chain

    def _others(
        self, source: str, text: str, chain: Chain, bound: Bound, carried: Carried | None
    ) -> tuple[Name, ...]:
        """Return the other instruments that a chain belongs to, none where it is this text."""
        if bound.names or bound.own:
            return bound.names
        if carried is None:
            carried = self.said.foreign(chain, self.tree, text)
        over = self.listed.get(source) if chain.segments[0].mode == "numbers" else None
        if carried is None and over and chain.segments[0].level in ABOVE:
            return (Name(chain.start, chain.end, over.key, over.known),)
        return (Name(chain.start, chain.end, carried.key, True),) if carried else ()

    def _rows(
        self,
        chain: Chain,
        at: _Place,
        others: Sequence[Name],
        own: bool,
        near: Chain | None,
    ) -> Iterator[Reference]:
        place = {"source": at.source, "surface": rejoin(at.text[chain.start : at.end]), "kind": at.kind,
                 "start": at.offset + chain.start, "end": at.offset + at.end}  # fmt: skip
        for name in others:
            reason = None if name.key else "instrument-not-named"
            elsewhere = {"status": "external", "instrument": name.key, "reason": reason}
            for key in list(external_targets(chain)) or [None]:  # type: ignore[list-item]
                yield Reference(**place, **elsewhere, target=key)  # type: ignore[arg-type]
        if others:
            return
        seen: set[str | None] = set()
        level = chain.segments[0].level
        targets = self._targets(chain, at.source, near, own)
        if is_letters_alone(at.text, chain) and any(t.reason for t in targets):
            return
        for target in targets:
            if target.key in seen and target.key is not None:
                continue
            if target.reason == "no-antecedent" and _is_loose(chain):
                continue
            numbered = any(s.mode == "numbers" for s in chain.segments)
            if target.reason.endswith("-here") and not numbered and self._is_common(level):
                continue
            seen.add(target.key)
            status = _status(target.reason)
            yield Reference(**place, status=status, target=target.key, reason=target.reason or None)  # type: ignore[arg-type]

    def _targets(self, chain: Chain, source: str, before: Chain | None, body: bool) -> list[Target]:
        """Return where a chain points; where it finds nothing, look inside what was named last.

        "paragraph 1, except subparagraph (d)"; "Annex III, article 13, and article 17".
        """
        targets = list(self.tree.targets(chain, source, body=body))
        if before is None or chain.segments[0].mode != "numbers":
            return targets
        longer = inside(before, chain) if all(t.reason for t in targets) else None
        inner = list(self.tree.targets(longer, source)) if longer else []
        return inner if inner and not any(t.reason for t in inner) else targets

    def _sharing(self, chain: Chain, after: Chain, source: str) -> Chain:
        """Return "paragraph 1 (b)" before "and paragraph 2 of article 13" as lying in it too.

        Only where the place itself has no such paragraph, and the article after it has.
        """
        outer = after.segments[:1]
        if outer[0].level != "article" or outer[0].mode != "numbers" or len(after.segments) < 2:
            return chain
        if after.segments[1].start > after.start or outer[0].start < after.segments[1].start:
            return chain
        longer = replace(chain, segments=(*outer, *chain.segments))
        here = all(not t.reason for t in self.tree.targets(chain, source))
        there = all(not t.reason for t in self.tree.targets(longer, source))
        return longer if there and not here else chain

    def _kind(self, text: str, chain: Chain, last: str, before: int) -> str:
        if before >= 0 and self.forms.joined.fullmatch(text, before, chain.start):
            return last
        window = text[max(0, chain.start - 70) : chain.start]
        for kind, pattern in _KIND_PATTERNS if _SOME_KIND.search(window) else ():
            if pattern.search(window):
                return kind
        return "referred-to-in"

    def _named(self, source: str, text: str, name: Name, offset: int) -> Reference:
        return Reference(
            source=source,
            surface=rejoin(text[name.start : name.end]),
            kind=self._kind(text, Chain(name.start, name.end), "referred-to-in", -1),
            status="external",
            instrument=name.key,
            start=offset + name.start,
            end=offset + name.end,
        )
